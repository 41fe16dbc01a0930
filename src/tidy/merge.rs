//! Two records of one address become one, with all their citations.
//!
//! Kept is the record that is named most. What only another one says goes over to it; where both say something and not the
//! same, a person has to decide, and both stay.

use super::Left;
use super::draft::{Edit, TidiedFile};
use super::front::Front;
use super::spelling::remove_repeated;
use crate::diagnostic::Span;
use crate::model::Piece;
use crate::model::slug::comparable;
use crate::parse::field_types::EntityKind;
use crate::parse::{address, citations_in};
use crate::read::Folder;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The keys under which an event or a source names sources.
fn keys(folder: Folder) -> &'static [&'static str] {
    match folder {
        Folder::Events => {
            &["sources", "sources.source", "sources.based_on", "date_variants.sources", "responses.sources"]
        }
        Folder::Sources => &["copy_of", "based_on"],
        _ => &[],
    }
}

/// Merges the records of each address, and gives how many files went.
pub fn merge(drafts: &mut [TidiedFile], left: &mut Vec<Left>) -> usize {
    let groups = of_one_address(drafts);
    if groups.is_empty() {
        return 0;
    }
    let mut naming = naming(drafts);
    let mut count = 0;
    for mut group in groups {
        let times = |index: &usize| naming.get(drafts[*index].id()).map_or(0, Vec::len);
        // Of equally frequent ones the shorter name: `board-meets` rather than `board-meets-2`.
        group.sort_by_key(|index| (Reverse(times(index)), drafts[*index].id().len(), *index));
        let Some((kept, others)) = group.split_first() else { continue };
        for other in others {
            match additions(&drafts[*kept], &drafts[*other]) {
                Ok(edits) => count += usize::from(merge_two(drafts, *kept, *other, &edits, &mut naming, left)),
                Err((at, why)) => left.push(drafts[*other].left(at, why)),
            }
        }
    }
    count
}

/// For each source the files that name it, as places in the list; as often as they do.
type Naming = BTreeMap<String, Vec<usize>>;

fn naming(drafts: &[TidiedFile]) -> Naming {
    let mut naming = Naming::new();
    for (index, draft) in drafts.iter().enumerate() {
        let in_front = draft.front.iter().flat_map(|front| front.under(keys(draft.folder)));
        let in_front = in_front.map(|entry| entry.text.clone());
        for id in in_front.chain(in_body(draft).into_iter().map(|(id, _)| id)) {
            naming.entry(id).or_default().push(index);
        }
    }
    naming
}

/// The sources that share an address, as places in the list; front pages aside, which many works may share.
fn of_one_address(drafts: &[TidiedFile]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.folder == Folder::Sources) {
        let Some(url) = draft.front.as_ref().and_then(|front| front.get("url")) else { continue };
        if address::web(&url.text).is_ok() && !address::is_bare_domain(&url.text) {
            groups.entry(address::comparable(&url.text)).or_default().push(index);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The sources that a body names, and where their ids stand.
fn in_body(draft: &TidiedFile) -> Vec<(String, Span)> {
    let mut ids = Vec::new();
    for piece in citations_in(&draft.text) {
        match piece {
            Piece::Citations(group) => {
                ids.extend(group.into_iter().map(|citation| (citation.source.value, citation.source.span)));
            }
            Piece::LinkStart(link) if link.kind == EntityKind::Source => ids.push((link.id.value, link.id.span)),
            _ => {}
        }
    }
    ids
}

/// What `kept` needs so that it says all that `other` says; or where the two disagree, and about what.
fn additions(kept: &TidiedFile, other: &TidiedFile) -> Result<Vec<Edit>, (Span, String)> {
    let (Some(front), Some(says)) = (&kept.front, &other.front) else {
        return Err((Span::new(0, 0), "its front matter can't be read".to_owned()));
    };
    let differ = |key: &str, at: Span| {
        let why = format!(
            "`{}` has the same address and another `{key}`: keep what is right in one of the two files",
            kept.id()
        );
        Err((at, why))
    };
    let mut edits = Vec::new();
    for key in &says.keys {
        let name = key.name.as_str();
        if name == "accept" {
            return Err((
                key.span,
                format!("it has the address of `{}`, and accepts something: merge the two by hand", kept.id()),
            ));
        }
        if says.said(name).iter().any(|(_, text)| *text == kept.id()) {
            return Err((key.span, format!("it names `{}`, which has the same address", kept.id())));
        }
        if !front.has(name) {
            edits.push(Edit::Append { lines: lines(&other.text, key.span) });
        } else if name != "url" && !agree(front, says, name) {
            return differ(name, key.span);
        }
    }
    let (own, body) = (body(&kept.text), body(&other.text));
    match (own.trim(), body.trim()) {
        (_, "") => {}
        (one, two) if one == two => {}
        ("", _) => edits.push(Edit::Body { text: body.to_owned() }),
        _ => return differ("text", Span::new(other.text.len(), other.text.len())),
    }
    Ok(edits)
}

/// Whether two records say the same under a key, spellings aside. Of two days of reading the kept one stays.
fn agree(front: &Front, other: &Front, key: &str) -> bool {
    let said = |front: &Front| -> Vec<(String, String)> {
        front.said(key).into_iter().map(|(path, text)| (path.to_owned(), comparable(text))).collect()
    };
    key == "accessed" || said(front) == said(other)
}

/// The lines of a key, with what stands behind its value on the last one.
fn lines(text: &str, key: Span) -> String {
    let end = text[key.end..].find('\n').map_or(text.len(), |end| key.end + end);
    format!("{}\n", text[key.start..end].trim_end())
}

fn body(text: &str) -> &str {
    let end = crate::parse::front_matter(text).map_or(0, |front| front.end);
    text[end..].split_once('\n').map_or("", |(_, body)| body)
}

/// Gives `kept` what it lacks, then writes its id wherever the other's stands; the other goes if that could be done everywhere.
fn merge_two(
    drafts: &mut [TidiedFile],
    kept: usize,
    other: usize,
    edits: &[Edit],
    naming: &mut Naming,
    left: &mut Vec<Left>,
) -> bool {
    if !edits.is_empty() && !drafts[kept].edit(edits, left) {
        return false;
    }
    let (id, gone) = (drafts[kept].id().to_owned(), drafts[other].id().to_owned());
    let before = left.len();
    let mut files = naming.remove(&gone).unwrap_or_default();
    naming.entry(id.clone()).or_default().extend(&files);
    files.dedup();
    for draft in files {
        rewrite(&mut drafts[draft], &gone, &id, left);
    }
    for draft in drafts.iter().filter(|draft| draft.front.is_none() && draft.text.contains(&gone)) {
        left.push(draft.left(Span::new(0, 0), format!("it names `{gone}` and can't be read: mend it, then merge")));
    }
    // What could not be rewritten still needs the other file.
    if left.len() == before {
        drafts[other].remove();
    }
    left.len() == before
}

/// Writes one source's id in the place of another's.
fn rewrite(draft: &mut TidiedFile, gone: &str, id: &str, left: &mut Vec<Left>) {
    let in_front = draft.front.iter().flat_map(|front| front.under(keys(draft.folder)));
    let in_front = in_front.filter(|entry| entry.text == gone);
    let in_front = in_front.map(|entry| Edit::Value { at: entry.span, text: id.to_owned() });
    let in_body = in_body(draft).into_iter().filter(|(source, _)| source == gone);
    let edits: Vec<Edit> = in_front.chain(in_body.map(|(_, at)| Edit::Id { at, id: id.to_owned() })).collect();
    if !edits.is_empty() && draft.edit(&edits, left) {
        remove_repeated(draft, &["sources"], left);
    }
}
