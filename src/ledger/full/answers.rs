//! Answers in full: what was said in place of a word for it, alike ones once.

use super::FullWriter;
use super::parts::{Part, Sentence, fill, text, without_stop};
use crate::ledger::wording::without_full_stop;
use crate::ledger::{AnswerKind, ClaimStanding, PartyAnswer};
use crate::model::{Entry, Party, Ref};
use crate::words::date;

impl FullWriter<'_> {
    /// The answers of those whom the claim is about, and of others. Who died before there was anything to answer is told
    /// among them.
    pub(super) fn full_answers(&self, standing: &ClaimStanding) -> Vec<Sentence> {
        let of_parties = standing.parties.iter().flat_map(|party| &party.answers);
        let mut alike: Vec<(&PartyAnswer, Vec<Ref<Party>>)> = Vec::new();
        for answer in of_parties.chain(&standing.others) {
            let names_charge = standing.of(answer.party).is_some_and(|party| party.answers.len() > 1);
            let is_alike = |known: &&mut (&PartyAnswer, Vec<Ref<Party>>)| {
                !names_charge && *known.0 == PartyAnswer { party: known.0.party, ..answer.clone() }
            };
            match alike.iter_mut().find(is_alike) {
                Some(known) => known.1.push(answer.party),
                None => alike.push((answer, vec![answer.party])),
            }
        }
        let answers = alike.iter().map(|(answer, parties)| self.full_answer(standing, answer, parties));
        let died = standing.parties.iter().filter(|party| party.answers.is_empty() && party.died_before).map(|party| {
            let row = &self.wording.site.parties[party.party];
            let died = row.died.as_ref().map_or_else(String::new, |died| date::date(self.wording.words, died));
            fill(&self.wording.words.status.full.died, &[("party", text(&row.name)), ("date", text(&died))])
        });
        answers.chain(died).map(Sentence::holding).collect()
    }

    fn full_answer(&self, standing: &ClaimStanding, answer: &PartyAnswer, parties: &[Ref<Party>]) -> Vec<Part> {
        let say = &self.wording.words.status.full;
        let mut parts = match answer.words_at.filter(|_| answer.kind != AnswerKind::Unreachable) {
            Some(at) => self.answer_in_words(answer, parties, at),
            None => self.answer_in_our_words(answer, parties),
        };
        if let Some(contrary) = answer.contrary {
            let had = if answer.kind == AnswerKind::Denied { &say.had_admitted } else { &say.had_denied };
            let values = [
                ("sentence", without_stop(parts)),
                ("earlier", text(had.text())),
                ("date", self.dated_entry(contrary)),
            ];
            parts = fill(&say.had_said, &values);
        }
        match &answer.charge {
            Some(charge) if standing.of(answer.party).is_some_and(|party| party.answers.len() > 1) => {
                self.with_clause(parts, fill(&say.on_charge, &[("charge", text(charge))]))
            }
            _ => parts,
        }
    }

    /// "Noor Vale, 2 March 2029: it was somebody else."
    fn answer_in_words(&self, answer: &PartyAnswer, parties: &[Ref<Party>], at: Entry) -> Vec<Part> {
        let say = &self.wording.words.status.full;
        let names = self.full_names(parties);
        let party = match answer.speakers.as_slice() {
            [] => text(&names),
            speakers => {
                let values = [("speaker", text(&self.full_names(speakers))), ("party", text(&names))];
                fill(&say.speaker_for, &values)
            }
        };
        let words = text(without_full_stop(answer.words.as_deref().unwrap_or_default()));
        let pattern = if self.is_dated(at) { &say.in_words } else { &say.in_words_undated };
        fill(pattern, &[("party", party), ("date", self.dated_entry(at)), ("answer", words)])
    }

    fn answer_in_our_words(&self, answer: &PartyAnswer, parties: &[Ref<Party>]) -> Vec<Part> {
        let say = &self.wording.words.status.full;
        let is_dated = self.is_dated(answer.entry);
        let is_spoken_for = !answer.speakers.is_empty();
        let pattern = match answer.kind {
            AnswerKind::Denied if is_spoken_for => &say.denied_for,
            AnswerKind::Denied if answer.is_repeated => &say.denied_repeatedly,
            AnswerKind::Denied => &say.denied,
            AnswerKind::Admitted if is_spoken_for => &say.admitted_for,
            AnswerKind::Admitted => &say.admitted,
            AnswerKind::Answered if is_dated => &say.answered,
            AnswerKind::Answered => &say.answered_undated,
            AnswerKind::Declined if is_dated => &say.declined,
            AnswerKind::Declined => &say.declined_undated,
            AnswerKind::Silent if is_dated => &say.silent,
            AnswerKind::Silent => &say.silent_undated,
            AnswerKind::Unreachable => &say.unreachable,
        };
        let values = [
            ("party", text(&self.full_names(parties))),
            ("speaker", text(&self.full_names(&answer.speakers))),
            ("date", self.dated_entry(answer.first)),
            ("note", text(without_full_stop(answer.words.as_deref().unwrap_or_default()))),
        ];
        fill(pattern, &values)
    }

    /// Whether the day of an answer is known: of one that was sought it may not be.
    fn is_dated(&self, entry: Entry) -> bool {
        match entry {
            Entry::Stance(..) => true,
            Entry::Response(event, index) => self.wording.site.events[event].responses[index].sought.is_some(),
        }
    }
}
