//! The types that values in front matter have.

mod combinators;
mod ids;
mod places;

pub use combinators::{BoundedList, Dictionary, List, MapOf, Mapped, OneOrMore, ScalarOrMap};
pub use ids::{EntityKind, NewId, Reference, TagText};
pub use places::{PageNumbers, PlayLength, PlayTimes};

use super::address;
use super::fields::FieldType;
use super::report::FileReport;
use crate::diagnostic::{Code, position::Spanned, suggest};
use crate::model::{EventDate, EventTime, foreign};
use crate::yaml::{Node, ScalarType, Value};
use chrono::NaiveDate;
use serde_json::json;

/// Words on one line or several; a number is words too.
pub struct Text;

/// A text in front matter stands in lists, cards, feeds and a calendar, whatever their makers thought a text is.
const LONGEST_TEXT: usize = 10_000;

impl FieldType for Text {
    type Out = Spanned<String>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let text = scalar(node, report, "a text")?;
        if text.trim().is_empty() {
            let at = report.in_file(node.span);
            report.add(Code::WrongType, at, "this text is empty", "write it, or leave the key out");
            return None;
        }
        // YAML can write them as `"\\0"`.
        if let Some((_, message)) = forbidden_character(&text) {
            let at = report.in_file(node.span);
            report.add(Code::InvalidValue, at, message, "remove it; a backslash that should be read stands as `\\\\`");
            return None;
        }
        if let Some(bad) = unbalanced_direction(&text) {
            let at = report.in_file(node.span);
            let message = format!(
                "this text turns the reading direction with `{}` and doesn't turn it back",
                bad.escape_unicode()
            );
            report.add(Code::InvalidValue, at, message, UNBALANCED_HELP);
            return None;
        }
        if text.chars().count() > LONGEST_TEXT {
            let at = report.in_file(node.span);
            let message = format!("this text has more than {LONGEST_TEXT} characters");
            report.add(Code::InvalidValue, at, message, "what is that long belongs below the front matter");
            return None;
        }
        Some(Spanned::new(text.trim().to_owned(), report.in_file(node.span)))
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": ["string", "number"]})
    }
}

/// The first character in a text that no page, feed or terminal should get, and what is said of it.
pub fn forbidden_character(text: &str) -> Option<(char, String)> {
    // Unicode keeps these for programs' own use, and XML has no place for some.
    let is_none = |c: char| matches!(c, '\u{fdd0}'..='\u{fdef}' | foreign::MARK) || u32::from(c) & 0xfffe == 0xfffe;
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let bad = text.chars().find(|c| is_control(*c) || is_none(*c))?;
    let what = if is_none(bad) { "the code" } else { "the control character" };
    let more = if is_none(bad) { ", which is no character" } else { "" };
    Some((bad, format!("this text holds {what} `{}`{more}", bad.escape_unicode())))
}

/// The way out of a text that turns the direction of what stands behind it.
pub const UNBALANCED_HELP: &str = "remove it, or close it: U+2069 ends an isolate, U+202C an embedding or override; readers' programs order most texts \
     by themselves";

/// The first sign that turns the reading direction and isn't closed, or closes nothing.
///
/// In a line, what stands behind such a text would be turned round with it: the status of a claim.
pub fn unbalanced_direction(text: &str) -> Option<char> {
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => open.push(c),
            '\u{202c}' | '\u{2069}' => {
                let is_isolate = |opened: char| opened >= '\u{2066}';
                match open.pop() {
                    Some(opened) if is_isolate(opened) == (c == '\u{2069}') => {}
                    _ => return Some(c),
                }
            }
            _ => {}
        }
    }
    open.first().copied()
}

/// `true` or `false`.
pub struct Boolean;

impl FieldType for Boolean {
    type Out = bool;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<bool> {
        match node.value {
            Value::Scalar { scalar_type: ScalarType::Boolean(value), .. } => Some(value),
            _ => {
                let said = match &node.value {
                    Value::Scalar { text, .. } => text.trim().to_lowercase(),
                    _ => String::new(),
                };
                let help = match said.as_str() {
                    "yes" | "y" | "on" | "true" | "1" => "write `true`, without quotation marks",
                    "no" | "n" | "off" | "false" | "0" => "write `false`, without quotation marks",
                    _ => "write `true` or `false`, without quotation marks",
                };
                wrong(node, report, "`true` or `false`", help)
            }
        }
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "boolean"})
    }
}

/// A whole number.
pub struct Integer;

impl FieldType for Integer {
    type Out = i64;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<i64> {
        match node.value {
            Value::Scalar { scalar_type: ScalarType::Integer(value), .. } => Some(value),
            _ => wrong(node, report, "a whole number", "write digits only, without quotation marks"),
        }
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "integer"})
    }
}

/// A number of degrees between `-limit` and `limit`.
pub struct Degrees(pub f64);

impl FieldType for Degrees {
    type Out = f64;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "anything that large is out of range either way")]
        let value = match node.value {
            Value::Scalar { scalar_type: ScalarType::Float(value), .. } => value,
            Value::Scalar { scalar_type: ScalarType::Integer(value), .. } => value as f64,
            _ => return wrong(node, report, "a number of degrees", "write it like 43.7615"),
        };
        if value.abs() <= self.0 {
            return Some(value);
        }
        let at = report.in_file(node.span);
        let help = format!("write degrees between -{0} and {0}, latitude first", self.0);
        report.add(Code::InvalidValue, at, format!("`{value}` is out of range"), help);
        None
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "number", "minimum": -self.0, "maximum": self.0})
    }
}

/// A date in EDTF, also where YAML reads `[a, b]` as a list or `{a, b}` as a map.
pub struct Date;

impl FieldType for Date {
    type Out = Spanned<EventDate>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        date(node, report, |help| help.unwrap_or_else(|| "write it like 2031-04-05, 2031-04 or 2031".to_owned()))
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": ["string", "integer", "array", "object"], "format": "edtf", "examples": ["2031-04-05"]})
    }
}

/// Reads a date; `advise` makes the way out of what EDTF proposes.
fn date(node: &Node, report: &mut FileReport, advise: fn(Option<String>) -> String) -> Option<Spanned<EventDate>> {
    let text = match &node.value {
        Value::Scalar { text, .. } => text.clone(),
        Value::List(items) => format!("[{}]", set_members(items.iter(), report)?),
        // YAML reads `{a, b}` as a map whose values are missing.
        Value::Map(entries) if entries.iter().all(|(_, value)| value.value == Value::Null) => {
            format!("{{{}}}", entries.iter().map(|(key, _)| key.value.trim()).collect::<Vec<_>>().join(","))
        }
        Value::Map(_) | Value::Null => return wrong(node, report, "a date", "write it like 2031-04-05"),
    };
    let at = report.in_file(node.span);
    match EventDate::parse(&text) {
        Ok(date) => Some(Spanned::new(date, at)),
        Err(error) => {
            report.add(Code::InvalidDate, at, error.message, advise(error.help));
            None
        }
    }
}

fn set_members<'a>(items: impl Iterator<Item = &'a Node>, report: &mut FileReport) -> Option<String> {
    let members: Option<Vec<_>> = items.map(|item| scalar(item, report, "a date")).collect();
    Some(members?.iter().map(|member| member.trim()).collect::<Vec<_>>().join(","))
}

/// A whole day.
pub struct PlainDate;

impl PlainDate {
    const HELP: &str = "write year, month and day, like 2031-04-05";

    /// What EDTF proposes, if all of it is whole days.
    fn advise(help: Option<String>) -> String {
        let is_day = |text: &str| EventDate::parse(text).is_ok_and(|date| date.full_day().is_some());
        let proposes_days = |help: &String| help.split('`').skip(1).step_by(2).all(is_day);
        help.filter(proposes_days).unwrap_or_else(|| Self::HELP.to_owned())
    }
}

impl FieldType for PlainDate {
    type Out = NaiveDate;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<NaiveDate> {
        let date = date(node, report, Self::advise)?;
        let day = date.value.full_day();
        if day.is_none() {
            let message = format!("`{}` is not one whole day", date.value);
            report.add(Code::InvalidDate, date.span, message, Self::HELP);
        }
        day
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2031-04-05"]})
    }
}

/// A time of day.
pub struct Time;

impl FieldType for Time {
    type Out = Spanned<EventTime>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let text = scalar(node, report, "a time")?;
        let at = report.in_file(node.span);
        match EventTime::parse(&text) {
            Ok(time) => Some(Spanned::new(time, at)),
            Err(error) => {
                let help = error.help.unwrap_or_else(|| "write it like \"21:30\"".to_owned());
                report.add(Code::InvalidDate, at, error.message, help);
                None
            }
        }
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "format": "time-of-day", "examples": ["\"21:30\""]})
    }
}

/// An address on the web.
pub struct Url;

impl FieldType for Url {
    type Out = Spanned<String>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let text = scalar(node, report, "an address on the web")?;
        let at = report.in_file(node.span);
        match address::web(&text) {
            Ok(url) => Some(Spanned::new(url, at)),
            Err(problem) => {
                report.add(Code::InvalidUrl, at, problem.message, problem.help);
                None
            }
        }
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "format": "uri", "examples": ["https://example.org/article"]})
    }
}

/// The address of a site.
pub struct SiteUrl;

impl FieldType for SiteUrl {
    type Out = Spanned<String>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let url = Url.read(node, report)?;
        match address::of_site(&url.value) {
            Ok(_) => Some(url),
            Err(problem) => {
                report.add(Code::InvalidUrl, url.span, problem.message, problem.help);
                None
            }
        }
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "format": "uri", "pattern": "^[^?#]*$", "examples": ["https://example.org/timeline/"]})
    }
}

/// One of a few words, each of which means a value.
pub struct Word<T: 'static>(pub &'static [(&'static str, T)]);

impl<T: Copy> FieldType for Word<T> {
    type Out = T;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<T> {
        let text = scalar(node, report, "a word")?;
        let found = self.0.iter().find(|(word, _)| *word == text.trim());
        if found.is_none() {
            let words: Vec<_> = self.0.iter().map(|(word, _)| *word).collect();
            let all = format!("it is one of: {}", words.join(", "));
            let help = match suggest::nearest(text.trim(), words) {
                Some(near) => format!("{}\n{all}", suggest::did_you_mean(near)),
                None => all,
            };
            let at = report.in_file(node.span);
            report.add(
                Code::InvalidValue,
                at,
                format!("`{}` is none of the words that can stand here", text.trim()),
                help,
            );
        }
        found.map(|(_, value)| *value)
    }

    fn schema(&self) -> serde_json::Value {
        json!({"enum": self.0.iter().map(|(word, _)| *word).collect::<Vec<_>>()})
    }
}

fn scalar(node: &Node, report: &mut FileReport, wanted: &str) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text.clone()),
        Value::Map(entries) if entries.len() == 1 => {
            wrong(node, report, wanted, "a text with `: ` in it needs quotation marks around it")
        }
        _ => wrong(node, report, wanted, "write one value here, between quotation marks if it holds brackets"),
    }
}

fn wrong<T>(node: &Node, report: &mut FileReport, wanted: &str, help: &str) -> Option<T> {
    let found = match &node.value {
        Value::Null => "nothing",
        Value::Scalar { scalar_type: ScalarType::Boolean(_), .. } => "`true` or `false`",
        Value::Scalar { scalar_type: ScalarType::Integer(_) | ScalarType::Float(_), .. } => "a number",
        Value::Scalar { .. } => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    };
    let at = report.in_file(node.span);
    report.add(Code::WrongType, at, format!("this should be {wanted}, and is {found}"), help);
    None
}

#[cfg(test)]
mod tests {
    use super::unbalanced_direction;

    #[test]
    fn what_turns_the_direction_turns_it_back() {
        for (text, unbalanced) in [
            ("plain", None),
            ("a \u{2067}b\u{2069} c", None),
            ("a \u{202e}b\u{202c} c", None),
            ("\u{2067}a \u{202e}b\u{202c}\u{2069}", None),
            ("a \u{202e}b", Some('\u{202e}')),
            ("a \u{2067}b", Some('\u{2067}')),
            ("a\u{2069}", Some('\u{2069}')),
            ("\u{2067}a\u{202c}", Some('\u{202c}')),
        ] {
            assert_eq!(unbalanced_direction(text), unbalanced, "{text:?}");
        }
    }
}
