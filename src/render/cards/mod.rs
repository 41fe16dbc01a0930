//! Card images: what other sites show with a link to a page. The one door to `resvg` and `skrifa`.
//!
//! A card is laid out here as SVG, which is cheap; drawing it costs more and is left to `write`, which keeps what it has
//! drawn. A card that can't say all of it (a script that the font hasn't, a text that is too long) is none, and the
//! site's own card stands in: an allegation is never cut off from its status.

mod layout;
mod letters;

use super::context::Context;
use super::notices::RequiredNotices;
use super::plain_text::one_line;
use crate::model::{ChartMark, Event, Html, Ref};
use crate::plan::Route;
use crate::words;
use crate::write::{Content, Outputs, Raster};
use layout::{TextBlock, TextStyle};
use letters::Weight;
use rayon::prelude::*;

/// The size that sites for sharing links agree on.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

const MARGIN: f32 = 80.0;
const INK: &str = "#14171c";
const SOFT: &str = "#545b66";
const WASH: &str = "#f3f5f7";
/// The colours of kinds, by their place in `site.yaml`, as in the style sheet.
const HUES: [&str; 8] = ["#1a5fa8", "#5c6470", "#b4261f", "#6a3da1", "#0b6a75", "#1c6e3f", "#8a5800", "#a32470"];

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
        if let Some(svg) = card {
            files.insert(Route::event(&row.id).beside("card.png"), drawn(svg.clone()));
        }
    }
    files
}

/// Every event's card, laid out once.
fn event_cards<'a>(cx: &Context<'a>) -> &'a [Option<String>] {
    cx.derived.cards.get_or_init(|| {
        let settings = &cx.site.settings;
        if !settings.event_cards || settings.base_url.is_none() {
            return Vec::new();
        }
        let card = |row: &Event| row.is_published().then(|| event_card(cx, row))?;
        cx.site.events.par_rows().map(card).collect()
    })
}

/// Date, kind, title and status; none where not all of it can be shown.
fn event_card(cx: &Context<'_>, row: &Event) -> Option<String> {
    let kind = &cx.site.kinds[row.kind];
    let title = one_line(&row.title);
    let told = one_line(&RequiredNotices::of_event(cx, row).sentences(cx).join(" "));
    let date = words::date::date(cx.words, &row.date);
    let site = one_line(&cx.site.settings.title);
    let label = one_line(&kind.label);
    for (text, weight) in [(&title, Weight::SemiBold), (&told, Weight::Regular), (&date, Weight::SemiBold)] {
        letters::covers(text, weight).then_some(())?;
    }
    let width = WIDTH as f32 - 2.0 * MARGIN;
    let mut svg = Svg::new();
    if letters::covers(&site, Weight::SemiBold) {
        svg.line(&site, (MARGIN, 92.0), 28.0, SOFT);
    }
    svg.rule(120.0);
    svg.mark(kind.shape, HUES[row.kind.index() % HUES.len()], MARGIN, 160.0, 34.0);
    let dated = match letters::covers(&label, Weight::SemiBold) {
        true => format!("{date} · {label}"),
        false => date,
    };
    svg.line(&dated, (MARGIN + 52.0, 188.0), 32.0, INK);
    let bottom = HEIGHT as f32 - 60.0;
    let top = 236.0;
    let mut room = bottom - top;
    if !told.is_empty() {
        // The status comes first in what it may take; the title gets what is left.
        let style = TextStyle { weight: Weight::Regular, largest: 30.0, smallest: 21.0, leading: 1.35 };
        let block = TextBlock::fit(&told, &style, width - 48.0, room - 120.0)?;
        let height = block.height() + 40.0;
        svg.panel(MARGIN, bottom - height, width, height);
        svg.block(&block, MARGIN + 24.0, bottom - height + 20.0, INK);
        room -= height + 24.0;
    }
    let style = TextStyle { weight: Weight::SemiBold, largest: 68.0, smallest: 34.0, leading: 1.16 };
    let block = TextBlock::fit(&title, &style, width, room)?;
    svg.block(&block, MARGIN, top, INK);
    Some(svg.finish())
}

/// The site's title and what it tells.
fn site_card(cx: &Context<'_>) -> String {
    let settings = &cx.site.settings;
    let width = WIDTH as f32 - 2.0 * MARGIN;
    let mut svg = Svg::new();
    svg.rule(120.0);
    let style = TextStyle { weight: Weight::SemiBold, largest: 84.0, smallest: 40.0, leading: 1.12 };
    let mut top = 170.0;
    let title = one_line(&settings.title);
    if letters::covers(&title, Weight::SemiBold)
        && let Some(block) = TextBlock::fit(&title, &style, width, 230.0)
    {
        svg.block(&block, MARGIN, top, INK);
        top += block.height() + 28.0;
    }
    let style = TextStyle { weight: Weight::Regular, largest: 34.0, smallest: 24.0, leading: 1.35 };
    if let Some(description) = settings.description.as_ref().map(|text| one_line(text))
        && letters::covers(&description, Weight::Regular)
        && let Some(block) = TextBlock::fit(&description, &style, width, HEIGHT as f32 - 110.0 - top)
    {
        svg.block(&block, MARGIN, top, SOFT);
    }
    let known = cx.site.kinds.len() - 1;
    for (index, kind) in cx.site.kinds.rows().take(known.min(12)).enumerate() {
        let left = MARGIN + 52.0 * index as f32;
        svg.mark(kind.shape, HUES[index % HUES.len()], left, HEIGHT as f32 - 96.0, 32.0);
    }
    svg.finish()
}

fn drawn(svg: String) -> Content {
    Content::Raster(Raster { input: svg, draw: letters::png })
}

/// A picture being put together.
struct Svg(String);

impl Svg {
    fn new() -> Self {
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"Inter\">\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
        ))
    }

    /// The double line that every page has below its head.
    fn rule(&mut self, y: f32) {
        let width = WIDTH as f32 - 2.0 * MARGIN;
        for y in [y, y + 6.0] {
            self.0
                .push_str(&format!("<rect x=\"{MARGIN}\" y=\"{y}\" width=\"{width}\" height=\"2.5\" fill=\"{INK}\"/>"));
        }
    }

    fn panel(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.0.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y:.1}\" width=\"{width}\" height=\"{height:.1}\" fill=\"{WASH}\"/>\
             <rect x=\"{x}\" y=\"{y:.1}\" width=\"5\" height=\"{height:.1}\" fill=\"{INK}\"/>"
        ));
    }

    /// One line in semi-bold up to the right margin, smaller where it would not fit.
    fn line(&mut self, text: &str, (x, y): (f32, f32), size: f32, fill: &str) {
        let (wide, width) = (letters::width(text, Weight::SemiBold, size), WIDTH as f32 - MARGIN - x);
        let size = if wide > width { size * width / wide } else { size };
        self.text(text, (x, y), size, Weight::SemiBold, fill);
    }

    fn block(&mut self, block: &TextBlock, x: f32, top: f32, fill: &str) {
        for (index, line) in block.lines.iter().enumerate() {
            let y = top + block.size * 0.95 + index as f32 * block.step();
            self.text(line, (x, y), block.size, block.weight, fill);
        }
    }

    fn text(&mut self, text: &str, (x, y): (f32, f32), size: f32, weight: Weight, fill: &str) {
        let escaped = Html::escaped(text);
        self.0.push_str(&format!(
            "<text xml:space=\"preserve\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\" font-weight=\"{}\" fill=\"{fill}\">{}</text>",
            weight.number(),
            escaped.as_str()
        ));
    }

    /// A kind's shape, in a square.
    fn mark(&mut self, shape: ChartMark, fill: &str, x: f32, y: f32, size: f32) {
        let points: &[(f32, f32)] = match shape {
            ChartMark::Circle => {
                let half = size / 2.0;
                let (cx, cy) = (x + half, y + half);
                self.0.push_str(&format!("<circle cx=\"{cx}\" cy=\"{cy}\" r=\"{half}\" fill=\"{fill}\"/>"));
                return;
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
        let points: Vec<String> =
            points.iter().map(|(px, py)| format!("{:.1},{:.1}", x + px * size, y + py * size)).collect();
        self.0.push_str(&format!("<polygon points=\"{}\" fill=\"{fill}\"/>", points.join(" ")));
    }

    fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}
