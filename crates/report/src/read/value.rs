//! One cell's text to its state and number.

mod notes;

use rust_decimal::Decimal;

use super::normal;
use crate::cell::CellState;
use crate::edition::ValueType;
pub(crate) use notes::is_note_mark;
use notes::{note, with_notes_apart};

/// A cell's text as understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    pub(crate) state: CellState,
    pub(crate) value: Option<Decimal>,
    /// The money unit that was written.
    pub(crate) unit: Option<&'static str>,
    /// Words after the number, such as （其中修订16件）.
    pub(crate) note: Option<String>,
}

impl Parsed {
    fn state(state: CellState) -> Self {
        Self { state, value: None, unit: None, note: None }
    }
}

/// What the form says in the place of a cell that was not found, and what is read back as such.
pub(crate) const MISSING_MARK: &str = "〔未读出〕";

/// Units of money and how many 元 they are.
const MONEY: &[(&str, i64)] = &[
    ("亿元", 100_000_000),
    ("百万元", 1_000_000),
    ("万元", 10_000),
    ("千元", 1_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("元", 1),
];
/// Units of counting, which add nothing.
pub(super) const COUNT: &[&str] = &["件", "项", "个", "条", "份", "宗", "起", "次"];
/// Words and ticks in a figure's place, none of which is a label of the form.
const WORDS: &[&str] = &[
    "无",
    "没有",
    "暂无",
    "无此项",
    "无此情况",
    "无此类情况",
    "未发生",
    "未产生",
    "不涉及",
    "不适用",
    "未统计",
    "未填",
    "待定",
    "略",
    "空",
    "零",
    "〇",
    "同上",
    "同左",
    "见附件",
    "详见附件",
    "见附表",
    "详见附表",
    "见说明",
    "详见说明",
    "见备注",
    "详见备注",
    "N/A",
    "√",
    "✓",
    "×",
    "※",
    "★",
    "☆",
];
/// Marks that say "nothing to fill in here".
const SLASHES: &str = "/\\-—–－―─~|";

/// Dashes that are no minus.
const DASHES: [char; 4] = ['–', '—', '―', '─'];

/// Whether a character is a dash of any kind, as stands where there is nothing to fill in.
pub(super) fn is_dash(character: char) -> bool {
    character == '-' || DASHES.contains(&character)
}

/// Whether a text is a number behind a dash: –3.
pub(super) fn is_dashed_number(raw: &str) -> bool {
    let text = joined(raw);
    let rest = text.strip_prefix(DASHES).map(|rest| rest.trim_start_matches(DASHES));
    rest.and_then(digits).is_some_and(|(_, rest)| rest.is_empty() || COUNT.contains(&rest))
}

/// Whether a text is digits behind a nought: 02 may be 2, or a nought and a 2 of two cells.
pub(super) fn is_padded(raw: &str) -> bool {
    raw.len() > 1 && raw.starts_with('0') && raw.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is what was found of a figure that is cut off, as the reader of a page marks it: 12….
pub(super) fn is_part(raw: &str) -> bool {
    let is_of_figure = |character: char| character.is_ascii_digit() || character.is_whitespace();
    let rest: String =
        raw.chars().filter(|character| !is_of_figure(*character) && !",.".contains(*character)).collect();
    !rest.is_empty() && rest.chars().all(|character| character == '…')
}

/// Understands a cell's text. Money without unit in a column whose header names one is in that unit.
///
/// Unit: money comes out in 元; counts as they are.
pub(crate) fn parse(raw: &str, value_type: ValueType, header_unit: Option<&str>) -> Parsed {
    if let Some(count) = plain_count(raw).filter(|_| value_type != ValueType::Decimal) {
        return Parsed { value: Some(count.into()), ..Parsed::state(CellState::Value) };
    }
    if normal::is_blank(raw) {
        return Parsed::state(CellState::Blank);
    }
    if is_missing_mark(raw) {
        return Parsed::state(CellState::Missing);
    }
    let text = joined(raw);
    if text.chars().all(|character| SLASHES.contains(character)) {
        return Parsed::state(CellState::Slash);
    }
    number(&text, value_type, header_unit).unwrap_or_else(|| Parsed::state(CellState::Text))
}

/// A count written in digits and nothing else, as most are.
fn plain_count(raw: &str) -> Option<u64> {
    const LONGEST: usize = 15;
    let text = raw.trim();
    let is_plain = text.len() <= LONGEST && (text.len() == 1 || !text.starts_with('0'));
    (is_plain && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Whether a token can only be a cell's content and never a label: blank, a value, marks without any letter, or a word
/// such as 无 and 见附件.
pub(super) fn is_value(raw: &str) -> bool {
    let mut lettered = false;
    let mut first = None;
    for character in raw.chars().filter(|character| !normal::is_white(*character)) {
        first = first.or(Some(character));
        lettered |= character.is_alphabetic();
    }
    let Some(first) = first else { return true };
    // A formula without its result, a number whose format shows another.
    if first == '=' || (first.is_ascii_digit() && raw.trim_end().ends_with('〕')) {
        return true;
    }
    if !lettered || (first == '〔' && is_missing_mark(raw)) || is_word(raw) {
        return true;
    }
    let starts_like_value = first.is_numeric() || "+＋-－减增负−﹣".contains(first);
    let is_read = |value_type| parse(raw, value_type, None).state != CellState::Text;
    starts_like_value && (is_read(ValueType::Decimal) || is_read(ValueType::SignedInteger))
}

/// Whether a text is one of the words that stand in a figure's place.
pub(super) fn is_word(raw: &str) -> bool {
    // The longest has six letters.
    raw.chars().filter(|character| !normal::is_white(*character)).take(7).count() < 7
        && WORDS.contains(&&*normal::normal(raw))
}

/// Whether a text is the mark of a cell that was not found, which narrow columns break.
pub(super) fn is_missing_mark(raw: &str) -> bool {
    raw.chars().filter(|character| !normal::is_white(*character)).eq(MISSING_MARK.chars())
}

/// Line breaks inside a cell are the printer's (10 printed as 1 over 0 is one number) unless the lines may be numbers of
/// their own; spaces between digits are not ours to remove, unless they are the thin ones that group thousands.
fn joined(raw: &str) -> String {
    // Marks that turn the writing round show 73 for 37.
    if raw.contains(['\u{202d}', '\u{202e}']) {
        return raw.to_owned();
    }
    let raw = with_notes_apart(raw);
    let lines: Vec<String> = raw.split('\n').map(spaced).filter(|line| !line.is_empty()).collect();
    if may_be_several(&lines) { lines.join("\n") } else { lines.concat() }
}

/// 52 over 48, 179 over 1: each line a number of itself, and not one digit a line. One of them is broken in a narrow
/// cell as often as two stand in a wide one.
fn may_be_several(lines: &[String]) -> bool {
    let is_number = |line: &String| digits(sign(line).1).is_some_and(|(_, rest)| rest.is_empty());
    lines.len() > 1 && lines.iter().any(|line| line.len() > 1) && lines.iter().all(is_number)
}

/// Whether a cell has several lines, each a number and nothing else.
pub(super) fn are_numbers_by_line(raw: &str) -> bool {
    if !raw.contains('\n') {
        return false;
    }
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    let lines: Vec<String> = raw.split('\n').map(spaced).filter(|line| !line.is_empty()).collect();
    lines.len() > 1 && lines.iter().all(|line| is_number(line))
}

/// The number a cell holds if its lines, or the groups of three digits in it, are one number, where they may be several as
/// well.
pub(super) fn unbroken(raw: &str, value_type: ValueType, header_unit: Option<&str>) -> Option<Parsed> {
    let text = joined(raw);
    let is_grouped = || text.contains(' ') && is_grouped(&text.split(' ').collect::<Vec<_>>());
    (text.contains('\n') || is_grouped())
        .then(|| number(&text.replace(['\n', ' '], ""), value_type, header_unit))
        .flatten()
}

fn spaced(line: &str) -> String {
    let normal_line: String = line
        .trim_matches(normal::is_white)
        .replace(is_thin, "")
        .split(|character: char| normal::is_white(character))
        .filter(|piece| !piece.is_empty())
        .map(normal::normal)
        .collect::<Vec<_>>()
        .join(" ");
    let pieces: Vec<&str> = normal_line.split(' ').collect();
    let digits_meet = pieces.windows(2).any(|pair| {
        let [left, right] = pair else { return false };
        // 1. 36 is the number of a list and a figure, no decimal.
        let left = left.strip_suffix('.').unwrap_or(left);
        left.ends_with(|c: char| c.is_ascii_digit()) && right.starts_with(|c: char| c.is_ascii_digit())
    });
    if digits_meet { normal_line } else { pieces.concat() }
}

/// The spaces with which a typesetter groups the digits of one number; any other parts two as often.
fn is_thin(character: char) -> bool {
    matches!(character, '\u{2006}' | '\u{2009}' | '\u{202f}')
}

fn is_grouped(pieces: &[&str]) -> bool {
    pieces.split_first().is_some_and(|(first, rest)| {
        (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && first.chars().all(|c| c.is_ascii_digit())
            && rest.iter().all(|piece| piece.len() == 3 && piece.chars().all(|c| c.is_ascii_digit()))
    })
}

fn number(text: &str, value_type: ValueType, header_unit: Option<&str>) -> Option<Parsed> {
    // 增加14 in a column of numbers or money says how it changed, and not how much there is.
    if value_type != ValueType::SignedInteger && text.starts_with(['增', '减']) {
        return None;
    }
    // A dash is the minus of who types it, in a column of changes; before a count it may say anything.
    let dashed = text.strip_prefix(DASHES).filter(|_| value_type == ValueType::SignedInteger);
    let (negative, rest) = dashed.map_or_else(|| sign(text), |rest| (true, rest));
    let (digits, rest) = digits(rest)?;
    let mut value: Decimal = digits.parse().ok()?;
    if negative {
        value = -value;
    }
    let money = MONEY.iter().find_map(|(unit, yuan)| after_unit(rest, unit).map(|rest| (*unit, *yuan, rest)));
    let (unit, yuan, rest) = money.map_or((None, None, rest), |(unit, yuan, rest)| (Some(unit), Some(yuan), rest));
    let is_money = value_type == ValueType::Decimal;
    let counted = COUNT.iter().find_map(|unit| rest.strip_prefix(unit)).filter(|_| unit.is_none() && !is_money);
    let note = note(counted.unwrap_or(rest))?;
    if unit.is_some() && !is_money {
        return None;
    }
    let by_header = header_unit.and_then(|header| MONEY.iter().find(|(unit, _)| *unit == header));
    let (unit, yuan) = match (unit, by_header) {
        (None, Some((unit, yuan))) if is_money => (Some(*unit), Some(*yuan)),
        _ => (unit, yuan),
    };
    if let Some(yuan) = yuan {
        value = value.checked_mul(Decimal::from(yuan))?.normalize();
    }
    Some(Parsed { state: CellState::Value, value: Some(value), unit, note })
}

/// What follows a unit, which may stand in brackets: 万元, (万元), (单位:万元).
fn after_unit<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let bracketed = || {
        let inner = text.strip_prefix('(')?;
        inner.strip_prefix("单位:").unwrap_or(inner).strip_prefix(unit)?.strip_prefix(')')
    };
    text.strip_prefix(unit).or_else(bracketed)
}

fn sign(text: &str) -> (bool, &str) {
    for (mark, negative) in
        [("减少", true), ("增加", false), ("减", true), ("负", true), ("-", true), ("增", false), ("+", false)]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            return (negative, rest.strip_prefix(':').unwrap_or(rest));
        }
    }
    (false, text)
}

/// The canonical number at the start: no leading zeros, thousands separators only between groups of three.
fn digits(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(text.len());
    let (number, rest) = (text.get(..end)?, text.get(end..)?);
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    if fraction.is_some_and(|fraction| fraction.is_empty() || !fraction.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let plain = groups.concat();
    let canonical = groups.len() == 1 || is_grouped(&groups);
    let leading_zero = plain.len() > 1 && plain.starts_with('0');
    if plain.is_empty() || plain.len() > 15 || !canonical || leading_zero {
        return None;
    }
    Some((fraction.map_or_else(|| plain.clone(), |fraction| format!("{plain}.{fraction}")), rest))
}

/// Digits glued together into as many one-digit numbers as there are cells, when no other reading exists: only zeros
/// cannot be read as fewer, longer numbers.
pub(super) fn glued_zeros(digits: &str, cells: usize) -> bool {
    digits.len() == cells && digits.chars().all(|character| character == '0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_are_notes_beside_others_only() {
        let state = |raw: &str| {
            let parsed = parse(raw, ValueType::NonNegativeInteger, None);
            (parsed.state, parsed.value.map(|value| value.to_string()))
        };
        assert_eq!(state("179¹"), (CellState::Value, Some("179".to_owned())));
        assert_eq!(state("¹⁷⁹"), (CellState::Value, Some("179".to_owned())));
        assert_eq!(state("¹179").0, CellState::Text);
        assert_eq!(state("73₉"), (CellState::Value, Some("73".to_owned())));
        assert_eq!(state("¹").0, CellState::Text);
        assert_eq!(state("\u{202e}37\u{202c}").0, CellState::Text);
        assert_eq!(state("=SUM(D5:I5)").0, CellState::Text);
        assert_eq!(state("7〔0,〕").0, CellState::Text);
        assert_eq!(state("179\n¹"), (CellState::Value, Some("179".to_owned())));
    }

    fn check(raw: &str, value_type: ValueType, expected: (CellState, Option<&str>, Option<&str>)) {
        let parsed = parse(raw, value_type, None);
        let value = parsed.value.map(|value| value.to_string());
        assert_eq!((parsed.state, value.as_deref(), parsed.unit), expected, "{raw:?}");
    }

    #[test]
    fn counts() {
        use CellState::{Blank, Slash, Text, Value};
        let count = |raw, state, value| check(raw, ValueType::NonNegativeInteger, (state, value, None));
        count("0", Value, Some("0"));
        count(" 12 ", Value, Some("12"));
        count("１２", Value, Some("12"));
        count("1,234", Value, Some("1234"));
        count("1\u{2009}234", Value, Some("1234"));
        count("1\u{202f}234", Value, Some("1234"));
        count("1 234", Text, None);
        count("20 102", Text, None);
        count("1. 36", Text, None);
        count("1.\t36", Text, None);
        count("1\n0", Value, Some("10"));
        count("1,40\n8", Value, Some("1408"));
        count("14\n08", Value, Some("1408"));
        count("140\n8", Text, None);
        count("5\n12", Text, None);
        count("52\n48", Text, None);
        count("3件", Value, Some("3"));
        count("22（其中修订 16 件）", Value, Some("22"));
        count("52①", Value, Some("52"));
        count("52²", Value, Some("52"));
        count("52注1", Value, Some("52"));
        count("52 注", Value, Some("52"));
        count("52备注12", Value, Some("52"));
        count("52注123", Text, None);
        count("52注明3", Text, None);
        count("52*", Value, Some("52"));
        count("52※※", Value, Some("52"));
        count("52*3", Text, None);
        count("5\u{200b}2", Value, Some("52"));
        count("②", Text, None);
        count("", Blank, None);
        count("〔未读出〕", CellState::Missing, None);
        count("〔未读\n出〕", CellState::Missing, None);
        count("\u{3000}\u{a0}", Blank, None);
        count("/", Slash, None);
        count("——", Slash, None);
        count("－", Slash, None);
        count("无", Text, None);
        count("1 0", Text, None);
        count("0\n0", Text, None);
        count("000", Text, None);
        count("1,23", Text, None);
        count("约20", Text, None);
        count("2020年", Text, None);
        count("1.", Text, None);
        count("5元", Text, None);
        count("增加14", Text, None);
        count("减3", Text, None);
        for dashed in ["–3", "—3", "— 3", "――3件"] {
            count(dashed, Text, None);
            assert!(is_dashed_number(dashed), "{dashed}");
        }
        assert!(!is_dashed_number("—") && !is_dashed_number("减3") && !is_dashed_number("3—5"));
    }

    #[test]
    fn signed() {
        let signed = |raw, value| check(raw, ValueType::SignedInteger, (CellState::Value, Some(value), None));
        signed("-8", "-8");
        signed("－8", "-8");
        signed("–8", "-8");
        signed("—8", "-8");
        signed("+2", "2");
        signed("减3", "-3");
        signed("增加5项", "5");
    }

    #[test]
    fn money() {
        let money = |raw, value, unit| check(raw, ValueType::Decimal, (CellState::Value, Some(value), unit));
        money("315424.75元", "315424.75", Some("元"));
        money("105.46万", "1054600", Some("万"));
        money("1.2亿元", "120000000", Some("亿元"));
        money("8040", "8040", None);
        money("105.46（万元）", "1054600", Some("万元"));
        money("105.46（单位：万元）", "1054600", Some("万元"));
        money("105.46（万）（含税）", "1054600", Some("万"));
        for other in ["12件", "12次", "增12", "减少12"] {
            check(other, ValueType::Decimal, (CellState::Text, None, None));
        }
        let parsed = parse("25.319", ValueType::Decimal, Some("万元"));
        assert_eq!(parsed.value, Some(Decimal::from(253_190)));
        assert_eq!(parsed.unit, Some("万元"));
    }

    #[test]
    fn labels_are_no_values() {
        for label in ["1.属于国家秘密", "一、本年新收政府信息公开申请数量", "总计", "规章", "2020年", "减免"]
        {
            assert!(!is_value(label), "{label}");
        }
        for value in [
            "=SUM(D5:I5)",
            "7〔0.0,\"万\"〕",
            "0",
            "/",
            "\u{3000}",
            "减3",
            "105.46万",
            "22（其中修订16件）",
            "+2",
            "000",
            "07",
            "1 0",
        ] {
            assert!(is_value(value), "{value}");
        }
    }
}
