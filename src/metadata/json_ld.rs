//! JSON-LD in the vocabulary of schema.org, as publishers write it: in lists, in graphs, with references, with types of any
//! number. Contexts are not loaded: that would be another visit, and nobody's articles need it.

use serde_json::Value;
use std::collections::HashMap;

/// What is said of the work that a page is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribedWork {
    /// A word of `type`.
    pub kind: Option<&'static str>,
    pub headline: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub duration: Option<String>,
    pub is_paywalled: bool,
}

/// Types of works with the word of `type` for each, if there is one; the first that a page has is what it is about.
const TYPES: &[(&str, Option<&str>)] = &[
    ("NewsArticle", Some("news")),
    ("ReportageNewsArticle", Some("news")),
    ("AnalysisNewsArticle", Some("news")),
    ("OpinionNewsArticle", Some("news")),
    ("BackgroundNewsArticle", Some("news")),
    ("ReviewNewsArticle", Some("news")),
    ("AskPublicNewsArticle", Some("news")),
    ("LiveBlogPosting", Some("news")),
    ("SocialMediaPosting", Some("post")),
    ("DiscussionForumPosting", Some("post")),
    ("Report", Some("official-report")),
    ("Legislation", Some("official-report")),
    ("ScholarlyArticle", None),
    ("BlogPosting", None),
    ("Article", None),
    ("PodcastEpisode", Some("audio")),
    ("RadioEpisode", Some("audio")),
    ("AudioObject", Some("audio")),
    ("VideoObject", Some("video")),
    ("TVEpisode", Some("video")),
    ("Dataset", Some("dataset")),
    ("Book", Some("book")),
    ("WebPage", None),
];

/// So deep no description goes.
const DEEPEST: usize = 12;

/// The work that a page is about.
pub fn article(texts: &[String]) -> Option<DescribedWork> {
    let values: Vec<Value> = texts.iter().filter_map(|text| serde_json::from_str(cleaned(text)).ok()).collect();
    let mut nodes = Vec::new();
    values.iter().for_each(|value| collect(value, 0, &mut nodes));
    let by_id: HashMap<&str, &Value> = (nodes.iter())
        .filter(|node| node.as_object().is_some_and(|map| map.len() > 1))
        .filter_map(|node| Some((node.get("@id")?.as_str()?, *node)))
        .collect();
    let rank = |node: &&&Value| {
        let types = types(node);
        TYPES.iter().position(|(name, _)| types.iter().any(|known| known == name)).unwrap_or(TYPES.len())
    };
    let node = nodes.iter().filter(|node| rank(node) < TYPES.len()).min_by_key(rank)?;
    let at = rank(&node);
    let follow = |value: &Value| -> Value {
        let id = value.as_object().filter(|map| map.len() == 1).and_then(|map| map.get("@id")).and_then(Value::as_str);
        id.and_then(|id| by_id.get(id)).map_or_else(|| value.clone(), |node| (*node).clone())
    };
    let text = |key: &str| node.get(key).and_then(first_text);
    let named = |key: &str| node.get(key).map(|value| names(value, &follow)).unwrap_or_default();
    let is_free = node.get("isAccessibleForFree").map(|value| match value {
        Value::Bool(free) => *free,
        other => other.as_str().is_none_or(|text| !text.eq_ignore_ascii_case("false")),
    });
    Some(DescribedWork {
        kind: TYPES[at].1,
        headline: text("headline").or_else(|| text("name")),
        authors: named("author").into_iter().chain(named("creator")).fold(Vec::new(), |mut once, name| {
            if !once.contains(&name) {
                once.push(name);
            }
            once
        }),
        published: text("datePublished").or_else(|| text("uploadDate")),
        publisher: named("publisher").into_iter().next(),
        language: node
            .get("inLanguage")
            .and_then(|value| first_text(&follow(value)).or_else(|| first_text(value.get("alternateName")?))),
        url: text("url").or_else(|| {
            let main = node.get("mainEntityOfPage")?;
            main.as_str().or_else(|| main.get("@id")?.as_str()).map(str::to_owned)
        }),
        duration: text("duration"),
        is_paywalled: is_free == Some(false),
    })
}

/// Without what some put around it so that old browsers show nothing.
fn cleaned(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("<!--").unwrap_or(text);
    let text = text.strip_prefix("//<![CDATA[").or(text.strip_prefix("<![CDATA[")).unwrap_or(text);
    let text = text.trim_end().trim_end_matches("-->").trim_end().trim_end_matches("//]]>").trim_end_matches("]]>");
    text.trim().trim_end_matches(';')
}

/// All objects, in their order.
fn collect<'v>(value: &'v Value, depth: usize, nodes: &mut Vec<&'v Value>) {
    if depth > DEEPEST || nodes.len() > 5_000 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, nodes)),
        Value::Object(map) => {
            nodes.push(value);
            for (key, item) in map {
                // What the page is about, and what it is made of; not the teasers of others.
                if matches!(key.as_str(), "@graph" | "mainEntity" | "author" | "publisher" | "video" | "isPartOf") {
                    collect(item, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn types(node: &Value) -> Vec<&str> {
    let list = match node.get("@type") {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    list.into_iter().map(|name| name.rsplit(['/', ':']).next().unwrap_or(name)).collect()
}

fn first_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Array(items) => return items.iter().find_map(first_text),
        Value::Object(map) => return map.get("@value").or(map.get("name")).and_then(first_text),
        _ => return None,
    };
    (!text.is_empty() && text.len() < 2_000).then(|| text.to_owned())
}

/// The names of people and bodies, which may be texts, objects, lists of either, or references.
fn names(value: &Value, follow: &dyn Fn(&Value) -> Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().take(50).flat_map(|item| names(item, follow)).collect(),
        Value::Object(_) => {
            follow(value).get("name").map(|name| names(name, &|value: &Value| value.clone())).unwrap_or_default()
        }
        other => first_text(other).into_iter().collect(),
    }
}
