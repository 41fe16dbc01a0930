//! That what the source draws is a pipeline and no knot: no file needs one that needs it, by way of whatever others.

use super::{code, sources};
use std::collections::{BTreeMap, BTreeSet};

/// Where a folder's own `mod.rs` counts as well: the files below it need each other and what lies above, never the file
/// that gathers them. Elsewhere `mod.rs` may hold what the files below it share.
const WITHOUT_CIRCLES_THROUGH_MOD: &[&str] = &["document", "render"];

/// The types of `model` name each other, as the things that they stand for do; none of them needs another's code. In the
/// other folders a file is the door to those that it needs.
const WITH_CIRCLES: &[&str] = &["ledger", "model", "yaml", "words"];

/// In which of these folders only `mod.rs` may need its neighbours: formats know nothing of each other.
const WITHOUT_ARROWS: &[&str] = &["render/formats"];

/// The source files, and what each names of the others.
struct Source {
    files: BTreeMap<String, String>,
    /// By a folder's `mod.rs`: the files that the names come from that it passes on.
    passed_on: BTreeMap<String, BTreeMap<String, String>>,
}

impl Source {
    fn read() -> Self {
        let mut source = Self { files: sources(), passed_on: BTreeMap::new() };
        let files: Vec<&String> = source.files.keys().filter(|file| is_face(file, &source.files)).collect();
        let passed_on = files.into_iter().map(|file| (file.clone(), source.names_passed_on(file))).collect();
        source.passed_on = passed_on;
        source
    }

    /// What a file says with `pub use`, by name.
    fn names_passed_on(&self, file: &str) -> BTreeMap<String, String> {
        let text: String = code(&self.files[file]).into_iter().flat_map(|(_, line)| [line, "\n"]).collect();
        let mut names = BTreeMap::new();
        for (at, start) in text.match_indices("pub use ").chain(text.match_indices("pub(crate) use ")) {
            let (used, _) = text[at + start.len()..].split_once(';').expect("a use ends");
            for path in paths_of(used) {
                let place = absolute(&path, file);
                if let Some((found, _)) = self.file_at(&place) {
                    names.insert(path.last().expect("a path has a name").clone(), found);
                }
            }
        }
        names
    }

    /// The file that a path of modules leads to, and the name in it: `crate::render::notices::status` to
    /// `render/notices.rs` and `status`.
    fn file_at(&self, path: &[String]) -> Option<(String, Option<String>)> {
        (1..=path.len()).rev().find_map(|length| {
            let stem = path[..length].join("/");
            let file = [format!("{stem}.rs"), format!("{stem}/mod.rs")].into_iter();
            let file = file.into_iter().find(|file| self.files.contains_key(file))?;
            Some((file, path.get(length).cloned()))
        })
    }

    /// The same, by way of what is passed on.
    fn home_of(&self, path: &[String]) -> Option<String> {
        let (file, name) = self.file_at(path)?;
        let home = name.and_then(|name| self.passed_on.get(&file)?.get(&name).cloned());
        Some(home.unwrap_or(file))
    }

    /// The other files that a file needs: what it names behind `crate`, `super` and the names of its own modules.
    fn needed(&self, file: &str) -> BTreeSet<String> {
        let text: String = code(&self.files[file]).into_iter().flat_map(|(_, line)| [line, "\n"]).collect();
        let below =
            text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
        let starts = below.chain(["crate", "super"]);
        let named = starts.flat_map(|start| paths_behind(&text, start));
        let mut needed: BTreeSet<String> = named.filter_map(|path| self.home_of(&absolute(&path, file))).collect();
        needed.remove(file);
        needed
    }
}

/// Whether a file passes on what others hold: `mod.rs`, or a file with a folder of its name.
fn is_face(file: &str, files: &BTreeMap<String, String>) -> bool {
    let folder = format!("{}/", file.trim_end_matches(".rs").trim_end_matches("/mod"));
    files.keys().any(|other| other.starts_with(&folder))
}

/// A path as written in a file, from the crate's root.
fn absolute(path: &[String], file: &str) -> Vec<String> {
    let own: Vec<String> =
        file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').map(str::to_owned).collect();
    let (mut place, rest) = match path[0].as_str() {
        "crate" => (Vec::new(), &path[1..]),
        _ => (own, path),
    };
    for name in rest {
        match name.as_str() {
            "super" => _ = place.pop(),
            "self" => {}
            name => place.push(name.to_owned()),
        }
    }
    place
}

/// The paths that a text names behind `start`, with it; of a list in braces, one for each item.
fn paths_behind(text: &str, start: &str) -> Vec<Vec<String>> {
    let start_with_colons = format!("{start}::");
    let places = text.match_indices(&start_with_colons).map(|(at, _)| at);
    let whole = places.filter(|at| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == ':' || c == '_'));
    whole.flat_map(|at| paths_of(&text[at..])).collect()
}

/// The paths with which a text begins; of a list in braces, one for each item.
fn paths_of(text: &str) -> Vec<Vec<String>> {
    fn take(text: &str, before: &[String], paths: &mut Vec<Vec<String>>) {
        if let Some(list) = text.strip_prefix('{') {
            let (mut depth, mut from) = (0, 0);
            for (at, c) in list.char_indices() {
                match c {
                    '}' | ',' if depth == 0 => {
                        take(list[from..at].trim_start(), before, paths);
                        from = at + 1;
                        if c == '}' {
                            return;
                        }
                    }
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
            }
            return;
        }
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let path = [before, &[text[..end].to_owned()]].concat();
        match text[end..].strip_prefix("::") {
            Some(rest) => take(rest, &path, paths),
            // Behind the last comma of a list there is nothing.
            None if end == 0 => {}
            None => paths.push(path),
        }
    }
    let mut paths = Vec::new();
    take(text, &[], &mut paths);
    paths
}

/// What lies in a folder, with all that lies deeper in another taken for one, and with it the file of its name:
/// `date.rs` and what lies in `date/` are `date`.
fn unit<'a>(folder: &str, file: &'a str) -> Option<&'a str> {
    let inside = if folder.is_empty() { file } else { file.strip_prefix(folder)?.strip_prefix('/')? };
    Some(inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs"))
}

#[test]
fn no_circle_of_files_or_folders() {
    let source = Source::read();
    let arrows: Vec<(&String, BTreeSet<String>)> =
        source.files.keys().map(|file| (file, source.needed(file))).collect();
    assert!(arrows.iter().map(|(_, needed)| needed.len()).sum::<usize>() > 1000, "the arrows are not found");
    let folders = source.files.keys().flat_map(|file| file.match_indices('/').map(|(at, _)| &file[..at]));
    let folders: BTreeSet<&str> = folders.chain([""]).collect();
    let mut wrong = Vec::new();
    for folder in folders.into_iter().filter(|folder| !WITH_CIRCLES.contains(folder)) {
        let top = folder.split('/').next().unwrap_or(folder);
        let counts = |unit: &str| match folder {
            // The crate's root passes on what stages hold; the command line stands beside them.
            "" => !["lib", "main"].contains(&unit),
            _ => unit != "mod" || WITHOUT_CIRCLES_THROUGH_MOD.contains(&top),
        };
        let mut left: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (file, needed) in &arrows {
            let ends = needed.iter().filter_map(|to| Some((unit(folder, file)?, unit(folder, to)?)));
            left.extend(ends.filter(|(from, to)| from != to && counts(from) && counts(to)));
        }
        if WITHOUT_ARROWS.contains(&folder) {
            let own = left.iter().filter(|(from, _)| *from != "mod");
            wrong.extend(own.map(|(from, to)| format!("src/{folder}: `{from}` may not need `{to}`")));
        }
        // An arrow to what needs nothing, or from what nothing needs, is part of no circle.
        loop {
            let goes_on = |(from, to): &(&str, &str)| {
                left.iter().any(|(next, _)| next == to) && left.iter().any(|(_, before)| before == from)
            };
            let circling: BTreeSet<_> = left.iter().filter(|arrow| goes_on(arrow)).copied().collect();
            if circling.len() == left.len() {
                break;
            }
            left = circling;
        }
        wrong.extend(left.iter().map(|(from, to)| format!("src/{folder}: `{from}` needs `{to}`")));
    }
    assert!(wrong.is_empty(), "arrows that go round in a circle, or where none may be:\n{}", wrong.join("\n"));
}
