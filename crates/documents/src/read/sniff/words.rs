//! Tells html, markdown and plain text from each other and from bytes that are no characters.

use crate::model::Format;
use crate::read::text::encoding;
use crate::read::{ReadError, csv, markdown};

/// How much is looked at.
const SAMPLE: usize = 64 * 1024;

pub(super) fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    // Most pages say what they are in ASCII at once, whatever they are encoded in.
    let first = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes));
    if begins_as_page(content_start(&first)) {
        return Ok(Format::Html);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let decoded = encoding::decode(sample, None);
    let text = decoded.text.as_ref();
    if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n', '\u{c}']).is_empty() && bytes.len() <= SAMPLE {
        return Err(ReadError::Empty);
    }
    if !is_printable(text) {
        return foreign("binary data");
    }
    let start = content_start(text);
    if let Some(found) = foreign_text(start) {
        return foreign(found);
    }
    Ok(if begins_as_page(start) {
        Format::Html
    } else if markdown::is_markdown(text) {
        Format::Markdown
    } else if begins_with_tag(start) || holds_markup(text) {
        Format::Html
    } else if csv::is_csv(text) {
        Format::Csv
    } else {
        Format::Txt
    })
}

fn foreign(found: &str) -> Result<Format, ReadError> {
    Err(ReadError::Foreign { found: found.to_owned() })
}

/// Control characters and damage are rare in text: below one in fifty.
fn is_printable(text: &str) -> bool {
    let is_odd = |c: &char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1a}')
            || *c == char::REPLACEMENT_CHARACTER
    };
    let odd = text.chars().filter(is_odd).count();
    // A single bad character, or the one cut by the end of the sample, is no sign.
    odd <= 1 || odd * 50 < text.chars().count()
}

/// Past white space, an XML declaration, comments and processing instructions.
fn content_start(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if rest.starts_with("<?xml") {
            rest.split_once("?>")
        } else {
            None
        };
        match after {
            Some((_, after)) => rest = after,
            None => return rest,
        }
    }
}

/// Text formats that are something else.
fn foreign_text(start: &str) -> Option<&'static str> {
    let head = start.get(..start.floor_char_boundary(2048)).unwrap_or_default();
    let lower = head.to_ascii_lowercase();
    if lower.contains("mime-version:") && lower.contains("content-type:") && !lower.starts_with('<') {
        return Some(if lower.contains("multipart/related") { "mht" } else { "mail" });
    }
    if head.starts_with("<?mso-application progid=\"Word.Document\"") || lower.starts_with("<w:worddocument") {
        return Some("Word 2003 XML");
    }
    if head.starts_with("<?mso-application progid=\"Excel.Sheet\"") || lower.starts_with("<workbook") {
        return Some("Excel 2003 XML");
    }
    if lower.starts_with("<pkg:package") || head.starts_with("<?mso-application") {
        return Some("flat office XML");
    }
    if lower.starts_with("<uof:") {
        return Some("uof");
    }
    if lower.starts_with("<svg") {
        return Some("svg picture");
    }
    None
}

/// What only a page begins with.
fn begins_as_page(start: &str) -> bool {
    ["!doctype html", "html", "head", "body", "meta", "title", "base", "link", "script", "style"]
        .iter()
        .any(|name| begins_with(start, name))
}

/// What a piece of a page begins with; markdown may begin so too.
fn begins_with_tag(start: &str) -> bool {
    const NAMES: [&str; 34] = [
        "a",
        "article",
        "b",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "img",
        "main",
        "ol",
        "p",
        "section",
        "span",
        "strong",
        "table",
        "tbody",
        "tr",
        "u",
        "ul",
    ];
    NAMES.iter().any(|name| begins_with(start, name)) || start.starts_with("<![if")
}

fn begins_with(start: &str, name: &str) -> bool {
    let Some(rest) = start.strip_prefix('<') else { return false };
    rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
        && !rest.get(name.len()..).unwrap_or_default().starts_with(|c: char| c.is_ascii_alphanumeric() || c == ':')
}

/// A page whose first words are text: it has a table, or several ends of blocks.
fn holds_markup(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let count = |mark: &str| lower.matches(mark).take(3).count();
    count("</td>") > 0 && count("<table") > 0
        || count("</html>") > 0
        || count("</p>") + count("</div>") + count("<br>") + count("<br/>") + count("<br />") >= 3
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Format) {
        let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        assert_eq!(sniff(text.as_bytes()), Ok(expected), "{text}");
        assert_eq!(sniff(&GB18030.encode(text).0), Ok(expected), "GB18030 {text}");
        assert_eq!(sniff(&utf16(u16::to_le_bytes)), Ok(expected), "UTF-16LE {text}");
        assert_eq!(sniff(&utf16(u16::to_be_bytes)), Ok(expected), "UTF-16BE {text}");
    }

    #[track_caller]
    fn check_foreign(text: &str, expected: &str) {
        assert_eq!(sniff(text.as_bytes()), foreign(expected), "{text}");
    }

    #[test]
    fn pages_and_pieces_of_pages() {
        check("<!DOCTYPE html>\n<html><body>一</body></html>", Format::Html);
        check("\n\n  <!-- 页面 -->\n<HTML xmlns:o='urn:x'>\n# 一", Format::Html);
        check("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'>", Format::Html);
        check("<table border=1><tr><td>规章</td></tr></table>", Format::Html);
        check("<p>一、总体情况</p>", Format::Html);
        check("一、总体情况<br>二、<table><tr><td>规章</td></tr></table>", Format::Html);
    }

    #[test]
    fn markdown_and_text() {
        check("# 青禾街道年度报告\n\n正文", Format::Markdown);
        check("# 报告\n\n<table><tr><td>1</td></tr></table>", Format::Markdown);
        check("<div align=center>报告</div>\n\n# 一、总体情况", Format::Markdown);
        check("一、总体情况\n\n|a|b|\n|---|---|\n|1|2|\n", Format::Markdown);
        check("一、总体情况\n2020年<3件>", Format::Txt);
        check("规章 | 行政许可\n0 | 0\n", Format::Txt);
        check("   a <b c\n第二行文字", Format::Txt);
    }

    #[test]
    fn comma_separated_values() {
        check("规章,0,0,0\n行政规范性文件,1,0,4\n行政许可,3,,\n", Format::Csv);
    }

    #[test]
    fn other_texts_are_named() {
        check_foreign("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>", "mht");
        check_foreign("From: <x>\nMIME-Version: 1.0\nContent-Type: text/plain\n", "mail");
        check_foreign("<?xml version='1.0'?>\n<?mso-application progid=\"Word.Document\"?>", "Word 2003 XML");
        check_foreign("<svg xmlns='http://www.w3.org/2000/svg'>", "svg picture");
    }

    #[test]
    fn bytes_that_are_no_characters() {
        let noise: Vec<u8> = (0..4000u32).map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
        assert_eq!(sniff(&noise), foreign("binary data"));
        assert_eq!(sniff(&[0; 100]), foreign("binary data"));
        assert_eq!(sniff(b"\x01\x02\x03\x04\x05"), foreign("binary data"));
    }
}
