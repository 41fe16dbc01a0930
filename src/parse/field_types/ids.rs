//! Ids in front matter: references to other things, and new ids; and tags, which are names without an id.

use super::{Text, scalar};
use crate::diagnostic::{Code, position::Spanned};
use crate::model::Id;
use crate::parse::fields::FieldType;
use crate::parse::report::FileReport;
use crate::yaml::Node;
use serde_json::json;

/// Which ids a reference may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    Event,
    Source,
    Claim,
    Person,
    Organization,
    /// A person or an organization.
    Party,
    Place,
    Page,
    Kind,
}

impl EntityKind {
    /// The word that messages and links by id use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Source => "source",
            Self::Claim => "claim",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Party => "party",
            Self::Place => "place",
            Self::Page => "page",
            Self::Kind => "kind",
        }
    }
}

/// The id of another thing, not looked for yet.
pub struct Reference(pub EntityKind);

impl FieldType for Reference {
    type Out = Spanned<String>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let text = scalar(node, report, "an id")?;
        if text.trim().is_empty() {
            let at = report.in_file(node.span);
            report.add(Code::WrongType, at, "this id is empty", "write it, or leave the key out");
            return None;
        }
        Some(Spanned::new(text.trim().to_owned(), report.in_file(node.span)))
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "x-refers-to": self.0.as_str()})
    }
}

/// A new id: a former name of this file.
pub struct NewId;

impl FieldType for NewId {
    type Out = Spanned<Id>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        let text = scalar(node, report, "an id")?;
        let at = report.in_file(node.span);
        let id = Id::new(text.trim());
        if id.is_none() {
            let help = format!(
                "use at most {} lower-case letters, digits and hyphens: `{}`",
                Id::LONGEST,
                Id::suggestion(&text)
            );
            report.add(Code::InvalidId, at, format!("`{text}` is not an id"), help);
        }
        id.map(|id| Spanned::new(id, at))
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "format": "id", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": Id::LONGEST})
    }
}

/// The words of a tag, which other events may bear.
pub struct TagText;

impl FieldType for TagText {
    type Out = Spanned<String>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        Text.read(node, report)
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": ["string", "number"], "format": "tag"})
    }
}
