//! Where a name is told, and what is covered before anybody prints it.

use super::*;

#[test]
fn the_line_is_told_where_there_is_one() {
    let site = site();
    site.write("content/events/a.png", png(&[chunk(b"tEXt", b"Author\0Quilla Wren")]));
    event(&site, "media: [{file: a.png, alt: A letter}]\n", "Quilla Wren was there [@ledger].");
    site.write("content/pages/quilla-wren.md", "---\ntitle: About\n---\nWords.\n");
    site.write("content/site.yaml", site.read("content/site.yaml").replace("The Harbour Desk", "Quilla Wren"));
    site.write("content/verification.yaml", "quotations:\n- source: ledger\n  quote: So said Quilla Wren\n");
    site.write("templates/links.html", "Quilla Wren");
    site.write("static/a.txt", "Quilla Wren");
    let said = site.dateline(&["check", "--format", "json"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&said.out).expect("JSON");
    let of_names = found.iter().filter(|one| one["code"] == "withheld-name");
    let mut files: Vec<&str> = of_names.map(|one| one["file"].as_str().expect("a file")).collect();
    files.sort_unstable();
    files.dedup();
    let expected = [
        EVENT,
        "content/events/a.png",
        "content/pages/###########.md",
        "content/site.yaml",
        "content/verification.yaml",
        "static/a.txt",
        "templates/links.html",
    ];
    assert_eq!(files, expected, "{}", said.out);
}

#[test]
fn what_stands_in_memory_for_others_to_print_is_covered_already() {
    let site = site();
    event(&site, "people: [quilla-wren]\n", "Quilla Wren was there [@ledger].");
    site.write("content/pages/quilla-wren.md", "---\ntitel: About\n---\nWords.\n");
    let checked = site.check();
    let (names, _) = WithheldNames::new(&[("the list", LIST)]);
    for found in &checked.diagnostics {
        let said = format!("{} {} {:?}", found.message, found.location.file, found.help);
        assert!(names.find(&said).is_empty(), "{said}");
    }
    let text = |file: &str| checked.text(file).unwrap_or_else(|| panic!("{file}"));
    assert!(names.find(&text(EVENT)).is_empty() && text(EVENT).contains("########### was there"));
    assert!(text("content/pages/###########.md").contains("titel: About"), "its lines are shown nevertheless");
}
