//! HTML in other programs' texts, as Markdown. What Markdown can't say is lost.

use crate::text::is_nested_too_deeply;
use dom_query::{Document, NodeRef};
use std::borrow::Cow;

/// Markdown, and what had to be left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Converted {
    pub markdown: String,
    /// Tags and addresses that were left out, each once.
    pub lost: Vec<String>,
}

/// `html` as Markdown. Its text never turns into markup.
pub fn markdown(html: &str) -> Converted {
    let mut writer = MarkdownWriter::default();
    walk(html, |step| match step {
        HtmlStep::Text(text) => writer.text(text),
        HtmlStep::Start(element) => writer.start(element),
        HtmlStep::End(element) => writer.end(&name(element)),
    });
    writer.finish()
}

/// The text of `html` alone, on one line.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    walk(html, |step| match step {
        HtmlStep::Text(words) => text.push_str(words),
        HtmlStep::Start(element) | HtmlStep::End(element) => {
            if matches!(&*name(element), "br" | "p" | "div" | "li") {
                text.push(' ');
            }
        }
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The addresses that the elements of `html` lead to or show, each once.
pub fn addresses(html: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    walk(html, |step| {
        let HtmlStep::Start(element) = step else { return };
        for address in ["href", "src"].into_iter().filter_map(|name| attribute(element, name)) {
            if !address.is_empty() && !addresses.contains(&address) {
                addresses.push(address);
            }
        }
    });
    addresses
}

/// Whether there are elements in it.
pub fn has_markup(html: &str) -> bool {
    let mut has_elements = false;
    walk(html, |step| has_elements |= matches!(step, HtmlStep::Start(_)));
    has_elements
}

/// What stands in a fragment, in the order of the text.
enum HtmlStep<'a> {
    Text(&'a str),
    Start(&'a NodeRef<'a>),
    End(&'a NodeRef<'a>),
}

/// Goes through a fragment as a browser understands it; what is in scripts and styles is left out.
fn walk(html: &str, mut step: impl FnMut(HtmlStep)) {
    let html = without_open_tag(html);
    if is_nested_too_deeply(&html) {
        return step(HtmlStep::Text(&html));
    }
    let document = Document::fragment(&*html);
    // The parser puts an element of its own around everything. No recursion: whoever wrote it decides on the depth.
    let mut open: Vec<(NodeRef, bool)> = document.html_root().children_it(true).map(|node| (node, false)).collect();
    while let Some((node, is_left)) = open.pop() {
        if is_left {
            step(HtmlStep::End(&node));
        } else if node.is_text() {
            step(HtmlStep::Text(&node.text()));
        } else if node.is_element() {
            step(HtmlStep::Start(&node));
            open.push((node, true));
            if !matches!(&*name(&node), "script" | "style" | "iframe" | "template") {
                open.extend(node.children_it(true).map(|child| (child, false)));
            }
        }
    }
}

/// A tag that never ends is text; a browser would drop it, and all that follows.
fn without_open_tag(html: &str) -> Cow<'_, str> {
    match html.rsplit_once('<') {
        Some((before, after)) if !after.contains('>') => format!("{before}&lt;{after}").into(),
        _ => html.into(),
    }
}

fn name(element: &NodeRef) -> String {
    element.node_name().map_or_else(String::new, |name| name.to_string())
}

fn attribute(element: &NodeRef, name: &str) -> Option<String> {
    element.attr(name).map(|value| value.trim().to_owned())
}

#[derive(Default)]
struct MarkdownWriter {
    out: Converted,
    /// The addresses of links that are open; none for those that may not be followed.
    links: Vec<Option<String>>,
    lists: Vec<Option<usize>>,
}

impl MarkdownWriter {
    fn text(&mut self, text: &str) {
        let mut at_start = self.out.markdown.is_empty() || self.out.markdown.ends_with('\n');
        for c in text.chars() {
            if c.is_whitespace() {
                if !at_start && !self.out.markdown.ends_with(' ') {
                    self.out.markdown.push(' ');
                }
                continue;
            }
            if c.is_control() {
                continue;
            }
            escape(&mut self.out.markdown, c, at_start);
            at_start = false;
        }
    }

    fn start(&mut self, element: &NodeRef) {
        let name = name(element);
        match &*name {
            "br" => self.line("\\\n"),
            "p" | "div" | "section" | "article" | "blockquote" | "figure" => self.line("\n\n"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.line("\n\n");
                self.out.markdown.push_str("## ");
            }
            "ul" | "ol" => {
                self.line("\n\n");
                self.lists.push((name == "ol").then_some(0));
            }
            "li" => {
                self.line("\n");
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        self.out.markdown.push_str(&format!("{number}. "));
                    }
                    _ => self.out.markdown.push_str("- "),
                }
            }
            "b" | "strong" => self.out.markdown.push_str("**"),
            "i" | "em" => self.out.markdown.push('*'),
            "a" => {
                let address = attribute(element, "href");
                let followed = address.as_deref().and_then(|address| crate::parse::address::web_or_mail(address).ok());
                if followed.is_some() {
                    self.out.markdown.push('[');
                } else if let Some(address) = address {
                    self.lose(format!("link to `{address}`"));
                }
                self.links.push(followed);
            }
            "span" | "font" | "u" | "small" | "abbr" | "cite" | "q" | "time" | "center" | "tbody" => {}
            _ => {
                let address = attribute(element, "src").map_or_else(String::new, |address| format!(" `{address}`"));
                self.lose(format!("<{name}>{address}"));
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "div" | "section" | "article" | "blockquote" | "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.line("\n\n");
            }
            "ul" | "ol" => {
                self.line("\n\n");
                self.lists.pop();
            }
            "b" | "strong" => self.close("**"),
            "i" | "em" => self.close("*"),
            "a" => {
                if let Some(Some(address)) = self.links.pop() {
                    let address = address.replace('<', "%3C").replace('>', "%3E");
                    self.out.markdown.push_str(&format!("](<{address}>)"));
                }
            }
            _ => {}
        }
    }

    /// Begins a new line or paragraph, unless one has just begun.
    fn line(&mut self, end: &str) {
        let kept = self.out.markdown.trim_end_matches(' ').len();
        self.out.markdown.truncate(kept);
        if !self.out.markdown.is_empty() && !self.out.markdown.ends_with('\n') {
            self.out.markdown.push_str(end);
        } else if end == "\n\n" && self.out.markdown.ends_with('\n') && !self.out.markdown.ends_with("\n\n") {
            let kept = self.out.markdown.trim_end_matches(['\n', '\\']).len();
            self.out.markdown.truncate(kept);
            self.out.markdown.push_str("\n\n");
        }
    }

    /// Ends emphasis; a mark beside a space would be no mark.
    fn close(&mut self, mark: &str) {
        let kept = self.out.markdown.trim_end_matches(' ').len();
        let had_space = kept < self.out.markdown.len();
        self.out.markdown.truncate(kept);
        if self.out.markdown.ends_with(mark) && !self.out.markdown.ends_with(&format!("\\{mark}")) {
            // Nothing stands between the marks.
            let kept = self.out.markdown.len() - mark.len();
            self.out.markdown.truncate(kept);
        } else {
            self.out.markdown.push_str(mark);
        }
        if had_space {
            self.out.markdown.push(' ');
        }
    }

    fn lose(&mut self, what: String) {
        if !self.out.lost.contains(&what) {
            self.out.lost.push(what);
        }
    }

    fn finish(mut self) -> Converted {
        self.out.markdown = self.out.markdown.trim().trim_end_matches('\\').trim_end().to_owned();
        self.out
    }
}

/// Text as Markdown that says the same.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let at_start = out.is_empty() || out.ends_with('\n');
        escape(&mut out, c, at_start);
    }
    out
}

fn escape(out: &mut String, c: char, at_start: bool) {
    let always = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '|' | '!' | '^' | '$');
    // Numbered lists, lists, and the underlines of headings begin lines; a number's full stop comes after it.
    let begins = at_start && matches!(c, '-' | '+' | '=' | ':');
    let numbers = matches!(c, '.' | ')') && {
        let line = out.rsplit('\n').next().unwrap_or_default();
        !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
    };
    if always || begins || numbers {
        out.push('\\');
    }
    out.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_can_say_is_kept() {
        for (html, expected) in [
            ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
            ("One<br>two", "One\\\ntwo"),
            ("<b>Bold</b> and <em>so</em>", "**Bold** and *so*"),
            ("<a href='https://h.example/a?b=1&amp;c=2'>here</a>", "[here](<https://h.example/a?b=1&c=2>)"),
            ("<ul><li>a<li>b</ul>", "- a\n- b"),
            ("<ol><li>a</li><li>b</li></ol>c", "1. a\n2. b\n\nc"),
            ("<b>spaced </b>out", "**spaced** out"),
            ("a <b></b>b", "a b"),
        ] {
            assert_eq!(markdown(html).markdown, expected, "{html}");
        }
    }

    #[test]
    fn text_never_turns_into_markup() {
        for (html, expected) in [
            ("1. not a list", "1\\. not a list"),
            ("- not a list", "\\- not a list"),
            ("[@not-a-citation] *x*", "\\[@not-a-citation\\] \\*x\\*"),
            ("a < b &lt;script&gt;", "a \\< b \\<script\\>"),
            ("# no heading", "\\# no heading"),
            ("&amp;amp;", "\\&amp;"),
        ] {
            assert_eq!(markdown(html).markdown, expected, "{html}");
        }
    }

    #[test]
    fn what_is_left_out_is_told() {
        let out =
            markdown("<iframe src=\"https://v.example/1\"></iframe>x<a href='javascript:y'>z</a><script>q</script>");
        assert_eq!(out.markdown, "xz");
        assert_eq!(out.lost, ["<iframe> `https://v.example/1`", "link to `javascript:y`", "<script>"]);
        assert_eq!(
            addresses("a < b <a href='https://h.example/?a=1&amp;b=2'>x</a><img src=y.jpg>"),
            ["https://h.example/?a=1&b=2", "y.jpg"]
        );
        assert!(!has_markup("a < b > c </i>") && has_markup("x<br>"));
        assert_eq!(plain("<b>A</b>&nbsp;&amp; B<br>c < d"), "A & B c < d");
    }
}
