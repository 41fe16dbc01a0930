//! The forms as an editor without scripts uses them: what is told, what is written, and what stays as it was.

use super::forms::OpenForm;
use super::preview::Preview;
use crate::harness::{Site, TODAY, check, options, root};
use dateline::edit::change::{SiteChange, body_start, yaml_of};
use dateline::edit::control::form_fields;
use dateline::edit::entities::EntityIndex;
use dateline::edit::page::{FormPage, form_page};
use dateline::edit::posted::PostedForm;
use dateline::edit::value::read_front_matter;
use dateline::parse::schema::FileKind;
use dateline::yaml;

const EDIT: &[&str] = &["--port", "0", "--edit"];
const REPORT: &str = "content/events/2031-04-04-ledger-report.md";
const FORM: &str = "/_dateline/edit/event/2031-04-04-ledger-report";

/// The lines in which two texts differ: those that are gone, and those that are new.
fn differing(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let only = |one: &str, other: &str| -> Vec<String> {
        let other: Vec<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).map(str::to_owned).collect()
    };
    (only(before, after), only(after, before))
}

#[test]
fn an_edit_is_shown_before_it_is_written_and_changes_one_line() {
    let site = Site::explained();
    let text = site.read(REPORT).replace("kind: report", "kind: report   # as the desk calls it");
    // As a program under Windows saves it.
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    site.write(REPORT, &windows);
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM);
    assert_eq!(form.fields["f.date"], "2031-04-04");
    let form = form.with("f.date", "about April 2031");
    let review = form.send(&preview, "review", "review");
    assert!(
        review.body.contains("<del>-date: 2031-04-04</del>") && review.body.contains("<ins>+date: 2031-04~</ins>"),
        "{}",
        review.body
    );
    assert_eq!(site.read(REPORT), windows, "nothing is written yet");
    let saved = form.save(&preview);
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(saved.head.contains("location: /events/2031-04-04-ledger-report/"), "{}", saved.head);
    assert_eq!(site.read(REPORT), windows.replace("date: 2031-04-04", "date: 2031-04~"));
    assert!(preview.get("/events/2031-04-04-ledger-report/").body.contains("about April 2031"));
}

/// Every file of the case: its form as a page has it, what a browser would send back, and what that would write.
fn case_files(change: impl Fn(FileKind, &str, OpenForm) -> Option<OpenForm>) -> Vec<(String, String, String)> {
    let (inputs, _) = dateline::read::read(&root()).expect("the case");
    let checked = check(&options(&root()));
    let entities = EntityIndex::of(&checked.site);
    let mut written = Vec::new();
    let originals = inputs.documents.iter().filter(|input| !dateline::parse::is_translation(&input.path));
    for input in inputs.site.iter().chain(originals) {
        let kind = FileKind::ALL.into_iter().find(|kind| kind.folder() == input.folder).expect("a kind");
        let id = input.path.rsplit('/').next().and_then(|name| name.split('.').next()).expect("an id");
        let fields = form_fields(kind);
        let range = yaml_of(kind, &input.text).expect("front matter");
        let root = yaml::read(&input.text[range.clone()]).expect("YAML");
        let mut form = PostedForm::default();
        form.set("id", id);
        form.fill("f", &fields, &read_front_matter(&fields, &root, &input.text[range]));
        form.set("body", &input.text[body_start(kind, &input.text)..]);
        let page = form_page(&FormPage {
            kind,
            form: &form,
            entities: &entities,
            verdict: None,
            path: &input.path,
            back: "/",
            live: "",
            token: "",
            notices: Vec::new(),
            is_raw: false,
            focus: None,
        });
        let Some(sent) = change(kind, id, OpenForm::on(&page, "")) else { continue };
        let mut form = PostedForm::default();
        for (name, value) in sent.fields {
            form.set(name, value);
        }
        let change = SiteChange::of(&form, &inputs, &entities, TODAY);
        assert!(change.problems.is_empty(), "{}: {:?}", input.path, change.problems);
        let after = change.main().and_then(|file| file.after.as_deref()).expect("a text");
        written.push((input.path.to_string(), input.text.to_string(), after.to_owned()));
    }
    written
}

#[test]
fn a_form_that_nobody_changed_writes_nothing() {
    let files = case_files(|_, _, form| Some(form));
    assert!(files.len() > 100, "only {} files", files.len());
    for (path, before, after) in files {
        assert_eq!(before, after, "{path}");
    }
}

#[test]
fn an_edit_of_each_sort_of_file_changes_one_line() {
    let mut tried = std::collections::BTreeSet::new();
    let files = case_files(|kind, _, form| {
        let (field, value) = tried_field(kind);
        assert_ne!(form.fields[field], value);
        Some(form.with(field, value))
    });
    for (path, before, after) in files {
        let (gone, new) = differing(&before, &after);
        assert!(gone.len() <= 1 && new.len() == 1, "{path}: {gone:?} {new:?}");
        assert!(after.lines().count() - before.lines().count() <= 1, "{path}");
        tried.insert(path.split('/').nth(1).expect("a folder").to_owned());
    }
    assert!(tried.len() >= 7, "{tried:?}");
}

/// A key of each kind of file, and another value for it.
fn tried_field(kind: FileKind) -> (&'static str, &'static str) {
    match kind {
        FileKind::Event => ("f.title", "It’s another title: “so”, they said"),
        FileKind::Source => ("f.accessed", "2026-12-01"),
        FileKind::Claim => ("f.reviewed", "2026-12-01"),
        FileKind::Person => ("f.role", "another role"),
        FileKind::Organization | FileKind::Place => ("f.name", "Another name"),
        FileKind::Page | FileKind::Topic | FileKind::Site => ("f.title", "Another title"),
    }
}

#[test]
fn an_event_is_made_with_its_source_and_its_people_or_not_at_all() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/new/event")
        .with("f.title", "Vale denies the sale")
        .with("f.date", "11 April 2031")
        .with("f.kind", "report")
        .with("body", "Vale denies it [@Gull of 11 April, \"it is untrue\"].");
    // A name that nobody has yet is told, with a way to create it.
    let answer = form.send(&preview, "form", "add f.people");
    let form = OpenForm::on(&answer.body, &form.cookie).with("f.people.0.person", "Ada Fenn");
    let answer = form.send(&preview, "form", "check");
    assert!(answer.body.contains("create person Ada Fenn"), "{}", answer.body);
    let form = OpenForm::on(&form.send(&preview, "form", "create person Ada Fenn").body, &form.cookie);
    assert_eq!(
        (form.fields["f.people.0.person"].as_str(), form.fields["new.0.new_id"].as_str()),
        ("ada-fenn", "ada-fenn")
    );
    let form = OpenForm::on(&form.send(&preview, "form", "create source Gull of 11 April").body, &form.cookie)
        .with("new.1.new_id", "gull-2031-04-11")
        .with("body", "Vale denies it [@gull-2031-04-11, \"it is untrue\"].");
    // The source has no place where it can be read: with an error nothing is written.
    let review = form.send(&preview, "review", "review");
    assert!(review.body.contains("can be saved as a draft only"), "{}", review.body);
    let refused = OpenForm::on(&review.body, &form.cookie).send(&preview, "save", "write");
    assert_ne!(refused.status, 303);
    for path in ["people/ada-fenn.md", "sources/gull-2031-04-11.md", "events/2031/2031-04-11-vale-denies-the-sale.md"] {
        assert!(!site.path().join("content").join(path).exists(), "{path}");
    }
    let saved = form.with("new.1.f.url", "https://gull.example/2031/04/11").save(&preview);
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(site.read("content/people/ada-fenn.md"), "---\nname: Ada Fenn\n---\n");
    let event = site.read("content/events/2031/2031-04-11-vale-denies-the-sale.md");
    assert_eq!(
        event,
        "---\ntitle: Vale denies the sale\ndate: 2031-04-11\nkind: report\npeople: [ada-fenn]\nadded: 2033-01-01\n---\n\
         Vale denies it [@gull-2031-04-11, \"it is untrue\"].\n"
    );
    assert!(site.read("content/sources/gull-2031-04-11.md").contains("title: Gull of 11 April\n"));
}

#[test]
fn with_an_error_an_event_is_saved_as_a_draft_only() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let form =
        OpenForm::at(&preview, "/_dateline/edit/new/event").with("f.title", "Half an event").with("f.date", "soon");
    let review = form.send(&preview, "review", "review");
    assert!(review.body.contains("Save as draft") && !review.body.contains("value=\"write\""), "{}", review.body);
    let review = OpenForm::on(&review.body, &form.cookie);
    assert_eq!(review.send(&preview, "save", "write").status, 200, "the button that isn't there does nothing");
    assert!(!site.path().join("content/events/half-an-event.md").exists());
    let saved = review.send(&preview, "save", "draft");
    assert_eq!(saved.status, 303, "{}", saved.body);
    let text = site.read("content/events/soon-half-an-event.md");
    assert!(text.contains("date: soon\n") && text.contains("draft: true\n"), "{text}");
    assert_eq!(site.dateline(&["check"]).status, 0, "a draft stops nobody");
}

#[test]
fn two_forms_on_one_file_lose_nothing() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let (one, other) = (OpenForm::at(&preview, FORM), OpenForm::at(&preview, FORM));
    assert_eq!(one.with("f.title", "The first title").save(&preview).status, 303);
    let other = other.with("f.summary", "The second’s summary.");
    for (place, action) in [("review", "review"), ("save", "write")] {
        let answer = other.send(&preview, place, action);
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains("The file was changed on the disk"), "{}", answer.body);
        assert!(answer.body.contains("<del>-title: The first title</del>"), "both are shown");
        assert!(answer.body.contains("The second’s summary."), "what was written is still there");
    }
    assert!(site.read(REPORT).contains("title: The first title\n"));
    // Whoever has seen both saves what should stand.
    let answer = other.send(&preview, "review", "review");
    let form = OpenForm::on(&answer.body, &other.cookie).with("f.title", "The first title");
    assert_eq!(form.save(&preview).status, 303);
    let text = site.read(REPORT);
    assert!(text.contains("title: The first title\n") && text.contains("summary: The second’s summary.\n"), "{text}");
}

#[test]
fn what_another_program_changed_meanwhile_is_shown() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("f.title", "From the form");
    let review = OpenForm::on(&form.send(&preview, "review", "review").body, &form.cookie);
    site.write(REPORT, site.read(REPORT).replace("The Ledger reports", "Another program says"));
    let answer = review.send(&preview, "save", "write");
    assert!(
        answer.status == 200 && answer.body.contains("Another program says") && answer.body.contains("From the form"),
        "{}",
        answer.body
    );
    assert!(site.read(REPORT).contains("Another program says"));
    std::fs::remove_file(site.path().join(REPORT)).expect("it goes");
    let answer = form.send(&preview, "save", "write");
    assert_ne!(answer.status, 303);
    assert!(!site.path().join(REPORT).exists());
}

#[test]
fn renaming_keeps_an_alias_and_withdrawing_asks_why() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let renamed = OpenForm::at(&preview, FORM).with("new_id", "2031-04-04-licences-sold").save(&preview);
    assert_eq!(renamed.status, 303, "{}", renamed.body);
    let path = "content/events/2031-04-04-licences-sold.md";
    assert!(site.read(path).contains("aliases: [2031-04-04-ledger-report]\n"));
    assert!(!site.path().join(REPORT).exists());
    assert_eq!(preview.get("/events/2031-04-04-ledger-report/").status, 200, "the old address leads on");
    let form = OpenForm::at(&preview, "/_dateline/edit/event/2031-04-04-licences-sold");
    let without = form.clone().with("f.withdrawn.date", "2032-01-01").send(&preview, "review", "review");
    assert!(
        without.body.contains("needs <code>reason</code>") && !without.body.contains("value=\"write\""),
        "{}",
        without.body
    );
    let saved = form.with("f.withdrawn.reason", "It was another warden.").save(&preview);
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(site.read(path).contains("withdrawn: {date: 2033-01-01, reason: It was another warden.}\n"));
    let person = OpenForm::at(&preview, "/_dateline/edit/person/ida-bloom").with("new_id", "ida");
    assert_ne!(person.send(&preview, "save", "write").status, 303);
    assert!(site.path().join("content/people/ida-bloom.md").exists());
}

#[test]
fn only_what_nothing_refers_to_is_deleted() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let person = OpenForm::at(&preview, "/_dateline/edit/person/ida-bloom");
    let review = person.send(&preview, "review", "delete");
    assert!(review.body.contains("can’t be deleted") && review.body.contains("ledger-report.md"), "{}", review.body);
    assert!(!review.body.contains("value=\"write\""));
    let review = OpenForm::on(&review.body, &person.cookie);
    assert_ne!(review.send(&preview, "save", "write").status, 303);
    assert!(site.path().join("content/people/ida-bloom.md").exists());
    site.write("content/people/nobody-knows.md", "---\nname: Nobody Knows\n---\n");
    let preview = Preview::with(&site, EDIT);
    let person = OpenForm::at(&preview, "/_dateline/edit/person/nobody-knows");
    let review = OpenForm::on(&person.send(&preview, "review", "delete").body, &person.cookie);
    assert!(site.path().join("content/people/nobody-knows.md").exists(), "nothing goes before it was looked at");
    assert_eq!(review.send(&preview, "save", "write").status, 303);
    assert!(!site.path().join("content/people/nobody-knows.md").exists());
}

#[test]
fn a_file_that_no_form_can_show_is_edited_as_a_text() {
    let site = Site::explained();
    let text = site.read(REPORT);
    site.write(REPORT, text.replace("title: ", "title: [never closed, "));
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM);
    assert!(form.page.contains("can’t be read, so that no form can show it"), "{}", form.page);
    let saved = form.with("raw", &text).save(&preview);
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(site.read(REPORT), text);
}

#[test]
fn the_check_says_what_is_wrong_field_by_field_and_what_readers_will_see() {
    let site = Site::explained();
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM)
        .with("f.date", "22 or 23 Feb 2031")
        .with("f.people.0.person", "ida-blom")
        .with("f.claims.0.by", "nobody-here")
        .with("f.aliases", "The Old Report")
        .with("f.claims.1.claim", "sold-licences")
        .with("f.claims.1.stance", "admits")
        .with("f.claims.1.by", "Ida Bloom")
        .with("body", "It was told [@ledger-2031-04-04]. An uncited sentence.");
    let answer = form.send(&preview, "check", "");
    let found: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    let of = |field: &str| -> Vec<&str> {
        let all = found["diagnostics"].as_array().expect("a list").iter();
        all.filter(|one| one["field"] == field).map(|one| one["code"].as_str().expect("a code")).collect()
    };
    assert!(of("f.people.0.person").contains(&"unknown-person"), "{found:#}");
    assert!(of("f.claims.0.by").contains(&"unknown-party"), "{found:#}");
    assert!(of("f.aliases").contains(&"invalid-id"), "{found:#}");
    assert!(!of("body").is_empty(), "{found:#}");
    assert_eq!(found["dates"]["f.date"]["edtf"], "[2031-02-22,2031-02-23]");
    assert_eq!(found["dates"]["f.date"]["words"], "22 or 23 February 2031");
    let status = &found["statuses"][0];
    assert!(status["before"].as_str().is_some_and(|text| text.starts_with("Denied")), "{status}");
    assert!(
        status["after"].as_str().is_some_and(|text| text.contains("Admitted") || text.contains("admitted")),
        "{status}"
    );
    let page = found["page"].as_str().expect("the page as it will look");
    assert!(preview.get(page).body.contains("22 or 23 February 2031"));
    assert_eq!(site.read(REPORT), Site::explained().read(REPORT), "nothing was written");
}

#[test]
fn the_form_of_a_source_begins_with_its_title() {
    let site = Site::explained();
    let page = Preview::with(&site, EDIT).get("/_dateline/edit/new/source").body;
    let at = |name: &str| page.find(&format!("id=\"f.{name}\"")).expect(name);
    assert!(at("title") < at("outlet") && at("outlet") < page.find("class=\"more\"").expect("what is folded away"));
}

#[test]
fn what_is_meant_is_found_by_typing() {
    let site = Site::explained();
    site.write("content/people/zoe-aubin.md", "---\nname: Zoé Aubin\nalso_known_as: [The Night Watch]\n---\n");
    let preview = Preview::with(&site, EDIT);
    let ids = |query: &str| -> Vec<String> {
        let answer = preview.get(&format!("/_dateline/edit/choose?{query}"));
        let found: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
        found.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids("of=party&q=ZOE"), ["zoe-aubin"]);
    assert_eq!(ids("of=person&q=night"), ["zoe-aubin"]);
    assert_eq!(ids("of=person&q=bloom")[0], "ida-bloom");
    assert_eq!(ids("of=person&id=ida-bloom%0Azoe-aubin"), ["ida-bloom", "zoe-aubin"]);
    assert!(ids("of=source&q=zoe").is_empty() && ids("of=nothing&q=").is_empty());
}

#[test]
fn a_tag_becomes_a_topic_on_its_own_page() {
    let site = Site::explained();
    let text = site.read(REPORT);
    site.write(REPORT, text.replace("kind: report\n", "kind: report\ntags: ['Berths, sold', 東京]\n"));
    let preview = Preview::with(&site, EDIT);
    let page = preview.get("/tags/berths-sold/").body;
    let link = "/_dateline/edit/new/topic?title=Berths%2C+sold";
    assert!(page.contains(&format!("<a href=\"{link}\" class=\"edit\">Make this tag a topic</a>")), "{page}");
    assert!(!preview.get("/tags/%E6%9D%B1%E4%BA%AC/").body.contains("Make this tag"), "its address is no id");
    let form = OpenForm::at(&preview, link);
    assert_eq!(form.fields["new_id"], "berths-sold");
    let saved = form.with("f.lead_claims", "sold licences").with("body", "What it is about.").save(&preview);
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(saved.head.contains("location: /tags/berths-sold/"), "{}", saved.head);
    let path = "content/tags/berths-sold.md";
    assert!(
        site.read(path).starts_with("---\ntitle: Berths, sold\nlead_claims: [sold-licences]\n---\n"),
        "{}",
        site.read(path)
    );
    assert!(preview.get("/tags/berths-sold/").body.contains("Edit this topic"));
    let form = OpenForm::at(&preview, "/_dateline/edit/topic/berths-sold");
    assert_eq!(form.with("f.title", "The berths that were sold").save(&preview).status, 303);
    assert!(site.read(path).contains("title: The berths that were sold\n"));
    // Tags that others bear are offered, under the names of their topics.
    let offered = preview.get("/_dateline/edit/choose?of=tag&q=berths").body;
    assert!(offered.contains("The berths that were sold") && offered.contains("Berths, sold"), "{offered}");
    let form = OpenForm::at(&preview, FORM);
    assert_eq!(form.fields["f.tags"], "Berths, sold\n東京");
    assert_eq!(form.with("f.tags", "Berths, sold\nLicences").save(&preview).status, 303);
    assert!(site.read(REPORT).contains("tags: ['Berths, sold', Licences]\n"), "{}", site.read(REPORT));
}
