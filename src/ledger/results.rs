//! What was found, judged and ended, and what is pending, item by item.

use super::Outcome;
use super::case::Case;
use super::is_told_in_passing;
use super::items::ItemText;
use super::wording::{Wording, without_full_stop};
use crate::model::{Branch, Group, Party, Ref, StanceKind};
use crate::words::Pattern;

impl Wording<'_> {
    /// A result in the words of who reached it, else in ours, with what goes with it.
    pub(super) fn result(&self, case: &Case, index: usize, with_year: bool) -> Option<ItemText> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        let stance = outcome.at.stance(self.site);
        let is_finding = outcome.kind.group() == Group::Finding;
        let excerpt = stance.excerpt.as_deref().or(stance.finding.as_deref().filter(|_| is_finding));
        let mut clauses = Vec::new();
        clauses.extend(stance.contested.as_deref().filter(|_| outcome.is_adverse).map(str::to_owned));
        clauses.extend(self.superseded(case, index, excerpt.is_some()));
        clauses.extend(case.restored_by(index).map(|by| say.restored.fill(&[("year", &self.year_at(by))])));
        if case.is_appealed(index) {
            clauses.push(say.under_appeal.text().to_owned());
        }
        clauses.extend(case.pardons(index).map(|pardon| say.pardoned.fill(&[("year", &self.year_at(pardon.at))])));
        match outcome.kind {
            _ if self.leaves_facts_open(case, outcome) => clauses.push(say.no_ruling_on_facts.text().to_owned()),
            StanceKind::Settled if !self.court_ruled(case.outcomes) => {
                clauses.push(say.no_court_ruled.text().to_owned());
            }
            _ => {}
        }
        let with_clauses = |text: String| {
            let clause = |text: String, clause: &String| say.clause.fill(&[("text", &text), ("clause", clause)]);
            clauses.iter().fold(text, clause)
        };
        let in_branch = |text: String| match outcome.branch {
            Some(branch) if case.in_both_branches && outcome.kind != StanceKind::Settled => {
                let word = if branch == Branch::Civil { &say.civil } else { &say.criminal };
                say.in_branch.fill(&[("text", &text), ("branch", word.text())])
            }
            _ => text,
        };
        if let Some(excerpt) = excerpt.filter(|_| !stance.by.is_empty() || is_finding) {
            let finder = self.short_names(&stance.by);
            let year = with_year.then(|| self.year_at(outcome.at));
            let text = with_clauses(in_branch(without_full_stop(excerpt).to_owned()));
            return Some(ItemText::Ruled { finder, year, text });
        }
        let phrase = match outcome.kind {
            StanceKind::SetAside => self.set_aside(case, index)?,
            StanceKind::Settled => match &stance.answer {
                Some(terms) => {
                    say.settled_on.fill(&[("year", &self.year_at(outcome.at)), ("terms", without_full_stop(terms))])
                }
                None => say.settled.fill(&[("year", &self.year_at(outcome.at))]),
            },
            kind => self.result_pattern(kind)?.fill(&[("year", &self.year_at(outcome.at))]),
        };
        Some(ItemText::Phrase(with_clauses(in_branch(phrase))))
    }

    /// "convicted {year}".
    pub(super) fn result_pattern(&self, kind: StanceKind) -> Option<&Pattern> {
        let say = &self.words.status.short;
        Some(match kind {
            StanceKind::Convicted => &say.convicted,
            StanceKind::Acquitted => &say.acquitted,
            StanceKind::HeldLiable => &say.held_liable,
            StanceKind::NotLiable => &say.not_liable,
            StanceKind::Dismissed => &say.dismissed,
            StanceKind::TimeBarred => &say.time_barred,
            StanceKind::Abated => &say.abated,
            StanceKind::Barred => &say.barred,
            StanceKind::Withdrawn => &say.withdrawn,
            StanceKind::Settled => &say.settled,
            StanceKind::Pardoned => &say.pardoned,
            _ => return None,
        })
    }

    /// "the 2031 acquittal was set aside 2032"; nothing for an annulment that was itself of an annulment.
    fn set_aside(&self, case: &Case, index: usize) -> Option<String> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        let year = self.year_at(outcome.at);
        let mut reviewed = outcome.reviews.iter().map(|at| &case.outcomes[*at]).peekable();
        if reviewed.peek().is_none() {
            return Some(say.set_aside_alone.fill(&[("year", &year)]));
        }
        let annulled = reviewed.find(|reviewed| reviewed.kind != StanceKind::SetAside)?;
        let (earlier, noun) = (self.year_at(annulled.at), self.noun(annulled.kind));
        Some(say.set_aside.fill(&[("earlier", &earlier), ("noun", noun), ("year", &year)]))
    }

    /// What the outcome superseded, as subordinates: "the 2030 conviction was set aside".
    fn superseded(&self, case: &Case, index: usize, in_finders_words: bool) -> Vec<String> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        if outcome.kind == StanceKind::SetAside && !in_finders_words {
            return Vec::new();
        }
        let clause = |earlier: &Outcome| {
            let pattern = match outcome.kind {
                StanceKind::Abated => &say.was_not_final,
                kind if kind.group() == earlier.kind.group() && outcome.is_adverse == earlier.is_adverse => {
                    &say.was_upheld
                }
                _ => &say.was_set_aside,
            };
            pattern.fill(&[("earlier", &self.year_at(earlier.at)), ("noun", self.noun(earlier.kind))])
        };
        case.superseded_by(index).into_iter().map(clause).collect()
    }

    /// "conviction".
    pub(super) fn noun(&self, kind: StanceKind) -> &str {
        let say = &self.words.status.short;
        match kind {
            StanceKind::Convicted => &say.conviction,
            StanceKind::Acquitted => &say.acquittal,
            StanceKind::HeldLiable => &say.liability,
            StanceKind::NotLiable => &say.no_liability,
            StanceKind::Dismissed => &say.dismissal,
            kind if kind.group() == Group::Finding => &say.finding_noun,
            _ => &say.ruling,
        }
        .text()
    }

    /// "charged 2031; no verdict reported", of the strongest proceeding on the charge that is pending; an appeal stands
    /// with what it is against, where that is told.
    pub(super) fn proceeding(&self, case: &Case, index: usize) -> Option<ItemText> {
        let say = &self.words.status.short;
        let outcome = &case.outcomes[index];
        let is_charged = |kind: StanceKind| {
            case.on_charge(outcome).any(|other| other.kind == kind && other.is_in_force() && other.at != outcome.at)
        };
        let (pattern, undated, clause) = match outcome.kind {
            StanceKind::Charged => (&say.charged, &say.charged_undated, &say.no_verdict),
            StanceKind::Investigated if is_charged(StanceKind::Charged) => return None,
            StanceKind::Investigated => (&say.investigated, &say.investigated_undated, &say.no_outcome),
            _ if case.unattached(index) => return Some(ItemText::Phrase(say.under_appeal.text().to_owned())),
            _ => return None,
        };
        let text = if is_told_in_passing(self.site, outcome.at) {
            undated.text().to_owned()
        } else {
            pattern.fill(&[("year", &self.year_at(outcome.at))])
        };
        Some(ItemText::Phrase(say.clause.fill(&[("text", &text), ("clause", clause.text())])))
    }

    /// Whether the limitation period ran out before anybody ruled on the charge.
    pub(super) fn leaves_facts_open<'a>(&self, case: &Case<'a>, outcome: &'a Outcome) -> bool {
        let is_ruling = |other: &Outcome| matches!(other.kind.group(), Group::Judgment | Group::Finding);
        outcome.kind == StanceKind::TimeBarred && !case.on_charge(outcome).any(is_ruling)
    }

    /// Whether nobody has concluded anything about the party, and nothing is pending that would be told.
    pub(super) fn lacks_result(&self, case: &Case) -> bool {
        let is_result = |outcome: &Outcome| outcome.kind.is_result() && outcome.kind != StanceKind::Withdrawn;
        let is_pending = |index: usize| {
            let outcome = &case.outcomes[index];
            outcome.kind.group() == Group::Proceeding && outcome.is_in_force() && self.proceeding(case, index).is_some()
        };
        !case.outcomes.iter().any(is_result) && !(0..case.outcomes.len()).any(is_pending)
    }

    /// Who accuses the party and hasn't withdrawn that.
    pub(super) fn remaining_accusers(&self, accusers: &[Ref<Party>], outcomes: &[Outcome]) -> Vec<Ref<Party>> {
        let withdrawn = outcomes.iter().filter(|it| it.kind == StanceKind::Withdrawn && it.is_in_force());
        let by: Vec<Ref<Party>> = withdrawn.flat_map(|it| it.at.stance(self.site).by.clone()).collect();
        accusers.iter().filter(|accuser| !by.contains(accuser)).copied().collect()
    }

    pub(super) fn phrase(&self, pattern: &Pattern, outcome: &Outcome) -> ItemText {
        ItemText::Phrase(pattern.fill(&[("year", &self.year_at(outcome.at))]))
    }

    /// Whether a court ruled on the party's case, or anybody judged it.
    pub(super) fn court_ruled(&self, outcomes: &[Outcome]) -> bool {
        outcomes.iter().any(|outcome| {
            let is_court = |party: &Ref<Party>| self.site.parties[*party].is_court;
            let by_court = outcome.kind.is_result() && outcome.at.stance(self.site).by.iter().any(is_court);
            outcome.kind.group() == Group::Judgment || by_court && outcome.kind != StanceKind::Settled
        })
    }
}
