//! Of whom a status tells: beside an event of those whom it concerns, on a party's page of that party alone.

use super::*;

/// The short and the marker of these parties, or on the page of the only one.
fn of(site: &Site, parties: &[&str], is_own_page: bool) -> (String, String) {
    let (ledger, words) = (Ledger::new(site), Words::english());
    let wording = Wording { site, ledger: &ledger, words: &words };
    let parties: Vec<Ref<Party>> = parties.iter().map(|id| party(site, id)).collect();
    let whose = if is_own_page { Whose::Own(parties[0]) } else { Whose::Parties(&parties) };
    (wording.short(claim(site), whose), wording.marker(claim(site), whose))
}

#[test]
fn beside_an_event_stands_of_whom_it_tells() {
    let two = site(
        "vale, bloom",
        &[
            "2029 stance: alleges, by: paper, concerns: [vale, bloom]",
            "2029-02 stance: denies, by: [vale, bloom]",
            "2030 stance: convicted, by: court, concerns: vale, finding: Guilty.; stance: acquitted, by: court, concerns: bloom, finding: Free.",
        ],
    );
    let four = site(
        "vale, bloom, soto, mena",
        &[
            "2029 stance: alleges, by: paper, concerns: [vale, bloom, soto, mena]",
            "2029-02 stance: denies, by: [vale, bloom, mena]",
            "2029-03 stance: declines-comment, by: soto",
            "2030 stance: convicted, by: court, concerns: [vale, bloom, soto], finding: Guilty.; stance: acquitted, by: court, concerns: mena, finding: Free.",
        ],
    );
    let five = site(
        "vale, bloom, soto, mena, prat",
        &[
            "2019 stance: alleges, by: paper, concerns: [vale, bloom, soto, mena, prat]",
            "2019-02 stance: denies, by: [vale, bloom, soto, mena, prat]",
            "2030 stance: convicted, by: court, concerns: [vale, bloom, soto, mena], finding: Guilty.; stance: acquitted, by: court, concerns: prat, finding: Free.",
        ],
    );
    for (site, parties, short, marker) in [
        (
            &two,
            &["vale", "bloom"][..],
            "Both denied. Vale: convicted 2030. Bloom: acquitted 2030.",
            "Vale: denied, convicted 2030; Bloom: denied, acquitted 2030",
        ),
        (&two, &["bloom"], "Bloom denied. Bloom: acquitted 2030.", "Bloom: denied, acquitted 2030"),
        (
            &four,
            &["vale", "bloom", "soto", "mena"],
            "Vale and Bloom denied. Soto declined to comment. Vale, Bloom and Soto: convicted 2030. 1 other: denied, acquitted 2030.",
            "of 4, 3 denied, 1 no comment; 3 convicted, 1 acquitted",
        ),
        (
            &four,
            &["vale", "soto", "mena"],
            "Vale and Mena denied. Soto declined to comment. Vale and Soto: convicted 2030. Mena: acquitted 2030.",
            "Vale: denied, convicted 2030; Soto: no comment, convicted 2030; Mena: denied, acquitted 2030",
        ),
        (
            &four,
            &["vale", "bloom"],
            "Vale and Bloom denied. Vale and Bloom: convicted 2030.",
            "Vale and Bloom: denied, convicted 2030",
        ),
        (
            &five,
            &["vale", "bloom", "soto", "mena"],
            "Vale, Bloom, Soto and 1 other denied. Vale, Bloom, Soto and 1 other: convicted 2030.",
            "Vale, Bloom, Soto and 1 other: denied, convicted 2030",
        ),
        // Nobody of these: all of them.
        (
            &two,
            &["soto"],
            "Both denied. Vale: convicted 2030. Bloom: acquitted 2030.",
            "Vale: denied, convicted 2030; Bloom: denied, acquitted 2030",
        ),
    ] {
        assert_eq!(of(site, parties, false), (short.to_owned(), marker.to_owned()), "{parties:?}");
    }
}

#[test]
fn on_a_partys_page_stands_no_outcome_of_another() {
    let site = site(
        "vale, bloom, soto",
        &[
            "2029 stance: alleges, by: paper, concerns: [vale, bloom, soto]",
            "2029-02 stance: denies, by: [vale, bloom]",
            "2029-03 stance: admits, by: soto",
            "2030 stance: convicted, by: court, concerns: vale, finding: Guilty.; stance: acquitted, by: court, concerns: bloom, finding: Free.",
        ],
    );
    for (id, short, marker) in [
        ("vale", "Denied. Convicted 2030.", "denied, convicted 2030"),
        ("bloom", "Denied. Acquitted 2030.", "denied, acquitted 2030"),
        ("soto", "Admitted. No finding reported.", "admitted, no finding reported"),
    ] {
        assert_eq!(of(&site, &[id], true), (short.to_owned(), marker.to_owned()), "{id}");
    }
}

/// A number before a word that has numbers or commas of its own would be read wrongly.
#[test]
fn counts_can_be_read_aloud() {
    for (events, marker) in [
        (
            &[
                "2028-03 stance: charged, by: prosecutor, concerns: vale, charge: fraud; stance: charged, by: prosecutor, concerns: vale, charge: bribery",
                "2030 stance: convicted, by: court, concerns: vale, charge: fraud, finding: Guilty.; stance: acquitted, by: court, concerns: bloom, finding: Free.",
            ][..],
            "denied; of 4, 1 with 2 charges (1 convicted, 1 charged), 1 acquitted, 2 without a finding",
        ),
        (
            &[
                "2030 stance: convicted, by: court, concerns: [vale, bloom], finding: Guilty.",
                "2031 stance: appealed, by: vale, concerns: vale, reviews: e3",
                "2032 stance: pardoned, by: other, concerns: bloom, reviews: e3",
            ],
            "denied; of 4, 1 convicted (under appeal), 1 convicted (pardoned 2032), 2 without a finding",
        ),
        (
            &[
                "2030 stance: acquitted, by: court, concerns: vale, finding: Free.; stance: acquitted, by: court, concerns: bloom, finding: Free.",
                "2032 stance: held-liable, by: court, concerns: vale, finding: He must pay.",
            ],
            "denied; of 4, 1 acquitted (criminal) and held liable (civil), 1 acquitted, 2 without a finding",
        ),
    ] {
        let first = [
            "2028-01 stance: alleges, by: paper, concerns: [vale, bloom, soto, mena]",
            "2028-02 stance: denies, by: [vale, bloom, soto, mena]",
        ];
        let all: Vec<&str> = first.into_iter().chain(events.iter().copied()).collect();
        assert_eq!(said("vale, bloom, soto, mena", &all).1, marker, "{events:?}");
    }
}

#[test]
fn a_part_of_the_parties_is_named_and_a_party_on_its_own_page_is_not() {
    let site = site(
        "vale, bloom",
        &[
            "2029 stance: alleges, by: paper, concerns: [vale, bloom]",
            "2029-02 stance: denies, by: [vale, bloom]",
            "2030 stance: convicted, by: court, concerns: vale, finding: Guilty.",
        ],
    );
    let (ledger, words) = (Ledger::new(&site), Words::english());
    let wording = Wording { site: &site, ledger: &ledger, words: &words };
    let (claim, vale, bloom) = (claim(&site), party(&site, "vale"), party(&site, "bloom"));
    assert_eq!(wording.short(claim, Whose::Parties(&[vale])), "Vale denied. Vale: convicted 2030.");
    assert_eq!(wording.short(claim, Whose::Own(vale)), "Denied. Convicted 2030.");
    assert_eq!(wording.short(claim, Whose::Own(bloom)), "Denied. No finding reported.");
    assert_eq!(wording.marker(claim, Whose::Parties(&[bloom])), "Bloom: denied, no finding reported");
    assert_eq!(
        wording.short(claim, Whose::Parties(&[vale, bloom])),
        "Both denied. Vale: convicted 2030. Bloom: no finding reported."
    );
}

#[test]
fn what_decided_something_is_a_turning_point() {
    let site = site(
        "vale",
        &[
            "2030-01-01 stance: alleges, by: [paper]",
            "2030-02-01 stance: denies, by: [vale]",
            "2031-01-01 stance: convicted, by: [court], finding: It was so",
            "2032-01-01 stance: appealed, by: [vale], reviews: e3",
            "2033-01-01 stance: acquitted, by: [court], reviews: e3, finding: It was not so",
        ],
    );
    let ledger = Ledger::new(&site);
    let leading = ledger.leading(&site, &[]);
    assert_eq!((leading.leading.len(), leading.others.len()), (1, 0));
    let of = |many| -> Vec<String> {
        ledger.turning_points(&leading, many).iter().map(|event| site.events[*event].id.to_string()).collect()
    };
    assert_eq!(of(6), ["e3", "e5"], "a conviction that holds no longer was one; an appeal decides nothing");
    assert_eq!(of(1), ["e5"], "the latest stay");
}

#[test]
fn the_editors_choose_what_leads() {
    let site = site("vale", &["2030-01-01 stance: alleges, by: [paper]", "2030-02-01 stance: denies, by: [vale]"]);
    let ledger = Ledger::new(&site);
    let only = site.claims.refs().next().expect("there is a claim");
    assert_eq!(ledger.leading(&site, &[only]), ledger.leading(&site, &[]), "it leads without an outcome, too");
    assert!(ledger.turning_points(&ledger.leading(&site, &[]), 6).is_empty());
}
