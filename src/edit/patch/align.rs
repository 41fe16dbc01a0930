//! What becomes of the items of a list when others are wanted.

use super::super::value::FieldValue;

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlignStep {
    Keep(usize),
    Change(usize, usize),
    Insert(usize),
    Remove(usize),
}

/// From the items of a list to those that are wanted: equal ones stay (a longest common subsequence), and between them
/// one is changed into another where both have one.
pub fn align(before: &[FieldValue], wanted: &[FieldValue]) -> Vec<AlignStep> {
    let mut longest = vec![vec![0_usize; wanted.len() + 1]; before.len() + 1];
    for old in (0..before.len()).rev() {
        for new in (0..wanted.len()).rev() {
            longest[old][new] = match before[old] == wanted[new] {
                true => longest[old + 1][new + 1] + 1,
                false => longest[old + 1][new].max(longest[old][new + 1]),
            };
        }
    }
    let mut steps = Vec::new();
    let (mut old, mut new) = (0, 0);
    loop {
        let (old_start, new_start) = (old, new);
        let is_equal = |old: usize, new: usize| old < before.len() && new < wanted.len() && before[old] == wanted[new];
        while (old < before.len() || new < wanted.len()) && !is_equal(old, new) {
            if new == wanted.len() || old < before.len() && longest[old + 1][new] >= longest[old][new + 1] {
                old += 1;
            } else {
                new += 1;
            }
        }
        let changed = (old - old_start).min(new - new_start);
        steps.extend((0..changed).map(|index| AlignStep::Change(old_start + index, new_start + index)));
        steps.extend((old_start + changed..old).map(AlignStep::Remove));
        steps.extend((new_start + changed..new).map(AlignStep::Insert));
        if !is_equal(old, new) {
            return steps;
        }
        steps.push(AlignStep::Keep(old));
        (old, new) = (old + 1, new + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_stay_and_others_are_changed_where_both_have_one() {
        let list = |words: &str| words.chars().map(|c| FieldValue::Text(c.to_string())).collect::<Vec<_>>();
        use AlignStep::{Change, Insert, Keep, Remove};
        for (before, wanted, steps) in [
            ("ab", "ab", vec![Keep(0), Keep(1)]),
            ("ab", "axb", vec![Keep(0), Insert(1), Keep(1)]),
            ("abc", "ac", vec![Keep(0), Remove(1), Keep(2)]),
            ("abc", "axc", vec![Keep(0), Change(1, 1), Keep(2)]),
            ("ab", "ba", vec![Remove(0), Keep(1), Insert(1)]),
            ("", "a", vec![Insert(0)]),
            ("a", "", vec![Remove(0)]),
        ] {
            assert_eq!(align(&list(before), &list(wanted)), steps, "{before} {wanted}");
        }
    }
}
