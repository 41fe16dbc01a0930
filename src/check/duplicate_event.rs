//! `duplicate-event`: one event in two files.
//!
//! Two on the same day whose titles differ by little, or that cite the same words of the same source. It happens when
//! two editors read two papers; each file then lacks the other's sources. Events that name different places, or
//! different times, are two.

use super::{Findings, Subject};
use crate::diagnostic::{Code, suggest};
use crate::hashing::HashMap;
use crate::model::{Event, Ref, Source};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// How alike titles must be, from 0 to 1.
const ALIKE: f64 = 0.85;

/// Titles of more bytes than this are compared for equality only.
const LONGEST: usize = 300;

/// Beyond this many on one day, all titles are: comparing each with each gets slow.
const CROWD: usize = 200;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let events: Vec<&Event> = subject.site.published().map(|(_, event)| event).collect();
    let days = events.par_chunk_by(|a, b| a.date.days() == b.date.days());
    let found: Vec<Duplicate> = days.filter(|day| day.len() > 1).flat_map_iter(duplicates).collect();
    for Duplicate { event, first, why } in found {
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
}

/// An event that is on the site already.
struct Duplicate<'a> {
    event: &'a Event,
    first: &'a Event,
    why: &'static str,
}

/// Those among the events of one day.
fn duplicates<'a>(day: &[&'a Event]) -> Vec<Duplicate<'a>> {
    let mut duplicates = Vec::new();
    let mut titles: Vec<Title> = Vec::new();
    let mut same_words: HashMap<String, Vec<&Event>> = HashMap::new();
    let mut first_to_quote: HashMap<(Ref<Source>, &str), &Event> = HashMap::new();
    for event in day.iter().copied().filter(|event| !event.title.is_empty()) {
        let title = Title::new(event);
        let same = same_words.get(&title.words).into_iter().flatten().find(|known| !are_apart(known, event));
        let near = || titles.iter().filter(|_| day.len() <= CROWD).find(|known| known.is_like(&title));
        let alike = same.copied().or_else(|| near().map(|known| known.event));
        let quoted = || quotations(event).find_map(|quotation| first_to_quote.get(&quotation).copied());
        let title_is = alike.map(|first| (first, "has nearly the same title as"));
        let found = title_is.or_else(|| quoted().map(|first| (first, "quotes the same words as")));
        duplicates.extend(found.map(|(first, why)| Duplicate { event, first, why }));
        same_words.entry(title.words.clone()).or_default().push(event);
        titles.push(title);
        for quotation in quotations(event) {
            first_to_quote.entry(quotation).or_insert(event);
        }
    }
    duplicates
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
    /// The text's words in the order of the alphabet, each once.
    words: String,
}

impl<'a> Title<'a> {
    fn new(event: &'a Event) -> Self {
        let plain = plain(&event.title);
        let words = plain.split_whitespace().filter(|word| !matches!(*word, "the" | "a" | "an"));
        let mut words: Vec<&str> = words.collect();
        let text = words.join(" ");
        words.sort_unstable();
        words.dedup();
        Self { event, text, words: words.join(" ") }
    }

    fn is_like(&self, other: &Self) -> bool {
        // "Session 1" and "Session 2" are two.
        let same_numbers = || numbers(&self.words).eq(numbers(&other.words));
        let (short, long) = (self.text.len().min(other.text.len()), self.text.len().max(other.text.len()));
        #[expect(clippy::cast_precision_loss, reason = "titles are short")]
        let can_be = long <= LONGEST && short as f64 >= long as f64 * ALIKE;
        can_be
            && same_numbers()
            && !are_apart(self.event, other.event)
            && suggest::likeness(&self.text, &other.text) >= ALIKE
    }
}

fn numbers(words: &str) -> impl Iterator<Item = &str> {
    words.split(' ').filter(|word| word.contains(char::is_numeric))
}

/// The title in small letters without accents, with spaces for all that is neither letter nor number.
fn plain(title: &str) -> String {
    let spaced = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    if title.is_ascii() {
        return title.chars().map(|c| spaced(c).to_ascii_lowercase()).collect();
    }
    let letters = title.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    letters.map(spaced).flat_map(char::to_lowercase).collect()
}
