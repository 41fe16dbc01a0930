//! Which of several readings holds.

use unicode_normalization::UnicodeNormalization;

/// How far a place on a page can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// It is there for something else, or says more than one thing.
    Guess,
    /// It speaks of another host.
    Elsewhere,
    /// It was made for something near, such as a line for social networks.
    Near,
    /// It was made to say this.
    Made,
}

/// A value, and where on the page it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageReading<T> {
    pub value: T,
    pub place: String,
    pub trust: Trust,
}

impl<T> PageReading<T> {
    /// A reading.
    pub fn new(value: T, place: &str, trust: Trust) -> Self {
        Self { value, place: place.to_owned(), trust }
    }
}

/// What is certain of a value, and what else was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled<T> {
    pub certain: Option<PageReading<T>>,
    /// Each value once.
    pub others: Vec<PageReading<T>>,
}

impl<T> Settled<T> {
    /// The same with nothing certain.
    #[must_use]
    pub fn uncertain(self) -> Self {
        Self { certain: None, others: self.certain.into_iter().chain(self.others).collect() }
    }
}

impl<T> Default for Settled<T> {
    fn default() -> Self {
        Self { certain: None, others: Vec::new() }
    }
}

/// Settles readings, the most trusted first where two are equally so: certain is what one place that was made for it, or two
/// places, say, and no place that is as good contradicts.
pub fn settle<T: Clone>(readings: Vec<PageReading<T>>, same: impl Fn(&T, &T) -> bool) -> Settled<T> {
    // Each value once, with how far the places that give it can be trusted together.
    let mut values: Vec<(PageReading<T>, usize)> = Vec::new();
    for reading in readings {
        match values.iter_mut().find(|(known, _)| same(&known.value, &reading.value)) {
            Some((known, count)) => {
                known.place = format!("{}, {}", known.place, reading.place);
                known.trust = known.trust.max(reading.trust);
                *count += 1;
            }
            None => values.push((reading, 1)),
        }
    }
    let rank = |(reading, count): &(PageReading<T>, usize)| {
        let agreed = *count > 1 && reading.trust != Trust::Elsewhere && reading.trust >= Trust::Near;
        if agreed { reading.trust.max(Trust::Made) } else { reading.trust }
    };
    let best = values.iter().map(rank).max();
    let firsts: Vec<usize> =
        (0..values.len()).filter(|at| best == Some(Trust::Made) && rank(&values[*at]) == Trust::Made).collect();
    let mut values: Vec<Option<PageReading<T>>> = values.into_iter().map(|(reading, _)| Some(reading)).collect();
    let certain = match firsts.as_slice() {
        [only] => values[*only].take(),
        _ => None,
    };
    Settled { certain, others: values.into_iter().flatten().collect() }
}

/// Whether two texts are the same but for case, punctuation and the form of letters.
pub fn same_words(one: &str, other: &str) -> bool {
    let words =
        |text: &str| -> String { text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect() };
    let one = words(one);
    !one.is_empty() && one == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(readings: &[(&str, Trust)]) -> (Option<String>, Vec<String>) {
        let readings = readings.iter().map(|(value, trust)| PageReading::new((*value).to_owned(), "x", *trust));
        let settled = settle(readings.collect(), |one, other| one == other);
        (settled.certain.map(|one| one.value), settled.others.into_iter().map(|one| one.value).collect())
    }

    #[test]
    fn certain_is_what_was_made_for_it_and_is_not_contradicted() {
        use Trust::*;
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(settled(&[("a", Made)]), (some("a"), vec![]));
        assert_eq!(settled(&[("a", Made), ("b", Guess)]), (some("a"), vec!["b".to_owned()]));
        assert_eq!(settled(&[("a", Made), ("b", Made)]).0, None);
        assert_eq!(settled(&[("a", Near), ("a", Guess)]), (some("a"), vec![]));
        assert_eq!(settled(&[("a", Guess), ("a", Guess)]).0, None);
        assert_eq!(settled(&[("a", Near)]).0, None);
        assert_eq!(settled(&[("a", Elsewhere), ("a", Elsewhere)]).0, None);
        assert_eq!(settled(&[]), (None, vec![]));
    }

    #[test]
    fn words_are_compared_without_their_dress() {
        assert!(same_words("The Warden’s “No”", "the warden's \"no\""));
        assert!(!same_words("", "…"));
    }
}
