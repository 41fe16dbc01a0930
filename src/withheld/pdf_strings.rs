//! The strings and names of a PDF, unescaped (ISO 32000, 7.3.4 and 7.3.5): titles, authors, notes, names of fonts.

/// All of them, each on a line of its own.
pub fn strings(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < bytes.len() {
        at = match bytes[at] {
            b'(' => literal(bytes, at + 1, &mut out),
            b'<' if bytes.get(at + 1) != Some(&b'<') => hexadecimal(bytes, at + 1, &mut out),
            b'/' => name(bytes, at + 1, &mut out),
            _ => at + 1,
        };
    }
    out
}

/// What is longer is no string that somebody wrote: the bytes of a picture, say.
const LONGEST: usize = 64 << 10;

fn literal(bytes: &[u8], from: usize, out: &mut String) -> usize {
    let mut string = Vec::new();
    let (mut at, mut depth) = (from, 0);
    while at < bytes.len() && at - from < LONGEST {
        let byte = bytes[at];
        at += 1;
        match byte {
            b'\\' => {
                let escaped = bytes.get(at).copied().unwrap_or(b' ');
                at += 1;
                match escaped {
                    b'0'..=b'7' => {
                        let mut value = u32::from(escaped - b'0');
                        for _ in 0..2 {
                            match bytes.get(at) {
                                Some(digit @ b'0'..=b'7') => {
                                    value = value * 8 + u32::from(digit - b'0');
                                    at += 1;
                                }
                                _ => break,
                            }
                        }
                        string.push((value & 255) as u8);
                    }
                    // A line that goes on.
                    b'\n' => {}
                    b'\r' => at += usize::from(bytes.get(at) == Some(&b'\n')),
                    b'n' | b'r' | b't' | b'b' | b'f' => string.push(b' '),
                    other => string.push(other),
                }
            }
            b'(' => {
                depth += 1;
                string.push(byte);
            }
            b')' if depth == 0 => {
                add(&string, out);
                return at;
            }
            b')' => {
                depth -= 1;
                string.push(byte);
            }
            other => string.push(other),
        }
    }
    from
}

fn hexadecimal(bytes: &[u8], from: usize, out: &mut String) -> usize {
    let mut digits = Vec::new();
    for (index, byte) in bytes[from..].iter().enumerate().take(LONGEST) {
        match byte {
            b'>' => {
                digits.resize(digits.len().next_multiple_of(2), 0);
                let string: Vec<u8> = digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect();
                add(&string, out);
                return from + index + 1;
            }
            byte if byte.is_ascii_whitespace() => {}
            byte => match (*byte as char).to_digit(16) {
                Some(digit) => digits.push(digit as u8),
                None => break,
            },
        }
    }
    from
}

fn name(bytes: &[u8], from: usize, out: &mut String) -> usize {
    let end = bytes[from..]
        .iter()
        .take(256)
        .position(|byte| byte.is_ascii_whitespace() || b"()<>[]{}/%".contains(byte))
        .map_or(from, |length| from + length);
    let mut string = Vec::new();
    let mut at = from;
    while at < end {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if bytes[at] == b'#' => {
                string.push(byte);
                at += 3;
            }
            _ => {
                string.push(bytes[at]);
                at += 1;
            }
        }
    }
    add(&string, out);
    end.max(from)
}

/// A string says by its first bytes how it is encoded; without them it is nearly Latin-1.
fn add(string: &[u8], out: &mut String) {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = string[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(' ')).collect::<String>()
    };
    match string {
        [0xfe, 0xff, ..] => out.push_str(&wide(u16::from_be_bytes)),
        [0xff, 0xfe, ..] => out.push_str(&wide(u16::from_le_bytes)),
        _ => match std::str::from_utf8(string) {
            Ok(text) => out.push_str(text),
            Err(_) => out.extend(string.iter().map(|byte| *byte as char)),
        },
    }
    out.push_str("\n\n\n\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_every_sort() {
        let pdf = b"<< /Title (Qu\\355lla \\(w\\) \\\nWren) /Author <FEFF00510075> /BaseFont /ABCDEF+Quilla#20Wren >>";
        let lines = strings(pdf);
        let lines: Vec<&str> = lines.split('\n').filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Title", "Quílla (w) Wren", "Author", "Qu", "BaseFont", "ABCDEF+Quilla Wren"]);
    }

    #[test]
    fn what_never_ends_is_passed_over() {
        strings(b"((((((/<");
        strings(&b"(".repeat(200_000)[..3_000]);
    }
}
