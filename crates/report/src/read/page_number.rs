//! Page numbers that a print-out left among the lines of a text or the rows of a table.

use std::collections::HashMap;

use super::line::{Kind, Line, Source};

/// More pages than this no report has.
const MOST_PAGES: u32 = 2000;

/// Whether a text, in normal form, is a page number with its marks: `-1-`, `— 12 —`, `第 3 页`, `第3页 共6页`, `1/5`. A bare
/// number is none: it may be a figure.
pub(super) fn is_page_number(normal: &str) -> bool {
    let mark = |c: char| "-—–―─·•".contains(c);
    let inner = normal.trim_matches(mark);
    if number(inner).is_some() {
        return normal.starts_with(mark) && normal.ends_with(mark);
    }
    let of_sheet = inner.strip_prefix('第').and_then(|rest| rest.strip_suffix('页'));
    if of_sheet.is_some_and(|inner| number(inner).is_some() || is_of_all(inner, '/')) {
        return true;
    }
    let words = inner.replace([',', '/', '、', ';'], "");
    let both = |first: &str, second: &str| {
        let (one, other) = words.strip_prefix(first)?.strip_suffix('页')?.split_once(&format!("页{second}"))?;
        Some((number(one)?, number(other)?))
    };
    let told = both("第", "共").or_else(|| both("共", "第").map(|(all, page)| (page, all)));
    told.is_some_and(|(page, all)| page <= all) || is_of_all(inner, '/')
}

/// 2/6: a page of all pages.
fn is_of_all(text: &str, parting: char) -> bool {
    let parts = text.split_once(parting).and_then(|(page, all)| Some((number(page)?, number(all)?)));
    parts.is_some_and(|(page, all)| page <= all)
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=MOST_PAGES).contains(number))
}

/// The lines without rows of grids that hold a page number and nothing else: one with its marks, or a bare one in a cell
/// over the whole width, where no figure can stand.
pub(super) fn without_rows(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut widths: HashMap<usize, u32> = HashMap::new();
    for line in &lines {
        if let Source::Grid { table } = line.source {
            let width = widths.entry(table).or_default();
            *width = line.reach.max(*width);
        }
    }
    let is_row = |line: &Line<'_>| {
        let Source::Grid { table } = line.source else { return false };
        let mut shown = line.tokens.iter().filter(|token| token.kind != Kind::Blank);
        let (Some(only), None) = (shown.next(), shown.next()) else { return false };
        let width = widths.get(&table).copied().unwrap_or(0);
        let whole = only.column == 0 && only.span >= width && width > 2;
        is_page_number(&only.normal) || (whole && number(&only.normal).is_some())
    };
    lines.into_iter().filter(|line| !is_row(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::normal::normal;

    #[test]
    fn page_numbers() {
        for text in [
            "-1-",
            "— 12 —",
            "－ 7 －",
            "· 6 ·",
            "第 3 页",
            "第 2 页 共 6 页",
            "共6页 第2页",
            "第2页，共6页",
            "第2页/共6页",
            "1/5",
            "- 2/6 -",
            "第2/6页",
        ] {
            assert!(is_page_number(&normal(text)), "{text}");
        }
        for text in ["3", "-3", "2-", "0/5", "6/5", "第2项", "共6页", "/", "-", "1/", "12345/20000", "第二十条第(一)项"]
        {
            assert!(!is_page_number(&normal(text)), "{text}");
        }
    }
}
