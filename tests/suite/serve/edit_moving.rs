//! What goes along when a file gets another id, is withdrawn or goes: its translations.

use super::forms::OpenForm;
use super::preview::Preview;
use crate::harness::{Site, root};
use std::collections::BTreeMap;
use std::path::PathBuf;

const EDIT: &[&str] = &["--port", "0", "--edit"];
const EVENTS: &str = "content/events";
const OLD: &str = "2031-05-11-ledger-report";
const NEW: &str = "2031-05-11-licences-sold";
const FORM: &str = "/_dateline/edit/event/2031-05-11-ledger-report";

/// The made-up site in four languages.
fn in_four() -> Site {
    let cases = root().join("tests/cases");
    let site = Site::copied(&cases.join("_base"));
    site.lay_over(&cases.join("languages"));
    site
}

fn exists(site: &Site, path: &str) -> bool {
    site.path().join(path).exists()
}

/// What is wrong with the site, without the names of the files and the fingerprints of texts, in which ids stand.
fn found(site: &Site) -> Vec<String> {
    let checked = site.check();
    let without_fingerprint = |message: &str| message.split(": it is `").next().unwrap_or_default().to_owned();
    let told = checked.diagnostics.iter();
    told.map(|found| format!("{}: {}", found.code.as_str(), without_fingerprint(&found.message))).collect()
}

#[test]
fn an_event_takes_its_translations_along() {
    let site = in_four();
    // As a program under Windows saves it: nothing of it is touched.
    let french = format!("\u{feff}{}", site.read(&format!("{EVENTS}/{OLD}.fr.md")).replace('\n', "\r\n"));
    site.write(&format!("{EVENTS}/{OLD}.fr.md"), &french);
    let spanish = site.read(&format!("{EVENTS}/{OLD}.es.md"));
    let before = found(&site);
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("new_id", NEW);
    let review = form.send(&preview, "review", "review");
    for line in
        [format!("{EVENTS}/{OLD}.fr.md → {EVENTS}/{NEW}.fr.md"), format!("{EVENTS}/{OLD}.es.md → {EVENTS}/{NEW}.es.md")]
    {
        assert!(review.body.contains(&line), "{line}: {}", review.body);
    }
    assert!(!review.body.contains("class=\"warning\"") || !review.body.contains(".es.md:"), "{}", review.body);
    // Who hasn't looked at what goes along is shown it first.
    assert_eq!(form.send(&preview, "save", "write").status, 200);
    assert!(exists(&site, &format!("{EVENTS}/{OLD}.md")) && !exists(&site, &format!("{EVENTS}/{NEW}.fr.md")));
    let saved = OpenForm::on(&review.body, &form.cookie).send(&preview, "save", "write");
    assert_eq!(saved.status, 303, "{}", saved.body);
    for ending in ["md", "fr.md", "es.md"] {
        assert!(!exists(&site, &format!("{EVENTS}/{OLD}.{ending}")), "{ending}");
    }
    assert_eq!(site.read(&format!("{EVENTS}/{NEW}.fr.md")), french);
    assert_eq!(site.read(&format!("{EVENTS}/{NEW}.es.md")), spanish);
    assert_eq!(found(&site), before, "nothing fell behind");
    // In each language the old address leads on.
    for folder in ["", "fr/", "es/", "ar/"] {
        let page = preview.get(&format!("/{folder}events/{OLD}/"));
        assert!(page.status == 200 && page.body.contains(NEW), "{folder}: {}", page.body);
    }
    assert!(preview.get(&format!("/fr/events/{NEW}/")).body.contains("Le Ledger rapporte"));
}

#[test]
fn a_translation_without_an_original_is_in_the_way() {
    let site = in_four();
    site.write(&format!("{EVENTS}/{NEW}.fr.md"), site.read(&format!("{EVENTS}/{OLD}.fr.md")));
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("new_id", NEW);
    let answer = form.send(&preview, "review", "review");
    assert!(answer.body.contains("is there already, where a translation would go"), "{}", answer.body);
    assert_ne!(form.send(&preview, "save", "write").status, 303);
    assert!(exists(&site, &format!("{EVENTS}/{OLD}.md")) && exists(&site, &format!("{EVENTS}/{OLD}.es.md")));
    assert!(!exists(&site, &format!("{EVENTS}/{NEW}.md")) && !exists(&site, &format!("{EVENTS}/{NEW}.es.md")));
}

#[test]
fn a_translation_that_cannot_be_read_stays_with_its_original() {
    let site = in_four();
    site.write(&format!("{EVENTS}/{OLD}.es.md"), b"---\ntitle: \xff\n---\n");
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, FORM).with("new_id", NEW);
    let answer = form.send(&preview, "review", "review");
    assert!(answer.body.contains("be read: mend or remove that file first"), "{}", answer.body);
    assert_ne!(form.send(&preview, "save", "write").status, 303);
    assert!(exists(&site, &format!("{EVENTS}/{OLD}.fr.md")) && !exists(&site, &format!("{EVENTS}/{NEW}.fr.md")));
}

#[test]
fn what_is_deleted_takes_its_translations_with_it_once_they_were_shown() {
    let site = in_four();
    let place = "content/places/pier";
    site.write(&format!("{place}.md"), "---\nname: The Pier\n---\n");
    site.write(
        &format!("{place}.fr.md"),
        "---\ntranslated: {from: 00000000, on: 2031-05-21, by: machine}\nname: La jetée\n---\n",
    );
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/place/pier");
    let review = form.send(&preview, "review", "delete");
    assert!(review.body.contains(&format!("{place}.fr.md (deleted)")), "{}", review.body);
    assert!(review.body.contains("<del>-name: La jetée</del>"), "{}", review.body);
    let review = OpenForm::on(&review.body, &form.cookie);
    // Words that nobody has seen go are not deleted.
    site.write(&format!("{place}.fr.md"), site.read(&format!("{place}.fr.md")).replace("La jetée", "Le quai"));
    let again = review.send(&preview, "save", "write");
    assert!(again.status == 200 && again.body.contains("<del>-name: Le quai</del>"), "{}", again.body);
    assert!(again.body.contains("changed since you looked"), "{}", again.body);
    assert!(exists(&site, &format!("{place}.md")) && exists(&site, &format!("{place}.fr.md")));
    let saved = OpenForm::on(&again.body, &form.cookie).send(&preview, "save", "write");
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(!exists(&site, &format!("{place}.md")) && !exists(&site, &format!("{place}.fr.md")));
}

#[test]
fn a_withdrawn_event_keeps_its_translations_and_its_notice_is_in_each_language() {
    let site = in_four();
    // Nobody needs to be heard in this one, which nothing else rests on.
    let text = "---\ntitle: A buoy was painted\ndate: 2031-05-20\nkind: report\nsources: [ledger]\nadded: 2031-05-21\n---\n\
                A buoy was painted [@ledger].\n";
    site.write(&format!("{EVENTS}/buoy.md"), text);
    let preview = Preview::with(&site, EDIT);
    let fingerprint = site.dateline(&["translate", "buoy", "fr"]);
    assert_eq!(fingerprint.status, 0, "{}", fingerprint.err);
    let draft = site.read(&format!("{EVENTS}/buoy.fr.md"));
    let from = draft.split_once("from: ").expect("a fingerprint").1.split([',', '}']).next().expect("it").to_owned();
    let french = format!(
        "---\ntranslated: {{from: {from}, on: 2031-05-22, by: Ana Ruiz}}\ntitle: Une bouée a été peinte\n---\nUne bouée a été peinte [@ledger].\n"
    );
    site.write(&format!("{EVENTS}/buoy.fr.md"), &french);
    let form = OpenForm::at(&preview, "/_dateline/edit/event/buoy").with("f.withdrawn.reason", "It was a boat.");
    let saved = form.save(&preview);
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(site.read(&format!("{EVENTS}/buoy.fr.md")), french, "its words are of use when it comes back");
    let checked = site.check();
    let of_buoy: Vec<_> = checked.diagnostics.iter().filter(|found| found.location.file.contains("buoy")).collect();
    assert!(of_buoy.is_empty(), "{of_buoy:?}");
    let page = preview.get("/fr/events/buoy/").body;
    assert!(page.contains("It was a boat") && !page.contains("Une bouée a été peinte ["), "{page}");
}

#[test]
fn a_translation_has_no_form_of_its_own() {
    let site = in_four();
    let preview = Preview::with(&site, EDIT);
    assert_eq!(preview.get(&format!("{FORM}.fr")).status, 404);
    let form = OpenForm::at(&preview, FORM).with("id", &format!("{OLD}.fr"));
    assert_ne!(form.send(&preview, "save", "write").status, 303);
}

/// The Markdown files and settings of a site, by path.
fn texts(site: &Site) -> BTreeMap<String, String> {
    let content = site.path().join("content");
    let files = crate::harness::files(&content).into_iter();
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "yaml"));
    let text = |path: PathBuf| {
        let name = path.strip_prefix(&content).expect("below").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("a text"))
    };
    texts.map(text).collect()
}

/// The same without the fingerprints of originals, which change with an id in these.
fn without_fingerprints(text: &str) -> String {
    let mut parts = text.split("from: ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}from: {}", part.get(8..).unwrap_or(part)))
}

/// Everything follows in one change: nothing else in any file is touched, nothing that was right is wrong afterwards, and
/// the old address leads on, in each language.
#[test]
fn what_gets_another_id_takes_along_whatever_refers_to_it() {
    for (kind, folder, old, address) in [
        ("event", "events", OLD, "events/2031-05-11-ledger-report"),
        ("source", "sources", "courier", "sources/courier"),
        ("claim", "claims", "sold-licences", "claims/sold-licences"),
        ("person", "people", "ida-bloom", "people/ida-bloom"),
        ("organization", "organizations", "harbour-ledger", "organizations/harbour-ledger"),
        ("place", "places", "old-harbour", "places/old-harbour"),
        ("page", "pages", "about", "about"),
    ] {
        const NEW: &str = "xx-new-xx";
        let site = in_four();
        let linked = format!(
            "---\ntitle: A page\n---\nSee [it]({kind}:{old}) `[it]({kind}:{old})`.{}\n",
            if kind == "source" { format!(" [@{old}, p. 1]") } else { String::new() }
        );
        site.write("content/pages/linked.md", linked);
        site.write(
            "content/verification.yaml",
            "quotations:\n- source: courier   # read twice\n  quote: three berths\n  in:\n  - event:2031-05-11-ledger-report\n  verdict: no-text\n  checked: 2031-06-01\n",
        );
        let (before, wrong) = (texts(&site), found(&site));
        let preview = Preview::with(&site, EDIT);
        let form = OpenForm::at(&preview, &format!("/_dateline/edit/{kind}/{old}")).with("new_id", NEW);
        let saved = form.save(&preview);
        assert_eq!(saved.status, 303, "{kind}: {}", saved.body);
        let wrong: Vec<String> = wrong.into_iter().map(|message| message.replace(old, NEW)).collect();
        assert_eq!(
            found(&site).into_iter().map(|message| message.replace(old, NEW)).collect::<Vec<_>>(),
            wrong,
            "{kind}"
        );
        let after = texts(&site);
        assert_eq!(after.len(), before.len(), "{kind}");
        let mut touched = 0;
        for (path, text) in &before {
            let is_own = path.starts_with(&format!("{folder}/{old}."));
            let now = &after[&path.replace(&format!("/{old}."), &format!("/{NEW}."))];
            let mut back = now.replace(NEW, old);
            if is_own && !path.contains(".fr.") && !path.contains(".es.") && !path.contains(".ar.") {
                let alias = format!("aliases: [{old}]\n");
                assert_eq!(back.matches(&alias).count(), 1, "{kind}: {now}");
                back = back.replace(&alias, "");
            }
            assert_eq!(without_fingerprints(&back), without_fingerprints(text), "{kind}: {path}");
            touched += usize::from(now != text);
        }
        assert!(touched > 1, "{kind}");
        assert!(after["pages/linked.md"].contains(&format!("`[it]({kind}:{old})`")), "{kind}: what is code stays");
        for folder in ["", "fr/", "es/", "ar/"] {
            let page = preview.get(&format!("/{folder}{address}/"));
            assert!(
                page.status == 200 && page.body.contains(NEW) && page.body.contains("http-equiv=\"refresh\""),
                "{kind} {folder}: {}",
                page.body
            );
        }
        assert_eq!(site.dateline(&["build"]).status, 0, "{kind}");
    }
}

#[test]
fn nothing_is_renamed_where_something_cannot_follow() {
    let site = in_four();
    site.write("content/pages/odd.md", "---\ntitle: Odd\n---\nSee [her][1].\n\n[1]: person:ida-bloom\n");
    let preview = Preview::with(&site, EDIT);
    let before = texts(&site);
    let form = OpenForm::at(&preview, "/_dateline/edit/person/ida-bloom").with("new_id", "ida");
    let answer = form.send(&preview, "review", "review");
    assert!(answer.body.contains("be edited safely. Change that by hand first."), "{}", answer.body);
    assert_ne!(form.send(&preview, "save", "write").status, 303);
    // A file that can't be read may name her, too.
    site.write("content/pages/odd.md", "---\ntitle: [Odd\n---\nSee [her](person:ida-bloom).\n");
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/person/ida-bloom").with("new_id", "ida");
    let answer = form.send(&preview, "review", "review");
    assert!(answer.body.contains("Mend that file first"), "{}", answer.body);
    assert_ne!(form.send(&preview, "save", "write").status, 303);
    // Nor can one that holds no text at all.
    site.write("content/pages/odd.md", b"---\ntitle: \xff\n---\nSee [her](person:ida-bloom).\n");
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/person/ida-bloom").with("new_id", "ida");
    let answer = form.send(&preview, "review", "review");
    assert!(answer.body.contains("Mend that file first"), "{}", answer.body);
    assert_ne!(form.send(&preview, "save", "write").status, 303);
    site.write("content/pages/odd.md", before["pages/odd.md"].as_str());
    assert_eq!(texts(&site), before);
    // An id that is taken, also by what is created in the same change, and one that is the site's own.
    std::fs::remove_file(site.path().join("content/pages/odd.md")).expect("it goes");
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/person/ida-bloom");
    let taken = form
        .clone()
        .with("new_id", "ida")
        .with("new.0.kind", "organization")
        .with("new.0.new_id", "ida")
        .with("new.0.f.name", "A");
    for form in [form.clone().with("new_id", "harbour-ledger"), taken] {
        assert!(form.send(&preview, "review", "review").body.contains("already. Choose another id."));
        assert_ne!(form.send(&preview, "save", "write").status, 303);
    }
    let page = OpenForm::at(&preview, "/_dateline/edit/page/about").with("new_id", "events");
    assert!(page.send(&preview, "review", "review").body.contains("that is an address of the site"));
    assert_ne!(page.send(&preview, "save", "write").status, 303);
}

#[test]
fn a_file_that_was_changed_since_it_was_shown_is_shown_again() {
    let site = in_four();
    let preview = Preview::with(&site, EDIT);
    let form = OpenForm::at(&preview, "/_dateline/edit/person/ida-bloom").with("new_id", "ida");
    let review = OpenForm::on(&form.send(&preview, "review", "review").body, &form.cookie);
    let path = format!("{EVENTS}/{OLD}.md");
    site.write(&path, site.read(&path).replace("harbour warden", "warden ida-bloom"));
    let again = review.send(&preview, "save", "write");
    assert!(again.status == 200 && again.body.contains("changed since you looked"), "{}", again.body);
    assert!(exists(&site, "content/people/ida-bloom.md") && !exists(&site, "content/people/ida.md"));
    let saved = OpenForm::on(&again.body, &form.cookie).send(&preview, "save", "write");
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(site.read(&path).contains("{person: ida, role: warden ida-bloom}"), "{}", site.read(&path));
}
