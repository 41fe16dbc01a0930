//! The one door to YAML.
//!
//! `serde_yaml` reads the values. It neither says where a value stands nor survives hostile input (200 KB of `[` cost
//! it half a minute), so `granit-parser` goes first: it refuses what no front matter needs (anchors, aliases, tags,
//! repeated keys, deep nesting, a second document) and notes where each node stands. A serde seed joins the two.

mod fault;
mod pairs;

use crate::diagnostic::position::{Span, Spanned};
use fault::fault;
use granit_parser::{Event, Parser, ScalarStyle};
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// A value and where it stands, in bytes of the text that was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
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

/// What YAML's core schema takes a scalar for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScalarType {
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text,
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
    let positions = positions(text)?;
    if positions.is_empty() {
        return Ok(Node { span: Span::new(0, 0), value: Value::Null });
    }
    let mut positions = positions.into_iter();
    let deserializer = serde_yaml::Deserializer::from_str(text);
    let node = Join(&mut positions).deserialize(deserializer).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index());
        fault(text, at, &error.to_string())
    })?;
    Ok(node)
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

/// The map `over` laid upon the map `under`, as a type of the caller's: maps are merged, everything else is replaced.
///
/// For files that say only what differs from a default, such as a catalogue of words. `over` goes through the same
/// guard as front matter does.
pub fn overlay<T: serde::de::DeserializeOwned>(under: &str, over: &str) -> Result<T, Problem> {
    positions(over)?;
    let value = |text: &str| {
        serde_yaml::from_str::<serde_yaml::Value>(text).map_err(|error| {
            let at = error.location().map_or(0, |location| location.index());
            fault(text, at, &error.to_string())
        })
    };
    let mut merged = value(under)?;
    merge(&mut merged, value(over)?);
    serde_yaml::from_value(merged).map_err(|error| {
        // Merged values have lost their places; read alone, the text knows where its own first mistake is.
        let own = serde_yaml::from_str::<T>(over).err().filter(|own| own.to_string().contains("unknown field"));
        let at = own.and_then(|own| own.location()).map_or(0, |location| location.index());
        Problem { message: error.to_string(), span: Span::new(at, at), help: None }
    })
}

fn merge(under: &mut serde_yaml::Value, over: serde_yaml::Value) {
    use serde_yaml::Value::{Mapping, Null};
    match (under, over) {
        (Mapping(under), Mapping(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(slot) => merge(slot, value),
                    None => {
                        under.insert(key, value);
                    }
                }
            }
        }
        (_, Null) => {}
        (under, over) => *under = over,
    }
}

/// Where a node stands; for a scalar, also its text after YAML's escapes.
struct NodePosition {
    span: Span,
    text: Option<String>,
}

/// The positions of all nodes in reading order, keys included.
fn positions(text: &str) -> Result<Vec<NodePosition>, Problem> {
    /// An open collection: for a mapping, the keys so far.
    enum OpenCollection {
        List,
        Map { keys: HashSet<String>, next_is_key: bool },
    }
    let mut positions: Vec<NodePosition> = Vec::new();
    let mut open: Vec<(OpenCollection, usize)> = Vec::new();
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(0);
            fault(text, at, &error.info())
        })?;
        let range = span.byte_range().unwrap_or(0..0);
        let here = Span::new(range.start, range.end);
        let refuse =
            |what: &str, help: &str| Err(Problem { message: what.to_owned(), span: here, help: Some(help.to_owned()) });
        match &event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return refuse(
                        "a second YAML document begins here",
                        "a file has one front matter: remove this `---`",
                    );
                }
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
                if open.len() >= DEEPEST {
                    return refuse("this is nested too deeply", "front matter is at most a list of maps of lists");
                }
            }
            _ => {}
        }
        match event {
            Event::Scalar(scalar, style, ..) => {
                if let Some((OpenCollection::Map { keys, next_is_key }, _)) = open.last_mut() {
                    if *next_is_key && !keys.insert(scalar.to_string()) {
                        return Err(Problem {
                            message: format!("the key `{scalar}` stands here a second time"),
                            span: here,
                            help: Some("keep one of the two; for several values write a list".to_owned()),
                        });
                    }
                    *next_is_key = !*next_is_key;
                }
                let here = if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
                    first_line(text, here)
                } else {
                    here
                };
                positions.push(NodePosition { span: here, text: Some(scalar.into_owned()) });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if let Some((OpenCollection::Map { next_is_key, .. }, _)) = open.last_mut() {
                    if *next_is_key {
                        return refuse("a key must be a word", "write `key: value`");
                    }
                    *next_is_key = true;
                }
                let collection = match event {
                    Event::SequenceStart(..) => OpenCollection::List,
                    _ => OpenCollection::Map { keys: HashSet::new(), next_is_key: true },
                };
                open.push((collection, positions.len()));
                positions.push(NodePosition { span: here, text: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((_, start)) = open.pop() {
                    let span = &mut positions[start].span;
                    span.end = here.end.max(span.start);
                    // A block collection ends where the next token stands: leave out the white space between.
                    span.end = span.start + text[span.start..span.end].trim_end().len();
                }
            }
            _ => {}
        }
    }
    Ok(positions)
}

/// A block scalar is pointed at by the line that announces it.
fn first_line(text: &str, span: Span) -> Span {
    let length = text[span.start..span.end].find('\n').unwrap_or(span.end - span.start);
    Span::new(span.start, span.start + length)
}

/// Joins what `serde_yaml` reads with where `granit-parser` saw it: both go through the text in the same order.
struct Join<'a, I>(&'a mut I);

impl<I: Iterator<Item = NodePosition>> Join<'_, I> {
    fn next<E: de::Error>(&mut self) -> Result<NodePosition, E> {
        self.0.next().ok_or_else(|| E::custom("this can be read in two ways; put the value between quotation marks"))
    }

    fn scalar<E: de::Error>(&mut self, scalar_type: ScalarType) -> Result<Node, E> {
        let position = self.next::<E>()?;
        let text = position.text.ok_or_else(|| E::custom("this can be read in two ways"))?;
        Ok(Node { span: position.span, value: Value::Scalar { text, scalar_type } })
    }
}

impl<'de, I: Iterator<Item = NodePosition>> DeserializeSeed<'de> for Join<'_, I> {
    type Value = Node;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, I: Iterator<Item = NodePosition>> Visitor<'de> for Join<'_, I> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(mut self) -> Result<Node, E> {
        let position = self.next::<E>()?;
        Ok(Node { span: position.span, value: Value::Null })
    }

    fn visit_bool<E: de::Error>(mut self, value: bool) -> Result<Node, E> {
        self.scalar(ScalarType::Boolean(value))
    }

    fn visit_i64<E: de::Error>(mut self, value: i64) -> Result<Node, E> {
        self.scalar(ScalarType::Integer(value))
    }

    fn visit_u64<E: de::Error>(mut self, value: u64) -> Result<Node, E> {
        self.scalar(i64::try_from(value).map_or(ScalarType::Text, ScalarType::Integer))
    }

    fn visit_i128<E: de::Error>(mut self, _: i128) -> Result<Node, E> {
        self.scalar(ScalarType::Text)
    }

    fn visit_u128<E: de::Error>(mut self, _: u128) -> Result<Node, E> {
        self.scalar(ScalarType::Text)
    }

    fn visit_f64<E: de::Error>(mut self, value: f64) -> Result<Node, E> {
        self.scalar(ScalarType::Float(value))
    }

    fn visit_str<E: de::Error>(mut self, _: &str) -> Result<Node, E> {
        self.scalar(ScalarType::Text)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Node, A::Error> {
        let span = self.next::<A::Error>()?.span;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Join(self.0))? {
            list.push(item);
        }
        Ok(Node { span, value: Value::List(list) })
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<Node, A::Error> {
        let span = self.next::<A::Error>()?.span;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(Join(self.0))? {
            let name = match key.value {
                Value::Scalar { text, .. } => text,
                _ => String::new(),
            };
            let value = entries.next_value_seed(Join(self.0))?;
            map.push((Spanned::new(name, key.span), value));
        }
        Ok(Node { span, value: Value::Map(map) })
    }
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
}
