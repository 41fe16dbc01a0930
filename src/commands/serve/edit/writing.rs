//! Takes forms: checks what they hold, shows what they would write, and writes it.

use super::EditService;
use super::reading::create;
use super::reply::{Reply, SavedFile};
use super::written::{differences, following_digest, writes};
use crate::commands::build;
use crate::diagnostic::Severity;
use crate::edit::change::{SiteChange, file_of, kind_named};
use crate::edit::page::{FormNotice, ReviewPage, message_page, review_page};
use crate::edit::posted::PostedForm;
use crate::edit::save::{SaveError, read_file, save};
use crate::edit::verdict::{ChangeVerdict, FieldDiagnostic};
use crate::parse::schema::FileKind;
use crate::{Checked, Error};
use hyper::StatusCode;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The only places to which a form is sent.
pub const PLACES: [&str; 4] = ["form", "check", "review", "save"];

/// A change and what the checks say of it.
struct Judged {
    change: SiteChange,
    verdict: ChangeVerdict,
    base: Arc<Checked>,
    after: Checked,
}

impl EditService {
    /// Takes a form that was sent to one of [`PLACES`].
    pub fn write(&self, place: &str, mut form: PostedForm) -> Result<Reply, Error> {
        let action = form.get("action").to_owned();
        match place {
            "check" => self.checked_form(&form),
            "form" => {
                let focus = self.act(&mut form, &action)?;
                form.remove_below("delete");
                self.with_verdict(&form, Vec::new(), focus)
            }
            "review" => {
                if action == "draft" {
                    form.set("f.draft", "true");
                }
                if action == "delete" {
                    form.set("delete", "yes");
                }
                self.review(form)
            }
            _ => {
                if action == "draft" {
                    form.set("f.draft", "true");
                }
                self.save_form(form)
            }
        }
    }

    fn judge(&self, form: &PostedForm) -> Result<Judged, Error> {
        let today = build::today()?;
        let mut site = self.site();
        let base = site.base(today)?;
        let change = SiteChange::of(form, &base.inputs, &self.entities(&base), today);
        let after = site.check(&change.drafts(), today)?;
        let mut verdict = ChangeVerdict::of(&change, &base, &after);
        let problems = change.problems.iter().map(|problem| FieldDiagnostic::of_form(&problem.field, &problem.message));
        verdict.diagnostics.extend(problems);
        Ok(Judged { change, verdict, base, after })
    }

    /// What is wrong, for a script.
    fn checked_form(&self, form: &PostedForm) -> Result<Reply, Error> {
        let Judged { change, verdict, after, .. } = self.judge(form)?;
        let diagnostics: Vec<_> = verdict
            .diagnostics
            .iter()
            .map(|found| {
                json!({
                    "field": found.field, "severity": found.severity.as_str(), "code": found.code(),
                    "message": found.message, "help": found.help, "place": found.place,
                })
            })
            .collect();
        let dates: serde_json::Map<_, _> = verdict
            .dates
            .iter()
            .map(|(field, edtf, words)| (field.clone(), json!({"edtf": edtf, "words": words})))
            .collect();
        let statuses: Vec<_> = verdict
            .statuses
            .iter()
            .map(|status| json!({"claim": status.claim, "label": status.label, "before": status.before, "after": status.after}))
            .collect();
        let id = change.main().map(|file| file.id.to_string());
        let page = self.show_draft(Arc::new(after), shown(&change));
        Ok(Reply::Json(json!({
            "diagnostics": diagnostics, "dates": dates, "statuses": statuses, "page": page, "id": id,
        })))
    }

    /// The form again, with what is wrong at its fields.
    fn with_verdict(&self, form: &PostedForm, notices: Vec<FormNotice>, focus: Option<String>) -> Result<Reply, Error> {
        let Some(kind) = kind_named(form.get("kind")) else { return Ok(Reply::NotFound) };
        let Judged { change, verdict, after, .. } = self.judge(form)?;
        let page = self.show_draft(Arc::new(after), shown(&change));
        self.show_form(form, kind, Some((&verdict, &page)), notices, focus)
    }

    /// What a button of the form does where no script runs; gives the field to go on with.
    fn act(&self, form: &mut PostedForm, action: &str) -> Result<Option<String>, Error> {
        let (verb, rest) = action.split_once(' ').unwrap_or((action, ""));
        match verb {
            "add" => {
                let number = form.numbers(rest).last().map_or(0, |last| last + 1);
                // A field of no key holds the place of the entry.
                form.set(format!("{rest}.{number}.!"), "new");
                Ok(Some(format!("{rest}.{number}")))
            }
            "remove" => {
                form.remove_below(rest);
                Ok(Some(rest.rsplit_once('.').map_or(rest, |(list, _)| list).to_owned()))
            }
            "create" => {
                let (word, name) = rest.split_once(' ').unwrap_or((rest, ""));
                let Some(kind) = kind_named(word).filter(|kind| !matches!(kind, FileKind::Site | FileKind::Event))
                else {
                    return Ok(None);
                };
                let number = form.numbers("new").last().map_or(0, |last| last + 1);
                let base = self.base()?;
                let taken: Vec<String> =
                    form.numbers("new").iter().map(|n| form.get(&format!("new.{n}.new_id")).to_owned()).collect();
                let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
                let id = create(form, &base, kind, number, name, &taken, build::today()?);
                form.refer_to(name, &id, &format!("new.{number}."));
                Ok(Some(format!("new.{number}")))
            }
            _ => Ok(None),
        }
    }

    fn review(&self, form: PostedForm) -> Result<Reply, Error> {
        let judged = self.judge(&form)?;
        if let Some(reply) = self.conflict(&form, &judged)? {
            return Ok(reply);
        }
        if !judged.change.problems.is_empty() {
            return self.with_verdict(&form, Vec::new(), Some("problems".to_owned()));
        }
        if judged.change.is_empty() {
            let notice = FormNotice { is_alert: false, words: "Nothing was changed.".to_owned(), difference: None };
            return self.with_verdict(&form, vec![notice], None);
        }
        Ok(self.review_page(&form, &judged, false))
    }

    /// What would be written; `is_other` where that isn't what was looked at.
    fn review_page(&self, form: &PostedForm, judged: &Judged, is_other: bool) -> Reply {
        let Judged { change, verdict, base, .. } = judged;
        let main = change.main();
        let is_gone = main.is_some_and(|file| file.after.is_none());
        let is_event = main.is_some_and(|file| file.kind == FileKind::Event);
        let may_save = !keeps_from_saving(judged, form);
        let words = match (is_gone, may_save) {
            (_, true) if is_other => {
                "Other files that this changes were changed since you looked. Nothing is written yet: look at the differences again."
            }
            (true, true) => {
                "Nothing refers to this file. Its address will lead nowhere; if it was ever published, withdraw it instead."
            }
            (true, false) => {
                "This file can’t be deleted: other files refer to it, as is told below. An event can be withdrawn instead: its page then says why."
            }
            (false, true) => "Nothing is written yet.",
            (false, false) if is_event => {
                "With an error the event can be saved as a draft only, which isn’t published."
            }
            (false, false) => "With an error this can’t be saved. Nothing is written.",
        };
        let save = match (may_save, is_gone) {
            (true, true) => Some(("write", "Delete it")),
            (true, false) => Some(("write", "Save")),
            (false, _) => None,
        };
        let page = ReviewPage {
            form,
            token: self.gate.token(),
            verdict,
            differences: differences(change),
            seen: &following_digest(change),
            save,
            draft: !may_save && is_event && !is_gone && form.get("f.draft") != "true",
            words,
            back: &main
                .and_then(|file| super::draft::page_of(base, file.kind, file.id.as_str()))
                .map_or_else(|| "/".to_owned(), |page| format!("/{page}")),
        };
        Reply::Page(StatusCode::OK, review_page(&page))
    }

    fn save_form(&self, form: PostedForm) -> Result<Reply, Error> {
        let judged = self.judge(&form)?;
        if let Some(reply) = self.conflict(&form, &judged)? {
            return Ok(reply);
        }
        if !judged.change.problems.is_empty() || judged.change.is_empty() {
            return self.with_verdict(&form, Vec::new(), Some("problems".to_owned()));
        }
        if keeps_from_saving(&judged, &form) {
            return Ok(self.review_page(&form, &judged, false));
        }
        let seen = form.get("seen");
        if seen != following_digest(&judged.change) {
            return Ok(self.review_page(&form, &judged, !seen.is_empty()));
        }
        let folder = self.site().folder().to_owned();
        let Some(files) = writes(&folder, &judged.change, form.get("base"))? else {
            self.site().saw(None);
            return Ok(self.review_page(&form, &self.judge(&form)?, true));
        };
        // One change at a time.
        let mut site = self.site();
        match save(&folder, &files) {
            Ok(()) => {}
            Err(SaveError::Changed(_)) => {
                drop(site);
                self.site().saw(None);
                let judged = self.judge(&form)?;
                return match self.conflict(&form, &judged)? {
                    Some(reply) => Ok(reply),
                    // A file of that name has come meanwhile, which the form now tells.
                    None => self.with_verdict(&form, Vec::new(), Some("problems".to_owned())),
                };
            }
            Err(SaveError::Unfinished(error)) => {
                drop(site);
                let words =
                    format!("{error}\nThe change is made in part. It is finished when you start the preview again.");
                let notice = FormNotice { is_alert: true, words, difference: None };
                return self.with_verdict(&form, vec![notice], None);
            }
            Err(SaveError::Failed(error)) => {
                drop(site);
                let words = format!("{error}\nNothing was written. What you wrote is still here; try again.");
                let notice = FormNotice { is_alert: true, words, difference: None };
                return self.with_verdict(&form, vec![notice], None);
            }
        }
        let paths: BTreeSet<_> = files.iter().map(|file| folder.join(&file.path)).collect();
        site.saw(Some(&paths));
        let main = judged.change.main().expect("a change that is saved has a file");
        Ok(Reply::Saved(SavedFile {
            kind: main.kind,
            id: main.id.to_string(),
            path: Arc::clone(&main.path),
            text: main.after.clone(),
        }))
    }

    /// Where the file isn't what it was when its form was opened: both are shown, and the form keeps what was written.
    fn conflict(&self, form: &PostedForm, judged: &Judged) -> Result<Option<Reply>, Error> {
        let (id, Some(kind)) = (form.get("id"), kind_named(form.get("kind"))) else { return Ok(None) };
        if id.is_empty() {
            return Ok(None);
        }
        let folder = self.site().folder().to_owned();
        let found = match file_of(&judged.base.inputs, kind, id) {
            Some((path, _)) => {
                read_file(&folder, path).map_err(|error| Error::io("read", &folder.join(&**path), error))?
            }
            None => None,
        };
        let Some(raw) = found else {
            let words = "The file is gone since the form was opened. Nothing was written.\nWhat you wrote is still in the form: go back to it.";
            return Ok(Some(Reply::Page(StatusCode::CONFLICT, message_page("The file is gone", words))));
        };
        let now = crate::edit::save::digest(&raw);
        if now == form.get("base") {
            return Ok(None);
        }
        // What is on the disk, and what would be written over it.
        self.site().saw(None);
        let mut form = form.clone();
        form.set("base", now);
        let judged = self.judge(&form)?;
        let difference: String = differences(&judged.change).into_iter().map(|(_, text)| text).collect();
        let words = "The file was changed on the disk since you opened this form. Nothing was written.\nBelow is the difference between \
                     what is on the disk now (−) and what this form would write (+). Change the form where theirs should stand, then save.";
        let notice = FormNotice { is_alert: true, words: words.to_owned(), difference: Some(difference) };
        self.with_verdict(&form, vec![notice], None).map(Some)
    }
}

/// The file whose page is shown: not one that goes.
fn shown(change: &SiteChange) -> Option<(FileKind, &str)> {
    change.main().filter(|file| file.after.is_some()).map(|file| (file.kind, file.id.as_str()))
}

/// Whether a change may not be written: with an error, unless that is in an event that stays a draft.
fn keeps_from_saving(judged: &Judged, form: &PostedForm) -> bool {
    let main = judged.change.main();
    let is_draft =
        main.is_some_and(|file| file.kind == FileKind::Event && file.after.is_some()) && form.get("f.draft") == "true";
    let own = main.map(|file| format!("{}:", file.path)).unwrap_or_default();
    let is_own = |found: &FieldDiagnostic| found.place.starts_with(&own);
    let mut errors = judged.verdict.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.any(|found| !(is_draft && is_own(found)))
}
