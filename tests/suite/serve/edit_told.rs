//! What the forms tell of a change, and at which field.

use super::forms::OpenForm;
use super::preview::Preview;
use crate::harness::Site;

const EDIT: &[&str] = &["--port", "0", "--edit"];
const REPORT: &str = "content/events/2031-04-04-ledger-report.md";
const FORM: &str = "/_dateline/edit/event/2031-04-04-ledger-report";

/// What the check says of a form: the field, the code and the place of each diagnostic.
fn told(preview: &Preview, form: &OpenForm) -> Vec<(String, String, String)> {
    let answer = form.send(preview, "check", "").body;
    let found: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    let word = |one: &serde_json::Value, key: &str| one[key].as_str().expect("a word").to_owned();
    let all = found["diagnostics"].as_array().expect("a list").iter();
    all.map(|one| (word(one, "field"), word(one, "code"), word(one, "place"))).collect()
}

#[test]
fn a_picture_without_words_is_told_where_they_are_written() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("f.media.3.file", "letter.png");
    let at = |form: &OpenForm| -> Vec<String> {
        let of_it = told(&preview, form).into_iter().filter(|(_, code, _)| code == "missing-alt");
        of_it.map(|(field, ..)| field).collect()
    };
    assert_eq!(at(&form), ["f.media.3.alt"]);
    assert!(at(&form.clone().with("f.media.3.alt", "A letter")).is_empty());
    // In the text it is told at the text.
    assert_eq!(
        at(&form.with("f.media.3.file", "").with("body", "![](letter.png) It was so [@ledger-2031-04-04].")),
        ["body"]
    );
}

#[test]
fn without_scripts_the_page_beside_the_form_has_the_draft_in_it() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("f.title", "Nobody has saved this title");
    let page = form.send(&preview, "form", "check").body;
    let (_, rest) = page.split_once("data-live=\"").expect("the page as it will look");
    let shown = preview.get(rest.split('"').next().expect("its address"));
    assert!(shown.status == 200 && shown.body.contains("Nobody has saved this title"), "{}", shown.body);
    assert!(!preview.get("/events/2031-04-04-ledger-report/").body.contains("Nobody has saved"));
}

#[test]
fn what_was_wrong_in_other_files_before_is_not_told_in_this_form() {
    let site = Site::explained();
    let noor = site.read("content/people/noor-vale.md");
    site.write("content/people/noor-vale.md", noor.replacen("name:", "nickname: Noo\nname:", 1));
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("f.title", "Another title");
    let told = told(&preview, &form);
    assert!(told.iter().all(|(_, _, place)| place.starts_with(REPORT)), "{told:?}");
    let own = OpenForm::at(&preview, "/_dateline/edit/person/noor-vale").with("f.role", "harbour master");
    let told = self::told(&preview, &own);
    assert!(told.iter().any(|(_, code, _)| code == "unknown-key"), "in its own it is: {told:?}");
}

#[test]
fn a_warning_that_names_the_old_id_is_no_new_one() {
    let site = Site::explained();
    let claim = site.read("content/claims/sold-licences.md").replace("sold licences for berths", "took a boat");
    site.write("content/claims/took-a-boat.md", claim);
    let event = site.read(REPORT).replace("claim: sold-licences", "claim: took-a-boat");
    site.write("content/events/2031-04-06-boat.md", event);
    let named = |found: &&dateline::diagnostic::Diagnostic| {
        found.location.file.ends_with("boat.md") && found.message.contains("took-a-boat")
    };
    assert!(site.check().diagnostics.iter().any(|found| named(&found)), "nobody has answered this");
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/claim/took-a-boat").with("new_id", "took-the-boat");
    let others: Vec<_> = told(&preview, &form).into_iter().filter(|(.., place)| place.contains("-boat.md:")).collect();
    assert!(others.iter().all(|(.., place)| !place.contains("2031-04-06")), "{others:?}");
}

/// While the preview is still busy with what somebody saved elsewhere.
#[test]
fn the_page_after_a_save_shows_what_was_saved() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    for turn in 0..12_u64 {
        let form = OpenForm::at(&preview, FORM).with("f.title", &format!("The title of turn {turn}"));
        site.write("content/people/noor-vale.md", format!("---\nname: Noor Vale\nrole: of turn {turn}\n---\n"));
        std::thread::sleep(std::time::Duration::from_millis(turn * 9));
        let saved = form.send(&preview, "save", "write");
        assert_eq!(saved.status, 303, "{turn}: {}", saved.body);
        let page = preview.get("/events/2031-04-04-ledger-report/").body;
        assert!(page.contains(&format!("The title of turn {turn}")), "{turn}: {page}");
    }
}

#[test]
fn a_draft_excuses_no_error_of_another_file_of_the_change() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/new/event")
        .with("f.title", "Half an event")
        .with("f.date", "2031-05-01")
        .with("f.kind", "report")
        .with("new.0.kind", "claim")
        .with("new.0.new_id", "half-a-claim")
        .with("new.0.f.statement", "Whether it is so")
        .with("new.0.f.about", "nobody-here");
    for action in ["write", "draft"] {
        let answer = form.send(&preview, "save", action);
        assert_ne!(answer.status, 303, "{action}");
    }
    assert!(!site.path().join("content/claims/half-a-claim.md").exists());
    assert!(!site.path().join("content/events/2031").exists());
    let mended = form.with("new.0.f.about", "ida-bloom").with("f.date", "soon");
    assert_eq!(mended.send(&preview, "save", "draft").status, 303, "its own errors it excuses");
}
