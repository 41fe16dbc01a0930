//! Addresses that lead out of the site: to its repository, to who answers for it.

use super::context::Context;
use crate::plan::encoded;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a value of a query (RFC 3986, 6068).
const QUERY: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':').remove(b'/').remove(b'@');

/// How whoever answers for the site can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact<'a> {
    /// An address without `mailto:`.
    Mail(&'a str),
    Web(&'a str),
}

impl<'a> Contact<'a> {
    /// The contact that an editor wrote.
    pub fn of(written: &'a str) -> Self {
        if written.contains("://") { Self::Web(written) } else { Self::Mail(written.trim_start_matches("mailto:")) }
    }

    /// The contact of the site's publisher.
    pub fn of_publisher(cx: &Context<'a>) -> Option<Self> {
        cx.site.settings.publisher.as_ref()?.contact.as_deref().map(Self::of)
    }

    /// The contact as a link.
    pub fn href(self) -> String {
        match self {
            Self::Mail(address) => format!("mailto:{address}"),
            Self::Web(address) => address.to_owned(),
        }
    }
}

/// Where a mistake on a page can be told: a new issue of the site's repository, filled in.
///
/// `id` and `address` say which page; its title is left out, because a title may be an allegation.
pub fn suggest(cx: &Context<'_>, id: &str, address: &str, changed: Option<chrono::NaiveDate>) -> Option<String> {
    let repository = cx.site.settings.repository.as_ref()?;
    let subject = cx.fill("correction_subject", &[("page", id)]);
    let changed = changed.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let body = cx.fill("correction_body", &[("page", id), ("address", address), ("changed", &changed)]);
    let (subject, body) = (query(&subject), query(&body));
    Some(match is_gitlab(repository) {
        true => format!("{repository}/-/issues/new?issue[title]={subject}&issue[description]={body}"),
        false => format!("{repository}/issues/new?title={subject}&body={body}"),
    })
}

/// The publisher's contact on the page with this id: a mail says which page it is about, and of which day.
pub fn contact(cx: &Context<'_>, id: &str, changed: Option<chrono::NaiveDate>) -> Option<String> {
    let contact = Contact::of_publisher(cx)?;
    if let Contact::Web(_) = contact {
        return Some(contact.href());
    }
    let page = changed.map_or_else(|| id.to_owned(), |day| format!("{id} ({day})"));
    Some(format!("{}?subject={}", contact.href(), query(&cx.fill("correction_subject", &[("page", &page)]))))
}

/// Where a licence can be read, if it is one of those that everybody uses.
pub fn license(name: &str) -> Option<String> {
    let creative = name.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-'));
    match creative {
        Some((terms, version)) if version.parse::<f32>().is_ok() => {
            Some(format!("https://creativecommons.org/licenses/{}/{version}/", terms.to_lowercase()))
        }
        _ if name == "CC0-1.0" => Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned()),
        _ => name.starts_with("https://").then(|| name.to_owned()),
    }
}

/// Where a page's file can be edited.
pub fn edit(cx: &Context<'_>, file: &str) -> Option<String> {
    let settings = &cx.site.settings;
    let repository = settings.repository.as_ref()?;
    let middle = if is_gitlab(repository) { "-/edit" } else { "edit" };
    Some(format!("{repository}/{middle}/{}/{}", encoded(&settings.edit_branch), encoded(file)))
}

fn query(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

fn is_gitlab(repository: &str) -> bool {
    let host = repository.split("://").nth(1).and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| host.starts_with("gitlab."))
}
