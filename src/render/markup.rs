//! Markup made without a template, out of escaped text.

use super::link_base::LinkBase;
use super::plain_text::clean;
use crate::model::escape;

/// Adds text. Where it leaves the site, to be put into XML, without the characters that XML can't hold.
pub fn escaped(base: LinkBase<'_>, text: &str, markup: &mut String) {
    match base {
        LinkBase::Page => escape(text, markup),
        LinkBase::Absolute(_) => escape(&clean(text), markup),
    }
}

/// Adds a link.
pub fn link(base: LinkBase<'_>, href: &str, text: &str, markup: &mut String) {
    markup.push_str("<a href=\"");
    escaped(base, href, markup);
    markup.push_str("\">");
    escaped(base, text, markup);
    markup.push_str("</a>");
}
