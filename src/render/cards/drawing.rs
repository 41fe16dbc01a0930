//! A card as a list of shapes, which is cheap to make and to compare, and the picture that it gives.

use super::letters::{self, Weight};
use serde::{Deserialize, Serialize};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

/// The size that sites for sharing links agree on, in pixels.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// Shapes on white, in the order in which they are painted.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Drawing {
    shapes: Vec<(Shape, Rgb)>,
}

/// All lengths are in pixels, from the upper left corner.
#[derive(Debug, Serialize, Deserialize)]
pub enum Shape {
    Rectangle {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    Circle {
        x: f32,
        y: f32,
        radius: f32,
    },
    Polygon(Vec<(f32, f32)>),
    /// One line, which begins at `x` and stands on `y`.
    Line {
        text: String,
        x: f32,
        y: f32,
        size: f32,
        weight: Weight,
    },
}

impl Drawing {
    /// Puts a shape on what is there.
    pub fn add(&mut self, shape: Shape, color: Rgb) {
        self.shapes.push((shape, color));
    }

    /// All of it as a text: of equal drawings the same, of others another.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("shapes have text keys only")
    }
}

/// The picture as PNG that the text of a drawing gives. The same text gives the same bytes.
pub fn png(drawing: &str) -> Vec<u8> {
    let drawing: Drawing = serde_json::from_str(drawing).expect("it is the text of a drawing");
    let mut picture = Pixmap::new(WIDTH, HEIGHT).expect("the size of a card isn't zero");
    picture.fill(Color::WHITE);
    for (shape, color) in &drawing.shapes {
        // A line of spaces has no outline.
        let Some(path) = shape.outline() else { continue };
        let [red, green, blue] = *color;
        let mut paint = Paint::default();
        paint.set_color_rgba8(red, green, blue, u8::MAX);
        picture.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    }
    picture.encode_png().expect("writing to memory can't fail")
}

impl Shape {
    fn outline(&self) -> Option<Path> {
        match self {
            Self::Rectangle { x, y, width, height } => {
                Rect::from_xywh(*x, *y, *width, *height).map(PathBuilder::from_rect)
            }
            Self::Circle { x, y, radius } => PathBuilder::from_circle(*x, *y, *radius),
            Self::Polygon(points) => {
                let mut path = PathBuilder::new();
                let (first, others) = points.split_first()?;
                path.move_to(first.0, first.1);
                others.iter().for_each(|(x, y)| path.line_to(*x, *y));
                path.close();
                path.finish()
            }
            Self::Line { text, x, y, size, weight } => letters::outline(text, *weight, *size, (*x, *y)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_the_same_every_time_and_shows_its_text() {
        let card = |text: &str| {
            let mut drawing = Drawing::default();
            let (text, weight) = (text.to_owned(), Weight::SemiBold);
            drawing.add(Shape::Line { text, x: 80.0, y: 200.0, size: 60.0, weight }, [0x14, 0x17, 0x1c]);
            png(&drawing.text())
        };
        let one = card("One");
        assert_eq!(one, card("One"));
        assert_ne!(one, card("Two"));
        assert_ne!(one, card(""));
    }
}
