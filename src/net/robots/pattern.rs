//! Patterns for paths, as `robots.txt` writes them: `*` for anything, `$` for the end (RFC 9309, 2.2.2 and 2.2.3).

/// A pattern, in the one form in which it is compared.
#[derive(Debug)]
pub struct PathPattern {
    text: String,
    /// Whether it has to reach to the path's end.
    is_whole: bool,
}

impl PathPattern {
    /// The pattern that a rule writes as `path`, which is not empty.
    pub fn new(path: &str) -> Self {
        let (path, is_whole) = path.strip_suffix('$').map_or((path, false), |path| (path, true));
        let text =
            if path.starts_with(['/', '*']) { comparable(path, "") } else { comparable(&format!("/{path}"), "") };
        Self { text: text.replace('$', "%24"), is_whole }
    }

    /// Its octets, of which the most decide between two rules.
    pub fn len(&self) -> usize {
        self.text.len() + usize::from(self.is_whole)
    }

    /// Whether a [`target`] matches.
    ///
    /// Each part between two stars is put as far to the left as it fits, which leaves the most room for those behind
    /// it: so nothing is tried twice, whatever the pattern.
    pub fn matches(&self, target: &str) -> bool {
        let mut parts = self.text.split('*');
        let Some(mut rest) = target.strip_prefix(parts.next().unwrap_or_default()) else { return false };
        let Some(last) = parts.next_back() else { return !self.is_whole || rest.is_empty() };
        for part in parts {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        if self.is_whole { rest.ends_with(last) } else { rest.contains(last) }
    }
}

/// Path and query of an address, in the form in which patterns are compared with them.
pub fn target(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    match rest.find(['/', '?']).map(|at| &rest[at..]) {
        None => "/".to_owned(),
        Some(query) if query.starts_with('?') => comparable(&format!("/{query}"), "*$"),
        Some(path) => comparable(path, "*$"),
    }
}

/// `text` with each octet written in one way: unreserved ones as they are, those that are no ASCII, and `also`, in
/// percent; others as they were written. In a query, `:`, `/`, `?` and `@` say the same either way.
fn comparable(text: &str, also: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    let mut comparable = String::with_capacity(bytes.len());
    let mut is_query = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let encoded = (byte == b'%').then(|| octet(bytes.get(at + 1..at + 3)?)).flatten();
        let octet = encoded.unwrap_or(byte);
        let is_plain = match encoded {
            Some(octet) => {
                octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) || is_query && b":/?@".contains(&octet)
            }
            None => byte.is_ascii() && !also.as_bytes().contains(&byte),
        };
        is_query |= octet == b'?' && encoded.is_none();
        if is_plain {
            comparable.push(char::from(octet));
        } else {
            let digits = [HEX[usize::from(octet >> 4)], HEX[usize::from(octet & 15)]];
            comparable.push('%');
            comparable.extend(digits.map(char::from));
        }
        at += if encoded.is_some() { 3 } else { 1 };
    }
    comparable
}

/// The octet that two hexadecimal digits stand for.
fn octet(digits: &[u8]) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some(digit(digits[0])? << 4 | digit(digits[1])?)
}
