//! Where front matter and body stand in the files that forms write.

use crate::parse::schema::FileKind;

/// The text between the fences of a file, and where it stands; all of it for the settings.
pub fn yaml_of(kind: FileKind, text: &str) -> Option<std::ops::Range<usize>> {
    match kind {
        FileKind::Site => Some(0..text.len()),
        _ => crate::parse::front_matter(text).map(|span| span.start..span.end),
    }
}

/// Where the body of a file begins.
pub fn body_start(kind: FileKind, text: &str) -> usize {
    match (kind, crate::parse::front_matter(text)) {
        (FileKind::Site, _) | (_, None) => text.len(),
        (_, Some(span)) => text[span.end..].find('\n').map_or(text.len(), |end| span.end + end + 1),
    }
}
