//! A claim's status as markup, and the words for what is done to a claim.

use super::{Renderer, Viewpoint, templates::Markup, view::inline::ClaimView};
use crate::ledger::{Length, Notice, Part, Sentence, Whose, Wording};
use crate::model::{Citing, Claim, Event, Group, Html, Party, Ref, Source, Stance, StanceKind, escape};
use crate::plan::Route;
use crate::words;

impl Renderer<'_> {
    /// What says statuses in the language of the page.
    pub fn wording(&self) -> Wording<'_> {
        Wording { site: self.site, ledger: self.ledger, words: self.words }
    }

    /// The claim's present status in a line, of everybody, finished; made once for each depth.
    pub fn status(&self, claim: Ref<Claim>, at: &Viewpoint) -> Markup {
        let make = || Html::escaped(&self.wording().short(claim, Whose::Everybody)).into();
        self.cache.status(claim, at.depth(), make)
    }

    /// What must stand with something that tells of a claim, finished.
    pub fn notice(&self, notice: &Notice) -> Markup {
        Html::escaped(&self.wording().short(notice.claim, Whose::Parties(&notice.parties))).into()
    }

    /// What must stand wherever the event does: those that it is adverse to, or tells an outcome of that holds no more.
    pub fn told_by_event(&self, row: &Event) -> Vec<Notice> {
        let notices = self.ledger.notices_of_event(self.site, row);
        notices.into_iter().filter(|notice| notice.length == Length::Short).collect()
    }

    /// What must stand wherever the source's title does.
    pub fn told_by_title(&self, row: &Source) -> Vec<Notice> {
        self.ledger.notices_of_title(self.site, row)
    }

    /// The claim's status in full, whose dates lead to the events that they speak of.
    pub fn full_status(&self, claim: Ref<Claim>, at: &Viewpoint) -> Markup {
        let sentence = |sentence: &Sentence| {
            let mut markup = String::new();
            for part in &sentence.parts {
                match part {
                    Part::Text(text) => markup.push_str(Html::escaped(text).as_str()),
                    Part::Event(text, event) => {
                        let href = at.to(&Route::event(&self.site.events[*event].id));
                        link_to(&mut markup, &href, text);
                    }
                }
            }
            markup
        };
        let sentences: Vec<String> = self.wording().full(claim).sentences.iter().map(sentence).collect();
        Html::trusted(sentences.join(" ")).into()
    }

    /// A claim with its status, and nothing done to it.
    pub fn claim_view(&self, claim: Ref<Claim>, at: &Viewpoint) -> ClaimView {
        let row = &self.site.claims[claim];
        let href = at.to(&Route::claim(&row.id));
        ClaimView { statement: row.statement.clone(), href, stance: None, status: self.status(claim, at) }
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

/// The catalogue's key for a stance: what happens here, or who does it.
fn stance_key(kind: StanceKind, by: bool) -> &'static str {
    let (here, named) = match kind {
        StanceKind::Alleges => ("alleges_here", "alleges_by"),
        StanceKind::Repeats => ("repeats_here", "repeats_by"),
        StanceKind::StandsBy => ("stands_by_here", "stands_by_by"),
        StanceKind::Mentions => ("mentions_here", "mentions_by"),
        StanceKind::Denies => ("denies_here", "denies_by"),
        StanceKind::Admits => ("admits_here", "admits_by"),
        StanceKind::DeclinesComment => ("declines_here", "declines_by"),
        StanceKind::Supports => ("supports_here", "supports_by"),
        StanceKind::Undercuts => ("undercuts_here", "undercuts_by"),
        StanceKind::Investigated => ("investigated_here", "investigated_by"),
        StanceKind::Charged => ("charged_here", "charged_by"),
        StanceKind::Appealed => ("appealed_here", "appealed_by"),
        StanceKind::FoundTrue => ("found_true_here", "found_true_by"),
        StanceKind::FoundFalse => ("found_false_here", "found_false_by"),
        StanceKind::NotSubstantiated => ("not_substantiated_here", "not_substantiated_by"),
        StanceKind::Unresolved => ("unresolved_here", "unresolved_by"),
        StanceKind::Convicted => ("convicted_here", "convicted_by"),
        StanceKind::Acquitted => ("acquitted_here", "acquitted_by"),
        StanceKind::HeldLiable => ("held_liable_here", "held_liable_by"),
        StanceKind::NotLiable => ("not_liable_here", "not_liable_by"),
        StanceKind::SetAside => ("set_aside_here", "set_aside_by"),
        StanceKind::Dismissed => ("dismissed_here", "dismissed_by"),
        StanceKind::TimeBarred => ("time_barred_here", "time_barred_by"),
        StanceKind::Abated => ("abated_here", "abated_by"),
        StanceKind::Barred => ("barred_here", "barred_by"),
        StanceKind::Withdrawn => ("withdrawn_here", "withdrawn_by"),
        StanceKind::Settled => ("settled_here", "settled_by"),
        StanceKind::Pardoned => ("pardoned_here", "pardoned_by"),
    };
    if by { named } else { here }
}
