//! What a party answered: its latest admission or denial on each charge, else what came of asking.

use super::concern::{StanceAt, answers_for, charges_match};
use crate::model::{Entry, EventDate, Group, Party, Ref, SoughtAnswer, Stance, StanceKind};
use crate::resolve::Site;

/// How a party met an allegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    Denied,
    Admitted,
    /// Answered when asked, and neither denied nor admitted.
    Answered,
    Declined,
    /// There was nobody to ask.
    Unreachable,
    /// Asked, and did not answer.
    Silent,
}

impl AnswerKind {
    /// The word that data uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Admitted => "admitted",
            Self::Answered => "answered",
            Self::Declined => "declined-comment",
            Self::Unreachable => "unreachable",
            Self::Silent => "unanswered",
        }
    }
}

/// The answer of one party that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyAnswer {
    pub party: Ref<Party>,
    /// To which charge, where the party answered differently to several.
    pub charge: Option<String>,
    pub kind: AnswerKind,
    /// Where it was given last.
    pub entry: Entry,
    /// Where it was first given since the party last said otherwise.
    pub first: Entry,
    /// Whether the same was said again on a later day.
    pub is_repeated: bool,
    /// The earlier admission of who denies now, or the other way round.
    pub contrary: Option<Entry>,
    /// Who speaks for the party, where it never spoke itself.
    pub speakers: Vec<Ref<Party>>,
    /// What was said, in a few words; of who wasn't reached, why.
    pub words: Option<String>,
    /// Where that was said.
    pub words_at: Option<Entry>,
}

/// Something that one party is reported to have answered, or not.
struct Given<'a> {
    entry: Entry,
    kind: AnswerKind,
    charge: Option<&'a str>,
    words: Option<&'a str>,
    by: &'a [Ref<Party>],
}

/// The answers of the party that stand: one, or one for each of `charges` where they differ.
pub fn answers(site: &Site, life: &[Entry], party: Ref<Party>, charges: &[String]) -> Vec<PartyAnswer> {
    let given: Vec<Given> = life.iter().filter_map(|entry| given(site, *entry, party)).collect();
    let on = |charge: Option<&str>| standing(site, party, &given, charge);
    let mut answers: Vec<PartyAnswer> = charges.iter().filter_map(|charge| on(Some(charge))).collect();
    let is_alike = answers.windows(2).all(|pair| {
        let [one, other] = pair else { return true };
        one.kind == other.kind && one.entry == other.entry && one.contrary == other.contrary
    });
    if answers.is_empty() || is_alike && answers.len() == charges.len() {
        answers = on(None).into_iter().collect();
    }
    answers
}

fn given<'a>(site: &'a Site, entry: Entry, party: Ref<Party>) -> Option<Given<'a>> {
    match entry {
        Entry::Stance(event, index) => {
            let stance: &Stance = StanceAt { event, index }.stance(site);
            let kind = match stance.kind {
                StanceKind::Denies => AnswerKind::Denied,
                StanceKind::Admits => AnswerKind::Admitted,
                StanceKind::DeclinesComment => AnswerKind::Declined,
                _ => return None,
            };
            let (charge, words) = (stance.charge.as_deref(), stance.answer.as_deref());
            answers_for(stance).contains(&party).then_some(Given { entry, kind, charge, words, by: &stance.by })
        }
        Entry::Response(event, index) => {
            let response = &site.events[event].responses[index];
            let kind = match response.result {
                SoughtAnswer::None => AnswerKind::Silent,
                SoughtAnswer::Declined => AnswerKind::Declined,
                SoughtAnswer::Answered => AnswerKind::Answered,
                SoughtAnswer::Unreachable => AnswerKind::Unreachable,
            };
            let words = match response.result {
                SoughtAnswer::Unreachable => response.note.as_deref(),
                _ => response.answer.as_deref(),
            };
            (response.from == party).then_some(Given { entry, kind, charge: None, words, by: &[] })
        }
    }
}

/// The answer on one charge that stands: the latest admission or denial, else an answer, else that none was to be had.
fn standing(site: &Site, party: Ref<Party>, given: &[Given], charge: Option<&str>) -> Option<PartyAnswer> {
    let on_charge: Vec<&Given> = given.iter().filter(|answer| charges_match(answer.charge, charge)).collect();
    let of = |kinds: &[AnswerKind]| on_charge.iter().rposition(|answer| kinds.contains(&answer.kind));
    let plain = [AnswerKind::Denied, AnswerKind::Admitted];
    let last = of(&plain)
        .or_else(|| of(&[AnswerKind::Answered]))
        .or_else(|| of(&[AnswerKind::Declined]))
        .or_else(|| of(&[AnswerKind::Unreachable, AnswerKind::Silent]))?;
    let kind = on_charge[last].kind;
    let contrary = on_charge[..last]
        .iter()
        .rposition(|answer| plain.contains(&kind) && plain.contains(&answer.kind) && answer.kind != kind);
    let run: Vec<&&Given> =
        on_charge[contrary.map_or(0, |at| at + 1)..=last].iter().filter(|answer| answer.kind == kind).collect();
    let spoke_itself = run.iter().any(|answer| answer.by.is_empty() || answer.by.contains(&party));
    let first = run.first()?.entry;
    let in_words = run.iter().rev().find_map(|answer| answer.words.map(|words| (words.to_owned(), answer.entry)));
    Some(PartyAnswer {
        party,
        charge: charge.map(str::to_owned),
        kind,
        entry: on_charge[last].entry,
        first,
        is_repeated: run.iter().any(|answer| is_later(site, first, answer.entry)),
        contrary: contrary.map(|at| on_charge[at].entry),
        speakers: if spoke_itself { Vec::new() } else { run.first()?.by.to_vec() },
        words_at: in_words.as_ref().map(|(_, at)| *at),
        words: in_words.map(|(words, _)| words),
    })
}

/// Who answered without being among `about`, in the order of their answers, each once.
pub fn others(site: &Site, life: &[Entry], about: &[Ref<Party>]) -> Vec<Ref<Party>> {
    let mut parties: Vec<Ref<Party>> = Vec::new();
    for entry in life {
        let answering: &[Ref<Party>] = match *entry {
            Entry::Stance(event, index) => {
                let stance = &site.events[event].stances[index];
                if stance.kind.group() == Group::Answer { answers_for(stance) } else { &[] }
            }
            Entry::Response(event, index) => std::slice::from_ref(&site.events[event].responses[index].from),
        };
        for party in answering {
            if !about.contains(party) && !parties.contains(party) {
                parties.push(*party);
            }
        }
    }
    parties
}

/// Whether one entry is certainly of a later day than another: of two that are both "22 or 23 March" nobody knows.
fn is_later(site: &Site, before: Entry, after: Entry) -> bool {
    let days = |entry: Entry| day_of(site, entry).bounds_as_days();
    days(before).zip(days(after)).is_some_and(|((_, last), (first, _))| last < first)
}

/// When an entry happened: for an answer that was sought, the day of asking where it is known.
pub fn day_of(site: &Site, entry: Entry) -> &EventDate {
    let row = &site.events[entry.event()];
    match entry {
        Entry::Response(_, index) => row.responses[index].sought.as_ref().unwrap_or(&row.date),
        Entry::Stance(..) => &row.date,
    }
}
