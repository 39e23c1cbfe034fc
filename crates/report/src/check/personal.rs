//! Personal numbers left in a report: identity numbers, mobile numbers, bank cards.
//!
//! Basis: 《个人信息保护法》 Art. 25 (no publication without separate consent) and Art. 34 (organs of the State stay
//! within their powers). Office phones are landlines and are left alone. Whatever is found is shown masked, here and in
//! the findings of every other rule.

use std::ops::Range;
use std::sync::LazyLock;

use gongkai_documents::{Block, Document};
use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;

use super::text::{around, before, folded, piece};
use super::{Examined, Finding};

pub(super) const IDENTITY_NUMBER: Code = Code("identity-number");
pub(super) const MOBILE_NUMBER: Code = Code("mobile-number");
pub(super) const BANK_CARD_NUMBER: Code = Code("bank-card-number");

pub(super) const PERSONAL_ASIDE: Code = Code("personal-aside");

/// The codes of findings about personal numbers.
pub const PERSONAL: [Code; 4] = [IDENTITY_NUMBER, MOBILE_NUMBER, BANK_CARD_NUMBER, PERSONAL_ASIDE];

const BASIS: Basis = Basis::new(Instrument::PersonalInformationLaw, "第二十五条、第三十四条");

/// Runs of digits of any width, with spaces or hyphens between them, and an X at the end.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[0-9０-９](?:[ \u{a0}\u{3000}\u{2010}-\u{2015}-]?[0-9０-９]){9,20}[xXｘＸ]?")
        .expect("a pattern that compiles")
});

/// A personal number in a text.
struct Number {
    code: Code,
    severity: Severity,
    range: Range<usize>,
    digits: String,
}

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in &examined.passages {
        for number in numbers(passage.text) {
            let finding = Finding::new(number.code, number.severity, BASIS)
                .with_place(passage.at.clone())
                .with_excerpt(around(passage.text, &number.range, 10))
                .with_arg("masked", mask(&number.digits));
            findings.push(finding);
        }
    }
    findings
}

/// Those in a file's headers, footers, notes and comments, which go out with the file.
pub(crate) fn aside(document: &Document) -> Vec<Finding> {
    let of = |text: &String| {
        let told = |number: Number| {
            Finding::new(PERSONAL_ASIDE, number.severity, BASIS)
                .with_excerpt(around(text, &number.range, 10))
                .with_arg("masked", mask(&number.digits))
        };
        numbers(text).into_iter().map(told).collect::<Vec<_>>()
    };
    document.aside.iter().flat_map(of).collect()
}

/// The personal numbers in any document, masked, as they stand in it; with them those only its properties or its hidden
/// text have, as far as the reader tells.
pub fn personal_numbers(document: &Document) -> Vec<String> {
    let masked = |text: &str| numbers(text).into_iter().map(|number| mask(&number.digits)).collect::<Vec<_>>();
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => found.extend(masked(&heading.text)),
            Block::Paragraph(paragraph) => found.extend(masked(&paragraph.text)),
            Block::Table(table) => found.extend(table.cells.iter().flat_map(|cell| masked(&cell.text))),
        }
    }
    found.extend(document.aside.iter().flat_map(|text| masked(text)));
    let aside = document.title.as_deref().into_iter().chain(document.notices.iter().map(|notice| &*notice.detail));
    for number in aside.flat_map(masked) {
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// The finding with every personal number in its excerpt and arguments masked.
pub(super) fn masked(mut finding: Finding) -> Finding {
    finding.excerpt = finding.excerpt.map(|text| masked_text(&text));
    finding.args = finding.args.into_iter().map(|(name, text)| (name, masked_text(&text))).collect();
    finding
}

/// A text with every personal number in it masked.
pub fn masked_text(text: &str) -> String {
    masked_piece(text, 0..text.len())
}

/// How far around a piece numbers are looked for, in bytes: more than the longest takes with the words that tell it.
const REACH: usize = 240;

/// A piece of a text with every personal number in it masked; one that reaches out of the piece stands in it whole.
pub(super) fn masked_piece(text: &str, range: Range<usize>) -> String {
    let from = text.floor_char_boundary(range.start.saturating_sub(REACH));
    let to = text.floor_char_boundary(range.end.saturating_add(REACH));
    let mut out = String::with_capacity(range.len());
    let mut reached = range.start;
    for number in numbers(piece(text, from..to)) {
        let own = from + number.range.start..from + number.range.end;
        if own.end <= range.start || own.start >= range.end {
            continue;
        }
        out.push_str(piece(text, reached..own.start));
        out.push_str(&mask(&number.digits));
        reached = own.end;
    }
    out.push_str(piece(text, reached..range.end));
    out
}

/// The first digits that tell what it is, the last four, stars between.
fn mask(digits: &str) -> String {
    let head = if digits.chars().count() > 11 { 4 } else { 3 };
    let hidden = digits.chars().count().saturating_sub(head + 4);
    let start: String = digits.chars().take(head).collect();
    let end: String = digits.chars().skip(head + hidden).collect();
    format!("{start}{}{end}", "*".repeat(hidden))
}

/// A number is written in groups of three and more; the figures of a row stand apart from each other.
const MOST_GAPS: usize = 5;

fn numbers(text: &str) -> Vec<Number> {
    RUN.find_iter(text)
        .filter(|found| found.as_str().chars().filter(|character| !character.is_alphanumeric()).count() <= MOST_GAPS)
        .filter_map(|found| {
            let range = found.range();
            // A decimal point or letters before make it another kind of number (an index, a credit code).
            let part_of_more = before(text, range.start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
            let rest = piece(text, range.end..text.len());
            let letter_after = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
            let is_amount = rest.starts_with(['元', '万', '亿', '条', '件', '次', '人', '.']);
            if part_of_more || letter_after || is_amount {
                return None;
            }
            let digits: String =
                folded(found.as_str()).chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
            let head = piece(text, 0..range.start);
            let (code, severity) = kind(&digits, head)?;
            Some(Number { code, severity, range, digits })
        })
        .collect()
}

fn kind(digits: &str, head: &str) -> Option<(Code, Severity)> {
    let said = |words: &[&str]| {
        let near: Vec<char> = head.chars().rev().take(12).collect();
        let near: String = near.into_iter().rev().collect();
        words.iter().any(|word| near.contains(word))
    };
    match digits.len() {
        11 if is_mobile(digits) => Some((MOBILE_NUMBER, Severity::Warning)),
        18 if is_identity(digits) => Some((IDENTITY_NUMBER, Severity::Error)),
        18 if said(&["身份证", "公民身份号码"]) && has_birth_date(digits.get(6..14)?) => {
            Some((IDENTITY_NUMBER, Severity::Warning))
        }
        // A disability card is the identity number and two digits.
        20 if is_identity(digits.get(..18)?) => Some((IDENTITY_NUMBER, Severity::Error)),
        15 if is_old_identity(digits) => Some((IDENTITY_NUMBER, Severity::Warning)),
        16..=19 if is_card(digits) && (digits.starts_with("62") || said(&["银行", "卡号", "账号", "帐号", "开户"])) => {
            Some((BANK_CARD_NUMBER, Severity::Error))
        }
        _ => None,
    }
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// GB 11643: region, birth date, sequence, check digit (ISO 7064 MOD 11-2).
fn is_identity(digits: &str) -> bool {
    const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let (Some(body), Some(birth), Some(last)) = (digits.get(..17), digits.get(6..14), digits.chars().nth(17)) else {
        return false;
    };
    // The weight of a digit is 2 to the power of its place from the right, so the sum is built by doubling.
    let sum = body.chars().try_fold(0_u32, |sum, digit| Some((sum * 2 + digit.to_digit(10)? * 2) % 11));
    let expected = sum.and_then(|sum| CHECK.get(usize::try_from(sum).ok()?));
    is_region(digits) && has_birth_date(birth) && expected == Some(&last)
}

/// The number of fifteen digits issued until 1999: the year of birth has two digits, there is no check digit.
fn is_old_identity(digits: &str) -> bool {
    let birth = digits.get(6..12).map(|birth| format!("19{birth}"));
    digits.bytes().all(|byte| byte.is_ascii_digit()) && is_region(digits) && birth.is_some_and(|b| has_birth_date(&b))
}

fn is_region(digits: &str) -> bool {
    let province = digits.get(..2).and_then(|head| head.parse::<u8>().ok());
    matches!(province, Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82))
}

fn has_birth_date(digits: &str) -> bool {
    let part = |range| digits.get(range).and_then(|text: &str| text.parse::<i16>().ok());
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) else { return false };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return false };
    (1900..2100).contains(&year) && jiff::civil::Date::new(year, month, day).is_ok()
}

/// ISO/IEC 7812: the Luhn sum.
fn is_card(digits: &str) -> bool {
    let sum = digits.chars().rev().enumerate().try_fold(0_u32, |sum, (place, digit)| {
        let digit = digit.to_digit(10)?;
        let counted = if place % 2 == 1 { digit * 2 } else { digit };
        Some(sum + counted / 10 + counted % 10)
    });
    sum.is_some_and(|sum| sum % 10 == 0)
}

#[cfg(test)]
mod tests {
    use gongkai_documents::{Format, Notice, NoticeKind, Paragraph, Place, Table};

    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, String)> = numbers(text).iter().map(|n| (n.code.0, mask(&n.digits))).collect();
        let expected: Vec<(&str, String)> = expected.iter().map(|(code, mask)| (*code, (*mask).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn identity_numbers_have_a_check_digit() {
        // The example of GB 11643 and its neighbour.
        check("身份证号11010519491231002X。", &[("identity-number", "1101**********002X")]);
        check("编号110105194912310021。", &[]);
        check("身份证110105194912310021。", &[("identity-number", "1101**********0021")]);
        check("残疾证11010519491231002X", &[("identity-number", "1101**********002X")]);
        check("旧号110105491231002", &[("identity-number", "1101*******1002")]);
        check("流水110105491331002", &[]);
    }

    #[test]
    fn mobile_numbers_in_any_dress() {
        let masked = [("mobile-number", "138****1234")];
        check("联系人13800001234", &masked);
        check("电话138-0000-1234。", &masked);
        check("电话１３８ ０００0 1234", &masked);
        check("金额13800001234元", &[]);
        check("办公电话0431-8800123，传真024-24841234", &[]);
        check("编号413800001234", &[]);
        check("规章 1 3 8 0 0 0 0 1 2 3 4", &[]);
        check("12800001234", &[]);
    }

    #[test]
    fn cards_need_their_sum_and_a_sign() {
        check("卡号6222020000000000006", &[]);
        check("卡号6222021234567890128", &[("bank-card-number", "6222***********0128")]);
        check("编号4111111111111111", &[]);
        check("银行卡4111 1111 1111 1111", &[("bank-card-number", "4111********1111")]);
        check("信用代码11441700007280420Y", &[]);
    }

    #[test]
    fn every_number_in_a_text_is_masked() {
        let text = "张某13800001234、李某13900005678，2020年";
        assert_eq!(masked_text(text), "张某138****1234、李某139****5678，2020年");
    }

    #[test]
    fn any_document_is_looked_through() {
        let place = Place::Paragraph { paragraph: 1 };
        let mut document = Document::new(Format::Docx);
        document.title = Some("13800001234".to_owned());
        let text = "联系人13900005678".to_owned();
        document.blocks.push(Block::Paragraph(Paragraph { text, place }));
        let heads = vec!["姓名".to_owned(), "身份证号".to_owned()];
        let rows = vec![vec!["张某".to_owned(), "11010519491231002X".to_owned()]];
        document.blocks.push(Block::Table(Table::of_texts(heads, rows)));
        let hidden = |detail: &str| Notice { kind: NoticeKind::HiddenText, place: None, detail: detail.to_owned() };
        document.notices.extend([hidden("13900005678"), hidden("13700009999")]);
        let expected = ["139****5678", "1101**********002X", "138****1234", "137****9999"];
        assert_eq!(personal_numbers(&document), expected);
    }

    #[test]
    fn a_number_an_excerpt_cuts_through_is_masked_whole() {
        let text = "电话13800001234，身份证11010519491231002X，手机13900005678。";
        let at = text.find("1101").unwrap_or_default();
        let excerpt = around(text, &(at..at + 18), 10);
        assert_eq!(excerpt, "138****1234，身份证1101**********002X，手机139****5678");
        assert_eq!(around("电话0431-8800123，另", &("电话".len().."电话0431".len()), 3), "电话0431-88");
    }

    #[test]
    fn numbers_beside_the_text_are_told_of_the_file() {
        let aside = vec!["示例区民政局 经办 13912345678".to_owned(), "第 1 页".to_owned()];
        let document = Document { aside, ..Document::new(Format::Docx) };
        let told = aside_codes(&document);
        assert_eq!(told, [("personal-aside", Some("139****5678".to_owned()))]);
        assert_eq!(personal_numbers(&document), ["139****5678"]);
        assert_eq!(crate::read(&document).findings.iter().filter(|found| found.code == PERSONAL_ASIDE).count(), 1);
    }

    fn aside_codes(document: &Document) -> Vec<(&'static str, Option<String>)> {
        aside(document).into_iter().map(|found| (found.code.0, found.args.get("masked").cloned())).collect()
    }
}
