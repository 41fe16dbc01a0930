//! `timeline.csv`: one row per event, for spreadsheets. The one door to CSV, for writing.

use crate::ledger::concerned;
use crate::model::{Event, Involvement, Ref, Stance, foreign};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use crate::render::noticed_record::NoticedRecord;
use crate::render::notices::{RequiredNotices, whole_event_title};
use crate::render::plain_text::one_line;
use crate::words::date;
use std::io;

const COLUMNS: &[&str] = &[
    "id",
    "title",
    "status_short",
    "status",
    "date",
    "date_text",
    "earliest",
    "latest",
    "time",
    "kind",
    "summary",
    "people",
    "organizations",
    "places",
    "tags",
    "claims",
    "sources",
    "source_addresses",
    "origins",
    "added",
    "changed",
    "page",
];

/// What stands between several values of one cell.
const SEPARATOR: &str = "; ";

/// Writes the whole table, with CRLF at the ends of lines as RFC 4180 has it.
pub fn write(cx: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        // Where a cell begins and ends shouldn't depend on what a program takes for a separator.
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(out);
    writer.write_record(COLUMNS)?;
    for (event, row) in cx.site.published() {
        let row = NoticedRecord::of_event(cx, row, |notices| cells(cx, event, row, notices));
        writer.write_record(row.into_inner().iter().map(|cell| defused(cell)))?;
    }
    writer.flush()
}

fn cells(cx: &Context<'_>, event: Ref<Event>, row: &Event, notices: &RequiredNotices) -> Vec<String> {
    let site = cx.site;
    let names = |list: &[Involvement]| {
        list.iter().map(|entry| site.parties[entry.party].name.as_str()).collect::<Vec<_>>().join(SEPARATOR)
    };
    let sources = || row.sources.iter().map(|cited| &site.sources[cited.source]);
    let claims = row.stances.iter().map(|stance| told_of_claim(cx, stance));
    let page = Route::event(&row.id);
    let cells = [
        row.id.as_str().to_owned(),
        whole_event_title(cx, row),
        notices.named_sentences(cx).join(" "),
        notices.full_statuses(cx).join(" "),
        row.date.to_string(),
        date::date(cx.words, &row.date),
        row.date.earliest().to_string(),
        row.date.latest().to_string(),
        row.time.map_or_else(String::new, |time| time.to_string()),
        site.kinds[row.kind].label.clone(),
        row.summary.clone(),
        names(&row.people),
        names(&row.organizations),
        row.places.iter().map(|place| site.places[*place].name.as_str()).collect::<Vec<_>>().join(SEPARATOR),
        row.tags.join(SEPARATOR),
        claims.collect::<Vec<_>>().join(SEPARATOR),
        sources().map(|source| source.id.as_str()).collect::<Vec<_>>().join(SEPARATOR),
        sources().filter_map(|source| source.url.as_deref()).collect::<Vec<_>>().join(" "),
        site.origins(event).len().to_string(),
        row.added.map_or_else(String::new, |day| day.to_string()),
        cx.dates.changed(event).to_string(),
        site.settings.base_url.as_ref().map_or_else(|| page.link(), |base| LinkBase::Absolute(base).page(&page)),
    ];
    cells.iter().map(|cell| one_line(cell)).collect()
}

/// What the event does to a claim: whom that concerns where the claim is about several, on which charge, and in the
/// finder's own terms what was found, or what was answered.
fn told_of_claim(cx: &Context<'_>, stance: &Stance) -> String {
    let claim = &cx.site.claims[stance.claim];
    let concerned = if claim.about.len() > 1 { concerned(cx.site, stance) } else { Vec::new() };
    let names = concerned.iter().map(|party| cx.site.parties[*party].name.as_str());
    let of: Vec<&str> = names.chain(stance.charge.as_deref()).collect();
    let mut told = format!("{} {}", stance.kind.as_str(), claim.id);
    if !of.is_empty() {
        told.push_str(&format!(" ({})", of.join(", ")));
    }
    if let Some(words) = stance.finding.as_ref().or(stance.answer.as_ref()) {
        told.push_str(&format!(": {words}"));
    }
    told
}

/// A cell that no spreadsheet takes for a formula: what begins like one has an apostrophe before it, also behind a
/// semicolon, at which spreadsheets of many countries divide a line whatever its quotation marks say.
///
/// <https://owasp.org/www-community/attacks/CSV_Injection>. Years before 1 begin with a minus and are no numbers.
fn defused(cell: &str) -> String {
    let is_formula = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\'']);
    let defused = |part: &str| {
        let text = part.trim_start_matches(' ');
        let spaces = &part[..part.len() - text.len()];
        if is_formula(text) { format!("{spaces}'{text}") } else { part.to_owned() }
    };
    let cell = foreign::plain(cell);
    cell.split(';').map(defused).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::defused;

    #[test]
    fn formulas_are_defused() {
        for cell in ["=1+1", "+1", "-0043-03-15", "@SUM(A1)", "＝1", "'=1"] {
            assert_eq!(defused(cell), format!("'{cell}"));
        }
        for (cell, harmless) in [("x;=1+1;y", "x;'=1+1;y"), ("x; @A1", "x; '@A1"), ("=1;-2", "'=1;'-2"), ("x;", "x;")] {
            assert_eq!(defused(cell), harmless);
        }
        assert_eq!(defused("2031-04-05"), "2031-04-05");
    }
}
