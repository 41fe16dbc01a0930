//! Files beside events: which of them a page shows, and which it may.

use super::resolver::Resolver;
use crate::diagnostic::Code;
use crate::diagnostic::position::Spanned;
use crate::hashing::HashMap;
use crate::model::Media;
use crate::parse::event::MediaFile;
use crate::read;
use std::sync::Arc;

/// The files beside events, by path.
pub type MediaByPath<'a> = HashMap<&'a str, &'a read::MediaInput>;

/// What a browser shows or saves, by the end of a file's name. Of anything else some browser or server makes a page,
/// and a page runs scripts in the name of the site: `.html`, `.svg` and all that is XML are not to be had from a
/// stranger's pull request.
const SHOWN: &[&str] = &[
    "avif", "gif", "heic", "heif", "jpeg", "jpg", "png", "webp", // pictures
    "csv", "docx", "epub", "ics", "json", "odp", "ods", "odt", "pdf", "pptx", "rtf", "tif", "tiff", "tsv", "txt",
    "xlsx", "zip", // documents
    "aac", "flac", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "wav",
    "webm", // recordings
];

/// The files that the front matter lists, then the pictures that only the body shows.
pub fn all(
    listed: &[MediaFile],
    pictures: &[Spanned<String>],
    beside: &MediaByPath,
    resolver: &mut Resolver,
) -> Vec<Media> {
    let mut media: Vec<Media> = Vec::new();
    for entry in listed {
        let Some(found) = media_file(&entry.file, beside, resolver) else { continue };
        if found.dimensions.is_some() && entry.alt.is_none() {
            let help = "add `alt: …`: what the picture shows, for who can't see it";
            resolver.report(
                Code::MissingAlt,
                entry.file.span,
                format!("the picture `{}` has no text alternative", entry.file.value),
                help,
            );
        }
        media.push(Media {
            name: file_name(&entry.file.value).to_owned(),
            path: Arc::clone(&found.path),
            bytes: found.bytes,
            dimensions: found.dimensions,
            alt: entry.alt.as_ref().map_or_else(String::new, |alt| alt.value.clone()),
            credit: entry.credit.clone(),
            license: entry.license.clone(),
            caption: entry.caption.clone(),
            in_body: pictures.iter().any(|picture| picture.value == entry.file.value),
            at: entry.file.span,
        });
    }
    for picture in pictures {
        let Some(found) = media_file(picture, beside, resolver) else { continue };
        if media.iter().all(|known| known.path != found.path) {
            media.push(Media {
                name: file_name(&picture.value).to_owned(),
                path: Arc::clone(&found.path),
                bytes: found.bytes,
                dimensions: found.dimensions,
                alt: String::new(),
                credit: None,
                license: None,
                caption: None,
                in_body: true,
                at: picture.span,
            });
        }
    }
    media
}

fn media_file<'a>(
    name: &Spanned<String>,
    beside: &MediaByPath<'a>,
    resolver: &mut Resolver,
) -> Option<&'a read::MediaInput> {
    let folder = resolver.errors.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let found = beside.get(format!("{folder}/{}", name.value).as_str()).copied();
    if found.is_none() {
        let near = beside.keys().filter_map(|path| path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')));
        let help = match crate::diagnostic::suggest::nearest(&name.value, near) {
            Some(near) => crate::diagnostic::suggest::did_you_mean(near),
            None => format!("put the file into `{folder}`, beside this one"),
        };
        resolver.report(
            Code::MissingMedia,
            name.span,
            format!("there is no file `{}` beside this one", name.value),
            help,
        );
    }
    let end = file_name(&name.value).rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    if found.is_some() && !SHOWN.contains(&&*end) {
        let message = format!("`{}` is no picture, document or recording that can be shown safely", name.value);
        let help = match &*end {
            "svg" | "svgz" => "an SVG can hold scripts: save it as PNG or WebP",
            "htm" | "html" | "xhtml" | "xml" | "mht" | "mhtml" => "a page can hold scripts: save it as PDF",
            _ => "save it as PNG, JPEG, WebP, PDF, MP3, MP4 or in another common format",
        };
        resolver.report(Code::InvalidValue, name.span, message, help);
        return None;
    }
    found
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
