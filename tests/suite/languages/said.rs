//! Nothing is said that is neither the site's nor the catalogue's.

use crate::harness::Site;
use std::collections::{BTreeMap, BTreeSet};

/// The English catalogue in the letters of another alphabet: whatever is left in Latin letters comes from neither the
/// site nor the catalogue.
fn invented() -> String {
    fn cyrillic(text: &str) -> String {
        let mut inside = 0;
        text.chars()
            .map(|c| {
                match c {
                    '{' => inside += 1,
                    '}' => inside -= 1,
                    _ => {}
                }
                match c {
                    'a'..='z' if inside == 0 => char::from_u32(0x430 + u32::from(c) - 97).expect("a letter"),
                    'A'..='Z' if inside == 0 => char::from_u32(0x410 + u32::from(c) - 65).expect("a letter"),
                    c => c,
                }
            })
            .collect()
    }
    fn changed(value: &mut serde_json::Value, key: &str) {
        match value {
            // CLDR's word between the last two things of a list, in that alphabet.
            serde_json::Value::String(text) if key == "lists" => *text = "ru".to_owned(),
            serde_json::Value::String(text) => *text = cyrillic(text),
            serde_json::Value::Array(list) => list.iter_mut().for_each(|item| changed(item, key)),
            serde_json::Value::Object(map) => map.iter_mut().for_each(|(key, value)| changed(value, key)),
            _ => {}
        }
    }
    fn json(node: &dateline::yaml::Node) -> serde_json::Value {
        use dateline::yaml::Value;
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Scalar { text, .. } => text.as_str().into(),
            Value::List(list) => list.iter().map(json).collect(),
            Value::Map(map) => map.iter().map(|(key, value)| (key.value.clone(), json(value))).collect(),
        }
    }
    let english = crate::harness::root().join("templates/words/en.yaml");
    let english = std::fs::read_to_string(english).expect("the catalogue");
    let mut whole = json(&dateline::yaml::read(&english).expect("YAML"));
    changed(&mut whole, "");
    // Keys that are numbers are none in JSON.
    let mut text = serde_json::to_string(&whole).expect("JSON");
    for number in 21..=41 {
        text = text.replace(&format!("\"{number}\":"), &format!("{number}: "));
    }
    text
}

/// Words in Latin letters that are nobody's language: names of formats and programs, and of what HTML calls by itself.
const NAMES: &[&str] = &[
    "json",
    "csv",
    "bibtex",
    "biblatex",
    "csl",
    "atom",
    "feed",
    "utc",
    "online",
    "dateline",
    "iframe",
    "src",
    "title",
    "width",
    "height",
    "style",
    "border",
    "loading",
    "lazy",
    "https",
    "http",
    "html",
    "www",
    "urldate",
    "organization",
    "date",
    "url",
    "index",
    "example",
];

#[test]
fn nothing_is_said_that_is_neither_the_sites_nor_the_catalogues() {
    let site = Site::empty();
    site.write("templates/words/eo.yaml", invented());
    site.write(
        "content/site.yaml",
        "title: Лист\ndescription: Один.\nlanguage: eo\nbase_url: https://a.example/\noutputs: []\n\
         publisher: {name: Стол, contact: a@a.example}\nkinds:\n  report: {label: Весть}\n  arrest: {label: Арест, accusation: true}\n"
            .replace("outputs: []\n", ""),
    );
    site.write("content/organizations/l.md", "---\nname: Газета\n---\n");
    site.write("content/organizations/k.md", "---\nname: Суд\ntype: court\n---\n");
    site.write("content/people/b.md", "---\nname: Ида\nrole: Она\nalso_known_as: [Ия]\n---\nОна [@s].\n");
    site.write("content/people/v.md", "---\nname: Вал\n---\n");
    site.write("content/places/p.md", "---\nname: Порт\ncoordinates: {latitude: 1.5, longitude: 2.5}\n---\n");
    site.write("content/claims/c.md", "---\nstatement: Вхетхер она взяла.\nlabel: Дело\nabout: [b, v]\n---\n");
    let archived = "archived: [{url: 'https://web.archive.org/web/2031/https://s.example/a', date: 2031-05-12}]";
    site.write(
        "content/sources/s.md",
        format!("---\ntitle: Весть\noutlet: Газета\nauthors: [Ян]\npublished: 2031-05-11\nurl: https://s.example/a\n{archived}\naccessed: 2031-05-13\npaywalled: true\nreliability: Осторожно.\ninterest: Своё.\nclaims: [{{claim: c, stance: alleges, concerns: [b]}}]\n---\n"),
    );
    site.write(
        "content/sources/t.md",
        format!(
            "---\ntitle: Ещё\noutlet: Газета\npublished: 2031-05\nurl: https://t.example/a\n{}\nbased_on: [s]\n---\n",
            archived.replace("s.example", "t.example")
        ),
    );
    site.write("content/events/e1.md", "---\ntitle: Раз\ndate: 2031-05-11\ntime: \"21:30\"\nkind: arrest\npeople: [{person: b, role: она}]\nplaces: [p]\ntags: [тема]\nsources: [{source: s, quote: весть тут, locator: лист}, t]\nclaims:\n  - {claim: c, stance: alleges, by: [l], concerns: [b, v], citing: двое}\nresponses:\n  - {claim: c, from: v, sought: 2031-05-10, sought_by: l, result: none, sources: [s]}\ndate_variants: [{date: 2031-05-12, sources: [t]}]\ncorrections: [{date: 2031-06-01, note: Не так.}]\nrelated: [e2]\nadded: 2031-05-12\nupdated: 2031-06-01\n---\nРаз [@s].\n");
    site.write("content/events/e2.md", "---\ntitle: Два\ndate: 2031-05~/2032\nkind: report\nsources: [t]\nclaims:\n  - {claim: c, stance: denies, by: [b]}\n  - {claim: c, stance: charged, concerns: [v], by: [k]}\n  - {claim: c, stance: acquitted, concerns: [b], by: [k], final: true, finding: Нет.}\nadded: 2032-02-01\naliases: [e0]\n---\nДва [@t].\n");
    site.write("content/events/e3.md", "---\ntitle: Три\ndate: 2033\nkind: report\nsources: [t]\nwithdrawn: {date: 2033-02-01, reason: Не то.}\nadded: 2033-01-01\n---\nТри [@t].\n");
    let files = site.build();
    let mut strange: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in &files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let said = match path.rsplit('.').next().unwrap_or_default() {
            "html" => html_texts(text),
            "xml" if !path.starts_with("sitemap") => xml_texts(text),
            "ics" => text
                .lines()
                .filter(|line| line.starts_with("SUMMARY") || line.starts_with("DESCRIPTION"))
                .map(|line| line.split_once(':').map_or(line, |(_, said)| said).to_owned() + "\n")
                .collect(),
            "json" if path.starts_with("search/index/texts") => json_texts(text),
            _ => continue,
        };
        // `{query}` is filled in.
        let said = without_names(&said);
        let words = said.split(|c: char| c.is_whitespace() || "()[]{}<>,;“”\"'=".contains(c));
        // Addresses, mail addresses, ids and encoded texts are no words.
        let words = words.filter(|word| !word.contains(['/', '@', '.', '_', '&', '%', '-']));
        let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase());
        let is_latin = |word: &String| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
        let found: BTreeSet<String> = words.filter(is_latin).filter(|word| !NAMES.contains(&word.as_str())).collect();
        if !found.is_empty() {
            strange.insert(path.clone(), found);
        }
    }
    assert!(files.len() > 40);
    assert!(strange.is_empty(), "{strange:#?}");
}

/// What a page shows or reads aloud: text, and attributes that hold some.
fn html_texts(html: &str) -> String {
    let mut said = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        said.push_str(&rest[..at]);
        said.push('\n');
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        for attribute in [
            "alt=\"",
            "title=\"",
            "aria-label=\"",
            "placeholder=\"",
            "data-some=\"",
            "data-none=\"",
            "data-one=\"",
            "data-many=\"",
            "data-done=\"",
        ] {
            if let Some((_, value)) = tag.split_once(attribute).filter(|_| !tag.starts_with("<iframe")) {
                said.push_str(value.split('"').next().unwrap_or_default());
                said.push('\n');
            }
        }
        if tag.starts_with("<meta name=\"description\"")
            || tag.starts_with("<meta property=\"og:description\"")
            || tag.starts_with("<meta property=\"og:title\"")
        {
            said.push_str(tag.split("content=\"").nth(1).and_then(|value| value.split('"').next()).unwrap_or_default());
            said.push('\n');
        }
        rest = &rest[end..];
        for element in ["script", "style"] {
            if tag.starts_with(&format!("<{element}")) {
                rest = rest.split_once(&format!("</{element}>")).map_or("", |(_, after)| after);
            }
        }
        // How to cite, in the form of a program.
        if tag.starts_with("<textarea") {
            rest = rest.split_once("</textarea>").map_or("", |(_, after)| after);
        }
    }
    said + rest
}

fn xml_texts(xml: &str) -> String {
    let texts = ["title", "subtitle", "summary", "name"].into_iter().flat_map(|element| {
        let start = format!("<{element}");
        xml.split(&start)
            .skip(1)
            .map(|rest| {
                let rest = rest.split_once('>').map_or("", |(_, rest)| rest);
                rest.split('<').next().unwrap_or_default().to_owned() + "\n"
            })
            .collect::<Vec<_>>()
    });
    texts.collect()
}

fn json_texts(json: &str) -> String {
    fn texts(value: &serde_json::Value, key: &str, said: &mut String) {
        match value {
            serde_json::Value::String(text) if key != "href" => {
                said.push_str(text);
                said.push('\n');
            }
            serde_json::Value::Array(list) => list.iter().for_each(|item| texts(item, key, said)),
            serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| texts(value, key, said)),
            _ => {}
        }
    }
    let mut said = String::new();
    texts(&serde_json::from_str(json).expect("JSON"), "", &mut said);
    said
}

/// The text without what stands in it for something that a program fills in.
fn without_names(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + part.split_once('}').map_or(part, |(_, behind)| behind))
}
