//! Lines: where a text breaks, and how a line is stretched to the margin.

use std::ops::Range;

use super::super::breaking::{is_wide, may_break, title_break};
use super::super::fit::count;
use super::face::{Faces, Glyph, Role};

/// Type of a text: what it is for, its size in points, and what each character is set apart, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) role: Role,
    pub(super) size: f32,
    pub(super) tracking: f32,
}

/// A line ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    /// In points, without white space at its end.
    pub(super) width: f32,
    /// Whether the paragraph goes on below.
    pub(super) goes_on: bool,
}

/// Breaks a text into lines no wider than `width`, the first of each paragraph indented by `indent`.
pub(super) fn lines(faces: &Faces<'_>, text: &str, kind: Type, width: f32, indent: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for part in super::super::markup::clean(text).collect::<String>().split('\n') {
        let first = if lines.is_empty() { indent } else { 0.0 };
        let glyphs = faces.shape(part, kind.role);
        let ranges = ranges(&glyphs, kind, width, first);
        let last = ranges.len().saturating_sub(1);
        for (number, range) in ranges.into_iter().enumerate() {
            let glyphs = trimmed(glyphs.get(range).unwrap_or_default());
            let width = glyphs.iter().map(|glyph| advance(glyph, kind)).sum();
            lines.push(Line { glyphs: glyphs.to_vec(), width, goes_on: number < last });
        }
    }
    lines
}

/// Breaks a title behind its year, if that takes two lines, else into lines of about the same length.
pub(super) fn balanced(faces: &Faces<'_>, text: &str, kind: Type, width: f32) -> Vec<Line> {
    let full = lines(faces, text, kind, width, 0.0);
    if let Some((first, second)) = title_break(text).and_then(|at| text.split_at_checked(at))
        && full.len() == 2
    {
        let halves = lines(faces, &format!("{first}\n{}", second.trim_start()), kind, width, 0.0);
        if halves.len() == 2 {
            return halves;
        }
    }
    let total: f32 = full.iter().map(|line| line.width).sum();
    let even = total / count(full.len().max(1));
    let tries = (1..8_u8).map(|step| even + f32::from(step) * kind.size * 0.5).take_while(|narrow| *narrow < width);
    let even = tries.map(|narrow| lines(faces, text, kind, narrow, 0.0)).find(|lines| lines.len() == full.len());
    even.unwrap_or(full)
}

/// Advance in points.
pub(super) fn advance(glyph: &Glyph, kind: Type) -> f32 {
    let tracking = if is_wide(glyph.character) { kind.tracking } else { 0.0 };
    glyph.advance * kind.size + tracking
}

fn ranges(glyphs: &[Glyph], kind: Type, width: f32, indent: f32) -> Vec<Range<usize>> {
    // A column narrower than two characters is set one below the other, whatever the rules say.
    let stacked = width < kind.size * 2.0 - 0.01;
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut used = indent;
    let mut chance: Option<(usize, f32)> = None;
    let mut before: Option<char> = None;
    for (index, glyph) in glyphs.iter().enumerate() {
        let can_break = before.is_some_and(|before| may_break(before, glyph.character) || stacked && is_wide(before));
        if can_break && index > start {
            chance = Some((index, used));
        }
        let wide = advance(glyph, kind);
        if used + wide > width + 0.01 && index > start && !glyph.character.is_whitespace() {
            let (end, taken) = chance.take().unwrap_or((index, used));
            ranges.push(start..end);
            start = end;
            used -= taken;
        }
        used += wide;
        before = Some(glyph.character);
    }
    ranges.push(start..glyphs.len());
    ranges
}

/// Without ASCII white space at the end of the line.
fn trimmed(mut glyphs: &[Glyph]) -> &[Glyph] {
    while let Some((last, rest)) = glyphs.split_last() {
        if !matches!(last.character, ' ' | '\t') {
            break;
        }
        glyphs = rest;
    }
    glyphs
}

/// What each gap of a line takes so that it fills `width`; 0 when that would tear the line apart.
pub(super) fn justification(line: &Line, width: f32, size: f32) -> f32 {
    let gaps = gaps(&line.glyphs);
    let free = width - line.width;
    if !line.goes_on || gaps == 0 || free <= 0.0 {
        return 0.0;
    }
    let each = free / count(gaps);
    if each > size * 0.5 { 0.0 } else { each }
}

/// Whether white space may be added after a character.
pub(super) fn has_gap(glyph: &Glyph, next: Option<&Glyph>) -> bool {
    next.is_some_and(|next| is_wide(glyph.character) || is_wide(next.character) || glyph.character == ' ')
}

fn gaps(glyphs: &[Glyph]) -> usize {
    let nexts = glyphs.iter().skip(1).map(Some).chain([None]);
    glyphs.iter().zip(nexts).filter(|(glyph, next)| has_gap(glyph, *next)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::Fonts;

    const BODY: Type = Type { role: Role::Body, size: 10.0, tracking: 0.0 };

    fn check(text: &str, width: f32, indent: f32, expected: &[&str]) {
        let fonts = Fonts::default();
        let faces = Faces::new(&fonts).unwrap();
        let lines = lines(&faces, text, BODY, width, indent);
        let drawn: Vec<String> =
            lines.iter().map(|line| line.glyphs.iter().map(|glyph| glyph.character).collect()).collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn lines_break_by_the_rules() {
        check("公开是常态，不公开是例外。", 50.0, 0.0, &["公开是常", "态，不公开", "是例外。"]);
        check("《条例》和（一）", 40.0, 0.0, &["《条例》", "和（一）"]);
        check("公开公开《条例》", 50.0, 0.0, &["公开公开", "《条例》"]);
        check("一二三四", 30.0, 20.0, &["一", "二三四"]);
        check("", 30.0, 0.0, &[""]);
        check("一\n二", 30.0, 0.0, &["一", "二"]);
    }

    #[test]
    fn words_hold_together_until_they_cannot() {
        check("合计12345件", 40.0, 0.0, &["合计", "12345件"]);
        check("123456789012", 30.0, 0.0, &["12345", "67890", "12"]);
        check("open data", 28.0, 0.0, &["open", "data"]);
    }

    #[test]
    fn narrow_columns_are_stacked() {
        check("三、本年", 15.0, 0.0, &["三", "、", "本", "年"]);
        check("公开", 1.0, 0.0, &["公", "开"]);
    }

    #[test]
    fn a_title_is_balanced() {
        let fonts = Fonts::default();
        let faces = Faces::new(&fonts).unwrap();
        let lines = balanced(&faces, "一二三四五六七八九十", BODY, 80.0);
        assert_eq!(lines.iter().map(|line| line.glyphs.len()).collect::<Vec<_>>(), [5, 5]);
        let lines = balanced(&faces, "青禾街道2023年政府信息公开工作年度报告", BODY, 150.0);
        assert_eq!(lines.iter().map(|line| line.glyphs.len()).collect::<Vec<_>>(), [9, 12]);
    }
}
