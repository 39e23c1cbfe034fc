//! Glyphs to lines of text.

use super::page::{Area, Glyph};
use crate::read::raised::{Level, SMALL_AS_MARK};

/// What a wide gap inside a line becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A tab: text in columns outside tables.
    Tab,
    /// A space: letters spread over a cell.
    Space,
}

/// A gap at least so many ems wide parts columns.
pub(super) const WIDE: f64 = 1.5;
/// A gap at least so many ems wide parts Chinese characters, which are set with some play to fill a line.
const LOOSE: f64 = 0.6;
/// A gap at least so many ems wide parts words.
const WORD: f64 = 0.2;

/// So many figures, at least, make a line one of columns.
pub(super) const FIGURES: usize = 3;

/// A glyph under so many sizes of its neighbour is a small one.
pub(super) const SMALL: f64 = 0.85;
/// A small one whose foot is so many sizes of its neighbour below that one's is lowered.
const LOWERED: f64 = 0.05;

/// A run of text in a line without a wide gap.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: String,
}

impl Part {
    /// A place where nothing stands.
    pub(super) fn blank(left: f64, right: f64) -> Self {
        Self { left, right, text: String::new() }
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its text; white space at its end dropped.
    pub(super) text: String,
    pub(super) area: Area,
    /// Font size of most of its glyphs.
    pub(super) size: f64,
    /// Its columns.
    pub(super) parts: Vec<Part>,
    /// What any gap parts in it, where it has columns.
    pub(super) words: Vec<Part>,
}

/// Sorts glyphs into lines, top to bottom.
pub(super) fn lines(glyphs: &[&Glyph], gap: Gap) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.to_vec();
    sorted.sort_by(|a, b| a.area.bottom.total_cmp(&b.area.bottom));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in sorted {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| on_one_line(first, glyph)) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().filter_map(|row| line(row, gap)).collect();
    lines.sort_by(|a, b| a.area.top.total_cmp(&b.area.top));
    lines
}

fn on_one_line(a: &Glyph, b: &Glyph) -> bool {
    let (small, large) = (a.size.min(b.size), a.size.max(b.size));
    let apart = (a.area.middle().1 - b.area.middle().1).abs().min((a.area.bottom - b.area.bottom).abs());
    // The mark of a note stands beside the upper half of its word.
    let overlap = a.area.bottom.min(b.area.bottom) - a.area.top.max(b.area.top);
    apart <= 0.4 * small || (small < SMALL * large && overlap > 0.6 * small)
}

/// One line of glyphs at about one height.
fn line(mut row: Vec<&Glyph>, gap: Gap) -> Option<Line> {
    row.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
    let mut parts: Vec<Part> = Vec::new();
    let mut words: Vec<Part> = Vec::new();
    let mut area: Option<Area> = None;
    let mut last: Option<&Glyph> = None;
    // The last glyph on the line itself.
    let mut base: Option<&Glyph> = None;
    let mut spaced = false;
    for (index, glyph) in row.iter().copied().enumerate() {
        if glyph.is_space() {
            spaced = true;
            continue;
        }
        if last.is_some_and(|last| is_repeated(last, glyph)) {
            continue;
        }
        area = Some(area.map_or(glyph.area, |area| area.union(glyph.area)));
        // A mark stands after its word, or right before it.
        let next = row.iter().copied().skip(index).find(|next| next.size * SMALL > glyph.size);
        let beside = [base.filter(|_| !spaced), next.filter(|next| is_close(glyph, next))];
        let level = beside.into_iter().flatten().map(|of| level(of, glyph)).find(|level| *level != Level::Line);
        let mark = base.zip(last).filter(|(base, last)| !spaced && is_mark(base, last, glyph)).map(|_| Level::Raised);
        let level = level.or(mark);
        let is_note = level.is_some();
        let text = level.unwrap_or_default().set(&glyph.text);
        let between = last.map(|last| separator(last, glyph, spaced));
        if gap == Gap::Tab {
            add(
                &mut words,
                last.filter(|_| between == Some('\0')).is_some_and(|last| is_one_word(last, glyph)),
                glyph,
                &text,
            );
        }
        match (parts.last_mut(), between) {
            (Some(part), Some(separator)) if separator != '\t' || gap == Gap::Space => {
                match separator {
                    '\0' => {}
                    _ => part.text.push(' '),
                }
                part.text.push_str(&text);
                part.right = glyph.area.right;
            }
            _ => {
                let text = text.into_owned();
                parts.push(Part { left: glyph.area.left, right: glyph.area.right, text });
            }
        }
        last = Some(glyph);
        base = if is_note { base } else { Some(glyph) };
        spaced = false;
    }
    let size = usual_size(&row);
    if let Some(columns) = columns(&words, size) {
        parts = columns;
    }
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    Some(Line { text: text.join("\t"), area: area?, size, parts, words })
}

/// Whether a figure goes on as such, or other text: one that stands close to the text before it is of another column.
fn is_one_word(last: &Glyph, glyph: &Glyph) -> bool {
    let [before, here] = [last, glyph].map(|glyph| glyph.text.chars().all(|c| c.is_ascii_digit()));
    before == here || glyph.area.left - last.area.right <= WORD * last.size.max(glyph.size)
}

/// The figures a line ends with.
pub(super) fn figures(words: &[Part]) -> &[Part] {
    let is_figure = |word: &&Part| !word.text.is_empty() && word.text.chars().all(|c| c.is_ascii_digit() || c == '/');
    let count = words.iter().rev().take_while(is_figure).count();
    words.get(words.len() - count..).unwrap_or_default()
}

/// The columns of a line that ends with figures of which some stand in columns: then each of them does, however narrow
/// its gap.
fn columns(words: &[Part], size: f64) -> Option<Vec<Part>> {
    let figures = figures(words);
    let gap = |left: &Part, right: &Part| (right.left - left.right) / size.max(0.1);
    let wide = |pair: &[Part]| matches!(pair, [left, right] if gap(left, right) > WIDE);
    if figures.len() < FIGURES || !figures.windows(2).any(wide) {
        return None;
    }
    let (labels, figures) = words.split_at(words.len() - figures.len());
    let mut columns: Vec<Part> = Vec::with_capacity(words.len());
    for word in labels {
        match columns.last_mut().filter(|last| gap(last, word) <= WIDE) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&word.text);
                last.right = word.right;
            }
            None => columns.push(word.clone()),
        }
    }
    columns.extend_from_slice(figures);
    Some(columns)
}

/// Adds a glyph to the last word, or begins one with it.
fn add(words: &mut Vec<Part>, goes_on: bool, glyph: &Glyph, text: &str) {
    match words.last_mut().filter(|_| goes_on) {
        Some(word) => {
            word.right = glyph.area.right;
            word.text.push_str(text);
        }
        None => words.push(Part { left: glyph.area.left, right: glyph.area.right, text: text.to_owned() }),
    }
}

/// What stands between two neighbours: `\0` for nothing, a space, or a tab.
fn separator(last: &Glyph, glyph: &Glyph, spaced: bool) -> char {
    let em = last.size.max(glyph.size).max(0.1);
    let gap = (glyph.area.left - last.area.right) / em;
    let both = [last, glyph].map(|glyph| glyph.text.chars().all(is_cjk));
    let narrow = if both.contains(&true) { LOOSE } else { WORD };
    if gap > WIDE {
        '\t'
    } else if gap > narrow || (spaced && gap > -0.3) {
        ' '
    } else {
        '\0'
    }
}

/// Where a glyph stands beside another on its line: a small one above or below that, as the mark of a note does, or on it.
fn level(base: &Glyph, glyph: &Glyph) -> Level {
    let below = (glyph.baseline() - base.baseline()) / base.size;
    if glyph.size >= SMALL * base.size {
        Level::Line
    } else if base.area.bottom - glyph.area.bottom > 0.15 * base.size {
        Level::Raised
    } else if below > LOWERED {
        Level::Lowered
    } else {
        Level::Line
    }
}

/// Whether a digit is the mark of a note by its size alone: it stands right behind a digit that is much larger, or behind
/// other marks of it.
fn is_mark(base: &Glyph, last: &Glyph, glyph: &Glyph) -> bool {
    let are_digits = [base, glyph].into_iter().all(|glyph| glyph.text.bytes().all(|byte| byte.is_ascii_digit()));
    are_digits && glyph.size <= SMALL_AS_MARK * base.size && glyph.area.left - last.area.right <= WORD * base.size
}

/// Whether not more than a few small digits fit between a glyph and one after it.
fn is_close(glyph: &Glyph, next: &Glyph) -> bool {
    next.area.left - glyph.area.right < 2.0 * glyph.size
}

/// Whether a glyph is drawn twice in one place, as bold text is by some programs.
fn is_repeated(last: &Glyph, glyph: &Glyph) -> bool {
    let near = 0.12 * last.size;
    last.text == glyph.text
        && (last.area.left - glyph.area.left).abs() < near
        && (last.area.top - glyph.area.top).abs() < near
}

/// The size most glyphs of a row have.
fn usual_size(row: &[&Glyph]) -> f64 {
    let mut sizes: Vec<f64> = row.iter().filter(|glyph| !glyph.is_space()).map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// Whether a character is set in a full square: no spaces part such characters.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::page::Turn;
    use super::*;

    /// Glyphs of a text set from a point, full squares for Chinese characters and half for others.
    pub(in super::super) fn set(text: &str, left: f64, top: f64, size: f64) -> Vec<Glyph> {
        let mut left = left;
        text.chars()
            .map(|c| {
                let right = left + if is_cjk(c) { size } else { size / 2.0 };
                let area = Area { left, top, right, bottom: top + size };
                left = right;
                Glyph { text: c.to_string(), area, size, turn: Turn::None }
            })
            .collect()
    }

    fn check(glyphs: &[Glyph], expected: &[&str]) {
        let glyphs: Vec<&Glyph> = glyphs.iter().collect();
        let told: Vec<String> = lines(&glyphs, Gap::Tab).into_iter().map(|line| line.text).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn lines_go_down_and_rightwards_whatever_the_drawing_order() {
        let mut glyphs = set("第二行", 10.0, 30.0, 10.0);
        glyphs.extend(set("行", 30.0, 10.0, 10.0));
        glyphs.extend(set("第一", 10.0, 10.0, 10.0));
        check(&glyphs, &["第一行", "第二行"]);
    }

    #[test]
    fn gaps_part_words_and_columns() {
        let mut glyphs = set("规章", 10.0, 10.0, 10.0);
        glyphs.extend(set("12", 60.0, 10.0, 10.0));
        glyphs.extend(set("34", 74.0, 10.0, 10.0));
        check(&glyphs, &["规章\t12 34"]);
    }

    #[test]
    fn a_small_figure_above_or_below_the_line_stays_there() {
        let mut glyphs = set("52", 10.0, 10.0, 12.0);
        glyphs.extend(set("12", 22.0, 9.0, 7.0));
        check(&glyphs, &["52¹²"]);
        // Before the figure.
        let mut glyphs = set("1", 18.0, 10.4, 7.0);
        glyphs.extend(set("52", 22.0, 10.0, 12.0));
        check(&glyphs, &["¹52"]);
        // Below the line, behind the figure and before it.
        let mut glyphs = set("52", 10.0, 10.0, 12.0);
        glyphs.extend(set("12", 22.0, 15.5, 7.0));
        check(&glyphs, &["52₁₂"]);
        let mut glyphs = set("1", 18.0, 15.5, 7.0);
        glyphs.extend(set("52", 22.0, 10.0, 12.0));
        check(&glyphs, &["₁52"]);
        // A smaller figure on the line is an ordinary one, unless it is much smaller and right behind another.
        let on_line = |size: f64, left: f64| {
            let mut glyphs = set("52", 10.0, 10.0, 12.0);
            glyphs.extend(set("12", left, 10.0 + 0.88 * (12.0 - size), size));
            glyphs
        };
        check(&on_line(9.0, 22.0), &["5212"]);
        check(&on_line(7.0, 22.0), &["52¹²"]);
        check(&on_line(7.0, 26.0), &["52 12"]);
        let mut glyphs = set("件", 10.0, 10.0, 12.0);
        glyphs.extend(set("12", 22.0, 14.4, 7.0));
        check(&glyphs, &["件12"]);
    }

    #[test]
    fn text_struck_twice_is_read_once_and_twins_are_two() {
        let mut glyphs = set("公开11", 10.0, 10.0, 10.0);
        glyphs.extend(set("公开11", 10.3, 10.0, 10.0));
        check(&glyphs, &["公开11"]);
    }

    #[test]
    fn a_line_of_spaces_is_none() {
        check(&set("   ", 10.0, 10.0, 10.0), &[]);
        check(&set("　", 10.0, 10.0, 10.0), &["　"]);
    }
}
