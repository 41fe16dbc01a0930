//! The keys of a place's front matter.

use super::event::{AcceptanceFile, accept, former_ids};
use super::field_types::{Degrees, MapOf, Text};
use super::fields::Fields;
use crate::diagnostic::position::Spanned;
use crate::model::{Coordinates, Id};

/// What a place's front matter says.
#[derive(Debug, Clone)]
pub struct PlaceFile {
    /// Empty where it is missing.
    pub name: Spanned<String>,
    pub coordinates: Option<Coordinates>,
    pub accept: Vec<AcceptanceFile>,
    pub aliases: Vec<Spanned<Id>>,
}

/// Declares the keys of a place.
pub fn place(fields: &mut Fields) -> Option<PlaceFile> {
    let name = fields.required("name", "What it is called.", Text);
    let coordinates =
        fields.optional("coordinates", "Where it is: `{latitude, longitude}` in degrees (WGS 84).", CoordinatesType);
    let accept = accept(fields);
    let aliases = former_ids(fields);
    Some(PlaceFile { name: name.unwrap_or_else(|| fields.nothing()), coordinates, accept, aliases })
}

/// `{latitude: 43.76, longitude: -79.41}` or `[43.76, -79.41]`.
struct CoordinatesType;

impl super::fields::FieldType for CoordinatesType {
    type Out = Coordinates;

    fn read(&self, node: &crate::yaml::Node, report: &mut super::report::FileReport) -> Option<Coordinates> {
        if let crate::yaml::Value::List(pair) = &node.value
            && let [latitude, longitude] = pair.as_slice()
        {
            let latitude = Degrees(90.0).read(latitude, report);
            let longitude = Degrees(180.0).read(longitude, report);
            return Some(Coordinates { latitude: latitude?, longitude: longitude? });
        }
        MapOf("`coordinates`", coordinates).read(node, report)
    }

    fn schema(&self) -> serde_json::Value {
        serde_json::json!({"anyOf": [
            MapOf("`coordinates`", coordinates).schema(),
            {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        ]})
    }
}

fn coordinates(fields: &mut Fields) -> Option<Coordinates> {
    let latitude = fields.required("latitude", "Degrees north, −90 to 90.", Degrees(90.0));
    let longitude = fields.required("longitude", "Degrees east, −180 to 180.", Degrees(180.0));
    Some(Coordinates { latitude: latitude?, longitude: longitude? })
}
