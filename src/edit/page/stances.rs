//! A stance as a sentence: who, does what, to which claim, concerning whom.

use super::markup::FormMarkup;
use crate::edit::control::FormField;
use crate::model::{Group, StanceKind};
use crate::parse::stance::keys_of;

/// The keys that make a sentence, in its order, and what it calls them.
const SENTENCE: [(&str, &str); 4] =
    [("by", "Who"), ("stance", "Does what"), ("claim", "To which claim"), ("concerns", "Concerning whom")];

/// The keys of an entry in the order in which a sentence has them; the others come behind.
pub fn in_order_of_a_sentence(fields: &mut [&FormField]) {
    let place = |field: &FormField| SENTENCE.iter().position(|(name, _)| *name == field.name);
    fields.sort_by_key(|field| place(field).unwrap_or(SENTENCE.len()));
}

/// What a sentence calls a key of its own.
pub fn part_of_a_sentence(key: &str) -> Option<&'static str> {
    SENTENCE.iter().find(|(name, _)| *name == key).map(|(_, part)| *part)
}

/// The stances by their groups, each with the keys that it may have and those that it needs.
pub fn select(out: &mut FormMarkup, common: &[(&str, &str)], value: &str, words: &[String]) {
    out.open("select", common);
    out.element("option", &[("value", "")], "–");
    let known = |word: &str| StanceKind::ALL.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
    for (group, name) in GROUPS {
        out.open("optgroup", &[("label", name)]);
        for word in words {
            let Some(kind) = known(word).filter(|kind| kind.group() == *group) else { continue };
            let keys = keys_of(kind);
            let (may, needs) = (keys.may.join(" "), keys.needs.join(" "));
            let selected = if word == value { ("selected", "") } else { ("", "") };
            let attributes = [("value", word.as_str()), ("data-may", &may), ("data-needs", &needs), selected];
            out.element("option", &attributes, &word.replace('-', " "));
        }
        out.close("optgroup");
    }
    if !value.is_empty() && known(value).is_none() {
        out.element("option", &[("value", value), ("selected", "")], value);
    }
    out.close("select");
}

const GROUPS: &[(Group, &str)] = &[
    (Group::Allegation, "Allegation"),
    (Group::Answer, "Answer"),
    (Group::Evidence, "Evidence"),
    (Group::Proceeding, "Proceeding"),
    (Group::Finding, "Finding of a body that is no court"),
    (Group::Judgment, "Judgment of a court"),
    (Group::End, "End without a judgment"),
    (Group::Pardon, "After a judgment"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stance_can_be_chosen() {
        let words: Vec<String> = StanceKind::ALL.iter().map(|(word, _)| (*word).to_owned()).collect();
        let mut out = FormMarkup::new();
        select(&mut out, &[], "denies", &words);
        let markup = out.into_string();
        for word in &words {
            assert!(markup.contains(&format!("value=\"{word}\"")), "{word}");
        }
        assert!(
            markup.contains("<option value=\"denies\" data-may=\"for charge answer\" data-needs=\"by\" selected=\"\">"),
            "{markup}"
        );
    }
}
