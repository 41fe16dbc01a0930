//! What is said of the claims in the repository's own content, word for word.

use crate::harness::{check, options, root};
use dateline::ledger::{Whose, Wording};

/// Each claim with its status in a line.
const SHORTS: [(&str, &str); 8] = [
    ("began-the-call", "Denied. No finding reported."),
    ("chinese-interference", "Denied. Inquiry: known and suspected affiliates of China worked in loose coordination."),
    (
        "delay-release",
        "Denied. Johnston: false. Inquiry: did not suggest that China extend the detention. Settled 2025; no court ruled.",
    ),
    ("global-defamation", "Denied. Settled 2025; no court ruled."),
    (
        "kovrig-spavor-espionage",
        "Denied for both by Canada. Spavor: convicted 2021; closed trial, charges called bogus by Canada. Kovrig: charged; no verdict reported.",
    ),
    (
        "meng-fraud",
        "Meng: pleaded not guilty, acknowledged false statements. Court, 2022: dismissed the indictment with prejudice.",
    ),
    ("show-progress", "Dong: any other suggestion is false. No finding reported."),
    (
        "witting-affiliate",
        "Denied. Johnston: irregularities … suspicion … no evidence that Dong was aware. Elections commissioner: no evidence or not enough evidence. Settled 2025; no court ruled.",
    ),
];

#[test]
fn the_shorts_of_our_own_claims_are_these() {
    let checked = check(&options(&root()));
    let wording = Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words };
    let said: Vec<(&str, String)> = (checked.site.published_claims())
        .map(|(claim, row)| (row.id.as_str(), wording.short(claim, Whose::Everybody)))
        .collect();
    let shorts: Vec<(&str, String)> = SHORTS.iter().map(|(id, short)| (*id, (*short).to_owned())).collect();
    assert_eq!(said, shorts);
}

/// Said once and in the past where a settlement came later; nothing of a charge's day where only its hearing is told.
#[test]
fn the_full_statuses_of_our_own_claims_mislead_nobody() {
    let checked = check(&options(&root()));
    let wording = Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words };
    for (claim, row) in checked.site.published_claims() {
        let (full, marker) = (wording.full(claim).text(), wording.marker(claim, Whose::Everybody));
        println!("{}\n  {full}\n  {marker}", row.id);
        assert!(full.matches("stood by it").count() <= 1, "{}: {full}", row.id);
        assert!(!full.contains("stands by it"), "{}: {full}", row.id);
        assert!(!full.contains("Charged by Government of China, "), "{}: {full}", row.id);
        let is_open = wording.short(claim, Whose::Everybody).contains("No finding reported.");
        assert_eq!(full.contains("No finding reported."), is_open, "{}: {full}", row.id);
        assert!(full.starts_with("Alleged by "), "{}: {full}", row.id);
    }
}
