//! Which quotations were compared with their sources' texts, as `timeline.json` tells it.

use crate::document::{PassageData, QuotationData};
use crate::model::CheckedQuotation;
use crate::render::context::Context;
use std::collections::BTreeSet;

/// The quotations that were compared, but for those that stand in drafts alone.
pub fn quotations_data(cx: &Context<'_>) -> Vec<QuotationData> {
    let site = cx.site;
    let events: BTreeSet<&str> = site.published().map(|(_, event)| event.id.as_str()).collect();
    let sources: BTreeSet<&str> = site.sources.rows().map(|source| source.id.as_str()).collect();
    let is_told = |place: &&String| place.strip_prefix("event:").is_none_or(|id| events.contains(id));
    let told = |record: &CheckedQuotation| {
        let places: Vec<String> = record.places.iter().filter(is_told).cloned().collect();
        (sources.contains(record.source.as_str()) && !places.is_empty()).then(|| QuotationData {
            source: record.source.clone(),
            quote: record.quote.clone(),
            places,
            verdict: record.verdict.as_str().to_owned(),
            checked: record.checked.to_string(),
            from: record.text.as_ref().map(|text| text.from.as_str().to_owned()),
            text: record.text.as_ref().map(|text| text.sha256.clone()),
            times: record.times,
            link: record.link.as_ref().map(|link| PassageData {
                before: link.before.clone(),
                start: link.start.clone(),
                end: link.end.clone(),
                after: link.after.clone(),
            }),
            reason: record.reason.clone(),
        })
    };
    site.verification.quotations.iter().filter_map(told).collect()
}
