//! `sources.bib`: every source as BibLaTeX.

use crate::model::date::form::Form;
use crate::model::{EventDate, Ref, Source, SourceType};
use crate::render::context::Context;
use crate::render::noticed_record::{NoticedRecord, Tells};
use crate::render::pinpoint_words::cited_places;
use crate::render::plain_text::one_line;
use crate::render::source_names::{isbn, remarks, title_or_label};
use crate::words;
use std::fmt::Write as _;

/// The whole bibliography, in the order of ids.
pub fn bibliography(cx: &Context<'_>) -> String {
    let mut text = String::new();
    for (source, _) in cx.site.published_sources() {
        text.push_str(&entry_of(cx, source).into_inner().0);
        text.push('\n');
    }
    text
}

fn entry_of(cx: &Context<'_>, source: Ref<Source>) -> NoticedRecord<FinishedEntry> {
    NoticedRecord::of_title(cx, &cx.site.sources[source], |_| FinishedEntry(noticed_entry(cx, source)))
}

/// An entry as it is written.
struct FinishedEntry(String);

impl Tells for FinishedEntry {
    fn tells(&self, text: &str) -> bool {
        self.0.contains(&escaped(text))
    }
}

fn noticed_entry(cx: &Context<'_>, source: Ref<Source>) -> String {
    let row = &cx.site.sources[source];
    let mut entry = BibEntry::new(kind(row.kind), row.id.as_str());
    // Double braces keep the capitals of names.
    entry.field("title", &format!("{{{}}}", escaped(title_or_label(cx, source))));
    if let Some(account) = row.account.as_ref().filter(|_| row.authors.is_empty()) {
        entry.field("author", &format!("{{{}}}", escaped(account)));
    }
    if !row.authors.is_empty() {
        let authors: Vec<String> = row.authors.iter().map(|author| name(author)).collect();
        entry.field("author", &authors.join(" and "));
    }
    if let Some(outlet) = &row.outlet {
        let key = match row.kind {
            SourceType::News | SourceType::Wire => "journaltitle",
            SourceType::OfficialReport => "institution",
            SourceType::Book | SourceType::Dataset => "publisher",
            _ => "organization",
        };
        entry.field(key, &format!("{{{}}}", escaped(outlet)));
    }
    if row.kind == SourceType::OfficialReport {
        entry.field("type", &escaped(cx.say("type_official_report")));
    }
    if row.kind == SourceType::News {
        entry.field("entrysubtype", "newspaper");
    }
    if let Some(published) = &row.published {
        match biblatex_date(published) {
            Some(date) => entry.field("date", &date),
            None => entry.field("pubstate", &escaped(&words::date::date(cx.words, published))),
        }
    }
    if let Some(url) = &row.url {
        entry.field("url", &verbatim(url));
    }
    if let Some(accessed) = row.accessed {
        entry.field("urldate", &accessed.to_string());
    }
    if let Some(language) = row.language.as_deref().and_then(babel_language) {
        entry.field("langid", language);
    }
    let isbn = row.locator.as_deref().and_then(isbn);
    if let Some(isbn) = isbn {
        entry.field("isbn", isbn);
    }
    // Any other locator is of any sort, a docket number as well as a shelf mark, and has no field of its own.
    let locator = row.locator.iter().filter(|_| isbn.is_none()).cloned();
    let notes: Vec<String> = locator.chain(remarks(cx, row)).chain(cited_places(cx, source)).collect();
    if !notes.is_empty() {
        entry.field("note", &escaped(&notes.join(" · ")));
    }
    if let Some(copy) = row.archived.first() {
        let address = verbatim(&copy.url).replace('%', "\\%").replace('#', "\\#");
        let archived = cx.say("archived_copy");
        entry.field("addendum", &format!("{} \\url{{{address}}}", escaped(archived)));
    }
    entry.finish()
}

/// An entry being written.
struct BibEntry(String);

impl BibEntry {
    /// An entry of this type; keys are ids of ours, which BibTeX takes as they are.
    pub fn new(kind: &str, key: &str) -> Self {
        Self(format!("@{kind}{{{key},\n"))
    }

    /// Adds a field whose value is escaped already.
    pub fn field(&mut self, name: &str, value: &str) {
        _ = writeln!(self.0, "  {name} = {{{value}}},");
    }

    /// The whole entry.
    pub fn finish(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}

fn kind(kind: SourceType) -> &'static str {
    match kind {
        SourceType::News | SourceType::Wire => "article",
        SourceType::OfficialReport => "report",
        SourceType::Book => "book",
        SourceType::Dataset => "dataset",
        // BibLaTeX's own types for rulings and films are drafts that its own checks refuse.
        SourceType::Post => "online",
        SourceType::Court
        | SourceType::Transcript
        | SourceType::Statement
        | SourceType::Video
        | SourceType::Audio
        | SourceType::Other => "misc",
    }
}

/// Text in which nothing means anything to TeX, on one line. Braces are written as commands: BibTeX counts them even
/// behind a backslash. Marks that TeX's fonts would join, as two hyphens to a dash, are kept apart.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in one_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '-' | '\'' | '`' | '<' | '>' | ',' if c == before => {
                out.push_str("{}");
                out.push(c);
            }
            '`' if matches!(before, '?' | '!') => out.push_str("{}`"),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// A name; one that BibTeX would take apart is kept whole by braces.
fn name(author: &str) -> String {
    let escaped = escaped(author);
    let words: Vec<&str> = author.split_whitespace().collect();
    let is_plain = words.len() >= 2
        && words.len() <= 3
        && !author.contains([',', '{', '}', '"', '\\'])
        && words.iter().all(|word| {
            !word.eq_ignore_ascii_case("and")
                && !word.eq_ignore_ascii_case("the")
                && !word.eq_ignore_ascii_case("others")
                && word.starts_with(char::is_uppercase)
        });
    if is_plain { escaped } else { format!("{{{escaped}}}") }
}

/// An address, which BibLaTeX prints as it stands: only what would unbalance the braces is encoded.
fn verbatim(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")
}

/// What `babel` calls a language, by which BibLaTeX chooses words and hyphens; none for those that it doesn't know.
fn babel_language(tag: &str) -> Option<&'static str> {
    let tag = tag.to_lowercase();
    let (primary, region) = tag.split_once('-').unwrap_or((&tag, ""));
    Some(match (primary, region) {
        ("en", "us") => "american",
        ("en", "au") => "australian",
        ("en", "ca") => "canadian",
        ("en", "nz") => "newzealand",
        ("en", "gb" | "ie") => "british",
        ("en", _) => "english",
        ("de", "at") => "naustrian",
        ("de", "ch") => "nswissgerman",
        ("de", _) => "ngerman",
        ("fr", "ca") => "canadien",
        ("fr", _) => "french",
        ("pt", "br") => "brazilian",
        ("pt", _) => "portuguese",
        ("ar", _) => "arabic",
        ("ca", _) => "catalan",
        ("cs", _) => "czech",
        ("da", _) => "danish",
        ("el", _) => "greek",
        ("es", _) => "spanish",
        ("et", _) => "estonian",
        ("fi", _) => "finnish",
        ("he", _) => "hebrew",
        ("hr", _) => "croatian",
        ("hu", _) => "magyar",
        ("it", _) => "italian",
        ("lt", _) => "lithuanian",
        ("lv", _) => "latvian",
        ("nb" | "no", _) => "norsk",
        ("nl", _) => "dutch",
        ("nn", _) => "nynorsk",
        ("pl", _) => "polish",
        ("ro", _) => "romanian",
        ("ru", _) => "russian",
        ("sk", _) => "slovak",
        ("sl", _) => "slovene",
        ("sv", _) => "swedish",
        ("tr", _) => "turkish",
        ("uk", _) => "ukrainian",
        _ => return None,
    })
}

/// The date, if BibLaTeX reads it: EDTF's levels 0 and 1, of years up to four digits.
fn biblatex_date(date: &EventDate) -> Option<String> {
    let text = date.as_str();
    let is_level_1 = match date.form() {
        Form::Single(_) | Form::Interval(..) => {
            let parts = text.split('/');
            parts.clone().count() <= 2 && parts.into_iter().all(is_level_1_part)
        }
        Form::Moment(..) | Form::Set(..) => false,
    };
    if is_level_1 {
        return Some(text.to_owned());
    }
    // A date and time, or a doubt about a part: the days that it can mean.
    let (first, last) = date.bounds_as_days()?;
    let holds = |day: chrono::NaiveDate| (0..=9999).contains(&chrono::Datelike::year(&day));
    (holds(first) && holds(last)).then(|| if first == last { first.to_string() } else { format!("{first}/{last}") })
}

/// `2031`, `2031-04`, `2031-21`, `2031-04-05~`, `203X`, `-0043`, `..` or nothing.
fn is_level_1_part(part: &str) -> bool {
    let part = part.strip_suffix(['?', '~', '%']).unwrap_or(part);
    if matches!(part, "" | "..") {
        return true;
    }
    let part = part.strip_prefix('-').unwrap_or(part);
    let numbers: Vec<&str> = part.split('-').collect();
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let unknown = |text: &str| text == "XX";
    match numbers.as_slice() {
        [year] => {
            let known = year.trim_end_matches('X');
            year.len() == 4 && known.len() >= 2 && known.bytes().all(|byte| byte.is_ascii_digit())
        }
        [year, month] => digits(year, 4) && (digits(month, 2) && *month <= "24" || unknown(month)),
        [year, month, day] => {
            digits(year, 4) && (digits(month, 2) && (digits(day, 2) || unknown(day)) || unknown(month) && unknown(day))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_means_anything_to_tex() {
        assert_eq!(escaped("50% of {A} & B_c\n#1"), "50\\% of \\textbraceleft{}A\\textbraceright{} \\& B\\_c \\#1");
        assert_eq!(
            escaped("a -- b --- ``c'' <<d>> ?` \""),
            "a -{}- b -{}-{}- `{}`c'{}' <{}<d>{}> ?{}` \\textquotedbl{}"
        );
        assert_eq!(verbatim("https://h.example/{a}%20b"), "https://h.example/%7Ba%7D%20b");
    }

    #[test]
    fn names_that_are_no_persons_are_kept_whole() {
        assert_eq!(name("Ida Bloom"), "Ida Bloom");
        assert_eq!(name("The Ledger"), "{The Ledger}");
        assert_eq!(name("Bloom, Vale and Sons"), "{Bloom, Vale and Sons}");
        assert_eq!(name("Reuters"), "{Reuters}");
    }

    #[test]
    fn languages_are_those_that_babel_knows() {
        for (tag, name) in
            [("en-GB", Some("british")), ("en", Some("english")), ("fr-CA", Some("canadien")), ("zh", None)]
        {
            assert_eq!(babel_language(tag), name);
        }
    }

    #[test]
    fn dates_are_those_that_biblatex_reads() {
        let date = |text: &str| biblatex_date(&EventDate::parse(text).expect("a date"));
        for text in ["2031", "2031-04", "2031-04-05", "2031-04~", "2031-21", "203X", "2031/2032", "2031/..", "-0043"] {
            assert_eq!(date(text).as_deref(), Some(text));
        }
        assert_eq!(date("[2031-04-05,2031-04-07]").as_deref(), Some("2031-04-05/2031-04-07"));
        assert_eq!(date("2031-04-05T10:10:10Z").as_deref(), Some("2031-04-05"));
        assert_eq!(date("Y170000002"), None);
    }
}
