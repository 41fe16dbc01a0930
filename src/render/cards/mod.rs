//! Card images: what other sites show with a link to a page. The one door to `tiny-skia`, `harfrust` and
//! `skrifa`.
//!
//! A card is laid out here as a list of shapes, which is cheap; drawing it costs more and is left to `write`, which keeps what it has
//! drawn. A card that can't say all of it (a script that the font hasn't, a text that is too long) is none, and the
//! site's own card stands in: an allegation is never cut off from its status.

mod drawing;
mod layout;
mod letters;

use super::context::Context;
use super::noticed_record::{NoticedRecord, Tells};
use super::notices::RequiredNotices;
use super::plain_text::one_line;
use crate::model::{ChartMark, Event, EventOutput, Ref};
use crate::plan::Route;
use crate::words;
use crate::write::{Content, Outputs, Raster};
use drawing::{Drawing, Rgb, Shape};
pub use drawing::{HEIGHT, WIDTH};
use layout::{TextBlock, TextStyle};
use letters::Weight;
use rayon::prelude::*;

const MARGIN: f32 = 80.0;
const INK: Rgb = [0x14, 0x17, 0x1c];
const SOFT: Rgb = [0x54, 0x5b, 0x66];
const WASH: Rgb = [0xf3, 0xf5, 0xf7];
/// The colours of kinds, by their place in `site.yaml`, as in the style sheet.
const HUES: [Rgb; 8] = [
    [0x1a, 0x5f, 0xa8],
    [0x5c, 0x64, 0x70],
    [0xb4, 0x26, 0x1f],
    [0x6a, 0x3d, 0xa1],
    [0x0b, 0x6a, 0x75],
    [0x1c, 0x6e, 0x3f],
    [0x8a, 0x58, 0x00],
    [0xa3, 0x24, 0x70],
];

/// The path of the site's own card.
pub const OF_SITE: &str = "card.png";

/// The path of the event's own card, if it has one.
pub fn path_of(cx: &Context<'_>, event: Ref<Event>) -> Option<String> {
    event_cards(cx).get(event.index())?.as_ref()?;
    Some(Route::event(&cx.site.events[event].id).beside("card.png"))
}

/// Every card that is needed.
pub fn files(cx: &Context<'_>) -> Outputs {
    let mut files = Outputs::new();
    if cx.site.settings.base_url.is_none() {
        return files;
    }
    files.insert(OF_SITE.to_owned(), drawn(site_card(cx)));
    for ((_, row), card) in cx.site.events.iter().zip(event_cards(cx)) {
        if let Some(drawing) = card {
            files.insert(Route::event(&row.id).beside("card.png"), drawn(drawing.clone()));
        }
    }
    files
}

/// Every event's card, laid out once.
fn event_cards<'a>(cx: &Context<'a>) -> &'a [Option<String>] {
    cx.derived.cards.get_or_init(|| {
        let settings = &cx.site.settings;
        if !settings.makes(EventOutput::Cards) || settings.base_url.is_none() {
            return Vec::new();
        }
        let card = |row: &Event| row.is_published().then(|| event_card(cx, row))?;
        cx.site.events.par_rows().map(card).collect()
    })
}

/// Date, kind, title and status; none where not all of it can be shown.
fn event_card(cx: &Context<'_>, row: &Event) -> Option<String> {
    NoticedRecord::of_event(cx, row, |notices| laid_out(cx, row, notices)).into_inner().map(|card| card.drawing)
}

/// A card with the lines in which it says what must stand with its event.
struct EventCard {
    drawing: String,
    told: Vec<String>,
}

/// What is no card tells nothing.
impl Tells for Option<EventCard> {
    fn tells(&self, text: &str) -> bool {
        let unspaced = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        self.as_ref().is_none_or(|card| unspaced(&card.told.concat()).contains(&unspaced(text)))
    }
}

fn laid_out(cx: &Context<'_>, row: &Event, notices: &RequiredNotices) -> Option<EventCard> {
    let kind = &cx.site.kinds[row.kind];
    let title = one_line(&row.title);
    let told = one_line(&notices.sentences(cx).join(" "));
    let mut lines = Vec::new();
    let date = words::date::date(cx.words, &row.date);
    let site = one_line(&cx.site.settings.title);
    let label = one_line(&kind.label);
    for (text, weight) in [(&title, Weight::SemiBold), (&told, Weight::Regular), (&date, Weight::SemiBold)] {
        letters::covers(text, weight).then_some(())?;
    }
    let width = WIDTH as f32 - 2.0 * MARGIN;
    let mut card = Card::default();
    if letters::covers(&site, Weight::SemiBold) {
        card.line(&site, (MARGIN, 92.0), 28.0, SOFT);
    }
    card.rule(120.0);
    card.mark(kind.shape, HUES[row.kind.index() % HUES.len()], MARGIN, 160.0, 34.0);
    let dated = match letters::covers(&label, Weight::SemiBold) {
        true => format!("{date} · {label}"),
        false => date,
    };
    card.line(&dated, (MARGIN + 52.0, 188.0), 32.0, INK);
    let bottom = HEIGHT as f32 - 60.0;
    let top = 236.0;
    let mut room = bottom - top;
    if !told.is_empty() {
        // The status comes first in what it may take; the title gets what is left.
        let style = TextStyle { weight: Weight::Regular, largest: 30.0, smallest: 21.0, leading: 1.35 };
        let block = TextBlock::fit(&told, &style, width - 48.0, room - 120.0)?;
        let height = block.height() + 40.0;
        card.panel(MARGIN, bottom - height, width, height);
        card.block(&block, MARGIN + 24.0, bottom - height + 20.0, INK);
        room -= height + 24.0;
        lines = block.lines;
    }
    let style = TextStyle { weight: Weight::SemiBold, largest: 68.0, smallest: 34.0, leading: 1.16 };
    let block = TextBlock::fit(&title, &style, width, room)?;
    card.block(&block, MARGIN, top, INK);
    Some(EventCard { drawing: card.0.text(), told: lines })
}

/// The site's title and what it tells.
fn site_card(cx: &Context<'_>) -> String {
    let settings = &cx.site.settings;
    let width = WIDTH as f32 - 2.0 * MARGIN;
    let mut card = Card::default();
    card.rule(120.0);
    let style = TextStyle { weight: Weight::SemiBold, largest: 84.0, smallest: 40.0, leading: 1.12 };
    let mut top = 170.0;
    let title = one_line(&settings.title);
    if letters::covers(&title, Weight::SemiBold)
        && let Some(block) = TextBlock::fit(&title, &style, width, 230.0)
    {
        card.block(&block, MARGIN, top, INK);
        top += block.height() + 28.0;
    }
    let style = TextStyle { weight: Weight::Regular, largest: 34.0, smallest: 24.0, leading: 1.35 };
    if let Some(description) = settings.description.as_ref().map(|text| one_line(text))
        && letters::covers(&description, Weight::Regular)
        && let Some(block) = TextBlock::fit(&description, &style, width, HEIGHT as f32 - 110.0 - top)
    {
        card.block(&block, MARGIN, top, SOFT);
    }
    let known = cx.site.kinds.len() - 1;
    for (index, kind) in cx.site.kinds.rows().take(known.min(12)).enumerate() {
        let left = MARGIN + 52.0 * index as f32;
        card.mark(kind.shape, HUES[index % HUES.len()], left, HEIGHT as f32 - 96.0, 32.0);
    }
    card.0.text()
}

fn drawn(drawing: String) -> Content {
    Content::Raster(Raster { input: drawing, draw: drawing::png })
}

/// A card being put together.
#[derive(Default)]
struct Card(Drawing);

impl Card {
    fn rectangle(&mut self, (x, y): (f32, f32), width: f32, height: f32, color: Rgb) {
        self.0.add(Shape::Rectangle { x, y, width, height }, color);
    }

    /// The double line that every page has below its head.
    fn rule(&mut self, y: f32) {
        for y in [y, y + 6.0] {
            self.rectangle((MARGIN, y), WIDTH as f32 - 2.0 * MARGIN, 2.5, INK);
        }
    }

    fn panel(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.rectangle((x, y), width, height, WASH);
        self.rectangle((x, y), 5.0, height, INK);
    }

    /// One line in semi-bold up to the right margin, smaller where it would not fit.
    fn line(&mut self, text: &str, (x, y): (f32, f32), size: f32, color: Rgb) {
        let (wide, width) = (letters::width(text, Weight::SemiBold, size), WIDTH as f32 - MARGIN - x);
        let size = if wide > width { size * width / wide } else { size };
        self.text(text, (x, y), size, Weight::SemiBold, color);
    }

    fn block(&mut self, block: &TextBlock, x: f32, top: f32, color: Rgb) {
        for (index, line) in block.lines.iter().enumerate() {
            let y = top + block.size * 0.95 + index as f32 * block.step();
            self.text(line, (x, y), block.size, block.weight, color);
        }
    }

    fn text(&mut self, text: &str, (x, y): (f32, f32), size: f32, weight: Weight, color: Rgb) {
        self.0.add(Shape::Line { text: text.to_owned(), x, y, size, weight }, color);
    }

    /// A kind's shape, in a square.
    fn mark(&mut self, shape: ChartMark, color: Rgb, x: f32, y: f32, size: f32) {
        let points: &[(f32, f32)] = match shape {
            ChartMark::Circle => {
                let half = size / 2.0;
                return self.0.add(Shape::Circle { x: x + half, y: y + half, radius: half }, color);
            }
            ChartMark::Square => &[(0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)],
            ChartMark::Diamond => &[(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)],
            ChartMark::Triangle => &[(0.5, 0.05), (1.0, 0.93), (0.0, 0.93)],
            ChartMark::TriangleDown => &[(0.0, 0.07), (1.0, 0.07), (0.5, 0.95)],
            ChartMark::Pentagon => &[(0.5, 0.0), (1.0, 0.38), (0.81, 1.0), (0.19, 1.0), (0.0, 0.38)],
            ChartMark::Hexagon => &[(0.25, 0.05), (0.75, 0.05), (1.0, 0.5), (0.75, 0.95), (0.25, 0.95), (0.0, 0.5)],
            ChartMark::Star => &[
                (0.5, 0.0),
                (0.62, 0.36),
                (1.0, 0.38),
                (0.7, 0.6),
                (0.81, 1.0),
                (0.5, 0.76),
                (0.19, 1.0),
                (0.3, 0.6),
                (0.0, 0.38),
                (0.38, 0.36),
            ],
            ChartMark::Cross => &[
                (0.35, 0.0),
                (0.65, 0.0),
                (0.65, 0.35),
                (1.0, 0.35),
                (1.0, 0.65),
                (0.65, 0.65),
                (0.65, 1.0),
                (0.35, 1.0),
                (0.35, 0.65),
                (0.0, 0.65),
                (0.0, 0.35),
                (0.35, 0.35),
            ],
            ChartMark::Bar => &[(0.0, 0.32), (1.0, 0.32), (1.0, 0.68), (0.0, 0.68)],
        };
        self.0.add(Shape::Polygon(points.iter().map(|(px, py)| (x + px * size, y + py * size)).collect()), color);
    }
}
