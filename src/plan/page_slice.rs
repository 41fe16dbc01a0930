//! The slice of a long list that one page shows.

/// One page of a list that may need several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSlice {
    /// From 1.
    pub number: usize,
    /// How many pages the list has.
    pub of: usize,
    start: usize,
    end: usize,
}

impl PageSlice {
    /// The pages that a list of `length` entries needs, each with at most `size` of them; an empty list has one as well.
    pub fn all(length: usize, size: usize) -> Vec<Self> {
        let starts: Vec<usize> = (0..length.div_ceil(size)).map(|page| page * size).collect();
        Self::starting_at(&starts, length)
    }

    /// The pages of a list whose entries stand in groups of these lengths. A page ends where a group does, unless the
    /// group alone is too long for one.
    pub fn of_groups(groups: &[usize], size: usize) -> Vec<Self> {
        let (mut starts, mut start, mut end) = (vec![0], 0, 0);
        for length in groups {
            if end > start && end + length - start > size {
                start = end;
                starts.push(start);
            }
            end += length;
            while end - start > size {
                start += size;
                starts.push(start);
            }
        }
        Self::starting_at(&starts, end)
    }

    fn starting_at(starts: &[usize], length: usize) -> Vec<Self> {
        let starts = if starts.is_empty() { &[0] } else { starts };
        let end = |index: usize| starts.get(index + 1).copied().unwrap_or(length);
        let slice = |(index, start): (usize, &usize)| Self {
            number: index + 1,
            of: starts.len(),
            start: *start,
            end: end(index),
        };
        starts.iter().enumerate().map(slice).collect()
    }

    /// This page's entries of the list.
    pub fn of<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        &list[self.start.min(list.len())..self.end.min(list.len())]
    }

    /// Which entries of the list it shows.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(slices: &[PageSlice]) -> Vec<usize> {
        slices.iter().map(|slice| slice.range().len()).collect()
    }

    #[test]
    fn every_entry_stands_on_one_page() {
        let list: Vec<usize> = (0..7).collect();
        let slices = PageSlice::all(list.len(), 3);
        let pages: Vec<&[usize]> = slices.iter().map(|slice| slice.of(&list)).collect();
        assert_eq!(pages, [&[0, 1, 2][..], &[3, 4, 5], &[6]]);
        assert_eq!(lengths(&PageSlice::all(6, 3)), [3, 3]);
        assert_eq!(lengths(&PageSlice::all(0, 3)), [0]);
    }

    #[test]
    fn a_page_ends_where_a_group_does() {
        for (groups, pages) in [
            (&[2, 2, 2][..], &[4, 2][..]),
            (&[5, 1], &[5, 1]),
            (&[1, 11, 2], &[1, 5, 5, 3]),
            (&[10], &[5, 5]),
            (&[], &[0]),
        ] {
            assert_eq!(lengths(&PageSlice::of_groups(groups, 5)), pages, "{groups:?}");
        }
    }
}
