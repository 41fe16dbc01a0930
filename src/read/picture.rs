//! How large a picture is, from its header.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Width and height in pixels, if the file is a picture whose header says so.
///
/// A header is a few jumps long. One made of millions of empty segments would keep us busy for minutes, so the
/// reader gives up after [`JUMPS`].
pub fn dimensions(file: File) -> Option<(u32, u32)> {
    let reader = Bounded { inner: BufReader::with_capacity(512, file), jumps: JUMPS };
    let size = imagesize::reader_size(reader).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    (width > 0 && height > 0).then_some((width, height))
}

/// More segments than any camera or editor writes before the one with the size.
const JUMPS: u32 = 2_000;

/// A file that may be sought in so many times and no more.
struct Bounded {
    inner: BufReader<File>,
    jumps: u32,
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.jumps = self.jumps.checked_sub(1).ok_or_else(|| io::Error::other("the picture's header doesn't end"))?;
        self.inner.seek(to)
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl BufRead for Bounded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn of(bytes: &[u8]) -> Option<(u32, u32)> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        dimensions(file)
    }

    #[test]
    fn a_header_tells_the_size() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0"), Some((640, 480)));
        assert_eq!(of(b"GIF89a\x10\0\x20\0\0\0\0"), Some((16, 32)));
    }

    #[test]
    fn what_is_no_picture_has_no_size() {
        for bytes in [&b""[..], b"%PDF-1.7", b"\x89PNG", b"\xFF\xD8\xFF", &[0xFF; 64]] {
            assert_eq!(of(bytes), None);
        }
    }

    #[test]
    fn a_header_without_end_is_given_up() {
        let mut endless = b"\xFF\xD8".to_vec();
        endless.extend(b"\xFF\xE0\0\x02".repeat(3_000_000));
        endless.extend(b"\xFF\xC0\0\x11\x08\0\x10\0\x20\x03");
        let begun = std::time::Instant::now();
        assert_eq!(of(&endless), None);
        assert!(begun.elapsed() < std::time::Duration::from_secs(60));
    }
}
