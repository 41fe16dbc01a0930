//! An HTML page as words: the one door to `dom_smoothie`.

use super::ExtractedText;
use dom_smoothie::{Config, Readability, TextMode};

/// More elements than any article has; a page with more is not looked through for one.
const MOST_ELEMENTS: usize = 200_000;

/// Deeper than any page that people made. Parsers take time that grows with the square of it.
const DEEPEST: usize = 1_000;

/// The article's words, and the whole page's.
pub fn read(html: &str) -> Result<ExtractedText, String> {
    if is_nested_too_deeply(html) {
        return Err("its HTML is nested too deeply".to_owned());
    }
    let config = || Config {
        max_elements_to_parse: MOST_ELEMENTS,
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        ..Config::default()
    };
    let page =
        Readability::new(html, None, Some(config())).map_err(|error| format!("its HTML can't be read: {error}"))?;
    page.doc.select("script, style, noscript, template").remove();
    let everything = page.doc.select("body").formatted_text().to_string();
    let article = Readability::new(html, None, Some(config())).and_then(|mut page| page.parse());
    Ok(match article {
        Ok(article) if !article.text_content.trim().is_empty() => ExtractedText {
            article: article.text_content.to_string(),
            page: Some(everything),
            ..ExtractedText::default()
        },
        // Nothing on the page looks like an article: then all of it is.
        _ => ExtractedText { article: everything, ..ExtractedText::default() },
    })
}

/// Whether a parser would take long for this.
pub fn is_nested_too_deeply(html: &str) -> bool {
    depth(html) > DEEPEST
}

/// How deeply elements that need an end tag are nested, roughly and no further than what is refused: a guard that is
/// quick to say why, not a parser.
fn depth(html: &str) -> usize {
    const OPEN_ENDED: &[&str] = &[
        "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link",
        "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    ];
    let mut open: Vec<&str> = Vec::new();
    let mut deepest = 0;
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (is_end, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
        let length = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = &tag[..length];
        let is = |other: &&str| other.eq_ignore_ascii_case(name);
        if name.is_empty() || OPEN_ENDED.iter().any(is) {
            continue;
        }
        if is_end {
            // One that ends nothing is passed over.
            open.truncate(open.iter().rposition(is).unwrap_or(open.len()));
        } else if ["script", "style"].iter().any(is) {
            // What looks like tags in there is none.
            let end = tag
                .as_bytes()
                .windows(length + 2)
                .position(|window| window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name.as_bytes()));
            rest = end.map_or("", |end| &tag[end..]);
        } else {
            open.push(name);
            deepest = deepest.max(open.len());
            if deepest > DEEPEST {
                break;
            }
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html><head><title>The warden resigns</title><style>p { color: red }</style></head><body>\
        <nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>\
        <article><h1>The warden resigns</h1>\
        <p>Ida Bloom, the harbour warden, said on Monday: “I resign <em>tonight</em>.” Nobody on the board, which met in \
        the old customs house until late, had expected her to go so soon after the summer.</p>\
        <p>The board will meet again next week, its chair Noor Vale said, to look for somebody who takes the post, which \
        is paid badly, at once. There are three names on a list that the board keeps to itself, she added.</p>\
        <figure><img src='a.jpg'><figcaption>Ida Bloom on the quay.</figcaption></figure></article>\
        <footer>Subscribe to our letter!</footer><script>var spy = 'I resign never';</script></body></html>";

    #[test]
    fn an_article_is_its_words() {
        let text = read(PAGE).unwrap();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&text.article).contains("said on Monday: “I resign tonight.” Nobody"), "{}", text.article);
        assert!(!text.article.contains("Sport") && !text.article.contains("spy"));
        assert!(text.article.contains("summer.\n"), "paragraphs have lines of their own: {}", text.article);
        let page = words(&text.page.unwrap());
        assert!(page.contains("Ida Bloom on the quay.") && page.contains("Sport") && !page.contains("spy"), "{page}");
    }

    #[test]
    fn a_page_nested_too_deeply_is_refused_at_once() {
        let page = format!("{}<p>I resign tonight.</p>", "<div>".repeat(40_000));
        assert_eq!(read(&page), Err("its HTML is nested too deeply".to_owned()));
        assert_eq!(depth(PAGE), 3);
        assert_eq!(depth(&"<div></x>".repeat(2_000)), DEEPEST + 1);
        assert_eq!(depth(&format!("<div><b><i></DIV>{}", "<SCRIPT>if (a<b) c</script><!-- <a -->".repeat(2_000))), 3);
        assert!(read(&format!("{}<p>I resign tonight.</p>", "<div>".repeat(900))).is_ok());
    }

    #[test]
    fn a_page_without_an_article_is_all_words() {
        let text = read("<p>Short.</p>").unwrap();
        assert_eq!(text.article.trim(), "Short.");
    }
}
