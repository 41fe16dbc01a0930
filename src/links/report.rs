//! The report of `links`: for people, for the weekly issue, and for programs.

use crate::model::LinkState;
use chrono::NaiveDate;
use serde::Serialize;

/// Everything that one run found.
#[derive(Debug, Clone, Serialize)]
pub struct LinksReport {
    /// The day of the run.
    pub date: String,
    /// In the order of addresses.
    pub links: Vec<LinkReport>,
    /// How many of them were visited; the others had been visited on the same day already.
    pub visited: usize,
}

/// One address and how it stands with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkReport {
    pub url: String,
    pub state: &'static str,
    pub status: Option<i64>,
    pub to: Option<String>,
    pub reason: Option<String>,
    /// The source that it is the page of.
    pub source: Option<String>,
    /// Whether that source has an archived copy.
    pub archived: bool,
    pub files: Vec<String>,
}

/// The states that ask for somebody, with a heading and what to do; the most urgent first.
const TO_DO: &[(LinkState, &str, &str)] = &[
    (
        LinkState::Gone,
        "Gone",
        "Nothing is there any more. Give the source an archived copy (`dateline archive --write`), or another address.",
    ),
    (
        LinkState::FrontPage,
        "Leads to a front page",
        "The article's address now leads to the site's front page. Treat it as gone.",
    ),
    (
        LinkState::Changed,
        "Changed",
        "The text is not the one that was read. Read it again, run `dateline verify`, and set `accessed` to the day.",
    ),
    (LinkState::Moved, "Moved", "It has another address for good. Write the new one."),
    (
        LinkState::Failing,
        "Failing",
        "The server fails or can't be reached safely. If it stays so for weeks, treat it as gone.",
    ),
];

/// The states worth knowing that ask for nothing.
const TO_KNOW: &[(LinkState, &str, &str)] = &[
    (LinkState::Slow, "Slow", "No answer in time; tried again with the next run."),
    (
        LinkState::Refused,
        "Refused",
        "The server doesn't answer programs. Readers may well see the page: look yourself.",
    ),
    (LinkState::NotVisited, "Not visited", "The site asks programs to stay away, or the address is a private one."),
];

impl LinksReport {
    pub(super) fn new(date: NaiveDate, links: Vec<LinkReport>, visited: usize) -> Self {
        Self { date: date.to_string(), links, visited }
    }

    /// Whether no address asks for somebody.
    pub fn is_clean(&self) -> bool {
        TO_DO.iter().all(|(state, ..)| self.of(*state).next().is_none())
    }

    /// For programs.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a report has text keys only") + "\n"
    }

    /// For people at a terminal.
    pub fn human(&self) -> String {
        let mut text: Vec<String> = Vec::new();
        for (state, _, _) in TO_DO.iter().chain(TO_KNOW) {
            for link in self.of(*state) {
                text.push(format!("{}: {}{}\n", link.state, link.url, detail(link)));
                for file in &link.files {
                    text.push(format!("  --> {file}\n"));
                }
            }
        }
        text.push(self.sum());
        text.push("\n".to_owned());
        text.concat()
    }

    /// For the issue that the weekly workflow opens: a list to tick off.
    pub fn markdown(&self) -> String {
        let mut text = vec![format!("{}\n", self.sum())];
        for (state, heading, what) in TO_DO {
            let links: Vec<_> = self.of(*state).collect();
            if !links.is_empty() {
                text.push(format!("\n## {heading} ({})\n\n{what}\n\n", links.len()));
                text.extend(links.iter().map(|link| format!("- [ ] {}\n", item(link))));
            }
        }
        let known: Vec<_> = TO_KNOW.iter().filter(|(state, ..)| self.of(*state).next().is_some()).collect();
        if !known.is_empty() {
            text.push("\n<details><summary>Nothing to do, for now</summary>\n".to_owned());
            for (state, heading, what) in known {
                text.push(format!("\n### {heading}\n\n{what}\n\n"));
                text.extend(self.of(*state).map(|link| format!("- {}\n", item(link))));
            }
            text.push("\n</details>\n".to_owned());
        }
        text.concat()
    }

    fn of(&self, state: LinkState) -> impl Iterator<Item = &LinkReport> {
        self.links.iter().filter(move |link| link.state == state.as_str())
    }

    fn sum(&self) -> String {
        let counts: Vec<String> = LinkState::ALL
            .iter()
            .map(|(word, state)| (self.of(*state).count(), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let links = if self.links.len() == 1 { "link" } else { "links" };
        let counts = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
        format!("{} {links} on {}{counts}", self.links.len(), self.date)
    }
}

fn detail(link: &LinkReport) -> String {
    let mut parts = Vec::new();
    parts.extend(link.status.filter(|status| !(200..300).contains(status)).map(|status| format!("answers {status}")));
    parts.extend(link.to.as_ref().map(|to| format!("leads to {to}")));
    parts.extend(link.reason.clone());
    if link.source.is_some() && link.archived && link.state != LinkState::Moved.as_str() {
        parts.push("has an archived copy".to_owned());
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

/// One address as an item of a list; what strangers' servers say can't become markup.
fn item(link: &LinkReport) -> String {
    let code = |text: &str| format!("`{}`", text.replace('`', "'").replace(['\n', '\r'], " "));
    let name = link.source.as_ref().map(|source| format!("{} ", code(source))).unwrap_or_default();
    let files: Vec<_> = link.files.iter().map(|file| code(file)).collect();
    let detail = detail(link);
    let detail = if detail.is_empty() { String::new() } else { format!(" {}", code(detail.trim())) };
    format!("{name}{}{detail}, in {}", code(&link.url), files.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(links: &[(LinkState, &str)]) -> LinksReport {
        let link = |(state, reason): &(LinkState, &str)| LinkReport {
            url: "https://courier.example/a".into(),
            state: state.as_str(),
            status: None,
            to: None,
            reason: Some((*reason).to_owned()),
            source: Some("courier".into()),
            archived: true,
            files: vec!["content/sources/courier.md".into()],
        };
        LinksReport::new("2031-05-03".parse().unwrap(), links.iter().map(link).collect(), links.len())
    }

    #[test]
    fn an_issue_says_what_to_do() {
        let report = report(&[(LinkState::Gone, "`x`\n# y"), (LinkState::Refused, "403"), (LinkState::Fine, "")]);
        assert_eq!(
            report.markdown(),
            "3 links on 2031-05-03: 1 gone, 1 refused, 1 ok\n\
            \n## Gone (1)\n\nNothing is there any more. Give the source an archived copy (`dateline archive --write`), or another address.\n\n\
            - [ ] `courier` `https://courier.example/a` `('x' # y; has an archived copy)`, in `content/sources/courier.md`\n\
            \n<details><summary>Nothing to do, for now</summary>\n\
            \n### Refused\n\nThe server doesn't answer programs. Readers may well see the page: look yourself.\n\n\
            - `courier` `https://courier.example/a` `(403; has an archived copy)`, in `content/sources/courier.md`\n\
            \n</details>\n"
        );
        assert!(!report.is_clean());
    }

    #[test]
    fn what_may_pass_asks_for_nobody() {
        assert!(report(&[(LinkState::Slow, ""), (LinkState::Refused, ""), (LinkState::NotVisited, "")]).is_clean());
        assert!(!report(&[(LinkState::Changed, "")]).is_clean());
        assert_eq!(report(&[]).markdown(), "0 links on 2031-05-03\n");
    }
}
