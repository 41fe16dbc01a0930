//! What a page says of itself, judged: which of it is certain, and what an editor should look at.
//!
//! Pages say the same in several places, and not always the same thing. Where one that was made for it says something and
//! no other contradicts, or where two agree, it is certain; everything else is a proposal, with the place where it was read.

mod date;
mod json_ld;
mod settle;

use crate::parse::address;
use crate::text::PageHead;
use chrono::NaiveDate;
use chrono_tz::Tz;
use json_ld::DescribedWork;
pub use settle::{PageReading, Settled};
use settle::{Trust, settle};

/// What a page says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageMetadata {
    pub title: Settled<String>,
    pub outlet: Settled<String>,
    pub authors: Settled<Vec<String>>,
    pub published: Settled<NaiveDate>,
    /// BCP 47.
    pub language: Settled<String>,
    /// Its canonical address.
    pub url: Settled<String>,
    /// A word of `type`.
    pub kind: Settled<&'static str>,
    /// `1:02:03`, of a recording.
    pub duration: Option<String>,
    pub is_paywalled: bool,
}

/// What the page at `url` says of itself; days are those of the site's zone where a page gives a time in UTC.
pub fn read(head: &PageHead, url: Option<&str>, zone: Tz) -> PageMetadata {
    let article = json_ld::article(&head.json_ld).unwrap_or_default();
    PageMetadata {
        title: title(head, &article),
        outlet: outlet(head, &article),
        authors: authors(head, &article),
        published: published(head, &article, zone),
        language: language(head, &article),
        url: canonical(head, &article, url),
        kind: kind(head, &article),
        duration: article.duration.as_deref().and_then(date::length),
        is_paywalled: article.is_paywalled,
    }
}

/// Every address by which the page calls itself.
pub fn own_addresses(head: &PageHead) -> Vec<String> {
    let article = json_ld::article(&head.json_ld).unwrap_or_default();
    let all = head.canonical.iter().chain(metas(head, &["og:url"]).map(|(_, value)| value)).chain(&article.url);
    all.filter(|url| address::web(url).is_ok()).cloned().collect()
}

/// What stands in the elements of these names, name by name.
fn metas<'h, 'n>(
    head: &'h PageHead,
    names: &'n [&'n str],
) -> impl Iterator<Item = (&'h str, &'h String)> + use<'h, 'n> {
    let of = move |name: &'n &'n str| head.metas.iter().filter(move |(known, _)| known == name);
    names.iter().flat_map(of).map(|(name, value)| (name.as_str(), value))
}

fn title(head: &PageHead, article: &DescribedWork) -> Settled<String> {
    let mut readings = Vec::new();
    readings.extend(
        metas(head, &["citation_title"]).map(|(name, value)| PageReading::new(plain(value), name, Trust::Made)),
    );
    readings
        .extend(article.headline.iter().map(|value| PageReading::new(plain(value), "JSON-LD headline", Trust::Made)));
    let social = metas(head, &["og:title", "dc.title", "dcterms.title", "twitter:title"]);
    readings.extend(social.map(|(name, value)| PageReading::new(plain(value), name, Trust::Near)));
    let outlets: Vec<String> = outlet_readings(head, article).into_iter().map(|reading| reading.value).collect();
    readings.extend(
        head.title
            .iter()
            .map(|value| PageReading::new(without_outlet(&plain(value), &outlets), "<title>", Trust::Guess)),
    );
    for reading in &mut readings {
        reading.value = without_outlet(&reading.value, &outlets);
    }
    readings.retain(|reading| !reading.value.is_empty());
    // What readers of the page see as its title settles it.
    if let Some(heading) = &head.heading
        && let Some(at) = readings.iter().position(|reading| settle::same_words(&reading.value, heading))
    {
        let mut chosen = readings.remove(at);
        chosen.place = format!("{}, as in <h1>", chosen.place);
        let others =
            readings.into_iter().filter(|reading| !settle::same_words(&reading.value, &chosen.value)).collect();
        return Settled { certain: Some(chosen), others };
    }
    settle(readings, |one, other| settle::same_words(one, other))
}

/// A title without “ | The Ledger” behind it.
fn without_outlet(title: &str, outlets: &[String]) -> String {
    for sign in [" | ", " - ", " – ", " — ", " · ", " :: ", " » "] {
        if let Some((before, behind)) = title.rsplit_once(sign)
            && outlets.iter().any(|outlet| settle::same_words(outlet, behind))
        {
            return before.trim().to_owned();
        }
    }
    title.to_owned()
}

fn outlet_readings(head: &PageHead, article: &DescribedWork) -> Vec<PageReading<String>> {
    let journal = metas(head, &["citation_journal_title", "citation_publisher"]).take(1);
    let mut readings: Vec<_> = journal.map(|(name, value)| PageReading::new(plain(value), name, Trust::Made)).collect();
    readings
        .extend(article.publisher.iter().map(|value| PageReading::new(plain(value), "JSON-LD publisher", Trust::Made)));
    let site = metas(head, &["og:site_name"]);
    readings.extend(site.map(|(name, value)| PageReading::new(plain(value), name, Trust::Made)));
    let other = metas(head, &["application-name", "dc.publisher", "dcterms.publisher"]);
    readings.extend(other.map(|(name, value)| PageReading::new(plain(value), name, Trust::Guess)));
    readings
}

fn outlet(head: &PageHead, article: &DescribedWork) -> Settled<String> {
    settle(outlet_readings(head, article), |one, other| settle::same_words(one, other))
}

fn authors(head: &PageHead, article: &DescribedWork) -> Settled<Vec<String>> {
    let outlets: Vec<String> = outlet_readings(head, article).into_iter().map(|reading| reading.value).collect();
    let people = |names: Vec<String>| -> Vec<String> {
        let names = names.iter().map(|name| plain(name)).filter(|name| {
            let is_address = name.contains("://") || name.starts_with('@') || name.contains('@') && name.contains('.');
            !name.is_empty() && !is_address && !outlets.iter().any(|outlet| settle::same_words(outlet, name))
        });
        let mut once: Vec<String> = Vec::new();
        names.for_each(|name| {
            if !once.contains(&name) {
                once.push(name);
            }
        });
        once
    };
    let mut readings = Vec::new();
    let cited: Vec<String> = metas(head, &["citation_author"]).map(|(_, value)| turned(value)).collect();
    readings.push(PageReading::new(people(cited), "citation_author", Trust::Made));
    readings.push(PageReading::new(people(article.authors.clone()), "JSON-LD author", Trust::Made));
    for (name, trust) in [
        ("article:author", Trust::Near),
        ("author", Trust::Guess),
        ("byl", Trust::Guess),
        ("dc.creator", Trust::Near),
        ("parsely-author", Trust::Near),
        ("sailthru.author", Trust::Guess),
    ] {
        let values: Vec<&String> = metas(head, &[name]).map(|(_, value)| value).collect();
        let is_one_field = values.len() == 1;
        let names =
            values.into_iter().flat_map(|value| if is_one_field { several(value) } else { vec![value.clone()] });
        readings.push(PageReading::new(people(names.collect()), name, trust));
    }
    readings.retain(|reading| !reading.value.is_empty());
    settle(readings, |one, other| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| settle::same_words(one, other))
    })
}

/// `Vale, Noor` as it is printed elsewhere.
fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()),
        _ => name.to_owned(),
    }
}

/// The names of a line such as `By Ida Bloom and Noor Vale`, as far as commas and a few words part them.
fn several(line: &str) -> Vec<String> {
    const BY: &[&str] = &["by ", "von ", "par ", "por ", "da ", "di "];
    const AND: &[&str] = &[" and ", " und ", " et ", " y ", " e ", " & ", ", ", "; "];
    let lower = line.to_lowercase();
    let behind = BY.iter().find(|word| lower.starts_with(*word)).and_then(|word| line.get(word.len()..));
    let mut names = vec![behind.unwrap_or(line).to_owned()];
    for word in AND {
        names = names.iter().flat_map(|name| name.split(word)).map(|name| name.trim().to_owned()).collect();
    }
    names
}

fn published(head: &PageHead, article: &DescribedWork, zone: Tz) -> Settled<NaiveDate> {
    let mut said: Vec<(String, String, Trust)> = Vec::new();
    said.extend(article.published.iter().map(|value| (value.clone(), "JSON-LD datePublished".to_owned(), Trust::Made)));
    for (name, trust) in [
        ("article:published_time", Trust::Made),
        ("og:article:published_time", Trust::Made),
        ("citation_publication_date", Trust::Made),
        ("citation_online_date", Trust::Near),
        ("datepublished", Trust::Made),
        ("parsely-pub-date", Trust::Near),
        ("sailthru.date", Trust::Guess),
        ("dc.date.issued", Trust::Near),
        ("dcterms.issued", Trust::Near),
        ("dc.date", Trust::Guess),
        ("pubdate", Trust::Guess),
        ("publish-date", Trust::Guess),
        ("date", Trust::Guess),
    ] {
        said.extend(metas(head, &[name]).map(|(name, value)| (value.clone(), name.to_owned(), trust)));
    }
    said.extend(head.times.iter().map(|value| (value.clone(), "<time>".to_owned(), Trust::Near)));
    let mut readings = Vec::new();
    for (value, place, trust) in said {
        match date::day(&value, zone) {
            Some(date::StatedDay::Certain(day)) => readings.push(PageReading { value: day, place, trust }),
            // Midnight in one place is another day in the other.
            Some(date::StatedDay::Either(one, other)) => {
                let place = format!("{place}, `{value}`");
                readings.push(PageReading { value: one, place: place.clone(), trust: Trust::Guess });
                readings.push(PageReading { value: other, place, trust: Trust::Guess });
            }
            None => {}
        }
    }
    settle(readings, |one, other| one == other)
}

fn language(head: &PageHead, article: &DescribedWork) -> Settled<String> {
    let mut readings = Vec::new();
    let is_tag = |tag: &String| {
        let primary = tag.split('-').next().unwrap_or_default();
        matches!(primary.len(), 2 | 3) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let mut add = |value: &str, place: &str, trust| {
        let tag = value.trim().replace('_', "-");
        if is_tag(&tag) {
            readings.push(PageReading::new(tag, place, trust));
        }
    };
    article.language.iter().for_each(|value| add(value, "JSON-LD inLanguage", Trust::Made));
    head.language.iter().for_each(|value| add(value, "<html lang>", Trust::Made));
    for name in ["og:locale", "content-language", "citation_language", "dc.language", "dcterms.language", "language"] {
        metas(head, &[name]).for_each(|(name, value)| add(value, name, Trust::Near));
    }
    settle(readings, |one, other| {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        primary(one) == primary(other)
    })
}

/// The canonical address; certain only at the host at which the page was read.
fn canonical(head: &PageHead, article: &DescribedWork, url: Option<&str>) -> Settled<String> {
    let mut readings = Vec::new();
    let mut add = |value: &String, place: &str| {
        let whole = match url {
            Some(base) => address::joined(base, value),
            None => address::web(value).ok(),
        };
        if let Some(whole) = whole.filter(|whole| !address::is_bare_domain(whole)) {
            let is_here = url.is_none_or(|url| address::host(url) == address::host(&whole));
            readings.push(PageReading::new(whole, place, if is_here { Trust::Made } else { Trust::Elsewhere }));
        }
    };
    head.canonical.iter().for_each(|value| add(value, "<link rel=\"canonical\">"));
    metas(head, &["og:url"]).for_each(|(name, value)| add(value, name));
    article.url.iter().for_each(|value| add(value, "JSON-LD url"));
    settle(readings, |one, other| address::same_page(one, other))
}

fn kind(head: &PageHead, article: &DescribedWork) -> Settled<&'static str> {
    let mut readings = Vec::new();
    readings.extend(article.kind.map(|kind| PageReading::new(kind, "JSON-LD @type", Trust::Made)));
    readings.extend(metas(head, &["og:type"]).filter_map(|(name, value)| {
        let kind = match value.to_lowercase().as_str() {
            "article" => "news",
            value if value.starts_with("video") => "video",
            value if value.starts_with("music") => "audio",
            "book" => "book",
            _ => return None,
        };
        Some(PageReading::new(kind, name, Trust::Guess))
    }));
    // One that JSON-LD gives is exact, and OpenGraph has an `article` for nearly everything.
    if article.kind.is_some() {
        readings.truncate(1);
    }
    settle(readings, |one, other| one == other)
}

/// A text without the references that some publishers escape twice, and without what no file of ours may hold.
fn plain(text: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&amp;", "&"),
    ];
    // Controls, signs that turn the reading direction, and codes that are no characters.
    let is_refused = |c: char| {
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
            || c.is_control()
            || u32::from(c) & 0xfffe == 0xfffe
    };
    let mut plain = text.replace(is_refused, " ");
    if plain.contains('&') {
        for (reference, sign) in NAMED {
            plain = plain.replace(reference, sign);
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
