//! The one door to the `url` crate: which addresses may be linked.

use crate::model::PageAddress;

/// Why an address may not be linked, and what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlProblem {
    pub message: String,
    pub help: String,
}

/// `text` as an address that a reader may be sent to: http or https, with a host and without a password.
///
/// The text is given back as it was written, but for white space around it: normalising would change what a
/// source's publisher calls its own page.
pub fn web(text: &str) -> Result<String, UrlProblem> {
    linkable(text, &["http", "https"])
}

/// `text` as the address of a site, behind which the paths of its pages are written.
pub fn of_site(text: &str) -> Result<String, UrlProblem> {
    let address = web(text)?;
    match address.find(['?', '#']) {
        None => Ok(address),
        Some(at) => Err(UrlProblem {
            message: format!("`{}` can't stand in the address of a site", &address[at..]),
            help: format!("pages' addresses go on behind it: write `{}`", &address[..at]),
        }),
    }
}

/// `text` as an address for a link in running text: http, https or mailto.
pub fn web_or_mail(text: &str) -> Result<String, UrlProblem> {
    linkable(text, &["http", "https", "mailto"])
}

/// The host of an address and whether there is anything after it.
pub fn is_bare_domain(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
}

/// The host of an address, without `www.`; empty where there is none.
pub fn host(text: &str) -> String {
    let url = url::Url::parse(text).ok();
    let host = url.as_ref().and_then(url::Url::host_str).unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// What an address says of the page that it leads to.
pub fn page(text: &str) -> PageAddress {
    PageAddress { host: host(text).into(), comparable: comparable(text).into(), is_bare_domain: is_bare_domain(text) }
}

/// What two addresses of one page have in common: without scheme, `www.`, fragment, a slash at the end and tracking keys.
pub fn comparable(text: &str) -> String {
    let Ok(mut url) = url::Url::parse(text) else { return text.to_owned() };
    url.set_fragment(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !key.starts_with("utm_") && !matches!(&**key, "fbclid" | "gclid"))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    let query: Vec<String> = kept.iter().map(|(key, value)| format!("{key}={value}")).collect();
    format!("{}{}?{}", host(text), url.path().trim_end_matches('/'), query.join("&"))
}

/// Whether two addresses are one page's in two spellings: for phones, for readers' programs (AMP), with what other sites add
/// to know where a visitor came from.
pub fn same_page(one: &str, other: &str) -> bool {
    spelling(one) == spelling(other)
}

fn spelling(text: &str) -> String {
    const ADDED: &[&str] = &[
        "amp",
        "outputtype",
        "ref",
        "ref_src",
        "cmpid",
        "smid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "msclkid",
        "ns_campaign",
    ];
    let Ok(mut url) = url::Url::parse(text) else { return text.to_owned() };
    let kept: Vec<(String, String)> = (url.query_pairs())
        .filter(|(key, _)| !ADDED.contains(&key.to_lowercase().as_str()))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    url.query_pairs_mut().clear().extend_pairs(kept);
    let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy().into_owned();
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/amp").or(path.strip_suffix(".amp")).unwrap_or(path);
    let path =
        ["/index.html", "/index.htm", "/index.php"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let path = path.strip_prefix("/amp/").map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    url.set_path(&path);
    let comparable = comparable(url.as_str());
    ["m.", "mobile.", "amp."].iter().find_map(|sub| comparable.strip_prefix(sub)).unwrap_or(&comparable).to_owned()
}

/// Where a link to `target` on the page `base` leads, if that is on the web; without its fragment.
pub fn joined(base: &str, target: &str) -> Option<String> {
    let mut url = url::Url::parse(base).ok()?.join(target.trim()).ok()?;
    url.set_fragment(None);
    (matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none())
        .then(|| url.into())
}

fn linkable(text: &str, schemes: &[&str]) -> Result<String, UrlProblem> {
    let text = text.trim();
    // In running text alone, something on this site is linked by its id.
    let by_id = schemes.contains(&"mailto");
    let problem = |message: String, help: String| Err(UrlProblem { message, help });
    // Words in the place of an address hold spaces, too, and no other way of writing these would help.
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) && text.contains([':', '/', '.']) {
        return problem(format!("`{}` holds white space", text.escape_debug()), "write a space as `%20`".to_owned());
    }
    // A browser takes it for a slash where it stands as it is, and not where it was written as `%5C`.
    if text.contains('\\') {
        return problem(
            format!("`{text}` holds a backslash"),
            "write `/`, or `%5C` where a backslash is meant".to_owned(),
        );
    }
    match url::Url::parse(text) {
        Ok(url) if !schemes.contains(&url.scheme()) => problem(
            format!("`{text}` leads to `{}:`, which no link here may", url.scheme()),
            match by_id {
                true => {
                    "links lead to https, http and mailto; to something on this site by id, like `event:ID`".to_owned()
                }
                false => "write an address that begins with `https://` or `http://`".to_owned(),
            },
        ),
        Ok(url) if url.scheme() == "mailto" => {
            if url.path().contains('@') {
                Ok(text.to_owned())
            } else {
                problem(format!("`{text}` is not a mail address"), "write `mailto:name@example.org`".to_owned())
            }
        }
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            problem(format!("`{text}` holds a user name or password"), "remove everything before the `@`".to_owned())
        }
        // The parser mends `https:/example.org` and `https:example.org`; a browser would too, but no one else.
        Ok(url) if url.host_str().is_none_or(str::is_empty) || !text.contains("://") || text.contains(":///") => {
            problem(format!("`{text}` has no host"), "write it in full, like `https://example.org/article`".to_owned())
        }
        Ok(_) => Ok(text.to_owned()),
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            problem(format!("`{text}` is not a whole address"), whole(text, by_id))
        }
        Err(error) => {
            problem(format!("`{text}` is not an address: {error}"), "copy it from the browser's address bar".to_owned())
        }
    }
}

/// How an address without a scheme is written in full; a path on this site has none.
fn whole(text: &str, by_id: bool) -> String {
    let rest = text.trim_start_matches(['/', ':']);
    let rest = ["https", "http"].iter().find_map(|scheme| rest.strip_prefix(scheme)).map_or(rest, |behind| {
        let behind = behind.trim_start_matches([':', ';', '/']);
        if behind.len() < rest.len() - 4 { behind } else { rest }
    });
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with(".md") && !host.ends_with(".html");
    if is_host && !text.starts_with("/") || text.starts_with("//") {
        return format!("write it in full: `https://{rest}`");
    }
    let by_id = match by_id {
        true => "; to something on this site by id, as `event:ID`, `source:ID` or `page:ID`",
        false => "",
    };
    format!("write it in full, as `https://example.org/article`{by_id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_go_on_behind_the_address_of_a_site() {
        assert!(of_site("https://harbour.example/timeline/").is_ok());
        for (bad, good) in
            [("https://h.example/?a=b", "`https://h.example/`"), ("https://h.example/t#top", "`https://h.example/t`")]
        {
            assert!(of_site(bad).is_err_and(|problem| problem.help.ends_with(good)), "{bad}");
        }
        let advised = |problem: UrlProblem| problem.help.contains("event:ID");
        assert!(web_or_mail("ftp://a.example").is_err_and(advised) && !web("ftp://a.example").is_err_and(advised));
    }

    #[test]
    fn only_http_https_and_mailto_are_linked() {
        for good in ["https://example.org/a?b#c", "http://example.org", "https://例え.jp/記事"] {
            assert!(web(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "//example.org/x",
            "www.example.org",
            "ftp://a.b/c",
            "https://user:pass@example.org/",
            "https:///x",
            "https:example.org",
            "mailto:a@b.c",
            "",
            "file:///etc/passwd",
            "https://example.org\\@example.net/",
            "https:\\\\example.org/",
        ] {
            assert!(web(bad).is_err(), "{bad}");
        }
        assert!(web_or_mail("mailto:desk@example.org").is_ok());
        assert!(web_or_mail("mailto:").is_err());
    }

    #[test]
    fn an_address_without_a_scheme_gets_one_only_if_it_has_a_host() {
        for (text, expected) in [
            ("www.example.org/a", "https://www.example.org/a`"),
            ("//example.org/a", "https://example.org/a`"),
            ("http//example.org/a", "https://example.org/a`"),
            ("../about.md", "by id"),
            ("/people/ida-bloom/", "by id"),
            ("about.md", "by id"),
        ] {
            let help = web_or_mail(text).expect_err("it has no scheme").help;
            assert!(help.contains(expected), "{text}: {help}");
        }
    }

    #[test]
    fn words_in_the_place_of_an_address_are_told_from_an_address_with_spaces() {
        assert!(web("The Gull").is_err_and(|problem| problem.message.contains("not a whole address")));
        assert!(web("https://gull.example/a b").is_err_and(|problem| problem.help.contains("%20")));
    }

    #[test]
    fn links_are_joined_to_their_page() {
        assert_eq!(joined("https://example.org/a/b?c#d", "../e#f").as_deref(), Some("https://example.org/e"));
        assert_eq!(joined("https://example.org", "//example.net").as_deref(), Some("https://example.net/"));
        assert_eq!(joined("https://example.org", "javascript:alert(1)"), None);
        assert_eq!(joined("https://example.org", "https://a:b@example.org"), None);
        assert_eq!(joined("example.org", "/"), None);
    }

    #[test]
    fn addresses_of_one_page_compare_equal() {
        assert_eq!(comparable("https://www.example.org/a/?utm_source=x#y"), comparable("http://example.org/a"));
        assert_ne!(comparable("https://example.org/a?id=1"), comparable("https://example.org/a?id=2"));
    }
}
