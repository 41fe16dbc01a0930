//! Sites made up from bytes: whatever the bytes are, the site builds without an error.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Files by their path in the site's folder.
pub type Files = BTreeMap<String, String>;

/// What is chosen next; when the bytes are at an end, always the first.
struct Choices<'a> {
    bytes: std::slice::Iter<'a, u8>,
    texts: &'a [&'static str],
}

impl<'a> Choices<'a> {
    fn below(&mut self, count: usize) -> usize {
        usize::from(*self.bytes.next().unwrap_or(&0)) % count
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    fn text(&mut self) -> &'static str {
        self.texts[self.below(self.texts.len())]
    }

    /// Some of the first `count` numbers, in a chosen order, none twice.
    fn some(&mut self, count: usize, most: usize) -> Vec<usize> {
        let mut chosen = Vec::new();
        for _ in 0..self.below(most + 1) {
            let one = self.below(count);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }
}

const DATES: &[&str] = &[
    "2031-04-05",
    "2031-04-06",
    "2031-04",
    "2031",
    "203X",
    "2031-04-05/2031-05",
    "2031~",
    "2031-?04-05",
    "\"[2031-04-05,2031-04-06]\"",
    "../2030",
    "2031-04-05/..",
    "\"-0043-03-15\"",
    "\"0000\"",
    "1999-12-31",
    "2031-21",
    "\"{2030,2031-02}\"",
    "Y12031",
    "2030-06-15",
    "/2031",
];

/// What titles, names and notes go on with: plain, hostile, of other scripts, and what other formats take for their own.
pub const TEXTS: &[&str] = &[
    "quietly",
    "<b>&amp;\"'",
    "</script><script>alert(1)</script>",
    "in [brackets](x) *so*",
    "東京 港",
    "ميناء",
    "{{ x }} {% y %}",
    "=1+1, a;b",
    "100 % \\n \\u003c",
    "--> ]]>",
    "Ünïcode – “so”",
    "a: b # c",
    "[@s0] `code`",
    "\u{202e}turned\u{202c}",
    "1e3",
];

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

/// Those that are the same in every format.
pub const PLAIN: &[&str] = &["quietly", "東京 港", "on the west quay", "Ünïcode – so"];

/// The site that these bytes make.
pub fn files(bytes: &[u8]) -> Files {
    with_texts(bytes, TEXTS)
}

/// The same with other texts.
pub fn with_texts(bytes: &[u8], texts: &'static [&'static str]) -> Files {
    let mut choices = Choices { bytes: bytes.iter(), texts };
    let (people, sources, claims) = (1 + choices.below(4), 1 + choices.below(6), choices.below(4));
    let mut files = Files::new();
    files.insert("content/site.yaml".into(), settings(&mut choices));
    for number in 0..people {
        let mut front = format!("name: {}\n", quoted(&format!("P{number} {}", choices.text())));
        if choices.flag() {
            _ = writeln!(front, "role: {}", quoted(choices.text()));
        }
        files.insert(format!("content/people/p{number}.md"), page(&front, "Words.\n"));
    }
    // Two that accuse, a court, and one that speaks for others.
    for (number, sort) in ["", "", "type: court\n", ""].into_iter().enumerate() {
        let front = format!("name: {}\n{sort}", quoted(&format!("O{number} {}", choices.text())));
        files.insert(format!("content/organizations/o{number}.md"), page(&front, ""));
    }
    files.insert(
        "content/places/quay.md".into(),
        page("name: The quay\ncoordinates: {latitude: 1.5, longitude: -2}\n", ""),
    );
    files.insert("content/pages/about.md".into(), page("title: About\n", "Who [we](person:p0) are.\n"));
    let claims: Vec<MadeUpClaim> = (0..claims).map(|number| claim(&mut choices, number, people)).collect();
    for number in 0..sources {
        files.insert(format!("content/sources/s{number}.md"), source(&mut choices, number, sources, &claims));
    }
    for (number, claim) in claims.iter().enumerate() {
        let front = format!(
            "statement: {}\nabout: {}\nreviewed: 2032-12-01\n",
            quoted(&format!("Whether C{number} was so, {}", choices.text())),
            list(&claim.about)
        );
        files.insert(format!("content/claims/c{number}.md"), page(&front, "It was said [@s0].\n"));
    }
    let events = 1 + choices.below(7);
    let all = Numbers { people, sources, events, claims };
    for (number, claim) in all.claims.iter().enumerate() {
        // Whoever is accused is heard: else the site is refused.
        let claim = format!("{{claim: c{number}, stance: denies, by: {}}}", list(&claim.about));
        files.insert(
            format!("content/events/answers/d{number}.md"),
            event(&mut choices, &format!("D{number}"), &all, &[claim]),
        );
    }
    for number in 0..events {
        let stances = stances(&mut choices, &all);
        let folder = choices.of(&["", "2031/", "deep/er/"]);
        files.insert(
            format!("content/events/{folder}e{number}.md"),
            event(&mut choices, &format!("E{number}"), &all, &stances),
        );
    }
    if choices.flag() {
        let front = "title: Gone\ndate: 2030\nkind: report\nsources: [s0]\nadded: 2031-01-01\naliases: [went]\nwithdrawn: {date: 2032-01-01, reason: It was wrong.}\n";
        files.insert("content/events/gone.md".into(), page(front, "Words.\n"));
    }
    if choices.flag() {
        let front = "title: Unfinished\ndate: 2030\nkind: report\ndraft: true\n";
        files.insert("content/events/unfinished.md".into(), page(front, "Words [@s0] of [it](event:e0).\n"));
    }
    files
}

/// How many there are of each.
struct Numbers {
    people: usize,
    sources: usize,
    events: usize,
    claims: Vec<MadeUpClaim>,
}

/// Whom a claim is about: one person, or two.
struct MadeUpClaim {
    about: Vec<usize>,
}

fn claim(choices: &mut Choices, number: usize, people: usize) -> MadeUpClaim {
    let mut about = vec![number % people];
    if people > 1 && choices.flag() {
        about.push((number + 1) % people);
    }
    MadeUpClaim { about }
}

impl MadeUpClaim {
    /// The key that says whom a stance concerns, which may be left out where the claim is about one.
    fn concerns(&self, choices: &mut Choices) -> String {
        let all = self.about.as_slice();
        match (all, choices.below(3)) {
            ([_], _) => String::new(),
            (_, 0) => format!(", concerns: {}", list(&all[..1])),
            (_, 1) => format!(", concerns: {}", list(&all[1..])),
            _ => format!(", concerns: {}", list(all)),
        }
    }
}

/// "[p0, p1]".
fn list(people: &[usize]) -> String {
    let ids: Vec<String> = people.iter().map(|number| format!("p{number}")).collect();
    format!("[{}]", ids.join(", "))
}

fn page(front: &str, body: &str) -> String {
    format!("---\n{front}---\n{body}")
}

fn settings(choices: &mut Choices) -> String {
    let mut text = format!(
        "title: {}\ndescription: {}\nlanguage: en\ntimezone: Europe/London\n",
        quoted(choices.text()),
        quoted(choices.text())
    );
    // Always one: without it there are no feeds to look at.
    _ = writeln!(text, "base_url: https://harbour.example/{}", choices.of(&["", "a/b/"]));
    if choices.flag() {
        _ = writeln!(
            text,
            "publisher: {{name: {}, contact: desk@h.example}}\nrepository: https://git.example/h",
            quoted(choices.text())
        );
    }
    if choices.flag() {
        _ = writeln!(text, "license: CC-BY-4.0");
    }
    let outputs =
        ["", "event-data", "event-embeds", "event-embeds, event-cards", "event-data, event-embeds, event-cards"];
    _ = writeln!(text, "outputs: [{}]", choices.of(&outputs));
    text.push_str("kinds:\n  report: {label: Report, plural: Reports}\n  arrest: {label: Arrest, accusation: true}\n  ruling: {label: Ruling}\n");
    text
}

fn source(choices: &mut Choices, number: usize, sources: usize, claims: &[MadeUpClaim]) -> String {
    let mut front =
        format!("title: {}\noutlet: {}\n", quoted(&format!("S{number} {}", choices.text())), quoted(choices.text()));
    _ = writeln!(front, "url: https://s{number}.example/{}", choices.of(&["a", "a?b=c&d='e'#f", "x/%22y", "\u{e9}"]));
    if choices.flag() {
        _ = writeln!(front, "published: {}", choices.of(&["2031-04-04", "2031-04", "\"[2031-04-04,2031-04-05]\""]));
    }
    // Only on later ones, so that no circle comes of it.
    let later: Vec<usize> = (number + 1..sources).collect();
    if !later.is_empty() {
        if choices.below(3) == 1 {
            _ = writeln!(front, "copy_of: s{}", later[choices.below(later.len())]);
        }
        if choices.below(3) == 1 {
            let based_on: Vec<String> =
                choices.some(later.len(), 3).iter().map(|index| format!("s{}", later[*index])).collect();
            _ = writeln!(front, "based_on: [{}]", based_on.join(", "));
        }
    }
    if !claims.is_empty() && choices.below(3) == 1 {
        let claim = choices.below(claims.len());
        let concerns = claims[claim].concerns(choices);
        let stance = choices.of(&["alleges", "repeats", "supports"]);
        _ = writeln!(front, "claims: [{{claim: c{claim}, stance: {stance}{concerns}}}]");
    }
    if choices.below(4) == 1 {
        _ = writeln!(front, "reliability: {}\ninterest: {}", quoted(choices.text()), quoted(choices.text()));
    }
    page(&front, choices.of(&["", "Notes on *it*.\n"]))
}

fn stances(choices: &mut Choices, all: &Numbers) -> Vec<String> {
    let mut stances = Vec::new();
    if all.claims.is_empty() {
        return stances;
    }
    for claim in choices.some(all.claims.len(), 2) {
        let concerns = all.claims[claim].concerns(choices);
        let citing = choices.of(&["", ", citing: two clerks", ", citing: [s0, 'words: so']"]);
        stances.push(match choices.below(11) {
            0 | 1 => format!("{{claim: c{claim}, stance: alleges, by: [o0]{concerns}{citing}}}"),
            2 => format!("{{claim: c{claim}, stance: repeats, by: [o1]{concerns}{citing}}}"),
            3 => format!("{{claim: c{claim}, stance: denies, by: [o3], for: {}}}", list(&all.claims[claim].about)),
            4 => format!("{{claim: c{claim}, stance: supports{concerns}}}"),
            5 => format!(
                "{{claim: c{claim}, stance: not-substantiated, by: [o2]{concerns}, excerpt: It found F{claim}, finding: {}}}",
                quoted(&format!("It found F{claim}, {}", choices.text()))
            ),
            6 => format!("{{claim: c{claim}, stance: charged, by: [o1]{concerns}, charge: theft}}"),
            7 => format!(
                "{{claim: c{claim}, stance: {}, by: [o2]{concerns}, charge: {}, finding: {}}}",
                choices.of(&["convicted", "acquitted"]),
                choices.of(&["theft", "fraud"]),
                quoted(&format!("It ruled R{claim}, {}", choices.text()))
            ),
            8 => format!("{{claim: c{claim}, stance: {}{concerns}}}", choices.of(&["time-barred", "abated", "barred"])),
            9 => format!("{{claim: c{claim}, stance: withdrawn, by: [o0]{concerns}}}"),
            _ => format!("{{claim: c{claim}, stance: settled, by: [o0]{concerns}}}"),
        });
    }
    stances
}

fn event(choices: &mut Choices, title: &str, all: &Numbers, stances: &[String]) -> String {
    let date = choices.of(DATES);
    let title = quoted(&format!("{title} {}", choices.text()));
    let mut front = format!(
        "title: {title}\ndate: {date}\nkind: {}\nadded: 2031-05-01\n",
        choices.of(&["report", "arrest", "ruling"])
    );
    if date == "2031-04-05" && choices.flag() {
        _ = writeln!(front, "time: \"{}\"", choices.of(&["21:30", "00:00", "09:15+02:00"]));
    }
    if choices.below(4) == 1 {
        _ = writeln!(front, "order: {}", choices.below(3));
    }
    if choices.flag() {
        _ = writeln!(front, "summary: {}", quoted(choices.text()));
    }
    let people: Vec<String> = choices.some(all.people, 3).iter().map(|number| format!("p{number}")).collect();
    _ = writeln!(front, "people: [{}]", people.join(", "));
    if choices.flag() {
        _ = writeln!(
            front,
            "organizations: [o1, {{organization: o0, role: {}}}]\nplaces: [quay]",
            quoted(choices.text())
        );
    }
    if choices.flag() {
        _ = writeln!(
            front,
            "tags: [{}, {}]",
            choices.of(&["licences", "東京", "'a b'"]),
            choices.of(&["berths", "'!?'", "'2031'"])
        );
    }
    front.push_str("sources:\n  - s0\n");
    for number in choices.some(all.sources, 3) {
        let quote = quoted(choices.text());
        let based_on = choices.of(&["", ", based_on: []"]);
        _ = writeln!(
            front,
            "  - {{source: s{number}, quote: {quote}, locator: p. 3, note: {}{based_on}}}",
            quoted(choices.text())
        );
    }
    if !stances.is_empty() {
        _ = writeln!(front, "claims:\n  - {}", stances.join("\n  - "));
    }
    if choices.below(4) == 1 {
        _ = writeln!(front, "date_variants: [{{date: 2031-05, sources: [s0]}}]");
    }
    if choices.below(4) == 1 {
        _ = writeln!(
            front,
            "corrections: [{{date: 2031-06-01, note: {}}}]\nupdated: 2031-06-02",
            quoted(choices.text())
        );
    }
    if !all.claims.is_empty() && choices.below(4) == 1 {
        let claim = choices.below(all.claims.len());
        let result = choices.of(&["none", "declined", "answered"]);
        _ = writeln!(
            front,
            "responses: [{{claim: c{claim}, from: p{}, sought: 2031-04-01, sought_by: o0, result: {result}, sources: [s0]}}]",
            claim % all.people
        );
    }
    if choices.below(4) == 1 {
        _ = writeln!(front, "related: [e{}]", choices.below(all.events));
    }
    page(&front, &body(choices, all, stances.iter().any(|stance| stance.contains("finding:"))))
}

fn body(choices: &mut Choices, all: &Numbers, has_finding: bool) -> String {
    let mut body = String::new();
    if has_finding {
        body.push_str("The finding [@s0].\n\n");
    }
    for _ in 0..choices.below(6) {
        let source = choices.below(all.sources);
        match choices.below(10) {
            0 => _ = write!(body, "So it was [@s{source}]. "),
            1 => _ = write!(body, "*And* so [@s0; @s{source}, p. 3, \"exact words\"].\n\n"),
            2 => _ = write!(body, "See [that](event:e{}) and [them](person:p0).\n\n", choices.below(all.events)),
            3 if !all.claims.is_empty() => {
                _ = write!(body, "They say [so](claim:c{}) \\<b> & \"more\". ", choices.below(all.claims.len()));
            }
            4 => _ = write!(body, "\n\n- one [@s{source}]\n- two\n  > three\n\n"),
            5 => _ = write!(body, "\n\n## Then\n\n| a | b |\n|:-:|---|\n| [@s{source}] | `<x>` |\n\n"),
            6 => body.push_str("A note[^n].\n\n[^n]: Beneath [the source](source:s0).\n\n"),
            7 => body.push_str("\n\n```html\n<script>alert(1)</script>\n```\n\n"),
            8 => body.push_str("<https://h.example/a?b=c&d> and [mail](mailto:a@h.example) "),
            _ => {
                _ = write!(
                    body,
                    "{} ",
                    choices.of(&["Words.", "東京。", "**Strong** ~~words~~ -- “so”.", "1 \\< 2 && 3"])
                );
            }
        }
    }
    body.push('\n');
    body
}
