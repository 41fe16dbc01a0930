//! Pictures and documents beside an event.

use crate::model::{Event, Media};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::shared;
use serde::Serialize;
use std::borrow::Cow;

/// A picture or a document.
#[derive(Debug, Serialize)]
pub struct MediaView<'a> {
    href: String,
    name: &'a str,
    /// A picture's size; none for a document.
    width: Option<u32>,
    height: Option<u32>,
    alt: &'a str,
    caption: Option<&'a str>,
    credit: Option<Cow<'a, str>>,
    /// "PDF, 1.2 MB".
    format: String,
    /// Whether browsers show it as a picture.
    is_picture: bool,
}

/// A file beside the event.
pub fn media<'a>(cx: &Context<'_>, row: &Event, media: &'a Media) -> MediaView<'a> {
    let extension = media.name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let size = file_size(cx, media.bytes);
    MediaView {
        href: shared(&Route::event(&row.id).beside(&media.name)),
        name: &media.name,
        width: media.dimensions.map(|(width, _)| width),
        height: media.dimensions.map(|(_, height)| height),
        alt: &media.alt,
        caption: media.caption.as_deref(),
        credit: credit(cx, media),
        format: cx.fill("file_format", &[("type", &extension.to_uppercase()), ("size", &size)]),
        is_picture: media.dimensions.is_some(),
    }
}

/// "Harbour Board, CC-BY-4.0".
pub fn credit<'a>(cx: &Context<'_>, media: &'a Media) -> Option<Cow<'a, str>> {
    match (&media.credit, &media.license) {
        (None, None) => None,
        (Some(only), None) | (None, Some(only)) => Some(only.into()),
        (Some(credit), Some(license)) => {
            Some(cx.fill("credit_and_license", &[("credit", credit), ("license", license)]).into())
        }
    }
}

fn file_size(cx: &Context<'_>, bytes: u64) -> String {
    let (key, number) = match bytes {
        0..1_000 => ("bytes", bytes.to_string()),
        1_000..1_000_000 => ("kilobytes", bytes.div_ceil(1_000).to_string()),
        _ => ("megabytes", format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000)),
    };
    cx.fill(key, &[("n", &number)])
}
