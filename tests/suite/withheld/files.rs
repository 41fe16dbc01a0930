//! Files with something in their properties, as small as the point allows.

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use std::io::Write;

pub fn utf16le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

pub fn utf16be(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

/// A chunk of a PNG; nobody here looks at its checksum.
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32).to_be_bytes(), &kind[..], data, &[0; 4]].concat()
}

/// A picture of one pixel, with more chunks.
pub fn png(more: &[Vec<u8>]) -> Vec<u8> {
    let header = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let picture = chunk(b"IDAT", &zlib(&[0, 255]));
    [&b"\x89PNG\r\n\x1a\n"[..], &header, &more.concat(), &picture, &chunk(b"IEND", b"")].concat()
}

fn jpeg(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u16 + 2).to_be_bytes();
    [&[0xff, 0xd8, 0xff, marker], &length[..], data, &[0xff, 0xd9]].concat()
}

/// A JPEG with one entry in its EXIF directory, the artist.
pub fn jpeg_exif(artist: &[u8]) -> Vec<u8> {
    let mut data = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x3b\x01\x02\0".to_vec();
    data.extend((artist.len() as u32).to_le_bytes());
    data.extend(26_u32.to_le_bytes());
    data.extend([0; 4]);
    data.extend(artist);
    jpeg(0xe1, &data)
}

pub fn jpeg_xmp(creator: &str) -> Vec<u8> {
    let packet = format!(
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator><rdf:Seq>{creator}</rdf:Seq></dc:creator></x:xmpmeta>"
    );
    jpeg(0xe1, packet.as_bytes())
}

pub fn jpeg_iptc(by_line: &[u8]) -> Vec<u8> {
    let record = [b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20\x1c\x02\x50\0\x0b", by_line].concat();
    jpeg(0xed, &record)
}

/// A PDF of one page: its properties, streams that nothing shows, and what the page shows.
pub fn pdf(info: &[u8], streams: &[&[u8]], page: &[u8]) -> Vec<u8> {
    pdf_encoded("/WinAnsiEncoding", info, streams, page)
}

/// The same with another encoding of the font in which the page is written.
pub fn pdf_encoded(encoding: &str, info: &[u8], streams: &[&[u8]], page: &[u8]) -> Vec<u8> {
    let stream = |bytes: &[u8]| {
        let packed = zlib(bytes);
        [format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len()).as_bytes(), &packed, b"\nendstream"]
            .concat()
    };
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_vec(),
        stream(if page.is_empty() { b"BT /F 12 Tf 20 150 Td (A letter.) Tj ET" } else { page }),
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {encoding} >>").into_bytes(),
        info.to_vec(),
    ];
    objects.extend(streams.iter().map(|bytes| stream(bytes)));
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
    offsets.iter().for_each(|offset| file.extend(format!("{offset:010} 00000 n \n").as_bytes()));
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    file
}

/// A ZIP archive of one entry, as its local header tells.
pub fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).expect("memory takes it");
    let packed = packed.finish().expect("memory takes it");
    let mut file = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
    file.extend((packed.len() as u32).to_le_bytes());
    file.extend((bytes.len() as u32).to_le_bytes());
    file.extend((name.len() as u16).to_le_bytes());
    file.extend([0; 2]);
    file.extend(name.as_bytes());
    file.extend(packed);
    file
}

/// Bytes as drawings and style sheets hold them.
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| -> String {
        let bits = group.iter().chain([&0, &0]).take(3).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let sign = |place: usize| match place <= group.len() {
            true => SIGNS[(bits >> (18 - 6 * place) & 63) as usize] as char,
            false => '=',
        };
        (0..4).map(sign).collect()
    };
    bytes.chunks(3).map(group).collect()
}
