//! The check that nothing reaches a reader without what must stand with it, whatever a site's own template prints.

use super::claims::status;
use super::context::PageContext;
use super::templates::Markup;
use crate::error::Error;
use crate::model::Html;
use crate::render::link_base::fill_root;
use crate::render::notices::RequiredNotices;
use std::borrow::Cow;

/// The notices that must stand in some markup.
pub struct RequiredMarkup {
    /// Each as the template prints it; two claims may stand alike, and then the same must stand twice.
    pub statuses: Vec<Markup>,
    pub caveat: Option<String>,
}

impl RequiredMarkup {
    /// The present statuses, and the caveat.
    pub fn of(cx: &PageContext<'_>, notices: RequiredNotices) -> Self {
        let statuses = notices.claims.into_iter().map(|claim| status(cx, claim)).collect();
        Self { statuses, caveat: notices.caveat }
    }
}

/// Refuses what a template made of `of_what` ("the event `id`") if a required notice doesn't stand in it. Comments are
/// not read by anybody.
pub fn ensure_noticed(
    html: &Html,
    required: &RequiredMarkup,
    template: &str,
    of_what: impl FnOnce() -> String,
) -> Result<(), Error> {
    if let Some(caveat) = &required.caveat
        && !html.as_str().contains(Html::escaped(caveat).as_str())
    {
        return Err(Error::Template(format!(
            "`templates/{template}` tells of {} without saying that it says nothing of guilt: print `event.caveat`",
            of_what()
        )));
    }
    if required.statuses.is_empty() {
        return Ok(());
    }
    let seen = without_comments(html.as_str());
    let owed = |status: &Markup| required.statuses.iter().filter(|other| *other == status).count();
    match required.statuses.iter().find(|status| seen.matches(status.as_str()).count() < owed(status)) {
        None => Ok(()),
        Some(status) => Err(Error::Template(format!(
            "`templates/{template}` tells {} without the status of its claim: print `status` of each of its \
             `claims`\n  it lacks: {}",
            of_what(),
            fill_root(status.as_str(), "")
        ))),
    }
}

fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return html.into();
    }
    let mut seen = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        seen.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    seen.push_str(rest);
    seen.into()
}
