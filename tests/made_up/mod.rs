//! A made-up site of any size: the same every time, evidently invented, and without an error in it.
//!
//! It has what real sites have: dates that are not exact, several sources to an event, claims with their answers,
//! places, tags, a few titles in another script. Its numbers follow the measure in which the project states its goals:
//! 2,000 events rest on 6,400 sources.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const PEOPLE: usize = 40;
const ORGANIZATIONS: usize = 12;
const PLACES: usize = 25;
const CLAIMS: usize = 10;
const FIRST_YEAR: usize = 2011;
const YEARS: usize = 25;

const FIRST_NAMES: &[&str] = &["Ida", "Noor", "Tove", "Emil", "Rana", "Jonas", "Mira", "Anton"];
const LAST_NAMES: &[&str] = &["Bloom", "Vale", "Marsh", "Quill", "Thorne"];
const KINDS: &[(&str, &str, &str)] = &[
    ("report", "Report", "circle"),
    ("resignation", "Resignation", "square"),
    ("inquiry", "Inquiry", "diamond"),
    ("hearing", "Hearing", "triangle"),
    ("statement", "Statement", "hexagon"),
];
const TAGS: &[&str] = &["licences", "berths", "dredging", "pilots", "fees", "minutes"];
const SUBJECTS: &[&str] = &["The harbour board", "The warden", "A pilot", "The ledger's editor", "The ferry company"];
const DEEDS: &[&str] = &[
    "publishes the minutes",
    "answers the inquiry",
    "cancels a licence",
    "orders a review of fees",
    "denies a request for papers",
    "moves the berths",
    "calls a hearing",
];
const THINGS: &[&str] =
    &["breakwater", "lighthouse", "customs shed", "slipway", "mooring", "dry dock", "causeway", "tide gauge"];

/// Writes the content of a site with so many events, and as many sources as they need, into `site`.
pub fn write(site: &Path, events: usize) -> io::Result<()> {
    let content = site.join("content");
    for folder in ["events", "sources", "people", "organizations", "places", "claims", "pages"] {
        fs::create_dir_all(content.join(folder))?;
    }
    fs::write(content.join("site.yaml"), settings())?;
    write_parties_and_places(&content)?;
    for number in 0..sources_for(events) {
        fs::write(content.join(format!("sources/{}.md", source_id(number))), source(number))?;
    }
    for number in 0..events {
        let folder = content.join(format!("events/{}", year_of(number, events)));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{}.md", event_id(number, events))), event(number, events))?;
    }
    for number in 0..CLAIMS {
        let claim = format!(
            "---\nstatement: Whether {} sold the {} licence.\nabout: [{}]\n---\nThe question came up at the board.\n",
            person_name(number),
            THINGS[number % THINGS.len()],
            person_id(number)
        );
        fs::write(content.join(format!("claims/{}.md", claim_id(number))), claim)?;
    }
    let about = "---\ntitle: About\n---\nA made-up site, for measuring. Nothing in it happened.\n";
    fs::write(content.join("pages/about.md"), about)
}

fn settings() -> String {
    let mut settings = String::from(
        "title: The harbour of measures\ndescription: A made-up site, for measuring.\nlanguage: en\n\
         timezone: Europe/London\npublisher:\n  name: The Harbour Desk\n  contact: desk@harbour.example\nkinds:\n",
    );
    for (id, label, shape) in KINDS {
        let plural = if *id == "inquiry" { "Inquiries".to_owned() } else { format!("{label}s") };
        let _ = writeln!(settings, "  {id}: {{label: {label}, plural: {plural}, shape: {shape}}}");
    }
    settings
}

fn write_parties_and_places(content: &Path) -> io::Result<()> {
    for number in 0..PEOPLE {
        let person = format!("---\nname: {}\nrole: Role number {number}\n---\n", person_name(number));
        fs::write(content.join(format!("people/{}.md", person_id(number))), person)?;
    }
    for number in 0..ORGANIZATIONS {
        let organization = format!("---\nname: Harbour Office No. {number}\n---\n");
        fs::write(content.join(format!("organizations/{}.md", organization_id(number))), organization)?;
    }
    for number in 0..PLACES {
        let place = format!("---\nname: Pier {number}\n---\n");
        fs::write(content.join(format!("places/pier-{number}.md")), place)?;
    }
    Ok(())
}

fn source(number: usize) -> String {
    let year = FIRST_YEAR + number % YEARS;
    let thing = THINGS[number % THINGS.len()];
    let id = source_id(number);
    format!(
        "---\ntitle: Notes on the {thing}, part {number}\noutlet: The Harbour Courier\nauthors: [{}]\n\
         published: {year}-12-28\nurl: https://courier.example/{year}/{id}\narchived:\n\
         \x20 - {{url: \"https://archive.example/{year}/{id}\", date: {year}-12-29}}\naccessed: {year}-12-30\n\
         language: en\ntype: news\n---\n",
        person_name(number * 7),
    )
}

fn event(number: usize, events: usize) -> String {
    let sources = sources_of(number, events);
    let kind = KINDS[number % KINDS.len()].0;
    let mut text = format!("---\ntitle: {}\ndate: {}\nkind: {kind}\n", title(number), date(number, events));
    let _ = writeln!(text, "people: [{}, {}]", person_id(number), person_id(number + 1));
    let _ = writeln!(text, "organizations: [{}]", organization_id(number));
    let _ = writeln!(text, "places: [pier-{}]", number % PLACES);
    let _ = writeln!(text, "tags: [{}]", TAGS[number % TAGS.len()]);
    text.push_str("sources:\n");
    for source in &sources {
        let _ = writeln!(text, "  - source: {source}\n    quote: it was said at the harbour\n    locator: paragraph 2");
    }
    text.push_str(&stances(number));
    let _ = writeln!(text, "added: {}-12-31\n---", year_of(number, events));
    let cited = sources.first().expect("every event has a source");
    let _ = writeln!(
        text,
        "What is known of it is short, and stands in the papers of the day. [@{cited}, p. 2]\n\n\
         Those who were there remember the {} in the rain and a vote of {} to {}. [@{cited}]",
        THINGS[number % THINGS.len()],
        number % 9 + 1,
        number % 5,
    );
    text
}

/// Of every sixteen events one alleges something and the next one answers it.
fn stances(number: usize) -> String {
    let claim = claim_id(number / 16);
    let about = person_id(number / 16 % CLAIMS);
    match number % 16 {
        0 => format!(
            "claims:\n  - {{claim: {claim}, stance: alleges, by: [{}], citing: an unnamed member}}\n",
            organization_id(number)
        ),
        1 => format!("claims:\n  - {{claim: {claim}, stance: denies, by: [{about}]}}\n"),
        _ => String::new(),
    }
}

fn title(number: usize) -> String {
    let subject = SUBJECTS[number % SUBJECTS.len()];
    let deed = DEEDS[number % DEEDS.len()];
    let thing = THINGS[number / 3 % THINGS.len()];
    if number % 400 == 7 {
        return format!("港务局公布{number}号记录");
    }
    format!("{subject} {deed} on the {thing}, file {number}")
}

/// Most dates are days; some are months, years, approximate, or one of two.
fn date(number: usize, events: usize) -> String {
    let year = year_of(number, events);
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    match number % 20 {
        3 => format!("{year}-{month:02}"),
        7 => format!("\"{year}-{month:02}-{day:02}~\""),
        11 => format!("{year}-{month:02}-01/{year}-{month:02}-20"),
        13 => format!("\"[{year}-{month:02}-02, {year}-{month:02}-03]\""),
        17 => format!("\"{year}\""),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// 16 sources to 5 events.
fn sources_for(events: usize) -> usize {
    events * 16 / 5
}

/// The sources of an event: every source belongs to some event.
fn sources_of(number: usize, events: usize) -> Vec<String> {
    (number * 16 / 5..((number + 1) * 16 / 5).min(sources_for(events))).map(source_id).collect()
}

fn year_of(number: usize, events: usize) -> usize {
    FIRST_YEAR + number * YEARS / events
}

fn event_id(number: usize, events: usize) -> String {
    format!("{}-file-{number}", year_of(number, events))
}

fn source_id(number: usize) -> String {
    format!("courier-{number}")
}

fn claim_id(number: usize) -> String {
    format!("sold-licence-{}", number % CLAIMS)
}

fn organization_id(number: usize) -> String {
    format!("harbour-office-{}", number % ORGANIZATIONS)
}

fn person_id(number: usize) -> String {
    person_name(number).to_lowercase().replace(' ', "-")
}

fn person_name(number: usize) -> String {
    let number = number % PEOPLE;
    format!("{} {}", FIRST_NAMES[number % FIRST_NAMES.len()], LAST_NAMES[number / FIRST_NAMES.len()])
}
