//! Bytes to characters, for txt, markdown and html.
//!
//! The order: byte order mark, the declared character set if it holds, UTF-8 if valid, UTF-16 without a mark, UTF-8
//! with little damage, then what the bytes look like with GB18030 first. GB2312 and GBK are read as GB18030, which
//! contains them.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::model::{Notice, NoticeKind};

/// Decoded text with what was noticed on the way.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The encoding taken; sniffing and tests look at it.
    #[cfg_attr(not(test), expect(dead_code, reason = "the notices tell users; tests look here"))]
    pub(crate) encoding: &'static Encoding,
    pub(crate) notices: Vec<Notice>,
}

/// Decodes bytes; `declared` is the label a page gives for itself.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    let claimed = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())).map(widened);
    let (encoding, body) = choose(bytes, claimed);
    let (text, damaged) = decode_as(encoding, body);
    let mut notices = Vec::new();
    if let (Some(label), Some(claimed)) = (declared, claimed)
        && claimed != encoding
        && !body.is_ascii()
    {
        let detail = format!("{} / {}", label.trim(), encoding.name());
        notices.push(Notice { kind: NoticeKind::EncodingMismatch, place: None, detail });
    }
    if damaged > 0 {
        notices.push(Notice { kind: NoticeKind::EncodingDamaged, place: None, detail: damaged.to_string() });
    }
    Decoded { text, encoding, notices }
}

/// The encoding to take, and the bytes without a byte order mark.
fn choose<'a>(bytes: &'a [u8], claimed: Option<&'static Encoding>) -> (&'static Encoding, &'a [u8]) {
    let mut body = bytes;
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        body = bytes.get(length..).unwrap_or_default();
        // A page pasted together from parts may carry the UTF-8 mark before GBK text.
        if marked != UTF_8 || utf8_with_little_damage(body) {
            return (marked, body);
        }
    }
    if has_early_nul(body)
        && let Some(wide) = utf16_without_mark(body)
    {
        return (wide, body);
    }
    let valid_utf8 = std::str::from_utf8(body).ok();
    if let Some(claimed) = claimed.filter(|claimed| is_multibyte(claimed) && *claimed != UTF_8) {
        let holds = claimed.decode_without_bom_handling_and_without_replacement(body).is_some();
        if holds && !valid_utf8.is_some_and(has_long_sequences) {
            return (claimed, body);
        }
    }
    if valid_utf8.is_some() {
        return (UTF_8, body);
    }
    (
        utf16_without_mark(body)
            .or_else(|| utf8_with_little_damage(body).then_some(UTF_8))
            .unwrap_or_else(|| detect(body)),
        body,
    )
}

/// GB2312 and GBK are subsets of GB18030, and UTF-16 in a `<meta>` that could be read as ASCII means UTF-8.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding.output_encoding() }
}

/// Single-byte sets decode anything, so a declaration of one proves nothing.
fn is_multibyte(encoding: &'static Encoding) -> bool {
    !encoding.is_single_byte() && encoding != encoding_rs::REPLACEMENT
}

/// Whether UTF-8 is told beyond doubt: sequences of three bytes do not come about by chance in GBK text, those of two
/// do (the famous 联通).
fn has_long_sequences(text: &str) -> bool {
    text.bytes().any(|b| b >= 0xe0)
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, usize) {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let damaged = if had_errors { replacements(&text) } else { 0 };
    (text, damaged)
}

fn replacements(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// Whether the bytes are UTF-8 but for some damage, such as a character cut in half by a web site's length limit.
fn utf8_with_little_damage(bytes: &[u8]) -> bool {
    let (text, damaged) = decode_as(UTF_8, bytes);
    damaged == 0 || mostly_sound(&text, damaged)
}

fn mostly_sound(text: &str, damaged: usize) -> bool {
    let sound = text.chars().filter(|c| !c.is_ascii()).count().saturating_sub(damaged);
    sound >= damaged.saturating_mul(10)
}

fn has_early_nul(bytes: &[u8]) -> bool {
    bytes.iter().take(SAMPLE).any(|b| *b == 0)
}

/// How many bytes the guesses look at.
const SAMPLE: usize = 64 * 1024;

/// UTF-16 without a byte order mark: nine of ten units are ASCII, Chinese characters or their punctuation.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let sample = pairs.get(..SAMPLE / 2).unwrap_or(pairs);
    if sample.is_empty() {
        return None;
    }
    let little = sample.iter().filter(|pair| is_usual(u16::from_le_bytes(**pair))).count();
    let big = sample.iter().filter(|pair| is_usual(u16::from_be_bytes(**pair))).count();
    let enough = sample.len() - sample.len() / 10;
    if little >= enough && little > big {
        Some(UTF_16LE)
    } else if big >= enough && big > little {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_usual(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0xa0 | 0xb7 | 0x2010..=0x2027 | 0x2460..=0x24ff
        | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff01..=0xff5e)
}

/// Tells the encoding from the bytes' statistics; for a Chinese reader, GB18030 unless something else is clear.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if is_everyday_chinese(sample) {
        return GB18030;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = widened(detector.guess(Some(b"cn"), Utf8Detection::Deny));
    if is_multibyte(guess) && guess != UTF_8 && decode_as(guess, bytes).1 == 0 {
        return guess;
    }
    // The detector gives up an encoding at its first error; one bad byte must not turn a page into Latin.
    let (text, damaged) = decode_as(GB18030, bytes);
    if damaged == 0 || mostly_sound(&text, damaged) { GB18030 } else { guess }
}

/// Whether nine of ten characters beyond ASCII are the common ones of GB2312. This spares the detector, which takes
/// milliseconds a page; Big5 and Japanese text are nowhere near.
fn is_everyday_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut all) = (0_usize, 0_usize);
    let mut rest = bytes;
    loop {
        rest = match rest {
            [0..=0x7f, next @ ..] => next,
            [lead, trail, next @ ..] => {
                all += 1;
                common += usize::from(matches!((lead, trail), (0xa1 | 0xa3 | 0xb0..=0xd7, 0xa1..=0xfe)));
                next
            }
            _ => return all > 0 && common * 10 >= all * 9,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "示例区青禾街道二〇二三年政府信息公开工作年度报告，共收到申请12件，全部按期办结。";

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<&str>, encoding: &str, text: &str, notices: &[(NoticeKind, &str)]) {
        let decoded = decode(bytes, declared);
        assert_eq!(decoded.encoding.name(), encoding);
        assert_eq!(decoded.text, text);
        let found: Vec<_> = decoded.notices.iter().map(|n| (n.kind, n.detail.as_str())).collect();
        assert_eq!(found, notices);
    }

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        check(TEXT.as_bytes(), None, "UTF-8", TEXT, &[]);
        check(format!("\u{feff}{TEXT}").as_bytes(), None, "UTF-8", TEXT, &[]);
        assert!(matches!(decode(TEXT.as_bytes(), None).text, Cow::Borrowed(_)));
    }

    #[test]
    fn gbk_declared_undeclared_and_beyond_gbk() {
        check(&gbk(TEXT), None, "gb18030", TEXT, &[]);
        for label in ["gb2312", "GBK", " gb18030 ", "x-gbk"] {
            check(&gbk(TEXT), Some(label), "gb18030", TEXT, &[]);
        }
        let rare = format!("{TEXT}𠮷䶮");
        check(&gbk(&rare), Some("gb2312"), "gb18030", &rare, &[]);
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        check(&utf16(TEXT, u16::to_le_bytes), None, "UTF-16LE", TEXT, &[]);
        check(&utf16(TEXT, u16::to_be_bytes), None, "UTF-16BE", TEXT, &[]);
        check(&utf16("<table><tr><td>1", u16::to_le_bytes), None, "UTF-16LE", "<table><tr><td>1", &[]);
        check(&utf16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes), None, "UTF-16BE", TEXT, &[]);
    }

    #[test]
    fn a_lying_declaration_is_told() {
        use NoticeKind::EncodingMismatch;
        check(TEXT.as_bytes(), Some("gb2312"), "UTF-8", TEXT, &[(EncodingMismatch, "gb2312 / UTF-8")]);
        check(&gbk(TEXT), Some("utf-8"), "gb18030", TEXT, &[(EncodingMismatch, "utf-8 / gb18030")]);
        check(&gbk(TEXT), Some("iso-8859-1"), "gb18030", TEXT, &[(EncodingMismatch, "iso-8859-1 / gb18030")]);
        check(b"plain", Some("gb2312"), "gb18030", "plain", &[]);
        check(TEXT.as_bytes(), Some("no-such-set"), "UTF-8", TEXT, &[]);
    }

    #[test]
    fn a_declaration_decides_what_the_bytes_leave_open() {
        let (bytes, _, _) = encoding_rs::BIG5.encode("依申請公開");
        check(&bytes, Some("big5"), "Big5", "依申請公開", &[]);
        check(&gbk("联通"), Some("gbk"), "gb18030", "联通", &[]);
    }

    #[test]
    fn damage_is_counted_and_does_not_change_the_encoding() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.remove(4);
        let decoded = decode(&bytes, Some("utf-8"));
        assert_eq!(decoded.encoding, UTF_8);
        assert_eq!(decoded.notices.len(), 1);
        assert_eq!(decoded.notices[0].kind, NoticeKind::EncodingDamaged);

        let mut bytes = gbk(TEXT);
        bytes.push(0xff);
        check(&bytes, None, "gb18030", &format!("{TEXT}\u{fffd}"), &[(NoticeKind::EncodingDamaged, "1")]);
    }

    #[test]
    fn a_mark_before_gbk_text_is_not_believed() {
        let mut bytes = b"\xef\xbb\xbf".to_vec();
        bytes.extend(gbk(TEXT));
        check(&bytes, None, "gb18030", TEXT, &[]);
    }

    #[test]
    fn a_replacement_character_in_the_source_is_no_damage() {
        check("字\u{fffd}".as_bytes(), None, "UTF-8", "字\u{fffd}", &[]);
    }
}
