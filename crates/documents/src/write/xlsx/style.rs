//! Formats, and what counts as a number.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Font size of tables, in points.
pub(super) const TABLE_SIZE: f32 = 10.5;
/// Font size of paragraphs, in points.
pub(super) const TEXT_SIZE: f32 = 12.0;
/// Digits a number may have before spreadsheet programs round it.
const EXACT_DIGITS: usize = 15;

/// The formats of a workbook's parts.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) paragraph: Format,
    value: Format,
    label: Format,
    head: Format,
}

/// What a cell of a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Value,
    /// Set left.
    Label,
    Head,
}

impl Styles {
    pub(super) fn new() -> Self {
        let font = |name: &str, size: f32| Format::new().set_font_name(name).set_font_size(size).set_font_charset(134);
        let wrapped = |format: Format| format.set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let cell = wrapped(font("宋体", TABLE_SIZE)).set_border(FormatBorder::Thin);
        let value = cell.clone().set_align(FormatAlign::Center);
        Self {
            title: wrapped(font("宋体", 18.0)).set_bold().set_align(FormatAlign::Center),
            heading: wrapped(font("黑体", 14.0)),
            paragraph: font("宋体", TEXT_SIZE).set_text_wrap().set_align(FormatAlign::Top),
            head: value.clone().set_bold().set_background_color("F2F2F2"),
            label: cell.set_align(FormatAlign::Left),
            value,
        }
    }

    /// The format of a cell of a table.
    pub(super) fn of(&self, part: Part) -> &Format {
        match part {
            Part::Value => &self.value,
            Part::Label => &self.label,
            Part::Head => &self.head,
        }
    }
}

/// The number a text is, with its decimals, if it is written the one way numbers are: `-?(0|[1-9]\d*)(\.\d+)?`, no
/// more digits than a spreadsheet keeps, and not `-0`.
pub(super) fn number(text: &str) -> Option<(f64, usize)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').map_or((unsigned, None), |(whole, part)| (whole, Some(part)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = digits(whole) && (whole == "0" || !whole.starts_with('0')) && decimals.is_none_or(digits);
    let places = decimals.map_or(0, str::len);
    if !canonical || whole.len() + places > EXACT_DIGITS {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    (!(value == 0.0 && text.starts_with('-'))).then_some((value, places))
}

/// The number format that shows so many decimals.
pub(super) fn number_format(places: usize) -> String {
    if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) }
}

/// Whether typing the text into a cell would make a formula: it is then marked as text for whoever edits it.
pub(super) fn needs_quote(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(f64, usize)>) {
        assert_eq!(number(text), expected, "{text}");
    }

    #[test]
    fn only_canonical_numbers_are_numbers() {
        check("0", Some((0.0, 0)));
        check("-8", Some((-8.0, 0)));
        check("2.5070", Some((2.507, 4)));
        check("123456789012345", Some((123_456_789_012_345.0, 0)));
        for text in ["", "/", "+2", "007", "1,268", "1.", ".5", "-0", "-0.00", "1e5", "12345678901234.56", " 1", "１"]
        {
            check(text, None);
        }
    }

    #[test]
    fn formats_keep_decimals() {
        assert_eq!(number_format(0), "0");
        assert_eq!(number_format(2), "0.00");
    }
}
