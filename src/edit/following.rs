//! The files that change along with another: its translations, which go where it goes, and those that refer to it by its id.

use super::fingerprints::{Fingerprints, with_fingerprint};
use super::references::{CannotFollow, Renaming};
use crate::model::Id;
use crate::parse::schema::FileKind;
use crate::parse::{is_translation, stem, translation};
use crate::read::{Folder, Input, Inputs};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A file that a change takes along, though no field of its form is about it.
#[derive(Debug, Clone)]
pub struct FollowingFile {
    pub folder: Folder,
    /// Where it lies, and its text as the site has read it.
    pub before: (Arc<str>, Arc<str>),
    /// Where it lies then, and its text; nothing where it goes.
    pub after: Option<(Arc<str>, Arc<str>)>,
}

/// A file of a form, as the form has it.
pub struct OwnText<'c> {
    pub folder: Folder,
    /// Where it lies then.
    pub path: Arc<str>,
    /// Where it lies, if it does, and its text as the site has read it.
    pub before: Option<(Arc<str>, Arc<str>)>,
    pub after: &'c mut Option<Arc<str>>,
}

/// What gets another id.
#[derive(Debug, Clone, Copy)]
pub struct RenamedFile<'a> {
    pub kind: FileKind,
    pub old: &'a Id,
    pub new: &'a Id,
}

/// The translations of the file of this kind and id at `path`, which move beside `to`, or go where that is nothing.
///
/// # Errors
///
/// Why one of them can't.
pub fn translations(
    inputs: &Inputs,
    kind: FileKind,
    path: &str,
    id: &Id,
    to: Option<&Id>,
) -> Result<Vec<FollowingFile>, String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let language = |input: &Input| {
        let is_beside = input.folder == kind.folder() && input.path.rsplit_once('/').map(|(of, _)| of) == Some(folder);
        let (of, language) = translation::parted(stem(&input.path)).filter(|_| is_beside)?;
        (of == *id).then(|| language.to_owned())
    };
    if let Some(broken) = inputs.broken.iter().find(|input| language(input).is_some()) {
        return Err(format!("Its translation `{}` can't be read: mend or remove that file first.", broken.path));
    }
    let mut files = Vec::new();
    for input in &inputs.documents {
        let Some(language) = language(input) else { continue };
        let after: Option<Arc<str>> = to.map(|to| format!("{folder}/{to}.{language}.md").into());
        if let Some(taken) = after.as_deref().filter(|path| inputs.text(path).is_some()) {
            return Err(format!("`{taken}` is there already, where a translation would go. Choose another id."));
        }
        files.push(FollowingFile {
            folder: input.folder,
            before: (Arc::clone(&input.path), Arc::clone(&input.text)),
            after: after.map(|path| (path, Arc::clone(&input.text))),
        });
    }
    Ok(files)
}

/// Lets everything follow that names what gets another id: the form's own files, those that follow already, and all
/// others, which are added to these. Gives what keeps a file from that.
pub fn let_follow(
    inputs: &Inputs,
    RenamedFile { kind, old, new }: RenamedFile,
    own: Vec<OwnText>,
    following: &mut Vec<FollowingFile>,
) -> Vec<String> {
    let is_party = |input: &Input| {
        matches!(input.folder, Folder::People | Folder::Organizations) && stem(&input.path) == old.as_str()
    };
    // Words under `citing` mean a party before they mean a source.
    let is_cited = match kind {
        FileKind::Person | FileKind::Organization => true,
        FileKind::Source => !inputs.documents.iter().any(is_party),
        _ => false,
    };
    let renaming = Renaming { kind, old, new, is_cited };
    // An event's old id still leads on, also from a file that can't follow.
    let must_follow = kind != FileKind::Event;
    let mut problems = Vec::new();
    let mut followed = |folder, path: &Arc<str>, text: &Arc<str>| match renaming.followed(folder, path, text) {
        Ok(after) => after.map(Arc::<str>::from),
        Err(why) => {
            if must_follow {
                problems.push(told(why, path));
            }
            None
        }
    };
    let mut known: BTreeSet<Arc<str>> = following.iter().map(|file| Arc::clone(&file.before.0)).collect();
    let mut originals: Vec<(Input, Arc<str>)> = Vec::new();
    for OwnText { folder, path, before, after } in own {
        if let Some(followed) = after.as_ref().and_then(|text| followed(folder, &path, text)) {
            *after = Some(followed);
        }
        let Some((path, text)) = before else { continue };
        known.insert(Arc::clone(&path));
        // As it was, but for the id: what else a form changes in a text leaves its translations behind.
        if let Ok(Some(after)) = renaming.followed(folder, &path, &text) {
            originals.push((Input { folder, path, text }, after.into()));
        }
    }
    for file in following.iter_mut() {
        if let Some((path, text)) = &mut file.after
            && let Some(after) = followed(file.folder, path, text)
        {
            *text = after;
        }
    }
    for input in inputs.site.iter().chain(&inputs.verification).chain(&inputs.documents) {
        if known.contains(&input.path) {
            continue;
        }
        let Some(after) = followed(input.folder, &input.path, &input.text) else { continue };
        if !is_translation(&input.path) {
            originals.push((input.clone(), Arc::clone(&after)));
        }
        following.push(FollowingFile::edited(input, after));
    }
    for broken in inputs.broken.iter().filter(|_| must_follow) {
        if broken.text.is_empty() || broken.text.contains(old.as_str()) {
            problems.push(told(CannotFollow::Unreadable, &broken.path));
        }
    }
    keep_translations_fresh(inputs, &originals, following);
    problems
}

/// A translation that was made from the text before an id in it was replaced has the same words as that after.
fn keep_translations_fresh(inputs: &Inputs, originals: &[(Input, Arc<str>)], following: &mut Vec<FollowingFile>) {
    let translated: Vec<&Input> = inputs.documents.iter().filter(|input| is_translation(&input.path)).collect();
    if translated.is_empty() || originals.is_empty() {
        return;
    }
    let fingerprints = Fingerprints::of(inputs, originals);
    for input in translated {
        let Some((id, _)) = translation::parted(stem(&input.path)) else { continue };
        let folder = input.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some((old, new)) = fingerprints.get(&format!("{folder}/{id}.md")) else { continue };
        match following.iter_mut().find(|file| file.before.0 == input.path) {
            Some(file) => {
                if let Some((_, text)) = &mut file.after
                    && let Some(after) = with_fingerprint(text, old, new)
                {
                    *text = after.into();
                }
            }
            None => {
                if let Some(after) = with_fingerprint(&input.text, old, new) {
                    following.push(FollowingFile::edited(input, after.into()));
                }
            }
        }
    }
}

impl FollowingFile {
    /// A file that stays where it is.
    fn edited(input: &Input, after: Arc<str>) -> Self {
        let path = Arc::clone(&input.path);
        let before = (Arc::clone(&path), Arc::clone(&input.text));
        Self { folder: input.folder, before, after: Some((path, after)) }
    }
}

fn told(why: CannotFollow, path: &str) -> String {
    match why {
        CannotFollow::Unreadable => {
            format!("`{path}` can't be read, so that what refers to this id there can't follow. Mend that file first.")
        }
        CannotFollow::Unusual => {
            format!("`{path}` refers to this id in a form that can't be edited safely. Change that by hand first.")
        }
    }
}
