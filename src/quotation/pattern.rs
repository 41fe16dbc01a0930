//! A quotation as a pattern: what must stand there, what may be left out, what the editor put in.

use super::normal::Normal;

/// A quotation, cut at its omissions; each part must stand after the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotePattern {
    pub parts: Vec<Vec<Atom>>,
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    /// Must stand there, in normal form.
    Literal(String),
    /// `[Bloom]`: an editor's words, which stand for nothing or for a few words of the source.
    Words(String),
    /// `[sic]`: an editor's remark, which stands for nothing.
    Remark(String),
    /// `[H]e`: a letter in another case.
    Letter(char),
    /// `resign[ed]`: a part of a word that the editor changed.
    Ending(String),
}

impl QuotePattern {
    /// The quotation word for word: an ellipsis and brackets are those of the source.
    pub fn literal(quote: &str) -> Self {
        let text = Normal::new(quote).as_str().to_owned();
        Self { parts: if text.is_empty() { Vec::new() } else { vec![vec![Atom::Literal(text)]] } }
    }

    /// The quotation as editors use ellipses and square brackets.
    pub fn edited(quote: &str) -> Self {
        let normal = Normal::new(quote);
        let parts = omissions(normal.as_str()).iter().map(|part| atoms(part)).filter(|part| has_words(part)).collect();
        Self { parts }
    }
}

/// Cut at `...`, `[...]`, `. . .` and their longer kin.
fn omissions(text: &str) -> Vec<String> {
    let unified = text.replace(". . .", "...").replace("[...]", "...");
    let mut parts = vec![String::new()];
    let mut rest = unified.as_str();
    while let Some(at) = rest.find("...") {
        let dots = rest[at..].len() - rest[at..].trim_start_matches('.').len();
        // Of four, the first ends a sentence.
        let kept = if dots == 4 { at + 1 } else { at };
        if let Some(part) = parts.last_mut() {
            part.push_str(&rest[..kept]);
        }
        parts.push(String::new());
        rest = &rest[at + dots..];
    }
    if let Some(part) = parts.last_mut() {
        part.push_str(rest);
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn atoms(part: &str) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut rest = part;
    while let Some((before, inside, after)) = bracket(rest) {
        let is_glued_before = before.ends_with(char::is_alphanumeric);
        let is_glued_after = after.starts_with(char::is_alphanumeric);
        let atom = match single_letter(inside) {
            Some(letter) if is_glued_after && !is_glued_before => Atom::Letter(letter),
            _ if is_glued_before || is_glued_after => Atom::Ending(inside.to_owned()),
            _ if is_remark(inside) => Atom::Remark(inside.to_owned()),
            _ => Atom::Words(inside.to_owned()),
        };
        let stands_alone = matches!(atom, Atom::Words(_) | Atom::Remark(_));
        push_literal(&mut atoms, if stands_alone { before.trim_end() } else { before });
        atoms.push(atom);
        rest = if stands_alone && after.starts_with(' ') { &after[1..] } else { after };
    }
    push_literal(&mut atoms, rest);
    // What an editor puts before the first word or after the last one stands for nothing in the quotation.
    while matches!(atoms.first(), Some(Atom::Words(_) | Atom::Remark(_))) {
        atoms.remove(0);
    }
    while matches!(atoms.last(), Some(Atom::Words(_) | Atom::Remark(_))) {
        atoms.pop();
    }
    atoms
}

fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('[')?;
    let close = open + text[open..].find(']')?;
    Some((&text[..open], text[open + 1..close].trim(), &text[close + 1..]))
}

fn push_literal(atoms: &mut Vec<Atom>, text: &str) {
    if !text.is_empty() {
        atoms.push(Atom::Literal(text.to_owned()));
    }
}

fn single_letter(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|c| c.is_alphabetic() && chars.next().is_none())
}

fn is_remark(text: &str) -> bool {
    let text = text.to_lowercase();
    text == "sic" || text == "!" || text.contains("emphasis")
}

fn has_words(part: &[Atom]) -> bool {
    part.iter().any(|atom| matches!(atom, Atom::Literal(text) if text.contains(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(quote: &str) -> Vec<Vec<Atom>> {
        QuotePattern::edited(quote).parts
    }

    fn words(text: &str) -> Atom {
        Atom::Literal(text.to_owned())
    }

    #[test]
    fn ellipses_cut() {
        for quote in ["I resign … tonight", "I resign ... tonight", "I resign […] tonight", "I resign . . . tonight"]
        {
            assert_eq!(edited(quote), [[words("I resign")], [words("tonight")]], "{quote}");
        }
        assert_eq!(edited("I resign.… Tonight"), [[words("I resign.")], [words("Tonight")]]);
        assert_eq!(edited("… tonight …"), [[words("tonight")]]);
        assert_eq!(edited("…"), [] as [[Atom; 0]; 0]);
    }

    #[test]
    fn brackets_are_the_editors() {
        assert_eq!(edited("[T]hey left"), [vec![Atom::Letter('T'), words("hey left")]]);
        assert_eq!(
            edited("they resign[ed] then"),
            [vec![words("they resign"), Atom::Ending("ed".into()), words(" then")]]
        );
        assert_eq!(edited("that [Bloom] left"), [vec![words("that"), Atom::Words("Bloom".into()), words("left")]]);
        assert_eq!(edited("that [Bloom], who"), [vec![words("that"), Atom::Words("Bloom".into()), words(", who")]]);
        assert_eq!(edited("their [sic] boat"), [vec![words("their"), Atom::Remark("sic".into()), words("boat")]]);
        assert_eq!(edited("[The board] met [sic]"), [[words("met")]]);
        assert_eq!(edited("an [open bracket"), [[words("an [open bracket")]]);
    }
}
