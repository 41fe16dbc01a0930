//! PDF files that unpack to far more than they are: the program tells it and stays within bounds.
#![cfg(unix)]

use crate::harness::loopback::citing;
use flate2::{Compression, FlushCompress, write::ZlibEncoder};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// A PDF of one page with this stream as its content.
fn pdf(filters: &str, content: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let stream =
        [format!("<< /Length {} /Filter [{filters}] >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"]
            .concat();
    let page =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>";
    let objects: [&[u8]; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page.as_bytes(),
        &stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ];
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend(*object);
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

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// `times` megabytes of spaces, packed without packing each.
fn spaces(times: usize) -> Vec<u8> {
    let mut encoder = flate2::Compress::new(Compression::best(), true);
    let megabyte = vec![b' '; 1 << 20];
    let mut piece = || {
        let mut out = Vec::with_capacity(64 << 10);
        encoder.compress_vec(&megabyte, &mut out, FlushCompress::Full).unwrap();
        out
    };
    let (first, next) = (piece(), piece());
    [first, next.repeat(times)].concat()
}

/// LZW whose every code gives one more space than the one before it, begun anew when the table is full.
fn lzw(times: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0);
    let mut put = |code: u32, width: u32| {
        bits = (bits << width) | code;
        held += width;
        while held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    };
    put(256, 9);
    for _ in 0..times {
        let (mut next, mut width) = (258, 9);
        put(u32::from(b' '), width);
        while next < 4094 {
            put(next, width);
            next += 1;
            if next + 1 >= 1 << width && width < 12 {
                width += 1;
            }
        }
        put(256, width);
    }
    put(257, 9);
    put(0, 7);
    bytes
}

/// What `verify` says of a text, in a process that may have three gigabytes of addresses.
fn verified(file: &[u8]) -> String {
    let texts = tempfile::tempdir().unwrap();
    std::fs::write(texts.path().join("courier.pdf"), file).unwrap();
    let folder = citing(&[("courier", "https://courier.example/a", "I resign tonight", "")]);
    let quoted = |path: &Path| format!("'{}'", path.display());
    let script = format!(
        "ulimit -v 3000000; exec {} verify --offline --format json --texts {} --site {}",
        quoted(Path::new(env!("CARGO_BIN_EXE_dateline"))),
        quoted(texts.path()),
        quoted(folder.path())
    );
    let began = Instant::now();
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(began.elapsed() < Duration::from_secs(100), "{:?}", began.elapsed());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{:?} {}", output.status, String::from_utf8_lossy(&output.stderr)));
    let quotation = &report["quotations"][0];
    quotation["reason"].as_str().unwrap_or_else(|| quotation["verdict"].as_str().unwrap()).to_owned()
}

#[test]
fn the_words_of_a_pdf_are_compared() {
    let content = b"BT /F 12 Tf 20 150 Td (The warden said: I re-) Tj 0 -14 Td (sign tonight.) Tj ET";
    assert_eq!(verified(&pdf("/FlateDecode", &packed(content))), "verbatim");
    assert_eq!(verified(&pdf("/FlateDecode /FlateDecode", &packed(&packed(content)))), "verbatim");
}

#[test]
fn what_unpacks_to_gigabytes_is_told() {
    for (name, file) in [
        ("packed once", pdf("/FlateDecode", &spaces(3000))),
        ("packed twice", pdf("/FlateDecode /FlateDecode", &packed(&spaces(3000)))),
        ("packed the old way", pdf("/LZWDecode", &lzw(400))),
        ("by an escaped name", pdf("/Fl#61teDecode /FlateDecode", &packed(&spaces(3000)))),
    ] {
        assert!(file.len() < 4 << 20, "{name}: {}", file.len());
        let said = verified(&file);
        // On a busy machine the minute may end before the memory does; and a reader that is refused memory may go on
        // without the words.
        let told = ["more than an article can be", "took too long", "it holds no words"];
        let is_told = told.iter().any(|told| said.contains(told));
        assert!(is_told, "{name}: {said}");
    }
}
