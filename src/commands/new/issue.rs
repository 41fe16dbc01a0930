//! `new --from-issue`: the answers to a GitHub issue form, made into files.
//!
//! An issue's text is a stranger's: it is read as the answers to known questions and nothing else. What was answered in
//! prose is kept as Markdown without HTML, citations and links by id, which only an editor can vouch for.

use super::entities::{SourceArguments, source};
use super::event::{EventArguments, Lists, NewEvent, compose};
use super::front_matter::text;
use super::{Draft, NewContext, refuse};
use crate::Error;
use crate::model::Id;
use crate::parse::Documents;
use crate::parse::address::comparable;
use crate::read::name::printable;
use std::collections::BTreeMap;

/// The questions of `.github/ISSUE_TEMPLATE/event.yml`, in their order.
pub const QUESTIONS: [&str; 11] = [
    "What happened, in one line",
    "When it happened",
    "Kind of event",
    "What happened, in full",
    "People",
    "Organizations",
    "Address of the source",
    "Title of the source",
    "Where it appeared",
    "When it was published",
    "The exact words",
];

/// What GitHub writes where nothing was answered.
const NO_ANSWER: &str = "_No response_";

/// The files that the answers make: a source that is not here yet, and the event.
pub fn drafts(issue: &str, context: &NewContext) -> Result<Vec<Draft>, Error> {
    let answers = Answers::of(issue);
    let (documents, _) = crate::parse::parse(&context.inputs);
    let known = answers.get("Address of the source").and_then(|url| known_source(url, &documents));
    let mut drafts = Vec::new();
    let source_id = match known {
        Some(id) => Some(id),
        None => match answers.source(context)? {
            Some(draft) => {
                let id = draft.id.clone();
                drafts.push(draft);
                Some(id)
            }
            None => None,
        },
    };
    if let Some(title) = answers.get("What happened, in one line") {
        drafts.push(answers.event(title, source_id.as_ref(), &documents, context)?);
    }
    if drafts.is_empty() {
        return refuse(format!(
            "this issue answers none of the form's questions, such as `### {}`: was it made with another form?",
            QUESTIONS[0]
        ));
    }
    Ok(drafts)
}

/// Answers by question.
struct Answers<'a>(BTreeMap<&'static str, &'a str>);

impl<'a> Answers<'a> {
    /// What stands beneath each `### Question`. A line of an answer that looks like an earlier question is no question.
    fn of(issue: &'a str) -> Self {
        let mut answers = BTreeMap::new();
        let mut current: Option<(usize, usize)> = None;
        let mut at = 0;
        for line in issue.split_inclusive('\n') {
            let question = line.strip_prefix("### ").map(str::trim).and_then(position);
            if let Some(next) = question.filter(|next| current.is_none_or(|(before, _)| *next > before)) {
                if let Some((before, start)) = current {
                    answers.insert(QUESTIONS[before], issue[start..at].trim());
                }
                current = Some((next, at + line.len()));
            }
            at += line.len();
        }
        if let Some((before, start)) = current {
            answers.insert(QUESTIONS[before], issue[start..].trim());
        }
        answers.retain(|_, answer| !answer.is_empty() && *answer != NO_ANSWER);
        Self(answers)
    }

    fn get(&self, question: &'static str) -> Option<&'a str> {
        debug_assert!(QUESTIONS.contains(&question), "{question} is asked");
        self.0.get(question).copied()
    }

    /// An answer that is one line.
    fn line(&self, question: &'static str) -> Option<String> {
        self.get(question).map(|answer| answer.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The file of the source, if one is described.
    fn source(&self, context: &NewContext) -> Result<Option<Draft>, Error> {
        let (url, title) = (self.line("Address of the source"), self.line("Title of the source"));
        if url.is_none() && title.is_none() {
            return Ok(None);
        }
        let outlet = self.line("Where it appeared");
        let arguments = SourceArguments {
            title: title.or_else(|| outlet.clone()).or_else(|| url.clone()),
            url,
            outlet,
            published: self.line("When it was published"),
            kind: None,
            id: None,
            is_unread: true,
            ..SourceArguments::default()
        };
        // Two articles of one paper on one day: the second is told apart by its title.
        source(&arguments, context)
            .or_else(|_| {
                let name = format!(
                    "{} {}",
                    arguments.published.as_deref().unwrap_or_default(),
                    arguments.title.as_deref().unwrap_or_default()
                );
                let id = context.id(crate::parse::schema::FileKind::Source, None, &name, "source")?;
                source(&SourceArguments { id: Some(id.to_string()), ..arguments }, context)
            })
            .map(Some)
    }

    /// The file of the event.
    fn event(
        &self,
        title: &str,
        source: Option<&Id>,
        documents: &Documents,
        context: &NewContext,
    ) -> Result<Draft, Error> {
        let Some(date) = self.line("When it happened") else { return refuse("the issue doesn't say when it happened") };
        let Some(kind) = self.line("Kind of event") else { return refuse("the issue doesn't say what kind it is") };
        let arguments = EventArguments {
            title: title.split_whitespace().collect::<Vec<_>>().join(" "),
            date,
            ..Default::default()
        };
        let quote = self.line("The exact words");
        let sources = source.map(|id| match &quote {
            None => format!("[{id}]"),
            Some(quote) => format!("\n  - source: {id}\n    quote: {}", text(unquoted(quote))),
        });
        let people: Vec<_> = documents.people.iter().map(|person| (&person.id, &person.front.name.value)).collect();
        let bodies: Vec<_> = documents.organizations.iter().map(|body| (&body.id, &body.front.name.value)).collect();
        let (people, strangers) = named(self.get("People").unwrap_or_default(), &people);
        let (organizations, others) = named(self.get("Organizations").unwrap_or_default(), &bodies);
        let lists = Lists { people, organizations, places: None, sources };
        let kind = kind_id(&kind, documents);
        let body = body(self.get("What happened, in full").unwrap_or(title), source);
        let mut draft = compose(&NewEvent { arguments: &arguments, kind: &kind, lists, body }, context)?;
        for (name, list, kind) in (strangers.iter().map(|name| (name, "people", "person")))
            .chain(others.iter().map(|name| (name, "organizations", "organization")))
        {
            let name = printable(name);
            draft.note.push_str(&format!(
                "nobody here is called `{name}`: if it is a {kind} of its own, make a file with `dateline new {kind}` and \
                 add its id to `{list}:`\n"
            ));
        }
        Ok(draft)
    }
}

/// Which question a heading asks.
fn position(heading: &str) -> Option<usize> {
    QUESTIONS.iter().position(|question| *question == heading)
}

/// The source with this address.
fn known_source(url: &str, documents: &Documents) -> Option<Id> {
    let wanted = comparable(url.trim());
    let has = |url: &str| comparable(url) == wanted;
    let mut sources = documents.sources.iter();
    sources.find(|source| source.front.url.as_ref().is_some_and(|url| has(&url.value))).map(|source| source.id.clone())
}

/// A kind by its id or its label, as the form's list has it.
fn kind_id(answer: &str, documents: &Documents) -> String {
    let kinds = documents.settings.iter().flat_map(|settings| &settings.front.kinds);
    let mut labels = kinds.map(|(id, kind)| (&id.value, &kind.label.value));
    let found = labels.find(|(id, label)| *id == answer || label.to_lowercase() == answer.to_lowercase());
    found.map_or_else(|| answer.to_owned(), |(id, _)| id.clone())
}

/// The ids of those who are named, by id or by name, and the names that nobody here has.
fn named<'a>(answer: &'a str, known: &[(&Id, &String)]) -> (Option<String>, Vec<&'a str>) {
    let names = answer.split([',', ';', '\n']).map(|name| name.trim().trim_start_matches(['-', '*', ' ', '@']));
    let (mut ids, mut strangers) = (Vec::new(), Vec::new());
    for name in names.filter(|name| !name.is_empty()) {
        let is_meant =
            |(id, called): &&(&Id, &String)| id.as_str() == name || called.to_lowercase() == name.to_lowercase();
        match known.iter().find(is_meant) {
            Some((id, _)) => ids.push((*id).clone()),
            None => strangers.push(name),
        }
    }
    (super::front_matter::id_list(&ids), strangers)
}

/// Without the quotation marks that people put around a quotation.
fn unquoted(quote: &str) -> &str {
    quote.trim_matches(['"', '“', '”', '„', '«', '»', ' '])
}

/// What the answers say, paragraph by paragraph, each with its source.
fn body(answer: &str, source: Option<&Id>) -> String {
    let paragraphs = answer.replace("\r\n", "\n");
    let cited = |paragraph: &str| {
        let paragraph = harmless(paragraph.trim());
        match source {
            None => paragraph,
            Some(id) => match paragraph.strip_suffix('.') {
                Some(sentence) => format!("{sentence} [@{id}]."),
                None => format!("{paragraph} [@{id}]"),
            },
        }
    };
    let paragraphs: Vec<_> =
        paragraphs.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).map(cited).collect();
    paragraphs.join("\n\n")
}

/// Markdown without what only an editor can vouch for.
fn harmless(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for c in markdown.chars() {
        if matches!(c, '<' | '[' | ']' | '&' | '\\' | '!') {
            text.push('\\');
        }
        if c != '\0' {
            text.push(c);
        }
    }
    // A line of hyphens or a fence could end or begin something.
    text.lines()
        .map(|line| {
            if line.trim_start().starts_with(['-', '=', '#', '~', '`', '>']) {
                format!("\\{}", line.trim_start())
            } else {
                line.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_looks_like_an_earlier_question_stays_an_answer() {
        let issue = "### What happened, in one line\n\nThe warden resigns\n\n### When it happened\n\n2031-04-05\n\n### \
                     What happened, in full\n\nIt was late.\n### When it happened\n1999\n\n### The exact words\n\n_No response_\n";
        let answers = Answers::of(issue);
        assert_eq!(answers.get("When it happened"), Some("2031-04-05"));
        assert_eq!(answers.get("What happened, in full"), Some("It was late.\n### When it happened\n1999"));
        assert_eq!(answers.get("The exact words"), None);
    }

    #[test]
    fn prose_keeps_no_html_citation_or_link() {
        let id = Id::new("ledger").unwrap();
        assert_eq!(body("She said so.", Some(&id)), "She said so [@ledger].");
        assert_eq!(body("One.\r\n\r\nTwo", None), "One.\n\nTwo");
        assert_eq!(
            body("<script>x</script> [@other] ![x](javascript:y)\n---\n# H", None),
            "\\<script>x\\</script> \\[@other\\] \\!\\[x\\](javascript:y)\n\\---\n\\# H"
        );
    }
}
