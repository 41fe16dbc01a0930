//! `new event`.

use super::front_matter::{FrontMatterTemplate, id_list, text};
use super::{Draft, NewContext, ids, refuse};
use crate::Error;
use crate::model::{EventDate, Id};
use crate::parse::field_types::EntityKind;
use crate::parse::schema::{FileKind, Ids};
use clap::Args;

/// What is known of the event.
#[derive(Debug, Default, Args)]
pub struct EventArguments {
    /// What happened, in one line
    pub title: String,
    /// When: 2031-04-05, 2031-04, 2031, 2031-04~ (about) …
    #[arg(long)]
    pub date: String,
    /// The sort of event, one of `kinds` in content/site.yaml
    #[arg(long)]
    pub kind: Option<String>,
    /// A source that it rests on, by id; may be repeated. Without one the event is a draft
    #[arg(long = "source", value_name = "ID")]
    pub sources: Vec<String>,
    /// Somebody who takes part, by id; may be repeated
    #[arg(long = "person", value_name = "ID")]
    pub people: Vec<String>,
    /// An organization that takes part, by id; may be repeated
    #[arg(long = "organization", value_name = "ID")]
    pub organizations: Vec<String>,
    /// Where it happened, by id; may be repeated
    #[arg(long = "place", value_name = "ID")]
    pub places: Vec<String>,
    /// Its id, which is its address too; made from date and title if not given
    #[arg(long)]
    pub id: Option<String>,
    /// Keep it out of the published site for now
    #[arg(long)]
    pub draft: bool,
}

/// The file of a new event.
pub fn draft(arguments: &EventArguments, context: &NewContext) -> Result<Draft, Error> {
    let Some(kind) = arguments.kind.as_deref() else { return refuse(context.ask_for_kind()) };
    let sources = ids::given(&arguments.sources)?;
    let cited: Vec<String> = sources.iter().map(|id| format!("@{id}")).collect();
    let title = literal(arguments.title.trim().trim_end_matches('.'));
    let body = match cited.as_slice() {
        [] => format!("{title}."),
        cited => format!("{title} [{}].", cited.join("; ")),
    };
    let lists = Lists {
        people: id_list(&ids::given(&arguments.people)?),
        organizations: id_list(&ids::given(&arguments.organizations)?),
        places: id_list(&ids::given(&arguments.places)?),
        sources: id_list(&sources),
    };
    compose(&NewEvent { arguments, kind, lists, body }, context)
}

/// What an event's file is made from.
pub struct NewEvent<'a> {
    pub arguments: &'a EventArguments,
    pub kind: &'a str,
    pub lists: Lists,
    pub body: String,
}

/// Values of keys, in YAML.
#[derive(Default)]
pub struct Lists {
    pub people: Option<String>,
    pub organizations: Option<String>,
    pub places: Option<String>,
    pub sources: Option<String>,
}

/// The file itself.
pub fn compose(event: &NewEvent, context: &NewContext) -> Result<Draft, Error> {
    let NewEvent { arguments, kind, lists, body } = event;
    let date = arguments.date.trim();
    let day = first_date(date);
    let name = match Id::suggestion(&arguments.title).as_str() {
        // A date alone would be an id, and say nothing of the event.
        "" => arguments.title.clone(),
        words => format!("{day} {words}"),
    };
    let id = context.id(FileKind::Event, arguments.id.as_deref(), &name, &format!("{day} {kind}"))?;
    let mut front = FrontMatterTemplate::new(FileKind::Event)
        .key("title", &text(&arguments.title))
        .key("date", &text(date))
        .key("kind", &text(kind))
        .key_if_some("people", lists.people.clone())
        .key_if_some("organizations", lists.organizations.clone())
        .key_if_some("places", lists.places.clone())
        .key_if_some("sources", lists.sources.clone())
        .key("added", &context.today.to_string());
    let mut note = format!("the event `{id}` is made: write what happened below the second `---`\n");
    if lists.sources.is_none() {
        front = front
            .remark("An event is published once it names its source: fill in `sources` below, then remove `draft`.")
            .key("draft", "true");
        note.push_str(
            "it is a draft, because it names no source yet: add one under `sources:`, then remove the line `draft: true`\n",
        );
    } else if arguments.draft {
        front = front.key("draft", "true");
    }
    front = front.commented_key("summary", "One sentence.").commented_key("time", "\"21:30\"");
    for (name, value, example) in [
        ("sources", &lists.sources, "[id-of-a-source]"),
        ("people", &lists.people, "[id-of-a-person]"),
        ("organizations", &lists.organizations, "[id-of-an-organization]"),
        ("places", &lists.places, "[id-of-a-place]"),
    ] {
        if value.is_none() {
            front = front.commented_key(name, example);
        }
    }
    let front = front
        .commented_key("tags", "[a-word]")
        .commented_key("claims", "[{claim: id-of-a-claim, stance: alleges, by: [id-of-a-party]}]")
        .commented_key("related", "[id-of-an-event]");
    let folder = match EventDate::parse(date).ok().and_then(|date| date.year()) {
        Some(year) if year >= 0 => format!("content/events/{year:04}"),
        _ => "content/events".to_owned(),
    };
    Ok(Draft { kind: FileKind::Event, path: format!("{folder}/{id}.md"), id, text: front.file(body), note })
}

/// Words as Markdown that shows them as they are.
pub fn literal(words: &str) -> String {
    words.chars().fold(String::new(), |mut text, c| {
        if r"\`*_[]<>&~#|".contains(c) {
            text.push('\\');
        }
        text.push(c);
        text
    })
}

/// The first date that is written in an EDTF text, as far as an id can hold it.
fn first_date(date: &str) -> &str {
    let date = date.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let end = date.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(date.len());
    date[..end].trim_end_matches('-')
}

impl NewContext {
    /// The kinds that this site has.
    fn ask_for_kind(&self) -> String {
        let (documents, _) = crate::parse::parse(&self.inputs);
        let ids = Ids::of(&documents);
        let kinds: Vec<_> = ids.of_kind(EntityKind::Kind).map(|(id, _)| id).collect();
        match kinds.as_slice() {
            [] => "content/site.yaml has no `kinds` yet: write one there, such as `report: {label: Report}`".to_owned(),
            kinds => format!("name the sort of event with --kind: {}", kinds.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_begins_with_the_first_date() {
        for (date, first) in [
            ("2031-04-05", "2031-04-05"),
            ("2031-04~", "2031-04"),
            ("[2031-04-05,2031-04-06]", "2031-04-05"),
            ("2031-04-05/2031-05-01", "2031-04-05"),
            ("../2004", "2004"),
            ("203X", "203X"),
            ("-0043", "0043"),
            ("", ""),
        ] {
            assert_eq!(first_date(date), first, "{date}");
        }
    }
}
