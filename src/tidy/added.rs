//! The days on which events were added, where their files don't say so and git does.

use super::draft::{Edit, TidiedFile};
use super::{History, Left};
use crate::diagnostic::Span;
use crate::read::Folder;

/// Writes `added` into each event that lacks it. A draft has not been added yet: nobody has read it.
pub fn add(drafts: &mut [TidiedFile], history: &History, left: &mut Vec<Left>) -> usize {
    let mut count = 0;
    for draft in drafts.iter_mut().filter(|draft| draft.folder == Folder::Events) {
        let Some(front) = &draft.front else { continue };
        if front.has("added") || front.get("draft").is_some_and(|entry| entry.text == "true") {
            continue;
        }
        match history.first_day(&draft.path) {
            Ok(day) => {
                let edits = [Edit::Append { lines: format!("added: {day}\n") }];
                count += usize::from(draft.edit(&edits, left));
            }
            Err(why) => left.push(draft.left(Span::new(0, 0), format!("nothing says when it was added: {why}"))),
        }
    }
    count
}
