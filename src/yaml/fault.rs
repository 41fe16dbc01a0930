//! Says what is wrong with a text that isn't YAML, for an editor who has never heard of YAML.
//!
//! The parser says where it gave up, which is often a line or two after the mistake: a quotation mark that is never
//! closed swallows what follows. So we look for the usual slips at and before that place; what we can't name keeps the
//! parser's words.

use super::Problem;
use super::pairs::{behind_quotation, closes_nothing, mismatched, never_closed};
use crate::diagnostic::position::Span;

/// The problem that the parser met at byte `at` and describes as `info`.
pub fn fault(text: &str, at: usize, info: &str) -> Problem {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = SourceLine::new(text, start);
    let before =
        (start > 0).then(|| SourceLine::new(text, text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1)));
    let after = text[start..].find('\n').map(|newline| SourceLine::new(text, start + newline + 1));
    let candidates = [Some(line), before];
    // The parser takes a line that it can't indent for the end of the one before.
    let known = [Some(line), after, before]
        .into_iter()
        .flatten()
        .find_map(|line| odd_space(&line))
        .or_else(|| behind_quotation(&line, info))
        .or_else(|| mismatched(text, at, info))
        .or_else(|| never_closed(text, if info.contains("unclosed") { text.len() } else { at }))
        .or_else(|| candidates.into_iter().flatten().find_map(|line| odd_beginning(&line)))
        .or_else(|| colon_inside(&line))
        .or_else(|| candidates.into_iter().flatten().find_map(|line| no_space(&line)))
        .or_else(|| candidates.into_iter().flatten().find_map(|line| no_colon(&line)))
        .or_else(|| candidates.into_iter().flatten().find_map(|line| closes_nothing(&line)))
        .or_else(|| indentation(text, &line));
    known.unwrap_or_else(|| Problem {
        message: format!("this is not valid YAML: {info}"),
        span: Span::new(at, at),
        help: Some("check the indentation and the colon after the key, on this line and the one before".to_owned()),
    })
}

/// A line, and its parts as front matter has them.
#[derive(Clone, Copy)]
pub struct SourceLine<'a> {
    /// Where it begins.
    pub start: usize,
    pub text: &'a str,
    /// Behind `key: ` or `- `, and where it begins; the whole line where it has neither.
    pub value: &'a str,
    pub value_at: usize,
}

impl<'a> SourceLine<'a> {
    fn new(whole: &'a str, start: usize) -> Self {
        let text = whole[start..].lines().next().unwrap_or_default();
        let mut value = text.trim_start();
        while let Some(rest) = value.strip_prefix("- ") {
            value = rest.trim_start();
        }
        let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c));
        if let Some((key, rest)) = value.split_once(": ")
            && is_key(key)
        {
            value = rest.trim_start();
        }
        let value_at = start + text.len() - value.len();
        Self { start, text, value: value.trim_end(), value_at }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every slip below is told by its last line")]
pub fn problem(span: Span, message: &str, help: String) -> Option<Problem> {
    Some(Problem { message: message.to_owned(), span, help: Some(help) })
}

/// The text in the quotation marks that need the least care.
pub fn quoted(text: &str) -> String {
    match (text.contains('"'), text.contains('\'')) {
        (true, _) => format!("'{}'", text.replace('\'', "''")),
        (false, true) => format!("\"{}\"", text.replace('\\', "\\\\")),
        (false, false) => format!("\"{text}\""),
    }
}

/// A tab, or a space that YAML doesn't know, before the first word of a line.
fn odd_space(line: &SourceLine) -> Option<Problem> {
    let indent = line.text.len() - line.text.trim_start().len();
    let (found, odd) = line.text[..indent].char_indices().find(|(_, c)| *c != ' ')?;
    let at = line.start + found;
    let message = match odd {
        '\t' => "a tab stands where spaces belong",
        '\u{a0}' | '\u{202f}' => "a no-break space stands where plain spaces belong",
        _ => "another sort of space stands where plain spaces belong",
    };
    problem(Span::new(at, at + odd.len_utf8()), message, "indent with spaces".to_owned())
}

/// A text that begins with what means something else to YAML.
pub fn cannot_begin(value: &str, at: usize) -> Option<Problem> {
    let first = value.chars().next()?;
    let is_id = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let help = match value.strip_prefix('@') {
        Some(id) if is_id(id) => format!(
            "if it is an id, write it without the `@`, which citations in the text have: `{id}`; if not, put it between \
             quotation marks: {}",
            quoted(value)
        ),
        _ => format!("put it between quotation marks: {}", quoted(value)),
    };
    problem(Span::new(at, at + first.len_utf8()), &format!("a text can't begin with `{first}`"), help)
}

/// `@home`, `%`, a backtick and others mean something else to YAML.
fn odd_beginning(line: &SourceLine) -> Option<Problem> {
    let first = line
        .value
        .chars()
        .next()
        .filter(|c| matches!(c, '@' | '%' | '`' | '*' | '&' | '!' | '|' | '>' | ']' | '}' | ','))?;
    let is_block = matches!(first, '|' | '>') && line.value.trim_end_matches(['-', '+']).len() == 1;
    if is_block || line.value_at == line.start {
        return None;
    }
    cannot_begin(line.value, line.value_at)
}

/// `title: The board: what it knew`.
fn colon_inside(line: &SourceLine) -> Option<Problem> {
    if line.value_at == line.start || line.value.starts_with(['"', '\'', '[', '{']) {
        return None;
    }
    let found = line.value.find(": ").or_else(|| line.value.ends_with(':').then(|| line.value.len() - 1))?;
    let at = line.value_at + found;
    let help = format!("put the whole text between quotation marks: {}", quoted(line.value));
    problem(Span::new(at, at + 1), "a text with a colon and a space in it needs quotation marks", help)
}

/// `title:The board`.
fn no_space(line: &SourceLine) -> Option<Problem> {
    let text = line.text.trim_start();
    let (key, rest) = text.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if !is_key || rest.is_empty() || rest.starts_with([' ', '/']) {
        return None;
    }
    let at = line.start + line.text.len() - rest.len();
    problem(Span::new(at, at), "a space is missing after the colon", format!("write `{key}: {rest}`"))
}

/// `date 2031-04-05`.
fn no_colon(line: &SourceLine) -> Option<Problem> {
    let text = line.text.trim();
    if text.is_empty() || text.contains(':') || text.starts_with(['-', '#', '[', '{', '"', '\'']) {
        return None;
    }
    let at = line.start + line.text.len() - line.text.trim_start().len();
    let help = "write `key: value`; a text on several lines has its further lines indented".to_owned();
    problem(Span::new(at, at + text.len()), "this line has no key with a colon", help)
}

/// A key that stands further in or further out than its neighbours, as in ` date: 2031` below `title: The board`.
fn indentation(text: &str, line: &SourceLine) -> Option<Problem> {
    let depth = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let is_key = |text: &str| text.trim_start().split_once(':').is_some_and(|(key, _)| !key.contains([' ', '"', '[']));
    if !is_key(line.text.trim_start().trim_start_matches("- ")) {
        return None;
    }
    let own = depth(line.text);
    let above = text[..line.start].lines().rev().find(|above| !above.trim().is_empty())?;
    let entry = above.trim_start().strip_prefix("- ").map(|rest| above.len() - rest.len());
    let at = Span::new(line.start + own, line.start + line.text.trim_end().len());
    match entry {
        // The keys of a list's entry stand below its first, not below its hyphen.
        Some(first) if own != first && own > 0 => {
            let help = format!("indent it by {first} spaces, as far as the first key of its entry");
            problem(at, "this key doesn't stand below the first key of its entry", help)
        }
        _ if own > depth(above) => {
            let help = match depth(above) {
                0 => "begin it at the start of the line, as the key above it".to_owned(),
                entity_kinds => format!("indent it by {entity_kinds} spaces, as the line above it"),
            };
            problem(at, "this line is indented further than the key above it, which has a value already", help)
        }
        _ => problem(
            at,
            "this line is indented neither like the one above it nor like one of its parents",
            "begin it exactly below the key that it belongs beside".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::read;

    /// What is said of a text, and of which part of it.
    fn said(text: &str) -> String {
        let problem = read(text).expect_err("this is no YAML");
        let part = &text[problem.span.start..problem.span.end];
        format!("{} | {part} | {}", problem.message, problem.help.unwrap_or_default())
    }

    #[test]
    fn usual_slips_are_named_where_they_were_made() {
        for (text, expected) in [
            (
                "title: The board: we\n",
                "a text with a colon and a space in it needs quotation marks | : | put the whole text between quotation marks: \"The board: we\"",
            ),
            (
                "title: She said: \"No\"\n",
                "a text with a colon and a space in it needs quotation marks | : | put the whole text between quotation marks: 'She said: \"No\"'",
            ),
            (
                "a: 1\ntitle: \"The board\ndate: 2031\nkind: x\n",
                "this quotation mark is never closed | \" | end it with `\"` on the same line",
            ),
            ("tags: [a, b\ndate: 2031\n", "this bracket is never closed | [ | end it with `]` on the same line"),
            (
                "claims:\n  - {claim: a, by: b\ndate: 2031\n",
                "this brace is never closed | { | end it with `}` on the same line",
            ),
            ("a:\n\tb: 1\n", "a tab stands where spaces belong | \t | indent with spaces"),
            ("a:\n  - b: 1\n\tc: 2\n", "a tab stands where spaces belong | \t | indent with spaces"),
            (
                "a:\n  - b: 1\n    c: 2\n\u{a0}\u{a0}\u{a0}\u{a0}d: 3\n  - e: 4\n",
                "a no-break space stands where plain spaces belong | \u{a0} | indent with spaces",
            ),
            ("a: [b]]\nc: d\n", "this `]` closes nothing | ] | remove it"),
            (
                "a: [@b-1, c]\n",
                "a text can't begin with `@` | @ | if it is an id, write it without the `@`, which citations in the text have: `b-1`; if not, put it between quotation marks: \"@b-1\"",
            ),
            (
                "a: ['warden's']\n",
                "this can't stand here between brackets | s | part entries by commas, and put a text with a comma, a colon, a quotation mark or a bracket in it between quotation marks",
            ),
            ("a: [b, c}\nd: e\n", "what begins with `[` can't end with `}` | } | end it with `]`"),
            (
                "title: @home\n",
                "a text can't begin with `@` | @ | if it is an id, write it without the `@`, which citations in the text have: `home`; if not, put it between quotation marks: \"@home\"",
            ),
            (
                "title: \"The \"big\" one\"\n",
                "the text goes on behind the quotation mark that ends it | \" | put the whole text between the other sort of quotation marks: 'The \"big\" one'",
            ),
            (
                "title: 'It's late'\n",
                "the text goes on behind the quotation mark that ends it | ' | put the whole text between the other sort of quotation marks: \"It's late\"",
            ),
            ("title:The board\ndate: 2031\n", "a space is missing after the colon |  | write `title: The board`"),
            (
                "a: 1\ndate 2031\nkind: x\n",
                "this line has no key with a colon | date 2031 | write `key: value`; a text on several lines has its further lines indented",
            ),
        ] {
            assert_eq!(said(text), expected);
        }
    }

    #[test]
    fn a_line_in_the_wrong_column_is_told_where_it_belongs() {
        for (text, expected) in [
            (
                "a: b\n  c: d\n",
                "this line is indented further than the key above it, which has a value already | c: d | begin it at the start of the line, as the key above it",
            ),
            (
                "sources:\n  - source: a\n  quote: b\n",
                "this key doesn't stand below the first key of its entry | quote: b | indent it by 4 spaces, as far as the first key of its entry",
            ),
            (
                "publisher:\n    name: a\n  contact: b\n",
                "this line is indented neither like the one above it nor like one of its parents | contact: b | begin it exactly below the key that it belongs beside",
            ),
        ] {
            assert_eq!(said(text), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[a-b:\"'\\[\\]{} \\-\n\té@#|]{0,40}") {
            if let Err(problem) = read(&text) {
                proptest::prop_assert!(text.get(problem.span.start..problem.span.end).is_some());
            }
        }
    }
}
