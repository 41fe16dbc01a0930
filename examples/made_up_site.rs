//! Makes a site of any size, for benchmarks and tests: `cargo run --example made_up_site -- EVENTS DIR [SOURCES [CLAIMS [YEARS]]]`.
//!
//! The same numbers give the same bytes; without more there are 16 sources for every 5 events, a claim for every 40, and 40
//! years. It has what real sites have: claims with answers and findings, copies and relays, disputed dates, long and short
//! bodies, several scripts. Nobody and nothing in it exists.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(events), Some(folder)) = (arguments.next().and_then(|number| number.parse().ok()), arguments.next())
    else {
        eprintln!("usage: made_up_site EVENTS DIR [SOURCES [CLAIMS [YEARS]]]");
        std::process::exit(2);
    };
    let mut number = || arguments.next().and_then(|number| number.parse().ok());
    let usual = Size::of(events);
    let size = Size {
        events,
        sources: number().unwrap_or(usual.sources),
        claims: number().unwrap_or(usual.claims),
        years: number().unwrap_or(usual.years),
    };
    write(size, Path::new(&folder))
}

/// How much a site holds.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub events: usize,
    pub sources: usize,
    /// None for a site on which nobody is accused.
    pub claims: usize,
    /// In which the events lie.
    pub years: usize,
}

impl Size {
    /// What a site of so many events usually has.
    pub fn of(events: usize) -> Self {
        Self { events, sources: events * 16 / 5, claims: (events / 40).max(1), years: 40 }
    }
}

/// Numbers that look random and are the same every time (PCG, O'Neill 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = ((self.0 >> 18) ^ self.0) >> 27;
        let turned = (mixed as u32).rotate_right((self.0 >> 59) as u32);
        turned as usize % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const KINDS: &[(&str, &str)] = &[
    ("report", "Report"),
    ("statement", "Statement"),
    ("resignation", "Resignation"),
    ("arrest", "Arrest"),
    ("inquiry", "Inquiry"),
    ("ruling", "Ruling"),
    ("meeting", "Meeting"),
    ("election", "Election"),
];
const FIRST: &[&str] = &["Ida", "Noor", "Tove", "Emre", "Zoë", "Anselm", "Mirela", "Quill", "Oduya", "Séverine"];
const LAST: &[&str] = &["Bloom", "Vale", "Harrow", "Quist", "Lindqvist", "Okonjo", "Ferro", "Wren", "Tamm", "Ashby"];
const DOERS: &[&str] =
    &["The harbour board", "The warden", "A committee", "The town council", "The pilots' union", "An auditor"];
const DEEDS: &[&str] = &[
    "published its minutes",
    "met behind closed doors",
    "asked for the ledgers",
    "renewed the licences",
    "heard witnesses",
    "put off the vote",
];
const OBJECTS: &[&str] = &[
    "on the west quay",
    "about the ferry contract",
    "after the storm",
    "in a short session",
    "before the summer",
    "against the advice of its clerk",
];
const OTHER_SCRIPTS: &[&str] = &[
    "港务局公布了会议记录。",
    "Портовый совет опубликовал протокол.",
    "نشر مجلس الميناء محضره.",
    "港湾委員会は議事録を公表した。",
];
const TAGS: &[&str] =
    &["licences", "ferries", "dredging", "budget", "storm", "west quay", "pilots", "tariffs", "customs", "Fähren"];

/// Writes a site into `folder`, with a person for every 20 events.
///
/// # Errors
///
/// What the disk refuses.
pub fn write(size: Size, folder: &Path) -> io::Result<()> {
    let Size { events, sources, claims, .. } = size;
    let content = folder.join("content");
    let people = (events / 20).clamp(5, 5_000);
    let sources = sources.max(10);
    let mut dice = Dice(42);
    file(&content.join("site.yaml"), &settings())?;
    for number in 0..people {
        file(&content.join(format!("people/{}.md", person(number))), &person_file(number))?;
    }
    for number in 0..20 {
        let body = format!("---\nname: Harbour Board {number}\nadded: ~\n---\n").replace("added: ~\n", "");
        file(&content.join(format!("organizations/board-{number}.md")), &body)?;
        file(
            &content.join(format!("places/quay-{number}.md")),
            &format!("---\nname: Quay {number}\ncoordinates: {{latitude: {number}.5, longitude: -{number}.25}}\n---\n"),
        )?;
    }
    for number in 0..claims {
        let about = person(number % people);
        let text = format!(
            "---\nstatement: Whether {} sold licence {number} below its price\nlabel: Licence {number}\nabout: [{about}]\nreviewed: 2032-11-01\n---\nThe ledgers were examined [@{}].\n",
            name(number % people),
            source(number % sources)
        );
        file(&content.join(format!("claims/licence-{number}.md")), &text)?;
    }
    for number in 0..sources {
        file(
            &content.join(format!("sources/{}/{}.md", number / 500, source(number))),
            &source_file(number, &mut dice),
        )?;
    }
    for number in 0..events {
        let (path, text) = event_file(number, size, people, &mut dice);
        file(&content.join(path), &text)?;
    }
    file(&content.join("pages/about.md"), "---\ntitle: About\n---\nA made-up site. Nobody and nothing in it exists.\n")
}

fn file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn settings() -> String {
    let mut text = "title: The harbour affair\ndescription: A made-up affair of any size.\nlanguage: en\ntimezone: Europe/Vienna\nbase_url: https://harbour.example/affair/\npublisher: {name: The Courier, contact: desk@courier.example}\nlints: {unarchived-source: \"off\", single-origin: \"off\", unused-source: \"off\", future-event: \"off\", duplicate-event: \"off\", source-predates-event: \"off\", suspicious-first-of-month: \"off\", unverified-quote: \"off\"}\nkinds:\n".to_owned();
    for (id, label) in KINDS {
        let accusation = if *id == "arrest" { ", accusation: true" } else { "" };
        let _ = writeln!(text, "  {id}: {{label: {label}, plural: {label}s{accusation}}}");
    }
    text
}

fn name(number: usize) -> String {
    format!("{} {} {}", FIRST[number % FIRST.len()], LAST[number / FIRST.len() % LAST.len()], rare_word(number / 100))
}

/// A word that few others have: a ship's name, a third name.
fn rare_word(number: usize) -> String {
    const SYLLABLES: &[&str] = &["ka", "lo", "mi", "nu", "ra", "se", "to", "vi", "xa", "ze"];
    let word: String = format!("{number:04}").bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]).collect();
    word[..1].to_uppercase() + &word[1..]
}

fn person(number: usize) -> String {
    format!("person-{number}")
}

fn source(number: usize) -> String {
    format!("courier-{number}")
}

fn person_file(number: usize) -> String {
    format!("---\nname: {}\nrole: member of board {}\n---\n", name(number), number % 20)
}

fn source_file(number: usize, dice: &mut Dice) -> String {
    let title = format!("{} {} {}", dice.pick(DOERS), dice.pick(DEEDS), dice.pick(OBJECTS));
    let mut text = format!(
        "---\ntitle: \"{title}, by the {}\"\noutlet: The Courier {}\nauthors: [{}]\npublished: {}-{:02}-{:02}\nurl: https://courier.example/{number}/article\naccessed: 2032-01-01\ntype: news\n",
        rare_word(number),
        number % 7,
        name(number % 97),
        1990 + number % 40,
        number % 12 + 1,
        number % 28 + 1,
    );
    if number > 10 && number.is_multiple_of(9) {
        let _ = writeln!(text, "copy_of: {}", source(number - 5));
    } else if number > 10 && number.is_multiple_of(7) {
        let _ = writeln!(text, "based_on: [{}]", source(number - 4));
    }
    if number.is_multiple_of(11) {
        text.push_str("reliability: A shortened copy.\n");
    }
    if number.is_multiple_of(13) {
        text.push_str("language: de\n");
    }
    text + "---\n"
}

fn event_file(number: usize, size: Size, people: usize, dice: &mut Dice) -> (String, String) {
    let Size { events, claims, years, .. } = size;
    let sources = size.sources.max(10);
    let year = 1990 + number * years / events;
    let (month, day) = (dice.roll(12) + 1, dice.roll(28) + 1);
    let date = match dice.roll(20) {
        0 => format!("{year}-{month:02}"),
        1 => format!("{year}-{month:02}~"),
        2 => format!("\"[{year}-{month:02}-{day:02},{year}-{month:02}-{:02}]\"", day % 28 + 1),
        3 => format!("{year}-{month:02}-{day:02}/{}-{month:02}", year + 1),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let cited: Vec<usize> = (0..3).map(|_| dice.roll(sources)).collect();
    let kind = KINDS[dice.roll(KINDS.len())].0;
    let title = format!("{} {} {}: the {}", dice.pick(DOERS), dice.pick(DEEDS), dice.pick(OBJECTS), rare_word(number));
    let mut text = format!(
        "---\ntitle: \"{title}\"\ndate: {date}\nkind: {kind}\npeople: [{}, {{person: {}, role: witness}}]\norganizations: [board-{}]\nplaces: [quay-{}]\ntags: [{}, {}]\n",
        person(dice.roll(people)),
        person(dice.roll(people)),
        dice.roll(20),
        dice.roll(20),
        dice.pick(TAGS),
        dice.pick(TAGS),
    );
    let _ = writeln!(
        text,
        "sources:\n  - {{source: {}, quote: the minutes of session {number}, locator: page {}}}\n  - {}",
        source(cited[0]),
        dice.roll(90) + 1,
        source(cited[1])
    );
    // Of every 40 events: one alleges, one repeats, one denies, one finds.
    let claim = number / 40 % claims.max(1);
    let about = person(claim % people);
    match number % 40 {
        _ if claims == 0 => {}
        3 => drop(writeln!(
            text,
            "claims:\n  - {{claim: licence-{claim}, stance: alleges, by: [board-1], citing: two unnamed clerks}}"
        )),
        4 => drop(writeln!(text, "claims:\n  - {{claim: licence-{claim}, stance: denies, by: [{about}]}}")),
        9 => drop(writeln!(text, "claims:\n  - {{claim: licence-{claim}, stance: repeats, by: [board-2]}}")),
        30 => drop(writeln!(
            text,
            "claims:\n  - claim: licence-{claim}\n    stance: not-substantiated\n    by: [board-3]\n    finding: Board 3 found no evidence that the licence was sold below its price\n    excerpt: no evidence that the licence was sold below its price"
        )),
        _ => {}
    }
    if number % 25 == 7 {
        let _ = writeln!(text, "date_variants:\n  - {{date: {year}-{month:02}, sources: [{}]}}", source(cited[1]));
    }
    if number > 0 && number % 10 == 5 {
        let _ = writeln!(text, "related: [event-{}]", number - 1);
    }
    let _ = writeln!(text, "added: 2032-01-{:02}\n---", number % 28 + 1);
    // A quarter of the bodies is long.
    let sentences = if dice.roll(4) == 0 { 14 } else { 3 };
    for sentence in 0..sentences {
        let words = if dice.roll(12) == 0 {
            dice.pick(OTHER_SCRIPTS).trim_end_matches(['。', '.']).to_owned()
        } else {
            format!("{} {} {}", dice.pick(DOERS), dice.pick(DEEDS), dice.pick(OBJECTS))
        };
        let _ = write!(text, "{words} [@{}].", source(cited[sentence % 3]));
        text.push_str(if sentence % 5 == 4 { "\n\n" } else { "\n" });
    }
    (format!("events/{year}/event-{number}.md"), text)
}
