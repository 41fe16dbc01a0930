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
            "denied; of 2, 1 convicted, 1 acquitted",
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
            "Vale, Soto and Mena: of 3, 2 denied, 1 no comment; 2 convicted, 1 acquitted",
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
            "denied; of 2, 1 convicted, 1 acquitted",
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
            "denied; of 2, 1 with 2 charges (1 convicted, 1 charged), 1 acquitted",
        ),
        (
            &[
                "2030 stance: convicted, by: court, concerns: [vale, bloom], finding: Guilty.",
                "2031 stance: appealed, by: vale, concerns: vale, reviews: e3",
                "2032 stance: pardoned, by: other, concerns: bloom, reviews: e3",
            ],
            "denied; of 2, 1 convicted (under appeal), 1 convicted (pardoned 2032)",
        ),
        (
            &[
                "2030 stance: acquitted, by: court, concerns: vale, finding: Free.; stance: acquitted, by: court, concerns: bloom, finding: Free.",
                "2032 stance: held-liable, by: court, concerns: vale, finding: He must pay.",
            ],
            "denied; of 2, 1 acquitted (criminal) and held liable (civil), 1 acquitted",
        ),
    ] {
        let first = [
            "2028-01 stance: alleges, by: paper, concerns: [vale, bloom]",
            "2028-02 stance: denies, by: [vale, bloom]",
        ];
        let all: Vec<&str> = first.into_iter().chain(events.iter().copied()).collect();
        assert_eq!(said("vale, bloom", &all).1, marker, "{events:?}");
    }
}
