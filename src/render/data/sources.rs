//! What goes with a source wherever it is named in data.

use super::text::one_line;
use crate::model::{Ref, Source};
use crate::render::Renderer;

impl Renderer<'_> {
    /// What must be said of a source beside its title: what its title alleges and what became of it, what to know of
    /// its reliability, what its publisher has at stake.
    pub fn remarks(&self, row: &Source) -> Vec<String> {
        let mut remarks = self.statuses_of_title(row);
        remarks.extend(row.reliability.clone());
        remarks.extend(row.interest.clone());
        if !row.consulted {
            remarks.push(self.say("unread").to_owned());
        }
        remarks.iter().map(|remark| one_line(remark)).collect()
    }

    /// A source in one line of text: its title, where and when it appeared, and what must be said of it.
    pub fn source_note(&self, source: Ref<Source>) -> String {
        let row = &self.site.sources[source];
        let mut parts = vec![one_line(&row.title)];
        let label = self.source_label(source);
        if label != row.title {
            parts.push(one_line(label));
        }
        let mut note = parts.join(", ");
        let remarks = self.remarks(row);
        if !remarks.is_empty() {
            note = self.fill("data_titled", &[("title", &note), ("status", &remarks.join(" "))]);
        }
        note
    }
}
