//! What must stand wherever a title does: what became of the claims that it tells, and that an arrest is no verdict.

use super::text::one_line;
use crate::ledger::{Notice, Whose};
use crate::model::{Event, Html, Source};
use crate::plan::Route;
use crate::render::Renderer;

impl Renderer<'_> {
    /// The sentences that must stand wherever the event's title does; none for most events.
    pub fn lines_of_event(&self, row: &Event) -> Vec<String> {
        let mut lines = self.told_of_claims(row);
        lines.extend(self.caveat(row));
        lines
    }

    /// The same without the caveat.
    pub fn told_of_claims(&self, row: &Event) -> Vec<String> {
        self.wording().shorts(&self.told_by_event(row))
    }

    /// What must stand with the event's title, each status behind its statement, for where the title does not stand right before it.
    pub fn statuses_of_event(&self, row: &Event) -> Vec<String> {
        let mut lines = self.lines_of(&self.told_by_event(row));
        lines.extend(self.caveat(row));
        lines
    }

    /// What became of the statements that the source's title tells, each behind its statement.
    pub fn statuses_of_title(&self, row: &Source) -> Vec<String> {
        self.lines_of(&self.told_by_title(row))
    }

    /// The sentences that must stand wherever the source's title does.
    pub fn lines_of_title(&self, row: &Source) -> Vec<String> {
        self.wording().shorts(&self.told_by_title(row))
    }

    /// The event's title on one line, with what must stand with it behind.
    pub fn event_title(&self, row: &Event) -> String {
        self.titled(&row.title, &self.lines_of_event(row))
    }

    /// The source's title on one line, with what must stand with it behind.
    pub fn source_title(&self, row: &Source) -> String {
        self.titled(&row.title, &self.lines_of_title(row))
    }

    fn titled(&self, title: &str, lines: &[String]) -> String {
        if lines.is_empty() {
            return one_line(title);
        }
        let lines = one_line(&lines.join(" "));
        self.fill("data_titled", &[("title", &one_line(title)), ("status", &lines)])
    }

    /// Each claim's statement and its status.
    fn lines_of(&self, notices: &[Notice]) -> Vec<String> {
        let line = |notice: &Notice| {
            let statement = self.site.claims[notice.claim].statement.trim_end_matches(['.', ' ']);
            let status = self.wording().short(notice.claim, Whose::Parties(&notice.parties));
            self.fill("data_status_of", &[("statement", statement), ("status", &status)])
        };
        notices.iter().map(line).collect()
    }

    /// A claim's statement and status as a paragraph, with absolute links.
    pub fn status_paragraph(&self, notice: &Notice, base: &str) -> String {
        let row = &self.site.claims[notice.claim];
        let label = Html::escaped(self.say("status"));
        let statement = link(&Route::claim(&row.id).absolute(base), &row.statement);
        let status = escaped(&self.wording().short(notice.claim, Whose::Parties(&notice.parties)));
        format!("<p><strong>{}</strong> {statement} – {status}</p>", label.as_str())
    }
}

/// Text as markup that any reader of feeds may show.
pub fn escaped(text: &str) -> String {
    Html::escaped(&super::text::clean(text)).into_string()
}

/// A link; both texts are escaped.
pub fn link(address: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(address), escaped(text))
}
