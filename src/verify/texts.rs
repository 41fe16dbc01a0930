//! The texts of sources: a local copy, else an archived one, else the live page.

use crate::model::{Source, TextOrigin};
use crate::net::{HttpRequest, Polite};
use crate::text::{self, ExtractedText, TextFormat};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// A source's text and where it was had from.
#[derive(Debug, Clone)]
pub struct SourceText {
    pub text: ExtractedText,
    pub from: TextOrigin,
    /// The address that gave it, behind all redirects; none of a local copy.
    pub url: Option<String>,
}

/// What a local copy may be called after the source's id.
const ENDINGS: &[(&str, TextFormat)] = &[
    ("txt", TextFormat::Plain),
    ("md", TextFormat::Plain),
    ("html", TextFormat::Html),
    ("htm", TextFormat::Html),
    ("pdf", TextFormat::Pdf),
];

/// A local copy may be larger than a page that a stranger sends; not larger than this.
const LARGEST: u64 = 200 << 20;

/// Where texts are looked for.
#[derive(Debug)]
pub struct Texts<'a> {
    /// A folder with a file per source id.
    pub folder: Option<&'a Path>,
    /// Who visits pages; nobody, when only local copies count.
    pub visitor: Option<&'a Polite>,
}

impl Texts<'_> {
    /// The text of `source`, or why it is not to be had.
    pub fn of(&self, source: &Source) -> Result<SourceText, String> {
        if let Some(local) = self.local(source.id.as_str()) {
            return local.map(|text| SourceText { text, from: TextOrigin::Local, url: None });
        }
        let Some(visitor) = self.visitor else {
            return Err(match self.folder {
                Some(_) => format!("there is no file `{}.txt`, `.html` or `.pdf` among the texts", source.id),
                None => "no folder of texts was given, and the network was not to be asked".to_owned(),
            });
        };
        let mut reasons = Vec::new();
        for copy in &source.archived {
            match page(visitor, &unframed(&copy.url)) {
                Ok((text, url)) => return Ok(SourceText { text, from: TextOrigin::Archived, url: Some(url) }),
                Err(reason) => reasons.push(format!("the archived copy: {reason}")),
            }
        }
        match &source.url {
            Some(url) => match page(visitor, url) {
                Ok((text, url)) => return Ok(SourceText { text, from: TextOrigin::Live, url: Some(url) }),
                Err(reason) => reasons.push(format!("the page: {reason}")),
            },
            None => reasons.push("the source has no address".to_owned()),
        }
        Err(reasons.join("; "))
    }

    fn local(&self, id: &str) -> Option<Result<ExtractedText, String>> {
        let folder = self.folder?;
        ENDINGS.iter().find_map(|(ending, format)| {
            let path = folder.join(format!("{id}.{ending}"));
            match contents(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                Err(error) => Some(Err(format!("`{}` can't be read: {error}", shown(&path)))),
                Ok(bytes) => Some(text::read(bytes, *format, None).map_err(|why| format!("`{}`: {why}", shown(&path)))),
            }
        })
    }
}

fn shown(path: &Path) -> String {
    path.file_name().map(PathBuf::from).unwrap_or_default().display().to_string()
}

fn contents(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The words of the page at `url`.
/// The text of the page at `url`, and where that led.
fn page(visitor: &Polite, url: &str) -> Result<(ExtractedText, String), String> {
    let mut request = HttpRequest::get(url);
    request.headers.push(("accept", ACCEPT.to_owned()));
    let page = visitor.visit(&request).map_err(|failure| failure.message)?;
    if page.answer.status != 200 {
        return Err(format!("the server answers {}", page.answer.status));
    }
    let content_type = page.answer.content_type.clone();
    let bytes = page.answer.body.map_err(|failure| failure.message)?;
    let format = text::format(content_type.as_deref(), &bytes)
        .ok_or_else(|| format!("it is no text ({})", content_type.as_deref().unwrap_or("of an unknown sort")))?;
    Ok((text::read(bytes, format, content_type.as_deref())?, page.url))
}

/// What we can read.
pub const ACCEPT: &str = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5";

/// The Wayback Machine's copy as it was taken, without what the archive puts around it.
fn unframed(url: &str) -> String {
    let Some((before, rest)) = url.split_once("web.archive.org/web/") else { return url.to_owned() };
    match rest.split_once('/') {
        Some((stamp, page)) if stamp.len() == 14 && stamp.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{before}web.archive.org/web/{stamp}id_/{page}")
        }
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wayback_machines_copies_are_taken_without_its_frame() {
        assert_eq!(
            unframed("https://web.archive.org/web/20310405010203/https://courier.example/a"),
            "https://web.archive.org/web/20310405010203id_/https://courier.example/a"
        );
        for other in ["https://web.archive.org/web/2031*/https://courier.example/a", "https://archive.example/x"] {
            assert_eq!(unframed(other), other);
        }
    }
}
