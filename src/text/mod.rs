//! The words of a file or a page: plain text, HTML, PDF.
//!
//! Strangers wrote what it reads, so each page and PDF is read in a [`sandbox`]. Where the program can't call itself, as
//! in tests, it is read in a thread of its own, which has a large stack and whose panic becomes an error.

mod charset;
mod head;
mod html;
mod pdf;
pub mod sandbox;

pub use head::PageHead;
pub use html::is_nested_too_deeply;

use sha2::{Digest, Sha256};
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// The words of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExtractedText {
    /// The article itself, paragraphs on lines of their own.
    pub article: String,
    /// Everything on the page, where the article is only a part of it: captions, headings, what stands beside.
    pub page: Option<String>,
    /// Where in the article each page of a PDF begins, in bytes; empty for what has no pages.
    pub page_starts: Vec<usize>,
}

/// How a text is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFormat {
    Plain,
    Html,
    /// What a page of HTML says of itself.
    Head,
    Pdf,
}

impl ExtractedText {
    /// SHA-256 of the article's words with one space between them, in hexadecimal.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for (index, word) in self.article.split_whitespace().enumerate() {
            if index > 0 {
                hash.update(b" ");
            }
            hash.update(word.as_bytes());
        }
        let halves = hash.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
        halves.filter_map(|half| char::from_digit(u32::from(half), 16)).collect()
    }
}

/// What a server's `Content-Type`, or the beginning of the bytes, says they are; nothing for pictures and the like.
pub fn format(content_type: Option<&str>, bytes: &[u8]) -> Option<TextFormat> {
    if bytes.starts_with(b"%PDF-") {
        return Some(TextFormat::Pdf);
    }
    let kind = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Some(TextFormat::Html),
        "text/plain" | "text/markdown" => Some(TextFormat::Plain),
        "application/pdf" => Some(TextFormat::Pdf),
        "" | "application/octet-stream" | "text/xml" | "application/xml" => {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
            (head.contains("<html") || head.contains("<!doctype html")).then_some(TextFormat::Html)
        }
        _ => None,
    }
}

/// The words of `bytes`.
///
/// # Errors
///
/// Why they can't be had, as the end of a sentence.
pub fn read(bytes: Vec<u8>, format: TextFormat, content_type: Option<&str>) -> Result<ExtractedText, String> {
    let bytes = match format {
        TextFormat::Pdf => bytes,
        TextFormat::Html | TextFormat::Head | TextFormat::Plain => charset::decode(&bytes, content_type).into_bytes(),
    };
    let text = match format {
        TextFormat::Plain => {
            ExtractedText { article: String::from_utf8_lossy(&bytes).into_owned(), ..ExtractedText::default() }
        }
        TextFormat::Html | TextFormat::Head | TextFormat::Pdf => {
            sandbox::read(&bytes, format).unwrap_or_else(|| in_thread(bytes, format))?
        }
    };
    if text.article.trim().is_empty() && text.page.as_deref().unwrap_or_default().trim().is_empty() {
        return Err("it holds no words; it may be a picture of a page".to_owned());
    }
    Ok(text)
}

/// What a page of HTML says of itself.
///
/// # Errors
///
/// Why it can't be had, as the end of a sentence.
pub fn head(bytes: &[u8], content_type: Option<&str>) -> Result<PageHead, String> {
    let text = read(bytes.to_vec(), TextFormat::Head, content_type)?;
    serde_json::from_str(&text.article).map_err(|error| format!("its HTML can't be read: {error}"))
}

/// Reads a page or a PDF; what is said in a page's head comes as JSON in place of the article.
fn by_format(bytes: &[u8], format: TextFormat) -> Result<ExtractedText, String> {
    let html = || String::from_utf8_lossy(bytes);
    match format {
        TextFormat::Pdf => pdf::read(bytes),
        TextFormat::Html | TextFormat::Plain => html::read(&html()),
        TextFormat::Head => {
            let article = serde_json::to_string(&head::read(&html())?).map_err(|error| error.to_string())?;
            Ok(ExtractedText { article, ..ExtractedText::default() })
        }
    }
}

/// The words of a page or a PDF, read by this process.
fn in_thread(bytes: Vec<u8>, format: TextFormat) -> Result<ExtractedText, String> {
    /// Room for pages nested tens of thousands of levels deep; what is not touched costs nothing.
    const STACK: usize = 512 << 20;
    quiet_panics();
    let work = move || by_format(&bytes, format);
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
    // A thread that is given up goes on until the program ends; there is no way to stop it.
    let started = thread.spawn(move || sender.send(work()));
    started.map_err(|error| format!("no thread could be started to read it: {error}"))?;
    receiver.recv_timeout(LONGEST).unwrap_or_else(|error| match error {
        RecvTimeoutError::Timeout => Err("reading it took too long".to_owned()),
        RecvTimeoutError::Disconnected => Err("it could not be read: it may be damaged".to_owned()),
    })
}

/// No text of a size that we take needs as long.
const LONGEST: Duration = Duration::from_mins(1);

const THREAD: &str = "text";

/// A panic in a text's thread is reported in our own words, without a trace.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let earlier = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(THREAD) {
                earlier(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_words_not_of_lines() {
        let text = |article: &str| ExtractedText { article: article.to_owned(), ..ExtractedText::default() }.sha256();
        assert_eq!(text("I resign\ntonight"), text("  I  resign tonight "));
        assert_ne!(text("I resign tonight"), text("I resign to night"));
        assert_eq!(text(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn a_format_is_told_by_its_label_or_its_beginning() {
        assert_eq!(format(Some("text/html; charset=utf-8"), b""), Some(TextFormat::Html));
        assert_eq!(format(Some("text/html"), b"%PDF-1.7"), Some(TextFormat::Pdf));
        assert_eq!(format(None, b"<!DOCTYPE html>"), Some(TextFormat::Html));
        assert_eq!(format(Some("image/png"), b"\x89PNG"), None);
    }

    #[test]
    fn damaged_files_are_errors() {
        assert!(read(b"%PDF-1.7 and nothing more".to_vec(), TextFormat::Pdf, None).is_err());
        assert!(read(Vec::new(), TextFormat::Html, None).is_err());
        assert!(read(b"   ".to_vec(), TextFormat::Plain, None).is_err());
    }
}
