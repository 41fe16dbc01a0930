//! Markup for the forms: every text and every attribute is escaped, there is no other way in.

use std::fmt::Write;

/// A piece of a page.
#[derive(Debug, Default, Clone)]
pub struct FormMarkup(String);

impl FormMarkup {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an element. An attribute without a value has an empty one; one whose name is empty is left out.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        let _ = write!(self.0, "<{tag}");
        for (name, value) in attributes.iter().filter(|(name, _)| !name.is_empty()) {
            let _ = write!(self.0, " {name}=\"{}\"", escaped(value));
        }
        self.0.push('>');
        self
    }

    /// Closes an element; what stands in a line of words begins no new one.
    pub fn close(&mut self, tag: &'static str) -> &mut Self {
        let _ = write!(self.0, "</{tag}>");
        if !matches!(tag, "a" | "code" | "span" | "strong" | "ins" | "del") {
            self.0.push('\n');
        }
        self
    }

    /// Words as they are.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escaped(text));
        self
    }

    /// Words in which what stands between backticks is code.
    pub fn words(&mut self, text: &str) -> &mut Self {
        let mut is_code = false;
        for part in text.split('`') {
            if is_code {
                let _ = write!(self.0, "<code>{}</code>", escaped(part));
            } else {
                self.text(part);
            }
            is_code = !is_code;
        }
        self
    }

    /// An element that holds words.
    pub fn element(&mut self, tag: &'static str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// An element that holds words with code in them.
    pub fn element_of_words(&mut self, tag: &'static str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(tag, attributes).words(text).close(tag)
    }

    /// Another piece.
    pub fn add(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// The markup itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_become_markup() {
        let mut markup = FormMarkup::new();
        markup.open("p", &[("title", "\"><script>"), ("", "no")]).words("a <b> `<c>` & \"d\"").close("p");
        assert_eq!(
            markup.into_string(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">a &lt;b&gt; <code>&lt;c&gt;</code> &amp; &quot;d&quot;</p>\n"
        );
    }
}
