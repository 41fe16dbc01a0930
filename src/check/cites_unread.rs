//! `cites-unread`: a citation of what nobody here has read.
//!
//! Whoever cites a work vouches for its words. One with `consulted: false` is known only from others, who may be wrong.

use super::{Findings, Subject, cited};
use crate::diagnostic::Code;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    let is_unread: Vec<bool> = site.sources.rows().map(|source| !source.consulted).collect();
    let mut unread = Vec::new();
    cited::mentions(site, |mention| unread.extend(is_unread[mention.source.index()].then_some(mention)));
    for mention in unread {
        let source = &site.sources[mention.source];
        let relays = &site.backlinks.relayed_by[mention.source.index()];
        let relay = relays.iter().map(|relay| &site.sources[*relay]).find(|relay| relay.consulted);
        let instead = match relay {
            Some(relay) => format!("cite `{}`, which relays it", relay.id),
            None => "cite the source that relays it".to_owned(),
        };
        findings.add(
            Code::CitesUnread,
            mention.file,
            mention.at,
            format!("{} cites `{}`, which nobody here has read", mention.what, source.id),
            format!("{instead}; or read it, and remove `consulted: false` from `{}`", source.file),
        );
    }
}
