//! `unused-topic`: a topic to which no event belongs.
//!
//! It has no page, which would be empty. Its file is called otherwise than the tag, or nobody has given events the tag yet.
//! Where drafts or withdrawn events bear the tag, `only-in-drafts` tells that the topic waits for them.

use super::{Findings, Subject};
use crate::diagnostic::{Code, Severity, suggest};
use crate::model::slug::slug;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    // The tag may stand in a file that could not be read.
    if findings.earlier.iter().any(|known| known.severity == Severity::Error) {
        return;
    }
    // Tags that have a topic are not meant by another.
    let free: Vec<String> =
        site.backlinks.tags.iter().filter(|tag| tag.topic.is_none()).map(|tag| slug(&tag.spelling)).collect();
    for row in site.unpublished_topics().filter(|row| !site.waits_for_unpublished(row)) {
        let id = row.id.as_str();
        let bear = format!("write `tags: [{id}]` in the events that belong to it, or remove this file");
        let help = match suggest::nearest(id, free.iter().map(String::as_str)) {
            Some(near) => format!("{} Then rename this file to `{near}.md`; else {bear}", suggest::did_you_mean(near)),
            None => bear,
        };
        let message = format!("no event bears the tag `{id}`, so this topic has no page");
        findings.add(Code::UnusedTopic, &row.file, row.title_at, message, help);
    }
}
