//! Feeds, the sitemap and drawings: whether they are XML, and hold no markup that nobody put there.

use super::html;
use quick_xml::Reader;
use quick_xml::events::Event;

/// What feeds, the sitemap and the cards are made of. XHTML's own elements, which a browser would run, are not among it.
const ELEMENTS: &[&str] = &[
    "feed",
    "entry",
    "title",
    "subtitle",
    "id",
    "updated",
    "published",
    "link",
    "author",
    "name",
    "email",
    "uri",
    "category",
    "content",
    "summary",
    "rights",
    "generator",
    "contributor",
    "urlset",
    "url",
    "loc",
    "lastmod",
    "svg",
    "g",
    "rect",
    "text",
    "path",
    "tspan",
    "circle",
    "line",
    "polygon",
];

/// Everything that is wrong with an XML file.
pub fn problems(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut reader = Reader::from_str(text);
    let mut is_markup = false;
    let mut markup = String::new();
    loop {
        match reader.read_event() {
            Err(error) => return vec![format!("no XML: {error}")],
            Ok(Event::Eof) => return problems,
            Ok(Event::Start(tag)) => {
                is_markup = tag.attributes().flatten().any(|a| a.key.as_ref() == b"type" && &*a.value == b"html");
                markup.clear();
                element(&tag, &mut problems);
            }
            Ok(Event::Empty(tag)) => element(&tag, &mut problems),
            Ok(Event::Text(words)) if is_markup => markup.push_str(&words.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(name)) if is_markup => {
                let name = String::from_utf8_lossy(&name).into_owned();
                markup.push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or("?"));
            }
            Ok(Event::CData(words)) if is_markup => markup.push_str(&String::from_utf8_lossy(&words)),
            Ok(Event::End(_)) if is_markup => {
                is_markup = false;
                problems.extend(html::fragment_problems(&markup));
            }
            Ok(Event::PI(_) | Event::DocType(_) | Event::Comment(_)) => problems.push("instructions".to_owned()),
            Ok(_) => {}
        }
    }
}

fn element(tag: &quick_xml::events::BytesStart, problems: &mut Vec<String>) {
    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
    if !ELEMENTS.contains(&&*name) {
        problems.push(format!("<{name}>"));
    }
    for attribute in tag.attributes() {
        let Ok(attribute) = attribute else {
            problems.push(format!("an attribute of <{name}>"));
            continue;
        };
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        if key.starts_with("on") || key.ends_with("href") && !html::is_safe_address(&value) {
            problems.push(format!("<{name} {key}={value}>"));
        }
    }
}
