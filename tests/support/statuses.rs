//! What is said of claims, as lines that a test compares.

use dateline::Checked;
use dateline::ledger::{Length, Whose, Wording};

/// Every claim's status at its three lengths, of everybody and of each party; then what must stand with each event.
pub fn of(checked: &Checked) -> String {
    let Checked { site, ledger, words, .. } = checked;
    let wording = Wording { site, ledger, words };
    let mut lines = String::new();
    for (claim, row) in site.published_claims() {
        let mut say = |what: &str, text: String| lines.push_str(&format!("{} {what}: {text}\n", row.id));
        say("full", wording.full(claim).text());
        say("short", wording.short(claim, Whose::Everybody));
        say("marker", wording.marker(claim, Whose::Everybody));
        for party in row.about.iter().filter(|_| row.about.len() > 1) {
            let id = &site.parties[*party].id;
            say(&format!("short ({id})"), wording.short(claim, Whose::Own(*party)));
            say(&format!("marker ({id})"), wording.marker(claim, Whose::Own(*party)));
        }
    }
    for (_, event) in site.published() {
        for notice in ledger.notices_of_event(site, event) {
            let whose = Whose::Parties(&notice.parties);
            let (length, text) = match notice.length {
                Length::Short => ("short", wording.short(notice.claim, whose)),
                Length::Marker => ("marker", wording.marker(notice.claim, whose)),
            };
            lines.push_str(&format!("{} {length}: {text}\n", event.id));
        }
    }
    lines
}
