//! What an import alleges without an answer: a list of work for who brings it in.

use crate::diagnostic::Code;
use crate::import::Imported;
use crate::read::{Folder, Input, Inputs};
use crate::resolve::Drafts;
use crate::{Error, Options};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An allegation without an answer, and the events that make it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Unanswered {
    /// As the check says it: the party, then the claim.
    pub what: String,
    pub events: Vec<String>,
}

/// What has no answer yet once these files are in the site, by what the check says of it, each with its events.
pub fn unanswered(imported: &Imported, site: &Path, today: chrono::NaiveDate) -> Result<Vec<Unanswered>, Error> {
    let mut inputs = if site.join("content").exists() { crate::read::read(site)?.0 } else { Inputs::default() };
    for (path, text) in &imported.files {
        let folder = path.strip_prefix("content/").and_then(|inside| inside.split_once('/'));
        let folder = folder.and_then(|(name, _)| Folder::of_content(name));
        let input = |folder| Input { folder, path: path.as_str().into(), text: text.as_str().into() };
        match folder {
            None if inputs.site.is_none() => inputs.site = Some(input(Folder::Site)),
            None => {}
            Some(folder) => {
                inputs.documents.retain(|known| *known.path != **path);
                inputs.insert(input(folder));
            }
        }
    }
    let options = Options { site: PathBuf::new(), base_url: None, drafts: Drafts::LeftOut, strict: false, today };
    let checked = crate::judge(inputs, Vec::new(), &options, &mut |_| ())?;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for diagnostic in checked.diagnostics.iter().filter(|found| found.code == Code::UnansweredAllegation) {
        let file = diagnostic.location.file.to_string();
        if imported.files.contains_key(&file) {
            found.entry(diagnostic.message.clone()).or_default().push(file);
        }
    }
    let unanswered = found.into_iter().map(|(what, mut events)| {
        events.dedup();
        Unanswered { what, events }
    });
    Ok(unanswered.collect())
}
