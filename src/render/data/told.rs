//! What must stand wherever a title does: what became of the claims that it tells, and that an arrest is no verdict.

use super::text::one_line;
use crate::ledger::{Part, StatusLine};
use crate::model::{Claim, Event, Html, Ref, Source};
use crate::plan::Route;
use crate::render::Renderer;

impl Renderer<'_> {
    /// The sentences that must stand wherever the event's title does; none for most events.
    pub fn told_by_event(&self, row: &Event) -> Vec<String> {
        let mut lines = self.told_of_claims(row);
        lines.extend(self.caveat(row));
        lines
    }

    /// The same without the caveat.
    pub fn told_of_claims(&self, row: &Event) -> Vec<String> {
        self.lines(&self.ledger.told_by_event(row))
    }

    /// What must stand with the event's title, each status behind its statement, for where the title does not stand right before it.
    pub fn statuses_of_event(&self, row: &Event) -> Vec<String> {
        let mut lines = self.lines_of(&self.ledger.told_by_event(row));
        lines.extend(self.caveat(row));
        lines
    }

    /// What became of the statements that the source's title tells, each behind its statement.
    pub fn statuses_of_title(&self, row: &Source) -> Vec<String> {
        self.lines_of(&self.ledger.told_by_title(row))
    }

    /// The sentences that must stand wherever the source's title does.
    pub fn told_by_title(&self, row: &Source) -> Vec<String> {
        self.lines(&self.ledger.told_by_title(row))
    }

    /// The event's title on one line, with what must stand with it behind.
    pub fn event_title(&self, row: &Event) -> String {
        self.titled(&row.title, &self.told_by_event(row))
    }

    /// The source's title on one line, with what must stand with it behind.
    pub fn source_title(&self, row: &Source) -> String {
        self.titled(&row.title, &self.told_by_title(row))
    }

    fn titled(&self, title: &str, lines: &[String]) -> String {
        if lines.is_empty() {
            return one_line(title);
        }
        let lines = one_line(&lines.join(" "));
        self.fill("data_titled", &[("title", &one_line(title)), ("status", &lines)])
    }

    /// The status of each claim; where there are several, each with its statement.
    fn lines(&self, claims: &[Ref<Claim>]) -> Vec<String> {
        match claims {
            [only] => vec![self.ledger.line(*only).text()],
            claims => self.lines_of(claims),
        }
    }

    /// Each claim's statement and its status.
    fn lines_of(&self, claims: &[Ref<Claim>]) -> Vec<String> {
        let line = |claim: &Ref<Claim>| {
            let statement = self.site.claims[*claim].statement.trim_end_matches(['.', ' ']);
            let status = self.ledger.line(*claim).text();
            self.fill("data_status_of", &[("statement", statement), ("status", &status)])
        };
        claims.iter().map(line).collect()
    }

    /// A claim's statement and status as a paragraph, with absolute links.
    pub fn status_paragraph(&self, claim: Ref<Claim>, base: &str) -> String {
        let row = &self.site.claims[claim];
        let label = Html::escaped(self.say("status"));
        let statement = link(&Route::claim(&row.id).absolute(base), &row.statement);
        let status = self.line_abroad(self.ledger.line(claim), base);
        format!("<p><strong>{}</strong> {statement} – {status}</p>", label.as_str())
    }

    /// A status line whose dates lead to the events that they speak of.
    fn line_abroad(&self, line: &StatusLine, base: &str) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => escaped(text),
            Part::Event(text, event) => link(&Route::event(&self.site.events[*event].id).absolute(base), text),
        };
        line.parts.iter().map(part).collect()
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
