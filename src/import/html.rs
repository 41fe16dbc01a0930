//! The HTML that other programs keep in their texts, as Markdown. Only what Markdown can say is kept.

/// Markdown, and what had to be left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Converted {
    pub markdown: String,
    /// Tags and addresses that were left out, each once.
    pub lost: Vec<String>,
}

/// `html` as Markdown. Its text never turns into markup.
pub fn markdown(html: &str) -> Converted {
    let mut writer = Writer::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        writer.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        // A `<` that begins no tag is text.
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match tag_end(rest).filter(|_| is_tag) {
            Some(end) => {
                let tag = &rest[1..end];
                rest = &rest[end + 1..];
                let name = tag.split(|c: char| c.is_whitespace() || c == '/').find(|part| !part.is_empty());
                let name = name.unwrap_or_default().to_ascii_lowercase();
                writer.tag(&name, tag);
                if matches!(name.as_str(), "script" | "style") && !tag.starts_with('/') {
                    let close = format!("</{name}");
                    let end = rest.to_ascii_lowercase().find(&close);
                    rest = end.map_or("", |end| &rest[end..]);
                }
            }
            None => {
                writer.text("<");
                rest = &rest[1..];
            }
        }
    }
    writer.text(rest);
    writer.finish()
}

/// The text of `html` alone, on one line.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let is_tag = rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag_end(&rest[at..]).filter(|_| is_tag) {
            Some(end) => {
                let name = rest[at + 1..at + end].trim_start_matches('/').to_ascii_lowercase();
                if ["br", "p", "div", "li"].iter().any(|block| name.starts_with(block)) {
                    text.push(' ');
                }
                rest = &rest[at + end + 1..];
            }
            None => {
                text.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    text.push_str(rest);
    decoded(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The addresses that the tags of `html` lead to or show, each once.
pub fn addresses(html: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for tag in tags(html) {
        for name in ["href", "src"] {
            if let Some(address) = attribute(tag, name) {
                let address = decoded(&address).trim().to_owned();
                if !address.is_empty() && !addresses.contains(&address) {
                    addresses.push(address);
                }
            }
        }
    }
    addresses
}

/// Whether there are tags in it.
pub fn has_markup(html: &str) -> bool {
    tags(html).next().is_some()
}

/// The tags that begin something, without their brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let begins = |(at, _): &(usize, &str)| html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    html.match_indices('<').filter(begins).filter_map(|(at, _)| {
        let rest = &html[at..];
        tag_end(rest).map(|end| &rest[1..end])
    })
}

/// Where the tag that begins `rest` ends; quoted attributes may hold `>`.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

#[derive(Default)]
struct Writer {
    out: Converted,
    /// The addresses of links that are open; none for those that may not be followed.
    links: Vec<Option<String>>,
    lists: Vec<Option<usize>>,
}

impl Writer {
    fn text(&mut self, html: &str) {
        let text = decoded(html);
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

    fn tag(&mut self, name: &str, tag: &str) {
        let closes = tag.starts_with('/');
        match name {
            "br" => self.line("\\\n"),
            "p" | "div" | "section" | "article" | "blockquote" | "figure" => self.line("\n\n"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.line("\n\n");
                if !closes {
                    self.out.markdown.push_str("## ");
                }
            }
            "ul" | "ol" => {
                self.line("\n\n");
                if closes {
                    self.lists.pop();
                } else {
                    self.lists.push((name == "ol").then_some(0));
                }
            }
            "li" if !closes => {
                self.line("\n");
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        self.out.markdown.push_str(&format!("{number}. "));
                    }
                    _ => self.out.markdown.push_str("- "),
                }
            }
            "b" | "strong" => self.mark("**", closes),
            "i" | "em" => self.mark("*", closes),
            "a" if !closes => {
                let address = attribute(tag, "href").map(|address| decoded(&address).trim().to_owned());
                let followed = address.as_deref().and_then(|address| crate::parse::address::web_or_mail(address).ok());
                if followed.is_some() {
                    self.out.markdown.push('[');
                } else if let Some(address) = address {
                    self.lose(format!("link to `{address}`"));
                }
                self.links.push(followed);
            }
            "a" => {
                if let Some(Some(address)) = self.links.pop() {
                    let address = address.replace('<', "%3C").replace('>', "%3E");
                    self.out.markdown.push_str(&format!("](<{address}>)"));
                }
            }
            "li" | "span" | "font" | "u" | "small" | "abbr" | "cite" | "q" | "time" | "center" | "html" | "body" => {}
            _ if closes => {}
            _ => {
                let address = attribute(tag, "src").map_or_else(String::new, |src| format!(" `{}`", decoded(&src)));
                self.lose(format!("<{name}>{address}"));
            }
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

    /// Emphasis; a mark beside a space would be no mark.
    fn mark(&mut self, mark: &str, closes: bool) {
        if closes {
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
        } else {
            self.out.markdown.push_str(mark);
        }
    }

    fn lose(&mut self, what: String) {
        if !self.out.lost.contains(&what) {
            self.out.lost.push(what);
        }
    }

    fn finish(mut self) -> Converted {
        while let Some(link) = self.links.pop() {
            if let Some(address) = link {
                self.out.markdown.push_str(&format!("](<{address}>)"));
            }
        }
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

/// An attribute's value.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name) {
        let at = from + found;
        let before = lower[..at].chars().next_back();
        let after = lower[at + name.len()..].trim_start();
        if before.is_some_and(|c| c.is_whitespace() || c == '"' || c == '\'') && after.starts_with('=') {
            let value = tag[tag.len() - after.len() + 1..].trim_start();
            let quoted = ['"', '\'']
                .iter()
                .find_map(|quote| value.strip_prefix(*quote).map(|rest| rest.split(*quote).next().unwrap_or_default()));
            let value = quoted.unwrap_or_else(|| value.split_whitespace().next().unwrap_or_default());
            return Some(value.to_owned());
        }
        from = at + name.len();
    }
    None
}

/// Character references as characters; those that nobody knows stay as they are.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let reference = after.find(';').filter(|end| *end <= 10).map(|end| &after[..end]);
        match reference.and_then(character) {
            Some(c) => {
                out.push(c);
                rest = &after[reference.map_or(0, str::len) + 1..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "auml" => 'ä',
        "szlig" => 'ß',
        "ntilde" => 'ñ',
        "copy" => '©',
        "reg" => '®',
        "euro" => '€',
        "pound" => '£',
        "middot" => '·',
        "bull" => '•',
        "laquo" => '«',
        "raquo" => '»',
        _ => return None,
    })
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
