//! The slice of a long list that one page shows.

/// One page of a list that may need several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSlice {
    /// From 1.
    pub number: usize,
    /// How many pages the list has.
    pub of: usize,
    /// How many entries a page holds.
    size: usize,
}

impl PageSlice {
    /// The pages that a list of `length` entries needs; an empty list has one as well.
    pub fn all(length: usize, size: usize) -> impl Iterator<Item = Self> {
        let of = length.div_ceil(size).max(1);
        (1..=of).map(move |number| Self { number, of, size })
    }

    /// This page's entries of the list.
    pub fn of<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        let start = ((self.number - 1) * self.size).min(list.len());
        &list[start..list.len().min(start + self.size)]
    }

    /// On which page the entry with this index stands.
    pub fn holding(index: usize, size: usize) -> usize {
        index / size + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_stands_on_one_page() {
        let list: Vec<usize> = (0..7).collect();
        let pages: Vec<&[usize]> =
            PageSlice::all(list.len(), 3).collect::<Vec<_>>().iter().map(|slice| slice.of(&list)).collect();
        assert_eq!(pages, [&[0, 1, 2][..], &[3, 4, 5], &[6]]);
        assert_eq!(PageSlice::all(6, 3).count(), 2);
        assert_eq!(PageSlice::all(0, 3).count(), 1);
        for slice in PageSlice::all(list.len(), 3) {
            for entry in slice.of(&list) {
                assert_eq!(PageSlice::holding(*entry, 3), slice.number);
            }
        }
    }
}
