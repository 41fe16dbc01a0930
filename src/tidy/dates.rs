//! Dates that say in another form what EDTF can say: `1985-4-1`, "December 29, 2014", `2004/open`.

use super::Left;
use super::draft::{Edit, TidiedFile};
use crate::model::EventDate;
use crate::model::date::{Proposal, Reading};
use crate::read::Folder;

/// The keys of each sort of file under which a date stands, and those under which a single day does.
fn keys(folder: Folder) -> (&'static [&'static str], &'static [&'static str]) {
    match folder {
        Folder::Events => (
            &["date", "date_variants.date", "responses.sought"],
            &["added", "updated", "corrections.date", "withdrawn.date"],
        ),
        Folder::Sources => (&["published"], &["accessed", "archived.date"]),
        Folder::Claims => (&[], &["reviewed"]),
        _ => (&[], &[]),
    }
}

/// Writes every such date as EDTF; lists those of which a person has to say what is meant.
pub fn mend(drafts: &mut [TidiedFile], left: &mut Vec<Left>) -> usize {
    let mut count = 0;
    for draft in drafts.iter_mut().filter(|draft| draft.is_there()) {
        let Some(front) = &draft.front else { continue };
        let (dates, days) = keys(draft.folder);
        let mut edits = Vec::new();
        for (entry, is_day) in front.under(dates).map(|it| (it, false)).chain(front.under(days).map(|it| (it, true))) {
            let Err(error) = EventDate::parse(&entry.text) else { continue };
            let Some(Proposal { edtf, reading }) = error.proposal else { continue };
            if is_day && !EventDate::parse(&edtf).is_ok_and(|date| date.full_day().is_some()) {
                continue;
            }
            match reading {
                Reading::Plain => edits.push(Edit::Value { at: entry.span, text: edtf }),
                Reading::Guess => {
                    let why = format!("`{}` may mean `{edtf}`: write it, if that is what your source says", entry.text);
                    left.push(draft.left(entry.span, why));
                }
            }
        }
        if !edits.is_empty() && draft.edit(&edits, left) {
            count += edits.len();
        }
    }
    count
}
