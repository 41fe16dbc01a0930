//! A PDF as words: the one door to `pdf-extract`.

use super::ExtractedText;
use flate2::read::ZlibDecoder;
use std::io::Read;

/// What the streams of a PDF may unpack to in all.
const MOST_UNPACKED: u64 = 256 << 20;

/// The words of a PDF, words divided at line ends whole again.
pub fn read(bytes: &[u8]) -> Result<ExtractedText, String> {
    if unpacked(bytes, MOST_UNPACKED) > MOST_UNPACKED {
        return Err("it unpacks to more than an article can be".to_owned());
    }
    let pages = pdf_extract::extract_text_from_mem_by_pages(bytes)
        .map_err(|error| format!("it can't be read as PDF: {error}"))?;
    let pages: Vec<String> = pages.iter().map(|page| page.replace("\r\n", "\n")).collect();
    let (article, page_starts) = joined(&pages);
    Ok(ExtractedText { article, page: Some(pages.join("\n")), page_starts })
}

/// What the compressed streams unpack to, counted before anything keeps them in memory; no further than the limit.
fn unpacked(bytes: &[u8], most: u64) -> u64 {
    const STREAM: &[u8] = b"stream";
    let mut total = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(STREAM.len()).position(|window| window == STREAM) {
        at += found + STREAM.len();
        let data = &bytes[at..];
        let skip = data.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let mut reader = ZlibDecoder::new(&data[skip..]).take(most + 1 - total.min(most));
        // What is no zlib stream fails at once and counts for nothing.
        let mut buffer = [0; 16 << 10];
        while let Ok(length @ 1..) = reader.read(&mut buffer) {
            total += length as u64;
        }
        if total > most {
            break;
        }
    }
    total
}

/// The pages as one text, and where each begins. `resig-` at a line's end and `nation` at the next one's beginning are one
/// word.
fn joined(pages: &[String]) -> (String, Vec<usize>) {
    let mut joined = String::with_capacity(pages.iter().map(String::len).sum());
    let mut starts = Vec::with_capacity(pages.len());
    for page in pages {
        starts.push(joined.len());
        for line in page.lines() {
            let line = line.trim();
            let divided = joined.strip_suffix("-\n").is_some_and(|before| before.ends_with(char::is_lowercase))
                && line.starts_with(char::is_lowercase);
            if divided {
                joined.truncate(joined.len() - 2);
            }
            joined.push_str(line);
            joined.push('\n');
        }
    }
    // A word that goes on over the page belongs to the page on which it began.
    let length = joined.len();
    starts.iter_mut().for_each(|start| *start = (*start).min(length));
    (joined, starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    /// A PDF of one page whose content is `content`, packed.
    fn pdf(content: &[u8]) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(content).unwrap();
        let packed = packed.finish().unwrap();
        let mut file = b"%PDF-1.4\n".to_vec();
        let objects: [Vec<u8>; 5] = [
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
                .to_vec(),
            [
                format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len()).as_bytes(),
                &packed,
                b"\nendstream",
            ]
            .concat(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        ];
        let mut offsets = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            file.extend(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        file.extend(b"xref\n0 6\n0000000000 65535 f \n");
        for offset in offsets {
            file.extend(format!("{offset:010} 00000 n \n").as_bytes());
        }
        file.extend(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
        file
    }

    #[test]
    fn the_words_of_a_pdf() {
        let file = pdf(b"BT /F 12 Tf 20 150 Td (The warden said: I re-) Tj 0 -14 Td (sign tonight.) Tj ET");
        let text = read(&file).unwrap();
        let words = text.article.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words, "The warden said: I resign tonight.");
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let file = pdf(&vec![b' '; 4 << 20]);
        assert!(file.len() < 32 << 10);
        assert_eq!(unpacked(&file, 1 << 20), (1 << 20) + 1);
        assert_eq!(unpacked(&file, 1 << 30), 4 << 20);
    }
}
