//! Adds archived copies to a source's file, and changes no other byte of it: not its comments, order or line ends.

use crate::yaml::{self, Node, Value};
use chrono::NaiveDate;

/// `text` with this archived copy under `archived:`.
///
/// # Errors
///
/// Why the file can't be edited safely, as the end of a sentence; the text to paste is the caller's to show.
pub fn with_copy(text: &str, url: &str, date: NaiveDate) -> Result<String, String> {
    let (mark, body) = text.strip_prefix('\u{feff}').map_or(("", text), |body| ("\u{feff}", body));
    let front = front_matter(body).ok_or("it has no front matter")?;
    let before = keys(&body[front.clone()])?;
    let end = if body[..front.start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let copy = format!("  - url: {}{end}    date: {date}{end}", yaml::write(&url).trim_end());
    let yaml = &body[front.clone()];
    let is_flow = before.first().is_some_and(|(_, key, _)| !at_line_start(yaml, key.start));
    if is_flow {
        return Err("its front matter is written in braces".to_owned());
    }
    let edited = match before.iter().find(|(name, ..)| name == "archived") {
        None => {
            let at = after_key(yaml, &before, "url").ok_or("it has no `url`")?;
            let start = if yaml[..at].ends_with('\n') { "" } else { end };
            format!("{}{start}archived:{end}{copy}{}", &yaml[..at], &yaml[at..])
        }
        Some((_, _, value)) => {
            let is_empty = value.value == Value::Null || matches!(&value.value, Value::List(items) if items.is_empty());
            if !is_empty {
                return Err("it names archived copies already".to_owned());
            }
            let at = after_key(yaml, &before, "archived").ok_or("`archived` has no end")?;
            let value = if value.value == Value::Null { at..at } else { value.span.start..value.span.end };
            let kept = format!("{}{}", yaml[..value.start].trim_end_matches(' '), &yaml[value.end.min(at)..at]);
            format!("{kept}{copy}{}", &yaml[at..])
        }
    };
    is_as_before(&before, &edited, url)?;
    Ok(format!("{mark}{}{edited}{}", &body[..front.start], &body[front.end..]))
}

type KeyEntry = (String, crate::diagnostic::Span, Node);

fn keys(yaml: &str) -> Result<Vec<KeyEntry>, String> {
    match yaml::read(yaml) {
        Ok(Node { value: Value::Map(entries), .. }) => {
            Ok(entries.into_iter().map(|(key, value)| (key.value, key.span, value)).collect())
        }
        Ok(_) => Err("its front matter has no keys".to_owned()),
        Err(problem) => Err(problem.message),
    }
}

/// The lines between the two fences.
fn front_matter(text: &str) -> Option<std::ops::Range<usize>> {
    let fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let start = lines.next().filter(|line| fence(line))?.len();
    let mut end = start;
    for line in lines {
        if fence(line) {
            return Some(start..end);
        }
        end += line.len();
    }
    None
}

fn at_line_start(text: &str, at: usize) -> bool {
    at == 0 || text[..at].ends_with('\n')
}

/// Where the lines of the key `name` end: before the next key and the comments that stand above that.
fn after_key(yaml: &str, keys: &[KeyEntry], name: &str) -> Option<usize> {
    let index = keys.iter().position(|(key, ..)| key == name)?;
    let own = keys[index].1.start;
    let mut end = keys.get(index + 1).map_or(yaml.len(), |(_, next, _)| next.start);
    loop {
        let before = yaml[own..end].strip_suffix('\n').unwrap_or(&yaml[own..end]);
        let line_start = before.rfind('\n').map_or(own, |at| own + at + 1);
        let line = yaml[line_start..end].trim();
        if line_start == own || !(line.is_empty() || line.starts_with('#')) {
            return Some(end);
        }
        end = line_start;
    }
}

/// Whether everything but `archived` says what it said.
fn is_as_before(before: &[KeyEntry], edited: &str, url: &str) -> Result<(), String> {
    let after = keys(edited)?;
    let others = |keys: &[KeyEntry]| -> Vec<(String, String)> {
        let others = keys.iter().filter(|(name, ..)| name != "archived");
        others.map(|(name, _, value)| (name.clone(), value.said())).collect()
    };
    let copies = after.iter().find(|(name, ..)| name == "archived").map(|(_, _, value)| value.said());
    if others(before) == others(&after) && copies.is_some_and(|copies| copies.contains(url)) {
        Ok(())
    } else {
        Err("the edit would have changed something else in it".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str = "https://web.archive.org/web/20310406010203/https://courier.example/a?b=c";

    fn edited(front: &str) -> String {
        let text = format!("---\n{front}---\nA note.\n");
        let day = NaiveDate::from_ymd_opt(2031, 4, 6).unwrap();
        let edited = with_copy(&text, COPY, day).unwrap();
        edited.strip_prefix("---\n").unwrap().strip_suffix("---\nA note.\n").unwrap().to_owned()
    }

    fn lines(eol: &str) -> String {
        format!("archived:{eol}  - url: {COPY}{eol}    date: 2031-04-06{eol}")
    }

    #[test]
    fn a_copy_stands_below_the_address_and_nothing_else_moves() {
        let (head, tail) = (
            "# ours\ntitle: 'A b'   # as printed\nurl: https://courier.example/a # live\n",
            "\n# read\naccessed: 2031-04-07\n",
        );
        assert_eq!(edited(&format!("{head}{tail}")), format!("{head}{}{tail}", lines("\n")));
        assert_eq!(edited(head), format!("{head}{}", lines("\n")));
        let folded = "title: A\nurl: >-\n  https://courier.example/a\n";
        assert_eq!(edited(&format!("{folded}type: news\n")), format!("{folded}{}type: news\n", lines("\n")));
    }

    #[test]
    fn an_empty_list_is_filled() {
        let copy = lines("\n");
        let (key, items) = copy.split_at("archived:".len());
        for empty in ["archived:\n", "archived: []\n", "archived: [ ]\n"] {
            assert_eq!(
                edited(&format!("url: https://a.example\n{empty}type: news\n")),
                format!("url: https://a.example\n{key}{items}type: news\n")
            );
        }
        assert_eq!(
            edited("archived: # none yet\nurl: https://a.example\n"),
            format!("archived: # none yet{items}url: https://a.example\n")
        );
    }

    #[test]
    fn line_ends_and_marks_are_kept() {
        let text = "\u{feff}---\r\nurl: https://a.example\r\n---\r\n";
        let day = NaiveDate::from_ymd_opt(2031, 4, 6).unwrap();
        let expected = format!("\u{feff}---\r\nurl: https://a.example\r\n{}---\r\n", lines("\r\n"));
        assert_eq!(with_copy(text, COPY, day).unwrap(), expected);
    }

    #[test]
    fn what_cannot_be_edited_safely_is_left_alone() {
        let day = NaiveDate::from_ymd_opt(2031, 4, 6).unwrap();
        for text in [
            "no front matter",
            "---\n{title: A, url: https://a.example}\n---\n",
            "---\ntitle: A\n---\n",
            "---\nurl: https://a.example\narchived: [{url: https://b.example}]\n---\n",
            "---\nurl: [\n---\n",
        ] {
            assert!(with_copy(text, COPY, day).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_file_is_too_strange(front in "[a-z#:\\[\\]{}>|' \\n-]{0,60}", end in "(\r)?\n") {
            let text = format!("---{end}title: A{end}url: https://a.example{end}{front}{end}---{end}");
            let day = NaiveDate::from_ymd_opt(2031, 4, 6).unwrap();
            if let Ok(edited) = with_copy(&text, COPY, day) {
                proptest::prop_assert!(edited.len() > text.len() && edited.contains(COPY));
            }
        }
    }
}
