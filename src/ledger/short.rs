//! A status in a line: answers, then what was found and judged, then how it ended.

use super::case::findings_differ;
use super::items::{AnswerText, Block, Item, ItemText};
use super::marker::MarkerWriter;
use super::wording::{Told, Whose, Wording, without_full_stop};
use super::{AnswerKind, ClaimStanding};
use crate::model::{Claim, Party, Ref};
use crate::words::capitalized;

/// How many parties are named; the rest are counted.
pub(super) const MAX_NAMED: usize = 3;

impl Wording<'_> {
    /// The claim's status in a line, of those whom it tells of.
    pub fn short(&self, claim: Ref<Claim>, whose: Whose) -> String {
        let standing = self.ledger.standing(claim);
        let told = self.told(standing, whose);
        let items = self.items(standing, &told);
        let line = Line::new(&told, &items);
        let say = &self.words.status.short;
        let mut sentences = Vec::new();
        let mut differ = findings_differ(standing, &told);
        for item in &items {
            if item.block == Block::Finding && std::mem::take(&mut differ) {
                sentences.push(say.findings_differ.text().to_owned());
            }
            sentences.extend(self.sentence(&line, item));
        }
        sentences.extend(self.uncounted(standing, &line, &items));
        let whole = sentences.iter().map(|text| say.sentence.fill(&[("text", &capitalized(without_full_stop(text)))]));
        whole.collect::<Vec<_>>().join(" ")
    }

    /// One item, with whom it concerns where that must be said; nothing where it concerns only those who are counted.
    fn sentence(&self, line: &Line, item: &Item) -> Option<String> {
        let say = &self.words.status.short;
        let who = self.who(line, item)?;
        match &item.text {
            ItemText::Answer(answer) => Some(self.answer_sentence(line, item, answer, who)),
            ItemText::Phrase(phrase) => {
                let who = match item.block {
                    Block::Judgment | Block::Proceeding => who.topic(),
                    _ => who.named(),
                };
                Some(self.on_topic(who, item.charge.as_deref(), phrase))
            }
            ItemText::Ruled { finder, year, text } => {
                let topic = self.topic(who.named(), item.charge.as_deref());
                let finder = match topic {
                    Some(topic) => say.finder_on.fill(&[("finder", finder), ("topic", &topic)]),
                    None => finder.clone(),
                };
                Some(match year {
                    Some(year) => say.finding_of_year.fill(&[("finder", &finder), ("year", year), ("finding", text)]),
                    None => say.finding.fill(&[("finder", &finder), ("finding", text)]),
                })
            }
        }
    }

    fn answer_sentence(&self, line: &Line, item: &Item, answer: &AnswerText, who: Who) -> String {
        let say = &self.words.status.short;
        let names = || self.names(&item.parties);
        let words = answer.words.as_deref().map(without_full_stop);
        let when = answer.when.as_deref().unwrap_or_default();
        let earlier = answer.earlier.as_deref().unwrap_or_default();
        if let (Some(words), false) = (words, answer.kind == Some(AnswerKind::Unreachable)) {
            let party = match answer.speakers.as_slice() {
                [] => names(),
                speakers if line.total == 1 && !line.is_part => self.short_names(speakers),
                speakers => say.speaker_for.fill(&[("speaker", &self.short_names(speakers)), ("parties", &names())]),
            };
            let sentence = say.in_words.fill(&[("party", &party), ("answer", words)]);
            return match &item.charge {
                Some(charge) => self.on_topic(None, Some(charge), &sentence),
                None => sentence,
            };
        }
        // On one charge of several, the answer stands behind it; else with who gave it.
        if item.charge.is_some() {
            let alone = self.answer_by(answer.kind, None, when, earlier, words.unwrap_or_default());
            return self.on_topic(who.named(), item.charge.as_deref(), &alone);
        }
        if !answer.speakers.is_empty()
            && let Some(kind @ (AnswerKind::Denied | AnswerKind::Admitted)) = answer.kind
        {
            let speaker = self.short_names(&answer.speakers);
            let (alone, with_parties) = match kind {
                AnswerKind::Denied => (&say.denied_by_speaker, &say.denied_for),
                _ => (&say.admitted_by_speaker, &say.admitted_for),
            };
            // Who doesn't speak for themselves are always told apart.
            let who =
                if line.total > 1 && !line.is_part && item.parties.len() >= line.total { self.all(line) } else { who };
            return match who.inside() {
                Some(parties) => with_parties.fill(&[("parties", &parties), ("speaker", &speaker)]),
                None => alone.fill(&[("speaker", &speaker)]),
            };
        }
        let who = if answer.is_others { Some(names()) } else { who.topic() };
        self.answer_by(answer.kind, who.as_deref(), when, earlier, words.unwrap_or_default())
    }

    /// "denied", "Vale denied", "asked 10 May 2031; gave no answer".
    fn answer_by(&self, kind: Option<AnswerKind>, who: Option<&str>, when: &str, earlier: &str, note: &str) -> String {
        let say = &self.words.status.short;
        let (alone, with_parties) = match kind {
            Some(AnswerKind::Denied) if !earlier.is_empty() => (&say.denied_after, &say.denied_after_by),
            Some(AnswerKind::Admitted) if !earlier.is_empty() => (&say.admitted_after, &say.admitted_after_by),
            Some(AnswerKind::Denied) => (&say.denied, &say.denied_by),
            Some(AnswerKind::Admitted) => (&say.admitted, &say.admitted_by),
            Some(AnswerKind::Answered) => (&say.answered, &say.answered_by),
            Some(AnswerKind::Declined) => (&say.declined, &say.declined_by),
            Some(AnswerKind::Unreachable) => (&say.unreachable, &say.unreachable_by),
            Some(AnswerKind::Silent) if when.is_empty() => (&say.silent_undated, &say.silent_undated_by),
            Some(AnswerKind::Silent) => (&say.silent, &say.silent_by),
            None => (&say.died, &say.died_by),
        };
        let mut values = vec![("year", when), ("date", when), ("earlier", earlier), ("note", note)];
        match who {
            Some(who) => {
                values.push(("parties", who));
                with_parties.fill(&values)
            }
            None => alone.fill(&values),
        }
    }

    /// "Vale, fraud: convicted 2030".
    fn on_topic(&self, who: Option<String>, charge: Option<&str>, text: &str) -> String {
        match self.topic(who, charge) {
            Some(topic) => self.words.status.short.topic.fill(&[("topic", &topic), ("text", text)]),
            None => text.to_owned(),
        }
    }

    fn topic(&self, who: Option<String>, charge: Option<&str>) -> Option<String> {
        match (who, charge) {
            (Some(who), Some(charge)) => {
                Some(self.words.status.short.party_and_charge.fill(&[("party", &who), ("charge", charge)]))
            }
            (who, charge) => who.or(charge.map(str::to_owned)),
        }
    }

    /// Whom an item concerns, as that must be said.
    fn who(&self, line: &Line, item: &Item) -> Option<Who> {
        let is_all = item.parties.len() >= line.total;
        if is_all && (line.is_alike || line.total < 2) && !line.is_part {
            return Some(Who::Nobody);
        }
        if is_all && !line.is_part {
            return Some(self.all(line));
        }
        let named: Vec<Ref<Party>> = item.parties.iter().filter(|party| line.named.contains(party)).copied().collect();
        if named.is_empty() {
            return None;
        }
        Some(if is_all { Who::Part(self.names(&item.parties)) } else { Who::Named(self.names(&named)) })
    }

    fn all(&self, line: &Line) -> Who {
        let say = &self.words.status.short;
        let (word, inside) = if line.total == 2 { (&say.both, &say.both_inside) } else { (&say.all, &say.all_inside) };
        Who::All { word: word.text().to_owned(), inside: inside.text().to_owned() }
    }

    /// Up to three by name, the rest by their number: "Vale, Bloom, Soto and 2 others".
    pub fn names(&self, parties: &[Ref<Party>]) -> String {
        let Some((named, rest @ [_, ..])) = parties.split_at_checked(MAX_NAMED) else {
            return self.short_names(parties);
        };
        let named = named.iter().map(|party| self.site.parties[*party].short().to_owned());
        self.words.list(&named.chain([self.others(rest.len())]).collect::<Vec<_>>())
    }

    /// "1 other", "2 others".
    fn others(&self, n: usize) -> String {
        self.words.counted(&self.words.status.counts.more, n, &[])
    }

    /// "4 others: 3 convicted, 1 acquitted": those who aren't named.
    fn uncounted(&self, standing: &ClaimStanding, line: &Line, items: &[Item]) -> Option<String> {
        if line.is_alike || line.rest.is_empty() {
            return None;
        }
        let rest: Vec<_> = standing.parties.iter().filter(|party| line.rest.contains(&party.party)).collect();
        let answers_are_told = items.iter().all(|item| item.block != Block::Answer || item.parties.len() >= line.total);
        let counts = MarkerWriter { wording: self, is_behind_label: false }.counts(&rest, !answers_are_told);
        let others = self.others(rest.len());
        Some(self.words.status.short.others.fill(&[("others", &others), ("counts", &counts)]))
    }
}

/// Whom a line is about.
struct Line {
    total: usize,
    is_part: bool,
    /// Whether everything holds of all.
    is_alike: bool,
    /// Who is named, and who is only counted.
    named: Vec<Ref<Party>>,
    rest: Vec<Ref<Party>>,
}

impl Line {
    fn new(told: &Told, items: &[Item]) -> Self {
        let total = told.parties.len();
        let is_others = |item: &Item| matches!(&item.text, ItemText::Answer(answer) if answer.is_others);
        let is_alike = items.iter().all(|item| item.parties.len() >= total || is_others(item));
        let (named, rest) = match told.parties.split_at_checked(MAX_NAMED) {
            Some((named, rest)) if !is_alike => (named.to_vec(), rest.to_vec()),
            _ => (told.parties.clone(), Vec::new()),
        };
        Self { total, is_part: told.is_part, is_alike, named, rest }
    }
}

/// Whom an item concerns, as that must be said.
enum Who {
    /// All there are, and it holds of them alike: no word is needed.
    Nobody,
    /// "Both", "All".
    All {
        word: String,
        inside: String,
    },
    /// All of whom the line tells, and there are others.
    Part(String),
    Named(String),
}

impl Who {
    /// Before what must not be taken to hold of others.
    fn topic(&self) -> Option<String> {
        match self {
            Self::Nobody => None,
            Self::All { word, .. } => Some(word.clone()),
            Self::Part(names) | Self::Named(names) => Some(names.clone()),
        }
    }

    /// Only where it doesn't hold of all.
    fn named(&self) -> Option<String> {
        match self {
            Self::Nobody | Self::All { .. } => None,
            Self::Part(names) | Self::Named(names) => Some(names.clone()),
        }
    }

    /// Inside a sentence.
    fn inside(&self) -> Option<String> {
        match self {
            Self::All { inside, .. } => Some(inside.clone()),
            other => other.topic(),
        }
    }
}
