//! Lines through glyphs, which strike them out: rules of their own, as long as the text they run through.

use super::page::{Glyph, Page};
use super::rules::{Axis, Rule};
use crate::read::struck;

/// Where a line strikes glyphs out: so many sizes of their font above their foot.
const THROUGH: std::ops::Range<f64> = 0.12..0.6;
/// How far, in sizes of the font, a line may reach beyond what it strikes out.
const BEYOND: f64 = 0.5;
/// Pieces of one line are at most so far apart, along it and across it.
const GAP: f64 = 1.5;
const APART: f64 = 0.6;
/// Shorter lines strike out nothing.
const SHORTEST: f64 = 2.0;
/// Glyphs looked at on a page; a drawing of very many lines strikes out nothing.
const LOOKS: usize = 5_000_000;

/// A line made of rules, by their indexes.
struct Line {
    rule: Rule,
    pieces: Vec<usize>,
}

/// Marks the glyphs of a page that are struck out, and takes the lines through them from its rules.
pub(super) fn mark(page: &mut Page) {
    let lines = lines(&page.rules);
    let mut looks = LOOKS;
    let mut struck: Vec<usize> = Vec::new();
    let mut strokes: Vec<usize> = Vec::new();
    for line in lines {
        let Some(left) = looks.checked_sub(page.glyphs.len()) else { break };
        looks = left;
        let through = through(&line.rule, &page.glyphs);
        if !through.is_empty() {
            struck.extend(through);
            strokes.extend(line.pieces);
        }
    }
    if strokes.is_empty() {
        return;
    }
    struck.sort_unstable();
    struck.dedup();
    for index in struck {
        if let Some(glyph) = page.glyphs.get_mut(index) {
            glyph.text = struck::marked(&glyph.text);
        }
    }
    strokes.sort_unstable();
    let mut index = 0;
    page.rules.retain(|_| {
        index += 1;
        strokes.binary_search(&(index - 1)).is_err()
    });
}

/// The horizontal lines of a page, their pieces joined.
fn lines(rules: &[Rule]) -> Vec<Line> {
    let mut sorted: Vec<(usize, Rule)> =
        rules.iter().copied().enumerate().filter(|(_, rule)| rule.axis == Axis::Horizontal).collect();
    sorted.sort_by(|(_, a), (_, b)| a.at.total_cmp(&b.at));
    let mut lines: Vec<Line> = Vec::new();
    for band in sorted.chunk_by_mut(|(_, a), (_, b)| b.at - a.at < APART) {
        band.sort_by(|(_, a), (_, b)| a.from.total_cmp(&b.from));
        let mut open: Option<Line> = None;
        for (index, rule) in band.iter() {
            match &mut open {
                Some(line) if rule.from - line.rule.to <= GAP => {
                    line.rule.to = line.rule.to.max(rule.to);
                    line.pieces.push(*index);
                }
                _ => lines.extend(open.replace(Line { rule: *rule, pieces: vec![*index] })),
            }
        }
        lines.extend(open);
    }
    lines.retain(|line| line.rule.to - line.rule.from >= SHORTEST);
    lines
}

/// The glyphs a line strikes out: none unless it is about as long as they are.
fn through(line: &Rule, glyphs: &[Glyph]) -> Vec<usize> {
    let is_struck = |glyph: &Glyph| {
        let covered = glyph.area.right.min(line.to) - glyph.area.left.max(line.from);
        THROUGH.contains(&((glyph.baseline() - line.at) / glyph.size)) && covered > 0.6 * glyph.area.width()
    };
    let found = || glyphs.iter().enumerate().filter(|(_, glyph)| is_struck(glyph));
    let shown = || found().filter(|(_, glyph)| !glyph.is_space()).map(|(_, glyph)| glyph);
    let size = shown().map(|glyph| glyph.size).fold(0.0, f64::max);
    let left = shown().map(|glyph| glyph.area.left).fold(f64::INFINITY, f64::min);
    let right = shown().map(|glyph| glyph.area.right).fold(f64::NEG_INFINITY, f64::max);
    let covered: f64 = found().map(|(_, glyph)| glyph.area.width()).sum();
    let is_as_long = left - line.from < BEYOND * size && line.to - right < BEYOND * size;
    if is_as_long && covered > 0.7 * (line.to - line.from) {
        found().map(|(index, _)| index).collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::set;
    use super::*;

    /// The glyphs that are struck out by rules through `公开973` at 10 points, whose foot is at 18.8.
    fn check(rules: &[Rule], expected: &str, rules_left: usize) {
        let mut page = Page::new(1, 600.0, 800.0);
        page.glyphs = set("公开973", 10.0, 10.0, 10.0);
        page.rules = rules.to_vec();
        mark(&mut page);
        let text = |glyph: &Glyph| {
            glyph.text.strip_prefix(struck::STRUCK[0])?.strip_suffix(struck::STRUCK[1]).map(str::to_owned)
        };
        assert_eq!(page.glyphs.iter().filter_map(text).collect::<String>(), expected);
        assert_eq!(page.rules.len(), rules_left);
    }

    #[test]
    fn a_line_as_long_as_the_text_it_runs_through_strikes_it_out() {
        check(&[Rule::horizontal(15.5, 30.0, 35.0)], "9", 0);
        check(&[Rule::horizontal(15.0, 10.0, 20.0), Rule::horizontal(15.2, 20.0, 45.5)], "公开973", 0);
        // Two lines, as one strikes out what is doubly so.
        check(&[Rule::horizontal(15.0, 30.0, 40.0), Rule::horizontal(16.0, 30.0, 40.0)], "97", 0);
    }

    #[test]
    fn other_lines_are_rules() {
        // Below the text, above it, far longer than it, through half a digit, downwards.
        check(&[Rule::horizontal(19.5, 30.0, 35.0), Rule::horizontal(11.0, 30.0, 35.0)], "", 2);
        check(&[Rule::horizontal(15.0, 0.0, 100.0), Rule::horizontal(15.0, 38.0, 41.0)], "", 2);
        check(&[Rule::vertical(32.0, 0.0, 30.0)], "", 1);
        check(&[Rule::horizontal(15.0, 10.0, 24.0), Rule::horizontal(15.0, 24.0, 90.0)], "", 2);
    }
}
