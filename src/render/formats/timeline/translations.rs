//! The translations, as their files have them.

use super::values::markdown_at;
use crate::document::{KindTranslationData, SiteTranslationData, TranslationData};
use crate::model::Translator;
use crate::parse::translation::TranslationDocument;
use crate::read::Folder;
use crate::render::context::Context;

/// Every translation that is shown.
pub fn translations_data(cx: &Context<'_>) -> Vec<TranslationData> {
    let shown = cx.site.translations.files.iter().filter(|file| !file.front.draft);
    shown.filter_map(|file| translation_data(cx, file)).collect()
}

fn translation_data(cx: &Context<'_>, file: &TranslationDocument) -> Option<TranslationData> {
    let front = &file.front;
    let translated = front.translated.as_ref()?;
    Some(TranslationData {
        kind: kind_of(file.folder)?.to_owned(),
        id: file.id.to_string(),
        language: cx.edition.all.iter().find(|it| it.tag().eq_ignore_ascii_case(&file.language))?.tag().to_owned(),
        from: translated.from.to_string(),
        on: translated.on.map(|day| day.to_string()),
        by: match &translated.by {
            Translator::Machine => "machine".to_owned(),
            Translator::Named(name) => name.clone(),
        },
        title: front.title.as_ref().map(|text| text.value.clone()),
        summary: front.summary.as_ref().map(|text| text.value.clone()),
        statement: front.statement.as_ref().map(|text| text.value.clone()),
        label: front.label.as_ref().map(|text| text.value.clone()),
        name: front.name.as_ref().map(|text| text.value.clone()),
        short_name: front.short_name.as_ref().map(|text| text.value.clone()),
        title_translation: front.title_translation.as_ref().map(|text| text.value.clone()),
        words: front.words.iter().map(|(from, to)| [from.value.clone(), to.value.clone()]).collect(),
        body: markdown_at(cx, &file.file, file.body.prose.at.start..file.body.prose.at.end),
    })
}

/// The site's own words in further languages.
pub fn site_translations_data(cx: &Context<'_>) -> Vec<SiteTranslationData> {
    let all = cx.site.translations.settings.iter().map(|(language, own)| {
        let kinds = own.kinds.iter().map(|(id, kind)| KindTranslationData {
            id: id.value.clone(),
            label: kind.label.value.clone(),
            plural: kind.plural.as_ref().map(|plural| plural.value.clone()),
        });
        SiteTranslationData {
            language: language.value.clone(),
            title: own.title.as_ref().map(|title| title.value.clone()),
            description: own.description.as_ref().map(|description| description.value.clone()),
            kinds: kinds.collect(),
            tags: own.tags.iter().map(|(tag, name)| [tag.value.clone(), name.value.clone()]).collect(),
            words: own.words.iter().map(|(from, to)| [from.value.clone(), to.value.clone()]).collect(),
        }
    });
    all.collect()
}

/// The word for what lies in a folder.
fn kind_of(folder: Folder) -> Option<&'static str> {
    Some(match folder {
        Folder::Events => "event",
        Folder::Sources => "source",
        Folder::Claims => "claim",
        Folder::People => "person",
        Folder::Organizations => "organization",
        Folder::Places => "place",
        Folder::Pages => "page",
        Folder::Tags => "topic",
        Folder::Site | Folder::Verification | Folder::Templates => return None,
    })
}
