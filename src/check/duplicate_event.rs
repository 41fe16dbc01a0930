//! `duplicate-event`: one event told twice.
//!
//! Two on the same day whose titles differ by little, or that cite the same words of the same source. It happens when
//! two editors read two papers; each file then lacks the other's sources. Events that name different places, or
//! different times, are two.

use super::{Findings, Subject};
use crate::diagnostic::{Code, suggest};
use crate::model::{Event, Ref, Source};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use unicode_normalization::UnicodeNormalization;

/// How alike titles must be, from 0 to 1.
const ALIKE: f64 = 0.85;

/// Titles of more bytes than this are compared for equality only.
const LONGEST: usize = 300;

/// Beyond this many on one day, all titles are: comparing each with each gets slow.
const CROWD: usize = 200;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let events: Vec<&Event> = subject.site.published().map(|(_, event)| event).collect();
    let days = events.chunk_by(|a, b| a.date.compare_days(&b.date) == Ordering::Equal);
    for day in days.filter(|day| day.len() > 1) {
        let mut titles: Vec<Title> = Vec::new();
        let mut same_words: HashMap<BTreeSet<String>, Vec<&Event>> = HashMap::new();
        let mut first_to_quote: HashMap<(Ref<Source>, &str), &Event> = HashMap::new();
        for event in day.iter().filter(|event| !event.title.is_empty()) {
            let title = Title::new(event);
            let same = same_words.get(&title.words).into_iter().flatten().find(|known| !are_apart(known, event));
            let near = || titles.iter().filter(|_| day.len() <= CROWD).find(|known| known.is_like(&title));
            let alike = same.copied().or_else(|| near().map(|known| known.event));
            let quoted = quotations(event).find_map(|quotation| first_to_quote.get(&quotation).copied());
            let why = match (alike, quoted) {
                (Some(first), _) => Some((first, "has nearly the same title as")),
                (None, Some(first)) => Some((first, "quotes the same words as")),
                (None, None) => None,
            };
            if let Some((first, why)) = why {
                findings.add(
                    Code::DuplicateEvent,
                    &event.file,
                    event.title_at,
                    format!("this {why} `{}`, on the same day", first.id),
                    format!(
                        "if they are one event, merge this file into `{}`, and keep this id there: `aliases: [{}]`",
                        first.file, event.id
                    ),
                );
            }
            same_words.entry(title.words.clone()).or_default().push(event);
            titles.push(title);
            for quotation in quotations(event) {
                first_to_quote.entry(quotation).or_insert(event);
            }
        }
    }
}

fn quotations(event: &Event) -> impl Iterator<Item = (Ref<Source>, &str)> {
    event.sources.iter().flat_map(|cited| {
        cited.citations.iter().filter_map(|citation| Some((cited.source, citation.quote.as_deref()?)))
    })
}

/// Whether the events say themselves that they are two: at other places, or at other times of the day.
fn are_apart(a: &Event, b: &Event) -> bool {
    let both = !a.places.is_empty() && !b.places.is_empty();
    let share_place = a.places.iter().any(|place| b.places.contains(place));
    (both && !share_place) || (a.time.is_some() && b.time.is_some() && a.time != b.time)
}

/// A title as it is compared.
struct Title<'a> {
    event: &'a Event,
    text: String,
    words: BTreeSet<String>,
}

impl<'a> Title<'a> {
    fn new(event: &'a Event) -> Self {
        let plain: String = (event.title.nfkd())
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .flat_map(char::to_lowercase)
            .collect();
        let words = plain.split_whitespace().filter(|word| !matches!(*word, "the" | "a" | "an"));
        let text = words.clone().collect::<Vec<_>>().join(" ");
        Self { event, text, words: words.map(str::to_owned).collect() }
    }

    fn is_like(&self, other: &Self) -> bool {
        // "Session 1" and "Session 2" are two.
        let has_digit = |word: &&String| word.contains(char::is_numeric);
        let same_numbers = self.words.iter().filter(has_digit).eq(other.words.iter().filter(has_digit));
        let (short, long) = (self.text.len().min(other.text.len()), self.text.len().max(other.text.len()));
        #[expect(clippy::cast_precision_loss, reason = "titles are short")]
        let can_be = long <= LONGEST && short as f64 >= long as f64 * ALIKE;
        can_be
            && same_numbers
            && !are_apart(self.event, other.event)
            && suggest::likeness(&self.text, &other.text) >= ALIKE
    }
}
