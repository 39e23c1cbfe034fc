//! Page numbers and running headers, which belong to the sheet and not to the text.

use std::collections::HashMap;

use super::lines::Line;
use super::{Item, Laid};

/// The part of a page's height at its head and foot where furniture stands.
const MARGIN: f64 = 0.11;
/// How far the same line may move from page to page.
const DRIFT: f64 = 4.0;

/// Removes page numbers, and lines that stand in the same place of most pages.
pub(super) fn remove(pages: &mut [Laid]) {
    let running = running(pages);
    for page in pages {
        let height = page.height;
        page.items.retain(|item| match item {
            Item::Line(line) => !running.iter().any(|known| known.is(line, height)),
            Item::Table(_) => true,
        });
        remove_number(page, true);
        remove_number(page, false);
    }
}

/// Removes a page number that is the last line of the foot, or the first of the head.
fn remove_number(page: &mut Laid, foot: bool) {
    let index = if foot { page.items.len().checked_sub(1) } else { Some(0) };
    let Some((index, Item::Line(line))) = index.and_then(|index| Some((index, page.items.get(index)?))) else { return };
    let (middle, y) = line.area.middle();
    let in_margin = if foot { y > page.height * (1.0 - MARGIN) } else { y < page.height * MARGIN };
    let centred = (middle - page.width / 2.0).abs() < page.width * 0.08;
    let outside = middle < page.width * 0.25 || middle > page.width * 0.75;
    let sure = is_marked_number(&line.text) && (centred || outside);
    let bare = foot && centred && is_bare_number(&line.text);
    if in_margin && (sure || bare) {
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

fn is_bare_number(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (1..=4).contains(&squeezed.len()) && squeezed.chars().all(|c| c.is_ascii_digit())
}

/// A line in one place of most pages.
struct Running {
    text: String,
    from_top: f64,
}

impl Running {
    fn is(&self, line: &Line, height: f64) -> bool {
        in_margin(line, height) && (line.area.top - self.from_top).abs() <= DRIFT && self.text == masked(&line.text)
    }
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
    let mut seen: HashMap<String, Vec<(u32, f64)>> = HashMap::new();
    for page in pages {
        for item in &page.items {
            if let Item::Line(line) = item
                && in_margin(line, page.height)
            {
                seen.entry(masked(&line.text)).or_default().push((page.number, line.area.top));
            }
        }
    }
    let enough = (pages.len() / 2 + 1).max(2);
    let mut running = Vec::new();
    for (text, places) in seen {
        for (page, top) in &places {
            let mut same: Vec<u32> =
                places.iter().filter(|(_, other)| (other - top).abs() <= DRIFT).map(|(page, _)| *page).collect();
            same.sort_unstable();
            same.dedup();
            if same.len() >= enough && same.first() == Some(page) {
                running.push(Running { text: text.clone(), from_top: *top });
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
    fn running_headers_go() {
        let page = |number| laid(number, &[("示例区年报", 50.0, 30.0), ("正文", 50.0, 300.0)]);
        check(vec![page(1), page(2), page(3)], &["正文", "正文", "正文"]);
        check(vec![page(1), laid(2, &[("正文", 50.0, 300.0)])], &["示例区年报", "正文", "正文"]);
    }
}
