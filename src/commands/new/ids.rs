//! The id of a new file: the one that was given, or one made from its title or name.

use super::{NewContext, refuse};
use crate::Error;
use crate::model::Id;
use crate::parse::schema::FileKind;

/// As long as an address stays readable.
const LONGEST: usize = 60;

impl NewContext {
    /// The id that was asked for with `--id`, else one made from `name`; refused where it is none or taken, with
    /// another one to try. `fallback` is tried where `name` has no letter that an id may hold.
    pub(super) fn id(&self, kind: FileKind, given: Option<&str>, name: &str, fallback: &str) -> Result<Id, Error> {
        let wanted = match given {
            Some(given) => given.to_owned(),
            None => shortened(&Id::suggestion(name)),
        };
        let Some(id) = Id::new(&wanted) else {
            let near = shortened(&Id::suggestion(&wanted));
            let near = if near.is_empty() { self.free(kind, &shortened(&Id::suggestion(fallback))) } else { near };
            return match given {
                Some(given) => refuse(format!(
                    "`{given}` can't be an id, which has lower-case letters, digits and hyphens only; try `--id {near}`"
                )),
                None => refuse(format!(
                    "`{name}` gives no id, which has lower-case letters a to z, digits and hyphens only; name it \
                     yourself, for example `--id {near}`"
                )),
            };
        };
        if self.taken(kind).contains(id.as_str()) {
            let free = self.free(kind, id.as_str());
            let what = kind.as_str();
            let a = if what.starts_with(['e', 'o']) { "an" } else { "a" };
            return refuse(format!("there is {a} {what} `{id}` already; try `--id {free}`"));
        }
        Ok(id)
    }

    /// The first id after `id` that nothing has.
    fn free(&self, kind: FileKind, id: &str) -> String {
        let taken = self.taken(kind);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let mut candidates = std::iter::once(id.to_owned()).chain(numbered);
        candidates.find(|candidate| !taken.contains(candidate.as_str())).expect("numbers never end")
    }
}

/// Ids that were given, or what to write instead.
pub(super) fn given(list: &[String]) -> Result<Vec<Id>, Error> {
    list.iter()
        .map(|given| match Id::new(given) {
            Some(id) => Ok(id),
            None => refuse(format!("`{given}` can't be an id; did you mean `{}`?", Id::suggestion(given))),
        })
        .collect()
}

/// Cut at a hyphen where it is long.
pub(super) fn shortened(id: &str) -> String {
    match id.get(..LONGEST) {
        None => id.to_owned(),
        Some(start) => start.rsplit_once('-').map_or(start, |(words, _)| words).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_id_is_cut_between_words() {
        let long = "2031-04-05-the-harbour-warden-resigns-after-a-report-about-licences-for-berths";
        assert_eq!(shortened(long), "2031-04-05-the-harbour-warden-resigns-after-a-report-about");
        assert_eq!(shortened("short"), "short");
    }
}
