//! How one value is written in YAML, so that it is read back as it was meant.

use super::super::control::Control;
use crate::yaml::{self, Node, ScalarType, Value};

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarPlace {
    /// On a line of its own, behind a key or a hyphen.
    Block,
    /// Between brackets.
    Flow,
}

/// A value as it stands behind its key, in the quotation marks of `before` if it needs none.
///
/// Each way of writing it is read back before it is taken, so that no list of special cases has to be right.
pub fn write(text: &str, control: &Control, place: ScalarPlace, before: Option<&str>) -> String {
    let double = double_quoted(text);
    let single = format!("'{}'", text.replace('\'', "''"));
    let plain = text.to_owned();
    let mut ways = match before.and_then(|before| before.chars().next()) {
        Some('"') => vec![&double, &plain, &single],
        Some('\'') => vec![&single, &plain, &double],
        // A clock's reading without quotation marks is a number of seconds to older programs.
        _ if *control == Control::Time => vec![&double],
        _ => vec![&plain, &single, &double],
    };
    ways.retain(|way| !way.contains(['\n', '\r']));
    let good = ways.into_iter().find(|way| is_read_as(way, text, control, place));
    // JSON's strings are YAML's.
    good.cloned().unwrap_or(double)
}

fn double_quoted(text: &str) -> String {
    let mut quoted = serde_json::to_string(text).expect("a text is JSON");
    for (end, escaped) in [("\u{85}", "\\u0085"), ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029")] {
        quoted = quoted.replace(end, escaped);
    }
    quoted
}

/// Whether YAML reads `way` as this text, and as words where words are meant.
fn is_read_as(way: &str, text: &str, control: &Control, place: ScalarPlace) -> bool {
    let around = match place {
        ScalarPlace::Block => format!("k: {way}\n"),
        ScalarPlace::Flow => format!("[{{k: {way}}}, {way}]\n"),
    };
    let means_words = matches!(control, Control::Text | Control::Url);
    let reads = |node: &Node| match &node.value {
        Value::Scalar { text: read, scalar_type } => read == text && (!means_words || *scalar_type == ScalarType::Text),
        _ => false,
    };
    let of_map = |node: &Node| match &node.value {
        Value::Map(entries) => entries.len() == 1 && reads(&entries[0].1),
        _ => false,
    };
    match (yaml::read(&around), place) {
        (Ok(node), ScalarPlace::Block) => of_map(&node),
        (Ok(Node { value: Value::List(items), .. }), ScalarPlace::Flow) => {
            items.len() == 2 && of_map(&items[0]) && reads(&items[1])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_quotation_marks_gets_them() {
        for (text, control, block, flow) in [
            ("plain words", Control::Text, "plain words", "plain words"),
            ("a, b", Control::Text, "a, b", "'a, b'"),
            ("a: b", Control::Text, "'a: b'", "'a: b'"),
            ("it's [so]", Control::Text, "it's [so]", "'it''s [so]'"),
            ("#12", Control::Text, "'#12'", "'#12'"),
            ("2031", Control::Text, "'2031'", "'2031'"),
            ("2031", Control::Date, "2031", "2031"),
            ("[2031-04-05,2031-04-06]", Control::Date, "'[2031-04-05,2031-04-06]'", "'[2031-04-05,2031-04-06]'"),
            ("true", Control::Flag, "true", "true"),
            ("true", Control::Text, "'true'", "'true'"),
            ("21:30", Control::Time, "\"21:30\"", "\"21:30\""),
            ("a\nb", Control::Text, "\"a\\nb\"", "\"a\\nb\""),
            ("", Control::Text, "''", "''"),
            (
                "https://courier.example/a?b=c",
                Control::Url,
                "https://courier.example/a?b=c",
                "https://courier.example/a?b=c",
            ),
        ] {
            assert_eq!(write(text, &control, ScalarPlace::Block, None), block, "{text}");
            assert_eq!(write(text, &control, ScalarPlace::Flow, None), flow, "{text}");
        }
        assert_eq!(write("A b", &Control::Text, ScalarPlace::Block, Some("'A'")), "'A b'");
        assert_eq!(write("A b", &Control::Text, ScalarPlace::Block, Some("\"A\"")), "\"A b\"");
        assert_eq!(write("A b", &Control::Text, ScalarPlace::Block, Some("A")), "A b");
    }
}
