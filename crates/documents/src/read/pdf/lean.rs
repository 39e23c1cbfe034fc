//! Pages laid askew: most of their text leans by one angle, as that of a scan put in crooked does.

use kurbo::Affine;

use crate::read::fixed::{ASKEW, off_axis};

/// Text leans by more than this, in radians, and by less than [`ASKEW`].
const LEAST: f64 = 0.002;
/// Angles that differ by less are one.
const SAME: f64 = 0.002;
/// Fewer glyphs do not say how a page lies.
const FEWEST: u32 = 20;

/// How many glyphs lean by the angle of the first that does, and how many do not.
#[derive(Debug, Default)]
pub(super) struct Lean {
    angle: Option<f64>,
    leaning: u32,
    others: u32,
}

impl Lean {
    /// Counts a glyph by the matrix it is drawn with.
    pub(super) fn count(&mut self, matrix: Affine) {
        let [a, b, ..] = matrix.as_coeffs();
        let lean = off_axis(a, b);
        let leans = (LEAST..ASKEW).contains(&lean.abs());
        let known = if leans { *self.angle.get_or_insert(lean) } else { f64::INFINITY };
        let count = if (lean - known).abs() < SAME { &mut self.leaning } else { &mut self.others };
        *count = count.saturating_add(1);
    }

    pub(super) fn angle(&self) -> Option<f64> {
        self.angle.filter(|_| self.leaning >= FEWEST && self.leaning / 4 > self.others)
    }
}
