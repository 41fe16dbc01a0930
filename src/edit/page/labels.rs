//! What the keys of a file are called in its form, and what is said of them.

use crate::edit::control::{Control, FormField};

/// Said of every date.
pub const AS_PEOPLE_WRITE: &str =
    "As you would say it: 5 April 2031, about May 2019, 22 or 23 Feb 2023, since 1998. What it becomes stands below.";

/// A key as a label: `date_variants` is “Date variants”, `base_url` “Base URL”.
pub fn label(key: &str) -> String {
    let words: Vec<&str> = key.split('_').map(|word| if word == "url" { "URL" } else { word }).collect();
    capitalized(&words.join(" "))
}

/// What one entry of a list is called.
pub fn singular(key: &str) -> String {
    match key {
        "people" => "person".to_owned(),
        "media" => "picture or document".to_owned(),
        "accept" => "accepted warning".to_owned(),
        "archived" => "archived copy".to_owned(),
        _ => key.strip_suffix('s').unwrap_or(key).replace('_', " "),
    }
}

/// With a capital at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a list of references means, without how it is written in a file: the form writes it.
pub fn without_notation(field: &FormField) -> String {
    if matches!(field.control, Control::Reference(_)) && field.meaning.ends_with("'s id.") {
        return "By its name or its id.".to_owned();
    }
    let is_list = matches!(field.control, Control::Entries(_) | Control::References { .. }) && !says_empty_list(field);
    let notation = [": ids", ": `{"].into_iter().filter_map(|sign| field.meaning.find(sign)).min();
    match notation.filter(|_| is_list) {
        Some(at) => {
            let rest = field.meaning[at..].find(". ").map_or("", |end| &field.meaning[at + end + 1..]);
            format!("{}.{rest}", &field.meaning[..at])
        }
        None => field.meaning.clone(),
    }
}

/// Whether an empty list means something else than none: its declaration says so.
pub fn says_empty_list(field: &FormField) -> bool {
    matches!(field.control, Control::References { .. }) && field.meaning.contains("`[]`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::control::form_fields;
    use crate::parse::schema::FileKind;

    #[test]
    fn a_list_says_what_it_is_for_and_not_how_it_is_written() {
        let said = |kind: FileKind, name: &str| {
            let fields = form_fields(kind);
            without_notation(fields.iter().find(|field| field.name == name).expect("the key"))
        };
        assert_eq!(said(FileKind::Event, "people"), "Who takes part.");
        assert_eq!(said(FileKind::Event, "sources"), "What it rests on.");
        assert_eq!(said(FileKind::Event, "places"), "Where it happened.");
        assert_eq!(said(FileKind::Event, "kind"), "The sort of event, one of `kinds` in content/site.yaml.");
        assert_eq!(said(FileKind::Event, "title"), "What happened, in one line.");
        assert_eq!((label("date_variants").as_str(), label("base_url").as_str()), ("Date variants", "Base URL"));
        assert!(said(FileKind::Claim, "about").contains("`[]` where nobody is accused"));
    }
}
