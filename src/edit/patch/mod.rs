//! Small edits of front matter: only what differs is written, and every other byte stays, comments and order included.
//!
//! Values are compared by what they say. Where one differs, the smallest part of the text that says it is replaced, and
//! what came of it is read again: if it doesn't say exactly what was wanted, a larger part is replaced, and if that
//! doesn't help either, nothing is.

mod align;
mod layout;
mod scalar;
mod verify;
mod written;

use super::control::{Control, EntryFields, FormField};
use super::value::{self, FieldMap, FieldValue, get};
use crate::diagnostic::position::Spanned;
use crate::yaml::{self, Node, Value};
use align::{AlignStep, align};
use layout::Layout;
use scalar::ScalarPlace;
use std::ops::Range;
use verify::says;
use written::{behind_key, behind_name, block_entry, inline_entry};

/// The same YAML with these values under the keys of a form; `yaml` may be empty.
///
/// # Errors
///
/// Why it can't be edited safely, as the end of a sentence.
pub fn patch(yaml: &str, fields: &[FormField], wanted: &FieldMap) -> Result<String, String> {
    let root = yaml::read(yaml).map_err(|problem| problem.message)?;
    let empty = Node { span: root.span, value: Value::Map(Vec::new()) };
    let root = if root.value == Value::Null { empty } else { root };
    for extent in [PatchExtent::Smallest, PatchExtent::WholeKeys] {
        let mut patch = Patch { layout: Layout { yaml }, extent, edits: Vec::new() };
        patch.map(&root, fields, wanted);
        if let Some(text) = patch.apply()
            && says(&text, fields, wanted, &root)
        {
            return Ok(text);
        }
    }
    Err("the edit would have changed something else in it".to_owned())
}

/// How much is replaced where a value differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PatchExtent {
    Smallest,
    /// All that stands under a key of the file.
    WholeKeys,
}

struct Patch<'a> {
    layout: Layout<'a>,
    extent: PatchExtent,
    edits: Vec<(Range<usize>, String)>,
}

type KeyWithValue = (Spanned<String>, Node);

/// How the keys of a map are written and compared.
struct KeyWriter<'a> {
    /// What stands behind the colon of a key.
    write: &'a dyn Fn(&str, &FieldValue, usize, ScalarPlace) -> String,
    is_same: &'a dyn Fn(&Control, &Node, &FieldValue) -> bool,
}

impl Patch<'_> {
    /// The text after all edits; nothing where two of them meet.
    fn apply(mut self) -> Option<String> {
        // What is put in goes before what is taken out there.
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.layout.yaml.len() + 100);
        let mut at = 0;
        for (range, new) in &self.edits {
            text.push_str(self.layout.yaml.get(at..range.start)?);
            text.push_str(new);
            at = range.end;
        }
        text.push_str(self.layout.yaml.get(at..)?);
        Some(text)
    }

    fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    /// Makes a map say what is wanted under its declared keys.
    fn map(&mut self, node: &Node, fields: &[FormField], wanted: &FieldMap) {
        let Value::Map(entries) = &node.value else { return };
        let keys: Vec<(&str, &Control)> = fields.iter().map(|field| (field.name.as_str(), &field.control)).collect();
        let write = |name: &str, value: &FieldValue, indent, place| {
            let field = fields.iter().find(|field| field.name == name).expect("it is one of the declared keys");
            behind_key(&field.control, value, indent, place)
        };
        let layout = self.layout;
        let same = |control: &Control, old: &Node, new: &FieldValue| {
            let before = value::read(control, old, layout.yaml);
            before.fits && before.value == *new
        };
        self.keys(node, entries, &keys, wanted, &KeyWriter { write: &write, is_same: &same });
    }

    /// The same for a map of the editor's own names, of which any may come and go.
    fn named(&mut self, node: &Node, entry: &EntryFields, wanted: &FieldMap) {
        let Value::Map(entries) = &node.value else { return };
        let group = Control::Group(entry.fields.clone());
        let mut names: Vec<&str> = wanted.iter().map(|(name, _)| name.as_str()).collect();
        names.extend(
            entries.iter().map(|(key, _)| key.value.as_str()).filter(|key| get(wanted, key) == &FieldValue::Nothing),
        );
        let keys: Vec<(&str, &Control)> = names.into_iter().map(|name| (name, &group)).collect();
        let write = |_: &str, value: &FieldValue, indent, place| match place {
            ScalarPlace::Flow => format!(" {}", inline_entry(entry, value)),
            ScalarPlace::Block => behind_name(entry, value, indent),
        };
        // What stands alone is compared as the map that it is short for.
        let layout = self.layout;
        let same = |_: &Control, old: &Node, new: &FieldValue| {
            let before = value::of_entry(entry, old, layout.yaml);
            before.fits && before.value == *new
        };
        self.keys(node, entries, &keys, wanted, &KeyWriter { write: &write, is_same: &same });
    }

    fn keys(
        &mut self,
        node: &Node,
        entries: &[KeyWithValue],
        keys: &[(&str, &Control)],
        wanted: &FieldMap,
        writer: &KeyWriter,
    ) {
        let place = self.layout.place_of(node);
        let goes = |key: &str| keys.iter().any(|(name, _)| *name == key) && *get(wanted, key) == FieldValue::Nothing;
        let stays: Vec<bool> =
            entries.iter().map(|(key, node)| !goes(&key.value) || node.value == Value::Null).collect();
        let indent = entries.first().map_or(0, |(key, _)| self.layout.column(key.span.start));
        for (index, (key, old)) in entries.iter().enumerate() {
            if !stays[index] {
                self.remove_key(entries, &stays, index, place);
                continue;
            }
            let Some((name, control)) = keys.iter().find(|(name, _)| *name == key.value) else { continue };
            let new = get(wanted, name);
            if (writer.is_same)(control, old, new) {
                continue;
            }
            let fits = value::read(control, old, self.layout.yaml).fits;
            let is_edited = self.extent == PatchExtent::Smallest && fits && self.value(control, old, new, place);
            if !is_edited {
                let range = self.layout.behind_colon(key, old);
                let text = (writer.write)(name, new, indent, place);
                self.replace(range, text);
            }
        }
        let mut after: Option<usize> = None;
        for (name, _) in keys {
            if let Some(at) = entries.iter().position(|(key, _)| key.value == *name) {
                if stays[at] {
                    after = Some(at);
                }
                continue;
            }
            let new = get(wanted, name);
            if *new != FieldValue::Nothing {
                let key = scalar::write(name, &Control::Id, place, None);
                let text = format!("{key}:{}", (writer.write)(name, new, indent, place));
                self.insert_key(node, entries, &stays, after, text, indent, place);
            }
        }
    }

    /// Edits a value where it stands; false where it has to be replaced as a whole.
    fn value(&mut self, control: &Control, old: &Node, new: &FieldValue, place: ScalarPlace) -> bool {
        let place = if self.layout.place_of(old) == ScalarPlace::Flow { ScalarPlace::Flow } else { place };
        match (control, &old.value, new) {
            (Control::Group(fields), Value::Map(_), FieldValue::Map(map)) => self.map(old, fields, map),
            (Control::Named(entry), Value::Map(_), FieldValue::Map(map)) => self.named(old, entry, map),
            (Control::Entries(entry), Value::List(items), FieldValue::List(wanted)) => {
                let before: Vec<FieldValue> =
                    items.iter().map(|item| value::of_entry(entry, item, self.layout.yaml).value).collect();
                let write = |value: &FieldValue, indent| match place {
                    ScalarPlace::Flow => inline_entry(entry, value),
                    ScalarPlace::Block => block_entry(entry, value, indent),
                };
                let group = Control::Group(entry.fields.clone());
                return self.list(items, &before, wanted, &group, &write, place);
            }
            (Control::References { .. } | Control::Lines { .. }, Value::List(items), FieldValue::List(wanted)) => {
                let before: Vec<FieldValue> =
                    items.iter().map(|item| value::read(&Control::Text, item, self.layout.yaml).value).collect();
                let of = written::of_list(control).clone();
                let write = |value: &FieldValue, _| scalar::write(value.text(), &of, place, None);
                return self.list(items, &before, wanted, &of, &write, place);
            }
            (_, Value::Scalar { .. }, FieldValue::Text(text)) if !text.contains('\n') => {
                let range = self.layout.extent_of(old);
                let raw = &self.layout.yaml[range.clone()];
                if raw.starts_with(['|', '>']) {
                    // A block of lines.
                    return false;
                }
                let text = scalar::write(text, control, place, Some(raw));
                self.replace(range, text);
            }
            _ => return false,
        }
        true
    }

    /// Makes a list have these items; `of` is the control of one.
    fn list(
        &mut self,
        items: &[Node],
        before: &[FieldValue],
        wanted: &[FieldValue],
        of: &Control,
        write: &dyn Fn(&FieldValue, usize) -> String,
        place: ScalarPlace,
    ) -> bool {
        // An empty list has no item beside which another could stand, and no list ends up empty but as `[]`.
        if items.is_empty() || wanted.is_empty() {
            return false;
        }
        let hyphen = match place {
            ScalarPlace::Flow => 0,
            ScalarPlace::Block => match self.layout.hyphen_of(&items[0]) {
                Some(hyphen) => self.layout.column(hyphen),
                None => return false,
            },
        };
        let steps = align(before, wanted);
        // In a flow list at least one item has to stay where it is, so that the commas can be counted from it.
        if place == ScalarPlace::Flow
            && !steps.iter().any(|step| matches!(step, AlignStep::Keep(..) | AlignStep::Change(..)))
        {
            return false;
        }
        let mut last: Option<usize> = None;
        let kept = |index: usize| {
            steps.iter().any(|step| matches!(step, AlignStep::Keep(old) | AlignStep::Change(old, _) if *old == index))
        };
        for step in &steps {
            match *step {
                AlignStep::Keep(old) => last = Some(old),
                AlignStep::Change(old, new) => {
                    last = Some(old);
                    let item = &items[old];
                    let is_edited = before[old] != FieldValue::Nothing && self.value(of, item, &wanted[new], place);
                    if !is_edited {
                        let range = self.layout.extent_of(item);
                        self.replace(range, write(&wanted[new], hyphen + 2));
                    }
                }
                AlignStep::Insert(new) => {
                    let text = write(&wanted[new], hyphen + 2);
                    let next = (0..items.len()).find(|index| kept(*index));
                    match (place, last, next) {
                        (ScalarPlace::Flow, Some(last), _) => {
                            let end = items[last].span.end;
                            self.replace(end..end, format!(", {text}"));
                        }
                        (ScalarPlace::Flow, None, Some(next)) => {
                            let start = items[next].span.start;
                            self.replace(start..start, format!("{text}, "));
                        }
                        (ScalarPlace::Flow, None, None) => return false,
                        (ScalarPlace::Block, Some(last), _) => {
                            let end = self.layout.line_end(self.layout.extent_of(&items[last]).end);
                            self.insert_line(end, &format!("{}- {text}", " ".repeat(hyphen)));
                        }
                        (ScalarPlace::Block, None, _) => {
                            let start =
                                self.layout.line_start(self.layout.hyphen_of(&items[0]).unwrap_or(items[0].span.start));
                            self.replace(start..start, format!("{}- {text}\n", " ".repeat(hyphen)));
                        }
                    }
                }
                AlignStep::Remove(old) => match place {
                    ScalarPlace::Block => {
                        let Some(hyphen) = self.layout.hyphen_of(&items[old]) else { return false };
                        let end = self.layout.line_end(self.layout.extent_of(&items[old]).end);
                        self.replace(self.layout.line_start(hyphen)..end, "");
                    }
                    ScalarPlace::Flow => {
                        let next = (old + 1..items.len()).find(|index| kept(*index));
                        let previous = (0..old).rev().find(|index| kept(*index));
                        match (previous, next) {
                            (Some(_), _) => {
                                let from = items[old - 1].span.end;
                                self.replace(from..items[old].span.end, "");
                            }
                            (None, Some(_)) => {
                                let to = items[old + 1].span.start;
                                self.replace(items[old].span.start..to, "");
                            }
                            (None, None) => return false,
                        }
                    }
                },
            }
        }
        true
    }

    fn remove_key(&mut self, entries: &[KeyWithValue], stays: &[bool], index: usize, place: ScalarPlace) {
        let (key, old) = &entries[index];
        let end = self.layout.end_of_entry(key, old);
        let range = match place {
            ScalarPlace::Block if self.layout.begins_line(key.span.start) => {
                self.layout.line_start(key.span.start)..self.layout.line_end(end)
            }
            // Behind a hyphen: the next key takes its place.
            ScalarPlace::Block => match entries.get(index + 1) {
                Some((next, _)) => key.span.start..next.span.start,
                None => key.span.start..end,
            },
            ScalarPlace::Flow if stays[..index].contains(&true) => {
                let (before, value) = &entries[index - 1];
                self.layout.end_of_entry(before, value)..end
            }
            ScalarPlace::Flow => match entries.get(index + 1) {
                Some((next, _)) => key.span.start..next.span.start,
                None => key.span.start..end,
            },
        };
        self.replace(range, "");
    }

    /// Puts a key behind the one with the index `after`, or first.
    fn insert_key(
        &mut self,
        node: &Node,
        entries: &[KeyWithValue],
        stays: &[bool],
        after: Option<usize>,
        text: String,
        indent: usize,
        place: ScalarPlace,
    ) {
        let first = stays.iter().position(|stays| *stays);
        match (place, after, first) {
            (ScalarPlace::Flow, Some(after), _) => {
                let (key, value) = &entries[after];
                let end = self.layout.end_of_entry(key, value);
                self.replace(end..end, format!(", {text}"));
            }
            (ScalarPlace::Flow, None, Some(first)) => {
                let start = entries[first].0.span.start;
                self.replace(start..start, format!("{text}, "));
            }
            (ScalarPlace::Flow, None, None) => {
                let at = node.span.start + 1;
                self.replace(at..at, text);
            }
            (ScalarPlace::Block, Some(after), _) => {
                let (key, value) = &entries[after];
                let end = self.layout.line_end(self.layout.end_of_entry(key, value));
                self.insert_line(end, &format!("{}{text}", " ".repeat(indent)));
            }
            (ScalarPlace::Block, None, _) => match entries.first() {
                Some((key, _)) => {
                    let start = key.span.start;
                    self.replace(start..start, format!("{text}\n{}", " ".repeat(indent)));
                }
                None => {
                    let end = self.layout.yaml.len();
                    self.insert_line(end, &text);
                }
            },
        }
    }

    /// Puts a line at the end of another.
    fn insert_line(&mut self, at: usize, line: &str) {
        let is_open = at > 0 && !self.layout.yaml[..at].ends_with('\n');
        self.replace(at..at, if is_open { format!("\n{line}") } else { format!("{line}\n") });
    }
}

#[cfg(test)]
mod tests;
