//! What a card, an entry in a list and an event's own page have in common.

use super::inline::{ClaimView, DateView, KindView, LinkView};
use crate::model::{Event, Id, Ref};
use crate::plan::Route;
use crate::render::{Renderer, Viewpoint, templates::Markup};
use serde::Serialize;

/// An event as its card, its entry and the head of its page show it.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    pub id: String,
    pub href: String,
    pub title: String,
    pub kind: KindView,
    pub date: DateView,
    pub places: Vec<LinkView>,
    pub summary: String,
    /// For the filters: ids, parted by spaces.
    pub people: String,
    pub organizations: String,
    pub tags: String,
    /// Every claim that the event bears on, with its status. A template must print each one's `status` where the
    /// event alleges or repeats it.
    pub claims: Vec<ClaimView>,
    /// That an arrest or a charge says nothing of guilt.
    pub caveat: Option<String>,
    /// "3 sources, 1 origin".
    pub basis: String,
    pub is_draft: bool,
    pub is_withdrawn: bool,
}

impl Renderer<'_> {
    /// The event as seen from a page at `at`.
    pub fn event_view(&self, event: Ref<Event>, at: &Viewpoint) -> EventView {
        let row = &self.site.events[event];
        let ids = |ids: Vec<&Id>| ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ");
        let involved = |list: &[crate::model::Involvement]| {
            ids(list.iter().map(|involved| &self.site.parties[involved.party].id).collect())
        };
        let tags: Vec<String> = row.tags.iter().map(|tag| crate::plan::slug(tag)).collect();
        EventView {
            id: row.id.as_str().to_owned(),
            href: at.to(&Route::event(&row.id)),
            title: row.title.clone(),
            kind: self.kind(row.kind, at),
            date: self.event_date(row),
            places: row.places.iter().map(|place| self.place(*place, at)).collect(),
            summary: row.summary.clone(),
            people: involved(&row.people),
            organizations: involved(&row.organizations),
            tags: tags.join(" "),
            claims: self.claims_of(row, at),
            caveat: self.caveat(row),
            basis: self.basis(event),
            is_draft: row.draft,
            is_withdrawn: row.withdrawn.is_some(),
        }
    }

    /// Every claim that an event bears on, once, with what the event does to it.
    fn claims_of(&self, row: &Event, at: &Viewpoint) -> Vec<ClaimView> {
        let mut notices = self.ledger.notices_of_event(self.site, row);
        notices.retain(|notice| row.stances.iter().any(|stance| stance.claim == notice.claim));
        notices
            .into_iter()
            .map(|notice| {
                let claim = notice.claim;
                let stances = row.stances.iter().filter(|stance| stance.claim == claim);
                let words: Vec<String> = stances.map(|stance| self.stance_here(stance.kind).to_owned()).collect();
                let mut once: Vec<String> = Vec::new();
                for word in words {
                    if !once.contains(&word) {
                        once.push(word);
                    }
                }
                let stance = crate::model::Html::escaped(&once.join("; ")).into();
                ClaimView { stance: Some(stance), status: self.notice(&notice), ..self.claim_view(claim, at) }
            })
            .collect()
    }

    /// The markup that must stand wherever the event does.
    pub fn demanded_by_event(&self, event: Ref<Event>, _: &Viewpoint) -> Vec<Markup> {
        self.told_by_event(&self.site.events[event]).iter().map(|notice| self.notice(notice)).collect()
    }

    /// That an arrest or a charge is no proof of guilt, until a later result of that charge stands beside it.
    pub fn caveat(&self, row: &Event) -> Option<String> {
        let kind = &self.site.kinds[row.kind];
        if !kind.accusation {
            return None;
        }
        self.ledger.is_unproven(self.site, row).then(|| self.fill("caveat", &[("kind", &kind.label)]))
    }

    /// "3 sources, 1 origin".
    pub fn basis(&self, event: Ref<Event>) -> String {
        let row = &self.site.events[event];
        let sources = self.count("sources", row.sources.len());
        let origins = self.count("origins", self.site.origins(event).len());
        self.fill("basis", &[("sources", &sources), ("origins", &origins)])
    }

    /// A title that says no more than what sort of event it was and when, for where no status can stand beside it:
    /// a browser's tab, a search engine's list, another site's preview.
    pub fn safe_title(&self, row: &Event) -> String {
        let alleges = !self.told_by_event(row).is_empty();
        if !alleges && self.caveat(row).is_none() {
            return row.title.clone();
        }
        let date = self.date(&row.date).text;
        self.fill("neutral_title", &[("kind", &self.site.kinds[row.kind].label), ("date", &date)])
    }
}
