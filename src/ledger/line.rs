//! A claim's status in words: the one function that decides them.

use super::{Answer, AnswerKind, Status};
use crate::model::{Entry, Event, Group, Ref, SourceType, Stance, StanceKind};
use crate::resolve::Site;
use crate::words::{Pattern, Piece, Words, date};

/// A status in words, with what leads to the events that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusLine {
    pub parts: Vec<Part>,
}

/// A stretch of a status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// Words, mostly a date, that lead to the event which they speak of.
    Event(String, Ref<Event>),
}

impl StatusLine {
    /// The line without its links.
    pub fn text(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) | Part::Event(text, _) => text.as_str(),
            })
            .collect()
    }
}

/// The status in words: who answered, what was found (newest first), how the dispute ended.
pub(super) fn line(site: &Site, words: &Words, status: &Status) -> StatusLine {
    let say = &words.status;
    let mut sentences = Vec::new();
    for answer in &status.answers {
        let is_dated = is_dated(site, answer.entry);
        let pattern = match (answer.kind, answer.again) {
            (AnswerKind::Admitted, _) => &say.admitted,
            (AnswerKind::Denied, false) => &say.denied,
            (AnswerKind::Denied, true) => &say.denied_again,
            (AnswerKind::Answered, _) if is_dated => &say.answered,
            (AnswerKind::Answered, _) => &say.answered_undated,
            (AnswerKind::Declined, _) if is_dated => &say.declined,
            (AnswerKind::Declined, _) => &say.declined_undated,
            (AnswerKind::Silent, _) if is_dated => &say.unanswered,
            (AnswerKind::Silent, _) => &say.unanswered_undated,
        };
        let event = answer.entry.event();
        let party = Part::Text(answering(site, words, answer));
        sentences.push(fill(pattern, &[("party", party), ("date", date_of(site, words, answer.entry, event))]));
    }
    if status.answers.is_empty() && status.findings.is_empty() {
        sentences.push(match status.alleged {
            Some(entry) => {
                let by = stance(site, entry).map_or_else(String::new, |stance| parties(site, words, stance));
                let by = if by.is_empty() { say.somebody.clone() } else { by };
                fill(&say.alleged, &[("party", Part::Text(by)), ("date", date_of(site, words, entry, entry.event()))])
            }
            None if is_alleged_by_a_title(site, status) => vec![Part::Text(say.alleged_in_title.clone())],
            None => vec![Part::Text(say.nothing.clone())],
        });
    }
    for entry in &status.findings {
        let Some(stance) = stance(site, *entry) else { continue };
        let finder = parties(site, words, stance);
        let finding = stance.finding.clone().unwrap_or_else(|| {
            let pattern = match stance.kind {
                StanceKind::FoundTrue => &say.found_true,
                StanceKind::FoundFalse => &say.found_false,
                StanceKind::NotSubstantiated => &say.not_substantiated,
                _ => &say.unresolved,
            };
            pattern.fill(&[("party", &finder)])
        });
        let day = date_of(site, words, *entry, entry.event());
        let sentence = Part::Text(without_full_stop(&finding));
        sentences.push(if names_its_finder(site, stance, &finding) {
            fill(&say.finding, &[("finding", sentence), ("date", day)])
        } else {
            fill(&say.finding_of, &[("party", Part::Text(finder)), ("finding", sentence), ("date", day)])
        });
    }
    for entry in &status.ends {
        let Some(stance) = stance(site, *entry) else { continue };
        let day = date_of(site, words, *entry, entry.event());
        sentences.push(match (&stance.finding, stance.kind) {
            (Some(told), StanceKind::Settled) => {
                fill(&say.settled_as, &[("end", Part::Text(without_full_stop(told))), ("date", day)])
            }
            (None, StanceKind::Settled) if is_ruled_on(site, status) => {
                fill(&say.settled_after_ruling, &[("date", day)])
            }
            (None, StanceKind::Settled) => fill(&say.settled, &[("date", day)]),
            (Some(told), _) => fill(&say.finding, &[("finding", Part::Text(without_full_stop(told))), ("date", day)]),
            (None, _) => fill(&say.withdrawn, &[("party", Part::Text(parties(site, words, stance))), ("date", day)]),
        });
    }
    let mut parts: Vec<Part> = Vec::new();
    for (index, sentence) in sentences.into_iter().enumerate() {
        if index > 0 {
            parts.push(Part::Text(" ".to_owned()));
        }
        parts.extend(sentence);
    }
    StatusLine { parts }
}

/// Who answered: the party itself, or another for it: "the Harbour Board for Ida Bloom".
fn answering(site: &Site, words: &Words, answer: &Answer) -> String {
    let name = &site.parties[answer.party].name;
    match stance(site, answer.entry) {
        Some(stance) if !stance.for_parties.is_empty() && !stance.by.contains(&answer.party) => {
            words.status.speaker_for.fill(&[("speaker", &parties(site, words, stance)), ("party", name)])
        }
        _ => name.clone(),
    }
}

/// The pattern with parts in place of its names.
fn fill(pattern: &Pattern, values: &[(&str, Part)]) -> Vec<Part> {
    let value = |name| values.iter().find(|(known, _)| *known == name).map(|(_, part)| part.clone());
    pattern
        .pieces()
        .filter_map(|piece| match piece {
            Piece::Text(text) => Some(Part::Text(text.to_owned())),
            Piece::Name(name) => value(name),
        })
        .collect()
}

fn stance(site: &Site, entry: Entry) -> Option<&Stance> {
    match entry {
        Entry::Stance(event, index) => Some(&site.events[event].stances[index]),
        Entry::Response(..) => None,
    }
}

/// The date of what happened: for an answer that was sought, the day of asking where it is known.
fn date_of(site: &Site, words: &Words, entry: Entry, event: Ref<Event>) -> Part {
    let row = &site.events[event];
    let day = match entry {
        Entry::Response(_, index) => row.responses[index].sought.as_ref().unwrap_or(&row.date),
        Entry::Stance(..) => &row.date,
    };
    Part::Event(date::date(words, day), event)
}

fn parties(site: &Site, words: &Words, stance: &Stance) -> String {
    let names: Vec<String> = stance.by.iter().map(|party| site.parties[*party].name.clone()).collect();
    words.list(&names)
}

/// Whether it is known when: of an answer that was sought, the day of asking; the event's own date would be invented.
fn is_dated(site: &Site, entry: Entry) -> bool {
    match entry {
        Entry::Stance(..) => true,
        Entry::Response(event, index) => site.events[event].responses[index].sought.is_some(),
    }
}

fn is_alleged_by_a_title(site: &Site, status: &Status) -> bool {
    site.titles(status.claim).iter().any(|source| {
        let stances = &site.sources[*source].claims;
        stances.iter().any(|stance| stance.claim == status.claim && stance.stance.group() == Group::Allegation)
    })
}

/// What a court or one who sits in it is called; where a finding has such a word, nobody may read that no court ruled.
const COURT: &[&str] = &["court", "courts", "tribunal", "judge", "judges", "jury", "magistrate", "magistrates"];

/// Whether one of the findings may be a court's: it rests on a court's text, or it or its finder's name says so.
///
/// Nothing in the files says what sort of body a finder is, so this errs on the side of saying less.
fn is_ruled_on(site: &Site, status: &Status) -> bool {
    let says_court =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| COURT.contains(&&*word.to_lowercase()));
    status.findings.iter().any(|entry| {
        let cites_court = (site.events[entry.event()].sources.iter())
            .any(|cited| site.sources[cited.source].kind == SourceType::Court);
        cites_court
            || stance(site, *entry).is_some_and(|stance| {
                let named = stance.by.iter().map(|party| &site.parties[*party]);
                let mut names = named.flat_map(|party| party.also_known_as.iter().chain([&party.name]));
                stance.finding.as_deref().is_some_and(says_court) || names.any(|name| says_court(name))
            })
    })
}

/// Whether a finding's sentence says whose it is: by a name, another name, or the last word of one.
fn names_its_finder(site: &Site, stance: &Stance, finding: &str) -> bool {
    stance.by.is_empty()
        || stance.by.iter().any(|party| {
            let row = &site.parties[*party];
            let last = row.name.rsplit(' ').next().unwrap_or(&row.name);
            let names = row.also_known_as.iter().chain([&row.name]).map(String::as_str);
            names.chain([last]).any(|name| finding.to_lowercase().contains(&name.to_lowercase()))
        })
}

/// A sentence that a date is put behind.
fn without_full_stop(sentence: &str) -> String {
    sentence.trim_end().trim_end_matches(['.', '。']).to_owned()
}
