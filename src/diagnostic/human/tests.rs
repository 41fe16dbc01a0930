use super::super::report::DiagnosticFormat;
use super::super::report::tests::{RESIGNS, on, rendered};
use super::super::{Code, Diagnostic, Location, Span};
use super::MOST;

const PLAIN: DiagnosticFormat = DiagnosticFormat::Human { color: false };

#[test]
fn looks_as_the_design_says() {
    let text = format!("---\n{}sources:\n  - source: ledgr-2031-04-05\n---\n", "tag: x\n".repeat(11));
    let message = "event cites `ledgr-2031-04-05`, which no file in `content/sources` defines";
    let diagnostic =
        on(Code::UnknownSource, RESIGNS, &text, "ledgr-2031-04-05", message).help("did you mean `ledger-2031-04-05`?");
    assert_eq!(
        rendered(&[diagnostic], &text, PLAIN),
        "\
error[unknown-source]: event cites `ledgr-2031-04-05`, which no file in `content/sources` defines
 --> content/events/2031/2031-04-05-warden-resigns.md:14:13
   |
14 |   - source: ledgr-2031-04-05
   |             ^^^^^^^^^^^^^^^^
   = help: did you mean `ledger-2031-04-05`?

1 error
"
    );
}

/// As many diagnostics of a code as it says, in files whose names begin with the code.
fn many(code: Code, count: usize) -> impl Iterator<Item = Diagnostic> {
    let file = move |n: usize| Location::start_of(&format!("content/{code}-{n:05}.md").into());
    (0..count).map(move |n| Diagnostic::new(code, file(n), "x"))
}

#[test]
fn errors_come_before_warnings_and_each_code_is_counted_last() {
    let list: Vec<_> = many(Code::MissingAdded, 2).chain(many(Code::NoSource, 1)).collect();
    let report = super::super::report::report(&list, &|_| None, PLAIN);
    assert!(report.starts_with("error[no-source]: x\n"), "{report}");
    assert!(
        report.ends_with("\n\n1 error, 2 warnings\n  1 error   no-source\n  2 warning missing-added\n"),
        "{report}"
    );
}

#[test]
fn what_recurs_is_shown_a_few_times_and_counted() {
    let codes = [
        many(Code::NoSource, 10),
        many(Code::UnansweredAllegation, 847),
        many(Code::MissingAdded, 10),
        many(Code::UnarchivedSource, 1144),
    ];
    let list: Vec<_> = codes.into_iter().flatten().collect();
    let report = super::super::report::report(&list, &|_| None, PLAIN);
    for (line, count) in [
        ("error[no-source]: x", 10),
        ("error[unanswered-allegation]: x", 10),
        ("warning[missing-added]: x", 10),
        ("warning[unarchived-source]: x", 0),
    ] {
        assert_eq!(report.lines().filter(|it| *it == line).count(), count, "{report}");
    }
    let end = "
error[unanswered-allegation]: 837 more, which `dateline check --verbose` shows
";
    assert!(report.contains(end), "{report}");
    let end = "
warning[unarchived-source]: 1144 of these, the first at content/unarchived-source-00000.md:1:1; `dateline check --verbose` shows them all

857 errors, 1154 warnings
   847 error   unanswered-allegation
    10 error   no-source
  1144 warning unarchived-source
    10 warning missing-added
";
    assert!(report.ends_with(end), "{report}");
    let whole = super::super::report::report(&list, &|_| None, DiagnosticFormat::Verbose { color: false });
    assert_eq!(whole.lines().filter(|line| line.ends_with("]: x")).count(), list.len());
}

#[test]
fn a_flood_is_cut_off() {
    let list: Vec<_> = many(Code::UnknownKey, MOST + 2).collect();
    let report = super::super::report::report(&list, &|_| None, DiagnosticFormat::Verbose { color: false });
    assert_eq!(report.matches("error[unknown-key]").count(), MOST);
    assert!(report.ends_with("and 2 more, which `--format json` lists\n10002 errors\n"), "{report}");
}

/// What is shown for `part` of `text`, without the first two lines and the count.
fn excerpt(text: &str, span: Span) -> String {
    let location = Location { file: "content/a.md".into(), span };
    let report = rendered(&[Diagnostic::new(Code::UnknownKey, location, "m")], text, PLAIN);
    let lines: Vec<_> = report.lines().collect();
    lines[2..lines.len() - 2].join("\n")
}

fn excerpt_of(text: &str, part: &str) -> String {
    let start = text.find(part).unwrap();
    excerpt(text, Span::new(start, start + part.len()))
}

#[test]
fn lines_to_paste_stand_beneath_each_other() {
    let text = "title: Harbour\n";
    let diagnostic = on(Code::UnknownKind, "content/site.yaml", text, "Harbour", "no kind is called `resignation`")
        .help("add to `content/site.yaml`:\nkinds:\n  resignation:\n    label: Resignation\n");
    assert_eq!(
        rendered(&[diagnostic], text, PLAIN),
        "\
error[unknown-kind]: no kind is called `resignation`
 --> content/site.yaml:1:8
  |
1 | title: Harbour
  |        ^^^^^^^
  = help: add to `content/site.yaml`:
          kinds:
            resignation:
              label: Resignation

1 error
"
    );
}

#[test]
fn several_are_apart_and_counted_and_nothing_is_nothing() {
    let text = "a\nb\n";
    let list = [
        on(Code::UnusedSource, "content/a.md", text, "b", "two"),
        on(Code::NoSource, "content/a.md", text, "a", "one"),
    ];
    assert_eq!(
        rendered(&list, text, PLAIN),
        "\
error[no-source]: one
 --> content/a.md:1:1
  |
1 | a
  | ^

warning[unused-source]: two
 --> content/a.md:2:1
  |
2 | b
  | ^

1 error, 1 warning
  1 error   no-source
  1 warning unused-source
"
    );
    assert_eq!(rendered(&[], text, PLAIN), "");
}

#[test]
fn without_its_text_a_file_has_a_place_but_no_excerpt() {
    let location = Location { file: "content/a.md".into(), span: Span::new(70, 80) };
    let diagnostic = Diagnostic::new(Code::UnreadableInput, location, "m").help("h");
    let report = super::super::report::report(&[diagnostic], &|_| None, PLAIN);
    assert_eq!(report, "error[unreadable-input]: m\n --> content/a.md:1:1\n  = help: h\n\n1 error\n");
}

#[test]
fn a_blank_line_is_not_shown() {
    assert_eq!(excerpt("", Span::new(0, 0)), "");
    assert_eq!(excerpt("  \na\n", Span::new(1, 2)), "");
}

#[test]
fn an_empty_or_too_long_span_has_one_caret() {
    assert_eq!(excerpt("---\na\n", Span::new(0, 0)), "  |\n1 | ---\n  | ^");
    assert_eq!(excerpt("---\nabc\n", Span::new(900, 1000)), "  |\n2 | abc\n  |    ^");
}

#[test]
fn a_span_over_several_lines_is_underlined_on_the_first() {
    assert_eq!(excerpt("a: |\r\n  b\r\n", Span::new(3, 11)), "  |\n1 | a: |\n  |    ^");
    assert_eq!(excerpt("abc\ndef\n", Span::new(1, 7)), "  |\n1 | abc\n  |  ^^");
}

#[test]
fn carets_stand_beneath_wide_characters_and_tabs() {
    assert_eq!(excerpt_of("東京: 港湾局\n", "港湾局"), "  |\n1 | 東京: 港湾局\n  |       ^^^^^^");
    assert_eq!(excerpt_of("\ta: b\n", "b"), "  |\n1 |     a: b\n  |        ^");
}

#[test]
fn a_long_line_is_shown_around_the_place() {
    let text = format!("{}here{}", "é ".repeat(500_000), " ü".repeat(500_000));
    let shown = excerpt_of(&text, "here");
    let line = shown.lines().nth(1).unwrap();
    assert!(line.starts_with("1 | … é é") && line.ends_with(" ü …"), "{line}");
    assert_eq!(line.chars().count(), "1 | ".len() + 1 + super::WIDTH + 1);
    let carets = shown.lines().nth(2).unwrap().find('^').unwrap();
    assert_eq!(line.chars().skip(carets).take(4).collect::<String>(), "here");
    assert!(shown.ends_with(" ^^^^"), "{shown}");

    let start = excerpt_of(&text, "é é");
    assert!(start.lines().nth(1).unwrap().starts_with("1 | é é"), "{start}");
    let whole = excerpt(&text, Span::new(0, text.len()));
    assert!(whole.chars().count() < 300, "{whole}");
}

#[test]
fn content_cannot_steer_the_terminal() {
    let text = "title: \u{1b}]0;owned\u{7}\u{202e}\u{9b}31m \u{200b}x\rover\u{0}\n";
    assert_eq!(excerpt_of(text, "x"), "  |\n1 | title: ␛]0;owned␇��31m �x␍over␀\n  |                         ^");
    let location = Location::start_of(&"content/\u{1b}[2J\n.md".into());
    let diagnostic =
        Diagnostic::new(Code::InvalidYaml, location, "`\u{1b}[31m\nerror: fake`").help("\u{9b}2J\n\u{202e}x");
    let report = rendered(&[diagnostic], "\u{1b}c", PLAIN);
    assert_eq!(
        report,
        "error[invalid-yaml]: `␛[31m␊error: fake`\n --> content/␛[2J␊.md:1:1\n  |\n1 | ␛c\n  | ^\n  = help: �2J\n          �x\n\n1 error\n"
    );
}

#[test]
fn colours_only_when_asked_and_nothing_else_changes() {
    let text = "date: 2031-02-30\n";
    let list = [
        on(Code::InvalidDate, RESIGNS, text, "2031-02-30", "no such day").help("a\nb"),
        on(Code::MissingAdded, RESIGNS, text, "date", "when?"),
    ];
    let plain = rendered(&list, text, PLAIN);
    let colored = rendered(&list, text, DiagnosticFormat::Human { color: true });
    assert!(!plain.contains('\u{1b}'));
    assert!(
        colored.starts_with("\u{1b}[1m\u{1b}[91merror[invalid-date]\u{1b}[0m\u{1b}[1m: no such day\u{1b}[0m\n"),
        "{colored:?}"
    );
    assert!(colored.contains("\u{1b}[33mwarning["), "{colored:?}");
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
}
