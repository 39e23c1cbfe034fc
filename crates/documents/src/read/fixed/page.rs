//! A page as the reader of a fixed-layout format hands it over: glyphs, ruling lines, counts.

use super::rules::{Axis, Rule};
use crate::model::Place;

/// How far a glyph is taken to reach above and below its baseline, in sizes of its font.
pub(in crate::read) const ASCENT: f64 = 0.88;
pub(in crate::read) const DESCENT: f64 = 0.12;
/// Stands where digits of a figure are cut off, so that what is left is not taken for the whole.
pub(in crate::read) const CUT: char = '…';
/// Pieces of lines a page may have.
const PIECES: usize = 400_000;
/// A picture smaller than this, in points, is a seal, a logo or an ornament.
const PICTURE: (f64, f64) = (150.0, 40.0);

/// How high a drawing may be, in points, and stand for figures or words, and how wide at most.
const DRAWING: (f64, f64) = (3.5, 150.0);

/// The width of a glyph whose font does not tell, in sizes of its font.
pub(in crate::read) fn natural_width(text: &str) -> f64 {
    if text.chars().any(|c| u32::from(c) >= 0x2e80) { 1.0 } else { 0.5 }
}

/// A box in points from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read) struct Area {
    pub(in crate::read) left: f64,
    pub(in crate::read) top: f64,
    pub(in crate::read) right: f64,
    pub(in crate::read) bottom: f64,
}

impl Area {
    /// The smallest box around the points; `None` without points or with one that is no number.
    pub(in crate::read) fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut area: Option<Self> = None;
        for (x, y) in points {
            if !(x.is_finite() && y.is_finite()) {
                return None;
            }
            let point = Self { left: x, top: y, right: x, bottom: y };
            area = Some(area.map_or(point, |area| area.union(point)));
        }
        area
    }

    pub(in crate::read) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(in crate::read) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(in crate::read) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(in crate::read) fn middle(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    pub(in crate::read) fn contains(&self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    pub(in crate::read) fn place(&self, page: u32) -> Place {
        Place::Page { page, area: [self.left, self.top, self.right, self.bottom].map(narrow) }
    }
}

/// A coordinate as the model keeps it, to a hundredth of a point.
pub(in crate::read) fn narrow(value: f64) -> f32 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "a page coordinate; `as` saturates and keeps the nearest"
    )]
    let narrowed = ((value * 100.0).round() / 100.0) as f32;
    narrowed
}

/// Which way a glyph's line of text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Turn {
    /// Left to right.
    None,
    /// Top to bottom: the page must be turned back by a quarter to read it.
    Clockwise,
    /// Right to left, upside down.
    Half,
    /// Bottom to top.
    Counterclockwise,
}

impl Turn {
    /// Of a line of text whose direction on the page, y downwards, is given.
    pub(in crate::read) fn of(x: f64, y: f64) -> Self {
        match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => Self::None,
            (true, false, _) => Self::Half,
            (false, _, true) => Self::Clockwise,
            (false, _, false) => Self::Counterclockwise,
        }
    }
}

/// No page lies askew by more than this, in radians: what leans further stands aslant, as a watermark does.
pub(in crate::read) const ASKEW: f64 = 0.2;

/// By how many radians a line of text whose direction is given leans from the nearest axis.
pub(in crate::read) fn off_axis(x: f64, y: f64) -> f64 {
    let (angle, quarter) = (y.atan2(x), std::f64::consts::FRAC_PI_2);
    angle - (angle / quarter).round() * quarter
}

/// A glyph where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Glyph {
    /// Its characters, mostly one; U+FFFD when the file does not say.
    pub(in crate::read) text: String,
    /// Advance wide, about the font's height high.
    pub(in crate::read) area: Area,
    /// Size of the font in points.
    pub(in crate::read) size: f64,
    /// Which way it runs.
    pub(in crate::read) turn: Turn,
}

impl Glyph {
    /// How far down it stands.
    pub(super) fn baseline(&self) -> f64 {
        self.area.bottom - DESCENT * self.size
    }

    /// Whether it only holds a place: an ordinary space (an ideographic space is text).
    pub(in crate::read) fn is_space(&self) -> bool {
        self.text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n'))
    }
}

/// A page of a fixed-layout file.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Page {
    /// From 1.
    pub(in crate::read) number: u32,
    /// In points.
    pub(in crate::read) width: f64,
    /// In points.
    pub(in crate::read) height: f64,
    /// In the order they are drawn.
    pub(in crate::read) glyphs: Vec<Glyph>,
    /// In the order they are drawn.
    pub(in crate::read) rules: Vec<Rule>,
    /// Pictures large enough to hold text.
    pub(in crate::read) pictures: u32,
    /// Glyphs the file gives no character for.
    pub(in crate::read) unknown: u32,
    /// Glyphs that are not painted, as under a recognised scan, and read all the same.
    pub(in crate::read) hidden: u32,
    /// Glyphs that leave no mark on the page, and are not read.
    pub(in crate::read) unseen: Vec<Glyph>,
    /// The first words that are pale and stand aslant, as a watermark does, and are not read.
    pub(in crate::read) watermark: String,
    /// What is drawn otherwise than as glyphs and rules, and pictures too small to be counted.
    pub(in crate::read) drawings: Vec<Area>,
}

impl Page {
    pub(in crate::read) fn new(number: u32, width: f64, height: f64) -> Self {
        Self {
            number,
            width,
            height,
            glyphs: Vec::new(),
            rules: Vec::new(),
            pictures: 0,
            unknown: 0,
            hidden: 0,
            unseen: Vec::new(),
            watermark: String::new(),
            drawings: Vec::new(),
        }
    }

    /// Adds rules; `false` when there would be too many, and none are added.
    pub(in crate::read) fn add_rules(&mut self, rules: Vec<Rule>) -> bool {
        let fits = self.rules.len() + rules.len() <= PIECES;
        if fits {
            self.rules.extend(rules);
        }
        fits
    }

    /// Leaves out a glyph of a watermark.
    pub(in crate::read) fn watermark(&mut self, glyph: &Glyph) {
        const LONGEST: usize = 60;
        if self.watermark.len() < LONGEST {
            self.watermark.push_str(&glyph.text);
        }
    }

    /// Counts a picture, if it is large enough to hold text.
    pub(in crate::read) fn add_picture(&mut self, area: Area) {
        if area.width() >= PICTURE.0 && area.height() >= PICTURE.1 {
            self.pictures = self.pictures.saturating_add(1);
        } else {
            self.add_drawing(area);
        }
    }

    /// Keeps a drawing of the size of a figure or a word.
    pub(in crate::read) fn add_drawing(&mut self, area: Area) {
        let is_small = area.height() >= DRAWING.0 && area.height() <= DRAWING.1 && area.width() <= DRAWING.1;
        if is_small && self.drawings.len() < PIECES {
            self.drawings.push(area);
        }
    }

    fn has_text(&self) -> bool {
        self.glyphs.iter().any(|glyph| glyph.text.chars().any(|c| !c.is_whitespace()))
    }

    /// A picture without text.
    pub(super) fn is_scan(&self) -> bool {
        self.pictures > 0 && !self.has_text()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.pictures == 0 && !self.has_text()
    }

    /// The page turned so that most of its text runs from left to right.
    ///
    /// A wide table is often laid on an upright page, all of it turned by a quarter. Places of such a page count from
    /// the top left corner as one reads it.
    pub(super) fn upright(mut self) -> Self {
        let count = |turn: Turn| self.glyphs.iter().filter(|glyph| glyph.turn == turn).count();
        let turns = [Turn::None, Turn::Clockwise, Turn::Half, Turn::Counterclockwise];
        let Some(turn) = turns.into_iter().rev().max_by_key(|turn| count(*turn)) else { return self };
        if turn == Turn::None {
            return self;
        }
        let (width, height) = (self.width, self.height);
        let back = |(x, y): (f64, f64)| match turn {
            Turn::None => (x, y),
            Turn::Clockwise => (y, width - x),
            Turn::Half => (width - x, height - y),
            Turn::Counterclockwise => (height - y, x),
        };
        for glyph in self.glyphs.iter_mut().chain(&mut self.unseen) {
            let area = glyph.area;
            let corners = [back((area.left, area.top)), back((area.right, area.bottom))];
            glyph.area = Area::around(corners).unwrap_or(area);
        }
        for area in &mut self.drawings {
            let corners = [back((area.left, area.top)), back((area.right, area.bottom))];
            *area = Area::around(corners).unwrap_or(*area);
        }
        for rule in &mut self.rules {
            let ((x0, y0), (x1, y1)) = rule.ends();
            let ((x0, y0), (x1, y1)) = (back((x0, y0)), back((x1, y1)));
            let swap = turn != Turn::Half;
            *rule = match (rule.axis, swap) {
                (Axis::Horizontal, false) | (Axis::Vertical, true) => Rule::horizontal(y0, x0, x1),
                (Axis::Vertical, false) | (Axis::Horizontal, true) => Rule::vertical(x0, y0, y1),
            };
        }
        if turn != Turn::Half {
            (self.width, self.height) = (height, width);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_page_is_turned_back() {
        let mut page = Page::new(1, 600.0, 800.0);
        // Reads from top to bottom near the right edge: the first line of a landscape page.
        for step in 0..3 {
            let top = 100.0 + 10.0 * f64::from(step);
            let area = Area { left: 550.0, top, right: 560.0, bottom: top + 10.0 };
            page.glyphs.push(Glyph { text: "甲".into(), area, size: 10.0, turn: Turn::Clockwise });
        }
        page.rules.push(Rule::vertical(540.0, 100.0, 300.0));
        let page = page.upright();
        assert_eq!((page.width, page.height), (800.0, 600.0));
        assert_eq!(page.glyphs[0].area, Area { left: 100.0, top: 40.0, right: 110.0, bottom: 50.0 });
        assert_eq!(page.rules, [Rule::horizontal(60.0, 100.0, 300.0)]);
    }
}
