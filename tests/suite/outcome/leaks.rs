//! Sites on which an allegation once left without what became of it. Each is built, and every output is searched.

use super::walk::{Told, card_text, naked, spaced, without_tags};
use crate::harness::{Site, bytes, outputs};
use dateline::Checked;
use dateline::diagnostic::{Code, Severity};
use dateline::ledger::{Length, Notice, Whose, Wording};
use std::collections::BTreeMap;

const SETTINGS: &str = "title: The harbour\nbase_url: https://harbour.example/\noutputs: [event-data, event-embeds, event-cards]\n\
    kinds:\n  report: {label: Report}\n  arrest: {label: Arrest, accusation: true}\n";

/// A small harbour: Ida Bloom, a court, a paper, two claims, a source, and what the test is about.
fn site(files: &[(&str, &str)]) -> Site {
    let claim = |what: &str, label: &str| {
        format!(
            "---\nstatement: Whether Ida Bloom {what}.\nlabel: {label}\nabout: [ida-bloom]\nreviewed: 2032-12-01\n---\n"
        )
    };
    let site = Site::of(&[
        ("content/site.yaml", SETTINGS),
        ("content/people/ida-bloom.md", "---\nname: Ida Bloom\nshort_name: Bloom\n---\n"),
        ("content/organizations/court.md", "---\nname: The Harbour Court\ntype: court\n---\n"),
        ("content/organizations/ledger.md", "---\nname: The Ledger\n---\n"),
        ("content/claims/sold.md", &claim("sold berths", "Sold berths")),
        ("content/claims/hid.md", &claim("hid the list", "Hid the list")),
        (
            "content/sources/courier.md",
            "---\ntitle: What was said\noutlet: The Courier\nurl: https://courier.example/a\n---\n",
        ),
    ]);
    for (path, text) in files {
        site.write(path, text);
    }
    site
}

/// An event with entries in its `claims`.
fn event(date: &str, title: &str, claims: &[&str], body: &str) -> String {
    let claims: String = claims.iter().map(|entry| format!("  - {{{entry}}}\n")).collect();
    let claims = if claims.is_empty() { claims } else { format!("claims:\n{claims}") };
    format!(
        "---\ntitle: {title}\ndate: {date}\nkind: report\nsources: [courier]\n{claims}added: 2032-10-01\n---\n{body}\n"
    )
}

fn denial(claim: &str) -> String {
    event("2031-01-05", "She answers", &[&format!("claim: {claim}, stance: denies, by: [ida-bloom]")], "")
}

/// The claim's status in a line and in a few words.
fn statuses(checked: &Checked, claim: &str) -> Vec<String> {
    let (claim, row) = checked.site.claims.iter().find(|(_, row)| row.id.as_str() == claim).expect("a claim");
    let wording = Wording { site: &checked.site, ledger: &checked.ledger, words: &checked.words };
    let notice = Notice { claim, parties: row.about.clone(), length: Length::Marker, is_own: false };
    vec![
        wording.short(claim, Whose::Everybody),
        wording.marker(claim, Whose::Everybody),
        wording.marker_behind_label(&notice),
    ]
}

/// Searches all outputs but the claim's own page, which says more: wherever one of the texts stands, one of the statuses
/// does; in each record the first of them, where what is told needs a whole line.
fn assert_never_alone(
    outputs: &BTreeMap<String, Vec<u8>>,
    claim: &str,
    texts: &[&str],
    statuses: Vec<String>,
    length: Length,
) {
    let short = matches!(length, Length::Short).then(|| statuses[0].clone());
    let told = Told { titles: texts.iter().map(|text| (*text).to_owned()).collect(), statuses, short };
    let own = format!("claims/{claim}/index.html");
    let found: Vec<String> =
        outputs.iter().filter(|(path, _)| **path != own).flat_map(|(path, bytes)| naked(&told, path, bytes)).collect();
    assert!(found.is_empty(), "{told:#?}\n{}", found.join("\n"));
}

/// The texts stand in each sort of output, so that searching them proves something.
fn assert_told_everywhere(outputs: &BTreeMap<String, Vec<u8>>, text: &str) {
    let sorts = [
        "index.html",
        "feed.xml",
        "feed.json",
        "timeline.json",
        "timeline.csv",
        "timeline.ics",
        "search/index/texts-0.json",
    ];
    for path in sorts {
        let said = String::from_utf8_lossy(&outputs[path]).replace("\r\n ", "").replace("\\,", ",");
        assert!(spaced(&without_tags(&said)).contains(text), "{path} doesn't say “{text}”");
    }
}

fn built(site: &Site) -> (Vec<Vec<String>>, BTreeMap<String, Vec<u8>>) {
    let checked = site.check();
    let told = vec![statuses(&checked, "sold"), statuses(&checked, "hid")];
    (told, bytes(outputs(checked)))
}

#[test]
fn a_conviction_that_was_set_aside() {
    const TITLE: &str = "A court convicts Ida Bloom of selling berths";
    const SUMMARY: &str = "The court found that Ida Bloom had sold berths.";
    let body = format!("{SUMMARY} It said so [@courier].");
    let site = site(&[
        ("content/events/denial.md", &denial("sold")),
        (
            "content/events/conviction.md",
            &event(
                "2031-02-01",
                TITLE,
                &["claim: sold, stance: convicted, by: [court], finding: The court convicted Bloom."],
                &body,
            ),
        ),
        (
            "content/events/appeal.md",
            &event(
                "2032-03-01",
                "The judgment is set aside",
                &[
                    "claim: sold, stance: set-aside, by: [court], reviews: conviction, finding: The conviction was set aside.",
                ],
                "It did so [@courier].",
            ),
        ),
    ]);
    let (told, outputs) = built(&site);
    assert_eq!(told[0][0], "Denied. The 2031 conviction was set aside 2032.");
    assert_told_everywhere(&outputs, TITLE);
    for text in [TITLE, SUMMARY] {
        assert_never_alone(&outputs, "sold", &[text], told[0].clone(), Length::Short);
    }
    // Who read of the conviction is shown the reversal: the entry moves with it.
    let feed = String::from_utf8_lossy(&outputs["feed.xml"]).into_owned();
    assert!(feed.matches("<updated>2032-10-01").count() >= 3, "{feed}");
}

#[test]
fn evidence_an_admission_and_a_settlement() {
    for (stance, title) in [
        ("stance: supports, by: [ledger]", "A ledger shows that berths were sold"),
        ("stance: admits, by: [ida-bloom]", "Ida Bloom says that she sold berths"),
        ("stance: settled, by: [ida-bloom, ledger]", "Bloom and the paper settle over berths"),
    ] {
        let site = site(&[
            (
                "content/events/a-report.md",
                &event("2031-01-01", "A report", &["claim: sold, stance: alleges, by: [ledger]"], ""),
            ),
            ("content/events/told.md", &event("2031-01-03", title, &[&format!("claim: sold, {stance}")], "")),
            ("content/events/denial.md", &denial("sold")),
        ]);
        let (told, outputs) = built(&site);
        assert_told_everywhere(&outputs, title);
        let length = if stance.contains("settled") { Length::Marker } else { Length::Short };
        assert_never_alone(&outputs, "sold", &[title], told[0].clone(), length);
    }
}

#[test]
fn an_event_that_alleges_one_thing_and_convicts_of_another() {
    const TITLE: &str = "Two things are said";
    let site = site(&[
        (
            "content/events/denial.md",
            &event(
                "2031-01-05",
                "She answers",
                &["claim: sold, stance: denies, by: [ida-bloom]", "claim: hid, stance: denies, by: [ida-bloom]"],
                "",
            ),
        ),
        (
            "content/events/both.md",
            &event(
                "2031-02-01",
                TITLE,
                &[
                    "claim: sold, stance: alleges, by: [ledger]",
                    "claim: hid, stance: convicted, by: [court], finding: The court convicted Bloom.",
                ],
                "It did so [@courier].",
            ),
        ),
    ]);
    let (told, outputs) = built(&site);
    assert_ne!(told[0], told[1]);
    assert_told_everywhere(&outputs, TITLE);
    for (claim, statuses) in [("sold", &told[0]), ("hid", &told[1])] {
        // The other claim's page shows the event as well.
        let others = outputs.iter().filter(|(path, _)| !path.starts_with("claims/") || !path.ends_with("index.html"));
        assert_never_alone(
            &others.map(|(path, bytes)| (path.clone(), bytes.clone())).collect(),
            claim,
            &[TITLE],
            statuses.clone(),
            Length::Short,
        );
    }
}

#[test]
fn a_claim_with_nothing_but_evidence_is_no_site() {
    let site = site(&[(
        "content/events/told.md",
        &event("2031-01-03", "A ledger shows it", &["claim: sold, stance: supports, by: [ledger]"], ""),
    )]);
    let checked = site.check();
    assert!(checked.is_refused());
    assert!(checked.diagnostics.iter().any(|found| found.code == Code::UnansweredAllegation));
}

#[test]
fn what_only_a_draft_names() {
    let site = site(&[
        ("content/events/meeting.md", &event("2031-01-03", "The board meets", &[], "It met [@courier].")),
        ("content/people/noor-vale.md", "---\nname: Noor Vale\n---\n"),
        (
            "content/claims/killed.md",
            "---\nstatement: Whether Noor Vale killed a heron.\nabout: [noor-vale]\n---\nIt was [told](event:meeting).\n",
        ),
        (
            "content/sources/gazette.md",
            "---\ntitle: Vale kills heron\noutlet: The Gazette\nurl: https://gazette.example/a\nclaims: [{claim: killed, stance: alleges}]\n---\n",
        ),
        (
            "content/events/draft.md",
            "---\ntitle: The Gazette accuses Vale\ndate: 2031-01-04\nkind: report\ndraft: true\npeople: [noor-vale]\nclaims: [{claim: killed, stance: alleges, by: [ledger]}]\n---\nIt said so [@gazette].\n",
        ),
    ]);
    let checked = site.check();
    let errors: Vec<_> = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for (path, bytes) in bytes(outputs(checked)) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for name in ["vale", "heron", "gazette"] {
            assert!(!text.contains(name) && !path.contains(name), "{path} names {name}");
        }
    }
}

#[test]
fn a_first_sentence_that_links_to_a_claim() {
    const SUMMARY: &str = "Bloom sold berths to her cousins.";
    const LINKED: &str = "Bloom [sold berths](claim:sold) to her cousins.";
    let page = format!("---\ntitle: About her\n---\n{LINKED} More.\n");
    let place = format!("---\nname: The quay\n---\n{LINKED} More.\n");
    let person = format!("---\nname: Ida Bloom\n---\n{LINKED} More.\n");
    let site = site(&[
        ("content/events/denial.md", &denial("sold")),
        (
            "content/events/meeting.md",
            &event("2031-01-03", "The board meets", &[], &format!("{LINKED} It met [@courier].")),
        ),
        ("content/pages/about.md", &page),
        ("content/places/quay.md", &place),
        ("content/people/ida-bloom.md", &person),
    ]);
    let (told, outputs) = built(&site);
    assert_told_everywhere(&outputs, SUMMARY);
    assert_never_alone(&outputs, "sold", &[SUMMARY, "sold berths to her cousins"], told[0].clone(), Length::Marker);
    let about = String::from_utf8_lossy(&outputs["about/index.html"]).into_owned();
    let description =
        about.split("<meta name=\"description\" property=\"og:description\" content=\"").nth(1).expect("a description");
    assert!(description.starts_with(&told[0][1]), "{description}");
    let card = card_text(&String::from_utf8_lossy(&outputs["events/meeting/card.png"]));
    assert!(card.contains(&told[0][1]), "{card}");
}

#[test]
fn a_link_in_a_pictures_text() {
    let site = site(&[("content/events/denial.md", &denial("sold"))]);
    // The smallest picture: one white point.
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    site.write("content/events/quay.gif", gif);
    let body = "The board met [@courier].\n\n![Bloom [sold berths](claim:sold) here](quay.gif)\n\n![Bloom [sold berths](claim:sold) there](https://h.example/a.png)";
    site.write("content/events/meeting.md", event("2031-01-03", "The board meets", &[], body));
    let (told, outputs) = built(&site);
    let page = String::from_utf8_lossy(&outputs["events/meeting/index.html"]).into_owned();
    for text in ["alt=\"Bloom sold berths here\"", ">Bloom sold berths there</a>"] {
        let behind = page.split_once(text).unwrap_or_else(|| panic!("no {text} in {page}")).1;
        let behind: String = behind.chars().take(300).collect();
        assert!(behind.contains(">sold berths</a>") && behind.contains(&format!("({})", told[0][1])), "{behind}");
    }
}

#[test]
fn a_suit_that_was_settled_before_an_arrest() {
    const TITLE: &str = "Bloom is arrested";
    let arrest = event("2031-06-01", TITLE, &["claim: sold, stance: charged, by: [court]"], "")
        .replace("kind: report", "kind: arrest");
    let site = site(&[
        (
            "content/events/report.md",
            &event("2031-01-01", "A report", &["claim: sold, stance: alleges, by: [ledger]"], ""),
        ),
        ("content/events/denial.md", &denial("sold")),
        (
            "content/events/settlement.md",
            &event("2031-03-01", "A suit is settled", &["claim: sold, stance: settled, by: [ida-bloom, ledger]"], ""),
        ),
        ("content/events/arrest.md", &arrest),
    ]);
    let (told, outputs) = built(&site);
    assert_told_everywhere(&outputs, TITLE);
    assert_never_alone(&outputs, "sold", &[TITLE], told[0].clone(), Length::Short);
    // Where the caveat doesn't fit behind the title, the event goes by its kind and date.
    assert_never_alone(
        &outputs,
        "sold",
        &[TITLE],
        vec!["Arrest: this is not proof of guilt.".to_owned()],
        Length::Short,
    );
}

#[test]
fn words_without_a_place_for_the_status() {
    for lost in ["data_titled: '{title}'", "data_headline: '{title}'", "caveat: ''"] {
        let site = site(&[("content/events/denial.md", &denial("sold"))]);
        site.write("templates/words/en.yaml", format!("page:\n  {lost}\n"));
        let said = site.dateline(&["build"]);
        assert_ne!(said.status, 0, "{lost}");
        assert!(!site.path().join("public/index.html").exists(), "{lost}");
        assert!(
            said.err.contains("templates/words/en.yaml") || said.out.contains("templates/words/en.yaml"),
            "{}{}",
            said.out,
            said.err
        );
    }
}

#[test]
fn what_turns_the_reading_direction() {
    let whole = |title: &str, body: &str| event("2031-01-03", title, &[], body);
    for (name, text) in [
        ("a title", whole("\"She \\u202Etook it\"", "It met [@courier].")),
        ("an open isolate in a title", whole("\"She \\u2067took it\"", "It met [@courier].")),
        ("a text", whole("The board", "It met \u{202e}and left [@courier].")),
        ("a later paragraph", whole("The board", "It met [@courier].\n\nIt \u{2067}left [@courier].")),
        ("a list", whole("The board", "It met [@courier].\n\n- \u{202b}left [@courier]")),
        ("a quotation", whole("The board", "It met [@courier, \"and \u{202e}left\"].")),
        ("what closes nothing", whole("The board", "It met\u{202c} [@courier].")),
    ] {
        let checked = site(&[("content/events/meeting.md", &text)]).check();
        let found: Vec<_> = checked.diagnostics.iter().filter(|found| found.code == Code::InvalidValue).collect();
        assert_eq!(found.len(), 1, "{name}: {found:#?}");
        assert!(checked.is_refused(), "{name}");
    }
    let balanced = whole("The board", "It met \u{2067}and left\u{2069} [@courier].");
    assert!(!site(&[("content/events/meeting.md", &balanced)]).check().is_refused());
}
