//! Words in further languages, as `timeline.json` has them.

use crate::document::{SiteTranslationData, TranslationData};
use crate::import::content::ImportBuilder;
use crate::import::front_matter::FrontMatter;

/// A translation lies beside its original, whatever folder that is in.
pub fn translation(row: &TranslationData, content: &mut ImportBuilder) {
    let folder = match row.kind.as_str() {
        "event" => "events",
        "source" => "sources",
        "claim" => "claims",
        "person" => "people",
        "organization" => "organizations",
        "place" => "places",
        "page" => "pages",
        "topic" => "tags",
        _ => return content.lose("translation", &row.id, "it translates nothing that there is"),
    };
    let is_original =
        |path: &&String| path.starts_with(&format!("content/{folder}/")) && path.ends_with(&format!("/{}.md", row.id));
    let is_tag = row.language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let Some(original) = content.imported.files.keys().find(is_original).cloned().filter(|_| is_tag) else {
        return content.lose("translation", format!("{} into {}", row.id, row.language), "its original isn't there");
    };
    let mut translated = FrontMatter::default();
    translated.text("from", &row.from).maybe("on", row.on.as_ref()).text("by", &row.by);
    let mut front = FrontMatter::default();
    front.value("translated", translated.into_value());
    front.maybe("title", row.title.as_ref()).maybe("summary", row.summary.as_ref());
    front.maybe("statement", row.statement.as_ref()).maybe("label", row.label.as_ref());
    front.maybe("name", row.name.as_ref()).maybe("short_name", row.short_name.as_ref());
    front.maybe("title_translation", row.title_translation.as_ref());
    front.list("words", row.words.iter().map(|pair| pair.to_vec()));
    let stem = original.strip_suffix(".md").unwrap_or(&original);
    let path = format!("{stem}.{}.md", row.language.to_lowercase());
    content.imported.files.insert(path, front.file(&row.body));
}

/// The site's own words, for its settings.
pub fn settings(own_words: &[SiteTranslationData], front: &mut FrontMatter) {
    let mut translations = FrontMatter::default();
    for own in own_words {
        let mut map = FrontMatter::default();
        map.maybe("title", own.title.as_ref()).maybe("description", own.description.as_ref());
        let mut kinds = FrontMatter::default();
        for kind in &own.kinds {
            let mut words = FrontMatter::default();
            words.text("label", &kind.label).maybe("plural", kind.plural.as_ref());
            kinds.value(&kind.id, words.into_value());
        }
        if !kinds.is_empty() {
            map.value("kinds", kinds.into_value());
        }
        let mut tags = FrontMatter::default();
        for [tag, name] in &own.tags {
            tags.text(tag, name);
        }
        if !tags.is_empty() {
            map.value("tags", tags.into_value());
        }
        map.list("words", own.words.iter().map(|pair| pair.to_vec()));
        translations.value(&own.language, map.into_value());
    }
    if !translations.is_empty() {
        front.value("translations", translations.into_value());
    }
}
