//! A claim's status as markup, and the words for what is done to a claim.

use super::{Renderer, Viewpoint, templates::Markup, view::inline::ClaimView};
use crate::ledger::{Part, StatusLine};
use crate::model::{Citing, Claim, Group, Html, Party, Ref, Stance, StanceKind, escape};
use crate::plan::Route;
use crate::words;

impl Renderer<'_> {
    /// The claim's present status, finished; made once for each depth.
    pub fn status(&self, claim: Ref<Claim>, at: &Viewpoint) -> Markup {
        self.cache.status(claim, at.depth(), || self.line_markup(self.ledger.line(claim), at))
    }

    /// A status line whose dates lead to the events that they speak of.
    pub fn line_markup(&self, line: &StatusLine, at: &Viewpoint) -> Markup {
        let mut markup = String::new();
        for part in &line.parts {
            match part {
                Part::Text(text) => markup.push_str(Html::escaped(text).as_str()),
                Part::Event(text, event) => {
                    let href = at.to(&Route::event(&self.site.events[*event].id));
                    link_to(&mut markup, &href, text);
                }
            }
        }
        Html::trusted(markup).into()
    }

    /// A claim with its status, and nothing done to it.
    pub fn claim_view(&self, claim: Ref<Claim>, at: &Viewpoint) -> ClaimView {
        let row = &self.site.claims[claim];
        ClaimView {
            statement: row.statement.clone(),
            href: at.to(&Route::claim(&row.id)),
            stance: None,
            status: self.status(claim, at),
            standing: self.ledger.status(claim).standing(self.site).as_str(),
        }
    }

    /// "Alleged here".
    pub fn stance_here(&self, kind: StanceKind) -> &str {
        self.say(stance_key(kind, false))
    }

    /// "Alleged by the Courier, citing two unnamed board members", with links to the parties.
    pub fn stance_in_full(&self, stance: &Stance, at: &Viewpoint) -> Markup {
        if stance.by.is_empty() && stance.for_parties.is_empty() {
            let mut markup = Html::escaped(self.stance_here(stance.kind)).into_string();
            self.push_citing(&mut markup, stance, at);
            return Html::trusted(markup).into();
        }
        let speaks_for = !stance.for_parties.is_empty() && stance.kind.group() == Group::Answer;
        let by = self.parties_markup(&stance.by, at);
        let mut markup = self.fill_markup(stance_key(stance.kind, true), &[("by", &by)]);
        if speaks_for {
            let parties = self.parties_markup(&stance.for_parties, at);
            markup.push_str(&self.fill_markup("stance_for", &[("parties", &parties)]));
        }
        self.push_citing(&mut markup, stance, at);
        Html::trusted(markup).into()
    }

    fn push_citing(&self, markup: &mut String, stance: &Stance, at: &Viewpoint) {
        if stance.citing.is_empty() {
            return;
        }
        let cited: Vec<String> = stance
            .citing
            .iter()
            .map(|citing| match citing {
                Citing::Party(party) => self.party_markup(*party, at),
                Citing::Source(source) => {
                    let mut link = String::new();
                    let row = &self.site.sources[*source];
                    link_to(&mut link, &at.to(&Route::source(&row.id)), self.source_label(*source));
                    link
                }
                Citing::Words(words) => Html::escaped(words).into_string(),
            })
            .collect();
        let cited = self.words.list(&cited);
        markup.push_str(&self.fill_markup("stance_citing", &[("cited", &cited)]));
    }

    /// "Ida Bloom and Noor Vale", each leading to their page.
    pub fn parties_markup(&self, parties: &[Ref<Party>], at: &Viewpoint) -> String {
        let links: Vec<String> = parties.iter().map(|party| self.party_markup(*party, at)).collect();
        self.words.list(&links)
    }

    fn party_markup(&self, party: Ref<Party>, at: &Viewpoint) -> String {
        let link = self.party(party, at);
        let mut markup = String::new();
        link_to(&mut markup, &link.href, &link.text);
        markup
    }

    /// A text of the catalogue, escaped, with markup filled in.
    pub fn fill_markup(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(Html::escaped(self.say(key)).as_str(), values)
    }
}

/// Adds a link; both texts are escaped.
pub fn link_to(markup: &mut String, href: &str, text: &str) {
    markup.push_str("<a href=\"");
    escape(href, markup);
    markup.push_str("\">");
    escape(text, markup);
    markup.push_str("</a>");
}

/// The catalogue's keys for a stance: what happens here, and who does it.
fn stance_key(kind: StanceKind, by: bool) -> &'static str {
    match (kind, by) {
        (StanceKind::Alleges, false) => "alleges_here",
        (StanceKind::Alleges, true) => "alleges_by",
        (StanceKind::Repeats, false) => "repeats_here",
        (StanceKind::Repeats, true) => "repeats_by",
        (StanceKind::Denies, false) => "denies_here",
        (StanceKind::Denies, true) => "denies_by",
        (StanceKind::Admits, false) => "admits_here",
        (StanceKind::Admits, true) => "admits_by",
        (StanceKind::DeclinesComment, false) => "declines_here",
        (StanceKind::DeclinesComment, true) => "declines_by",
        (StanceKind::Supports, false) => "supports_here",
        (StanceKind::Supports, true) => "supports_by",
        (StanceKind::Undercuts, false) => "undercuts_here",
        (StanceKind::Undercuts, true) => "undercuts_by",
        (StanceKind::FoundTrue, false) => "found_true_here",
        (StanceKind::FoundTrue, true) => "found_true_by",
        (StanceKind::FoundFalse, false) => "found_false_here",
        (StanceKind::FoundFalse, true) => "found_false_by",
        (StanceKind::NotSubstantiated, false) => "not_substantiated_here",
        (StanceKind::NotSubstantiated, true) => "not_substantiated_by",
        (StanceKind::Unresolved, false) => "unresolved_here",
        (StanceKind::Unresolved, true) => "unresolved_by",
        (StanceKind::Withdrawn, false) => "withdrawn_here",
        (StanceKind::Withdrawn, true) => "withdrawn_by",
        (StanceKind::Settled, false) => "settled_here",
        (StanceKind::Settled, true) => "settled_by",
    }
}
