//! Where in a source a passage stands, said so that a program can go there: pages, times, a note.

use std::fmt;

/// The place of a passage in a document or a recording.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Pinpoint {
    pub pages: Option<PageRange>,
    pub times: Option<TimeRange>,
    /// DocumentCloud's number of a note that somebody left on the page.
    pub annotation: Option<u64>,
}

/// Pages of a document, counted from 1 as programs that show documents count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageRange {
    pub first: u32,
    /// The same for one page.
    pub last: u32,
}

/// No document has more.
const MOST_PAGES: u32 = 100_000;

impl PageRange {
    /// Reads `12`, or `12-14` with a hyphen or a dash.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (first, last) = text.trim().split_once(['-', '–']).unwrap_or((text.trim(), text.trim()));
        let number = |text: &str| {
            let text = text.trim();
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { text.parse().map_err(|_| "no document has so many pages") } else { Err("is no page") }
        };
        let pages = Self { first: number(first)?, last: number(last)? };
        match pages {
            Self { first: 0, .. } => Err("is no page: they are counted from 1"),
            Self { last, .. } if last > MOST_PAGES => Err("is no page: no document has so many"),
            Self { first, last } if last < first => Err("ends before it begins"),
            _ => Ok(pages),
        }
    }

    /// The pages that a locator in words is, and no more: `p. 12`, `pp. 12–14`, `page 12`.
    pub fn in_words(locator: &str) -> Option<Self> {
        Self::parse(Self::behind_name(locator)?).ok()
    }

    /// Whether a locator in words is a page that no document has: `p. 0`.
    pub fn is_zero_in_words(locator: &str) -> bool {
        Self::behind_name(locator).is_some_and(|number| number.trim().bytes().all(|byte| byte == b'0'))
    }

    /// What stands behind the name of a page, from its first digit on.
    fn behind_name(locator: &str) -> Option<&str> {
        const NAMES: &[&str] = &[
            "p",
            "pp",
            "page",
            "pages",
            "pg",
            "s",
            "seite",
            "seiten",
            "pág",
            "págs",
            "página",
            "páginas",
            "ص",
            "صفحة",
            "الصفحة",
            "الصفحات",
        ];
        let at = locator.find(|c: char| c.is_ascii_digit())?;
        let name = locator[..at].trim().trim_end_matches('.').to_lowercase();
        NAMES.contains(&name.as_str()).then_some(&locator[at..])
    }

    /// Whether a page is one of these.
    pub fn contains(&self, page: u32) -> bool {
        (self.first..=self.last).contains(&page)
    }
}

impl fmt::Display for PageRange {
    /// As it is written: `12`, `12-14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { first, last } if first == last => write!(f, "{first}"),
            Self { first, last } => write!(f, "{first}-{last}"),
        }
    }
}

/// A time in a recording, or how long one is, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlayTime(pub u32);

impl PlayTime {
    /// Reads `1:02:03`, `00:12:34` or `12:34`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const FORM: &str = "is no time of a recording: write hours, minutes and seconds";
        let parts: Vec<&str> = text.trim().split(':').collect();
        if !matches!(parts.len(), 2 | 3) {
            return Err(FORM);
        }
        let mut seconds: u32 = 0;
        for (index, part) in parts.iter().enumerate() {
            let is_number = !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
            let number: u32 = part.parse().ok().filter(|_| is_number).ok_or(FORM)?;
            if index > 0 && (part.len() != 2 || number > 59) {
                return Err("has more than 59 minutes or seconds, or too few digits for them");
            }
            seconds = seconds * 60 + number;
        }
        Ok(Self(seconds))
    }
}

impl fmt::Display for PlayTime {
    /// `0:12:34`, as players show it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60, self.0 % 60)
    }
}

/// A stretch of a recording, or the moment at which one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRange {
    pub start: PlayTime,
    pub end: Option<PlayTime>,
}

impl TimeRange {
    /// Reads `00:12:34`, or `00:12:34-00:13:10`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let Some((start, end)) = text.split_once(['-', '–']) else {
            return Ok(Self { start: PlayTime::parse(text)?, end: None });
        };
        let (start, end) = (PlayTime::parse(start)?, PlayTime::parse(end)?);
        if end <= start { Err("ends before it begins") } else { Ok(Self { start, end: Some(end) }) }
    }
}

impl fmt::Display for TimeRange {
    /// As it is written: `0:12:34`, `0:12:34-0:13:10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start)?;
        self.end.map_or(Ok(()), |end| write!(f, "-{end}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_from_one() {
        for (text, shown) in [("12", "12"), (" 12 ", "12"), ("12-14", "12-14"), ("12 – 14", "12-14"), ("7-7", "7")] {
            assert_eq!(PageRange::parse(text).map(|pages| pages.to_string()), Ok(shown.to_owned()), "{text}");
        }
        for bad in ["0", "0-3", "14-12", "", "xii", "-3", "1.5", "3-", "99999999999", "100001"] {
            assert!(PageRange::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(PageRange::in_words("p. 12"), PageRange::parse("12").ok());
        assert_eq!(PageRange::in_words("pp. 3–5"), PageRange::parse("3-5").ok());
        assert_eq!(PageRange::in_words("الصفحة 12"), PageRange::parse("12").ok());
        for other in ["paragraph 3", "12", "p. 2, para. 3", "page three", "p. 0"] {
            assert_eq!(PageRange::in_words(other), None, "{other}");
            assert_eq!(PageRange::is_zero_in_words(other), other == "p. 0", "{other}");
        }
    }

    #[test]
    fn times_are_seconds() {
        for (text, seconds) in
            [("00:12:34", 754), ("12:34", 754), ("1:00:00", 3600), ("100:00:01", 360_001), ("0:00", 0)]
        {
            assert_eq!(PlayTime::parse(text), Ok(PlayTime(seconds)), "{text}");
        }
        for bad in ["12", "1:2", "12:60", "1:60:00", "a:10", "-1:10", "1:2:3:4", "", "12:34.5", "1000:00:00"] {
            assert!(PlayTime::parse(bad).is_err(), "{bad}");
        }
        let range = TimeRange::parse("00:12:34-00:13:10").unwrap();
        assert_eq!(
            (range.start, range.end, range.to_string().as_str()),
            (PlayTime(754), Some(PlayTime(790)), "0:12:34-0:13:10")
        );
        assert!(TimeRange::parse("1:00-0:59").is_err());
    }
}
