//! What was resolved last: who previews a site resolves it again after each save, and one file of thousands changed.

use super::backlinks::{Outline, gather};
use super::lookup::{Complaints, Found, Lookup, NameTables};
use super::site::{Backlinks, Site};
use super::{Order, in_time};
use crate::model::{Claim, Event, Id, Page, Party, Place, Source, Table};
use crate::parse::claim::ClaimFile;
use crate::parse::event::EventFile;
use crate::parse::page::PageFile;
use crate::parse::party::PartyFile;
use crate::parse::place::PlaceFile;
use crate::parse::source::SourceFile;
use crate::parse::{Document, Documents, Settings};
use crate::read::{Folder, Media};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;

/// The rows of the last time, for whoever resolves the same site again and again.
///
/// A row rests on its document, and on what every name leads to; where a name leads elsewhere, because a thing came or
/// went, has another id or another place in the timeline, all rows are made anew.
#[derive(Debug, Default)]
pub struct Memory {
    basis: Option<(Basis, Arc<NameTables>)>,
    pub events: Remembered<EventFile, Event>,
    pub sources: Remembered<SourceFile, Source>,
    pub claims: Remembered<ClaimFile, Claim>,
    pub parties: Remembered<PartyFile, Party>,
    pub places: Remembered<PlaceFile, Place>,
    pub pages: Remembered<PageFile, Page>,
    backlinks: Option<Arc<Backlinks>>,
}

/// What every row rests on beside its own document: what decides on where each name leads, and the files beside events.
#[derive(Debug)]
pub struct Basis {
    settings: Option<Settings>,
    /// For each event of the timeline the place where it stood among the documents.
    order: Vec<usize>,
    /// Whether each stood there the last time.
    is_known: bool,
    ids: [Vec<Id>; 6],
    broken: Vec<(Folder, Id)>,
    drafts: BTreeSet<Id>,
    media: Vec<Media>,
}

/// The rows of one sort, in their order.
#[derive(Debug)]
pub struct Remembered<F, R> {
    known: Vec<Known<F, R>>,
    /// Those that were made anew the last time, with what stood in their places before.
    changed: Vec<(Option<Arc<R>>, Arc<R>)>,
}

impl<F, R> Default for Remembered<F, R> {
    fn default() -> Self {
        Self { known: Vec::new(), changed: Vec::new() }
    }
}

/// A row, and the document that it was made of.
#[derive(Debug)]
struct Known<F, R> {
    document: Arc<Document<F>>,
    row: Arc<R>,
    found: Found,
}

impl<F, R> Clone for Known<F, R> {
    fn clone(&self) -> Self {
        Self { document: Arc::clone(&self.document), row: Arc::clone(&self.row), found: self.found.clone() }
    }
}

impl Basis {
    /// Of these documents, whose events stood in this order, with these drafts and files beside them.
    pub(super) fn new(documents: &Documents, order: Order, drafts: &BTreeSet<Id>, media: &[Media]) -> Self {
        fn ids<F>(documents: &[Arc<Document<F>>]) -> Vec<Id> {
            documents.iter().map(|document| document.id.clone()).collect()
        }
        Self {
            settings: documents.settings.clone(),
            order: order.places,
            is_known: order.is_known,
            ids: [
                ids(&documents.sources),
                ids(&documents.claims),
                ids(&documents.people),
                ids(&documents.organizations),
                ids(&documents.places),
                ids(&documents.pages),
            ],
            broken: documents.broken.clone(),
            drafts: drafts.clone(),
            media: media.to_vec(),
        }
    }

    /// Whether all that a row rests on still holds in what came next.
    fn holds_in(&self, next: &Self) -> bool {
        let settings_are_same = match (&self.settings, &next.settings) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            // What kinds there are, the events say then.
            _ => false,
        };
        next.is_known
            && settings_are_same
            && self.ids == next.ids
            && self.broken == next.broken
            && self.drafts == next.drafts
            && self.media == next.media
    }
}

impl Memory {
    /// For each event of the timeline its place among these documents, if each stands there for the one of the last
    /// time: with its id, its names and its place in time.
    pub fn order(&self, events: &[Arc<Document<EventFile>>]) -> Option<Vec<usize>> {
        let (Basis { order, .. }, _) = self.basis.as_ref()?;
        let known = &self.events.known;
        let is_same = |(known, at): (&Known<EventFile, Event>, &usize)| {
            let (before, now) = (&known.document, &events[*at]);
            Arc::ptr_eq(before, now) || stands_alike(before, now)
        };
        let are_same =
            events.len() == order.len() && known.len() == order.len() && known.iter().zip(order).all(is_same);
        are_same.then(|| order.clone())
    }

    /// Gives what all names lead to. Forgets all rows, unless everything that they rest on is as it was.
    pub fn rest_on(&mut self, basis: Basis, names: impl FnOnce() -> Arc<NameTables>) -> Arc<NameTables> {
        if let Some((before, names)) = &self.basis
            && before.holds_in(&basis)
        {
            return Arc::clone(names);
        }
        let names = names();
        *self = Self { basis: Some((basis, Arc::clone(&names))), ..Self::default() };
        names
    }

    /// The backlinks of this site, whose rows are remembered now; the last time's, where all rows refer alike.
    pub fn backlinks(&mut self, site: &Site) -> Arc<Backlinks> {
        let events_are_alike = self
            .events
            .changed
            .iter()
            .all(|(before, now)| before.as_ref().is_some_and(|before| Outline::of(before) == Outline::of(now)));
        let others_are_same = self.sources.changed.is_empty()
            && self.claims.changed.is_empty()
            && self.parties.changed.is_empty()
            && self.places.changed.is_empty()
            && self.pages.changed.is_empty();
        let known = self.backlinks.take().filter(|_| events_are_alike && others_are_same);
        let backlinks = known.unwrap_or_else(|| Arc::new(gather(site)));
        self.backlinks = Some(Arc::clone(&backlinks));
        backlinks
    }
}

/// Whether two documents are of one event, with the same names and in the same place of the timeline.
fn stands_alike(one: &Document<EventFile>, other: &Document<EventFile>) -> bool {
    fn aliases(event: &Document<EventFile>) -> impl Iterator<Item = &Id> {
        event.front.aliases.iter().map(|alias| &alias.value)
    }
    one.id == other.id
        && one.file == other.file
        && one.front.draft == other.front.draft
        && in_time(one) == in_time(other)
        && aliases(one).eq(aliases(other))
}

/// Makes the rows of a site, or takes those that are remembered.
pub struct Rows<'a> {
    pub names: &'a NameTables,
    pub complaints: &'a mut Complaints,
}

impl Rows<'_> {
    /// The rows that `resolve` makes of documents, in their order; `what` says what each is, for messages. What is wrong
    /// goes to the complaints. What the memory holds isn't made again.
    pub fn table<F, R>(
        &mut self,
        documents: Vec<Arc<Document<F>>>,
        memory: Option<&mut Remembered<F, R>>,
        what: impl Fn(&Document<F>) -> &'static str + Sync,
        resolve: impl Fn(Document<F>, &mut Lookup) -> R + Sync,
    ) -> Table<R>
    where
        F: Clone + Send + Sync,
        R: Send + Sync,
    {
        let names = self.names;
        let made = |document: Document<F>| {
            let mut lookup = Lookup::new(names, &document.file, what(&document));
            (Arc::new(resolve(document, &mut lookup)), lookup.found)
        };
        let documents = documents.into_par_iter();
        let Some(Remembered { known, changed }) = memory else {
            // Nobody else has the documents, so that they are taken apart.
            let (rows, found): (Vec<Arc<R>>, Vec<Found>) =
                documents.map(|document| made(Arc::unwrap_or_clone(document))).unzip();
            found.iter().for_each(|found| self.complaints.add(names, found));
            return Table::new(rows);
        };
        let now = documents.enumerate().map(|(index, document)| match known.get(index) {
            Some(known) if Arc::ptr_eq(&known.document, &document) => known.clone(),
            _ => {
                let (row, found) = made(Document::clone(&document));
                Known { document, row, found }
            }
        });
        let before = mem::replace(known, now.collect());
        let row_before = |index: usize| before.get(index).map(|before| &before.row);
        let is_kept =
            |(index, now): &(usize, &Known<F, R>)| row_before(*index).is_some_and(|row| Arc::ptr_eq(row, &now.row));
        let anew = known.iter().enumerate().filter(|it| !is_kept(it));
        *changed = anew.map(|(index, now)| (row_before(index).cloned(), Arc::clone(&now.row))).collect();
        known.iter().for_each(|known| self.complaints.add(names, &known.found));
        Table::new(known.iter().map(|known| Arc::clone(&known.row)).collect())
    }
}
