//! What of a page can be seen: glyphs without paint, white ones on white, ones too small to read, ones under a later fill.

use hayro_interpret::BlendMode;
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use crate::read::fixed::{Glyph, Page};

/// Text under this size, in points, is not seen.
const TINY: f64 = 1.5;
/// Fills not thicker than this are rules.
const THICK: f64 = 3.5;
/// Fills not thicker than this are lines in any case.
const THIN: f64 = 1.0;
/// Fills and pictures kept of a page.
const MOST: usize = 1_000;

/// Why a glyph is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It is not painted. Under the picture of a scan that is how its text is told, and on a page without any other.
    Unpainted,
    /// It is very small, unless most of the page is.
    Tiny,
    /// It has the colour of the paper or hardly another, stands aslant, or something was drawn over it.
    Covered,
}

/// What decides whether a glyph of a page is seen.
#[derive(Default)]
pub(super) struct Sight {
    /// What was filled, in order, and whether white.
    fills: Vec<(Rect, bool)>,
    pictures: Vec<Rect>,
    unseen: Vec<(Glyph, Why)>,
    pub(super) is_masked: bool,
    pub(super) blend: BlendMode,
    /// Whether each of the open groups hides what lies under it.
    groups: Vec<bool>,
}

impl Sight {
    pub(super) fn open_group(&mut self, is_opaque: bool) {
        self.groups.push(is_opaque);
    }

    pub(super) fn close_group(&mut self) {
        self.groups.pop();
    }

    pub(super) fn picture(&mut self, area: Rect) {
        if self.pictures.len() < MOST {
            self.pictures.push(area);
        }
        self.fill(area, false);
    }

    fn fill(&mut self, area: Rect, is_white: bool) {
        if self.fills.len() < MOST {
            self.fills.push((area, is_white));
        }
    }

    /// Takes note of an opaque fill. Gives the box it covers, if it is a box that hides what lies under it.
    pub(super) fn filled(
        &mut self,
        path: &BezPath,
        transform: Affine,
        clip: Option<Rect>,
        is_white: bool,
    ) -> Option<Rect> {
        let bounds = transform.transform_rect_bbox(path.bounding_box());
        let seen = clip.map_or(bounds, |clip| clip.intersect(bounds));
        if seen.width() <= THICK || seen.height() <= THICK {
            // A ground may be drawn in bands, as a gradient is.
            if !is_white && seen.width().min(seen.height()) > THIN {
                self.fill(seen, false);
            }
            return None;
        }
        let area = path.area().abs() * transform.determinant().abs();
        // More than one part may leave holes.
        let parts = path.elements().iter().filter(|element| matches!(element, PathEl::MoveTo(_))).count();
        let is_box = parts == 1 && area > 0.95 * bounds.area();
        if is_box || !is_white {
            self.fill(seen, is_white);
        }
        let is_opaque = !self.is_masked && self.blend == BlendMode::Normal && self.groups.iter().all(|opaque| *opaque);
        (is_box && is_opaque).then_some(seen)
    }

    /// How many fills a white glyph is looked up in.
    pub(super) fn fills(&self) -> usize {
        self.fills.len()
    }

    /// Whether something white would be seen at a point: the last thing filled there is not white.
    fn shows_white(&self, point: Point) -> bool {
        self.fills.iter().rev().find(|(area, _)| area.contains(point)).is_some_and(|(_, is_white)| !is_white)
    }

    /// Why a glyph is not seen, painted or not, in white or not.
    pub(super) fn why(&self, glyph: &Glyph, is_painted: bool, is_white: bool) -> Option<Why> {
        if !is_painted {
            Some(Why::Unpainted)
        } else if glyph.size < TINY {
            Some(Why::Tiny)
        } else if is_white && !self.shows_white(glyph.area.middle().into()) {
            Some(Why::Covered)
        } else {
            None
        }
    }

    pub(super) fn hide(&mut self, glyph: Glyph, why: Why) {
        self.unseen.push((glyph, why));
    }

    /// Forgets the glyph hidden last if it is this one, drawn once more.
    pub(super) fn show(&mut self, glyph: &Glyph) {
        self.unseen.pop_if(|(last, _)| last == glyph);
    }

    /// The glyph hidden last.
    pub(super) fn last(&mut self) -> Option<&mut Glyph> {
        self.unseen.last_mut().map(|(glyph, _)| glyph)
    }

    /// Gives the page what is not seen of it, and what is read all the same.
    pub(super) fn settle(self, page: &mut Page) {
        let shown = page.glyphs.iter().filter(|glyph| !glyph.is_space()).count();
        let tiny = self.unseen.iter().filter(|(_, why)| *why == Why::Tiny).count();
        for (glyph, why) in self.unseen {
            let middle = Point::from(glyph.area.middle());
            let is_read = match why {
                Why::Unpainted => shown == 0 || self.pictures.iter().any(|picture| picture.contains(middle)),
                Why::Tiny => tiny > shown,
                Why::Covered => false,
            };
            if !is_read {
                page.unseen.push(glyph);
                continue;
            }
            if why == Why::Unpainted {
                page.hidden = page.hidden.saturating_add(1);
            }
            page.glyphs.push(glyph);
        }
    }
}
