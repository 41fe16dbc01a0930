//! Text broken into lines that fit.

use super::letters::{self, Weight};

/// How a block of text may be set.
pub struct TextStyle {
    pub weight: Weight,
    /// The size that is tried first.
    pub largest: f32,
    /// Below this nobody could read it.
    pub smallest: f32,
    /// From line to line, in sizes.
    pub leading: f32,
}

/// Text that fits.
pub struct TextBlock {
    pub lines: Vec<String>,
    pub size: f32,
    pub weight: Weight,
    leading: f32,
}

impl TextBlock {
    /// The text in the largest size in which all of it fits; none where it doesn't fit at all.
    pub fn fit(text: &str, style: &TextStyle, width: f32, height: f32) -> Option<Self> {
        // No need to try what could never fit.
        if text.chars().count() > 1000 {
            return None;
        }
        let mut size = style.largest;
        while size >= style.smallest {
            if let Some(lines) = broken(text, style.weight, size, width) {
                let block = Self { lines, size, weight: style.weight, leading: style.leading };
                if block.height() <= height {
                    return Some(block);
                }
            }
            size -= 2.0;
        }
        None
    }

    /// From one line to the next.
    pub fn step(&self) -> f32 {
        self.size * self.leading
    }

    /// How high all lines are.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.step()
    }
}

/// Lines no wider than `width`; none where a word is wider.
fn broken(text: &str, weight: Weight, size: f32, width: f32) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if letters::width(word, weight, size) > width {
            return None;
        }
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if letters::width(&longer, weight, size) <= width {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: TextStyle = TextStyle { weight: Weight::SemiBold, largest: 60.0, smallest: 30.0, leading: 1.2 };

    #[test]
    fn text_shrinks_until_it_fits_and_is_never_cut() {
        let short = TextBlock::fit("The warden resigns", &STYLE, 1000.0, 300.0).expect("it fits");
        assert_eq!((short.lines.len(), short.size as u32), (1, 60));
        let text = "The warden resigns after the ledger has reported that licences were sold ".repeat(3);
        let long = TextBlock::fit(&text, &STYLE, 1000.0, 300.0).expect("it fits");
        assert!(long.size < 60.0 && long.height() <= 300.0);
        assert_eq!(long.lines.join(" "), text.trim());
        assert!(TextBlock::fit(&"x".repeat(400), &STYLE, 1000.0, 300.0).is_none());
        assert!(TextBlock::fit(&text.repeat(20), &STYLE, 1000.0, 300.0).is_none());
    }
}
