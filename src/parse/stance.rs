//! The keys of what events and titles do to claims: stances, and answers that were sought.

use super::field_types::{Boolean, Date, EntityKind, OneOrMore, Reference, Text, Word};
use super::fields::Fields;
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Branch, EventDate, Group, SoughtAnswer, StanceKind};

/// One of an event's `claims:`
#[derive(Debug, Clone)]
pub struct StanceFile {
    pub claim: Spanned<String>,
    /// None where it can't be read, which is reported.
    pub stance: Option<StanceKind>,
    pub by: Vec<Spanned<String>>,
    pub citing: Vec<Spanned<String>>,
    pub for_parties: Vec<Spanned<String>>,
    pub concerns: Option<Vec<Spanned<String>>>,
    pub concerns_at: Option<Span>,
    pub charge: Option<String>,
    pub branch: Option<Branch>,
    pub reviews: Option<Spanned<String>>,
    pub is_final: bool,
    pub finding: Option<Spanned<String>>,
    pub excerpt: Option<Spanned<String>>,
    pub answer: Option<Spanned<String>>,
    pub contested: Option<Spanned<String>>,
    pub at: Span,
}

/// One of a source's `claims:`
#[derive(Debug, Clone)]
pub struct TitleStanceFile {
    pub claim: Spanned<String>,
    pub stance: StanceKind,
    pub concerns: Option<Vec<Spanned<String>>>,
    pub concerns_at: Option<Span>,
    pub at: Span,
}

/// One of `responses:`
#[derive(Debug, Clone)]
pub struct ResponseFile {
    pub claim: Spanned<String>,
    pub from: Spanned<String>,
    pub sought: Option<Spanned<EventDate>>,
    pub sought_by: Option<Spanned<String>>,
    pub result: SoughtAnswer,
    pub answer: Option<Spanned<String>>,
    pub note: Option<Spanned<String>>,
    pub sources: Vec<Spanned<String>>,
    pub at: Span,
}

/// How many words stand in one line: of an excerpt, an answer, a remark on a trial.
pub const FEW_WORDS: usize = 10;

/// A key that not every stance may have.
struct KeyOf {
    name: &'static str,
    /// With what it stands, for messages.
    stands_with: &'static str,
    may_stand: fn(StanceKind) -> bool,
    help: &'static str,
}

/// The keys of an entry, and which stances may have them; what they mean stands in their declaration.
const KEYS: &[KeyOf] = &[
    KeyOf {
        name: "for",
        stands_with: "says for whom an answer is given",
        may_stand: |stance| stance.group() == Group::Answer,
        help: "remove it; whom this concerns stands under `concerns`",
    },
    KeyOf {
        name: "concerns",
        stands_with: "says whom an allegation or an outcome concerns",
        may_stand: |stance| stance.is_adverse() != Some(false) || stance.is_outcome() || stance == StanceKind::Mentions,
        help: "remove it; for whom an answer is given stands under `for`",
    },
    KeyOf {
        name: "charge",
        stands_with: "says which charge an outcome or an answer is about",
        may_stand: |stance| stance.is_outcome() || stance.group() == Group::Answer,
        help: "remove it",
    },
    KeyOf {
        name: "branch",
        stands_with: "says before which sort of court a case ended or a judgment was set aside",
        may_stand: |stance| stance.group() == Group::End || stance == StanceKind::SetAside,
        help: "remove it; the other stances say by themselves whether they are criminal or civil",
    },
    KeyOf {
        name: "reviews",
        stands_with: "says which event's outcome another outcome reviews",
        may_stand: StanceKind::is_outcome,
        help: "remove it",
    },
    KeyOf {
        name: "final",
        stands_with: "says that no ordinary appeal lies against an outcome",
        may_stand: StanceKind::is_outcome,
        help: "remove it",
    },
    KeyOf {
        name: "finding",
        stands_with: "is what a body or a court concluded, or how the matter ended, in its own terms",
        may_stand: |stance| matches!(stance.group(), Group::Finding | Group::Judgment | Group::End),
        help: "remove it; what was answered stands under `answer`",
    },
    KeyOf {
        name: "excerpt",
        stands_with: "is taken from the finding of a body or a court, or from how the matter ended",
        may_stand: |stance| matches!(stance.group(), Group::Finding | Group::Judgment | Group::End),
        help: "remove it",
    },
    KeyOf {
        name: "answer",
        stands_with: "is what was answered, or agreed in a settlement",
        may_stand: |stance| stance.group() == Group::Answer || stance == StanceKind::Settled,
        help: "remove it; what was concluded stands under `finding`",
    },
    KeyOf {
        name: "contested",
        stands_with: "says who disputes that the trial behind an adverse judgment was fair",
        may_stand: |stance| stance.group() == Group::Judgment && stance.is_adverse() != Some(false),
        help: "remove it",
    },
];

/// Which keys an entry with a stance may have beside those that all have, and which it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceKeys {
    pub may: Vec<&'static str>,
    pub needs: Vec<&'static str>,
}

/// The keys that go with a stance, for whoever asks for its values.
pub fn keys_of(stance: StanceKind) -> StanceKeys {
    let may = KEYS.iter().filter(|key| (key.may_stand)(stance)).map(|key| key.name).collect();
    let happens_by_itself = matches!(stance, StanceKind::TimeBarred | StanceKind::Abated | StanceKind::Barred);
    let mut needs = Vec::new();
    if stance.group() != Group::Evidence && !happens_by_itself {
        needs.push("by");
    }
    if matches!(stance.group(), Group::Finding | Group::Judgment) {
        needs.push("finding");
    }
    StanceKeys { may, needs }
}

/// Declares the keys of an entry of an event's `claims`.
pub fn stance(fields: &mut Fields) -> Option<StanceFile> {
    let claim = fields.required("claim", "The claim's id.", Reference(EntityKind::Claim));
    let stance = fields.required("stance", "What this event does to the claim.", Word(StanceKind::ALL));
    let by = fields.optional(
        "by",
        "Who alleges, answers, finds or rules: ids of parties.",
        OneOrMore(Reference(EntityKind::Party)),
    );
    let citing = fields.optional(
        "citing",
        "Whom or what they rely on: a party or a source by its id, or words that are printed as given.",
        OneOrMore(Text),
    );
    let for_parties = fields.optional(
        "for",
        "For whom it is said, where another speaks for the party.",
        OneOrMore(Reference(EntityKind::Party)),
    );
    let concerns = concerns(fields);
    let charge = fields.optional("charge", "Which charge, in words, where a party has several.", Text);
    let branch = fields.optional(
        "branch",
        "`civil` where a case that ended, or a judgment that was set aside, isn't criminal.",
        Word(Branch::ALL),
    );
    let reviews = fields.optional(
        "reviews",
        "The event whose outcome this one reviews: an appeal, an annulment, a retrial.",
        Reference(EntityKind::Event),
    );
    let is_final = fields.optional("final", "Whether no ordinary appeal lies any more.", Boolean);
    let finding = fields.optional("finding", "One sentence: what was concluded, in the finder's own terms.", Text);
    let excerpt = fields.optional(
        "excerpt",
        "At most 10 words of the finding in their order, with `…` for what is left out between them.",
        Text,
    );
    let answer = fields.optional("answer", "What was answered or agreed, in at most 10 words.", Text);
    let contested = fields.optional(
        "contested",
        "Who disputes that the trial was fair, in at most 10 cited words: closed, in absentia.",
        Text,
    );
    if let Some(stance) = stance {
        refuse_keys(fields, stance);
        if stance == StanceKind::Mentions {
            let message = "`mentions` is for the title of a source, and this is an event";
            let help = "say what the event itself does to the claim, or remove this entry";
            fields.refuse(Code::InvalidValue, fields.span_of("stance").unwrap_or(fields.span()), message, help);
        }
    }
    for (name, text) in [("answer", &answer), ("contested", &contested)] {
        refuse_many_words(fields, name, text.as_ref());
    }
    let excerpt_needed = finding.as_ref().filter(|finding| count_words(&finding.value) > FEW_WORDS);
    if let (Some(finding), Some(Group::Finding)) = (excerpt_needed, stance.map(StanceKind::group))
        && !fields.gives("excerpt")
    {
        let message = format!("a finding of more than {FEW_WORDS} words needs `excerpt`");
        let help = "add its decisive words, in their order and with every “not”: `excerpt: did not … know`";
        fields.refuse(Code::MissingKey, finding.span, &message, help);
    }
    let (concerns_at, is_final) = (fields.span_of("concerns"), is_final.unwrap_or(false));
    Some(StanceFile {
        claim: claim?,
        stance: stance.filter(|stance| *stance != StanceKind::Mentions),
        by: by.unwrap_or_default(),
        citing: citing.unwrap_or_default(),
        for_parties: for_parties.unwrap_or_default(),
        concerns,
        concerns_at,
        charge: charge.map(|charge| charge.value),
        branch,
        reviews,
        is_final,
        finding,
        excerpt,
        answer,
        contested,
        at: fields.span(),
    })
}

/// Declares the keys of an entry of a source's `claims`.
pub fn title_stance(fields: &mut Fields) -> Option<TitleStanceFile> {
    let claim = fields.required("claim", "The claim's id.", Reference(EntityKind::Claim));
    let stance = fields.required("stance", "What the title does to it.", Word(StanceKind::ALL));
    let concerns = concerns(fields);
    if let Some(stance) = stance {
        refuse_keys(fields, stance);
    }
    let (concerns_at, at) = (fields.span_of("concerns"), fields.span());
    Some(TitleStanceFile { claim: claim?, stance: stance?, concerns, concerns_at, at })
}

fn concerns(fields: &mut Fields) -> Option<Vec<Spanned<String>>> {
    fields.optional(
        "concerns",
        "Which of the parties that the claim is about this concerns; needed where it is about several.",
        OneOrMore(Reference(EntityKind::Party)),
    )
}

/// Declares the keys of an entry of `responses`.
pub fn response(fields: &mut Fields) -> Option<ResponseFile> {
    let claim = fields.required("claim", "The claim's id.", Reference(EntityKind::Claim));
    let from = fields.required("from", "The party who was asked.", Reference(EntityKind::Party));
    let sought = fields.optional("sought", "When the answer was sought.", Date);
    let sought_by = fields.optional("sought_by", "The party who asked.", Reference(EntityKind::Party));
    let result = fields.required("result", "What came of it.", Word(SoughtAnswer::ALL));
    let answer = fields.optional("answer", "What was answered, in at most 10 words.", Text);
    let note = fields.optional(
        "note",
        "Why nobody could be reached: identity unknown, in hiding, dissolved; with `unreachable`.",
        Text,
    );
    let sources = fields.list("sources", "The sources that say so: ids.", Reference(EntityKind::Source));
    refuse_many_words(fields, "answer", answer.as_ref());
    if let Some(result) = result {
        check_result(fields, result);
    }
    let (claim, from, result) = (claim?, from?, result?);
    Some(ResponseFile { claim, from, sought, sought_by, result, answer, note, sources, at: fields.span() })
}

/// What each result needs, and what makes no sense beside it.
fn check_result(fields: &mut Fields, result: SoughtAnswer) {
    if let Some(at) = fields.span_of("answer").filter(|_| result != SoughtAnswer::Answered) {
        let message = format!("`answer` is what was answered, and the result is `{}`", result.as_str());
        fields.refuse(Code::InvalidValue, at, &message, "write `result: answered`, or remove it");
    }
    if let Some(at) = fields.span_of("note").filter(|_| result != SoughtAnswer::Unreachable) {
        let message = format!("`note` says why nobody could be reached, and the result is `{}`", result.as_str());
        fields.refuse(Code::InvalidValue, at, &message, "write `result: unreachable`, or remove it");
    }
    let at = fields.span();
    match result {
        SoughtAnswer::Answered if !fields.gives("answer") && !fields.gives("sources") => {
            let help =
                "write what was answered, `answer: …`, or name the source that says so, `sources: [id-of-a-source]`";
            fields.refuse(Code::MissingKey, at, "an answer that was given needs its words or a source", help);
        }
        SoughtAnswer::Unreachable => {
            for (key, help) in [
                ("note", "say why: `note: identity unknown`, `note: in hiding`"),
                ("sources", "name the sources that say so: `sources: [id-of-a-source]`"),
            ] {
                if !fields.gives(key) {
                    fields.refuse(Code::MissingKey, at, &format!("a party that can't be reached needs `{key}`"), help);
                }
            }
        }
        _ => {}
    }
}

/// Refuses keys that make no sense beside this stance.
fn refuse_keys(fields: &mut Fields, stance: StanceKind) {
    for key in KEYS {
        if let Some(at) = fields.span_of(key.name)
            && !(key.may_stand)(stance)
        {
            let message = format!("`{}` {}, and `{}` is none", key.name, key.stands_with, stance.as_str());
            fields.refuse(Code::InvalidValue, at, &message, key.help);
        }
    }
}

fn refuse_many_words(fields: &mut Fields, name: &str, text: Option<&Spanned<String>>) {
    if let Some(text) = text.filter(|text| count_words(&text.value) > FEW_WORDS) {
        let message = format!("`{name}` has at most {FEW_WORDS} words, and this has {}", count_words(&text.value));
        fields.refuse(Code::InvalidValue, text.span, &message, "keep what decides; the text below tells the rest");
    }
}

/// How many words a line has; marks between them aren't counted.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
