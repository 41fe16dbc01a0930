//! The font of the cards: what it can write, how wide that is, and its outlines.

use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};
use serde::{Deserialize, Serialize};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::sync::LazyLock;
use tiny_skia::{Path, PathBuilder};

/// Inter, cut down to the Latin, Greek and Cyrillic scripts; its licence lies beside it.
const REGULAR: &[u8] = include_bytes!("font/Inter-Regular.otf");
const SEMI_BOLD: &[u8] = include_bytes!("font/Inter-SemiBold.otf");

/// Which of the two fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    fn font(self) -> FontRef<'static> {
        let bytes = match self {
            Self::Regular => REGULAR,
            Self::SemiBold => SEMI_BOLD,
        };
        FontRef::new(bytes).expect("the fonts that are built in are whole")
    }

    /// What is known of the font for setting any line in it.
    fn shaper(self) -> &'static ShaperData {
        static REGULAR: LazyLock<ShaperData> = LazyLock::new(|| ShaperData::new(&Weight::Regular.font()));
        static SEMI_BOLD: LazyLock<ShaperData> = LazyLock::new(|| ShaperData::new(&Weight::SemiBold.font()));
        match self {
            Self::Regular => &REGULAR,
            Self::SemiBold => &SEMI_BOLD,
        }
    }
}

/// Whether the font has a sign for every character.
pub fn covers(text: &str, weight: Weight) -> bool {
    let font = weight.font();
    let signs = font.charmap();
    text.chars().all(|c| signs.map(c).is_some_and(|sign| sign.to_u32() != 0))
}

/// How wide a line is. Kerning would make it narrower by a little, so what fits here fits.
pub fn width(text: &str, weight: Weight, size: f32) -> f32 {
    let font = weight.font();
    let signs = font.charmap();
    let metrics = font.glyph_metrics(Size::new(size), LocationRef::default());
    text.chars().filter_map(|c| signs.map(c)).filter_map(|sign| metrics.advance_width(sign)).sum()
}

/// The outlines of a line that begins at this place and stands on it, with the kerning that the font wants; none where
/// nothing is to be seen.
pub fn outline(text: &str, weight: Weight, size: f32, (x, y): (f32, f32)) -> Option<Path> {
    let (font, shaper) = (weight.font(), weight.shaper());
    let signs = font.outline_glyphs();
    let scale = size / f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = shaper.shaper(&font).build().shape(buffer, ShapeOptions::new());
    let mut pen = Pen { path: PathBuilder::new(), x, y };
    for (sign, at) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = pen.x;
        pen.x += at.x_offset as f32 * scale;
        pen.y = y - at.y_offset as f32 * scale;
        if let Some(sign) = signs.get(GlyphId::new(sign.glyph_id)) {
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            sign.draw(settings, &mut pen).expect("the fonts that are built in are whole");
        }
        pen.x = start + at.x_advance as f32 * scale;
    }
    pen.path.finish()
}

/// Draws a sign at its place in the picture; in fonts, up is positive.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, self.y - y1, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + x1, self.y - y1, self.x + x2, self.y - y2, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_knows_what_it_lacks() {
        for text in ["Ида Блум, Ίδα — “Größe” 1 €", "Naïve façade, Škoda, Łódź"] {
            assert!(covers(text, Weight::Regular) && covers(text, Weight::SemiBold), "{text}");
        }
        for text in ["東京", "مرحبا", "👩‍👧", "a\u{202e}b"] {
            assert!(!covers(text, Weight::Regular), "{text}");
        }
    }

    #[test]
    fn a_line_is_as_wide_as_its_signs_but_for_kerning() {
        let text = "AVATAR, Wave — To";
        let bounds = outline(text, Weight::Regular, 60.0, (100.0, 200.0)).expect("it is seen").bounds();
        let wide = width(text, Weight::Regular, 60.0);
        assert!(bounds.left() >= 100.0 && bounds.top() > 140.0 && bounds.bottom() < 220.0, "{bounds:?}");
        assert!(bounds.width() < wide && bounds.width() > wide * 0.9, "{bounds:?}, {wide}");
        assert!(outline("  ", Weight::Regular, 60.0, (0.0, 0.0)).is_none());
    }
}
