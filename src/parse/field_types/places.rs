//! Places in documents and recordings.

use super::scalar;
use crate::diagnostic::{Code, position::Spanned};
use crate::model::{PageRange, PlayTime, TimeRange};
use crate::parse::fields::FieldType;
use crate::parse::report::FileReport;
use crate::yaml::Node;
use serde_json::json;

/// A page, or several in a row.
pub struct PageNumbers;

impl FieldType for PageNumbers {
    type Out = Spanned<PageRange>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        read(
            node,
            report,
            "a page",
            PageRange::parse,
            "write the number by which the program that shows the document counts, as `page: 12` or `page: 12-14`; one that is printed otherwise goes into `locator`",
        )
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]+( ?[-–] ?[0-9]+)?$", "examples": [12]})
    }
}

/// A moment of a recording, or a stretch of it.
pub struct PlayTimes;

impl FieldType for PlayTimes {
    type Out = Spanned<TimeRange>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        read(
            node,
            report,
            "a time of a recording",
            TimeRange::parse,
            "write it as players show it, between quotation marks: `at: \"00:12:34\"` or `at: \"00:12:34-00:13:10\"`",
        )
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "examples": ["00:12:34"]})
    }
}

/// How long a recording is.
pub struct PlayLength;

impl FieldType for PlayLength {
    type Out = Spanned<PlayTime>;

    fn read(&self, node: &Node, report: &mut FileReport) -> Option<Self::Out> {
        read(
            node,
            report,
            "a length",
            PlayTime::parse,
            "write it as players show it, between quotation marks: `duration: \"01:02:03\"`",
        )
    }

    fn schema(&self) -> serde_json::Value {
        json!({"type": "string", "examples": ["01:02:03"]})
    }
}

fn read<T>(
    node: &Node,
    report: &mut FileReport,
    what: &'static str,
    parse: impl Fn(&str) -> Result<T, &'static str>,
    help: &str,
) -> Option<Spanned<T>> {
    let text = scalar(node, report, what)?;
    let at = report.in_file(node.span);
    match parse(&text) {
        Ok(value) => Some(Spanned::new(value, at)),
        Err(why) => {
            report.add(Code::InvalidLocator, at, format!("`{}` {why}", text.trim()), help);
            None
        }
    }
}
