//! A quotation between its own quotation marks: those inside it become marks of the second level.
//!
//! Browsers set the marks of `<q>`, in the language of the words and by depth. So a quotation in a quotation is a `<q>`
//! in a `<q>`, and its own marks, which would stand doubled at the ends, go.

use crate::model::{Html, escape};

/// The words of a quotation, to stand inside `<q>`. A mark whose partner was not quoted reaches to the end or from the
/// beginning.
pub fn nested_quotes(words: &str) -> Html {
    let mut out = String::with_capacity(words.len());
    let mut open: Vec<char> = Vec::new();
    let mut before = None;
    let mut after_mark = false;
    // »So« in some languages, «so» in others.
    let inwards = words.find('»').is_some_and(|at| words.find('«').is_none_or(|other| at < other));
    for (at, c) in words.char_indices() {
        let is_open = |mark: char| open.last() == Some(&mark);
        let outer = match c {
            '»' if inwards => '«',
            '«' if inwards => '»',
            other => other,
        };
        let step = match outer {
            '“' if is_open('„') => Step::Close,
            '“' | '«' | '„' => Step::Open,
            '”' | '»' => Step::Close,
            '"' if is_open('"') => Step::Close,
            '"' if words[at + 1..].contains('"') && before.is_none_or(|c: char| !c.is_alphanumeric()) => Step::Open,
            _ => Step::Keep,
        };
        // The space that French sets inside its marks goes with them.
        let is_space = c.is_whitespace() && after_mark;
        after_mark = matches!(step, Step::Open) || is_space;
        if matches!(step, Step::Close) {
            out.truncate(out.trim_end().len());
        }
        match step {
            _ if is_space => {}
            Step::Open => {
                open.push(outer);
                out.push_str("<q>");
            }
            Step::Close if open.pop().is_some() => out.push_str("</q>"),
            Step::Close => {
                out.insert_str(0, "<q>");
                out.push_str("</q>");
            }
            Step::Keep => escape(c.encode_utf8(&mut [0; 4]), &mut out),
        }
        before = Some(c);
    }
    out.push_str(&"</q>".repeat(open.len()));
    Html::trusted(out)
}

enum Step {
    Open,
    Close,
    Keep,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_marks_become_inner_quotations() {
        for (words, expected) in [
            ("I resign", "I resign"),
            ("she said “no” to them", "she said <q>no</q> to them"),
            ("“no”", "<q>no</q>"),
            ("\"no\" & \"<never>\"", "<q>no</q> &amp; <q>&lt;never&gt;</q>"),
            ("er sagte „nein“ dazu", "er sagte <q>nein</q> dazu"),
            ("er sagte »nein« dazu", "er sagte <q>nein</q> dazu"),
            ("il dit « non » alors", "il dit <q>non</q> alors"),
            ("“he said “no””", "<q>he said <q>no</q></q>"),
            ("“and then", "<q>and then</q>"),
            ("and then,” he said", "<q>and then,</q> he said"),
            ("a 6\" pipe", "a 6&quot; pipe"),
            ("the board’s ‘no’", "the board’s ‘no’"),
        ] {
            assert_eq!(nested_quotes(words).as_str(), expected, "{words}");
        }
    }
}
