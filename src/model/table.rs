//! Tables of rows of one type, in order, with typed references to them that can't dangle.

use super::Id;
use crate::hashing::HashMap;
use rayon::prelude::*;
use std::fmt;
use std::marker::PhantomData;

/// A reference to a row of a [`Table`]: resolved, hence certain to lead somewhere.
///
/// Its order is the table's: for events, the order of the timeline.
pub struct Ref<T> {
    index: u32,
    sort: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).expect("a site has fewer than four billion things"), sort: PhantomData }
    }

    /// The row's place in its table, from 0.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

// Written out because a derive would ask the same of `T`.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Ref<T> {}
impl<T> PartialOrd for Ref<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ref<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> std::hash::Hash for Ref<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Which rows the ids of one sort name, known before the rows themselves are.
///
/// Resolving needs this step: an event refers to events that are not resolved yet.
#[derive(Debug)]
pub struct Names<T> {
    by_id: HashMap<Id, Ref<T>>,
}

impl<T> Names<T> {
    /// Numbers `ids` in their order; of two equal ids the first keeps the name.
    pub fn new<'a>(ids: impl Iterator<Item = &'a Id>) -> Self {
        let mut by_id = HashMap::new();
        for (index, id) in ids.enumerate() {
            by_id.entry(id.clone()).or_insert_with(|| Ref::new(index));
        }
        Self { by_id }
    }

    /// The row that `id` names.
    pub fn get(&self, id: &str) -> Option<Ref<T>> {
        self.by_id.get(id).copied()
    }

    /// Every id, in no particular order: for suggestions.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.by_id.keys().map(Id::as_str)
    }
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { by_id: HashMap::new() }
    }
}

/// Rows of one sort, in order.
#[derive(Debug)]
pub struct Table<T> {
    rows: Vec<T>,
}

impl<T> Table<T> {
    /// The rows in their order; references made by [`Names`] over the same order lead to them.
    pub fn new(rows: Vec<T>) -> Self {
        Self { rows }
    }

    /// The table with other rows in the places of those for which there are some.
    #[must_use]
    pub fn replacing(mut self, other: impl Fn(&T) -> Option<T>) -> Self {
        for row in &mut self.rows {
            if let Some(other) = other(row) {
                *row = other;
            }
        }
        self
    }

    /// Each row with the reference to it, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Ref<T>, &T)> + ExactSizeIterator {
        self.rows().enumerate().map(|(index, row)| (Ref::new(index), row))
    }

    /// The references alone, in order.
    pub fn refs(&self) -> impl DoubleEndedIterator<Item = Ref<T>> + use<T> {
        (0..self.rows.len()).map(Ref::new)
    }

    /// The rows alone, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.rows.iter()
    }

    /// The rows, to be changed.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.rows.iter_mut()
    }

    /// The same, for several threads.
    pub fn par_rows(&self) -> impl IndexedParallelIterator<Item = &T>
    where
        T: Send + Sync,
    {
        self.rows.par_iter()
    }

    /// The row that `order` calls equal, in a table whose rows are in that order.
    pub fn find_sorted(&self, order: impl FnMut(&T) -> std::cmp::Ordering) -> Option<Ref<T>> {
        self.rows.binary_search_by(order).ok().map(Ref::new)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<T> std::ops::Index<Ref<T>> for Table<T> {
    type Output = T;

    fn index(&self, row: Ref<T>) -> &T {
        &self.rows[row.index()]
    }
}
