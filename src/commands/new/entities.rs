//! `new source`, `new claim`, `new person` and whatever else events refer to.

use super::event::literal;
use super::front_matter::{FrontMatterTemplate, id_list, text};
use super::{Draft, NewContext, ids};
use crate::Error;
use crate::model::{Id, SourceType};
use crate::parse::address;
use crate::parse::schema::FileKind;
use clap::{Args, builder::PossibleValuesParser};
use std::path::PathBuf;

/// What is known of the source.
#[derive(Debug, Default, Args)]
pub struct SourceArguments {
    /// Its title, as published; or the address of its page, which is then read for what it says of itself
    #[arg(value_name = "TITLE|URL", required_unless_present = "html")]
    pub title: Option<String>,
    /// Read this copy of the page, and not the network
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Visit addresses of this machine and its neighbours, too
    #[arg(long)]
    pub allow_private: bool,
    /// Where it can be read
    #[arg(long)]
    pub url: Option<String>,
    /// Where it appeared: a paper, a broadcaster, a court
    #[arg(long)]
    pub outlet: Option<String>,
    /// When it was published: 2031-04-05, 2031-04, 2031 …
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// What sort of work it is
    #[arg(long = "type", value_name = "TYPE", value_parser = PossibleValuesParser::new(SourceType::ALL.iter().map(|(word, _)| *word)))]
    pub kind: Option<String>,
    /// Its id; made from outlet and date if not given
    #[arg(long)]
    pub id: Option<String>,
    /// Whether nobody here has read it yet: a stranger told of it.
    #[arg(skip)]
    pub is_unread: bool,
}

/// What is known of the claim.
#[derive(Debug, Args)]
pub struct ClaimArguments {
    /// One neutral sentence: “Whether …”
    pub statement: String,
    /// A person or organization that it is about, by id; may be repeated
    #[arg(long, value_name = "ID", required = true)]
    pub about: Vec<String>,
    /// Its id; made from the statement if not given
    #[arg(long)]
    pub id: Option<String>,
}

/// What is known of a person or an organization.
#[derive(Debug, Args)]
pub struct PartyArguments {
    /// The name, as they write it
    pub name: String,
    /// Who they are in this affair, in a few words
    #[arg(long)]
    pub role: Option<String>,
    /// Its id; made from the name if not given
    #[arg(long)]
    pub id: Option<String>,
}

/// What is known of the place.
#[derive(Debug, Args)]
pub struct PlaceArguments {
    /// What it is called
    pub name: String,
    /// Its id; made from the name if not given
    #[arg(long)]
    pub id: Option<String>,
}

/// What is known of the page.
#[derive(Debug, Args)]
pub struct PageArguments {
    /// Its title
    pub title: String,
    /// Its id; made from the title if not given
    #[arg(long)]
    pub id: Option<String>,
}

/// What is known of the topic.
#[derive(Debug, Args)]
pub struct TopicArguments {
    /// What its tag is called on every page
    pub title: String,
    /// The tag, as addresses have it; made from the title if not given
    #[arg(long)]
    pub id: Option<String>,
}

/// The id of a new source: its outlet and date, or what comes near.
pub(super) fn source_id(
    given: Option<&str>,
    title: &str,
    url: Option<&str>,
    outlet: Option<&str>,
    published: Option<&str>,
    context: &NewContext,
) -> Result<Id, Error> {
    let host = url.map(address::host).unwrap_or_default();
    let site = host.rsplit('.').nth(1).unwrap_or_default();
    let outlet = outlet.map(Id::suggestion).unwrap_or_default();
    let outlet = if outlet.is_empty() { site } else { outlet.trim_start_matches("the-") };
    let published = published.map(Id::suggestion).unwrap_or_default();
    let name = match (outlet, published.as_str()) {
        ("", _) | (_, "") => format!("{outlet} {title}"),
        (outlet, published) => format!("{outlet} {published}"),
    };
    context.id(FileKind::Source, given, &name, &format!("source {published}"))
}

/// The file of a new source.
pub(super) fn source(arguments: &SourceArguments, context: &NewContext) -> Result<Draft, Error> {
    let title = arguments.title.clone().unwrap_or_default();
    let (url, outlet, published) =
        (arguments.url.as_deref(), arguments.outlet.as_deref(), arguments.published.as_deref());
    let id = source_id(arguments.id.as_deref(), &title, url, outlet, published, context)?;
    let in_yaml = |value: &Option<String>| value.as_deref().map(text);
    let front = FrontMatterTemplate::new(FileKind::Source)
        .key("title", &text(&title))
        .key_if_some("outlet", in_yaml(&arguments.outlet))
        .key_if_some("published", in_yaml(&arguments.published))
        .key_if_some("url", in_yaml(&arguments.url))
        .key_if_some("type", in_yaml(&arguments.kind))
        .key_if_some("accessed", (!arguments.is_unread).then(|| context.today.to_string()));
    let progress_line: [(&str, bool, &str); 9] = [
        ("outlet", arguments.outlet.is_none(), "The Harbour Ledger"),
        ("published", arguments.published.is_none(), "2031-04-05"),
        ("url", arguments.url.is_none(), "https://example.org/article"),
        ("locator", arguments.url.is_none(), "ISBN 978-0-00-000000-2"),
        ("type", arguments.kind.is_none(), "news"),
        ("accessed", arguments.is_unread, "2031-04-06"),
        ("authors", true, "[Noor Vale]"),
        ("archived", true, "[{url: https://web.archive.org/web/2031/https://example.org/article, date: 2031-04-06}]"),
        ("copy_of", true, "id-of-the-source-with-the-same-text"),
    ];
    let front = progress_line
        .into_iter()
        .filter(|(_, is_missing, _)| *is_missing)
        .fold(front, |front, (name, _, example)| front.commented_key(name, example));
    let note = format!("the source `{id}` is made; cite it in an event's text with `[@{id}]`\n");
    Ok(made(FileKind::Source, id, front.file(""), note))
}

/// The file of a new claim.
pub(super) fn claim(arguments: &ClaimArguments, context: &NewContext) -> Result<Draft, Error> {
    let statement = arguments.statement.trim();
    // Other languages open otherwise; `claim-form` knows how.
    let question = statement.strip_prefix("Whether ").unwrap_or(statement);
    let about = ids::given(&arguments.about)?;
    let id = context.id(FileKind::Claim, arguments.id.as_deref(), question, "claim")?;
    let front = FrontMatterTemplate::new(FileKind::Claim)
        .key("statement", &text(statement))
        .commented_key("label", "Sold licences")
        .key_if_some("about", id_list(&about))
        .key("reviewed", &context.today.to_string());
    let note = format!(
        "the claim `{id}` is made; an event that bears on it says so under `claims:`, for example\n  \
         - {{claim: {id}, stance: alleges, by: [id-of-a-party]}}\n\
         for each of those in `about`, an event tells the answer, or an entry of `responses` that one was sought\n",
    );
    Ok(made(FileKind::Claim, id, front.file(""), note))
}

/// The file of a new person or organization.
pub(super) fn party(kind: FileKind, arguments: &PartyArguments, context: &NewContext) -> Result<Draft, Error> {
    let id = context.id(kind, arguments.id.as_deref(), &arguments.name, kind.as_str())?;
    let front = FrontMatterTemplate::new(kind).key("name", &text(&arguments.name)).or_commented_key(
        "role",
        arguments.role.as_deref().map(text),
        "harbour warden",
    );
    let front = front.commented_key("short_name", "Bloom");
    let front = if kind == FileKind::Person {
        front.commented_key("sort_name", "Bloom, Ida").commented_key("died", "2031-05-01")
    } else {
        front.commented_key("type", "court")
    };
    let front = front
        .commented_key("also_known_as", "[another name]")
        .commented_key("links", "[https://www.wikidata.org/wiki/Q42]");
    let list = if kind == FileKind::Person { "people" } else { "organizations" };
    let note = format!("`{id}` is made; name it in an event under `{list}: [{id}]`\n");
    Ok(made(kind, id, front.file(""), note))
}

/// The file of a new place.
pub(super) fn place(arguments: &PlaceArguments, context: &NewContext) -> Result<Draft, Error> {
    let id = context.id(FileKind::Place, arguments.id.as_deref(), &arguments.name, "place")?;
    let front = FrontMatterTemplate::new(FileKind::Place)
        .key("name", &text(&arguments.name))
        .commented_key("coordinates", "{latitude: 43.76, longitude: -79.41}");
    let note = format!("`{id}` is made; name it in an event under `places: [{id}]`\n");
    Ok(made(FileKind::Place, id, front.file(""), note))
}

/// The file of a new page.
pub(super) fn page(arguments: &PageArguments, context: &NewContext) -> Result<Draft, Error> {
    let id = context.id(FileKind::Page, arguments.id.as_deref(), &arguments.title, "page")?;
    let front =
        FrontMatterTemplate::new(FileKind::Page).key("title", &text(&arguments.title)).commented_key("menu", "false");
    let note = format!("the page `{id}` is made: its address will be `/{id}/`\n");
    let body = format!("Write the text of “{}” here.", literal(&arguments.title));
    Ok(made(FileKind::Page, id, front.file(&body), note))
}

/// The file of a new topic.
pub(super) fn topic(arguments: &TopicArguments, context: &NewContext) -> Result<Draft, Error> {
    let id = context.id(FileKind::Topic, arguments.id.as_deref(), &arguments.title, "topic")?;
    let front = FrontMatterTemplate::new(FileKind::Topic)
        .key("title", &text(&arguments.title))
        .commented_key("summary", "What it is about, in a sentence or two.")
        .commented_key("lead_claims", "[sold-licences]");
    let note = format!(
        "the topic `{id}` is made: its events are those that bear the tag, `tags: [{id}]`, and its address is `/tags/{id}/`\n"
    );
    let body = format!("Write the text of “{}” here.", literal(&arguments.title));
    Ok(made(FileKind::Topic, id, front.file(&body), note))
}

fn made(kind: FileKind, id: Id, text: String, note: String) -> Draft {
    let folder = match kind {
        FileKind::Source => "sources",
        FileKind::Claim => "claims",
        FileKind::Person => "people",
        FileKind::Organization => "organizations",
        FileKind::Place => "places",
        FileKind::Page => "pages",
        FileKind::Topic => "tags",
        FileKind::Event | FileKind::Site => {
            unreachable!("events lie in folders of their own, and there is one site.yaml")
        }
    };
    Draft { kind, path: format!("content/{folder}/{id}.md"), id, text, note }
}
