//! Links to a passage: text directives of the URL Fragment Text Directives draft.
//!
//! <https://wicg.github.io/scroll-to-text-fragment/>: `#:~:text=start,end`. Which words are given is decided in
//! `quotation`, where a link is tried on the text that it leads into.

use super::context::Context;
use super::pinpoint_links::{pinpoint_link, pinpoint_of};
use crate::model::{Citation, Source};
use crate::quotation::Fragment;

/// The source's address; at the page or the second that the citation names, else, where words are quoted, at the passage in
/// which they stand. A fragment that the address has already is kept before it.
pub fn passage(cx: &Context<'_>, source: &Source, citation: &Citation) -> Option<String> {
    let url = source.url.as_ref()?;
    if let Some(link) = pinpoint(source, citation) {
        return Some(link);
    }
    let locator = citation.written_locator();
    let fragment = |quote| cx.site.verification.fragment(source.id.as_str(), quote, locator);
    Some(match citation.quote.as_deref().and_then(fragment) {
        Some(fragment) => joined(url, &fragment),
        None => url.clone(),
    })
}

/// A link to the page or the second.
fn pinpoint(source: &Source, citation: &Citation) -> Option<String> {
    pinpoint_link(source, &*pinpoint_of(source, citation)?)
}

/// Whether a citation leads to more than the beginning of its source.
pub fn leads_within(source: &Source, citation: &Citation) -> bool {
    citation.quote.is_some() || pinpoint(source, citation).is_some()
}

fn joined(url: &str, fragment: &Fragment) -> String {
    let joint = match url.split_once('#') {
        None => "#:~:",
        Some((_, earlier)) if earlier.contains(":~:") => "&",
        Some(_) => ":~:",
    };
    format!("{url}{joint}{}", fragment.directive())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(url: &str, quote: &str) -> String {
        Fragment::of_quote(quote).map_or_else(|| url.to_owned(), |fragment| joined(url, &fragment))
    }

    #[test]
    fn the_directives_of_the_draft() {
        // Examples of the draft, section 3.3 and 3.4: an exact match, a range, and the characters to encode.
        assert_eq!(passage("https://example.com", "prefix"), "https://example.com#:~:text=prefix");
        assert_eq!(passage("https://example.com", "an example"), "https://example.com#:~:text=an%20example");
        assert_eq!(passage("https://example.com", "a-b, c & d"), "https://example.com#:~:text=a%2Db%2C%20c%20%26%20d");
    }

    #[test]
    fn an_existing_fragment_is_kept() {
        assert_eq!(passage("https://h.example/a#part", "x"), "https://h.example/a#part:~:text=x");
        assert_eq!(passage("https://h.example/a#", "x"), "https://h.example/a#:~:text=x");
        assert_eq!(passage("https://h.example/a#:~:text=y", "x"), "https://h.example/a#:~:text=y&text=x");
    }

    #[test]
    fn other_scripts_and_signs_are_encoded() {
        assert_eq!(passage("https://h.example/", "東京"), "https://h.example/#:~:text=%E6%9D%B1%E4%BA%AC");
        assert_eq!(passage("https://h.example/", "“so”"), "https://h.example/#:~:text=%E2%80%9Cso%E2%80%9D");
        assert_eq!(passage("https://h.example/", "50% #1?"), "https://h.example/#:~:text=50%25%20%231%3F");
    }

    #[test]
    fn a_long_quotation_is_its_two_ends() {
        let quote = (1..=30).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(
            passage("https://h.example/", &quote),
            "https://h.example/#:~:text=w1%20w2%20w3%20w4%20w5%20w6,w25%20w26%20w27%20w28%20w29%20w30"
        );
    }

    #[test]
    fn words_left_out_make_two_ends() {
        assert_eq!(
            passage("https://h.example/", "I resign … at once"),
            "https://h.example/#:~:text=I%20resign,at%20once"
        );
        assert_eq!(passage("https://h.example/", "[…] tonight"), "https://h.example/#:~:text=tonight");
        assert_eq!(passage("https://h.example/", " … "), "https://h.example/");
    }
}
