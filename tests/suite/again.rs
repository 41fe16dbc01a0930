//! What `dateline serve` remembers from save to save: each edit must tell what a site judged anew tells, and only those
//! that nothing else can see may leave the rest of the site as it was.

use crate::trials::in_memory;
use dateline::resolve::Drafts;
use dateline::{Checked, Memory, Options};
use std::sync::Arc;

const EVENT: &str = "---
title: The Ledger reports a sale
date: 2031-04-05
time: '10:30'
order: 3
kind: report
summary: Berths were sold.
people: [{person: ida-bloom, role: warden}]
organizations: [ledger]
places: [quay]
tags: [boats]
sources: [{source: minutes, note: page 3}, {source: courier, based_on: [ledger-1]}]
claims:
  - {claim: sold, stance: alleges, by: [ledger], for: [ida-bloom], citing: a clerk}
responses:
  - {claim: sold, from: ida-bloom, sought: 2031-04-04, result: none, sources: [minutes]}
date_variants: [{date: 2031-04-06, sources: [minutes]}]
related: [second]
aliases: [old]
added: 2031-05-01
---
It was so [@minutes, \"berths were sold\"]. That led to [more](event:third) [@courier].
";

/// The other files. Nothing here can be mended by an edit of the event alone, so that each edit is the only change.
const FILES: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "title: T\nbase_url: https://harbour.example/\nkinds: {report: {label: Report}, ruling: {label: Ruling}}\n",
    ),
    ("content/people/ida-bloom.md", "---\nname: Ida Bloom\n---\n"),
    ("content/people/noor-vale.md", "---\nname: Noor Vale\n---\n"),
    ("content/organizations/ledger.md", "---\nname: The Ledger\n---\n"),
    ("content/places/quay.md", "---\nname: The quay\n---\n"),
    ("content/places/office.md", "---\nname: The office\n---\n"),
    ("content/sources/minutes.md", "---\ntitle: Minutes\nlocator: Box 3\n---\n"),
    ("content/sources/courier.md", "---\ntitle: Courier\nlocator: Box 4\nbased_on: [minutes]\n---\n"),
    ("content/sources/ledger-1.md", "---\ntitle: Ledger\nlocator: Box 5\n---\n"),
    ("content/claims/sold.md", "---\nstatement: Whether berths were sold\nabout: [ida-bloom]\n---\n"),
    ("content/claims/bought.md", "---\nstatement: Whether berths were bought\nabout: [ida-bloom]\n---\n"),
    ("content/events/second.md", "---\ntitle: Second\ndate: 2031-04-05\nkind: report\nsources: [minutes]\n---\nYes.\n"),
    ("content/events/third.md", "---\ntitle: Third\ndate: 2032\nkind: ruling\nsources: [minutes]\n---\nYes.\n"),
];

/// What is written over what, and who sees it.
const EDITS: &[(&str, &str, Seen)] = &[
    ("reports a sale", "reports sales", Seen::Alone),
    ("Berths were sold.", "Berths were sold to friends.", Seen::Alone),
    ("role: warden", "role: clerk", Seen::Alone),
    ("citing: a clerk", "citing: two clerks", Seen::Alone),
    ("note: page 3", "note: page 4", Seen::Alone),
    ("\"berths were sold\"", "\"berths went\"", Seen::Alone),
    ("stance: alleges", "stance: repeats", Seen::Alone),
    ("result: none", "result: declined", Seen::Alone),
    ("added: 2031-05-01", "added: 2031-05-02", Seen::Alone),
    ("It was so", "It was so.\n\nAnd so", Seen::Alone),
    ("sources: [{source: minutes", "sources: [{source: nowhere", Seen::ByOthers),
    ("title: The Ledger reports a sale", "title: [", Seen::ByOthers),
    ("date: 2031-04-05", "date: 2032-04-05", Seen::ByOthers),
    ("date: 2031-04-05", "date: 2031-04-05~", Seen::ByOthers),
    ("time: '10:30'\n", "", Seen::ByOthers),
    ("order: 3\n", "", Seen::ByOthers),
    ("kind: report", "kind: ruling", Seen::ByOthers),
    ("kind: report", "kind: reprot", Seen::ByOthers),
    ("person: ida-bloom, role", "person: noor-vale, role", Seen::ByOthers),
    ("organizations: [ledger]", "organizations: []", Seen::ByOthers),
    ("places: [quay]", "places: [office]", Seen::ByOthers),
    ("tags: [boats]", "tags: [nets]", Seen::ByOthers),
    ("{source: minutes, note: page 3}, ", "", Seen::ByOthers),
    ("based_on: [ledger-1]", "based_on: [minutes]", Seen::ByOthers),
    (", \"berths were sold\"", "", Seen::ByOthers),
    ("claim: sold, stance", "claim: bought, stance", Seen::ByOthers),
    ("by: [ledger]", "by: [noor-vale]", Seen::ByOthers),
    ("for: [ida-bloom]", "for: [noor-vale]", Seen::ByOthers),
    ("claim: sold, from", "claim: bought, from", Seen::ByOthers),
    ("from: ida-bloom", "from: noor-vale", Seen::ByOthers),
    ("none, sources: [minutes]", "none, sources: [ledger-1]", Seen::ByOthers),
    ("2031-04-06, sources: [minutes]", "2031-04-06, sources: [ledger-1]", Seen::ByOthers),
    ("related: [second]", "related: [third]", Seen::ByOthers),
    ("event:third", "claim:sold", Seen::ByOthers),
    ("[@courier]", "[@ledger-1]", Seen::ByOthers),
    ("aliases: [old]", "aliases: [older]", Seen::ByOthers),
    ("added: 2031-05-01", "draft: true", Seen::ByOthers),
    ("added: 2031-05-01", "withdrawn: {date: 2031-06-01, reason: It was another.}", Seen::ByOthers),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// By those who read the event.
    Alone,
    /// By the lists, the addresses or the back-links of other things.
    ByOthers,
}

fn options() -> Options {
    Options { drafts: Drafts::Shown, ..in_memory::options() }
}

/// The site with this event, as it is after what `memory` knows of.
fn save(event: &str, memory: &mut Memory) -> Checked {
    let files = FILES.iter().copied().chain([("content/events/first.md", event)]);
    let mut inputs = in_memory::inputs(files);
    inputs.documents.sort_by(|one, other| one.path.cmp(&other.path));
    let anew = dateline::judge(inputs.clone(), Vec::new(), &options(), &mut |_| ()).expect("English words");
    let again = dateline::judge_again(inputs, Vec::new(), &options(), memory).expect("English words");
    assert_eq!(again.diagnostics, anew.diagnostics);
    assert_eq!(format!("{:?}", again.site), format!("{:?}", anew.site));
    assert_eq!(format!("{:?}", again.ledger), format!("{:?}", anew.ledger));
    assert_eq!(again.plan, anew.plan);
    again
}

#[test]
fn each_edit_of_an_event_is_told_to_whom_it_concerns() {
    let mut memory = Memory::default();
    let mut before = save(EVENT, &mut memory);
    for (from, to, seen) in EDITS {
        let edited = EVENT.replacen(from, to, 1);
        assert_ne!(edited, EVENT, "`{from}` stands nowhere");
        for text in [&*edited, EVENT] {
            let now = save(text, &mut memory);
            let is_shared = Arc::ptr_eq(&before.site.backlinks, &now.site.backlinks);
            assert_eq!(is_shared, *seen == Seen::Alone, "{from} -> {to}");
            assert!(!is_shared || Arc::ptr_eq(&before.plan, &now.plan), "{from} -> {to}: planned again");
            before = now;
        }
    }
}

#[test]
fn an_edit_of_any_other_file_is_told_too() {
    let mut memory = Memory::default();
    save(EVENT, &mut memory);
    for (path, text) in FILES {
        let edited = match *path {
            "content/site.yaml" => text.replace("title: T", "title: U"),
            _ => format!("{text}More of it [@ledger-1].\n"),
        };
        let edited = |known: &'static str, text: &str| if known == *path { edited.clone() } else { text.to_owned() };
        let files: Vec<(&str, String)> = FILES.iter().map(|(known, text)| (*known, edited(known, text))).collect();
        let files = files.iter().map(|(path, text)| (*path, &**text)).chain([("content/events/first.md", EVENT)]);
        let inputs = in_memory::inputs(files);
        let anew = dateline::judge(inputs.clone(), Vec::new(), &options(), &mut |_| ()).expect("English words");
        let again = dateline::judge_again(inputs, Vec::new(), &options(), &mut memory).expect("English words");
        assert_eq!(again.diagnostics, anew.diagnostics, "{path}");
        assert_eq!(format!("{:?}", again.site), format!("{:?}", anew.site), "{path}");
        assert_eq!(again.plan, anew.plan, "{path}");
        save(EVENT, &mut memory);
    }
}
