//! How a claim's status is said, at its three lengths.

use super::language::Language;
use super::pattern::Pattern;
use super::plural::Plural;
use serde::Deserialize;

/// Declares texts of the catalogue, each with the names that it fills in: all of them must be in it.
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($key:ident: [$($filled:literal),*],)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(pub(crate) $key: Pattern,)*
        }

        impl $name {
            fn check(&self, section: &str) -> Result<(), String> {
                $(
                    let checked = self.$key.check_whole(&[$($filled),*]);
                    checked.map_err(|wrong| format!("status.{section}.{} {wrong}", stringify!($key)))?;
                )*
                Ok(())
            }
        }
    };
}

texts! {
    /// The status in full: whole sentences.
    FullWords {
        denied: ["party", "date"],
        denied_repeatedly: ["party", "date"],
        denied_for: ["party", "speaker", "date"],
        admitted: ["party", "date"],
        admitted_for: ["party", "speaker", "date"],
        answered: ["party", "date"],
        answered_undated: ["party"],
        declined: ["party", "date"],
        declined_undated: ["party"],
        silent: ["party", "date"],
        silent_undated: ["party"],
        unreachable: ["party", "note"],
        in_words: ["party", "date", "answer"],
        in_words_undated: ["party", "answer"],
        speaker_for: ["speaker", "party"],
        had_said: ["sentence", "earlier", "date"],
        had_denied: [],
        had_admitted: [],
        died: ["party", "date"],
        alleged: ["party", "date"],
        alleged_unnamed: ["date"],
        alleged_in_title: [],
        no_answer: [],
        no_finding: [],
        nothing: [],
        supports: ["party", "date"],
        supports_unnamed: ["date"],
        undercuts: ["party", "date"],
        undercuts_unnamed: ["date"],
        finding: ["party", "finding", "date"],
        finding_unnamed: ["finding", "date"],
        outcome: ["outcome", "party", "date"],
        outcome_unnamed: ["outcome", "date"],
        outcome_undated: ["outcome", "party"],
        outcome_unnamed_undated: ["outcome"],
        settled_on: ["sentence", "terms"],
        of_parties: ["parties", "sentence"],
        clause: ["sentence", "clause"],
        no_court_ruled: [],
        no_ruling_on_facts: [],
        no_verdict: [],
        no_outcome: [],
        not_withdrawn: ["parties"],
        is_final: [],
        set_aside: ["date"],
        not_final: ["date"],
        upheld: ["date"],
        ended: ["date"],
        stood_by: ["party", "date"],
        contested: ["note"],
        on_charge: ["charge"],
        in_civil: [],
        investigated: [],
        charged: [],
        appealed: [],
        found_true: [],
        found_false: [],
        not_substantiated: [],
        unresolved: [],
        convicted: [],
        acquitted: [],
        held_liable: [],
        not_liable: [],
        annulled: [],
        dismissed: [],
        time_barred: [],
        abated: [],
        barred: [],
        withdrawn: [],
        settled: [],
        pardoned: [],
    }
}

texts! {
    /// The status in a line.
    ShortWords {
        sentence: ["text"],
        topic: ["topic", "text"],
        party_and_charge: ["party", "charge"],
        clause: ["text", "clause"],
        in_branch: ["text", "branch"],
        criminal: [],
        civil: [],
        both: [],
        all: [],
        both_inside: [],
        all_inside: [],
        denied: [],
        denied_by: ["parties"],
        denied_by_speaker: ["speaker"],
        denied_for: ["parties", "speaker"],
        denied_after: ["year", "earlier"],
        denied_after_by: ["parties", "year", "earlier"],
        admitted: [],
        admitted_by: ["parties"],
        admitted_by_speaker: ["speaker"],
        admitted_for: ["parties", "speaker"],
        admitted_after: ["year", "earlier"],
        admitted_after_by: ["parties", "year", "earlier"],
        answered: [],
        answered_by: ["parties"],
        declined: [],
        declined_by: ["parties"],
        silent: ["date"],
        silent_by: ["parties", "date"],
        silent_undated: [],
        silent_undated_by: ["parties"],
        unreachable: ["note"],
        unreachable_by: ["parties", "note"],
        died: ["year"],
        died_by: ["parties", "year"],
        in_words: ["party", "answer"],
        speaker_for: ["speaker", "parties"],
        finding: ["finder", "finding"],
        finding_of_year: ["finder", "year", "finding"],
        finder_on: ["finder", "topic"],
        findings_differ: [],
        convicted: ["year"],
        acquitted: ["year"],
        held_liable: ["year"],
        not_liable: ["year"],
        set_aside: ["earlier", "noun", "year"],
        set_aside_alone: ["year"],
        dismissed: ["year"],
        time_barred: ["year"],
        abated: ["year"],
        barred: ["year"],
        withdrawn: ["year"],
        settled: ["year"],
        settled_on: ["year", "terms"],
        pardoned: ["year"],
        restored: ["year"],
        under_appeal: [],
        charged: ["year"],
        charged_undated: [],
        investigated: ["year"],
        investigated_undated: [],
        no_verdict: [],
        no_outcome: [],
        no_ruling_on_facts: [],
        no_court_ruled: [],
        was_set_aside: ["earlier", "noun"],
        was_upheld: ["earlier", "noun"],
        was_not_final: ["earlier", "noun"],
        conviction: [],
        acquittal: [],
        liability: [],
        no_liability: [],
        finding_noun: [],
        dismissal: [],
        ruling: [],
        no_finding: [],
        partly_withdrawn: ["withdrawn", "others"],
        withdrawn_by: ["party", "year"],
        stands_by: ["parties"],
        stander: ["party", "year"],
        others: ["others", "counts"],
        labelled: ["label", "text"],
    }
}

texts! {
    /// The status in a few words.
    MarkerWords {
        separator: ["a", "b"],
        answers: ["answers", "outcomes"],
        count: ["n", "word"],
        parties: ["n", "counts"],
        parties_separator: ["a", "b"],
        found_so: [],
        found_not_so: [],
        denied: [],
        admitted: [],
        answered: [],
        declined: [],
        silent: [],
        unreachable: [],
        died_before: [],
        convicted: [],
        acquitted: [],
        held_liable: [],
        not_liable: [],
        contested: ["word", "note"],
        set_aside: ["earlier", "noun"],
        findings_differ: [],
        findings_against: [],
        findings_in_favour: [],
        not_substantiated: [],
        unresolved: [],
        dismissed: [],
        dismissed_counted: [],
        time_barred: [],
        abated: [],
        abated_before_final: [],
        barred: [],
        withdrawn: [],
        partly_withdrawn: [],
        settled: [],
        settled_no_ruling: [],
        charged: [],
        investigated: [],
        no_finding: [],
        no_finding_counted: [],
        labelled: ["label", "text"],
    }
}

/// Texts of statuses in which a number stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusCounts {
    pub(crate) more: Plural,
    pub(crate) charges: Plural,
    pub(crate) charges_counted: Plural,
}

/// How a claim and its status are said.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    /// With which words a claim's statement may open.
    pub(crate) statement_opening: Vec<String>,
    /// Words that turn a finding round; an excerpt keeps one where the finding has one.
    pub(crate) negations: Vec<String>,
    pub(crate) counts: StatusCounts,
    pub(crate) full: FullWords,
    pub(crate) short: ShortWords,
    pub(crate) marker: MarkerWords,
}

impl StatusWords {
    /// Says which entry can't be used.
    pub(super) fn check(&self, language: &Language) -> Result<(), String> {
        let StatusCounts { more, charges, charges_counted } = &self.counts;
        for (key, plural, names) in [
            ("more", more, [].as_slice()),
            ("charges", charges, ["counts"].as_slice()),
            ("charges_counted", charges_counted, ["counts"].as_slice()),
        ] {
            plural.check(language, names).map_err(|wrong| format!("status.counts.{key} {wrong}"))?;
        }
        self.full.check("full")?;
        self.short.check("short")?;
        self.marker.check("marker")?;
        let is_empty = |words: &[String]| words.is_empty() || words.iter().any(|word| word.trim().is_empty());
        if is_empty(&self.statement_opening) {
            return Err("status.statement_opening says nothing".to_owned());
        }
        if is_empty(&self.negations) {
            return Err("status.negations says nothing".to_owned());
        }
        Ok(())
    }

    /// The first of these words that turns a finding round; they are in small letters. One that ends with an apostrophe
    /// stands before its word: "n’a".
    pub fn negation_in<'w>(&self, words: &'w [String]) -> Option<&'w str> {
        let negates = |word: &str| {
            self.negations.iter().any(|negation| {
                let negation = negation.to_lowercase();
                word == negation || negation.ends_with(['’', '\'']) && word.starts_with(&negation)
            })
        };
        words.iter().map(String::as_str).find(|word| negates(word))
    }

    /// Whether a claim's statement opens as it should.
    pub(crate) fn opens(&self, statement: &str) -> bool {
        let begins = |opening: &String| {
            statement.strip_prefix(opening.as_str()).is_some_and(|rest| {
                // Languages that don't part words open without a space.
                rest.starts_with(char::is_whitespace) || !opening.is_ascii() || opening.ends_with(['’', '\''])
            })
        };
        self.statement_opening.iter().any(begins)
    }
}
