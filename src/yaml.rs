//! The one door to YAML.
//!
//! `granit-parser` reads what editors write: it says where each value stands and survives hostile input (200 KB of `[` cost
//! `serde_yaml` half a minute). What no front matter needs is refused here: anchors, aliases, tags, repeated keys, deep
//! nesting, a second document. `serde_yaml` writes, and reads catalogues of words into types once they have passed.

mod fault;
mod overlay;
mod pairs;
mod plain;

use crate::diagnostic::position::{Span, Spanned};
use fault::fault;
use granit_parser::{Event, Parser, ScalarStyle};
pub use overlay::{lacking, overlay};
pub use plain::ScalarType;
use plain::plain_type;

/// A value and where it stands, in bytes of the text that was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

impl Node {
    /// What it says, without where it stands: for comparing a text with one that was edited.
    pub fn said(&self) -> String {
        match &self.value {
            Value::Null => "~".to_owned(),
            Value::Scalar { text, scalar_type } => format!("{scalar_type:?} {text:?}"),
            Value::List(items) => format!("[{}]", items.iter().map(Self::said).collect::<Vec<_>>().join(", ")),
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| format!("{:?}: {}", key.value, value.said()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// What YAML can say, as far as front matter needs it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `null` or `~`.
    Null,
    /// A scalar as its writer typed it (`0079` stays `0079`), and what YAML takes it for.
    Scalar {
        text: String,
        scalar_type: ScalarType,
    },
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

/// Why a text is no YAML that we read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub span: Span,
    pub help: Option<String>,
}

/// Deeper than any front matter, and shallow enough for every recursive reader.
const DEEPEST: usize = 16;

/// The one document in `text`; an empty text is [`Value::Null`].
pub fn read(text: &str) -> Result<Node, Problem> {
    let mut builder = NodeBuilder { text, open: Vec::new(), root: None, has_document: false };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(0);
            fault(text, at, &error.info())
        })?;
        let range = span.byte_range().unwrap_or(0..0);
        builder.event(event, Span::new(range.start, range.end))?;
    }
    Ok(builder.root.unwrap_or(Node { span: Span::new(0, 0), value: Value::Null }))
}

/// Writes a value as YAML: for commands that make content files.
pub fn write<T: serde::Serialize>(value: &T) -> String {
    let holds = "our own types have text keys only, which YAML can hold";
    let text = serde_yaml::to_string(value).expect(holds);
    if !text.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return text;
    }
    // These end a line in YAML 1.1, and its writer folds the text around them. JSON is YAML, too, and can escape them.
    let mut text = serde_json::to_string_pretty(value).expect(holds);
    for (end, escaped) in [("\u{85}", "\\u0085"), ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029")] {
        text = text.replace(end, escaped);
    }
    text + "\n"
}

/// Puts nodes together from the parser's events.
struct NodeBuilder<'a> {
    text: &'a str,
    /// The collections around what comes next, the innermost last.
    open: Vec<OpenCollection>,
    root: Option<Node>,
    has_document: bool,
}

/// A collection that has begun, and where.
enum OpenCollection {
    List { start: usize, items: Vec<Node> },
    Map { start: usize, entries: Vec<(Spanned<String>, Node)>, key: Option<Spanned<String>> },
}

impl NodeBuilder<'_> {
    fn event(&mut self, event: Event<'_>, here: Span) -> Result<(), Problem> {
        let refuse =
            |what: &str, help: &str| Err(Problem { message: what.to_owned(), span: here, help: Some(help.to_owned()) });
        match &event {
            Event::DocumentStart(..) if std::mem::replace(&mut self.has_document, true) => {
                return refuse("a second YAML document begins here", "a file has one front matter: remove this `---`");
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return refuse(
                    "YAML aliases are not read",
                    "quote the text if it should begin with `*`, or write the value out",
                );
            }
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(_, anchor, tag)
            | Event::MappingStart(_, anchor, tag) => {
                if *anchor != 0 {
                    return refuse("YAML anchors are not read", "quote the text if it should begin with `&`");
                }
                if tag.is_some() {
                    return refuse("YAML tags are not read", "quote the text if it should begin with `!`");
                }
                if self.open.len() >= DEEPEST {
                    return refuse("this is nested too deeply", "front matter is at most a list of maps of lists");
                }
            }
            _ => {}
        }
        match event {
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, here),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if let Some(OpenCollection::Map { key: None, .. }) = self.open.last() {
                    return refuse("a key must be a word", "write `key: value`");
                }
                let start = here.start;
                self.open.push(match event {
                    Event::SequenceStart(..) => OpenCollection::List { start, items: Vec::new() },
                    _ => OpenCollection::Map { start, entries: Vec::new(), key: None },
                });
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(OpenCollection::List { start, items }) => self.add(self.ended(start, here), Value::List(items)),
                Some(OpenCollection::Map { start, entries, .. }) => {
                    refuse_repeated_keys(&entries)?;
                    self.add(self.ended(start, here), Value::Map(entries));
                }
                None => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, here: Span) {
        let span = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => first_line(self.text, here),
            _ => here,
        };
        let scalar_type = match style {
            ScalarStyle::Plain => plain_type(&text),
            _ => Some(ScalarType::Text),
        };
        if let Some(OpenCollection::Map { key: key @ None, .. }) = self.open.last_mut() {
            *key = Some(Spanned::new(if scalar_type.is_some() { text } else { String::new() }, span));
            return;
        }
        let value = scalar_type.map_or(Value::Null, |scalar_type| Value::Scalar { text, scalar_type });
        self.add(span, value);
    }

    /// Where a collection stands that ends here: a block's end is where the next token stands, so the white space
    /// between is left out.
    fn ended(&self, start: usize, here: Span) -> Span {
        let end = here.end.max(start);
        Span::new(start, start + self.text[start..end].trim_end().len())
    }

    fn add(&mut self, span: Span, value: Value) {
        let node = Node { span, value };
        match self.open.last_mut() {
            Some(OpenCollection::List { items, .. }) => items.push(node),
            Some(OpenCollection::Map { entries, key, .. }) => entries.extend(key.take().map(|key| (key, node))),
            None => self.root = Some(node),
        }
    }
}

fn refuse_repeated_keys(entries: &[(Spanned<String>, Node)]) -> Result<(), Problem> {
    let mut keys: Vec<&Spanned<String>> = entries.iter().map(|(key, _)| key).collect();
    keys.sort_by(|one, other| (&one.value, one.span.start).cmp(&(&other.value, other.span.start)));
    let repeated = keys.windows(2).filter(|pair| pair[0].value == pair[1].value).map(|pair| pair[1]);
    match repeated.min_by_key(|key| key.span.start) {
        None => Ok(()),
        Some(key) => Err(Problem {
            message: format!("the key `{}` stands here a second time", key.value),
            span: key.span,
            help: Some("keep one of the two; for several values write a list".to_owned()),
        }),
    }
}

/// A block scalar is pointed at by the line that announces it.
fn first_line(text: &str, span: Span) -> Span {
    let length = text[span.start..span.end].find('\n').unwrap_or(span.end - span.start);
    Span::new(span.start, span.start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice<'a>(text: &'a str, node: &Node) -> &'a str {
        &text[node.span.start..node.span.end]
    }

    #[test]
    fn every_value_knows_where_it_stands() {
        let text = "title: \"A: b\"\ndate: 1969\nsources:\n  - a\n  - source: é-b\n    quote: x\nset: [2023-02-24, 2023-02-25]\n";
        let Value::Map(map) = read(text).unwrap().value else { panic!("a map") };
        assert_eq!(slice(text, &map[0].1), "\"A: b\"");
        assert_eq!(map[1].1.value, Value::Scalar { text: "1969".into(), scalar_type: ScalarType::Integer(1969) });
        assert_eq!(slice(text, &map[2].1), "- a\n  - source: é-b\n    quote: x");
        let Value::List(items) = &map[2].1.value else { panic!("a list") };
        let Value::Map(source) = &items[1].value else { panic!("a map") };
        assert_eq!(slice(text, &source[0].1), "é-b");
        assert_eq!(slice(text, &map[3].1), "[2023-02-24, 2023-02-25]");
    }

    #[test]
    fn scalars_keep_what_was_typed() {
        let Value::Map(map) = read("a: 0079\nb: 2001.10\nc: yes\nd: ~\ne: {x, y}\nf: 'it''s'\n").unwrap().value else {
            panic!()
        };
        let text = |i: usize| match &map[i].1.value {
            Value::Scalar { text, .. } => text.as_str(),
            other => panic!("{other:?}"),
        };
        assert_eq!((text(0), text(1), text(2), text(5)), ("0079", "2001.10", "yes", "it's"));
        assert_eq!(map[3].1.value, Value::Null);
        assert!(matches!(&map[4].1.value, Value::Map(entries) if entries.len() == 2));
    }

    #[test]
    fn what_no_front_matter_needs_is_refused() {
        for (text, words) in [
            ("a: &x 1\nb: *x\n", "anchors"),
            ("a: !tag b\n", "tags"),
            ("a: 1\na: 2\n", "second time"),
            ("a: 1\n---\nb: 1\n", "second YAML document"),
            ("a: *nowhere\n", "can't begin with"),
            ("a: [1, 2\n", "never closed"),
        ] {
            let problem = read(text).unwrap_err();
            assert!(problem.message.contains(words), "{text}: {}", problem.message);
            assert!(problem.help.is_some());
        }
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&format!("a: {}1{}", "[".repeat(20), "]".repeat(20))).unwrap_err().message.contains("deeply"));
    }

    #[test]
    fn an_empty_text_is_nothing() {
        assert_eq!(read("").unwrap().value, Value::Null);
        assert_eq!(read("# only a comment\n").unwrap().value, Value::Null);
    }

    #[test]
    fn plain_scalars_are_what_others_take_them_for() {
        use serde_yaml::Value as Theirs;
        for text in [
            "1969",
            "-12",
            "+7",
            "0",
            "0079",
            "-007",
            "0x1F",
            "-0x1f",
            "0o17",
            "0b101",
            "0x",
            "0x-1",
            "1_000",
            "1.5",
            "-.5",
            ".5",
            "1e3",
            "1e999",
            ".inf",
            "-.INF",
            ".nan",
            "-.nan",
            "inf",
            "nan",
            "~",
            "null",
            "Null",
            "nUll",
            "true",
            "True",
            "TRUE",
            "tRue",
            "yes",
            "off",
            "2031-04-05",
            "21:30",
            "+",
            "-a",
            ".",
            "1.2.3",
            "00",
            "08.5",
            "9223372036854775807",
            "9223372036854775808",
            "+0x10",
            "+-1",
            "12 apples",
        ] {
            let theirs: Theirs = serde_yaml::from_str(text).unwrap();
            let is_same = match (plain_type(text), &theirs) {
                (None, Theirs::Null) => true,
                (Some(ScalarType::Boolean(ours)), Theirs::Bool(theirs)) => ours == *theirs,
                (Some(ScalarType::Integer(ours)), Theirs::Number(theirs)) => theirs.as_i64() == Some(ours),
                (Some(ScalarType::Float(ours)), Theirs::Number(theirs)) => {
                    theirs.as_f64().is_some_and(|theirs| theirs == ours || theirs.is_nan() && ours.is_nan())
                }
                // Larger than any key of ours takes.
                (Some(ScalarType::Text), Theirs::Number(theirs)) => theirs.as_i64().is_none(),
                (Some(ScalarType::Text), Theirs::String(theirs)) => theirs == text,
                _ => false,
            };
            assert!(is_same, "{text}: {:?} and {theirs:?}", plain_type(text));
        }
    }
}
