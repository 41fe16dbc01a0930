//! What a status says in full.

use super::*;

fn full(about: &str, events: &[&str]) -> String {
    let site = site(about, events);
    let (ledger, words) = (Ledger::new(&site), Words::english());
    Wording { site: &site, ledger: &ledger, words: &words }.full(claim(&site)).text()
}

#[test]
fn in_full_it_says_who_alleges_who_answers_and_what_became_of_it() {
    for (events, said) in [
        (&[][..], "No allegation, answer or finding is reported."),
        (&[ALLEGED], "Alleged by The Paper, 2029. No answer and no finding reported."),
        (&["2029 stance: repeats, by: paper"], "Alleged by The Paper, 2029. No answer and no finding reported."),
        (
            &[ALLEGED, "2030 stance: alleges, by: paper; stance: alleges, by: other", DENIED],
            "Alleged by The Paper, 2029. Alleged by The Other, 2030. Denied by Noor Vale, February 2029. No finding reported.",
        ),
        (
            &[
                ALLEGED,
                "2029-02 stance: denies, by: vale, answer: it was somebody else.",
                "2029-05 stance: denies, by: vale",
            ],
            "Alleged by The Paper, 2029. Noor Vale, February 2029: it was somebody else. No finding reported.",
        ),
        (
            &[ALLEGED, "2029-02 stance: denies, by: other, for: vale, answer: a mistake"],
            "Alleged by The Paper, 2029. The Other for Noor Vale, February 2029: a mistake. No finding reported.",
        ),
        (
            &[ALLEGED, "2029-02 from: vale, result: answered, answer: it was somebody else"],
            "Alleged by The Paper, 2029. Noor Vale: it was somebody else. No finding reported.",
        ),
        // Who stood by it is told once, where they last did; a settlement comes behind.
        (
            &[
                ALLEGED,
                DENIED,
                "2029-05 stance: stands-by, by: paper",
                "2030 stance: found-false, by: inquiry, finding: It was not so.",
                "2031 stance: stands-by, by: paper",
                "2032 stance: settled, by: [paper, vale], answer: an apology",
            ],
            "Alleged by The Paper, 2029. Denied by Noor Vale, February 2029. Inquiry, 2030, as reported: It was not so. The Paper stood by it, May 2029 and 2031. Settled by The Paper and Noor Vale, 2032: an apology; no court ruled on it.",
        ),
        (
            &[ALLEGED, "2029-05 stance: alleges, by: other", DENIED, "2031 stance: withdrawn, by: paper"],
            "Alleged by The Paper, 2029. Alleged by The Other, May 2029. Denied by Noor Vale, February 2029. Withdrawn by The Paper, 2031; not withdrawn by The Other. No finding reported.",
        ),
        (
            &[ALLEGED, DENIED, "2031 stance: time-barred, finding: Too late."],
            "Alleged by The Paper, 2029. Denied by Noor Vale, February 2029. As reported, 2031: Too late; no ruling on the facts.",
        ),
    ] {
        assert_eq!(full("vale", events), said, "{events:?}");
    }
}

#[test]
fn in_full_what_concerns_some_says_whom() {
    let said = full(
        "vale, bloom",
        &[
            "2028 stance: alleges, by: prosecutor, concerns: [vale, bloom]",
            "2029 stance: denies, by: other, for: [vale, bloom]; stance: convicted, by: court, concerns: bloom, finding: Guilty.; stance: charged, by: prosecutor, concerns: vale",
        ],
    );
    assert_eq!(
        said,
        "Alleged by Prosecutor, 2028. Denied by The Other for Noor Vale and Ida Bloom, 2029. Ida Bloom – Court, 2029, as reported: Guilty. Noor Vale – charged by Prosecutor; no verdict reported."
    );
    let said = full(
        "vale, bloom",
        &[
            "2028 stance: alleges, by: paper, concerns: vale; stance: alleges, by: other, concerns: bloom",
            "2028-02 stance: denies, by: [vale, bloom]",
            "2029 stance: acquitted, by: court, concerns: bloom, finding: Free.",
        ],
    );
    assert_eq!(
        said,
        "Noor Vale – alleged by The Paper, 2028. Ida Bloom – alleged by The Other, 2028. Denied by Noor Vale and Ida Bloom, February 2028. Ida Bloom – Court, 2029, as reported: Free. Noor Vale – no finding reported."
    );
}
