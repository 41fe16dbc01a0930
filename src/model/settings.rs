//! `content/site.yaml`.

use super::slug::slug;
use super::{Claim, Id, Ref};
use crate::diagnostic::Code;
use std::collections::{BTreeMap, BTreeSet};

/// What the whole site is and who answers for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub title: String,
    pub description: Option<String>,
    /// BCP 47.
    pub language: String,
    /// The zone of a time that gives no offset.
    pub timezone: chrono_tz::Tz,
    pub publisher: Option<Publisher>,
    /// Where the site is published, with a slash at its end; without it there are no feeds and no sitemap.
    pub base_url: Option<String>,
    /// The address of the repository that the content is kept in, for "edit this page".
    pub repository: Option<String>,
    pub edit_branch: String,
    /// What severity a code has on this site, and why.
    pub lints: BTreeMap<Code, (Level, Option<String>)>,
    pub license: Option<String>,
    /// The claims that the front page begins with.
    pub lead_claims: Vec<Ref<Claim>>,
    /// What tags are called, by address, where that isn't the tag itself: in another language than the original's.
    pub tag_names: BTreeMap<String, String>,
    /// What is made of each event beside its page.
    pub outputs: BTreeSet<EventOutput>,
}

/// What may be made of each event beside its page, where the site asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventOutput {
    /// `index.json`
    Data,
    /// `embed/`, its oEmbed answer and the code to copy.
    Embeds,
    /// `card.png`
    Cards,
}

impl EventOutput {
    /// Every output with the word that `site.yaml` uses for it.
    pub const ALL: &[(&str, EventOutput)] =
        &[("event-data", Self::Data), ("event-embeds", Self::Embeds), ("event-cards", Self::Cards)];

    /// The word that `site.yaml` uses.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, output)| *output == self).map_or("", |(word, _)| word)
    }
}

impl Settings {
    /// Whether the site asks for `output` of each event.
    pub fn makes(&self, output: EventOutput) -> bool {
        self.outputs.contains(&output)
    }

    /// What a tag is called in the site's language.
    pub fn tag_word<'a>(&'a self, tag: &'a str) -> &'a str {
        if self.tag_names.is_empty() {
            return tag;
        }
        self.tag_names.get(&slug(tag)).map_or(tag, String::as_str)
    }
}

/// Who answers for the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    pub name: String,
    /// A mail address or an address on the web where a correction can be asked for.
    pub contact: Option<String>,
}

/// How much a diagnostic weighs on this site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
    Off,
}

/// A sort of event, from the site's own vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    pub id: Id,
    pub label: String,
    pub plural: String,
    pub shape: ChartMark,
    /// Whether events of this kind accuse somebody (an arrest, a charge) and so say nothing of guilt.
    pub accusation: bool,
}

/// What tells a kind apart beside its word and its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartMark {
    Circle,
    Square,
    Diamond,
    Triangle,
    TriangleDown,
    Pentagon,
    Hexagon,
    Star,
    Cross,
    Bar,
}

impl ChartMark {
    /// Every shape with the word that `site.yaml` uses for it.
    pub const ALL: &[(&str, ChartMark)] = &[
        ("circle", Self::Circle),
        ("square", Self::Square),
        ("diamond", Self::Diamond),
        ("triangle", Self::Triangle),
        ("triangle-down", Self::TriangleDown),
        ("pentagon", Self::Pentagon),
        ("hexagon", Self::Hexagon),
        ("star", Self::Star),
        ("cross", Self::Cross),
        ("bar", Self::Bar),
    ];

    /// The word that `site.yaml` uses.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, shape)| *shape == self).map_or("circle", |(word, _)| word)
    }
}
