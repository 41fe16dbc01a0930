//! `dateline verify`: a case with invented texts, and texts from servers on this machine.

use crate::harness::loopback::{Server, article, citing, hasty, records, reply};
use crate::harness::{Site, assert_expected, check, files, options, root};
use chrono::NaiveDate;
use dateline::net::{CrawlPolicy, Private};
use dateline::progress::Silent;
use dateline::verify::{VerifyOptions, VerifyReport, verify};
use std::fs;
use std::path::Path;

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify");

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2031, 5, n).unwrap()
}

/// Compares with local texts only.
fn local(site: &Path, texts: &Path, today: NaiveDate) -> VerifyReport {
    let policy = CrawlPolicy { private: Private::Refused, ..hasty() };
    let options = VerifyOptions {
        site: site.to_owned(),
        texts: Some(texts.to_owned()),
        keep: None,
        offline: true,
        today,
        policy,
    };
    verify(&options, &mut Silent).unwrap()
}

/// Compares with what the network gives.
fn live(site: &Path, today: NaiveDate) -> VerifyReport {
    let options =
        VerifyOptions { site: site.to_owned(), texts: None, keep: None, offline: false, today, policy: hasty() };
    verify(&options, &mut Silent).unwrap()
}

fn verdicts(report: &VerifyReport) -> Vec<(&str, &str)> {
    report.quotations.iter().map(|quotation| (quotation.source.as_str(), quotation.verdict)).collect()
}

/// What a check of the site says of quotations: code, file and message.
fn diagnostics(site: &Path) -> Vec<(String, String, String)> {
    let checked = check(&dateline::Options { today: day(20), ..options(site) });
    let about_quotes = checked.diagnostics.into_iter().filter(|it| it.code.as_str().ends_with("-quote"));
    about_quotes.map(|it| (it.code.to_string(), it.location.file.to_string(), it.message)).collect()
}

fn codes(site: &Path) -> Vec<String> {
    diagnostics(site).into_iter().map(|(code, ..)| code).collect()
}

/// A copy of the case to work on.
fn case() -> Site {
    Site::copied(Path::new(CASE))
}

fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let path = folder.join("content").join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

const RESIGNS: &str = "events/2031-04-05-warden-resigns.md";

#[test]
fn the_case_comes_out_as_expected() {
    let folder = case();
    let report = local(folder.path(), &Path::new(CASE).join("texts"), day(3));
    let expected = Path::new(CASE).join("expected");
    assert_expected(&expected.join("report.txt"), &report.human());
    assert_expected(&expected.join("verification.yaml"), &records(folder.path()));
    let again = local(folder.path(), &Path::new(CASE).join("texts"), day(3));
    assert_eq!(again.json(), report.json());
    assert_expected(&expected.join("verification.yaml"), &records(folder.path()));
}

#[test]
fn a_site_that_was_never_verified_is_told_once() {
    let folder = case();
    let found = diagnostics(folder.path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "unverified-quote");
    assert_eq!(found[0].1, "content/site.yaml");
    assert!(found[0].2.contains("quotations were never compared"));
}

#[test]
fn a_quotation_edited_since_it_was_compared_keeps_the_site_from_being_built() {
    let folder = citing(&[("courier", "https://courier.example/a", "I resign tonight, and I will not come back", "")]);
    let texts = tempfile::tempdir().unwrap();
    fs::write(texts.path().join("courier.txt"), "“I resign tonight, and I will not come back,” she said.").unwrap();
    assert!(local(folder.path(), texts.path(), day(3)).is_clean());
    assert_eq!(codes(folder.path()), [] as [&str; 0]);

    // Type-setting is no change.
    edit(folder.path(), RESIGNS, "I resign tonight,", "I  resign\u{a0}tonight,");
    assert_eq!(codes(folder.path()), [] as [&str; 0]);

    edit(folder.path(), RESIGNS, "I  resign\u{a0}tonight, and", "I resign tomorrow, and");
    assert_eq!(codes(folder.path()), ["altered-quote"]);

    // Comparing without a text doesn't clear it.
    let nothing = tempfile::tempdir().unwrap();
    local(folder.path(), nothing.path(), day(4));
    assert_eq!(codes(folder.path()), ["altered-quote"]);

    // Comparing with the text says that it differs.
    assert!(!local(folder.path(), texts.path(), day(5)).is_clean());
    assert_eq!(codes(folder.path()), ["altered-quote"]);

    edit(folder.path(), RESIGNS, "tomorrow", "tonight");
    assert_eq!(codes(folder.path()), ["unverified-quote"]);
    assert!(local(folder.path(), texts.path(), day(6)).is_clean());
    assert_eq!(codes(folder.path()), [] as [&str; 0]);
}

#[test]
fn another_quotation_is_not_an_edited_one() {
    let folder = citing(&[("courier", "https://courier.example/a", "I resign tonight, and I will not come back", "")]);
    let texts = tempfile::tempdir().unwrap();
    fs::write(texts.path().join("courier.txt"), "I resign tonight, and I will not come back").unwrap();
    local(folder.path(), texts.path(), day(3));
    edit(folder.path(), RESIGNS, "I resign tonight, and I will not come back", "the board had nothing to add");
    assert_eq!(codes(folder.path()), ["unverified-quote"]);
}

#[test]
fn what_was_compared_counts_where_the_text_is_gone() {
    let folder = citing(&[("courier", "https://courier.example/a", "I resign tonight", "")]);
    let texts = tempfile::tempdir().unwrap();
    let text = texts.path().join("courier.txt");
    fs::write(&text, "I resign tonight.").unwrap();
    local(folder.path(), texts.path(), day(3));
    let known = records(folder.path());
    fs::remove_file(&text).unwrap();
    let report = local(folder.path(), texts.path(), day(9));
    assert_eq!(verdicts(&report), [("courier", "no-text")]);
    assert_eq!(report.quotations[0].compared_earlier.as_deref(), Some("2031-05-03"));
    assert_eq!(records(folder.path()), known);
    assert_eq!(codes(folder.path()), [] as [&str; 0]);
}

#[test]
fn what_was_compared_outlives_a_slip_in_its_file() {
    let folder = citing(&[("courier", "https://courier.example/a", "I resign tonight", "")]);
    let texts = tempfile::tempdir().unwrap();
    fs::write(texts.path().join("courier.txt"), "I resign tonight.").unwrap();
    local(folder.path(), texts.path(), day(3));
    let known = records(folder.path());
    for (file, from, to) in [
        (RESIGNS, "title: The", "title: \"The"),
        (RESIGNS, "source: courier", "source: curier"),
        ("sources/courier.md", "title: Harbour", "title: \"Harbour"),
    ] {
        edit(folder.path(), file, from, to);
        assert!(local(folder.path(), texts.path(), day(4)).content_errors > 0);
        assert_eq!(records(folder.path()), known, "{file}: {to}");
        edit(folder.path(), file, to, from);
    }
    // What is gone for good is forgotten.
    edit(folder.path(), RESIGNS, "    quote: 'I resign tonight'\n", "");
    local(folder.path(), texts.path(), day(5));
    assert!(!records(folder.path()).contains("I resign tonight"));
}

#[test]
fn a_source_without_a_text_is_told_once_in_its_own_file() {
    let folder = citing(&[("courier", "https://courier.example/a", "I resign tonight", "")]);
    edit(folder.path(), RESIGNS, "She went.", "She went [@courier, \"nobody was surprised\"].");
    let nothing = tempfile::tempdir().unwrap();
    local(folder.path(), nothing.path(), day(3));
    let found = diagnostics(folder.path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "content/sources/courier.md");
    assert!(
        found[0].2.starts_with("the 2 quotations from `courier` could not be compared: there is no file"),
        "{found:?}"
    );
    edit(
        folder.path(),
        "sources/courier.md",
        "---\ntitle",
        "---\naccept: [{code: unverified-quote, reason: On paper only.}]\ntitle",
    );
    assert_eq!(codes(folder.path()), [] as [&str; 0]);
}

#[test]
fn texts_are_taken_from_the_folder_then_the_archive_then_the_page() {
    let copy =
        Server::always(article("“I resign tonight,” she said to the archive on Monday evening, and nobody heard."));
    let page = Server::always(article("“I resign tonight,” she said to the page on Monday evening, and nobody heard."));
    let archived = format!("archived: [{}]\n", copy.url("/copy"));
    let folder = citing(&[
        ("copied", &page.url("/copied"), "she said to the archive", &archived),
        ("live", &page.url("/live"), "she said to the page", ""),
        ("saved", &page.url("/saved"), "she said to the folder", ""),
    ]);
    let (texts, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(texts.path().join("saved.html"), "<p>“I resign tonight,” she said to the folder.</p>").unwrap();
    let options = VerifyOptions {
        site: folder.path().to_owned(),
        texts: Some(texts.path().to_owned()),
        offline: false,
        keep: Some(kept.path().to_owned()),
        today: day(3),
        policy: hasty(),
    };
    let report = verify(&options, &mut Silent).unwrap();
    let from: Vec<_> = report.quotations.iter().map(|it| (it.source.as_str(), it.verdict, it.from)).collect();
    let expected = [
        ("copied", "verbatim", Some("archived")),
        ("live", "verbatim", Some("live")),
        ("saved", "verbatim", Some("local")),
    ];
    assert_eq!(from, expected);
    assert_eq!(page.asked().iter().map(|asked| asked.target.as_str()).collect::<Vec<_>>(), ["/live"]);
    // What is kept says which address gave it.
    let records = files(kept.path()).into_iter().filter(|file| file.extension() == Some("json".as_ref()));
    let given: Vec<serde_json::Value> = records
        .map(|file| serde_json::from_slice::<serde_json::Value>(&fs::read(file).unwrap()).unwrap()["read_at"].take())
        .collect();
    assert_eq!(given, [copy.url("/copy").into(), page.url("/live").into(), serde_json::Value::Null]);
}

#[test]
fn a_page_labelled_wrongly_is_read_all_the_same() {
    let page =
        String::from_utf8(article("“Déjà résignée”, dit-elle lundi soir, et personne ne répondit au port.")).unwrap();
    let server = Server::always(page.replace("charset=utf-8", "charset=iso-8859-1").into_bytes());
    let folder = citing(&[("courier", &server.url("/a"), "Déjà résignée", "")]);
    assert_eq!(verdicts(&live(folder.path(), day(3))), [("courier", "verbatim")]);

    let latin: Vec<u8> = "<p>D\u{e9}j\u{e0} vu au port.</p>".chars().map(|c| c as u8).collect();
    let server = Server::always(reply("200 OK", &["Content-Type: text/html; charset=utf-8"], &latin));
    let folder = citing(&[("courier", &server.url("/a"), "Déjà vu", "")]);
    assert_eq!(verdicts(&live(folder.path(), day(3))), [("courier", "verbatim")]);
}

#[test]
fn why_there_is_no_text_is_told() {
    let refusing = Server::always(reply("403 Forbidden", &[], b"<p>I resign tonight</p>"));
    let picture = Server::always(reply("200 OK", &["Content-Type: image/png"], b"\x89PNG"));
    let empty = Server::always(reply("200 OK", &["Content-Type: text/html"], b"<script>x</script>"));
    for (server, reason) in [
        (&refusing, "the page: the server answers 403"),
        (&picture, "the page: it is no text (image/png)"),
        (&empty, "the page: it holds no words; it may be a picture of a page"),
    ] {
        let folder = citing(&[("courier", &server.url("/a"), "I resign tonight", "")]);
        let report = live(folder.path(), day(3));
        assert_eq!(report.quotations[0].reason.as_deref(), Some(reason));
        assert!(report.is_clean());
        assert!(records(folder.path()).contains("verdict: no-text"));
    }
}

#[test]
fn words_beside_the_article_are_found_on_its_page() {
    let page = String::from_utf8(article("“I resign tonight,” she said on Monday evening, and nobody heard.")).unwrap();
    let page = page.replace("<nav>Home Sport</nav>", "<nav>Home of the best sport</nav>");
    let length = page.split("\r\n\r\n").nth(1).unwrap().len();
    let body = page.split_once("\r\n\r\n").unwrap().1;
    assert_eq!(length, body.len());
    let server = Server::always(reply("200 OK", &["Content-Type: text/html"], body.as_bytes()));
    let folder = citing(&[("courier", &server.url("/a"), "Home of the best sport", "")]);
    assert_eq!(verdicts(&live(folder.path(), day(3))), [("courier", "verbatim")]);
}

#[test]
fn a_link_leads_past_the_same_words_above_the_article() {
    let page = String::from_utf8(article("“I resign tonight,” she said on Monday evening, and nobody heard.")).unwrap();
    let page = page.replace("<nav>Home Sport</nav>", "<nav>Live: “I resign tonight”</nav>");
    let body = page.split_once("\r\n\r\n").unwrap().1;
    let server = Server::always(reply("200 OK", &["Content-Type: text/html"], body.as_bytes()));
    let folder = citing(&[("courier", &server.url("/a"), "I resign tonight", "")]);
    let report = live(folder.path(), day(3));
    assert_eq!((report.quotations[0].verdict, report.quotations[0].times), ("verbatim", 1));
    let records = records(folder.path());
    assert!(records.contains("start: I resign tonight\n    after: ',” she'\n"), "{records}");
}

#[test]
fn a_folder_that_is_none_is_refused() {
    let folder = case();
    let options = VerifyOptions {
        site: folder.path().to_owned(),
        texts: Some(folder.path().join("nowhere")),
        offline: true,
        keep: None,
        today: day(3),
        policy: hasty(),
    };
    assert!(verify(&options, &mut Silent).unwrap_err().to_string().contains("is no folder"));
}

/// A PDF of as many pages as texts.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (page, words) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 200] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * page
        ));
        let content = format!("BT /F 12 Tf 20 150 Td ({words}) Tj ET");
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut offsets = String::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n{offsets}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

#[test]
fn quoted_words_stand_on_the_page_that_is_named() {
    let site =
        citing(&[("minutes", "https://board.example/minutes.pdf", "the quay was wet", "type: official-report\n")]);
    let texts = tempfile::tempdir().unwrap();
    let pages = ["The board met.", "A member said that the quay was wet.", "Nothing more.", "Again the quay was wet."];
    fs::write(texts.path().join("minutes.pdf"), pdf(&pages)).unwrap();
    let event = "content/events/2031-04-05-warden-resigns.md";
    let text = site.read(event);
    for (page, clean) in [("2", true), ("1-2", true), ("4", true), ("3", false), ("5", false)] {
        site.write(event, text.replace("    quote:", &format!("    page: {page}\n    quote:")));
        let report = local(site.path(), texts.path(), day(20));
        assert_eq!(report.is_clean(), clean, "page {page}: {}", report.human());
        assert_eq!(report.human().contains("write `page: 2`"), !clean, "{}", report.human());
    }
}

#[test]
fn texts_are_kept_with_their_hashes_and_never_twice() {
    let site = case();
    let kept = site.path().join("evidence");
    let texts = Path::new(CASE).join("texts").display().to_string();
    let run = || site.dateline(&["verify", "--offline", "--texts", &texts, "--keep", "evidence"]);
    run();
    let names = || -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let first = names();
    let records: Vec<&String> = first.iter().filter(|name| name.ends_with(".json")).collect();
    assert!(!records.is_empty() && first.contains(&".gitignore".to_owned()), "{first:?}");
    let verification = site.read("content/verification.yaml");
    let sums = fs::read_to_string(kept.join("SHA256SUMS")).unwrap();
    for name in &records {
        let record: serde_json::Value = serde_json::from_slice(&fs::read(kept.join(name)).unwrap()).unwrap();
        assert!(verification.contains(record["sha256_of_words"].as_str().unwrap()), "{name}");
        let text = name.replace(".json", ".txt");
        assert!(sums.contains(&format!("{}  {text}\n", record["sha256"].as_str().unwrap())), "{sums}");
        assert!(record["compared"].is_string() && record["from"] == "local", "{record}");
    }
    run();
    assert_eq!(names(), first, "kept once");
    let mut check = std::process::Command::new("sha256sum");
    let check = check.args(["--check", "--quiet", "SHA256SUMS"]).current_dir(&kept).status();
    assert!(check.unwrap().success(), "as the documentation says");
    let documented = root().join("docs/verifying.md");
    let documented = fs::read_to_string(documented).unwrap();
    let program = documented.split("python3 -c '").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    for name in &records {
        let record: serde_json::Value = serde_json::from_slice(&fs::read(kept.join(name)).unwrap()).unwrap();
        let mut hash = std::process::Command::new("python3");
        let hash = hash.args(["-c", program, &name.replace(".json", ".txt")]).current_dir(&kept).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&hash.stdout).trim(), record["sha256_of_words"].as_str().unwrap(), "{name}");
    }
    for (folder, why) in [
        ("content/evidence", "which is published"),
        ("static/evidence/2031", "which is published"),
        (".", "the folder of the site"),
        ("..", "the folder of the site"),
    ] {
        let said = site.dateline(&["verify", "--offline", "--texts", &texts, "--keep", folder]);
        assert!(said.status == 2 && said.err.contains(why), "{folder}: {}", said.err);
    }
    assert!(!site.path().join("content/evidence").exists() && !site.path().join("static/evidence").exists());
}
