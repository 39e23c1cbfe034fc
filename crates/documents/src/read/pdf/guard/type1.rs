//! Type 1 font programs: the library's parser looks ahead by recursion, twice over inside procedures.

/// Procedures inside each other; fonts have four or five.
const NESTED: u32 = 12;
/// Integers one after another; fonts have a dozen.
const INTEGERS: u32 = 400;
/// The key of the encrypted part.
const KEY: u32 = 55_665;

/// Whether data is a Type 1 font that the parser would lose itself in.
pub(super) fn is_trap(data: &[u8]) -> bool {
    let plain = match data {
        [0x80, ..] => without_segments(data),
        [b'%', b'!', ..] => data.to_vec(),
        _ => return false,
    };
    if is_deep(&plain, Some(b"eexec")) {
        return true;
    }
    // Wherever the encrypted part may begin.
    let marks = plain.windows(5).enumerate().filter(|(_, window)| *window == b"eexec");
    marks.take(8).any(|(at, _)| {
        let rest = plain.get(at + 5..).unwrap_or_default().trim_ascii_start();
        let is_hex = rest.get(..4).is_some_and(|head| head.iter().all(u8::is_ascii_hexdigit));
        if is_hex { is_deep(&decrypt(&unhex(rest)), None) } else { is_deep(&decrypt(rest), None) }
    })
}

/// The data of a font cut into segments, each with a header of six bytes.
fn without_segments(data: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(data.len());
    let mut rest = data;
    while let [0x80, 1 | 2, a, b, c, d, tail @ ..] = rest {
        let length = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX).min(tail.len());
        plain.extend(tail.get(..length).unwrap_or_default());
        rest = tail.get(length..).unwrap_or_default();
    }
    plain
}

fn unhex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        data.iter().filter_map(|byte| char::from(*byte).to_digit(16)).flat_map(u8::try_from).collect();
    digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| (byte << 4) | digit)).collect()
}

fn decrypt(data: &[u8]) -> Vec<u8> {
    let mut key = KEY;
    let plain = data.iter().map(|byte| {
        let plain = u32::from(*byte) ^ (key >> 8);
        key = u32::from(*byte).wrapping_add(key).wrapping_mul(52_845).wrapping_add(22_719) & 0xffff;
        u8::try_from(plain & 0xff).unwrap_or_default()
    });
    plain.skip(4).collect()
}

/// Whether procedures nest or integers follow each other beyond what fonts have.
///
/// Inside a procedure the parser skips a byte before each token and so may see what stands in strings and comments:
/// there every brace counts. Behind the word at which the encrypted part begins stands noise that no parser reads as it is.
fn is_deep(data: &[u8], end: Option<&[u8]>) -> bool {
    let mut at = 0;
    let (mut depth, mut integers) = (0_u32, 0_u32);
    while let Some(byte) = data.get(at).copied() {
        let rest = data.get(at..).unwrap_or_default();
        at += match byte {
            b'{' => {
                depth += 1;
                1
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                1
            }
            b'%' if depth == 0 => 1 + length_while(rest, |byte| byte != b'\n' && byte != b'\r'),
            b'(' if depth == 0 => string_length(rest),
            b'<' if depth == 0 => 1 + length_while(rest, |byte| byte != b'>'),
            b'-' | b'0'..=b'9' => {
                let token = length_while(rest, is_regular).max(1);
                integers += 1;
                token + if depth == 0 { binary_length(rest, token) } else { 0 }
            }
            _ if is_regular(byte) || byte == b'/' => {
                let length = 1 + length_while(rest.get(1..).unwrap_or_default(), is_regular);
                if depth == 0 && end.is_some() && rest.get(..length) == end {
                    return false;
                }
                integers = 0;
                length
            }
            _ => 1,
        };
        if depth > NESTED || integers > INTEGERS {
            return true;
        }
    }
    false
}

/// The length of the binary data a number announces, with its keyword.
fn binary_length(rest: &[u8], token: usize) -> usize {
    let after = rest.get(token..).unwrap_or_default();
    let space = length_while(after, |byte| byte.is_ascii_whitespace() || byte == 0);
    let keyword = after.get(space..space + 2);
    let length = rest.get(..token).and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<usize>().ok());
    match (keyword, length) {
        (Some(b"RD" | b"-|"), Some(length)) if length <= after.len() => space + 3 + length,
        _ => 0,
    }
}

fn string_length(data: &[u8]) -> usize {
    let (mut at, mut open) = (0, 0_u32);
    while let Some(byte) = data.get(at) {
        at += if *byte == b'\\' { 2 } else { 1 };
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    at.max(1)
}

fn length_while(data: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    data.iter().take_while(|byte| wanted(**byte)).count()
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        b' ' | b'\n' | b'\r' | b'\t' | 0 | 12 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(font: &str, expected: bool) {
        assert_eq!(is_trap(font.as_bytes()), expected, "{font:.60}");
    }

    #[test]
    fn fonts_pass_and_traps_do_not() {
        check(
            "%!PS-AdobeFont-1.0\n/FontMatrix [0.001 0 0 0.001 0 0] def /RD {string currentfile exch readstring pop} def",
            false,
        );
        check(&format!("%!PS\n{}", "{1 ".repeat(50)), true);
        check(&format!("%!PS\n{}", "1 ".repeat(1_000)), true);
        check(&format!("%!PS\n/a 1800 RD {} ND", "{1 ".repeat(600)), false);
        check(&format!("\0\x01\0\0{}", "{1 ".repeat(50)), false);
        // What stands behind the word is encrypted: braces there mean nothing; before it, in a comment, it is no word.
        check(&format!("%!PS\ncurrentfile eexec\n{}", "{x".repeat(50)), false);
        check(&format!("%!PS\n% eexec\n{}", "{1 ".repeat(50)), true);
    }

    #[test]
    fn the_encrypted_part_is_looked_at() {
        let mut key = KEY;
        let encrypt = |plain: u8| {
            let cipher = u8::try_from((u32::from(plain) ^ (key >> 8)) & 0xff).unwrap();
            key = u32::from(cipher).wrapping_add(key).wrapping_mul(52_845).wrapping_add(22_719) & 0xffff;
            cipher
        };
        let hidden: Vec<u8> = format!("abcd{}", "{1 ".repeat(50)).bytes().map(encrypt).collect();
        let font = [b"%!PS-AdobeFont\ncurrentfile eexec ".to_vec(), hidden].concat();
        assert!(is_trap(&font));
    }
}
