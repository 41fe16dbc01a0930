//! The font of the cards: what it can write, how wide that is, and the picture in the end.

use resvg::{tiny_skia, usvg};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::{Arc, LazyLock};

/// Inter, cut down to the Latin, Greek and Cyrillic scripts; its licence lies beside it.
const REGULAR: &[u8] = include_bytes!("font/Inter-Regular.otf");
const SEMI_BOLD: &[u8] = include_bytes!("font/Inter-SemiBold.otf");

/// Which of the two fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    /// As SVG says it.
    pub fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
        }
    }

    fn font(self) -> FontRef<'static> {
        let bytes = match self {
            Self::Regular => REGULAR,
            Self::SemiBold => SEMI_BOLD,
        };
        FontRef::new(bytes).expect("the fonts that are built in are whole")
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

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    Arc::new(fonts)
});

/// The picture as PNG. The same SVG gives the same bytes.
pub fn png(svg: &str) -> Vec<u8> {
    let options = usvg::Options {
        font_family: "Inter".to_owned(),
        fontdb: Arc::clone(&FONTS),
        // Nothing in a card leads to a file.
        resources_dir: None,
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).expect("cards are sound SVG: all text in them is escaped");
    let size = tree.size().to_int_size();
    let mut picture = tiny_skia::Pixmap::new(size.width(), size.height()).expect("the size of a card isn't zero");
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut picture.as_mut());
    picture.encode_png().expect("writing to memory can't fail")
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
    fn a_card_is_the_same_every_time_and_shows_its_text() {
        let svg = |text: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\" font-family=\"Inter\"><text x=\"80\" y=\"200\" font-size=\"60\" font-weight=\"600\">{text}</text></svg>"
            )
        };
        let one = png(&svg("One"));
        assert_eq!(one, png(&svg("One")));
        assert_ne!(one, png(&svg("Two")));
        assert_ne!(one, png(&svg("")));
    }
}
