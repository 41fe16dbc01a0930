//! Data: whether it is JSON, and what is markup in it has only what Markdown can say.

use super::html;
use serde_json::Value;

/// Everything that is wrong with a JSON file.
pub fn problems(text: &str) -> Vec<String> {
    match serde_json::from_str(text) {
        Ok(value) => {
            let mut problems = Vec::new();
            walk(&value, "", &mut problems);
            problems
        }
        Err(error) => vec![format!("no JSON: {error}")],
    }
}

fn walk(value: &Value, key: &str, problems: &mut Vec<String>) {
    match value {
        Value::String(text) if matches!(key, "content_html" | "html" | "body_html") => {
            problems.extend(html::fragment_problems(text));
        }
        Value::String(text)
            if matches!(key, "url" | "external_url" | "home_page_url" | "href" | "page" | "URL" | "author_url")
                && !html::is_safe_address(text) =>
        {
            problems.push(format!("{key}: {text}"));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, key, problems)),
        Value::Object(map) => map.iter().for_each(|(key, value)| walk(value, key, problems)),
        _ => {}
    }
}
