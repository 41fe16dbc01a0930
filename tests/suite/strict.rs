//! What `--strict` refuses: warnings, and not the notice that a site has no address yet.

use crate::harness::{Site, check};
use dateline::diagnostic::Code;

/// Whether a strict check refuses a site with these settings, and what it found.
fn strict(settings: &str) -> (bool, Vec<Code>) {
    let site = Site::of(&[
        (
            "content/site.yaml",
            &format!("title: The harbour licences\nkinds: {{report: {{label: Report}}}}\n{settings}"),
        ),
        ("content/sources/ledger.md", "---\ntitle: Board met\noutlet: The Ledger\nlocator: box 7\n---\n"),
        (
            "content/events/2031-05-10-board-meets.md",
            "---\ntitle: The board meets\ndate: 2031-05-10\nkind: report\nadded: 2031-05-12\n---\nIt met [@ledger].\n",
        ),
    ]);
    let mut options = site.options();
    options.strict = true;
    let checked = check(&options);
    (checked.is_refused(), checked.diagnostics.iter().map(|found| found.code).collect())
}

const CONTACT: &str = "publisher: {name: The Harbour Desk, contact: desk@harbour.example}\n";

#[test]
fn a_notice_is_no_warning() {
    assert_eq!(strict(CONTACT), (false, vec![Code::NoBaseUrl]));
    assert_eq!(strict("base_url: https://harbour.example/\n"), (true, vec![Code::NoContact]));
    let wanted = format!("{CONTACT}lints: {{no-base-url: error}}\n");
    assert_eq!(strict(&wanted), (true, vec![Code::NoBaseUrl]), "a site may insist on it");
}
