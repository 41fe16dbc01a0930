//! Links to a passage: text directives of the URL Fragment Text Directives draft.
//!
//! <https://wicg.github.io/scroll-to-text-fragment/>: `#:~:text=start,end`. What isn't an unreserved character is
//! percent-encoded, and so is `-`, which would mark a prefix or suffix.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Unreserved characters without the hyphen; `,` and `&`, which part a directive, are encoded with the rest.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'~');

/// A quotation of more words is given by its beginning and its end, as the draft advises.
const LONG: usize = 20;
/// So many words stand at each end.
const END_WORDS: usize = 6;

/// The address that leads to `quote` within `url`. A fragment that the address has already is kept before it.
pub fn passage(url: &str, quote: &str) -> String {
    let Some(text) = directive(quote) else { return url.to_owned() };
    let joint = match url.split_once('#') {
        None => "#:~:",
        Some((_, fragment)) if fragment.contains(":~:") => "&",
        Some(_) => ":~:",
    };
    format!("{url}{joint}text={text}")
}

/// The value of a text directive for these words; none for a quotation without words.
///
/// A browser looks for the words as the page shows them. Where words are left out (`…`, `[…]`), the quotation is no
/// running text: what stands before the first gap is looked for, and what stands after the last.
fn directive(quote: &str) -> Option<String> {
    let stretches: Vec<Vec<&str>> = gapless(quote);
    let first = stretches.first()?;
    let last = stretches.last()?;
    let encode = |words: &[&str]| utf8_percent_encode(&words.join(" "), ENCODED).to_string();
    if stretches.len() == 1 {
        if first.len() <= LONG {
            return Some(encode(first));
        }
        let (start, end) = (&first[..END_WORDS], &first[first.len() - END_WORDS..]);
        return Some(format!("{},{}", encode(start), encode(end)));
    }
    let start = &first[..first.len().min(END_WORDS)];
    let end = &last[last.len() - last.len().min(END_WORDS)..];
    Some(format!("{},{}", encode(start), encode(end)))
}

/// The quotation's words, cut where words are left out or put in.
fn gapless(quote: &str) -> Vec<Vec<&str>> {
    let mut stretches = vec![Vec::new()];
    for word in quote.split_whitespace() {
        let has_gap = word.contains('…') || word.contains("...") || word.contains(['[', ']']);
        if has_gap {
            stretches.push(Vec::new());
        } else if let Some(stretch) = stretches.last_mut() {
            stretch.push(word);
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

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
