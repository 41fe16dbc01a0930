//! `new source URL`, and `new source --html FILE`: a source's file from what its page says of itself.
//!
//! What is certain is written, each with where it was read; what is not waits behind a `#`. Nothing of the article is kept.

use super::entities::{SourceArguments, source_id};
use super::front_matter::{FrontMatterTemplate, text};
use super::{Draft, NewContext, refuse};
use crate::Error;
use crate::commands::build::today;
use crate::commands::sandbox::read_in_sandbox;
use crate::metadata::{self, PageMetadata, PageReading, Settled};
use crate::model::Id;
use crate::net::{CrawlPolicy, HttpRequest, Polite, Private};
use crate::parse::schema::FileKind;
use crate::parse::{Documents, address};
use crate::text::{self as page_text, PageHead, TextFormat};
use chrono_tz::Tz;
use std::path::Path;

/// What came of it.
pub(super) enum FromPage {
    Made(Draft),
    /// A source here has this address, perhaps in another spelling.
    Known(String),
}

/// A page as it was had.
struct HeadOfPage {
    head: PageHead,
    /// Where it was found at the end of all redirects; nothing of a file.
    url: Option<String>,
    /// Why nothing was read in it.
    unread: Option<&'static str>,
}

/// Whether a source is asked for by the address of its page, or by a copy of it.
pub(super) fn is_asked_for(arguments: &SourceArguments) -> bool {
    arguments.html.is_some() || arguments.title.as_deref().is_some_and(is_address)
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The file of the source whose page this is.
pub(super) fn source(arguments: &SourceArguments, context: &NewContext) -> Result<FromPage, Error> {
    let given = arguments.title.as_deref().filter(|title| is_address(title)).or(arguments.url.as_deref());
    let given = given.map(|url| {
        address::web(url).map_err(|problem| Error::Refused(format!("{}; {}", problem.message, problem.help)))
    });
    let given = given.transpose()?;
    let (documents, _) = crate::parse::parse(&context.inputs);
    if let Some(known) = given.as_ref().and_then(|url| known(&documents, url)) {
        return Ok(FromPage::Known(known));
    }
    read_in_sandbox();
    let page = match (&arguments.html, &given) {
        (Some(file), _) => from_file(file)?,
        (None, Some(url)) => from_network(url, arguments, &documents)?,
        (None, None) => return refuse("give the address of the page, or a copy of it with `--html FILE`"),
    };
    let own = metadata::own_addresses(&page.head);
    // A file's own address is no better than what it says.
    let Some(url) = given.or_else(|| page.url.clone()).or_else(|| own.first().cloned()) else {
        return refuse("the page doesn't say where it is: add its address, `dateline new source URL --html FILE`");
    };
    if let Some(known) = page.url.iter().chain(&own).find_map(|url| known(&documents, url)) {
        return Ok(FromPage::Known(known));
    }
    let zone = documents.settings.as_ref().and_then(|settings| settings.front.timezone.as_ref()?.value.parse().ok());
    let read = metadata::read(&page.head, Some(page.url.as_deref().unwrap_or(&url)), zone.unwrap_or(Tz::UTC));
    Ok(FromPage::Made(compose(arguments, context, &documents, &page, &url, &read)?))
}

/// The source that has this address, and how it is spelled there.
fn known(documents: &Documents, url: &str) -> Option<String> {
    documents.sources.iter().find_map(|source| {
        let own = source.front.url.iter().map(|url| &url.value);
        let copies = source.front.archived.iter().map(|copy| &copy.url);
        let spelled = own.chain(copies).find(|known| address::same_page(known, url))?;
        let id = &source.id;
        Some(if spelled == url {
            format!("`{url}` is a source already: `{id}`; cite it with `[@{id}]`\n")
        } else {
            format!("`{url}` is a source already: `{id}`, where it is spelled `{spelled}`; cite it with `[@{id}]`\n")
        })
    })
}

/// Why nothing was read.
const A_PDF: &str = "it is a PDF, which says nothing reliable of itself";
const NO_PAGE: &str = "it is no page of HTML";

/// A page may have no more than this; articles have a twentieth.
const LARGEST_FILE: u64 = 20 << 20;

fn from_file(file: &Path) -> Result<HeadOfPage, Error> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).and_then(|file| file.take(LARGEST_FILE).read_to_end(&mut bytes));
    opened.map_err(|error| Error::io("read", file, error))?;
    let unread = match page_text::format(None, &bytes) {
        Some(TextFormat::Pdf) => Some(A_PDF),
        // A saved page may lack the tags by which one is known; a picture has bytes that no page has.
        None if bytes.contains(&0) => Some(NO_PAGE),
        _ => None,
    };
    if unread.is_some() {
        return Ok(HeadOfPage { head: PageHead::default(), url: None, unread });
    }
    match page_text::head(&bytes, None) {
        Ok(head) => Ok(HeadOfPage { head, url: None, unread: None }),
        Err(why) => refuse(format!("`{}`: {why}", file.display())),
    }
}

fn from_network(url: &str, arguments: &SourceArguments, documents: &Documents) -> Result<HeadOfPage, Error> {
    let private = if arguments.allow_private { Private::Allowed } else { Private::Refused };
    let contact =
        documents.settings.as_ref().and_then(|settings| Some(settings.front.base_url.as_ref()?.value.clone()));
    let visitor = Polite::new(CrawlPolicy { private, contact, ..CrawlPolicy::default() });
    let mut request = HttpRequest::get(url);
    request.headers.push(("accept", crate::verify::ACCEPT.to_owned()));
    let by_hand = "save the page with your browser, and use `--html FILE`";
    let failed = |why: &str| Error::Refused(format!("`{url}` can't be read: {why}; {by_hand}"));
    let found = visitor.visit(&request).map_err(|failure| failed(&failure.message))?;
    if found.answer.status != 200 {
        return Err(failed(&format!("the server answers {}", found.answer.status)));
    }
    let content_type = found.answer.content_type.clone();
    let bytes = found.answer.body.map_err(|failure| failed(&failure.message))?;
    let (head, unread) = match page_text::format(content_type.as_deref(), &bytes) {
        Some(TextFormat::Html) => (page_text::head(&bytes, content_type.as_deref()).map_err(|why| failed(&why))?, None),
        Some(TextFormat::Pdf) => (PageHead::default(), Some(A_PDF)),
        _ => (PageHead::default(), Some(NO_PAGE)),
    };
    Ok(HeadOfPage { head, url: Some(found.url), unread })
}

fn compose(
    arguments: &SourceArguments,
    context: &NewContext,
    documents: &Documents,
    page: &HeadOfPage,
    url: &str,
    read: &PageMetadata,
) -> Result<Draft, Error> {
    let language =
        documents.settings.as_ref().and_then(|settings| Some(settings.front.language.as_ref()?.value.clone()));
    let is_own = |tag: &str| {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        language.as_ref().is_some_and(|own| primary(own) == primary(tag))
    };
    let mut draft = SourceDraft { front: FrontMatterTemplate::new(FileKind::Source), missing: Vec::new() };
    let is_post = arguments.kind.as_deref().or(read.kind.certain.as_ref().map(|kind| kind.value)) == Some("post");
    if is_post {
        // It has no title: what stands as one is its text, perhaps a part of it, which may allege something.
        draft.settled("quote", &read.title.clone().uncertain(), |words| text(words), None);
        draft.settled("account", &read.authors.clone().uncertain(), |names| text(&names.join(", ")), None);
    } else {
        draft.settled("title", &read.title, |title| text(title), None);
    }
    draft.settled("outlet", &read.outlet, |outlet| text(outlet), arguments.outlet.as_deref());
    draft.settled("authors", &read.authors, |names| serde_json::json!(names).to_string(), None);
    draft.settled("published", &read.published, ToString::to_string, arguments.published.as_deref());
    draft.url(url, &read.url);
    let spoken = &read.language;
    if spoken.certain.as_ref().is_none_or(|reading| !is_own(&reading.value)) {
        let others = spoken.others.iter().filter(|reading| !is_own(&reading.value)).cloned().collect();
        let spoken = Settled { certain: spoken.certain.clone(), others };
        if spoken.certain.is_some() || !spoken.others.is_empty() {
            draft.settled("language", &spoken, |tag| text(tag), None);
        }
    }
    draft.settled("type", &read.kind, |kind| (*kind).to_owned(), arguments.kind.as_deref());
    if let Some(length) = &read.duration {
        draft.front = draft.front.remark("Read in JSON-LD duration.").key("duration", &format!("\"{length}\""));
    }
    if read.is_paywalled {
        draft.front = draft.front.remark("Read in JSON-LD isAccessibleForFree.").key("paywalled", "true");
    }
    // A saved page was read on some day that nobody here knows.
    draft.front = match page.url {
        Some(_) => draft.front.key("accessed", &today()?.to_string()),
        None => draft.front.commented_key("accessed", &today()?.to_string()),
    };
    for (name, example) in draft.missing.clone() {
        draft.front = draft.front.commented_key(name, example);
    }
    let written = read.url.certain.as_ref().map_or(url, |reading| reading.value.as_str());
    let copy = format!("[{{url: https://web.archive.org/web/2031/{written}, date: 2031-04-06}}]");
    draft.front =
        draft.front.commented_key("archived", &copy).commented_key("copy_of", "id-of-the-source-with-the-same-text");
    let title = read.title.certain.as_ref().or(read.title.others.first()).map(|reading| reading.value.as_str());
    let outlet = arguments.outlet.clone().or_else(|| read.outlet.certain.as_ref().map(|reading| reading.value.clone()));
    let published =
        arguments.published.clone().or_else(|| read.published.certain.as_ref().map(|day| day.value.to_string()));
    let title = title.unwrap_or_default();
    let id = source_id(arguments.id.as_deref(), title, Some(url), outlet.as_deref(), published.as_deref(), context);
    // Two articles of one paper on one day: the second is told apart by its title.
    let id = id.or_else(|refusal| match arguments.id {
        Some(_) => Err(refusal),
        None => {
            let name = format!("{} {title}", published.as_deref().unwrap_or_default());
            // A page that says nothing of itself has at least the end of its address.
            let end = url.rsplit(['/', '?', '#']).find(|part| !part.is_empty()).unwrap_or_default();
            let name = if name.trim().is_empty() { end } else { &name };
            context.id(FileKind::Source, None, name, "source")
        }
    })?;
    Ok(Draft {
        kind: FileKind::Source,
        path: format!("content/sources/{id}.md"),
        note: note(&id, written, page, draft.front.has_proposals()),
        id,
        text: draft.front.file(""),
    })
}

fn note(id: &Id, url: &str, page: &HeadOfPage, has_proposals: bool) -> String {
    let mut note = format!("the source `{id}` is made; cite it in an event's text with `[@{id}]`\n");
    if let Some(why) = page.unread {
        note.push_str(&format!("nothing was read on its page: {why}\n"));
    }
    if has_proposals {
        note.push_str(
            "what is not certain stands behind `#`, with where it was read: look at the page, and keep what is right\n",
        );
    }
    note.push_str(&format!(
        "it has no archived copy yet: `dateline archive {id} --write` finds one, `--save` has one made, or save it at\n  \
         https://web.archive.org/save/{url}\n"
    ));
    note
}

/// A source's file in the making.
struct SourceDraft {
    front: FrontMatterTemplate,
    /// What was found nowhere, with an example.
    missing: Vec<(&'static str, &'static str)>,
}

impl SourceDraft {
    /// What was asked for on the command line; else what is certain; and what else was read.
    fn settled<T>(
        &mut self,
        name: &'static str,
        settled: &Settled<T>,
        yaml: impl Fn(&T) -> String,
        asked: Option<&str>,
    ) {
        let mut front = std::mem::replace(&mut self.front, FrontMatterTemplate::new(FileKind::Source));
        if let Some(asked) = asked {
            self.front = front.key(name, &text(asked));
            return;
        }
        if let Some(PageReading { value, place, .. }) = &settled.certain {
            front = front.remark(&format!("Read in {}.", one_line(place))).key(name, &yaml(value));
        }
        for PageReading { value, place, .. } in settled.others.iter().take(4) {
            front = front.proposal(name, &yaml(value), &one_line(place));
        }
        self.front = front;
        if settled.certain.is_none() && settled.others.is_empty() {
            let examples: [(&str, &str); 7] = [
                ("quote", "I resign tonight."),
                ("account", "\"@warden@harbour.example\""),
                ("title", "The harbour warden resigns"),
                ("outlet", "The Harbour Ledger"),
                ("authors", "[Noor Vale]"),
                ("published", "2031-04-05"),
                ("type", "news"),
            ];
            self.missing.extend(examples.into_iter().filter(|(known, _)| *known == name));
        }
    }

    /// The canonical address where it is of the same host; else the one that was given, and the other as a proposal.
    fn url(&mut self, given: &str, settled: &Settled<String>) {
        let front = std::mem::replace(&mut self.front, FrontMatterTemplate::new(FileKind::Source));
        self.front = match &settled.certain {
            Some(PageReading { value, place, .. }) if value != given => front
                .remark(&format!("Read in {}; you gave {}", one_line(place), one_line(given)))
                .key("url", &text(value)),
            _ => front.key("url", &text(given)),
        };
        for PageReading { value, place, .. } in settled.others.iter().filter(|reading| reading.value != given).take(3) {
            let front = std::mem::replace(&mut self.front, FrontMatterTemplate::new(FileKind::Source));
            let place = format!(
                "{}; if the text comes from there, make a source of that and name it in `copy_of`",
                one_line(place)
            );
            self.front = front.proposal("url", &text(value), &place);
        }
    }
}

/// What a stranger wrote, as a comment may hold it.
fn one_line(text: &str) -> String {
    let line: String = text.chars().filter(|c| !c.is_control()).take(300).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
