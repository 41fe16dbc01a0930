//! What an original said when it was translated, from the history that git keeps.

use crate::localize::status::{OriginalFile, originals};
use crate::model::Fingerprint;
use crate::read::{Folder, Input, Inputs};
use crate::tidy::git;
use std::path::Path;

/// So many earlier versions are looked at.
const MOST: usize = 200;

/// The newest version of the original with this fingerprint, if git has one.
pub fn text(site: &Path, original: &OriginalFile<'_>, from: Fingerprint) -> Option<String> {
    let most = MOST.to_string();
    let log = ["log", "--relative", "--format=%H", "-n", &most, "--", original.file];
    let commits = git(site, &log).ok()?;
    commits.lines().find_map(|commit| {
        let text = git(site, &["show", &format!("{commit}:./{}", original.file)]).ok()?;
        (fingerprint(&text, original) == Some(from)).then_some(text)
    })
}

/// The fingerprint of an earlier version, read as the file is read now.
fn fingerprint(text: &str, original: &OriginalFile<'_>) -> Option<Fingerprint> {
    let folder: Folder = original.folder;
    let input = Input { folder, path: original.file.clone(), text: text.replace("\r\n", "\n").into() };
    let inputs = Inputs { documents: vec![input], ..Inputs::default() };
    let (documents, _) = crate::parse::parse(&inputs);
    originals(&documents).first().map(|earlier| earlier.fingerprint)
}
