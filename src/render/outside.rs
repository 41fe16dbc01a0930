//! Addresses that lead out of the site: to its repository, to who answers for it.

use super::Renderer;
use crate::plan::encoded;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

impl Renderer<'_> {
    /// Where a mistake on a page can be told: a new issue, filled in; else a mail, filled in; else the contact's page.
    ///
    /// `id` and `address` say which page; its title is left out, because a title may be an allegation.
    pub fn suggest(&self, id: &str, address: &str, changed: Option<chrono::NaiveDate>) -> Option<String> {
        let settings = &self.site.settings;
        let subject = self.fill("correction_subject", &[("page", id)]);
        let changed = changed.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let body = self.fill("correction_body", &[("page", id), ("address", address), ("changed", &changed)]);
        let (subject, body) = (query(&subject), query(&body));
        if let Some(repository) = &settings.repository {
            return Some(match is_gitlab(repository) {
                true => format!("{repository}/-/issues/new?issue[title]={subject}&issue[description]={body}"),
                false => format!("{repository}/issues/new?title={subject}&body={body}"),
            });
        }
        let contact = settings.publisher.as_ref()?.contact.as_ref()?;
        Some(match contact.contains("://") {
            true => contact.clone(),
            false => format!("mailto:{}?subject={subject}&body={body}", mail(contact)),
        })
    }

    /// Where a page's file can be edited.
    pub fn edit(&self, file: &str) -> Option<String> {
        let settings = &self.site.settings;
        let repository = settings.repository.as_ref()?;
        let middle = if is_gitlab(repository) { "-/edit" } else { "edit" };
        Some(format!("{repository}/{middle}/{}/{}", encoded(&settings.edit_branch), encoded(file)))
    }
}

/// A contact as a link.
pub fn contact(contact: &str) -> String {
    if contact.contains("://") { contact.to_owned() } else { format!("mailto:{}", mail(contact)) }
}

fn mail(address: &str) -> &str {
    address.strip_prefix("mailto:").unwrap_or(address)
}

fn query(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn is_gitlab(repository: &str) -> bool {
    let host = repository.split("://").nth(1).and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| host.starts_with("gitlab."))
}
