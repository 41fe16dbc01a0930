//! A name that must not appear is found wherever it is planted, is never said, and nothing else is taken for it.

mod commands;
mod files;
mod told;

use crate::harness::{Said, Site, program, root};
use dateline::withheld::WithheldNames;
use files::*;
use std::process::Command;

#[path = "../../../examples/made_up_site.rs"]
#[allow(dead_code, reason = "the example has a program around what is used here")]
mod made_up_site;

/// Nobody's name.
const LIST: &str = "# invented\nQuílla Wrën\n";

const EVENT: &str = "content/events/2031-05-13-apprentice-speaks.md";

/// What stands in the event's front matter, or in its text.
fn event(site: &Site, front: &str, text: &str) {
    let head = "title: An apprentice speaks\ndate: 2031-05-13\nkind: report\nadded: 2031-05-14\n";
    let sources = if front.contains("sources:") { "" } else { "sources: [ledger]\n" };
    let head =
        if front.contains("title:") { head.replace("title: An apprentice speaks\n", "") } else { head.to_owned() };
    site.write(EVENT, format!("---\n{head}{sources}{front}---\nShe spoke [@ledger]. {text}\n"));
}

/// A file beside the event that it shows.
fn media(site: &Site, name: &str, bytes: impl AsRef<[u8]>) {
    event(site, &format!("media: [{{file: {name}, alt: A letter}}]\n"), "");
    site.write(&format!("content/events/{name}"), bytes);
}

fn person(site: &Site, id: &str, front: &str) {
    site.write(&format!("content/people/{id}.md"), format!("---\n{front}---\n"));
    event(site, &format!("people: [{id}]\n"), "");
}

fn source(site: &Site, front: &str) {
    let head = "url: https://harbour.example/letter\narchived: [https://archive.example/letter]\n";
    let title = if front.contains("title:") { "" } else { "title: A letter\n" };
    let head = if front.contains("url:") { "" } else { head };
    site.write("content/sources/letter.md", format!("---\n{title}{head}{front}---\n"));
    event(site, "sources: [letter]\n", "");
}

type Plant = (&'static str, fn(&Site));

/// Each puts the name into one place, in some spelling.
const PLACES: &[Plant] = &[
    ("title", |site| event(site, "title: Quílla Wrën speaks\n", "")),
    ("summary, last name first", |site| event(site, "summary: \"They heard WREN, Quilla for an hour.\"\n", "")),
    ("text", |site| event(site, "", "quilla wren was there [@ledger].")),
    ("text with emphasis in the middle", |site| event(site, "", "Qu**illa** *Wren* was there [@ledger].")),
    ("text as entities", |site| event(site, "", "Qu&iacute;lla&nbsp;Wr&#235;n was there [@ledger].")),
    ("text over two lines", |site| event(site, "", "It was Quilla\nWren who was there [@ledger].")),
    ("an address in the text", |site| {
        event(site, "", "[There](https://harbour.example/Qu%C3%ADlla%20Wr%C3%ABn) it is [@ledger].");
    }),
    ("quotation", |site| event(site, "sources: [{source: ledger, quote: I saw Quilla-Wren}]\n", "")),
    ("quotation in the text", |site| event(site, "", "She spoke [@ledger, \"I saw Quilla M. Wren\"].")),
    ("locator", |site| event(site, "sources: [{source: ledger, locator: paragraph on Quilla Wren}]\n", "")),
    ("note", |site| event(site, "sources: [{source: ledger, note: Quilla Wren told us}]\n", "")),
    ("id", |site| {
        event(site, "", "");
        let text = site.read(EVENT);
        site.write("content/events/2031-05-13-quilla-wren-speaks.md", text);
    }),
    ("former id", |site| event(site, "aliases: [2031-05-13-wren-quilla]\n", "")),
    ("tag", |site| event(site, "tags: [quilla-wren]\n", "")),
    ("role", |site| event(site, "people: [{person: ida-bloom, role: Quilla Wren's teacher}]\n", "")),
    ("correction", |site| event(site, "corrections: [{date: 2031-06-01, note: It named Quilla Wren.}]\n", "")),
    ("accepted warning", |site| event(site, "accept: [{code: single-origin, reason: Quilla Wren asked us}]\n", "")),
    ("text for who can't see a picture", |site| {
        site.write("content/events/a.png", png(&[]));
        event(site, "media: [{file: a.png, alt: Quilla Wren on the quay}]\n", "");
    }),
    ("caption", |site| {
        site.write("content/events/a.txt", "nothing");
        event(site, "media: [{file: a.txt, caption: By QuillaWren}]\n", "");
    }),
    ("name of a picture", |site| media(site, "IMG_QuillaWren_2031.png", png(&[]))),
    ("EXIF artist", |site| media(site, "a.jpg", jpeg_exif(b"Quilla Wren\0"))),
    ("EXIF author in UTF-16", |site| media(site, "a.jpg", jpeg_exif(&utf16le("Quílla Wrën")))),
    ("XMP", |site| media(site, "a.jpg", jpeg_xmp("<rdf:li>Quílla</rdf:li> <rdf:li>Wrën</rdf:li>"))),
    ("IPTC in Latin-1", |site| media(site, "a.jpg", jpeg_iptc(b"Qu\xedlla Wr\xebn"))),
    ("PNG text", |site| media(site, "a.png", png(&[chunk(b"tEXt", b"Author\0Quilla Wren")]))),
    ("PNG compressed text", |site| {
        media(
            site,
            "a.png",
            png(&[chunk(b"zTXt", &[b"Author\0\0", &zlib(b"By Quilla Wren, By Quilla Wren")[..]].concat())]),
        );
    }),
    ("PNG international text", |site| {
        let data = [b"Author\0\x01\0en\0Author\0", &zlib("Quílla Wrën, Quílla Wrën".as_bytes())[..]].concat();
        media(site, "a.png", png(&[chunk(b"iTXt", &data)]));
    }),
    ("GIF comment", |site| media(site, "a.gif", b"GIF89a\x01\0\x01\0\0\0\0!\xfe\x0bQuilla Wren\0;")),
    ("PDF author", |site| media(site, "a.pdf", pdf(b"<< /Author (Qu\\355lla Wr\\353n) >>", &[], &[]))),
    ("PDF title in UTF-16", |site| {
        let hex: String = utf16be("Quílla Wrën").iter().map(|byte| format!("{byte:02X}")).collect();
        media(site, "a.pdf", pdf(format!("<< /Title <FEFF{hex}> >>").as_bytes(), &[], &[]));
    }),
    ("PDF compressed stream", |site| media(site, "a.pdf", pdf(b"<< >>", &[b"<< /Author (Quilla Wren) >>"], &[]))),
    ("PDF page", |site| {
        let page = b"BT /F 12 Tf 20 150 Td [(She is Qu) -20 (illa) -300 (W) 40 (ren.)] TJ ET";
        media(site, "a.pdf", pdf(b"<< >>", &[], page));
    }),
    ("PDF page in an encoding of its own", |site| {
        let encoding = "<< /Type /Encoding /Differences [65 /Q /u /i /l /a /W /r /e /n] >>";
        let page = b"BT /F 12 Tf 20 150 Td (She is ABCDDE FGHI.) Tj ET";
        media(site, "a.pdf", pdf_encoded(encoding, b"<< >>", &[], page));
    }),
    ("PDF comment", |site| {
        media(site, "a.pdf", [&pdf(b"<< >>", &[], &[])[..], b"% by Quilla Wren\n"].concat());
    }),
    ("subset of a font in a PDF", |site| {
        media(site, "a.pdf", pdf(b"<< /Type /Font /BaseFont /ABCDEF+QuillaWrenHand >>", &[], &[]));
    }),
    ("WOFF2 font", |site| site.write("static/hand.woff2", include_bytes!("named.woff2"))),
    ("WOFF font", |site| {
        let table = [&[0; 6][..], &utf16be("Quilla Wren Hand, Quilla Wren Hand")].concat();
        site.write("static/hand.woff", [&b"wOFF"[..], &[0; 60], &zlib(&table)].concat());
    }),
    ("word processor's file", |site| {
        media(site, "a.docx", zip("docProps/core.xml", b"<dc:creator>Quilla <b>Wren</b></dc:creator>"));
    }),
    ("tag of a recording", |site| {
        media(
            site,
            "a.mp3",
            [b"ID3\x03\0\0\0\0\0\x40TPE1\0\0\0\x1a\0\0\x01\xff\xfe", &utf16le("Quílla Wrën")[..]].concat(),
        );
    }),
    ("text in UTF-16", |site| {
        site.write("static/notes.txt", [b"\xff\xfe", &utf16le("Heard of Quílla Wrën today")[..]].concat());
    }),
    ("packed text", |site| site.write("static/notes.csv.gz", gzip(b"name;place\nWren, Quilla;quay\n"))),
    ("folder of a static file", |site| site.write("static/quilla-wren/a.txt", "nothing")),
    ("drawing", |site| {
        site.write("static/map.svg", "<svg><text><tspan>Quilla</tspan> <tspan x='9'>Wren</tspan></text></svg>");
    }),
    ("translation", |site| {
        event(site, "", "");
        let settings = site.read("content/site.yaml");
        site.write("content/site.yaml", format!("{settings}languages: [fr]\n"));
        let translated = "translated: {from: 00000000, by: machine}\ntitle: Une apprentie parle\n";
        site.write(&EVENT.replace(".md", ".fr.md"), format!("---\n{translated}---\nQuilla Wren était là [@ledger].\n"));
    }),
    ("picture within a drawing", |site| {
        let picture = jpeg_exif(b"Quilla Wren\0");
        site.write("static/map.svg", format!("<svg><image href='data:image/jpeg;base64,{}'/></svg>", base64(&picture)));
    }),
    ("font within a style sheet", |site| {
        let font = base64(include_bytes!("named.woff2"));
        site.write("static/own.css", format!("@font-face {{ src: url(data:font/woff2;base64,{font}) }}"));
    }),
    ("source's title", |site| source(site, "title: What Quilla Wren knew\n")),
    ("source's author", |site| source(site, "authors: ['Wren, Quílla']\n")),
    ("source's outlet", |site| source(site, "outlet: Quilla Wren's letter\n")),
    ("source's address", |site| source(site, "url: https://harbour.example/wren_quilla\n")),
    ("archived copy", |site| {
        source(site, "url: https://harbour.example/a\narchived: [https://archive.example/quillawren]\n");
    }),
    ("claim", |site| {
        let claim = site.read("content/claims/sold-licences.md");
        site.write("content/claims/sold-licences.md", claim.replace("Whether", "Whether, as Quilla Wren says,"));
    }),
    ("other name of a person", |site| person(site, "robin", "name: Robin\nalso_known_as: [QUILLA WREN]\n")),
    ("name and role, side by side", |site| person(site, "robin", "name: Quilla\nrole: Wren\n")),
    ("place", |site| {
        site.write("content/places/quay.md", "---\nname: Quilla Wren's quay\n---\n");
        event(site, "places: [quay]\n", "");
    }),
    ("page", |site| site.write("content/pages/about.md", "---\ntitle: About\n---\nAsk Quil\u{ad}la Wren.\n")),
    ("publisher", |site| {
        let settings = site.read("content/site.yaml");
        site.write("content/site.yaml", settings.replace("The Harbour Desk", "Quilla Wren"));
    }),
    ("kind", |site| {
        let settings = site.read("content/site.yaml");
        site.write("content/site.yaml", format!("{settings}  call: {{label: Call by Quilla Wren}}\n"));
    }),
    ("template", |site| site.write("templates/links.html", "Quilla <i>Wren</i>")),
    ("word of the interface", |site| site.write("templates/words/en.yaml", "page: {draft: Quilla Wren's draft}\n")),
];

fn site() -> Site {
    let site = Site::copied(&root().join("tests/cases/_base"));
    site.write("withheld-names.txt", LIST);
    site
}

fn says_the_name(said: &Said) -> bool {
    let (names, _) = WithheldNames::new(&[("the list", LIST)]);
    !names.find(&said.out).is_empty() || !names.find(&said.err).is_empty()
}

#[test]
fn a_site_without_the_name_is_built() {
    let site = site();
    // Comments are for who writes: nothing is made of them.
    let front = "# Quilla Wren asked us not to\n";
    event(&site, front, "Quilla Wrenfield and Tranquilla Wren were there, and Quilla met Wren [@ledger].");
    let said = site.dateline(&["build"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(!said.err.contains("withheld-name"), "{}", said.err);
}

#[test]
fn a_name_planted_anywhere_is_found_and_never_said() {
    assert!(PLACES.len() >= 40, "only {} places", PLACES.len());
    let mut missed = Vec::new();
    for (place, plant) in PLACES {
        let site = site();
        plant(&site);
        for format in ["json", "human", "github"] {
            let said = site.dateline(&["build", "--format", format]);
            let all = format!("{}{}", said.out, said.err);
            if said.status != 1 || !all.contains("withheld-name") || site.path().join("public").exists() {
                missed.push(format!("{place}: status {}\n{all}", said.status));
            }
            if says_the_name(&said) {
                missed.push(format!("{place}: said\n{all}"));
            }
        }
    }
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_name_that_comes_together_only_on_a_page_stops_check_and_export_too() {
    let site = site();
    person(&site, "robin", "name: Quilla\nrole: Wren\n");
    for arguments in [&["check"][..], &["export", "timeline.json"]] {
        let said = site.dateline(arguments);
        assert_eq!(said.status, 1, "{arguments:?}: {}", said.err);
        assert!(said.err.contains("withheld-name") && !says_the_name(&said), "{}", said.err);
    }
    assert!(!site.path().join("timeline.json").exists());
}

#[test]
fn a_name_that_joins_the_list_stops_a_site_that_was_built_before() {
    let site = site();
    site.write("withheld-names.txt", "");
    event(&site, "", "Quilla Wren was there [@ledger].");
    assert_eq!(site.dateline(&["build"]).status, 0);
    let before = site.read("public/index.html");
    let mut again = program(crate::harness::TODAY);
    again.arg("build").env("DATELINE_WITHHELD", "Quilla Wren").current_dir(site.path());
    let said = Said::from(again.output().expect("the program runs"));
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(said.err.contains("name 1 of `DATELINE_WITHHELD`"), "{}", said.err);
    assert_eq!(site.read("public/index.html"), before);
    // Also where it comes together only on a page, and nothing else has changed.
    let site = self::site();
    site.write("withheld-names.txt", "");
    person(&site, "robin", "name: Quilla\nrole: Wren\n");
    assert_eq!(site.dateline(&["build"]).status, 0);
    site.write("withheld-names.txt", LIST);
    for _ in 0..2 {
        let said = site.dateline(&["build"]);
        assert!(said.status == 1 && said.err.contains("withheld-name"), "{}", said.err);
    }
}

#[test]
fn nothing_accepts_it_and_no_setting_turns_it_off() {
    let site = site();
    let settings = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{settings}lints: {{withheld-name: {{level: off, reason: We know}}}}\n"));
    event(&site, "accept: [{code: withheld-name, reason: We know}]\n", "Quilla Wren was there [@ledger].");
    let said = site.dateline(&["build"]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("error[withheld-name]"), "{}", said.err);
    assert!(said.err.contains(&format!("--> {EVENT}:")), "at its line: {}", said.err);
}

#[test]
fn other_complaints_of_the_same_line_cover_the_name() {
    let site = site();
    event(
        &site,
        "people: [qilla-wren, quilla-wren]\n",
        "See [@quilla-wren]. Quilla Wren\u{200b} <b>here</b> [@ledger].",
    );
    for format in ["human", "json", "github"] {
        let said = site.dateline(&["check", "--format", format]);
        assert!(!says_the_name(&said), "{}{}", said.out, said.err);
        assert!(format!("{}{}", said.out, said.err).contains("unknown-person"), "{}", said.err);
    }
}

#[test]
fn the_list_of_work_covers_the_name() {
    let site = site();
    site.write("content/people/robin.md", "---\nname: Quilla Wren\n---\n");
    site.write(
        "content/claims/took-a-boat.md",
        "---\nstatement: Whether somebody took a boat\nlabel: Took a boat\nabout: [robin]\nreviewed: 2031-05-20\n---\n",
    );
    for day in 1..30 {
        site.write(
            &format!("content/events/2031-06-{day:02}-boat.md"),
            format!(
                "---\ntitle: A boat\ndate: 2031-06-{day:02}\nkind: report\nsources: [ledger]\nclaims: [{{claim: took-a-boat, stance: \
                 alleges, by: [harbour-ledger]}}]\nadded: 2031-07-01\n---\nA boat was gone [@ledger].\n"
            ),
        );
    }
    let summary = tempfile::NamedTempFile::new().expect("a file");
    for format in ["human", "github"] {
        let mut check = program(crate::harness::TODAY);
        check.args(["check", "--format", format]).env("GITHUB_STEP_SUMMARY", summary.path()).current_dir(site.path());
        let mut said = Said::from(check.output().expect("the program runs"));
        said.out.push_str(&std::fs::read_to_string(summary.path()).expect("text"));
        assert!(
            format!("{}{}", said.out, said.err).contains("without an answer, by party") || format == "github",
            "{}",
            said.err
        );
        assert!(!says_the_name(&said), "{format}: {}{}", said.out, said.err);
    }
    let summary = std::fs::read_to_string(summary.path()).expect("text");
    assert!(summary.replace("&#35;", "#").contains("###########"), "{summary}");
}

#[test]
fn a_list_in_git_and_a_list_that_cannot_be_read_are_told() {
    let site = site();
    let git = |arguments: &[&str]| {
        let done = Command::new("git").args(arguments).current_dir(site.path()).output().expect("git runs");
        assert!(done.status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    let said = site.dateline(&["check"]);
    assert!(said.status == 1 && said.err.contains("git doesn't ignore this list"), "{}", said.err);
    site.write(".gitignore", "/withheld-names.txt\n");
    assert_eq!(site.dateline(&["check"]).status, 0);
    git(&["add", "--force", "withheld-names.txt"]);
    let said = site.dateline(&["check"]);
    assert!(said.status == 1 && said.err.contains("git keeps this list"), "{}", said.err);
    git(&["rm", "--quiet", "--cached", "withheld-names.txt"]);
    site.write("withheld-names.txt", "Quilla Wren\nBo\n");
    let said = site.dateline(&["check"]);
    assert!(said.status == 1 && said.err.contains("line 2 of `withheld-names.txt`"), "{}", said.err);
    site.write("withheld-names.txt", b"Quilla \xff");
    assert!(site.dateline(&["check"]).err.contains("not encoded as UTF-8"));
}

#[test]
fn no_false_alarm_on_ten_thousand_made_up_events() {
    let folder = tempfile::tempdir().expect("a folder");
    let size = made_up_site::Size { sources: 8_000, ..made_up_site::Size::of(10_000) };
    made_up_site::write(size, folder.path()).expect("it can be written");
    // Names of the same sort as those in the texts, and near them; nobody's.
    let first = ["Quilla", "Idar", "Noora", "Zora", "Anselma", "Mirel", "Toven", "Emrys", "Oduyo", "Séverin"];
    let last = ["Wren", "Blom", "Valen", "Harrowby", "Lindquist", "Okonja", "Ferrow", "Tam", "Ashbee", "Quistgaard"];
    let list: String = first.iter().flat_map(|one| last.iter().map(move |other| format!("{one} {other}\n"))).collect();
    let (names, bad) = WithheldNames::new(&[("the list", &list)]);
    assert_eq!(bad, []);
    let mut read = 0;
    for file in crate::harness::files(folder.path()) {
        let path = file.strip_prefix(folder.path()).expect("it is below").to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).expect("it can be read");
        assert_eq!(names.search(&path, &bytes).names.len(), 0, "{path}");
        read += 1;
    }
    assert!(read > 18_000, "only {read} files");
}
