//! The check that nothing reaches a reader without what must stand with it, whatever a site's own template prints.
//!
//! It holds every template that shows an event, a source's title, a claim or what is alleged about a party: at the length
//! that stands at its place, a line or a few words for each claim.

use super::claims::ClaimView;
use super::templates::Markup;
use crate::error::Error;
use crate::model::Html;
use crate::render::link_base::{Ways, fill_root};

/// What must stand in some markup.
#[derive(Debug, Default)]
pub struct RequiredMarkup {
    /// What became of claims, each as the template prints it; two may stand alike, and then the same must stand twice.
    pub statuses: Vec<Markup>,
    pub caveat: Option<String>,
}

impl RequiredMarkup {
    /// The status of each of these claims.
    pub fn of_claims<'a>(claims: impl IntoIterator<Item = &'a ClaimView<'a>>) -> Self {
        Self { statuses: claims.into_iter().map(|claim| claim.status.clone()).collect(), caveat: None }
    }

    /// What became of all of them in a few words.
    pub fn of_marker(marker: Option<&Markup>) -> Self {
        Self { statuses: marker.cloned().into_iter().collect(), caveat: None }
    }

    /// The same, and that an arrest is no proof.
    pub fn and_caveat(self, caveat: Option<&String>) -> Self {
        Self { caveat: caveat.cloned(), ..self }
    }
}

/// Refuses what a template made of `of_what` ("the event `id`") if what must stand with it is no part of the text that
/// readers see: in a comment or an attribute nobody reads it.
///
/// # Errors
///
/// With what is lacking.
pub fn ensure_noticed(
    html: &Html,
    required: &RequiredMarkup,
    template: &str,
    of_what: impl FnOnce() -> String,
) -> Result<(), Error> {
    if required.statuses.is_empty() && required.caveat.is_none() {
        return Ok(());
    }
    let seen = text_of(html.as_str());
    if let Some(caveat) = &required.caveat
        && !seen.contains(Html::escaped(caveat).as_str())
    {
        return Err(Error::Template(format!(
            "`templates/{template}` tells of {} without saying that it is no proof of guilt: print `event.caveat`",
            of_what()
        )));
    }
    let statuses: Vec<String> = required.statuses.iter().map(|status| text_of(status.as_str())).collect();
    let owed = |status: &String| statuses.iter().filter(|other| *other == status).count();
    match statuses.iter().find(|status| seen.matches(status.as_str()).count() < owed(status)) {
        None => Ok(()),
        Some(status) => Err(Error::Template(format!(
            "`templates/{template}` tells of {} without the status of its claim: print `marker` where the default \
             template does, else `status` of each of its `claims`\n  it lacks: {}",
            of_what(),
            fill_root(status, &Ways::default())
        ))),
    }
}

/// The text between tags, without comments and what scripts and styles hold.
fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end = match tag {
            comment if comment.starts_with("<!--") => comment.find("-->").map(|end| end + 3),
            script if script.starts_with("<script") => script.find("</script>").map(|end| end + 9),
            style if style.starts_with("<style") => style.find("</style>").map(|end| end + 8),
            template if template.starts_with("<template") => template.find("</template>").map(|end| end + 11),
            tag => tag_end(tag),
        };
        rest = end.map_or("", |end| &tag[end..]);
    }
    text.push_str(rest);
    text
}

/// Where a tag ends: behind the first `>` that isn't in a quoted attribute.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_is_no_text() {
        for (html, text) in [
            ("<p>Denied. <b>No</b> finding.</p>", "Denied. No finding."),
            ("<p title=\"a > Denied.\">x</p>", "x"),
            ("a<!-- <p>Denied.</p> -->b", "ab"),
            ("a<script>\"Denied.\"</script>b<style>Denied.</style>c", "abc"),
            ("<template>Denied.</template>a<!-- Denied.", "a"),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
    }
}
