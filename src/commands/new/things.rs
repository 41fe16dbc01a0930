//! `new source`, `new claim`, `new person` and the other things that events refer to.

use super::event::literal;
use super::front::{Front, id_list, text};
use super::{Desk, Draft, ids};
use crate::Error;
use crate::model::{Id, SourceType};
use crate::parse::address;
use crate::parse::schema::Sort;
use clap::{Args, builder::PossibleValuesParser};

/// What is known of the source.
#[derive(Debug, Default, Args)]
pub struct SourceArguments {
    /// Its title, as published
    pub title: String,
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

/// The file of a new source.
pub(super) fn source(arguments: &SourceArguments, desk: &Desk) -> Result<Draft, Error> {
    let host = arguments.url.as_deref().map(address::host).unwrap_or_default();
    let site = host.rsplit('.').nth(1).unwrap_or_default();
    let outlet = arguments.outlet.as_deref().map(Id::suggestion).unwrap_or_default();
    let outlet = if outlet.is_empty() { site } else { outlet.trim_start_matches("the-") };
    let published = arguments.published.as_deref().map(Id::suggestion).unwrap_or_default();
    let name = match (outlet, published.as_str()) {
        ("", _) | (_, "") => format!("{outlet} {}", arguments.title),
        (outlet, published) => format!("{outlet} {published}"),
    };
    let fallback = format!("source {published}");
    let id = desk.id(Sort::Source, arguments.id.as_deref(), &name, &fallback)?;
    let in_yaml = |value: &Option<String>| value.as_deref().map(text);
    let front = Front::new(Sort::Source)
        .key("title", &text(&arguments.title))
        .maybe("outlet", in_yaml(&arguments.outlet))
        .maybe("published", in_yaml(&arguments.published))
        .maybe("url", in_yaml(&arguments.url))
        .maybe("type", in_yaml(&arguments.kind))
        .maybe("accessed", (!arguments.is_unread).then(|| desk.today.to_string()));
    let waiting: [(&str, bool, &str); 9] = [
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
    let front = waiting
        .into_iter()
        .filter(|(_, is_missing, _)| *is_missing)
        .fold(front, |front, (name, _, example)| front.later(name, example));
    let note = format!("the source `{id}` is made; cite it in an event's text with `[@{id}]`\n");
    Ok(made(Sort::Source, id, front.file(""), note))
}

/// The file of a new claim.
pub(super) fn claim(arguments: &ClaimArguments, desk: &Desk) -> Result<Draft, Error> {
    let statement = arguments.statement.trim();
    // Other languages open otherwise; `claim-form` knows how.
    let question = statement.strip_prefix("Whether ").unwrap_or(statement);
    let about = ids::given(&arguments.about)?;
    let id = desk.id(Sort::Claim, arguments.id.as_deref(), question, "claim")?;
    let front = Front::new(Sort::Claim)
        .key("statement", &text(statement))
        .later("label", "Sold licences")
        .maybe("about", id_list(&about))
        .key("reviewed", &desk.today.to_string());
    let note = format!(
        "the claim `{id}` is made; an event that bears on it says so under `claims:`, for example\n  \
         - {{claim: {id}, stance: alleges, by: [id-of-a-party]}}\n\
         for each of those in `about`, an event tells the answer, or an entry of `responses` that one was sought\n",
    );
    Ok(made(Sort::Claim, id, front.file(""), note))
}

/// The file of a new person or organization.
pub(super) fn party(sort: Sort, arguments: &PartyArguments, desk: &Desk) -> Result<Draft, Error> {
    let id = desk.id(sort, arguments.id.as_deref(), &arguments.name, sort.as_str())?;
    let front = Front::new(sort).key("name", &text(&arguments.name)).or_later(
        "role",
        arguments.role.as_deref().map(text),
        "harbour warden",
    );
    let front = front.later("short_name", "Bloom");
    let front = if sort == Sort::Person {
        front.later("sort_name", "Bloom, Ida").later("died", "2031-05-01")
    } else {
        front.later("type", "court")
    };
    let front = front.later("also_known_as", "[another name]").later("links", "[https://www.wikidata.org/wiki/Q42]");
    let list = if sort == Sort::Person { "people" } else { "organizations" };
    let note = format!("`{id}` is made; name it in an event under `{list}: [{id}]`\n");
    Ok(made(sort, id, front.file(""), note))
}

/// The file of a new place.
pub(super) fn place(arguments: &PlaceArguments, desk: &Desk) -> Result<Draft, Error> {
    let id = desk.id(Sort::Place, arguments.id.as_deref(), &arguments.name, "place")?;
    let front = Front::new(Sort::Place)
        .key("name", &text(&arguments.name))
        .later("coordinates", "{latitude: 43.76, longitude: -79.41}");
    let note = format!("`{id}` is made; name it in an event under `places: [{id}]`\n");
    Ok(made(Sort::Place, id, front.file(""), note))
}

/// The file of a new page.
pub(super) fn page(arguments: &PageArguments, desk: &Desk) -> Result<Draft, Error> {
    let id = desk.id(Sort::Page, arguments.id.as_deref(), &arguments.title, "page")?;
    let front = Front::new(Sort::Page).key("title", &text(&arguments.title));
    let note = format!("the page `{id}` is made: its address will be `/{id}/`\n");
    let body = format!("Write the text of “{}” here.", literal(&arguments.title));
    Ok(made(Sort::Page, id, front.file(&body), note))
}

fn made(sort: Sort, id: Id, text: String, note: String) -> Draft {
    let folder = match sort {
        Sort::Source => "sources",
        Sort::Claim => "claims",
        Sort::Person => "people",
        Sort::Organization => "organizations",
        Sort::Place => "places",
        Sort::Page => "pages",
        Sort::Event | Sort::Site => unreachable!("events lie in folders of their own, and there is one site.yaml"),
    };
    Draft { sort, path: format!("content/{folder}/{id}.md"), id, text, note }
}
