//! The running head of printed sheets: the site's title and the day of its last change, which no style sheet knows that
//! is the same for all sites.

use super::context::Context;
use super::wording;
use crate::model::foreign;

/// Where it stands.
pub const PATH: &str = "print.css";

/// The style sheet. A browser that knows no margin boxes prints its own head instead.
pub fn css(cx: &Context<'_>) -> String {
    let title = quoted(&foreign::plain(&cx.site.settings.title));
    let changed = cx.dates.of_site.map(|day| wording::day(cx, day)).unwrap_or_default();
    let changed = quoted(&changed);
    format!(
        "@page{{@top-left{{content:{title};font:8pt sans-serif;color:#444}}@top-right{{content:{changed};font:8pt \
         sans-serif;color:#444}}@bottom-right{{content:counter(page);font:8pt sans-serif;color:#444}}}}\n"
    )
}

/// A text as a string of CSS.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_title_ends_its_string() {
        assert_eq!(quoted("a \"b\" \\ c\nd } @import"), "\"a \\\"b\\\" \\\\ c d } @import\"");
    }
}
