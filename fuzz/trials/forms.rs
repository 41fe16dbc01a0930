//! What is sent to the preview's forms: no panic, only files where they may lie, and whatever was typed comes back as words.

use super::{html, in_memory, text};
use chrono::NaiveDate;
use dateline::Checked;
use dateline::diagnostic::Code;
use dateline::edit::change::{SiteChange, kind_named};
use dateline::edit::entities::EntityIndex;
use dateline::edit::page::{FormPage, form_page};
use dateline::edit::posted::PostedForm;
use dateline::edit::verdict::ChangeVerdict;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The site that is edited, its files each beneath a line `=== content/…`.
const SITE: &str = include_str!("../corpus/site/two-events");

/// What only a form has: an icon that no browser needs to ask for, a button for another place, and the page beside the form.
const OURS: [&str; 5] = [
    r#"<link href="data:,">"#,
    r#"<button formaction="/_dateline/edit/form">"#,
    "<template>",
    "<iframe>",
    "<optgroup>",
];

static FILES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| super::site::files(SITE));
static BEFORE: LazyLock<Checked> = LazyLock::new(|| in_memory::judge(in_memory::inputs(FILES.clone())));

/// A form, as browsers send it.
pub fn try_it(bytes: &[u8]) {
    let Some(form) = PostedForm::parse(bytes) else { return };
    if form.iter().any(|(name, value)| text(name.as_bytes()).is_none() || text(value.as_bytes()).is_none()) {
        return;
    }
    let entities = EntityIndex::of(&BEFORE.site);
    let today = NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day");
    let change = SiteChange::of(&form, &BEFORE.inputs, &entities, today);
    let drafts = change.drafts();
    let mut files = FILES.clone();
    for draft in &drafts {
        let path = &*draft.path;
        let is_ours = path == "content/site.yaml" || path.starts_with("content/") && path.ends_with(".md");
        assert!(is_ours && !path.contains(['\\', '\n']) && !path.split('/').any(|part| part == ".."), "{path:?}");
        match &draft.text {
            Some(text) => files.insert(path, text),
            None => files.remove(path),
        };
    }
    let after = in_memory::judge(in_memory::inputs(files));
    for found in after.diagnostics.iter().filter(|found| found.code == Code::InvalidYaml) {
        assert!(form.has("raw"), "{}: {}\n{:?}", found.location.file, found.message, change.files);
    }
    let verdict = ChangeVerdict::of(&change, &BEFORE, &after);
    let Some(kind) = kind_named(form.get("kind")) else { return };
    let page = form_page(&FormPage {
        kind,
        form: &form,
        entities: &entities,
        verdict: Some(&verdict),
        path: "",
        back: "/",
        live: "",
        token: "t",
        notices: Vec::new(),
        is_raw: form.has("raw"),
        focus: None,
    });
    let mut problems = html::problems(&page, &[html::PROSE, html::PAGE].concat());
    problems.retain(|problem| !OURS.contains(&&**problem));
    assert!(problems.is_empty(), "{problems:#?}\n{page}");
}
