//! Resolves the site's settings: time zones, codes of diagnostics, defaults.

use super::resolver::Resolver;
use crate::diagnostic::position::Spanned;
use crate::diagnostic::{Code, Diagnostic, Location, Severity, suggest};
use crate::model::{ChartMark, Id, Kind, Level, Publisher, Settings};
use crate::parse::address;
use crate::parse::settings::{Lint, SettingsFile};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// What a site without readable settings is checked with.
pub fn fallback() -> Settings {
    Settings {
        title: String::new(),
        description: None,
        language: "en".to_owned(),
        timezone: Tz::UTC,
        publisher: None,
        base_url: None,
        repository: None,
        edit_branch: "main".to_owned(),
        lints: BTreeMap::new(),
        license: None,
        outputs: BTreeSet::new(),
        tag_names: BTreeMap::new(),
        lead_claims: Vec::new(),
    }
}

/// The diagnostic for a site that has no settings.
pub fn missing() -> Diagnostic {
    let message = "a site needs `content/site.yaml`";
    Diagnostic::new(Code::MissingKey, Location::start_of(&"content/site.yaml".into()), message)
        .help("create it with a line `title: …`, and `kinds:` for the sorts of events")
}

/// The settings, and the kinds in the order of the file.
pub fn resolve(file: &SettingsFile, resolver: &mut Resolver) -> Settings {
    let timezone = file.timezone.as_ref().and_then(|name| timezone(name, resolver)).unwrap_or(Tz::UTC);
    let lints = file.lints.iter().filter_map(|(code, level)| lint(code, level, resolver)).collect();
    Settings {
        title: file.title.value.clone(),
        description: file.description.as_ref().map(|text| text.value.clone()),
        language: file.language.as_ref().map_or("en", |text| &text.value).to_owned(),
        timezone,
        publisher: file.publisher.as_ref().map(|publisher| Publisher {
            name: publisher.name.value.clone(),
            contact: publisher.contact.as_ref().and_then(|contact| self::contact(contact, resolver)),
        }),
        base_url: file.base_url.as_ref().map(|url| with_slash(&url.value)),
        repository: file.repository.as_ref().map(|url| url.value.trim_end_matches('/').to_owned()),
        edit_branch: file.edit_branch.as_ref().map_or("main", |branch| &branch.value).to_owned(),
        lints,
        license: file.license.as_ref().map(|text| text.value.clone()),
        outputs: file.outputs.iter().copied().collect(),
        tag_names: file.tag_names.clone(),
        // Claims are known once all files are.
        lead_claims: Vec::new(),
    }
}

/// The vocabulary of kinds, in the order of the file, with what is left unsaid filled in.
pub fn kinds(file: &SettingsFile, resolver: &mut Resolver) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for (index, (id, kind)) in file.kinds.iter().enumerate() {
        let Some(valid) = Id::new(&id.value) else {
            let help = format!("use lower-case letters, digits and hyphens: `{}`", Id::suggestion(&id.value));
            resolver.report(Code::InvalidId, id.span, format!("`{}` can't be an id", id.value), help);
            continue;
        };
        kinds.push(Kind {
            id: valid,
            label: kind.label.value.clone(),
            plural: kind.plural.as_ref().unwrap_or(&kind.label).value.clone(),
            shape: kind.shape.unwrap_or(ChartMark::ALL[index % ChartMark::ALL.len()].1),
            accusation: kind.accusation,
        });
    }
    kinds
}

/// A base address always ends with a slash, so that paths can be put behind it.
pub fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

/// A mail address, or an address on the web.
fn contact(written: &Spanned<String>, resolver: &mut Resolver) -> Option<String> {
    let text = written.value.strip_prefix("mailto:").unwrap_or(&written.value);
    let is_mail = address::web_or_mail(&format!("mailto:{text}")).is_ok() && !text.contains('/');
    if is_mail || address::web(text).is_ok() {
        return Some(text.to_owned());
    }
    let help = "write `desk@example.org`, or `https://example.org/contact`";
    resolver.report(Code::InvalidValue, written.span, format!("`{text}` is neither a mail nor a web address"), help);
    None
}

fn timezone(name: &Spanned<String>, resolver: &mut Resolver) -> Option<Tz> {
    let zone = name.value.parse().ok();
    if zone.is_none() {
        let help = match suggest::nearest(&name.value, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())) {
            Some(near) => suggest::did_you_mean(near),
            None => "use a name of the IANA list, such as `Europe/Vienna` or `America/Toronto`".to_owned(),
        };
        resolver.report(Code::InvalidValue, name.span, format!("there is no time zone `{}`", name.value), help);
    }
    zone
}

fn lint(code: &Spanned<String>, lint: &Lint, resolver: &mut Resolver) -> Option<(Code, (Level, Option<String>))> {
    let known = known_code(code, resolver)?;
    if known.severity() == Severity::Error && lint.level != Level::Error {
        let message = format!("`{known}` is an error on every site");
        resolver.report(
            Code::InvalidValue,
            code.span,
            message,
            "remove this line; only warnings can be turned off or down",
        );
        return None;
    }
    Some((known, (lint.level, lint.reason.as_ref().map(|reason| reason.value.clone()))))
}

/// The code that somebody named.
pub fn known_code(code: &Spanned<String>, resolver: &mut Resolver) -> Option<Code> {
    let known = code.value.parse().ok();
    if known.is_none() {
        let help = match suggest::nearest(&code.value, Code::ALL.iter().map(|code| code.as_str())) {
            Some(near) => suggest::did_you_mean(near),
            None => "`dateline explain` lists the codes".to_owned(),
        };
        resolver.report(Code::UnknownCode, code.span, format!("there is no diagnostic `{}`", code.value), help);
    }
    known
}
