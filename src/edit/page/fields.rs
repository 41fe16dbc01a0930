//! The fields of a form, each with its label, its meaning and what is wrong with it.

use super::labels::{AS_PEOPLE_WRITE, capitalized, label, singular, why_none, without_notation, words_of};
use super::markup::FormMarkup;
use super::stances;
use crate::diagnostic::Severity;
use crate::edit::control::{Control, EntryFields, FormField};
use crate::edit::entities::EntityIndex;
use crate::edit::posted::PostedForm;
use crate::edit::verdict::{ChangeVerdict, FieldDiagnostic};

/// What a form shows.
pub struct FormView<'a> {
    pub form: &'a PostedForm,
    pub entities: &'a EntityIndex,
    /// Nothing before anything was checked.
    pub verdict: Option<&'a ChangeVerdict>,
}

/// The number that the script replaces in the template of an entry.
pub const BLANK: &str = "{n}";

/// Up to so many ids are offered where no script can look for them.
const MOST_LISTED: usize = 400;

impl FormView<'_> {
    /// A key with its control; `name` is the name of its field.
    pub fn field(&self, out: &mut FormMarkup, field: &FormField, name: &str) {
        match &field.control {
            Control::Group(fields) => self.group(out, field, fields, name),
            Control::Entries(entry) | Control::Named(entry) => self.list(out, field, entry, name),
            _ => self.single(out, field, name, &label(&field.name)),
        }
    }

    fn single(&self, out: &mut FormMarkup, field: &FormField, name: &str, called: &str) {
        let class = format!("field {}", class_of(&field.control));
        let last = name.rsplit('.').next().unwrap_or(name);
        out.open("div", &[("class", &class), ("data-field", name), ("data-key", last)]);
        out.open("label", &[("for", name)]).text(called);
        mark(out, field.required);
        out.close("label");
        let hint = format!("{name}-hint");
        let said = format!("{name}-said");
        let meaning = match field.control {
            Control::Date => format!("{AS_PEOPLE_WRITE}\n{}", without_notation(field)),
            _ => without_notation(field),
        };
        out.element_of_words("p", &[("class", "hint"), ("id", &hint)], &meaning);
        let described = format!("{hint} {said}");
        let value = self.form.get(name);
        let is_invalid = self.found(name).any(|found| found.severity == Severity::Error);
        let invalid = if is_invalid { ("aria-invalid", "true") } else { ("", "") };
        let required = if field.required { ("aria-required", "true") } else { ("", "") };
        let common = [("id", name), ("name", name), ("aria-describedby", described.as_str()), invalid, required];
        self.input(out, field, value, &common);
        if let Some(why) = why_none(field) {
            let none = format!("{name}!none");
            let checked = if self.form.has(&none) { ("checked", "") } else { ("", "") };
            out.open("label", &[("class", "none")]);
            out.open("input", &[("type", "checkbox"), ("name", &none), checked]);
            out.text("None: ").text(&why).close("label");
        }
        self.said(out, name, &said);
        out.close("div");
    }

    fn input(&self, out: &mut FormMarkup, field: &FormField, value: &str, common: &[(&str, &str)]) {
        let with = |more: &[(&'static str, &'static str)]| {
            let mut all = common.to_vec();
            all.extend_from_slice(more);
            all
        };
        match &field.control {
            Control::Flag => select(out, common, value, &[("true", "yes"), ("false", "no")], !field.required),
            Control::Choice(words) if field.name == "stance" => stances::select(out, common, value, words),
            Control::Choice(words) => {
                let words: Vec<(&str, &str)> = words.iter().map(|word| (word.as_str(), word.as_str())).collect();
                select(out, common, value, &words, true);
            }
            Control::Reference(to) if to == "kind" => {
                let kinds: Vec<(&str, &str)> =
                    self.entities.of_kind("kind").map(|kind| (kind.id.as_str(), kind.name.as_str())).collect();
                select(out, common, value, &kinds, true);
            }
            Control::Reference(to) => {
                let list = format!("all-{to}");
                let mut all = with(&[("type", "text"), ("autocomplete", "off"), ("spellcheck", "false")]);
                all.extend([("value", value), ("list", list.as_str()), ("data-refers-to", to.as_str())]);
                out.open("input", &all);
            }
            Control::References { to, .. } => {
                let mut all = with(&[("type", "text"), ("autocomplete", "off"), ("spellcheck", "false")]);
                all.extend([("value", value), ("data-refers-to", to.as_str()), ("data-several", "")]);
                out.open("input", &all);
            }
            Control::Lines { of, .. } => {
                let rows = (value.lines().count() + 1).clamp(2, 8).to_string();
                let mut all = with(&[]);
                all.push(("rows", rows.as_str()));
                if **of == Control::Tag {
                    all.extend([("data-refers-to", "tag"), ("data-several", "")]);
                }
                textarea(out, &all, value);
            }
            Control::Text => {
                let rows =
                    value.lines().map(|line| line.chars().count() / 70 + 1).sum::<usize>().clamp(1, 12).to_string();
                let mut all = with(&[("class", "words")]);
                all.push(("rows", rows.as_str()));
                textarea(out, &all, value);
            }
            Control::Integer | Control::Number => {
                let mut all = with(&[("type", "text"), ("inputmode", "decimal"), ("autocomplete", "off")]);
                all.push(("value", value));
                out.open("input", &all);
            }
            Control::Date | Control::Day => {
                let mut all = with(&[
                    ("type", "text"),
                    ("autocomplete", "off"),
                    ("data-date", ""),
                    ("placeholder", "5 April 2031"),
                ]);
                all.push(("value", value));
                out.open("input", &all);
            }
            Control::Url => {
                let mut all =
                    with(&[("type", "text"), ("inputmode", "url"), ("autocomplete", "off"), ("spellcheck", "false")]);
                all.push(("value", value));
                out.open("input", &all);
            }
            _ => {
                let mut all = with(&[("type", "text"), ("autocomplete", "off")]);
                all.push(("value", value));
                out.open("input", &all);
            }
        }
    }

    fn group(&self, out: &mut FormMarkup, field: &FormField, fields: &[FormField], name: &str) {
        out.open("fieldset", &[("class", "group"), ("data-field", name)]);
        out.element("legend", &[], &label(&field.name));
        out.element_of_words("p", &[("class", "hint")], &without_notation(field));
        for inner in fields {
            self.field(out, inner, &format!("{name}.{}", inner.name));
        }
        self.said(out, name, &format!("{name}-said"));
        out.close("fieldset");
    }

    fn list(&self, out: &mut FormMarkup, field: &FormField, entry: &EntryFields, name: &str) {
        out.open(
            "fieldset",
            &[("class", "list"), ("data-list", name), ("data-field", name), ("id", name), ("tabindex", "-1")],
        );
        out.open("legend", &[]).text(&label(&field.name));
        mark(out, field.required);
        out.close("legend");
        out.element_of_words("p", &[("class", "hint")], &without_notation(field));
        self.said(out, name, &format!("{name}-said"));
        let is_named = matches!(field.control, Control::Named(_));
        for number in self.form.numbers(name) {
            self.entry(out, field, entry, &format!("{name}.{number}"), is_named);
        }
        out.open("template", &[]);
        let blank = PostedForm::default();
        let view = FormView { form: &blank, entities: self.entities, verdict: None };
        view.entry(out, field, entry, &format!("{name}.{BLANK}"), is_named);
        out.close("template");
        let add = format!("add {name}");
        out.element(
            "button",
            &[("name", "action"), ("value", &add), ("formaction", "/_dateline/edit/form"), ("class", "add")],
            &format!("Add {}", singular(&field.name)),
        );
        out.close("fieldset");
    }

    fn entry(&self, out: &mut FormMarkup, field: &FormField, entry: &EntryFields, name: &str, is_named: bool) {
        let is_stance = entry.fields.iter().any(|field| field.name == "stance");
        let mut fields: Vec<&FormField> = entry.fields.iter().collect();
        if is_stance {
            stances::in_order_of_a_sentence(&mut fields);
        }
        let inner_name = |inner: &FormField| format!("{name}.{}", inner.name);
        let is_open = |(at, inner): &(usize, &FormField)| {
            is_stance || *at < 2 || inner.required || self.is_filled(&inner_name(inner))
        };
        let (open, closed): (Vec<_>, Vec<_>) = fields.into_iter().enumerate().partition(is_open);
        let class = match (is_stance, open.len()) {
            (true, _) => "entry sentence",
            (false, 2) if !is_named => "entry pair",
            (false, _) => "entry",
        };
        out.open("fieldset", &[("class", class), ("data-entry", name), ("data-field", name)]);
        out.element("legend", &[], &capitalized(&singular(&field.name)));
        if is_named {
            let own = FormField {
                name: "@".to_owned(),
                meaning: "The id of your choosing: lower-case letters, digits and hyphens.".to_owned(),
                required: true,
                control: Control::Id,
            };
            self.single(out, &own, &format!("{name}.@"), "Id");
        }
        for (_, inner) in open {
            match stances::part_of_a_sentence(&inner.name).filter(|_| is_stance) {
                Some(part) => self.single(out, inner, &inner_name(inner), part),
                None => self.field(out, inner, &inner_name(inner)),
            }
        }
        if !closed.is_empty() {
            out.open("details", &[("class", "more wide")]);
            let names: Vec<String> = closed.iter().map(|(_, field)| words_of(&field.name)).collect();
            out.open("summary", &[]).text("More: ").text(&names.join(", ")).close("summary");
            for (_, inner) in closed {
                self.field(out, inner, &inner_name(inner));
            }
            out.close("details");
        }
        if is_stance {
            out.element("p", &[("class", "statuses"), ("data-statuses", ""), ("role", "status")], "");
        }
        self.said(out, name, &format!("{name}-said"));
        let remove = format!("remove {name}");
        out.open(
            "button",
            &[("name", "action"), ("value", &remove), ("formaction", "/_dateline/edit/form"), ("class", "remove")],
        );
        out.text("Remove").element(
            "span",
            &[("class", "visually-hidden")],
            &format!(" this {}", singular(&field.name)),
        );
        out.close("button").close("fieldset");
    }

    /// Whether a field, or one below it, holds anything or has something wrong with it.
    pub fn is_filled(&self, name: &str) -> bool {
        let is_below =
            |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '!']));
        self.form.iter().any(|(key, value)| !value.is_empty() && is_below(key))
            || self.verdict.is_some_and(|verdict| verdict.diagnostics.iter().any(|found| is_below(&found.field)))
    }

    /// What is wrong with a field, and what a date becomes.
    pub fn said(&self, out: &mut FormMarkup, name: &str, id: &str) {
        out.open("div", &[("class", "said"), ("id", id), ("data-said", name)]);
        let date = self.verdict.and_then(|verdict| verdict.dates.iter().find(|(field, ..)| field == name));
        if let Some((_, edtf, words)) = date {
            out.open("p", &[("class", "date")]).element("code", &[], edtf).text(" · ").text(words).close("p");
        }
        for found in self.found(name) {
            self.diagnostic(out, found);
        }
        out.close("div");
    }

    fn diagnostic(&self, out: &mut FormMarkup, found: &FieldDiagnostic) {
        let severity = found.severity.as_str();
        out.open("div", &[("class", severity)]);
        out.open("p", &[]).element("strong", &[], &format!("{}: ", capitalized(severity)));
        out.words(&found.message).close("p");
        if let Some(help) = &found.help {
            out.element_of_words("p", &[("class", "help")], help);
        }
        if let Some((kind, name)) = creatable(found) {
            let create = format!("create {kind} {name}");
            out.element(
                "button",
                &[("name", "action"), ("value", &create), ("formaction", "/_dateline/edit/form"), ("class", "create")],
                &format!("Create {kind} “{name}”"),
            );
        }
        out.close("div");
    }

    fn found<'v>(&'v self, name: &'v str) -> impl Iterator<Item = &'v FieldDiagnostic> {
        let all = self.verdict.into_iter().flat_map(|verdict| &verdict.diagnostics);
        all.filter(move |found| found.field == name)
    }

    /// The ids that are offered where no script runs.
    pub fn datalists(&self, out: &mut FormMarkup) {
        for kind in ["event", "source", "claim", "person", "organization", "party", "place"] {
            let id = format!("all-{kind}");
            out.open("datalist", &[("id", &id)]);
            if self.entities.of_kind(kind).count() <= MOST_LISTED {
                for entity in self.entities.of_kind(kind) {
                    out.element("option", &[("value", &entity.id)], &entity.name);
                }
            }
            out.close("datalist");
        }
    }
}

/// The kind and name of the thing that is missing, where it can be created in the same change.
pub fn creatable(found: &FieldDiagnostic) -> Option<(&'static str, String)> {
    use crate::diagnostic::Code;
    let kind = match found.code? {
        Code::UnknownSource => "source",
        Code::UnknownPerson | Code::UnknownParty => "person",
        Code::UnknownOrganization => "organization",
        Code::UnknownPlace => "place",
        Code::UnknownClaim => "claim",
        _ => return None,
    };
    let name = found.message.split('`').nth(1)?;
    (!name.is_empty()).then(|| (kind, name.to_owned()))
}

fn mark(out: &mut FormMarkup, is_required: bool) {
    if is_required {
        out.element("span", &[("class", "required")], " required");
    }
}

fn class_of(control: &Control) -> &'static str {
    match control {
        Control::Reference(to) if to == "kind" => "narrow",
        Control::Text | Control::Url | Control::Lines { .. } | Control::Reference(_) | Control::References { .. } => {
            "wide"
        }
        _ => "narrow",
    }
}

fn select(out: &mut FormMarkup, common: &[(&str, &str)], value: &str, words: &[(&str, &str)], may_be_empty: bool) {
    out.open("select", common);
    if may_be_empty || value.is_empty() {
        out.element("option", &[("value", "")], "–");
    }
    for (word, shown) in words {
        let selected = if *word == value { ("selected", "") } else { ("", "") };
        out.element("option", &[("value", word), selected], shown);
    }
    // What the file says stays, right or wrong.
    if !value.is_empty() && words.iter().all(|(word, _)| *word != value) {
        out.element("option", &[("value", value), ("selected", "")], value);
    }
    out.close("select");
}

/// A text on several lines. A browser drops a line end right at the beginning: so there is always one.
pub fn textarea(out: &mut FormMarkup, attributes: &[(&str, &str)], value: &str) {
    out.open("textarea", attributes).text("\n").text(value).close("textarea");
}
