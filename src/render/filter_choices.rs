//! What the events of a list can be filtered by. The page asks, and the index that a script loads where a list takes several
//! pages.

use super::context::Context;
use super::wording::tag_name;
use crate::model::{Event, Involvement, Kind, Party, PartyKind, Ref, foreign};
use crate::plan::{EventListOf, slug};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A property of events of which a reader chooses one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    Kind,
    Person,
    Organization,
    Tag,
}

/// A value of a filter, and what it is called.
#[derive(Debug, Serialize)]
pub struct FilterChoice<'a> {
    pub value: Cow<'a, str>,
    pub text: Cow<'a, str>,
}

impl Filter {
    /// Those of a list. What its events have in common is no filter, and neither are kinds that tell nothing apart.
    pub fn of_list(cx: &Context<'_>, list: Option<EventListOf>) -> Vec<Self> {
        let common = match list {
            Some(EventListOf::Kind(_)) => Some(Self::Kind),
            Some(EventListOf::Tag(_)) => Some(Self::Tag),
            Some(EventListOf::Party(party)) => match cx.site.parties[party].kind {
                PartyKind::Person => Some(Self::Person),
                PartyKind::Organization => Some(Self::Organization),
            },
            Some(EventListOf::Year(_) | EventListOf::Place(_)) | None => None,
        };
        let mut filters = vec![Self::Kind, Self::Person, Self::Organization, Self::Tag];
        filters.retain(|filter| Some(*filter) != common && (*filter != Self::Kind || cx.site.tells_kinds_apart()));
        filters
    }

    /// The name of its field in the form, and in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Tag => "tag",
        }
    }

    /// What can be chosen where these events stand.
    pub fn choices<'a>(self, cx: &Context<'a>, events: &[Ref<Event>]) -> Vec<FilterChoice<'a>> {
        let rows = || events.iter().map(|event| &cx.site.events[*event]);
        match self {
            Self::Kind => {
                let kinds: BTreeSet<Ref<Kind>> = rows().map(|row| row.kind).collect();
                let kinds = kinds.into_iter().map(|kind| &cx.site.kinds[kind]);
                kinds.map(|row| FilterChoice { value: row.id.as_str().into(), text: (&*row.label).into() }).collect()
            }
            Self::Person => parties(cx, &cx.plan.people, rows().flat_map(|row| &row.people)),
            Self::Organization => parties(cx, &cx.plan.organizations, rows().flat_map(|row| &row.organizations)),
            Self::Tag => {
                let tags: BTreeSet<&'a str> = rows().flat_map(|row| &row.tags).map(String::as_str).collect();
                let mut tags: Vec<&'a str> = tags.into_iter().collect();
                tags.sort_by_cached_key(|tag| cx.words.language.sort_key(&foreign::plain(&tag_name(cx, tag))));
                tags.into_iter().map(|tag| FilterChoice { value: slug(tag).into(), text: tag_name(cx, tag) }).collect()
            }
        }
    }

    /// What an event has of it.
    pub fn values<'a>(self, cx: &Context<'a>, event: Ref<Event>) -> Vec<Cow<'a, str>> {
        let row = &cx.site.events[event];
        let ids = |involved: &'a [Involvement]| {
            involved.iter().map(|one| cx.site.parties[one.party].id.as_str().into()).collect()
        };
        match self {
            Self::Kind => vec![cx.site.kinds[row.kind].id.as_str().into()],
            Self::Person => ids(&row.people),
            Self::Organization => ids(&row.organizations),
            Self::Tag => row.tags.iter().map(|tag| slug(tag).into()).collect(),
        }
    }
}

/// Those of these parties that are involved, in their order.
fn parties<'a>(
    cx: &Context<'a>,
    parties: &[Ref<Party>],
    involved: impl Iterator<Item = &'a Involvement>,
) -> Vec<FilterChoice<'a>> {
    let involved: BTreeSet<Ref<Party>> = involved.map(|one| one.party).collect();
    let shown = parties.iter().filter(|party| involved.contains(party)).map(|party| &cx.site.parties[*party]);
    shown.map(|row| FilterChoice { value: row.id.as_str().into(), text: row.name.as_str().into() }).collect()
}
