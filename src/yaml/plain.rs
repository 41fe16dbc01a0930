//! What a scalar without quotation marks is.

/// What YAML's core schema takes a scalar for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScalarType {
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text,
}

/// What YAML 1.2's core schema takes a scalar without quotation marks for; none for nothing.
pub fn plain_type(text: &str) -> Option<ScalarType> {
    let known = match text {
        "" | "~" | "null" | "Null" | "NULL" => return None,
        "true" | "True" | "TRUE" => ScalarType::Boolean(true),
        "false" | "False" | "FALSE" => ScalarType::Boolean(false),
        // Nearly all are words, and no number begins like one.
        _ if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) => ScalarType::Text,
        _ => integer(text).map(ScalarType::Integer).or_else(|| float(text)).unwrap_or(ScalarType::Text),
    };
    Some(known)
}

/// Decimal, or in the base that its beginning names. `0079` is none: it is what somebody typed as a text.
fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = digits.strip_prefix(prefix) {
            let number =
                rest.starts_with(|c: char| c.is_ascii_hexdigit()).then(|| i64::from_str_radix(rest, radix).ok())??;
            return Some(if text.starts_with('-') { -number } else { number });
        }
    }
    if has_leading_zero(digits) { None } else { text.parse().ok() }
}

fn float(text: &str) -> Option<ScalarType> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number = match digits {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => f64::NEG_INFINITY,
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        ".nan" | ".NaN" | ".NAN" if text == digits => f64::NAN,
        _ if has_leading_zero(digits) => return None,
        _ => text.parse().ok().filter(|number: &f64| number.is_finite())?,
    };
    Some(ScalarType::Float(number))
}

fn has_leading_zero(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|digit| digit.is_ascii_digit())
}
