//! Deep links into a page: which words a browser is given so that it shows the passage that is meant.
//!
//! A browser takes the first place where the words stand. So where the text is known, the link is tried on it, and
//! gets more words, or some of those around it, until it leads to the right place.

use super::matching::{Match, same_but_for_case};
use super::normal::Normal;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::ops::Range;

/// The words of a text fragment, `#:~:text=before-,start,end,-after`.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Fragment {
    /// What stands right before it, where the words alone would lead elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The passage, or its first words.
    pub start: String,
    /// Its last words, where the passage is long or something is left out of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// What stands right after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A passage of up to so many words is given whole.
const WHOLE: usize = 20;

/// Of a longer one, so many at each end.
const EACH_END: usize = 6;

impl Fragment {
    /// The best that can be made of a quotation alone; nothing where it has no words of the source.
    pub fn of_quote(quote: &str) -> Option<Self> {
        let runs = runs(quote);
        let (first, last) = (runs.first()?, runs.last()?);
        let (first, last): (Vec<&str>, Vec<&str>) = (first.split(' ').collect(), last.split(' ').collect());
        Some(if runs.len() == 1 && first.len() <= WHOLE {
            Self { start: first.join(" "), ..Self::default() }
        } else {
            let start = first[..first.len().min(EACH_END)].join(" ");
            Self { start, end: Some(last[last.len().saturating_sub(EACH_END)..].join(" ")), ..Self::default() }
        })
    }

    /// The shortest that leads a browser to this place of `text`, whose normal form is `normal`.
    ///
    /// Where none does (the same words stand in the same surroundings twice), the shortest of all. A passage that is
    /// not the only one gets some of the words around it even if it is the first: what stands on the page above the
    /// text that was read is not known.
    pub fn pinned(text: &str, normal: &Normal, place: &Match, is_only: bool) -> Option<Self> {
        let whole = place.whole();
        let mut shapes = shapes(text, normal, place).into_iter().peekable();
        let plain = shapes.peek()?.clone();
        for shape in shapes {
            for (before, after) in SURROUNDINGS.into_iter().skip(usize::from(!is_only)) {
                let fragment = Self {
                    before: words_before(text, normal, whole.start, before),
                    after: words_after(text, normal, whole.end, after),
                    ..shape.clone()
                };
                if !is_only && fragment.before.is_none() && fragment.after.is_none() {
                    continue;
                }
                if fragment.landing(normal) == Some(whole.clone()) {
                    return Some(fragment);
                }
            }
        }
        Some(plain)
    }

    /// The fragment as it stands in an address, after `#:~:`.
    pub fn directive(&self) -> String {
        /// Everything but letters, digits and three marks; a comma and a hyphen mean something here.
        const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'~');
        let encoded = |words: &str| utf8_percent_encode(words, ENCODED).to_string();
        let mut parts = Vec::new();
        parts.extend(self.before.as_deref().map(|words| format!("{}-", encoded(words))));
        parts.push(encoded(&self.start));
        parts.extend(self.end.as_deref().map(encoded));
        parts.extend(self.after.as_deref().map(|words| format!("-{}", encoded(words))));
        format!("text={}", parts.join(","))
    }

    /// Where a browser would lead.
    fn landing(&self, text: &Normal) -> Option<Range<usize>> {
        let normal = |words: &str| Normal::new(words).as_str().to_owned();
        let start = normal(&self.start);
        let (before, end, after) =
            (self.before.as_deref().map(normal), self.end.as_deref().map(normal), self.after.as_deref().map(normal));
        let follows = |at: usize, words: &Option<String>| {
            words.as_ref().is_none_or(|words| stands(text, skip_space(text, at), words).is_some())
        };
        let mut from = 0;
        loop {
            let at = match &before {
                None => find(text, &start, from)?,
                Some(before) => {
                    let found = find(text, before, from)?;
                    let at = skip_space(text, found.end);
                    from = found.start + 1;
                    match stands(text, at, &start) {
                        None => continue,
                        Some(length) => at..at + length,
                    }
                }
            };
            from = from.max(if before.is_none() { at.start + 1 } else { from });
            match &end {
                None if follows(at.end, &after) => return Some(at),
                None => {}
                Some(end) => {
                    let mut last = find(text, end, at.end)?;
                    while !follows(last.end, &after) {
                        last = find(text, end, last.start + 1)?;
                    }
                    return Some(at.start..last.end);
                }
            }
        }
    }
}

/// How many words before and after, tried in this order.
const SURROUNDINGS: [(usize, usize); 13] =
    [(0, 0), (1, 0), (0, 1), (2, 0), (0, 2), (2, 2), (3, 0), (0, 3), (3, 3), (5, 0), (0, 5), (5, 5), (8, 8)];

/// The passage in the ways in which a link can give it, the shortest first.
///
/// A browser looks for each of the two ends within one paragraph, so neither reaches over a line break.
fn shapes(text: &str, normal: &Normal, place: &Match) -> Vec<Fragment> {
    let (Some(first), Some(last)) = (place.parts.first(), place.parts.last()) else { return Vec::new() };
    let printed = |range: Range<usize>| one_spaced(&text[normal.original(range)]);
    let breaks = |range: &Range<usize>| text[normal.original(range.clone())].contains('\n');
    let words = |range: &Range<usize>| -> Vec<Range<usize>> {
        normal
            .words()
            .filter(|word| word.start < range.end && word.end > range.start)
            .map(|word| word.start.max(range.start)..word.end.min(range.end))
            .collect()
    };
    let (head, tail) = (words(first), words(last));
    let mut shapes = Vec::new();
    let is_one = place.parts.len() == 1;
    if is_one && head.len() <= WHOLE && !breaks(first) {
        shapes.push(Fragment { start: printed(first.clone()), ..Fragment::default() });
    }
    for count in [EACH_END, 2 * EACH_END, 4 * EACH_END] {
        let start = (1..=count.min(head.len())).rev().map(|n| head[0].start..head[n - 1].end).find(|r| !breaks(r));
        let end = (tail.len().saturating_sub(count)..tail.len())
            .map(|n| tail[n].start..tail[tail.len() - 1].end)
            .find(|range| !breaks(range));
        if let (Some(start), Some(end)) = (start, end)
            && start.end < end.start
        {
            shapes.push(Fragment { start: printed(start), end: Some(printed(end)), ..Fragment::default() });
        }
    }
    if is_one && (head.len() > WHOLE || shapes.is_empty()) {
        shapes.push(Fragment { start: printed(first.clone()), ..Fragment::default() });
    }
    shapes
}

/// The last words of the line before `at`; with them everything up to `at`, such as an opening quotation mark.
///
/// A browser looks for them within one paragraph, but that may be the one before.
fn words_before(text: &str, normal: &Normal, at: usize, count: usize) -> Option<String> {
    let lines = text[..normal.original(at..at + 1).start].rsplit('\n');
    let line = lines.into_iter().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let taken = enough(words.iter().rev(), count);
    let words = words[words.len() - taken..].join(" ");
    words.contains(char::is_alphanumeric).then_some(words)
}

fn words_after(text: &str, normal: &Normal, at: usize, count: usize) -> Option<String> {
    let mut lines = text[normal.original(at - 1..at).end..].split('\n');
    let line = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let taken = enough(words.iter(), count);
    let words = words[..taken].join(" ");
    words.contains(char::is_alphanumeric).then_some(words)
}

/// How many pieces hold `count` words: a quotation mark alone is a piece and no word.
fn enough<'a>(pieces: impl Iterator<Item = &'a &'a str>, count: usize) -> usize {
    let mut found = 0;
    pieces
        .take_while(|piece| {
            let is_needed = found < count;
            found += usize::from(piece.contains(char::is_alphanumeric));
            is_needed
        })
        .count()
}

/// The first place at or after `from` where `words` stand, whatever their case, as browsers look for them.
fn find(text: &Normal, words: &str, from: usize) -> Option<Range<usize>> {
    (from..text.as_str().len()).find_map(|at| stands(text, at, words).map(|length| at..at + length))
}

/// How many bytes `words` take at `at`, if they stand there as whole words.
fn stands(text: &Normal, at: usize, words: &str) -> Option<usize> {
    let mut rest = text.as_str().get(at..)?.chars();
    for wanted in words.chars() {
        let c = rest.next()?;
        if !same_but_for_case(c, wanted) {
            return None;
        }
    }
    let length = text.as_str().len() - at - rest.as_str().len();
    (text.is_bound(at) && text.is_bound(at + length)).then_some(length)
}

fn skip_space(text: &Normal, at: usize) -> usize {
    at + usize::from(text.as_str()[at..].starts_with(' '))
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What of a quotation is certainly the source's: without omissions, brackets and words that a bracket is part of.
fn runs(quote: &str) -> Vec<String> {
    let mut text = quote.replace("[…]", "…").replace("[...]", "…").replace("...", "…").replace(". . .", "…");
    while let Some(open) = text.find('[') {
        let Some(close) = text[open..].find(']').map(|at| open + at) else { break };
        let start = text[..open]
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let after = &text[close + 1..];
        let end = close + 1 + (after.len() - after.trim_start_matches(char::is_alphanumeric).len());
        text.replace_range(start..end, "…");
    }
    let runs = text.split('…').map(|run| one_spaced(run.trim_matches([' ', ',', ';'])));
    runs.filter(|run| run.contains(char::is_alphanumeric)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::matching::matches;
    use super::*;

    const TEXT: &str = "“I resign tonight,” said Bloom.\nThe radio: “I resign tonight,” she had said. \
        Nobody on the board, which met in the old customs house until late, had expected her to go so soon after the summer storms had passed.\nI’m done.\nShe left, she left, she left.";

    fn pinned(quote: &str, nth: usize) -> Fragment {
        let normal = Normal::new(TEXT);
        let place = matches(quote, &normal).remove(nth);
        let is_only = matches(quote, &normal).len() == 1;
        let fragment = Fragment::pinned(TEXT, &normal, &place, is_only).unwrap();
        assert_eq!(fragment.landing(&normal), Some(place.whole()), "{fragment:?}");
        fragment
    }

    #[test]
    fn a_unique_passage_needs_nothing_more() {
        assert_eq!(pinned("said Bloom", 0), Fragment { start: "said Bloom".into(), ..Fragment::default() });
        assert_eq!(pinned("said Bloom", 0), Fragment::of_quote("said Bloom").unwrap());
        let long = "Nobody on the board, which met in the old customs house until late, had expected her to go so soon after the summer storms";
        assert_eq!(
            pinned(long, 0).directive(),
            "text=Nobody%20on%20the%20board%2C%20which%20met,so%20soon%20after%20the%20summer%20storms"
        );
        assert_eq!(pinned(long, 0), Fragment::of_quote(long).unwrap());
    }

    #[test]
    fn the_second_of_two_gets_its_surroundings() {
        assert_eq!(pinned("I resign tonight", 0).directive(), "text=I%20resign%20tonight,-%2C%E2%80%9D%20said");
        let second = pinned("I resign tonight", 1);
        assert_eq!(second.before.as_deref(), Some("radio: “"));
        assert_eq!(second.directive(), "text=radio%3A%20%E2%80%9C-,I%20resign%20tonight");
    }

    #[test]
    fn a_whole_paragraph_is_told_by_its_neighbours() {
        let text = "The board met.\n\nNobody came.\n\nIt met again.\n\nNobody came.\n\nIt gave up.";
        let normal = Normal::new(text);
        let places = matches("Nobody came.", &normal);
        let pinned = |nth: usize| Fragment::pinned(text, &normal, &places[nth], false).unwrap();
        assert_eq!(pinned(0).directive(), "text=met.-,Nobody%20came.");
        assert_eq!(pinned(1).directive(), "text=again.-,Nobody%20came.");
        for (nth, place) in places.iter().enumerate() {
            assert_eq!(pinned(nth).landing(&normal), Some(place.whole()));
        }
    }

    #[test]
    fn a_link_never_reaches_over_a_line_break() {
        let over = pinned("storms had passed. I'm done", 0);
        assert_eq!((over.start.as_str(), over.end.as_deref()), ("storms had passed.", Some("I’m done")));
    }

    #[test]
    fn omissions_and_brackets_are_not_looked_for() {
        let made = |quote| Fragment::of_quote(quote).map(|fragment| fragment.directive());
        assert_eq!(made("I resign … so soon").unwrap(), "text=I%20resign,so%20soon");
        assert_eq!(made("[She] said Bloom").unwrap(), "text=said%20Bloom");
        assert_eq!(made("they resign[ed] then").unwrap(), "text=they,then");
        assert_eq!(made("[…]"), None);
        assert_eq!(pinned("I resign … so soon", 0).end.as_deref(), Some("so soon"));
    }

    #[test]
    fn words_that_cannot_be_told_apart_still_give_a_link() {
        let text = "left left left left left left left left left left left left left left left left left left left";
        let normal = Normal::new(text);
        let place = matches("left", &normal).remove(9);
        assert_eq!(Fragment::pinned(text, &normal, &place, false).unwrap().start, "left");
    }
}
