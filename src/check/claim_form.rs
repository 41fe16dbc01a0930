//! `claim-form`: a claim that isn't put as a neutral question.
//!
//! A statement stands by itself in lists and data. “Whether …” says that it is disputed; an assertion says that it is so.
//! Where nobody is accused, it names nobody either.

use super::{Findings, Subject};
use crate::diagnostic::{Code, Span};
use crate::parse::first_sentence;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let (site, say) = (subject.site, &subject.words.status);
    for (_, row) in site.claims.iter() {
        let statement = row.statement.trim();
        if statement.is_empty() {
            continue;
        }
        if !say.opens(statement) {
            let opening = say.statement_opening.join("” or “");
            let message = format!("a claim's statement opens with “{opening}”");
            let help = format!(
                "write the question that is disputed, and take no side: `{} Ida Bloom sold licences`",
                say.statement_opening[0]
            );
            findings.add(Code::ClaimForm, &row.file, row.statement_at, message, help);
        }
        let length = first_sentence(statement, &subject.words.sentences);
        if length < statement.trim_end().len() {
            let second = Span::new((row.statement_at.start + length).min(row.statement_at.end), row.statement_at.end);
            let help = "keep the question alone, and tell the rest in the text below";
            findings.add(Code::ClaimForm, &row.file, second, "a claim's statement is one sentence", help);
        }
        if row.about.is_empty()
            && !findings.has(Code::MissingKey, &row.file)
            && !findings.has(Code::UnknownParty, &row.file)
        {
            let named = site.parties.rows().find(|party| !party.name.is_empty() && names(statement, &party.name));
            if let Some(party) = named {
                let message = format!("the statement names {}, and the claim is about nobody", party.name);
                let help = format!("if it is to the disadvantage of {}, write `about: [{}]`", party.name, party.id);
                findings.add(Code::ClaimForm, &row.file, row.statement_at, message, help);
            }
        }
    }
}

/// Whether a text gives a name in full, as whole words.
fn names(text: &str, name: &str) -> bool {
    let is_boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(name).any(|(at, found)| {
        is_boundary(text[..at].chars().next_back()) && is_boundary(text[at + found.len()..].chars().next())
    })
}
