//! A browser without scripts that fills in forms.

use super::preview::{Answer, Preview};
use std::collections::BTreeMap;

/// A form as it stands on a page, with the cookie that came with it.
#[derive(Clone)]
pub struct OpenForm {
    pub fields: BTreeMap<String, String>,
    pub cookie: String,
    /// The page on which it stands.
    pub page: String,
}

impl OpenForm {
    /// The form at an address of the preview.
    pub fn at(preview: &Preview, path: &str) -> Self {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        let cookie = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        let cookie = cookie.split(';').next().expect("its name and value").to_owned();
        Self::on(&answer.body, &cookie)
    }

    /// The form on a page.
    pub fn on(page: &str, cookie: &str) -> Self {
        let document = dom_query::Document::from(page);
        let mut fields = BTreeMap::new();
        for input in &document.select("form input, form textarea, form select") {
            let attribute = |name: &str| input.attr(name).map(|value| value.to_string());
            let Some(name) = attribute("name").filter(|name| !name.contains("{n}")) else { continue };
            let is_checkbox = attribute("type").as_deref() == Some("checkbox");
            if is_checkbox && attribute("checked").is_none() {
                continue;
            }
            let value = if input.is("textarea") {
                let text = input.text().to_string();
                text.strip_prefix('\n').unwrap_or(&text).to_owned()
            } else if input.is("select") {
                input.select("option[selected]").attr("value").map(|value| value.to_string()).unwrap_or_default()
            } else if is_checkbox {
                "on".to_owned()
            } else {
                attribute("value").unwrap_or_default()
            };
            fields.insert(name, value);
        }
        Self { fields, cookie: cookie.to_owned(), page: page.to_owned() }
    }

    /// The same form with another value in a field.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Presses a button that sends the form to this place.
    pub fn send(&self, preview: &Preview, place: &str, action: &str) -> Answer {
        self.send_with(preview, place, action, &self.headers(preview))
    }

    /// The same where the preview may be gone.
    pub fn send_if_there(&self, preview: &Preview, place: &str, action: &str) -> Option<Answer> {
        std::net::TcpStream::connect(preview.address).ok()?;
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.send(preview, place, action))).ok()
    }

    /// What a browser on this machine sends along.
    pub fn headers(&self, preview: &Preview) -> Vec<(&'static str, String)> {
        vec![
            ("Host", preview.address.to_string()),
            ("Origin", format!("http://{}", preview.address)),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
            ("Content-Type", "application/x-www-form-urlencoded".to_owned()),
            ("Cookie", self.cookie.clone()),
        ]
    }

    pub fn send_with(
        &self,
        preview: &Preview,
        place: &str,
        action: &str,
        headers: &[(&'static str, String)],
    ) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.fields {
            // As browsers do.
            body.append_pair(name, &value.replace('\n', "\r\n"));
        }
        body.append_pair("action", action);
        let body = body.finish();
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        preview.ask(&format!(
            "POST /_dateline/edit/{place} HTTP/1.1\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        ))
    }

    /// Looks at what would be written, then writes it.
    pub fn save(&self, preview: &Preview) -> Answer {
        let review = self.send(preview, "review", "review");
        assert_eq!(review.status, 200, "{}", review.body);
        assert!(review.body.contains("What will be written"), "{}", review.body);
        let review = Self::on(&review.body, &self.cookie);
        review.send(preview, "save", "write")
    }
}
