//! The frames in which other sites show pages of ours.

use super::context::Context;
use super::link_base::LinkBase;
use crate::model::Html;
use crate::plan::Route;

/// How high the frame of the latest events is asked to be.
pub const LATEST_HEIGHT: u32 = 640;

/// How high the frame of one event is asked to be.
pub const EVENT_HEIGHT: u32 = 320;

/// The start of a frame's tag, up to its size.
pub fn frame(address: &str, title: &str) -> String {
    let (address, title) = (Html::escaped(address), Html::escaped(title));
    format!("<iframe src=\"{}\" title=\"{}\"", address.as_str(), title.as_str())
}

/// What an editor of another site puts into a page to show one of ours; none without the site's address.
pub fn code(cx: &Context<'_>, page: &Route, title: &str, height: u32) -> Option<String> {
    let base = LinkBase::Absolute(cx.site.settings.base_url.as_deref()?);
    let frame = frame(&base.page(page), title);
    Some(format!("{frame} width=\"100%\" height=\"{height}\" loading=\"lazy\"></iframe>"))
}
