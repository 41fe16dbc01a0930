use crate::read::{Folder, Input, Inputs};
use crate::resolve::{Drafts, resolve};

/// The collisions in a site of these files.
fn collisions(files: &[(&str, &str)], statics: &[&str]) -> Vec<String> {
    let input = |folder, path: &str, text: &str| Input { folder, path: path.into(), text: text.into() };
    let folder = |path: &str| match path.split('/').next() {
        Some("pages") => Folder::Pages,
        Some("sources") => Folder::Sources,
        _ => Folder::Events,
    };
    let settings = "title: T\nkinds: {report: {label: Report}}\n";
    let inputs = Inputs {
        site: Some(input(Folder::Site, "content/site.yaml", settings)),
        documents: files.iter().map(|(path, text)| input(folder(path), &format!("content/{path}.md"), text)).collect(),
        ..Inputs::default()
    };
    let (site, _) = resolve(crate::parse::parse(&inputs).0, &[], Drafts::LeftOut);
    let (_, diagnostics) =
        crate::plan::plan(&site, &crate::words::Words::english().language, &[], statics.iter().copied());
    diagnostics.iter().map(|found| format!("{}: {}", found.location.file, found.message)).collect()
}

fn event(more: &str) -> String {
    format!("---\ntitle: T\ndate: 2031-04-05\nkind: report\nsources: [s]\n{more}\n---\nIt was.\n")
}

#[test]
fn aliases_may_not_be_ids_or_each_other() {
    let (plain, one, two) = (event(""), event("aliases: [a]"), event("aliases: [old]"));
    assert_eq!(collisions(&[("events/a", &plain), ("events/b", &two)], &[]), [""; 0]);
    let found = collisions(&[("events/a", &plain), ("events/b", &one)], &[]);
    assert_eq!(found, ["content/events/b.md: the alias `a` is the id of an event, in `content/events/a.md`"]);
    let found = collisions(&[("events/a", &two), ("events/b", &two)], &[]);
    assert_eq!(
        found,
        ["content/events/b.md: the alias `old` of `b` and the alias `old` of `a` would both live at `/events/old/`"]
    );
}

#[test]
fn tags_whose_addresses_agree_are_one() {
    let (one, two) = (event("tags: [Élections]"), event("tags: [elections, boats]"));
    assert_eq!(collisions(&[("events/a", &one), ("events/b", &two)], &[]), [""; 0]);
    let found = collisions(&[("events/a", &one), ("events/b", &two)], &["tags/elections/index.html"]);
    assert_eq!(found.len(), 1, "{found:?}");
    let long = |end: &str| event(&format!("tags: [{}{end}]", "long".repeat(60)));
    let found = collisions(&[("events/a", &long("one")), ("events/b", &long("two"))], &[]);
    assert_eq!(found.len(), 1, "only what is cut off differs: {found:?}");
}

#[test]
fn pages_may_not_take_the_sites_own_addresses() {
    let page = "---\ntitle: T\n---\nText.\n";
    let plain = event("");
    for name in ["sources", "search", "2031", "1066", "undated", "embed"] {
        let file = format!("pages/{name}");
        let found = collisions(&[("events/a", &plain), (&file, page)], &[]);
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].starts_with(&format!("content/pages/{name}.md: ")), "{found:?}");
    }
    assert_eq!(collisions(&[("pages/about", page), ("pages/sources-2", page)], &[]), [""; 0]);
}

#[test]
fn static_files_and_numbered_pages_count() {
    let page = "---\ntitle: T\n---\nText.\n";
    let found = collisions(&[("pages/about", page)], &["About/index.html", "logo.svg"]);
    assert_eq!(found.len(), 1, "{found:?}");
    let found = collisions(&[("pages/about", page)], &["timeline.json"]);
    assert_eq!(
        found,
        [
            "static/timeline.json: `static/timeline.json` and the site's own `timeline.json` would both live at `/timeline.json`"
        ]
    );
    let sources: Vec<String> = (0..201).map(|number| format!("sources/{number}")).collect();
    let text = "---\ntitle: T\nlocator: x\n---\n";
    let mut files: Vec<(&str, &str)> = sources.iter().map(|path| (path.as_str(), text)).collect();
    // What nothing names has no page.
    let cited: String = (0..201).map(|number| format!("[@{number}] ")).collect();
    let about = format!("---\ntitle: T\n---\n{cited}\n");
    files.push(("pages/about", &about));
    let found = collisions(&files, &[]);
    assert_eq!(
        found,
        ["content/sources/2.md: the source `2` and the site's own `/sources/2` would both live at `/sources/2/`"]
    );
}
