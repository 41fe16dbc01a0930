//! The links of a whole output, as a reader's browser follows them.

use dom_query::{Document, NodeRef};
use std::collections::{BTreeMap, BTreeSet};

/// Every internal link that leads to nothing, with where it stands.
pub fn dead(outputs: &BTreeMap<String, Vec<u8>>, base: &str) -> Vec<String> {
    let pages: BTreeMap<&str, Document> = (outputs.iter())
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (&**path, Document::from(String::from_utf8_lossy(bytes).into_owned())))
        .collect();
    let mut anchors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (path, page) in &pages {
        let all = page.root();
        let ids = all.descendants_it().filter(NodeRef::is_element).filter_map(|node| node.attr("id"));
        let mut known = BTreeSet::new();
        for id in ids {
            assert!(known.insert(id.to_string()), "{path}: two elements are `{id}`");
        }
        anchors.insert(path, known);
    }
    let mut dead = Vec::new();
    for (path, page) in &pages {
        for node in page.root().descendants_it().filter(NodeRef::is_element) {
            for key in ["href", "src", "action"] {
                let Some(address) = node.attr(key) else { continue };
                let Some((target, anchor)) = target(path, &address, base) else { continue };
                let is_there = outputs.contains_key(&target);
                let is_anchored = anchor.is_empty() || anchors.get(&*target).is_none_or(|ids| ids.contains(&anchor));
                if !is_there || !is_anchored {
                    dead.push(format!("{path}: {address}"));
                }
            }
        }
    }
    dead
}

/// The file and the anchor that an address on a page leads to; none outside the site.
fn target(page: &str, address: &str, base: &str) -> Option<(String, String)> {
    let (address, anchor) = address.split_once('#').unwrap_or((address, ""));
    let anchor = anchor.split(":~:").next().unwrap_or_default();
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let path = match address.strip_prefix(base) {
        Some(rest) => {
            parts.clear();
            rest
        }
        None if address.contains(':') => return None,
        // 404.html is served at any depth, and names the path of the base.
        None if address.starts_with('/') => {
            parts.clear();
            let root = base.splitn(4, '/').nth(3).unwrap_or_default();
            address[1..].strip_prefix(root)?
        }
        None if address.is_empty() => return Some((page.to_owned(), decoded(anchor))),
        None => address,
    };
    for part in path.split('?').next().unwrap_or_default().split('/') {
        match part {
            ".." => drop(parts.pop().expect("no link leads above the site")),
            "." => {}
            part => parts.push(part),
        }
    }
    let mut file = decoded(&parts.join("/"));
    if file.is_empty() || file.ends_with('/') {
        file.push_str("index.html");
    }
    Some((file, decoded(anchor)))
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
