//! The form on GitHub by which a reader tells of an event, made for a site.

use crate::Error;
use std::path::Path;

/// The form of the example site.
const FORM: &str = include_str!("../../templates/init/.github/ISSUE_TEMPLATE/event.yml");

/// The form by which a reader tells of an event, for the site in a folder.
pub fn issue_form(site: &Path) -> Result<String, Error> {
    let (inputs, _) = crate::read::read(site)?;
    let (documents, _) = crate::parse::parse(&inputs);
    let kinds = documents.settings.iter().flat_map(|settings| &settings.front.kinds);
    let labels: Vec<_> = kinds.map(|(_, kind)| kind.label.value.as_str()).collect();
    if labels.is_empty() {
        return Err(Error::Refused("`content/site.yaml` defines no kinds of events that can be read".to_owned()));
    }
    Ok(with_kinds(&labels))
}

/// The form by which a reader tells of an event, with these kinds to choose from.
pub fn with_kinds(kinds: &[&str]) -> String {
    let line = |line: &str| {
        let Some((indent, _)) = line.split_once("options: [") else { return format!("{line}\n") };
        // What JSON quotes YAML reads as quoted, too.
        let kinds: Vec<_> = kinds.iter().map(|kind| serde_json::Value::from(*kind).to_string()).collect();
        format!("{indent}options: [{}]\n", kinds.join(", "))
    };
    FORM.lines().map(line).collect()
}
