//! Text never becomes markup: a site whose every text field says the same hostile thing has the elements and
//! attributes of one whose fields are harmless.

use super::{html, in_memory, site, text};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What stands in the fields of the site that others are compared with.
const HARMLESS: &str = "Harmless words";

static EXPECTED: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| skeletons(&build(HARMLESS).expect("the harmless site builds")));

/// Any text, as every text of a site.
pub fn try_it(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    // What a field can't hold is refused, and what is blank leaves its element out.
    if text.len() > 4000 || text.trim() != text || text.chars().any(char::is_control) || text.is_empty() {
        return;
    }
    // `citing` takes words or an id: an id leads to what it names.
    if IDS.contains(&text) {
        return;
    }
    let Some(outputs) = build(text) else { return };
    site::hold(&outputs);
    for (path, skeleton) in skeletons(&outputs) {
        let expected = EXPECTED.get(&path).unwrap_or_else(|| panic!("{path} is new"));
        assert!(*expected == skeleton, "{path}: {}", first_difference(expected, &skeleton));
    }
}

fn first_difference(a: &str, b: &str) -> String {
    let lines = a.lines().zip(b.lines()).enumerate();
    lines
        .filter(|(_, (a, b))| a != b)
        .map(|(at, (a, b))| format!("element {at}: <{a}> became <{b}>"))
        .next()
        .unwrap_or_default()
}

fn skeletons(outputs: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let pages = outputs.iter().filter(|(path, _)| path.ends_with(".html"));
    // A quotation in a quotation is an element, which has no attributes: marks of the second level.
    let skeleton = |bytes: &[u8]| {
        let skeleton = html::skeleton(&String::from_utf8_lossy(bytes));
        skeleton.lines().filter(|element| *element != "q").flat_map(|element| [element, "\n"]).collect()
    };
    pages.map(|(path, bytes)| (path.clone(), skeleton(bytes))).collect()
}

fn build(text: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let files = files(text);
    in_memory::render(&in_memory::judge(in_memory::inputs(files.iter().map(|(path, text)| (*path, &**text)))).into())
}

/// A site that says `text` wherever a text may stand, so that it builds without an error.
pub fn files(text: &str) -> Vec<(&'static str, String)> {
    let (text, statement) = (quoted(text), quoted(&question(text)));
    FILES.iter().map(|(path, file)| (*path, filled(file, &text, &statement))).collect()
}

/// A claim's statement, which is one sentence.
fn question(text: &str) -> String {
    let text = text.replace(
        [
            '.', '!', '?', '…', '。', '．', '！', '？', '؟', '।', '‼', '⁇', '⁈', '⁉', '\n', '\r', '\u{85}', '\u{2028}',
            '\u{2029}',
        ],
        ",",
    );
    format!("Whether {text}")
}

/// The ids in [`FILES`].
const IDS: &[&str] =
    &["ida-bloom", "noor-vale", "board", "office", "about", "sold", "a", "b", "c", "one", "two", "gone", "once", "tag"];

/// How many pages of a numbered site stand in its navigation.
pub const IN_NAVIGATION: usize = 5;

/// The same with a number behind each id, so that many such sites are one.
pub fn numbered(text: &str, number: usize) -> Vec<(String, String)> {
    let (text, statement) = (quoted(text), quoted(&question(text)));
    let rename = |text: &str| {
        let mut renamed = String::new();
        for part in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            renamed.push_str(word);
            if IDS.contains(&word) {
                renamed.push_str(&format!("-{number}"));
            }
            renamed.push_str(&part[word.len()..]);
        }
        renamed
    };
    // A key called like an id stays what it is.
    let rename = |file: &str| rename(file).replace(&format!("about-{number}: ["), "about: [");
    let file = |path: &str, file: &str| match path {
        "content/site.yaml" => (path.to_owned(), filled(file, &text, &statement)),
        // A few stand in the navigation: with all of them in it, each page would grow with the number of the others.
        "content/pages/about.md" if number >= IN_NAVIGATION => {
            let file = file.replace("title: T\n", "title: T\nmenu: false\n");
            (rename(path), filled(&rename(&file), &text, &statement))
        }
        path => (rename(path), filled(&rename(file), &text, &statement)),
    };
    FILES.iter().map(|(path, text)| file(path, text)).collect()
}

const FILES: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "title: T\ndescription: T\nlanguage: en\nbase_url: https://h.example/x/\npublisher: {name: T, contact: desk@h.example}\nlicense: T\nrepository: https://git.example/h\nkinds:\n  report: {label: T, plural: T}\n  arrest: {label: T, plural: T, accusation: true}\nlints:\n  unarchived-source: {level: \"off\", reason: T}\n",
    ),
    ("content/people/ida-bloom.md", "---\nname: T\nsort_name: T\nalso_known_as: [T]\nrole: T\n---\n"),
    ("content/people/noor-vale.md", "---\nname: T\n---\n"),
    ("content/organizations/board.md", "---\nname: T\nrole: T\n---\n"),
    ("content/places/office.md", "---\nname: T\n---\n"),
    ("content/pages/about.md", "---\ntitle: T\n---\nWords.\n"),
    ("content/claims/sold.md", "---\nstatement: S\nabout: [ida-bloom]\nreviewed: 2032-12-01\n---\nWords [@a].\n"),
    (
        "content/sources/a.md",
        "---\ntitle: T\noutlet: T\nauthors: [T, T]\npublished: 2031-04-04\nurl: https://a.example/x\nlocator: T\nreliability: T\ninterest: T\npaywalled: true\nbased_on: [b]\nclaims: [{claim: sold, stance: alleges}]\n---\nWords.\n",
    ),
    ("content/sources/b.md", "---\ntitle: T\noutlet: T\nlocator: T\ntype: book\n---\n"),
    ("content/sources/c.md", "---\ntitle: T\noutlet: T\nurl: https://c.example/x\ncopy_of: a\n---\n"),
    (
        "content/events/one.md",
        "---\ntitle: T\ndate: 2031-04-05\ntime: \"21:30\"\nkind: report\nsummary: T\npeople: [ida-bloom, {person: noor-vale, role: T}]\norganizations: [{organization: board, role: T}]\nplaces: [office]\ntags: [tag]\nsources:\n  - {source: a, quote: T, locator: T, note: T}\n  - c\nclaims:\n  - {claim: sold, stance: alleges, by: [board], citing: [T]}\ndate_variants:\n  - {date: 2031-04-06, sources: [b]}\nresponses:\n  - {claim: sold, from: ida-bloom, sought: 2031-04-04, sought_by: board, result: none, sources: [b]}\nrelated: [two]\ncorrections:\n  - {date: 2031-05-01, note: T}\naccept:\n  - {code: single-origin, reason: T}\nadded: 2031-04-07\nupdated: 2031-05-01\naliases: [once]\n---\nWords [@a, p. 3]. [It](claim:sold) and [that](event:two).\n",
    ),
    (
        "content/events/two.md",
        "---\ntitle: T\ndate: 2032\nkind: arrest\nsources: [a]\nclaims:\n  - {claim: sold, stance: denies, by: [ida-bloom]}\n  - {claim: sold, stance: dismissed, by: [noor-vale], finding: T}\nadded: 2031-04-07\n---\nThe finding [@b].\n",
    ),
    (
        "content/events/gone.md",
        "---\ntitle: T\ndate: 2030\nkind: report\nsources: [a]\nadded: 2031-04-07\nwithdrawn: {date: 2032-01-01, reason: T}\n---\n",
    ),
];

/// Every `T` and `S` that is a whole word, replaced.
fn filled(file: &str, text: &str, statement: &str) -> String {
    let mut whole = String::new();
    for part in file.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        match word {
            "T" => whole.push_str(text),
            "S" => whole.push_str(statement),
            word => whole.push_str(word),
        }
        whole.push_str(&part[word.len()..]);
    }
    whole
}

/// A text as YAML's double quotes hold it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii() && !c.is_control() => quoted.push(c),
            c => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}
