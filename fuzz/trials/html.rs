//! Pages as a browser reads them: whether they are whole, and hold nothing that nobody put there.

use dom_query::{Document, NodeRef};

/// What a body may become.
pub const PROSE: &[&str] = &[
    "html",
    "head",
    "title",
    "body",
    "p",
    "a",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "sup",
    "span",
    "div",
    "img",
];

/// What the built-in templates are made of, beside prose.
pub const PAGE: &[&str] = &[
    "meta",
    "link",
    "base",
    "script",
    "header",
    "nav",
    "main",
    "footer",
    "article",
    "section",
    "aside",
    "time",
    "bdi",
    "span",
    "b",
    "i",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "figure",
    "figcaption",
    "form",
    "label",
    "select",
    "option",
    "button",
    "input",
    "textarea",
    "svg",
    "title",
    "desc",
    "g",
    "path",
    "rect",
    "circle",
    "line",
    "text",
    "symbol",
    "use",
    "cite",
    "q",
    "small",
    "noscript",
    "datalist",
    "output",
    "fieldset",
    "legend",
    "caption",
    "col",
    "abbr",
    "search",
    "polygon",
    "polyline",
    "ellipse",
    "defs",
    "address",
];

/// Everything that is wrong with a page whose elements are among `elements`.
pub fn problems(html: &str, elements: &[&str]) -> Vec<String> {
    let document = Document::from(html);
    let mut problems: Vec<String> =
        document.errors.borrow().iter().map(|error| format!("parse error: {error}")).collect();
    for node in document.root().descendants_it().filter(NodeRef::is_element) {
        let name = node.node_name().expect("an element has a name");
        if !elements.contains(&&*name) {
            problems.push(format!("<{name}>"));
        }
        for attribute in node.attrs() {
            let (key, value) = (&*attribute.name.local, &*attribute.value);
            if !is_fine(&name, key, value) {
                problems.push(format!("<{name} {key}={value:?}>"));
            }
        }
        let is_data = node.attr("type").is_some_and(|kind| &*kind == "application/ld+json");
        if &*name == "script" && !node.has_attr("src") && !is_data {
            problems.push(format!("a script in the page: {}", node.text()));
        }
        if &*name == "script" && is_data {
            problems.extend(super::json::problems(&node.text()));
        }
    }
    problems
}

/// Everything that is wrong with markup in a feed or in data.
pub fn fragment_problems(markup: &str) -> Vec<String> {
    let elements = [
        PROSE,
        &[
            "b", "i", "span", "time", "dl", "dt", "dd", "article", "section", "header", "footer", "iframe", "small",
            "cite", "q",
        ],
    ]
    .concat();
    problems(&format!("<!doctype html><title>x</title><body>{markup}"), &elements)
}

/// The elements of a page with the names of their attributes, in order: what text may not change.
pub fn skeleton(html: &str) -> String {
    let document = Document::from(html);
    let mut skeleton = String::new();
    for node in document.root().descendants_it().filter(NodeRef::is_element) {
        skeleton.push_str(&node.node_name().expect("an element has a name"));
        for attribute in node.attrs() {
            skeleton.push(' ');
            skeleton.push_str(&attribute.name.local);
        }
        skeleton.push('\n');
    }
    skeleton
}

fn is_fine(element: &str, key: &str, value: &str) -> bool {
    match key {
        // What another site gets to embed us with.
        "style" if element == "iframe" => true,
        "style" | "srcdoc" | "formaction" | "background" | "ping" | "manifest" | "dynsrc" | "lowsrc" => false,
        // A base may say where links open, not where they lead.
        "href" if element == "base" => false,
        "href" | "action" | "cite" | "data" | "poster" | "xlink:href" => is_safe_address(value),
        // Nothing is loaded from elsewhere.
        "src" if element == "iframe" => is_safe_address(value),
        "src" | "srcset" => !value.contains(':') && !value.starts_with("//"),
        "http-equiv" => element == "meta" && matches!(value, "Content-Security-Policy" | "refresh"),
        key => !key.starts_with("on"),
    }
}

/// Whether a browser that follows this address stays on the web, in a mail, or here.
pub fn is_safe_address(value: &str) -> bool {
    // Browsers drop these before they look for a scheme.
    let value: String =
        value.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.split_once(':') {
        None => !value.starts_with("//") && !value.starts_with("\\"),
        Some((scheme, _)) => matches!(&*scheme.to_ascii_lowercase(), "http" | "https" | "mailto"),
    }
}
