//! Page numbers and running headers, which belong to the sheet and not to the text.

use std::collections::HashMap;

use super::lines::Line;
use super::{Item, Laid};

/// The part of a page's height at its head and foot where furniture stands.
const MARGIN: f64 = 0.11;
/// How far the same line may move from page to page.
const DRIFT: f64 = 4.0;
/// A running line has so many letters, or counts the pages.
const FEWEST_LETTERS: usize = 3;

/// Removes page numbers, and lines that stand in the same place of most pages.
pub(super) fn remove(pages: &mut [Laid]) {
    let running = running(pages);
    for page in pages.iter_mut() {
        let (height, number) = (page.height, page.number);
        page.items.retain(|item| match item {
            Item::Line(line) => {
                !in_margin(line, height) || !running.iter().any(|known| known.goes_on_in(&Running::of(line, number)))
            }
            Item::Table(_) => true,
        });
    }
    let offset = offset(pages);
    for page in pages {
        remove_number(page, End::Head, None);
        remove_number(page, End::Foot, offset);
    }
}

/// Whether an item is a line in a page's margin that stands in the same place of another page. Figures that do are kept,
/// since they may be those of a row, but they part no table.
pub(super) fn repeats(item: &Item, height: f64, other: Option<&Laid>) -> bool {
    let Item::Line(line) = item else { return false };
    let is_same = |item: &Item| match item {
        Item::Line(other) => other.text == line.text && (other.area.top - line.area.top).abs() <= DRIFT,
        Item::Table(_) => false,
    };
    in_margin(line, height) && other.is_some_and(|page| page.items.iter().any(is_same))
}

/// The ends of a page, where its number stands.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Head,
    Foot,
}

/// The line at an end of a page, with its index, when it stands in the margin.
fn line_at(page: &Laid, end: End) -> Option<(usize, &Line)> {
    let index = if end == End::Foot { page.items.len().checked_sub(1)? } else { 0 };
    let Item::Line(line) = page.items.get(index)? else { return None };
    let (_, y) = line.area.middle();
    let is_there = if end == End::Foot { y > page.height * (1.0 - MARGIN) } else { y < page.height * MARGIN };
    is_there.then_some((index, line))
}

fn is_centred(line: &Line, page: &Laid) -> bool {
    (line.area.middle().0 - page.width / 2.0).abs() < page.width * 0.08
}

/// How far a bare number in the middle of a page's foot is ahead of the page's own.
fn ahead(page: &Laid) -> Option<i64> {
    let (_, line) = line_at(page, End::Foot).filter(|(_, line)| is_centred(line, page))?;
    Some(bare_number(&line.text)? - i64::from(page.number))
}

/// How far the bare numbers of the pages are ahead, when these count the pages: half of all pages have one, and all of
/// these agree. A figure that ends a page is none.
fn offset(pages: &[Laid]) -> Option<i64> {
    let found: Vec<i64> = pages.iter().filter_map(ahead).collect();
    let first = *found.first()?;
    let agree = found.iter().all(|other| *other == first) && found.len() * 2 >= pages.len();
    (agree && (found.len() > 1 || pages.len() == 1 || first.abs() <= 1)).then_some(first)
}

/// Removes a page number that is the last line of the foot, or the first of the head; a bare one only at the foot, so far
/// ahead of the page's own.
fn remove_number(page: &mut Laid, end: End, offset: Option<i64>) {
    let Some((index, line)) = line_at(page, end) else { return };
    let (middle, _) = line.area.middle();
    let outside = middle < page.width * 0.25 || middle > page.width * 0.75;
    let sure = is_marked_number(&line.text) && (is_centred(line, page) || outside);
    let bare = end == End::Foot && offset.is_some() && ahead(page) == offset;
    if sure || bare {
        page.items.remove(index);
    }
}

/// Whether a text is a page number with its marks: - 1 -, — 1 —, 第 1 页, 第1页 共3页, 1/3, Page 1 of 3.
fn is_marked_number(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = |c: char| {
        matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '·' | '•' | '/' | '第' | '共' | '页' | '頁' | ',' | '，')
    };
    let rest = squeezed.to_ascii_lowercase().replace("page", "-").replace("of", "/");
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits) && digits < rest.chars().count() && rest.chars().all(|c| c.is_ascii_digit() || marks(c))
}

fn bare_number(text: &str) -> Option<i64> {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = (1..=4).contains(&squeezed.len()) && squeezed.chars().all(|c| c.is_ascii_digit());
    squeezed.parse().ok().filter(|_| is_number)
}

/// A line in one place of most pages: with the same words, numbers that stay or count the pages, and one of the two, since
/// figures alone may stand in one place of many pages.
struct Running {
    text: String,
    from_top: f64,
    page: u32,
    numbers: Vec<i64>,
}

impl Running {
    fn of(line: &Line, page: u32) -> Self {
        Self { text: masked(&line.text), from_top: line.area.top, page, numbers: numbers(&line.text) }
    }

    /// Whether another line is this one on its own page.
    fn goes_on_in(&self, other: &Self) -> bool {
        let pages = i64::from(other.page) - i64::from(self.page);
        let mut pairs = self.numbers.iter().zip(&other.numbers).map(|(one, next)| next - one);
        let counts = pairs.clone().any(|step| step == pages);
        self.is_beside(other) && pairs.all(|step| step == 0 || step == pages) && (self.has_words() || counts)
    }

    /// Whether another line, but for its numbers the same, stands in the same place of its page.
    fn is_beside(&self, other: &Self) -> bool {
        (other.from_top - self.from_top).abs() <= DRIFT && self.text == other.text
    }

    fn has_words(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS
    }

    /// On how many pages at least it stands: figures may count the pages of two by chance.
    fn fewest_pages(&self) -> usize {
        if self.text.chars().all(|c| c.is_ascii_digit()) { 3 } else { 2 }
    }
}

/// The numbers in a text, one after the other.
fn numbers(text: &str) -> Vec<i64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

fn in_margin(line: &Line, height: f64) -> bool {
    let (_, y) = line.area.middle();
    y < height * MARGIN || y > height * (1.0 - MARGIN)
}

/// The text without white space and with its digits hidden, so that numbered lines are alike.
fn masked(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Finds the lines that stand in the margins of more than half of the pages, and of two at least.
fn running(pages: &[Laid]) -> Vec<Running> {
    let mut seen: HashMap<String, Vec<Running>> = HashMap::new();
    for page in pages {
        for item in &page.items {
            if let Item::Line(line) = item
                && in_margin(line, page.height)
            {
                let line = Running::of(line, page.number);
                seen.entry(line.text.clone()).or_default().push(line);
            }
        }
    }
    let most = pages.len() / 2 + 1;
    let mut running = Vec::new();
    for mut places in seen.into_values() {
        while let Some(first) = places.pop() {
            let mut same: Vec<u32> =
                places.iter().filter(|other| first.goes_on_in(other)).map(|other| other.page).collect();
            same.push(first.page);
            same.sort_unstable();
            same.dedup();
            let contradicted =
                !first.has_words() && places.iter().any(|other| first.is_beside(other) && !first.goes_on_in(other));
            if same.len() >= most.max(first.fewest_pages()) && !contradicted {
                places.retain(|other| !first.goes_on_in(other));
                running.push(first);
            }
        }
    }
    running
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::set;
    use super::super::lines::{Gap, lines};
    use super::*;

    fn laid(number: u32, texts: &[(&str, f64, f64)]) -> Laid {
        let glyphs: Vec<_> = texts.iter().flat_map(|(text, left, top)| set(text, *left, *top, 10.0)).collect();
        let glyphs: Vec<_> = glyphs.iter().collect();
        let items = lines(&glyphs, Gap::Tab).into_iter().map(Item::Line).collect();
        Laid { number, width: 600.0, height: 800.0, items }
    }

    fn check(mut pages: Vec<Laid>, expected: &[&str]) {
        remove(&mut pages);
        let told: Vec<&str> = pages
            .iter()
            .flat_map(|page| &page.items)
            .map(|item| match item {
                Item::Line(line) => line.text.as_str(),
                Item::Table(_) => "table",
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn page_numbers_go_and_figures_stay() {
        for number in ["- 1 -", "— 12 —", "第 1 页", "第1页 共3页", "1/3", "7"] {
            let left = 300.0 - 2.5 * f64::from(u32::try_from(number.len()).unwrap());
            check(vec![laid(1, &[("正文", 50.0, 100.0), (number, left, 770.0)])], &["正文"]);
        }
        check(vec![laid(1, &[("正文", 50.0, 100.0), ("7", 50.0, 770.0)])], &["正文", "7"]);
        check(vec![laid(1, &[("正文", 50.0, 100.0), ("7", 298.0, 500.0)])], &["正文", "7"]);
        check(vec![laid(1, &[("7项", 298.0, 770.0)])], &["7项"]);
    }

    #[test]
    fn figures_in_one_place_of_all_pages_stay() {
        for figures in [["0", "0", "0"], ["281", "172", "249"], ["/", "/", "/"], ["无", "无", "无"], ["7", "7", "8"]]
        {
            let pages = (1..).zip(figures).map(|(number, figure)| {
                laid(number, &[("正文", 50.0, 30.0 + f64::from(number) * 9.0), (figure, 92.0, 68.0)])
            });
            let expected: Vec<&str> = figures.iter().flat_map(|figure| ["正文", *figure]).collect();
            check(pages.collect(), &expected);
        }
    }

    #[test]
    fn a_figure_that_ends_a_page_is_no_page_number() {
        let pages = |last: [&str; 3]| -> Vec<Laid> {
            (1..).zip(last).map(|(number, last)| laid(number, &[("正文", 50.0, 100.0), (last, 298.0, 770.0)])).collect()
        };
        check(pages(["0", "12", "7"]), &["正文", "0", "正文", "12", "正文", "7"]);
        check(pages(["1", "2", "30"]), &["正文", "1", "正文", "2", "正文", "30"]);
        check(pages(["45", "46", "47"]), &["正文", "正文", "正文"]);
    }

    #[test]
    fn running_headers_with_numbers_go() {
        for texts in
            [["12", "13", "14"], ["年报 第1页", "年报 第2页", "年报 第3页"], ["2023年报告", "2023年报告", "2023年报告"]]
        {
            let pages =
                (1..).zip(texts).map(|(number, text)| laid(number, &[(text, 50.0, 30.0), ("正文", 50.0, 300.0)]));
            check(pages.collect(), &["正文", "正文", "正文"]);
        }
    }

    #[test]
    fn running_headers_go() {
        let page = |number| laid(number, &[("示例区年报", 50.0, 30.0), ("正文", 50.0, 300.0)]);
        check(vec![page(1), page(2), page(3)], &["正文", "正文", "正文"]);
        check(vec![page(1), laid(2, &[("正文", 50.0, 300.0)])], &["示例区年报", "正文", "正文"]);
    }
}
