//! What is in force, who is heard and what is said, on small sites of which only the claim matters.

mod full;
mod gate;
mod whose;

use super::*;
use crate::parse;
use crate::read::{Folder, Input, Inputs};
use crate::resolve::{Drafts, resolve};
use crate::words::Words;

const PEOPLE: [(&str, &str); 5] =
    [("vale", "Noor Vale"), ("bloom", "Ida Bloom"), ("soto", "Ana Soto"), ("mena", "Luis Mena"), ("prat", "Eva Prat")];

const ORGANIZATIONS: [(&str, &str); 5] = [
    ("court", "name: Court\ntype: court"),
    ("paper", "name: The Paper"),
    ("other", "name: The Other"),
    ("prosecutor", "name: Prosecutor"),
    ("inquiry", "name: Inquiry"),
];

/// A site with a claim `c` about `about`, and an event for each line, `DATE ENTRY; ENTRY`, with the ids `e1`, `e2` and so
/// on. An entry with `from` is an answer that was sought.
fn site(about: &str, events: &[&str]) -> Site {
    let input = |path: String, folder: Folder, text: String| Input {
        folder,
        path: format!("content/{path}").into(),
        text: text.into(),
    };
    let mut documents = Vec::new();
    let claim = format!("---\nstatement: Whether it was so\nabout: [{about}]\n---\n");
    documents.push(input("claims/c.md".to_owned(), Folder::Claims, claim));
    for (index, event) in events.iter().enumerate() {
        let (date, entries) = event.split_once(' ').expect("a date and entries");
        let list = |is_wanted: fn(&str) -> bool| -> String {
            let wanted = entries.split("; ").filter(|entry| is_wanted(entry));
            wanted.map(|entry| format!("  - {{claim: c, {entry}}}\n")).collect()
        };
        let (stances, responses) = (list(|entry| !entry.contains("from:")), list(|entry| entry.contains("from:")));
        let text = format!(
            "---\ntitle: E\ndate: {date}\nkind: report\nsources: [s]\nclaims:\n{stances}\nresponses:\n{responses}\n---\nIt was so [@s].\n"
        );
        documents.push(input(format!("events/e{}.md", index + 1), Folder::Events, text));
    }
    for (id, front) in ORGANIZATIONS {
        documents.push(input(format!("organizations/{id}.md"), Folder::Organizations, format!("---\n{front}\n---\n")));
    }
    for (id, name) in PEOPLE {
        let short = name.rsplit(' ').next().unwrap_or(name);
        let died = if id == "prat" { "died: 2020-05\n" } else { "" };
        let front = format!("---\nname: {name}\nshort_name: {short}\n{died}---\n");
        documents.push(input(format!("people/{id}.md"), Folder::People, front));
    }
    documents.push(input("sources/s.md".to_owned(), Folder::Sources, "---\ntitle: S\nlocator: S 1\n---\n".to_owned()));
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let settings = "title: T\nkinds: {report: {label: Report, accusation: true}}\n".to_owned();
    let settings = Input { folder: Folder::Site, path: "content/site.yaml".into(), text: settings.into() };
    let inputs = Inputs { site: Some(settings), documents, ..Inputs::default() };
    let (documents, mut found) = parse::parse(&inputs);
    let (site, more) = resolve(documents, &[], Drafts::LeftOut);
    found.extend(more);
    let messages: Vec<_> = found.iter().map(|found| &found.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    site
}

fn claim(site: &Site) -> Ref<Claim> {
    site.claims.refs().next().expect("a claim")
}

fn party(site: &Site, id: &str) -> Ref<Party> {
    let (party, _) = site.parties.iter().find(|(_, row)| row.id.as_str() == id).expect("a party");
    party
}

/// What is said of everybody.
fn said(about: &str, events: &[&str]) -> (String, String) {
    let site = site(about, events);
    let (ledger, words) = (Ledger::new(&site), Words::english());
    let wording = Wording { site: &site, ledger: &ledger, words: &words };
    (wording.short(claim(&site), Whose::Everybody), wording.marker(claim(&site), Whose::Everybody))
}

const ALLEGED: &str = "2029 stance: alleges, by: paper";
const DENIED: &str = "2029-02 stance: denies, by: vale";
const CONVICTED: &str = "2030 stance: convicted, by: court, finding: Guilty.";

/// Of one party with an allegation and a denial before these events.
#[test]
fn what_holds_is_said_with_what_it_took_the_place_of() {
    for (events, short, marker) in [
        (&[][..], "Denied. No finding reported.", "denied, no finding reported"),
        (&[CONVICTED], "Denied. Convicted 2030.", "denied, convicted 2030"),
        (
            &[CONVICTED, "2031 stance: set-aside, by: court, reviews: e3, finding: Annulled."],
            "Denied. The 2030 conviction was set aside 2031.",
            "denied, 2030 conviction set aside",
        ),
        // A retrial ends the annulment, whether it reviews it or not.
        (
            &[
                CONVICTED,
                "2031 stance: set-aside, by: court, reviews: e3, finding: Annulled.",
                "2032 stance: acquitted, by: court, finding: Not guilty.",
            ],
            "Denied. Acquitted 2032; the 2030 conviction was set aside.",
            "denied, acquitted 2032",
        ),
        // An annulment of an annulment gives back what that had annulled, and nothing else does.
        (
            &[
                CONVICTED,
                "2031 stance: set-aside, by: court, reviews: e3, finding: Annulled.",
                "2032 stance: set-aside, by: court, reviews: e4, finding: Annulled.",
            ],
            "Denied. Convicted 2030; restored 2032.",
            "denied, convicted 2030",
        ),
        (
            &[
                CONVICTED,
                "2031 stance: acquitted, by: court, reviews: e3, finding: Not guilty.",
                "2032 stance: set-aside, by: court, reviews: e4, finding: Annulled.",
            ],
            "Denied. The 2031 acquittal was set aside 2032.",
            "denied, 2031 acquittal set aside",
        ),
        (
            &[
                CONVICTED,
                "2030-06 stance: appealed, by: vale, reviews: e3",
                "2032 stance: convicted, by: court, reviews: e3, final: true, finding: Guilty.",
            ],
            "Denied. Convicted 2032; the 2030 conviction was upheld.",
            "denied, convicted 2032",
        ),
        // Whoever reviews the appeal reviews what it was against.
        (
            &[
                CONVICTED,
                "2030-06 stance: appealed, by: vale, reviews: e3",
                "2032 stance: acquitted, by: court, reviews: e4, finding: Not guilty.",
            ],
            "Denied. Acquitted 2032; the 2030 conviction was set aside.",
            "denied, acquitted 2032",
        ),
        (
            &[CONVICTED, "2032 stance: acquitted, by: court, finding: Not guilty."],
            "Denied. Convicted 2030. Acquitted 2032.",
            "denied, convicted 2030, acquitted 2032",
        ),
        // A court in a circle with itself: the later outcome counts.
        (
            &[
                "2030 stance: convicted, by: court, reviews: e4, finding: Guilty.",
                "2031 stance: acquitted, by: court, reviews: e3, finding: Not guilty.",
            ],
            "Denied. Acquitted 2031; the 2030 conviction was set aside.",
            "denied, acquitted 2031",
        ),
        (
            &["2030 stance: charged, by: prosecutor", "2031 stance: withdrawn, by: prosecutor"],
            "Denied. Withdrawn: Prosecutor 2031; not withdrawn: The Paper. No finding reported.",
            "denied, partly withdrawn",
        ),
        (
            &["2030 stance: charged, by: prosecutor", "2031 stance: withdrawn, by: paper"],
            "Denied. Withdrawn: The Paper 2031; not withdrawn: Prosecutor. Charged 2030; no verdict reported.",
            "denied, partly withdrawn, charged 2030",
        ),
        (
            &["2030 stance: investigated, by: prosecutor"],
            "Denied. Investigated 2030; no outcome reported.",
            "denied, investigated 2030",
        ),
        (
            &["2030 stance: investigated, by: prosecutor", "2031 stance: dismissed, by: prosecutor"],
            "Denied. Dismissed 2031.",
            "denied, case dismissed",
        ),
        (&["2031 stance: withdrawn, by: paper"], "Denied. Withdrawn 2031. No finding reported.", "denied, withdrawn"),
        (
            &["2031 stance: settled, by: [paper, vale], answer: an apology"],
            "Denied. Settled 2031: an apology; no court ruled.",
            "denied, settled, no ruling",
        ),
        (
            &["2030 stance: not-substantiated, by: court, finding: No proof.", "2031 stance: settled, by: paper"],
            "Denied. Court: No proof. Settled 2031.",
            "denied, not substantiated",
        ),
        (
            &["2030 stance: found-false, by: inquiry, finding: It was not so.", "2031 stance: stands-by, by: paper"],
            "Denied. Inquiry: It was not so. Stands by it: The Paper, 2031.",
            "denied, findings in favour",
        ),
        // Who settles or withdraws no longer stands by it; another still does.
        (
            &[
                "2030 stance: found-false, by: inquiry, finding: It was not so.",
                "2031 stance: stands-by, by: paper; stance: stands-by, by: other",
                "2032 stance: settled, by: [paper, vale]",
            ],
            "Denied. Inquiry: It was not so. Settled 2032; no court ruled. Stands by it: The Other, 2031.",
            "denied, findings in favour",
        ),
        (
            &[
                "2030 stance: found-false, by: inquiry, finding: It was not so.",
                "2031 stance: stands-by, by: paper",
                "2032 stance: withdrawn, by: paper",
            ],
            "Denied. Inquiry: It was not so. Withdrawn 2032.",
            "denied, findings in favour",
        ),
        (
            &["2031 stance: admits, by: vale"],
            "Admitted 2031; had denied February 2029. No finding reported.",
            "admitted, no finding reported",
        ),
    ] {
        let all: Vec<&str> = [ALLEGED, DENIED].into_iter().chain(events.iter().copied()).collect();
        let short_of_year = short.replace("February 2029", "2029");
        assert_eq!(said("vale", &all), (short_of_year, format!("Vale: {marker}")), "{events:?}");
    }
}

#[test]
fn outcomes_belong_to_parties_and_charges() {
    for (about, events, short, marker) in [
        (
            "vale, bloom",
            &["2029 stance: alleges, by: paper, concerns: [vale, bloom]", "2029-02 stance: denies, by: [vale, bloom]"]
                [..],
            "Denied. No finding reported.",
            "Vale and Bloom: denied, no finding reported",
        ),
        (
            "vale, bloom, soto",
            &[
                "2029 stance: alleges, by: paper, concerns: [vale, bloom, soto]",
                "2029-02 stance: denies, by: [vale, bloom, soto]",
                "2030 stance: convicted, by: court, concerns: [vale, soto], finding: Guilty.; stance: acquitted, by: court, concerns: bloom, finding: Free.",
            ],
            "All denied. Vale and Soto: convicted 2030. Bloom: acquitted 2030.",
            "Vale and Soto: denied, convicted 2030; Bloom: denied, acquitted 2030",
        ),
        (
            "vale, bloom",
            &[
                "2029 stance: alleges, by: paper, concerns: [vale, bloom]",
                "2029-02 stance: denies, by: vale",
                "2029-03 stance: admits, by: bloom",
                "2030 stance: charged, by: prosecutor, concerns: bloom",
            ],
            "Vale denied. Bloom admitted. Bloom: charged 2030; no verdict reported. Vale: no finding reported.",
            "Vale: denied, no finding reported; Bloom: admitted, charged 2030",
        ),
        (
            "vale, bloom, soto, mena, prat",
            &[
                "2019 stance: alleges, by: paper, concerns: [vale, bloom, soto, mena, prat]",
                "2019-02 stance: denies, by: [vale, bloom, soto, mena, prat]",
                "2030 stance: convicted, by: court, concerns: [vale, mena], finding: Guilty.",
                "2031 stance: acquitted, by: court, concerns: [bloom, soto, prat], finding: Free.",
            ],
            "All denied. Vale: convicted 2030. Bloom and Soto: acquitted 2031. 2 others: 1 convicted, 1 acquitted.",
            "denied; of 5, 2 convicted, 3 acquitted",
        ),
        (
            "vale",
            &[
                "2029 stance: charged, by: prosecutor, charge: fraud; stance: charged, by: prosecutor, charge: bribery",
                "2029-02 stance: denies, by: vale",
                "2030 stance: admits, by: vale, charge: bribery",
                "2031 stance: convicted, by: court, charge: Bribery, finding: Guilty.",
            ],
            "Fraud: denied. Bribery: admitted 2030; had denied 2029. Bribery: convicted 2031. Fraud: charged 2029; no verdict reported.",
            "Vale: 2 charges: 1 denied, 1 admitted; 1 charged, 1 convicted",
        ),
        (
            "vale",
            &[
                "2029 stance: alleges, by: paper",
                "2029-02 stance: denies, by: vale, answer: it was somebody else",
                "2030 stance: convicted, by: court, finding: Guilty., contested: a closed trial",
            ],
            "Vale: it was somebody else. Convicted 2030; a closed trial.",
            "Vale: answered, convicted 2030 (a closed trial)",
        ),
        (
            "prat",
            &["2029 stance: alleges, by: paper"],
            "Died 2020. No finding reported.",
            "Prat: died before the allegation, no finding reported",
        ),
        (
            "",
            &[
                "2029 stance: alleges, by: paper",
                "2030 stance: denies, by: other",
                "2031 stance: found-true, by: inquiry, finding: So it was.",
            ],
            "The Other denied. Inquiry: So it was.",
            "finding that it is so",
        ),
        (
            "",
            &["2031 stance: found-false, by: inquiry, finding: It was not so."],
            "Inquiry: It was not so.",
            "finding that it is not so",
        ),
    ] {
        assert_eq!(said(about, events), (short.to_owned(), marker.to_owned()), "{events:?}");
    }
}

/// The rows of the case's claims, under its names.
#[test]
fn the_claims_of_the_case_are_said_as_agreed() {
    let events = [
        "2018 stance: alleges, by: prosecutor, concerns: [vale, bloom]",
        "2021-09-25 stance: denies, by: other, for: [vale, bloom]; stance: convicted, by: court, concerns: bloom, contested: 'closed trial, charges called bogus by The Other', finding: Guilty.; stance: charged, by: prosecutor, concerns: vale",
    ];
    let (short, marker) = said("vale, bloom", &events);
    assert_eq!(
        short,
        "Denied for both by The Other. Bloom: convicted 2021; closed trial, charges called bogus by The Other. Vale: charged; no verdict reported."
    );
    assert_eq!(
        marker,
        "Vale: denied, charged; Bloom: denied, convicted 2021 (closed trial, charges called bogus by The Other)"
    );
    let events = [
        "2018 stance: alleges, by: prosecutor",
        "2021 stance: denies, by: vale, answer: 'pleaded not guilty, acknowledged false statements'",
        "2022 stance: dismissed, by: court, finding: The court dismissed the indictment with prejudice., excerpt: dismissed the indictment with prejudice",
    ];
    let (short, marker) = said("vale", &events);
    assert_eq!(
        short,
        "Vale: pleaded not guilty, acknowledged false statements. Court, 2022: dismissed the indictment with prejudice."
    );
    assert_eq!(marker, "Vale: answered, case dismissed");
    let events =
        ["2023 stance: alleges, by: paper", "2023 from: vale, result: answered, answer: any other suggestion is false"];
    assert_eq!(said("vale", &events).0, "Vale: any other suggestion is false. No finding reported.");
}
