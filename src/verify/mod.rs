//! `dateline verify`: every quotation against the text of its source.
//!
//! Stands beside the pipeline: it reads a site, looks for texts on the disk and in the network, and writes what it found
//! into `content/verification.yaml`, from which builds know. What it means that a quotation stands in a text is decided
//! in [`crate::quotation`].

pub mod file;

mod compare;
mod conflicts;
mod keep;
mod paragraph_number;
mod report;
mod texts;

pub use conflicts::ConflictingWording;
pub use report::{QuotationReport, VerifyReport};
pub use texts::ACCEPT;

use crate::Error;
use crate::diagnostic::Span;
use crate::diagnostic::position::{LineIndex, Position};
use crate::model::verification::cut;
use crate::model::{CheckedQuotation, Ref, Source, Verdict, Verification};
use crate::net::{CrawlPolicy, Polite, each_per_host};
use crate::progress::Progress;
use crate::quotation::{difference, same_words};
use crate::resolve::{Quotation, Site};
use chrono::NaiveDate;
use compare::{Comparable, Compared};
use file::RecordsFile;
use keep::KeptTexts;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use texts::Texts;

/// What `verify` is to do.
#[derive(Debug, Clone)]
pub struct VerifyOptions {
    /// The folder that holds `content/`.
    pub site: PathBuf,
    /// A folder with a file per source id: `ID.txt`, `ID.html` or `ID.pdf`.
    pub texts: Option<PathBuf>,
    /// Where the texts are kept that were compared, if they are to be kept.
    pub keep: Option<PathBuf>,
    /// Whether only those are looked at, and no network.
    pub offline: bool,
    /// The day of the comparison.
    pub today: NaiveDate,
    pub policy: CrawlPolicy,
}

/// Compares every quotation with its source's text and writes what came of it, source by source.
///
/// # Errors
///
/// Where the site, the folder of texts or the file of records can't be read or written.
pub fn verify(options: &VerifyOptions, progress: &mut dyn Progress) -> Result<VerifyReport, Error> {
    if let Some(folder) = &options.texts
        && !folder.is_dir()
    {
        return Err(Error::Refused(format!("`--texts {}` is no folder", folder.display())));
    }
    let kept = options.keep.as_ref().map(|folder| KeptTexts::open(folder, &options.site)).transpose()?;
    let (inputs, site, content_errors) = file::site(&options.site)?;
    let quotations = site.quotations();
    let sources: Vec<Ref<Source>> =
        quotations.iter().map(|quotation| quotation.source).collect::<BTreeSet<_>>().into_iter().collect();
    let policy = CrawlPolicy { contact: site.settings.base_url.clone(), ..options.policy.clone() };
    let visitor = (!options.offline).then(|| Polite::new(policy));
    let texts = Texts { folder: options.texts.as_deref(), visitor: visitor.as_ref() };

    let unread = Unread::new(&site, content_errors);
    let records = Records { site: &site, quotations: &quotations, unread, today: options.today };
    let mut file = RecordsFile::open(&options.site, &site.verification);
    let mut compared = Results::new();
    let mut comparable: BTreeMap<Ref<Source>, Comparable> = BTreeMap::new();
    let host = |source: &Ref<Source>| {
        site.sources[*source].page.as_ref().map(|page| page.host.to_string()).unwrap_or_default()
    };
    let mut failed = None;
    let mut done = 0;
    // The sources whose records the file doesn't have yet.
    let mut unsaved = Vec::new();
    let fetch = |source: &Ref<Source>| texts.of(&site.sources[*source]);
    each_per_host(&sources, host, fetch, &mut |source, found| {
        done += 1;
        progress.step(done, sources.len(), site.sources[*source].id.as_str());
        let found = found.map(Comparable::new);
        let mut locators: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for quotation in quotations.iter().filter(|quotation| quotation.source == *source) {
            locators.entry(quotation.quote).or_default().extend(quotation.locator);
        }
        for (quote, locators) in locators {
            let result = found.as_ref().map(|text| text.compare(quote, &locators)).map_err(Clone::clone);
            compared.insert((*source, quote), result);
        }
        if let (Some(kept), Ok(text)) = (&kept, &found)
            && let Err(error) = kept.keep(&site.sources[*source], text, options.today)
        {
            failed = Some(error);
            return false;
        }
        comparable.extend(found.ok().map(|text| (*source, text)));
        unsaved.push(*source);
        if !file.is_due() {
            return true;
        }
        let sources = std::mem::take(&mut unsaved);
        let saved = file.update(|verification| records.update_all(verification, &sources, &compared));
        saved.map_err(|error| failed = Some(error)).is_ok()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    kept.map_or(Ok(()), |kept| kept.list())?;
    file.update(|verification| {
        records.update_all(verification, &unsaved, &compared);
        records.forget(verification);
    })?;
    let verification = file.records();
    let conflicts = conflicts::conflicts(&site, &comparable);
    let lines = |path: &str| inputs.text(path).map(|text| LineIndex::new(std::sync::Arc::clone(text)));
    let quotations = quotations
        .iter()
        .map(|quotation| {
            let at = lines(quotation.file).map_or(Position::START, |lines| lines.position(quotation.at.start));
            quotation_report(quotation, at, &site, &compared[&(quotation.source, quotation.quote)], verification)
        })
        .collect();
    Ok(VerifyReport { quotations, conflicts, content_errors })
}

fn quotation_report(
    quotation: &Quotation,
    at: Position,
    site: &Site,
    compared: &Result<Compared, String>,
    verification: &Verification,
) -> QuotationReport {
    let source = site.sources[quotation.source].id.to_string();
    let earlier = verification.verbatim_on(&source, quotation.quote).filter(|_| compared.is_err());
    let compared_well = compared.as_ref().ok();
    QuotationReport {
        file: quotation.file.to_string(),
        line: at.line,
        column: at.column,
        source,
        quote: quotation.quote.to_owned(),
        verdict: compared_well.map_or(Verdict::NoText, |compared| compared.verdict).as_str(),
        from: compared_well.map(|compared| compared.text.from.as_str()),
        times: compared_well.map_or(0, |compared| compared.times),
        difference: compared_well.map(|compared| compared.difference.clone()).unwrap_or_default(),
        notes: compared_well.map(|compared| compared.notes_at(quotation.locator, quotation.pages)).unwrap_or_default(),
        is_on_other_page: compared_well.is_some_and(|compared| compared.is_on_other_page(quotation.pages)),
        reason: compared.as_ref().err().cloned(),
        compared_earlier: earlier.map(|day| day.to_string()),
    }
}

/// What can't be read just now, and what was found about it before: an editor who slipped in a file loses none of it.
struct Unread {
    /// All that could be read; nothing where all of the content could.
    read: Option<BTreeSet<String>>,
}

impl Unread {
    fn new(site: &Site, content_errors: usize) -> Self {
        Self { read: (content_errors > 0).then(|| site.places_of_quotations()) }
    }

    /// Whether a quotation may stand there and nobody knows.
    fn holds(&self, place: &str) -> bool {
        self.read.as_ref().is_some_and(|read| !read.contains(place))
    }
}

/// What came of comparing each quotation of each source, or why nothing did.
type Results<'a> = BTreeMap<(Ref<Source>, &'a str), Result<Compared, String>>;

/// Makes the records follow what was found.
struct Records<'a> {
    site: &'a Site,
    quotations: &'a [Quotation<'a>],
    unread: Unread,
    today: NaiveDate,
}

impl Records<'_> {
    /// The records of these sources' quotations as they stand now.
    fn update_all(&self, verification: &mut Verification, sources: &[Ref<Source>], compared: &Results) {
        for source in sources {
            self.update(verification, *source, compared);
        }
    }

    fn update(&self, verification: &mut Verification, source: Ref<Source>, compared: &Results) {
        let id = self.site.sources[source].id.as_str();
        let own: Vec<&Quotation> = self.quotations.iter().filter(|quotation| quotation.source == source).collect();
        let mut quotes: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for quotation in &own {
            quotes.entry(quotation.quote).or_default().insert(quotation.place.to_string());
        }
        let records: Vec<_> = quotes
            .into_iter()
            .map(|(quote, mut places)| {
                let earlier = verification.of(id, quote).cloned();
                let known = earlier.iter().flat_map(|earlier| &earlier.places);
                places.extend(known.filter(|place| self.unread.holds(place)).cloned());
                self.record(id, quote, places.into_iter().collect(), &compared[&(source, quote)], earlier)
            })
            .collect();
        let is_new = |known: &CheckedQuotation| {
            known.source == id && records.iter().any(|record| same_words(&record.quote, &known.quote))
        };
        verification.quotations.retain(|known| !is_new(known));
        verification.quotations.extend(records);
        verification.sort();
        // What a quotation was before it was edited is known until the edited one has been compared.
        let is_open =
            |place: &String| own.iter().any(|it| *it.place == **place && compared[&(source, it.quote)].is_err());
        let stands = |known: &CheckedQuotation| own.iter().any(|it| same_words(it.quote, &known.quote));
        verification.quotations.retain(|known| {
            known.source != id
                || self.is_of_another(known)
                || stands(known)
                || known.places.iter().any(is_open)
                || known.places.iter().any(|place| self.unread.holds(place))
        });
    }

    /// An earlier comparison counts where there was no text this time.
    fn record(
        &self,
        source: &str,
        quote: &str,
        places: Vec<String>,
        result: &Result<Compared, String>,
        earlier: Option<CheckedQuotation>,
    ) -> CheckedQuotation {
        match (result, earlier) {
            (Err(_), Some(earlier)) if earlier.verdict != Verdict::NoText => {
                CheckedQuotation { quote: quote.to_owned(), places, ..earlier }
            }
            (Err(reason), _) => CheckedQuotation {
                source: source.to_owned(),
                quote: quote.to_owned(),
                places,
                verdict: Verdict::NoText,
                checked: self.today,
                text: None,
                times: None,
                link: None,
                places_by_locator: Vec::new(),
                reason: Some(cut(reason)),
                at: Span::default(),
            },
            (Ok(compared), _) => CheckedQuotation {
                source: source.to_owned(),
                quote: quote.to_owned(),
                places,
                verdict: compared.verdict,
                checked: self.today,
                text: Some(compared.text.clone()),
                times: i64::try_from(compared.times).ok().filter(|times| *times > 1),
                link: compared.link.clone(),
                places_by_locator: compared.places_by_locator.clone(),
                reason: (!compared.difference.is_empty()).then(|| cut(&difference::one_line(&compared.difference))),
                at: Span::default(),
            },
        }
    }

    /// Drops the records of sources that nothing quotes any more, where that is known.
    fn forget(&self, verification: &mut Verification) {
        if self.unread.read.is_some() {
            return;
        }
        let quoted: BTreeSet<&str> =
            self.quotations.iter().map(|quotation| self.site.sources[quotation.source].id.as_str()).collect();
        verification.quotations.retain(|record| quoted.contains(record.source.as_str()) || self.is_of_another(record));
    }

    /// Whether somebody else added the record since the site was read: of what it is, nothing is known here.
    fn is_of_another(&self, record: &CheckedQuotation) -> bool {
        self.site.verification.of(&record.source, &record.quote).is_none()
    }
}
