//! "Did you mean …?": the known word that an unknown one was probably meant to be.

/// Beyond this many characters nothing is a slip of the finger, and comparing gets slow.
const LONGEST: usize = 100;

/// Fewer characters than this begin too many words to mean one of them.
const SHORTEST_PART: usize = 3;

/// The candidate nearest to `word`, if one is near.
///
/// Near is, in this order: the same but for capitals; one that differs by typing slips in up to a third of its letters
/// (Damerau and Levenshtein's: a letter left out, added, wrong, or two swapped); one that begins with the word, or the
/// word with it; one that contains it. Among equals the first in the alphabet wins, so that the order of the candidates
/// does not matter.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.trim().to_lowercase();
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let mut best: Option<(Nearness, &'c str)> = None;
    for candidate in candidates {
        let to_beat = match best {
            Some((Nearness::Slips(slips), _)) => slips,
            _ => usize::MAX,
        };
        if let Some(nearness) = nearness(&word, length, candidate, to_beat)
            && best.as_ref().is_none_or(|best| (&nearness, candidate) < (&best.0, best.1))
        {
            best = Some((nearness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether two ids differ in their digits alone: then they may well be of two days, or of two things, and neither is a slip.
pub fn differ_in_digits_alone(a: &str, b: &str) -> bool {
    let without_digits = |id: &str| id.replace(|c: char| c.is_ascii_digit(), "0");
    a != b && without_digits(a) == without_digits(b)
}

/// How many typing slips turn one text into the other.
pub fn slips(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(a, b)
}

/// How alike two texts are: 1 when they are the same, 0 when they have nothing in common.
pub fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}

/// The help that offers the nearest candidate.
pub fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

/// What such a help offers.
pub fn suggested(help: &str) -> Option<&str> {
    help.strip_prefix("did you mean `")?.split_once("`?").map(|(near, _)| near)
}

/// How far a candidate is from the word; the variants' order is the order of preference.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Slips(usize),
    Begins { more: usize },
    Contains { more: usize },
}

/// The nearness of a candidate; more slips than `to_beat` are not worth counting.
fn nearness(word: &str, length: usize, candidate: &str, to_beat: usize) -> Option<Nearness> {
    let candidate = candidate.to_lowercase();
    let other = candidate.chars().count();
    if other == 0 || other > LONGEST {
        return None;
    }
    let more = length.abs_diff(other);
    let slips = (length.max(other) / 3).max(usize::from(length > 1)).min(to_beat);
    if more <= slips && unshared(word, &candidate) <= 2 * slips {
        let distance = strsim::damerau_levenshtein(word, &candidate);
        if distance <= slips {
            return Some(Nearness::Slips(distance));
        }
    }
    if length.min(other) < SHORTEST_PART {
        None
    } else if candidate.starts_with(word) || word.starts_with(&candidate) {
        Some(Nearness::Begins { more })
    } else if candidate.contains(word) || word.contains(&candidate) {
        Some(Nearness::Contains { more })
    } else {
        None
    }
}

/// How many letters one has and the other lacks, whatever their order.
///
/// One slip changes this by two at most, so that most candidates are ruled out without the costly comparison.
fn unshared(a: &str, b: &str) -> usize {
    let mut balance = [0_i32; 64];
    a.bytes().for_each(|byte| balance[usize::from(byte % 64)] += 1);
    b.bytes().for_each(|byte| balance[usize::from(byte % 64)] -= 1);
    let all: u32 = balance.iter().map(|n| n.unsigned_abs()).sum();
    // Characters beyond ASCII have up to four bytes, all of which may differ.
    if a.is_ascii() && b.is_ascii() { all as usize } else { all as usize / 4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 4] = ["courier-2031-04-06", "inquiry-report-2032", "ledger-2031-04-05", "ledger-2031-06-02"];
    const KEYS: [&str; 6] = ["title", "date", "time", "kind", "sources", "date_variants"];

    #[test]
    fn another_day_is_no_slip_and_what_was_offered_is_found_again() {
        assert!(differ_in_digits_alone("ledger-2031-04-06", "ledger-2031-04-04"));
        assert!(!differ_in_digits_alone("ledger-2031-4-06", "ledger-2031-04-06"));
        assert!(!differ_in_digits_alone("leger-2031-04-06", "ledger-2031-04-06"));
        let help = format!("{} Its numbers differ; if it isn't that one, write it", did_you_mean("a-1"));
        assert_eq!((suggested(&help), suggested(&did_you_mean("b"))), (Some("a-1"), Some("b")));
    }

    #[test]
    fn slips_of_the_finger() {
        assert_eq!(nearest("ledgr-2031-04-05", SOURCES), Some("ledger-2031-04-05"));
        assert_eq!(nearest("titel", KEYS), Some("title"));
        assert_eq!(nearest("source", KEYS), Some("sources"));
        assert_eq!(nearest("Kind", KEYS), Some("kind"));
        assert_eq!(nearest("dat", KEYS), Some("date"));
        assert_eq!(nearest("zoe-völl", ["zoë-voll", "ida-bloom"]), Some("zoë-voll"));
        assert_eq!(nearest("港弯局東京", ["港湾局東京"]), Some("港湾局東京"));
    }

    #[test]
    fn the_beginning_or_a_part_of_a_word() {
        assert_eq!(nearest("ledger", SOURCES), Some("ledger-2031-04-05"));
        assert_eq!(nearest("inquiry", SOURCES), Some("inquiry-report-2032"));
        assert_eq!(nearest("2031-04-06", SOURCES), Some("courier-2031-04-06"));
        assert_eq!(nearest("bloom", ["ida-bloom", "noor-vale"]), Some("ida-bloom"));
        assert_eq!(nearest("kind_of_event", KEYS), Some("kind"));
    }

    #[test]
    fn nothing_near() {
        assert_eq!(nearest("photographer", KEYS), None);
        assert_eq!(nearest("ab", ["cd", "abcdefgh"]), None);
        assert_eq!(nearest("", KEYS), None);
        assert_eq!(nearest("x", ["y", ""]), None);
        assert_eq!(nearest("title", []), None);
    }

    #[test]
    fn the_order_of_candidates_does_not_matter() {
        assert_eq!(nearest("abcd", ["abce", "abcf"]), Some("abce"));
        assert_eq!(nearest("abcd", ["abcf", "abce"]), Some("abce"));
    }

    #[test]
    fn fewer_slips_win_over_more_and_over_a_beginning() {
        assert_eq!(nearest("dates", ["date_variants", "rates", "date"]), Some("date"));
        assert_eq!(nearest("dates", ["datesheet", "gates"]), Some("gates"));
    }

    #[test]
    fn a_hostile_word_costs_nothing() {
        let long = format!("{}{}", SOURCES[0], "a".repeat(5_000_000));
        assert_eq!(nearest(&long, SOURCES), None);
        assert_eq!(nearest(SOURCES[0], [long.as_str()]), None);
    }
}
