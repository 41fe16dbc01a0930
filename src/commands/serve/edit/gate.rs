//! Who may use the forms: a browser on this machine, on a page of ours, with the token of this run.
//!
//! That the `Host` names this machine was looked at before. A form is taken only from our own pages: their `Origin` is
//! this server's, `Sec-Fetch-Site` says `same-origin`, and they hold the token that the browser also has in a cookie,
//! which it sends from no other site's page.

use hyper::StatusCode;
use hyper::header::{self, HeaderMap};

/// A form holds a text of a megabyte at most, which is three times that where every letter is escaped.
pub const MAX_FORM: usize = 4 << 20;

/// The token of a run, and the name of its cookie.
#[derive(Debug)]
pub struct Gate {
    token: String,
    cookie: String,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateRefusal {
    /// It comes from another site's page, or from nobody who says where.
    OtherSite,
    /// It has no token of this run.
    Token,
    /// It is no form.
    NoForm,
    TooLarge,
}

impl GateRefusal {
    pub fn status(self) -> StatusCode {
        match self {
            Self::OtherSite | Self::Token => StatusCode::FORBIDDEN,
            Self::NoForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::OtherSite => {
                "This was asked by another site’s page. Open the preview’s own address and start from there."
            }
            Self::Token => {
                "This form belongs to an earlier run of the preview, or your browser keeps no cookies of it. What you \
                 wrote is not saved: go back, copy it, and open the form anew."
            }
            Self::NoForm => "This is no form.",
            Self::TooLarge => "The form is larger than any file of a site may be. Nothing was saved.",
        }
    }
}

impl Gate {
    /// A gate with a token that nobody can guess, for the server on this port.
    ///
    /// # Errors
    ///
    /// Where the system has no random numbers.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        // Cookies don't tell ports apart, and two previews may run.
        Ok(Self { token, cookie: format!("dateline-edit-{port}") })
    }

    /// What stands in each form.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// What each form's page gives the browser.
    pub fn set_cookie(&self) -> String {
        format!("{}={}; Path=/_dateline/; HttpOnly; SameSite=Strict", self.cookie, self.token)
    }

    /// Whether a page may be shown: not to another site's page, neither in a frame of it nor fetched.
    pub fn lets_read(&self, headers: &HeaderMap) -> Result<(), GateRefusal> {
        match one(headers, "sec-fetch-site") {
            Some("same-origin" | "none") => Ok(()),
            // Older browsers don't say; they can't read the answer from another site either.
            None if headers.get("sec-fetch-site").is_none() => Ok(()),
            _ => Err(GateRefusal::OtherSite),
        }
    }

    /// Whether a form may be read, before it is.
    pub fn lets_send(&self, headers: &HeaderMap) -> Result<(), GateRefusal> {
        let host = one(headers, header::HOST.as_str()).ok_or(GateRefusal::OtherSite)?;
        let origin = one(headers, header::ORIGIN.as_str()).ok_or(GateRefusal::OtherSite)?;
        let is_ours = origin.strip_prefix("http://").is_some_and(|from| from.eq_ignore_ascii_case(host));
        let site = headers.get("sec-fetch-site").is_none() || one(headers, "sec-fetch-site") == Some("same-origin");
        if !is_ours || !site {
            return Err(GateRefusal::OtherSite);
        }
        let media = one(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
        if media.split(';').next().map(str::trim) != Some("application/x-www-form-urlencoded") {
            return Err(GateRefusal::NoForm);
        }
        let length = one(headers, header::CONTENT_LENGTH.as_str()).and_then(|length| length.parse::<u64>().ok());
        if length.is_some_and(|length| length > MAX_FORM as u64) {
            return Err(GateRefusal::TooLarge);
        }
        let mut cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let is_told = cookies.any(|cookies| {
            let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
            pairs.any(|(name, value)| name == self.cookie && is_same(value, &self.token))
        });
        if is_told { Ok(()) } else { Err(GateRefusal::Token) }
    }

    /// Whether the form itself has the token.
    pub fn knows(&self, token: &str) -> Result<(), GateRefusal> {
        if is_same(token, &self.token) { Ok(()) } else { Err(GateRefusal::Token) }
    }
}

/// A header that stands once.
fn one<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// Compares in a time that doesn't tell how much is right.
fn is_same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |differing, (a, b)| differing | (a ^ b));
    one.len() == other.len() && differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::{HeaderName, HeaderValue};

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            headers.append(name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    #[test]
    fn only_our_own_page_may_send_a_form() {
        let gate = Gate::new(4000).unwrap();
        let cookie = gate.set_cookie();
        let cookie = cookie.split(';').next().unwrap();
        let good = [
            ("host", "localhost:4000"),
            ("origin", "http://localhost:4000"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("content-length", "100"),
            ("cookie", cookie),
        ];
        assert_eq!(gate.lets_send(&headers(&good)), Ok(()));
        let with = |name: &str, value: Option<&str>| {
            let others = good.iter().filter(|(known, _)| *known != name).copied();
            let pairs: Vec<_> = others.chain(value.map(|value| (name, value))).collect();
            gate.lets_send(&headers(&pairs))
        };
        assert_eq!(with("sec-fetch-site", None), Ok(()), "an older browser");
        for origin in [
            None,
            Some("null"),
            Some(""),
            Some("http://evil.example"),
            Some("https://localhost:4000"),
            Some("http://localhost:4001"),
            Some("http://localhost"),
            Some("http://127.0.0.1:4000"),
            Some("http://localhost:4000.evil.example"),
        ] {
            assert_eq!(with("origin", origin), Err(GateRefusal::OtherSite), "{origin:?}");
        }
        for site in ["cross-site", "same-site", "none", ""] {
            assert_eq!(with("sec-fetch-site", Some(site)), Err(GateRefusal::OtherSite), "{site}");
        }
        for media in [None, Some("text/plain"), Some("multipart/form-data; boundary=x"), Some("application/json")] {
            assert_eq!(with("content-type", media), Err(GateRefusal::NoForm), "{media:?}");
        }
        assert_eq!(with("content-length", Some("104857600")), Err(GateRefusal::TooLarge));
        for cookie in [None, Some("dateline-edit-4000="), Some("dateline-edit-4001=x"), Some("x")] {
            assert_eq!(with("cookie", cookie), Err(GateRefusal::Token), "{cookie:?}");
        }
        let mut twice = good.to_vec();
        twice.push(("origin", "http://evil.example"));
        assert_eq!(gate.lets_send(&headers(&twice)), Err(GateRefusal::OtherSite));
        assert_eq!((gate.knows(gate.token()), gate.knows("")), (Ok(()), Err(GateRefusal::Token)));
        assert_ne!(gate.token(), Gate::new(4000).unwrap().token());
    }

    #[test]
    fn no_other_site_s_page_may_read_a_form() {
        let gate = Gate::new(4000).unwrap();
        for good in ["same-origin", "none"] {
            assert_eq!(gate.lets_read(&headers(&[("sec-fetch-site", good)])), Ok(()));
        }
        for bad in ["cross-site", "same-site", "", "x"] {
            assert_eq!(gate.lets_read(&headers(&[("sec-fetch-site", bad)])), Err(GateRefusal::OtherSite));
        }
        assert_eq!(gate.lets_read(&headers(&[])), Ok(()));
    }
}
