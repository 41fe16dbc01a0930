//! What strangers try, and sites that say it everywhere.
use crate::trials::{in_memory, texts};
use dateline::Checked;
use dateline::write::Content;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Our own list, and what the files hold in the folder that `DATELINE_PAYLOADS` names, public collections: each line
/// of a text, each item of a JSON list.
pub fn all() -> Vec<String> {
    let own = include_str!("../../hostile/techniques.txt").split("\n%%\n").skip(1).map(without_heading);
    let mut attempts: BTreeSet<String> = own.map(str::to_owned).collect();
    if let Some(folder) = std::env::var_os("DATELINE_PAYLOADS") {
        for entry in std::fs::read_dir(folder).expect("DATELINE_PAYLOADS names a folder") {
            let path = entry.expect("a file").path();
            let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
            let list: Vec<String> = match path.extension().is_some_and(|end| end == "json") {
                true => serde_json::from_str(&text).expect("a list of texts"),
                false => text.lines().map(str::to_owned).collect(),
            };
            // What `read` would make of it.
            attempts.extend(
                list.iter().map(|text| text.replace('\0', "\u{fffd}").replace("\r\n", "\n").replace('\r', "\n")),
            );
        }
    }
    attempts.into_iter().filter(|attempt| !attempt.trim().is_empty()).collect()
}

/// A heading of the list stands at the end of the part before it.
fn without_heading(part: &str) -> &str {
    let part = part.trim_end_matches('\n');
    part.rsplit_once("\n# ").map_or(part, |(before, _)| before)
}

/// What may stand in a text: on one line, without control characters.
pub fn as_text(attempt: &str) -> String {
    let text: String = attempt.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim().chars().take(2000).collect()
}

/// A site with each attempt in every text of its own event, source, claim, people and place.
pub fn in_texts(attempts: &[String]) -> BTreeMap<String, String> {
    let numbered = |(number, attempt): (usize, &String)| texts::numbered(&as_text(attempt), number);
    attempts.iter().enumerate().flat_map(numbered).collect()
}

/// A site with each attempt as the body of an event, a source, a claim, a person and a page, and as every address.
pub fn in_bodies(attempts: &[String]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (number, attempt) in attempts.iter().enumerate() {
        let body = attempt.replace("\n---", "\n - -");
        let address = serde_json::to_string(&as_text(attempt)).expect("a text");
        let mut add = |path: &str, front: &str| {
            let file = format!("---\n{}\n---\n{body}\n", front.replace('#', &number.to_string()));
            files.insert(format!("content/{}.md", path.replace('#', &number.to_string())), file);
        };
        add(
            "events/e#",
            "title: Event #\ndate: 2031-04-05\nkind: report\nsources: [s]\nclaims: [{claim: c#, stance: alleges, by: [board]}]\nadded: 2031-04-07",
        );
        add("sources/s#", "title: Source #\nurl: https://s.example/#");
        add("claims/c#", "statement: Whether # was so\nabout: [p#]");
        add("people/p#", "name: Person #");
        add("pages/g#", if number < texts::IN_NAVIGATION { "title: Page #" } else { "title: Page #\nmenu: false" });
        files.insert(
            format!("content/sources/u{number}.md"),
            format!("---\ntitle: Address {number}\nlocator: x\nurl: {address}\narchived: [{address}]\n---\n"),
        );
        files.insert(
            format!("content/people/l{number}.md"),
            format!("---\nname: Links {number}\nlinks: [{address}]\n---\n"),
        );
    }
    files.insert("content/sources/s.md".into(), "---\ntitle: S\nurl: https://s.example/\n---\n".into());
    files.insert("content/organizations/board.md".into(), "---\nname: Board\n---\n".into());
    let settings = "title: T\ndescription: D\nlanguage: en\nbase_url: https://h.example/x/\nrepository: https://git.example/h\nkinds: {report: {label: Report}}\n";
    files.insert("content/site.yaml".into(), settings.into());
    files
}

/// The site, judged in memory.
pub fn judge(files: &BTreeMap<String, String>) -> Arc<Checked> {
    in_memory::judge(in_memory::inputs(files.iter().map(|(path, text)| (&**path, &**text)))).into()
}

/// What a build would write if no error kept it from being built: the last defence is the page itself.
pub fn render_anyway(checked: &Arc<Checked>) -> BTreeMap<String, Vec<u8>> {
    let outputs = dateline::render(Arc::clone(checked)).expect("the built-in templates hold");
    let bytes = |content: Content| match content {
        Content::Copy(_) => Vec::new(),
        Content::Raster(raster) => raster.input.into_bytes(),
        content => content.bytes().expect("the built-in templates hold").into_owned(),
    };
    outputs.into_iter().map(|(path, content)| (path, bytes(content))).collect()
}

/// Puts outputs into a folder, for a browser to open.
pub fn write(outputs: &BTreeMap<String, Vec<u8>>, folder: &Path) {
    for (path, bytes) in outputs {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }
}

/// Sites that say everywhere what strangers try, built though `build` would refuse some of them; and one to be refused.
pub fn write_sites(folder: &Path) {
    let attempts = all();
    for (name, files) in [("texts", in_texts(&attempts)), ("bodies", in_bodies(&attempts))] {
        write(&render_anyway(&judge(&files)), &folder.join(name));
    }
    let refused = folder.join("refused");
    let files = in_texts(&attempts[..3]).into_iter().map(|(path, text)| (path, text.into_bytes()));
    write(&files.collect(), &refused);
    let bad = "---\ntitle: '<script>alert(1)</script>'\ndate: '<img src=x onerror=alert(1)>'\nkind: '<img src=x onerror=alert(1)>'\n---\n<img src=x onerror=alert(1)>\n";
    std::fs::write(refused.join("content/events/bad.md"), bad).expect("a file");
}
