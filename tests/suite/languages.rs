//! One timeline in several languages: nothing is lost in any of them, and nothing is said in the words of another.

mod read_elsewhere;
mod said;

use super::harness::Site;
use std::collections::{BTreeMap, BTreeSet};

/// The made-up site in four languages, which `tests/cases/languages` shows to readers.
fn in_four() -> Site {
    let cases = super::harness::root().join("tests/cases");
    let site = Site::copied(&cases.join("_base"));
    site.lay_over(&cases.join("languages"));
    site
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.clone()).expect("text")
}

#[test]
fn every_page_is_there_in_every_language() {
    let files = in_four().build();
    let pages = |folder: &str| -> BTreeSet<String> {
        let others = ["fr/", "es/", "ar/"];
        let of = files.keys().filter(|path| path.ends_with("index.html"));
        of.filter_map(|path| path.strip_prefix(folder))
            .filter(|path| !folder.is_empty() || others.iter().all(|other| !path.starts_with(other)))
            .map(str::to_owned)
            .collect()
    };
    let original = pages("");
    assert!(original.len() > 20);
    for folder in ["fr/", "es/", "ar/"] {
        assert_eq!(pages(folder), original, "{folder}");
    }
    for path in
        ["feed.xml", "feed.json", "timeline.csv", "timeline.ics", "search/index/manifest.json", "embed/index.html"]
    {
        for folder in ["", "fr/", "es/", "ar/"] {
            assert!(files.contains_key(&format!("{folder}{path}")), "{folder}{path}");
        }
    }
    // Once, for all.
    for path in ["robots.txt", "sitemap.xml", "timeline.json", "404.html", "style.css"] {
        assert!(files.contains_key(path) && !files.contains_key(&format!("fr/{path}")), "{path}");
    }
}

/// A finding that is added to the original stands in every language, without a word of translation.
#[test]
fn a_finding_reaches_every_language() {
    let site = in_four();
    let found = site.read("content/events/2032-06-01-inquiry.md");
    let pages =
        ["claims/sold-licences/index.html", "feed.xml", "timeline.ics", "people/ida-bloom/index.html", "index.html"];
    let editions = [
        ("", "o finding reported", "not substantiated"),
        ("fr/", "ucune conclusion rapportée", "faits non établis"),
        ("es/", "o consta conclusión", "hechos no acreditados"),
        ("ar/", "لم يُنشر استنتاج", "لم يثبت"),
    ];
    // Before it was found, every language says that nothing was.
    std::fs::remove_file(site.path().join("content/events/2032-06-01-inquiry.md")).expect("it goes");
    let before = site.build();
    for (folder, nothing, _) in editions {
        for page in pages {
            assert!(text(&before, &format!("{folder}{page}")).contains(nothing), "{folder}{page}");
        }
    }
    site.write("content/events/2032-06-01-inquiry.md", found);
    let files = site.build();
    for (folder, nothing, not_substantiated) in editions {
        for page in pages {
            assert!(!text(&files, &format!("{folder}{page}")).contains(nothing), "{folder}{page}");
        }
        let said = text(&files, &format!("{folder}feed.xml"));
        assert!(said.contains(not_substantiated), "{folder}feed.xml");
    }
    // The finder's words are the original's where nobody has translated them, and say so.
    let claim = text(&files, "ar/claims/sold-licences/index.html");
    let finding = "<bdi lang=\"en\" dir=\"ltr\">The inquiry found no evidence that she had sold licences</bdi>";
    assert!(claim.contains(finding), "{claim}");
}

#[test]
fn a_translation_that_fell_behind_says_so_and_its_statement_is_not_shown() {
    let files = in_four().build();
    let event = text(&files, "es/events/2031-05-11-ledger-report/index.html");
    assert!(event.contains("El original ha cambiado") && event.contains("20 de mayo de 2031"), "{event}");
    let claim = text(&files, "es/claims/sold-licences/index.html");
    assert!(!claim.contains("regaló") && claim.contains("Whether Ida Bloom sold licences"), "{claim}");
    let missing = text(&files, "fr/events/2031-05-12-warden-denies/index.html");
    assert!(missing.contains("pas encore traduite") && missing.contains("<p lang=\"en\" dir=\"ltr\">"), "{missing}");
    let whole = text(&files, "fr/events/2031-05-11-ledger-report/index.html");
    assert!(!whole.contains("class=\"notice translation\""), "{whole}");
    assert!(whole.contains("trois postes ont été vendus") && whole.contains("three berths were sold"), "{whole}");
}

#[test]
fn addresses_lead_from_each_language_to_the_others() {
    let files = in_four().build();
    for (path, languages) in [("fr/claims/index.html", 4), ("claims/index.html", 4), ("ar/index.html", 4)] {
        let page = text(&files, path);
        assert_eq!(page.matches("<link rel=\"alternate\" hreflang=").count(), languages + 1, "{path}");
        assert!(page.contains("hreflang=\"x-default\" href=\"https://harbour.example/licences/"), "{path}");
    }
    let page = text(&files, "fr/claims/index.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://harbour.example/licences/fr/claims/\">"));
    assert!(page.contains("<html lang=\"fr\" dir=\"ltr\">"));
    assert!(page.contains("href=\"../../ar/claims/index.html\"") && page.contains("href=\"../../claims/index.html\""));
    assert!(page.contains("href=\"../../style.css\"") && page.contains("href=\"../people/index.html\""));
    assert!(text(&files, "ar/index.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    let sitemap = text(&files, "sitemap.xml");
    assert!(sitemap.contains("/licences/ar/claims/</loc>") && sitemap.contains("/licences/claims/</loc>"));
    let lost = text(&files, "404.html");
    for said in ["Page not found", "Page introuvable", "Página no encontrada", "الصفحة غير موجودة"] {
        assert!(lost.contains(said), "{said}");
    }
}

#[test]
fn ids_in_feeds_and_calendars_have_their_language() {
    let files = in_four().build();
    let ids = |folder: &str| {
        let feed = text(&files, &format!("{folder}feed.xml"));
        let calendar = text(&files, &format!("{folder}timeline.ics"));
        let feed = feed.split("<id>").skip(1).map(|rest| rest.split('<').next().unwrap_or_default().to_owned());
        let calendar =
            calendar.split("UID:").skip(1).map(|rest| rest.split("\r\n").next().unwrap_or_default().to_owned());
        feed.collect::<BTreeSet<_>>().into_iter().chain(calendar).collect::<BTreeSet<String>>()
    };
    let all: Vec<BTreeSet<String>> = ["", "fr/", "es/", "ar/"].iter().map(|folder| ids(folder)).collect();
    for (index, one) in all.iter().enumerate() {
        assert!(one.len() > 4);
        assert!(all[index + 1..].iter().all(|other| one.is_disjoint(other)));
    }
}

/// No mark that words carry inside leaves the program.
#[test]
fn no_mark_of_ours_is_published() {
    for (path, bytes) in in_four().build() {
        if let Ok(text) = String::from_utf8(bytes) {
            assert!(!text.contains(['\u{e0001}', '\u{e007f}']), "{path}");
        }
    }
}

/// The command makes a file to fill in, takes a fingerprint, and says what is stale and missing.
#[test]
fn translate_makes_accepts_and_tells() {
    let site = in_four();
    let said = site.dateline(&["translate", "--status"]);
    assert!(
        said.out.contains("fr: ") && said.out.contains("missing: content/events/2031-05-12-warden-denies.md"),
        "{}",
        said.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&site.dateline(&["translate", "--status", "--format", "json"]).out).expect("JSON");
    let states = |language: &str| -> BTreeSet<String> {
        let of = json.as_array().expect("a list").iter().find(|one| one["language"] == language).expect("the language");
        of["files"]
            .as_array()
            .expect("files")
            .iter()
            .map(|file| format!("{} {}", file["id"].as_str().unwrap(), file["state"].as_str().unwrap()))
            .collect()
    };
    assert!(states("fr").contains("2031-05-11-ledger-report translated"), "{:?}", states("fr"));
    assert!(
        states("es").contains("2031-05-11-ledger-report stale") && states("es").contains("about draft"),
        "{:?}",
        states("es")
    );
    let made = site.dateline(&["translate", "2031-05-12-warden-denies", "fr", "--by", "Ana Ruiz"]);
    assert_eq!(made.status, 0, "{}", made.err);
    let file = site.read("content/events/2031-05-12-warden-denies.fr.md");
    assert!(
        file.contains("# The warden denies it\ntitle:")
            && file.contains("draft: true")
            && file.contains("by: Ana Ruiz"),
        "{file}"
    );
    let checked = site.dateline(&["check"]);
    assert!(!checked.err.contains("warden-denies.fr.md"), "{}", checked.err);
    // Accepting changes the fingerprint alone.
    let before = site.read("content/events/2031-05-11-ledger-report.es.md");
    let said = site.dateline(&["translate", "2031-05-11-ledger-report", "es", "--accept"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let after = site.read("content/events/2031-05-11-ledger-report.es.md");
    assert_eq!(before.len(), after.len());
    assert!(!after.contains("0badc0de"));
    // Now it says that it is made from what stands there, and lacks a source that the original cites.
    assert!(site.dateline(&["check"]).err.contains("translation-citations"));
    for (arguments, message) in
        [(["translate", "about", "de"], "isn't offered in `de`"), (["translate", "abot", "fr"], "did you mean `about`")]
    {
        let said = site.dateline(&arguments);
        assert_eq!(said.status, 2);
        assert!(said.err.contains(message), "{}", said.err);
    }
}
