//! What the keys of a file are called in its form, and what is said of them.

use crate::edit::control::{Control, FormField};

/// Said of every date.
pub const AS_PEOPLE_WRITE: &str =
    "As you would say it: 5 April 2031, about May 2019, 22 or 23 Feb 2023, since 1998. What it becomes stands below.";

/// A key in words: `date_variants` is “date variants”, `base_url` “base URL”.
pub fn words_of(key: &str) -> String {
    match key {
        "accept" => "accepted warnings".to_owned(),
        "aliases" => "former ids".to_owned(),
        "alt" => "text alternative".to_owned(),
        "archived" => "archived copies".to_owned(),
        "lints" => "weights of warnings".to_owned(),
        "noindex" => "hidden from search engines".to_owned(),
        _ => {
            let words = key.split('_').map(|word| if word == "url" { "URL" } else { word });
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

/// The same as a label.
pub fn label(key: &str) -> String {
    capitalized(&words_of(key))
}

/// What one entry of a list is called.
pub fn singular(key: &str) -> String {
    match key {
        "people" => "person".to_owned(),
        "media" => "picture or document".to_owned(),
        "accept" => "accepted warning".to_owned(),
        "archived" => "archived copy".to_owned(),
        "lints" => "weight of a warning".to_owned(),
        _ => key.strip_suffix('s').unwrap_or(key).replace('_', " "),
    }
}

/// With a capital at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a key means, without how its value is written in a file: the form writes that.
pub fn without_notation(field: &FormField) -> String {
    if matches!(field.control, Control::Reference(_)) && field.meaning.ends_with("'s id.") {
        return "By its name or its id.".to_owned();
    }
    // A file has straight quotation marks around what would be read as something else.
    let meaning = field.meaning.replace('"', "");
    match &field.control {
        Control::Date => without(meaning, &[", in EDTF"]),
        Control::Flag => meaning.replace("`true`", "yes").replace("`false`", "no"),
        Control::References { .. } => without(without(meaning, &["; `[]`"]), &[": ids"]),
        Control::Entries(_) | Control::Named(_) | Control::Group(_) => without(meaning, &[": ids", ": `{", ", or `{"]),
        Control::Lines { of, .. } => match &**of {
            Control::Choice(words) => format!("{meaning} One a line: `{}`.", words.join("`, `")),
            Control::Tag => meaning,
            _ if meaning.contains("one a line") => meaning,
            _ => format!("{meaning} One a line."),
        },
        _ => meaning,
    }
}

/// A meaning without what begins with one of these signs, up to the end of that part of the sentence.
fn without(meaning: String, signs: &[&str]) -> String {
    let Some(at) = signs.iter().filter_map(|sign| meaning.find(sign)).min() else { return meaning };
    let rest = &meaning[at..];
    let end = ["; ", ". "].into_iter().filter_map(|end| rest[1..].find(end)).min().map_or(".", |end| &rest[end + 1..]);
    format!("{}{end}", &meaning[..at])
}

/// What it says that a list is empty, where that is something else than no list: its declaration tells.
pub fn why_none(field: &FormField) -> Option<String> {
    let (_, why) =
        field.meaning.split_once("`[]` where ").filter(|_| matches!(field.control, Control::References { .. }))?;
    Some(why.trim_end_matches('.').to_owned())
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
        assert_eq!(
            said(FileKind::Event, "kind"),
            "The sort of event, one of those in the site's settings (content/site.yaml)."
        );
        assert_eq!(said(FileKind::Event, "title"), "What happened, in one line.");
        assert_eq!((label("date_variants").as_str(), label("base_url").as_str()), ("Date variants", "Base URL"));
        assert_eq!(said(FileKind::Claim, "about"), "The parties it is about.");
        assert_eq!(said(FileKind::Event, "time"), "The time of day, only with a full date: 21:30, or 21:30+02:00.");
        assert_eq!(
            said(FileKind::Page, "menu"),
            "Whether it stands in the navigation of every page; yes if not given."
        );
        assert_eq!(
            said(FileKind::Source, "claims"),
            "What its title itself does to claims; the title is then never shown without what became of it."
        );
    }

    #[test]
    fn an_empty_list_says_what_it_means() {
        let fields = form_fields(FileKind::Claim);
        let why = |name: &str| why_none(fields.iter().find(|field| field.name == name).expect("the key"));
        assert_eq!(why("about").as_deref(), Some("nobody is accused"));
        assert_eq!(why("aliases"), None);
    }

    /// Of brackets, braces, quotation marks and formats nobody has to know who fills in a form.
    #[test]
    fn no_form_speaks_of_how_a_file_is_written() {
        fn look(kind: FileKind, field: &FormField) {
            let said = without_notation(field);
            for sign in ["[", "]", "{", "}", "\"", "EDTF", "YAML", ": ids", "front matter", "`true`", "`false`"] {
                assert!(!said.contains(sign), "{} of a {}: {said}", field.name, kind.as_str());
            }
            match &field.control {
                Control::Group(fields) => fields.iter().for_each(|inner| look(kind, inner)),
                Control::Entries(entry) | Control::Named(entry) => {
                    entry.fields.iter().for_each(|inner| look(kind, inner));
                }
                _ => {}
            }
        }
        for kind in FileKind::ALL {
            form_fields(kind).iter().for_each(|field| look(kind, field));
        }
    }
}
