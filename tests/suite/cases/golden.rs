//! Outputs as `expected/public/` holds them: whole, and with lines so short that a difference can be read.
//!
//! A page has lines as long as paragraphs. Each element gets a line of its own here: what begins with a tab goes on
//! where the line before it ended, with nothing in between. Nothing else is changed, so whatever differs between two
//! pages, down to a space or the order of attributes, differs here as well.

use dateline::write::{Content, Raster};
use tiny_skia::Pixmap;

/// A file's path and content, as they are kept.
pub fn readable(path: &str, content: &Content) -> (String, String) {
    if let Content::Raster(raster) = content {
        return (format!("{path}.txt"), picture(raster));
    }
    let bytes = content.bytes().expect("the templates are sound");
    let text = std::str::from_utf8(&bytes).unwrap_or_else(|_| panic!("{path} is no text: nobody could read its diff"));
    let starts = match path.rsplit('.').next() {
        Some("html") => elements,
        Some("json") => json_values,
        // The markup of feeds holds that of their entries, escaped.
        Some("xml") => |line: &str| line.match_indices("&lt;").map(|(at, _)| at).collect(),
        _ => |_: &str| Vec::new(),
    };
    (path.to_owned(), text.split('\n').map(|line| broken(line, &starts(line))).collect::<Vec<_>>().join("\n"))
}

/// A line of the output, broken before each of these places, and before the space in front of them: a line that ends
/// with one would lose it in many an editor.
fn broken(line: &str, starts: &[usize]) -> String {
    assert!(!line.starts_with('\t'), "a tab at the beginning of a line means that we broke it: {line}");
    let mut text = String::new();
    let mut written = 0;
    for start in starts {
        let start = line[..*start].trim_end_matches(' ').len();
        if start > written {
            text.extend([&line[written..start], "\n\t"]);
            written = start;
        }
    }
    text + &line[written..]
}

/// Where elements begin in a line of a page, and values in the data that it holds.
fn elements(line: &str) -> Vec<usize> {
    let is_tag = |at: &usize| line[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    let tags = line.match_indices('<').map(|(at, _)| at).filter(is_tag);
    if line.starts_with("<script type=\"application/ld+json\">") {
        return json_values(line);
    }
    tags.collect()
}

/// Where texts, lists and maps begin that follow another one.
fn json_values(line: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let (mut in_text, mut is_escaped, mut is_next) = (false, false, false);
    for (at, c) in line.char_indices() {
        if is_next && matches!(c, '"' | '[' | '{') {
            starts.push(at);
        }
        is_next = !in_text && c == ',';
        in_text ^= c == '"' && !is_escaped;
        is_escaped = in_text && c == '\\' && !is_escaped;
    }
    starts
}

/// A card: what it is drawn from, and of the picture its size and how much of it isn't background. Its points may differ
/// in the last bit from one sort of processor to the other, so they aren't compared.
fn picture(raster: &Raster) -> String {
    let picture = Pixmap::decode_png(&raster.bytes()).expect("a card is a PNG");
    let background = picture.pixel(0, 0).expect("a card isn't empty");
    let drawn = picture.pixels().iter().filter(|point| **point != background).count();
    let percent = drawn * 100 / picture.pixels().len();
    let (width, height) = (picture.width(), picture.height());
    format!("{width} × {height} points, {percent} % of them drawn on, from:\n{}", raster.input.replace("[{", "\n[{"))
}

#[test]
fn lines_are_broken_where_nothing_is_lost() {
    for (path, text) in [
        ("a.html", "<ul>\n<li><a href=\"x\">a</a> <b>b</b>\n<p>1 < 2 and\n</ul>\n"),
        ("a.html", "<script type=\"application/ld+json\">{\"a\":\"b,\\\",c\",\"d\":[1,2,[3]]}</script>"),
        ("a.json", "[{\"a\":1},{\"b\":2}]\n"),
        ("a.xml", " <summary type=\"html\">&lt;p&gt;x &lt;b&gt;y&lt;/b&gt;&lt;/p&gt;</summary>\n"),
        ("a.ics", "BEGIN:VEVENT\r\nSUMMARY:a\r\n"),
    ] {
        let (_, lines) = readable(path, &Content::Bytes(text.as_bytes().into()));
        assert_eq!(lines.replace("\n\t", ""), text);
        assert!(path.ends_with(".ics") || lines != text, "{text}");
        assert!(!lines.contains(" \n"), "{lines}");
    }
}
