//! Who is heard, and what an event is told with.

use super::*;

#[test]
fn a_party_is_heard_by_its_answer_its_clearing_or_a_fair_court() {
    for (events, is_heard) in [
        (&[][..], false),
        (&[DENIED], true),
        (&["2030 stance: denies, by: bloom, for: vale"], true),
        // Nobody answers for another whom they accuse.
        (&["2030 stance: denies, by: paper, for: vale"], false),
        (&["2030 stance: admits, by: paper, for: vale"], false),
        (&["2030 from: vale, result: none"], true),
        (&["2030 from: bloom, result: none"], false),
        (&["2030 stance: supports, by: bloom"], false),
        (&["2030 stance: stands-by, by: paper"], false),
        (&["2030 stance: found-false, by: inquiry, finding: No."], true),
        (&["2030 stance: found-true, by: inquiry, finding: Yes."], false),
        (&["2030 stance: unresolved, by: inquiry, finding: Open."], false),
        (&["2030 stance: charged, by: prosecutor"], false),
        (&[CONVICTED], true),
        (&["2030 stance: convicted, by: court, contested: a closed trial, finding: Guilty."], false),
        (&["2030 stance: convicted, by: prosecutor, finding: Guilty."], false),
        (
            &[
                "2030 stance: convicted, by: prosecutor, finding: Guilty.",
                "2031 stance: set-aside, by: court, reviews: e2, finding: Void.",
            ],
            true,
        ),
        (&["2030 stance: time-barred"], false),
        (&["2030 stance: abated"], true),
        (&["2030 stance: settled, by: paper"], false),
        (&["2030 stance: withdrawn, by: paper"], true),
        (&["2030 stance: repeats, by: other", "2031 stance: withdrawn, by: paper"], false),
        (&["2030 stance: dismissed, by: court"], true),
    ] {
        let all: Vec<&str> = [ALLEGED].into_iter().chain(events.iter().copied()).collect();
        let site = site("vale", &all);
        let (claim, vale) = (claim(&site), party(&site, "vale"));
        let accusations = accusations(&site, claim);
        assert_eq!(crate::ledger::is_heard(&site, claim, vale, &accusations), is_heard, "{events:?}");
    }
}

#[test]
fn an_event_is_told_with_what_it_is_adverse_to_and_what_holds_no_more() {
    let site = site(
        "vale",
        &[
            ALLEGED,
            DENIED,
            CONVICTED,
            "2031 stance: acquitted, by: court, reviews: e3, finding: Free.",
            "2032 stance: settled, by: paper",
        ],
    );
    let ledger = Ledger::new(&site);
    let lengths: Vec<Length> = site.published().map(|(_, row)| ledger.notices_of_event(&site, row)[0].length).collect();
    assert_eq!(lengths, [Length::Short, Length::Marker, Length::Short, Length::Marker, Length::Marker]);
}

#[test]
fn an_accusation_is_unproven_until_a_later_result_on_that_charge() {
    let unproven = |events: &[&str]| {
        let site = site("vale", events);
        let (_, first) = site.published().find(|(_, row)| row.id.as_str() == "e1").expect("an event");
        Ledger::new(&site).is_unproven(&site, first)
    };
    let charged = "2029-05 stance: charged, by: prosecutor, charge: fraud";
    assert!(unproven(&[charged]));
    assert!(unproven(&[charged, "2030 stance: settled, by: prosecutor"]));
    assert!(unproven(&[charged, "2028 stance: dismissed, by: court"]));
    assert!(unproven(&[charged, "2030 stance: dismissed, by: court, charge: bribery"]));
    assert!(!unproven(&[charged, "2030 stance: dismissed, by: court, charge: Fraud"]));
    assert!(!unproven(&[charged, CONVICTED]));
}
