//! Writes front matter in which every key says what it means, in the words of its declaration.

use crate::model::Id;
use crate::parse::fields::FieldKey;
use crate::parse::schema::FileKind;
use crate::yaml;

/// As wide as a comment gets.
const WIDTH: usize = 100;

/// Front matter, key by key.
pub struct FrontMatterTemplate {
    keys: Vec<FieldKey>,
    text: String,
    /// Keys that wait behind a `#`.
    commented: String,
    /// What was read somewhere and isn't certain, likewise.
    proposals: String,
}

impl FrontMatterTemplate {
    /// Nothing yet.
    pub fn new(kind: FileKind) -> Self {
        Self { keys: kind.keys(), text: String::new(), commented: String::new(), proposals: String::new() }
    }

    /// A key with its value in YAML, below its meaning.
    #[must_use]
    pub fn key(mut self, name: &str, value: &str) -> Self {
        let lines = comment(self.meaning(name));
        let space = if value.starts_with('\n') { "" } else { " " };
        self.text += &lines;
        self.text.extend([name, ":", space, value, "\n"]);
        self
    }

    /// A key only where there is a value.
    #[must_use]
    pub fn key_if_some(self, name: &str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.key(name, &value),
            None => self,
        }
    }

    /// A key, or where there is no value one to be filled in later, with an example behind a `#`.
    #[must_use]
    pub fn or_commented_key(self, name: &str, value: Option<String>, example: &str) -> Self {
        match value {
            Some(value) => self.key(name, &value),
            None => self.commented_key(name, example),
        }
    }

    /// A key behind a `#`, with an example.
    #[must_use]
    pub fn commented_key(mut self, name: &str, example: &str) -> Self {
        let lines = comment(self.meaning(name));
        self.commented += &lines;
        self.commented.extend(["# ", name, ": ", example, "\n"]);
        self
    }

    /// A key behind a `#` with a value that was read somewhere, and where.
    #[must_use]
    pub fn proposal(mut self, name: &str, value: &str, place: &str) -> Self {
        self.proposals += &comment(&format!("Read in {place}:"));
        // A value of several lines has each behind its `#`.
        let value = value.trim().replace('\n', "\n#   ");
        self.proposals.extend(["# ", name, ": ", &value, "\n"]);
        self
    }

    /// Whether something is proposed.
    pub fn has_proposals(&self) -> bool {
        !self.proposals.is_empty()
    }

    /// A remark above the key that comes next.
    #[must_use]
    pub fn remark(mut self, words: &str) -> Self {
        self.text.push_str(&comment(words));
        self
    }

    /// The file: front matter and body.
    pub fn file(self, body: &str) -> String {
        let asleep = if self.commented.is_empty() {
            String::new()
        } else {
            format!("\n# These keys wait: take away the `# ` before one, and change its example.\n{}", self.commented)
        };
        let proposals = if self.proposals.is_empty() {
            String::new()
        } else {
            format!(
                "\n# Not certain: look at the page, and take away the `# ` before what is right.\n{}",
                self.proposals
            )
        };
        let body = body.trim_end();
        format!("---\n{}{proposals}{asleep}---\n{body}{}", self.text, if body.is_empty() { "" } else { "\n" })
    }

    fn meaning(&self, name: &str) -> &'static str {
        self.keys.iter().find(|key| key.name == name).expect("the key is declared").meaning
    }
}

/// Words as a comment that keeps to the width.
fn comment(words: &str) -> String {
    let mut lines = String::new();
    let mut line = String::from("#");
    for word in words.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(&line);
            lines.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    format!("{lines}{line}\n")
}

/// A text on one line, in quotation marks where YAML would take it for something else.
pub fn text(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    yaml::write(&line).trim_end().to_owned()
}

/// A list of ids on one line; nothing where there are none.
pub fn id_list(list: &[Id]) -> Option<String> {
    let words: Vec<_> = list.iter().map(Id::as_str).collect();
    (!words.is_empty()).then(|| format!("[{}]", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_words_they_come_back_from_yaml() {
        for words in [
            "plain",
            "colon: space",
            "#hash",
            "- dash",
            "it's \"quoted\"",
            "{x}",
            "[x]",
            "2031",
            "true",
            "null",
            "~",
            "@x",
            "*x",
            "`x`",
            "%x",
            "!x",
            "|x",
            ">x",
            "東京",
            "a\\b",
            "x #y",
            "---",
            "yes",
        ] {
            let map = format!("title: {}\n", text(words));
            let node = yaml::read(&map).unwrap_or_else(|problem| panic!("{map}: {}", problem.message));
            let yaml::Value::Map(entries) = node.value else { panic!("{map}") };
            let yaml::Value::Scalar { text: back, .. } = &entries[0].1.value else { panic!("{map}") };
            assert_eq!(back, words);
        }
    }

    #[test]
    fn lines_in_words_can_not_become_lines_in_yaml() {
        assert_eq!(text("a\ndraft: false\r\n b"), "'a draft: false b'");
    }
}
