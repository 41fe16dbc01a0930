//! What commands print of files, texts and addresses, for people and for programs.

use super::*;

/// A site in which a name stands where each of these commands shows it. Its addresses are this machine's, which no
/// command visits.
fn site_of_names() -> Site {
    let site = site();
    // Each host by itself: of one, a visitor would wait between two visits.
    let mut host = 0;
    let mut source = |id: &str, outlet: &str| {
        host += 1;
        let head = format!("title: A letter\noutlet: {outlet}\npublished: 2031-05-11\n");
        let address = format!("url: http://127.0.0.{host}:9/{id}\narchived: [http://127.0.1.{host}:9/{id}]\n");
        let text = format!("---\n{head}{address}---\n");
        site.write(&format!("content/sources/{id}.md"), text);
    };
    source("ledger", "The Harbour Ledger");
    source("courier", "The Harbour Courier");
    source("quilla-wren-1", "Quilla Wren's Letter");
    source("quilla-wren-2", "Quilla Wren's Letter");
    source("quilla-wren-3", "Quilla wren's letter");
    let cited =
        "sources: [{source: quilla-wren-1, quote: So said Quilla Wren}, quilla-wren-2, quilla-wren-3, ledger]\n";
    event(&site, cited, "");
    site.write("texts/quilla-wren-1.txt", "So said Quilla Wrem, and no more.\n");
    site.write(
        "letters.json",
        r#"[{"id": "Quilla Wren", "type": "graphic", "title": "Quilla Wren", "medium": "Quilla Wren"}]"#,
    );
    let settings = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{settings}languages: [fr]\n"));
    site.write("content/pages/quilla-wren.md", "---\ntitle: About\n---\nWords.\n");
    site
}

#[test]
fn no_command_prints_the_name() {
    let site = site_of_names();
    let mut said = Vec::new();
    for arguments in [
        &["verify", "--offline", "--texts", "texts"][..],
        &["verify", "--offline", "--texts", "texts", "--format", "json"],
        &["links"],
        &["links", "--again", "--format", "json"],
        &["links", "--again", "--format", "markdown"],
        &["tidy"],
        &["translate", "--status"],
        &["translate", "quilla-wren", "fr"],
        &["archive", "quilla-wren"],
        &["import", "csl-json", "letters.json", "--dry-run"],
        &["import", "csl-json", "letters.json", "--dry-run", "--format", "json"],
        &["schema", "source", "--site", "."],
        &["new", "source", "http://127.0.0.1:9/quilla-wren-1"],
        &["new", "person", "Quilla Wren"],
        &["verify", "--texts", "quilla-wren"],
    ] {
        let one = site.dateline(arguments);
        let all = format!("{}{}", one.out, one.err);
        // Something stands in its place: the command has come as far as that.
        if says_the_name(&one) || !all.contains("######") {
            said.push(format!("{arguments:?}: status {}\n{all}", one.status));
        }
        if arguments.contains(&"json") {
            serde_json::from_str::<serde_json::Value>(&one.out)
                .unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        }
    }
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn what_is_imported_is_what_the_file_says() {
    let site = site_of_names();
    let said = site.dateline(&["import", "csl-json", "letters.json"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let written: Vec<String> = crate::harness::files(&site.path().join("content/sources"))
        .into_iter()
        .map(|file| std::fs::read_to_string(file).expect("text"))
        .collect();
    assert!(written.iter().any(|text| text.contains("title: Quilla Wren")), "{written:?}");
}
