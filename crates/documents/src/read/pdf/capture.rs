//! The device the pages are drawn on: it keeps glyphs and ruling lines.

use std::panic::resume_unwind;

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

use crate::read::Limits;
use crate::read::fixed::{ASCENT, Area, CUT, DESCENT, Glyph, Page, Rule, Turn, fold, natural_width, strokes};

/// Drawing calls a whole document may make.
const CALLS: u64 = 20_000_000;
/// How far a glyph may stand outside what it is clipped to and still be seen.
const CLIP: f64 = 1.0;

/// Thrown through the interpreter, which has no other way to be stopped, when a bound is met.
pub(super) struct Stop {
    /// Name of the bound.
    pub(super) limit: &'static str,
}

/// What all pages together may still cost.
pub(super) struct Budget {
    calls: u64,
    characters: u64,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { calls: CALLS, characters: limits.characters }
    }

    pub(super) fn is_spent(&self) -> bool {
        self.calls == 0 || self.characters == 0
    }
}

/// Keeps what a page draws.
pub(super) struct Capture<'b> {
    page: Page,
    budget: &'b mut Budget,
    clips: Vec<Rect>,
    /// A glyph whose width is not known until the next one comes.
    awaiting: bool,
    /// The digit clipped last.
    clipped: Option<Glyph>,
}

impl<'b> Capture<'b> {
    pub(super) fn new(page: Page, budget: &'b mut Budget) -> Self {
        Self { page, budget, clips: Vec::new(), awaiting: false, clipped: None }
    }

    pub(super) fn into_page(self) -> Page {
        self.page
    }

    fn count_call(&mut self) {
        let Some(left) = self.budget.calls.checked_sub(1) else { stop("drawing") };
        self.budget.calls = left;
    }

    fn count_characters(&mut self, text: &str) {
        let count = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let left = self.budget.characters.checked_sub(count);
        self.budget.characters = left.unwrap_or(0);
        if left.is_none() {
            stop("characters");
        }
    }

    fn is_clipped(&self, area: &Area) -> bool {
        let (x, y) = area.middle();
        self.clips.last().is_some_and(|clip| !clip.inflate(CLIP, CLIP).contains(Point::new(x, y)))
    }

    /// A digit out of sight beside one in sight: the figure is longer than it looks.
    fn cut_off(&mut self, glyph: Glyph) {
        if !is_digit(&glyph) {
            return;
        }
        if let Some(last) = self.page.glyphs.last_mut().filter(|last| is_digit(last) && follows(last, &glyph)) {
            last.text.push(CUT);
        }
        self.clipped = Some(glyph);
    }

    /// The glyph, marked when the digit before it is out of sight.
    fn after_cut(&mut self, mut glyph: Glyph) -> Glyph {
        if self.clipped.take().is_some_and(|before| is_digit(&glyph) && follows(&before, &glyph)) {
            glyph.text.insert(0, CUT);
        }
        glyph
    }

    fn keep_rules(&mut self, rules: Vec<Rule>) {
        if !self.page.add_rules(rules) {
            stop("rules");
        }
    }

    /// Gives the last glyph the width up to the next, where its font did not tell.
    fn settle(&mut self, next: Option<&Glyph>) {
        if !std::mem::take(&mut self.awaiting) {
            return;
        }
        let (Some(last), Some(next)) = (self.page.glyphs.last_mut(), next) else { return };
        let step = next.area.left - last.area.left;
        if (next.area.bottom - last.area.bottom).abs() < 0.1 * last.size && step > 0.15 * last.size {
            last.area.right = last.area.right.min(next.area.left);
        }
    }
}

fn is_digit(glyph: &Glyph) -> bool {
    glyph.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a glyph stands right behind another on its line.
fn follows(last: &Glyph, glyph: &Glyph) -> bool {
    (glyph.area.bottom - last.area.bottom).abs() < 0.1 * last.size
        && (glyph.area.left - last.area.right).abs() < 0.3 * last.size
}

fn stop(limit: &'static str) -> ! {
    resume_unwind(Box::new(Stop { limit }))
}

impl<'a> Device<'a> for Capture<'_> {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.count_call();
        if is_invisible(paint) {
            return;
        }
        let rules = match mode {
            PathDrawMode::Fill(_) => strokes::filled(path, transform),
            PathDrawMode::Stroke(stroke) => strokes::stroked(path, transform, f64::from(stroke.line_width)),
        };
        let clip = self.clips.last().copied();
        let seen = rules.into_iter().filter_map(|rule| clip.map_or(Some(rule), |clip| strokes::clipped(rule, clip)));
        self.keep_rules(seen.collect());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.count_call();
        let bounds = clip.path.bounding_box();
        let current = self.clips.last().map_or(bounds, |current| current.intersect(bounds));
        self.clips.push(current);
    }

    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count_call();
    }

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph(&mut self, drawn: &Drawn<'a>, transform: Affine, own: Affine, _: &Paint<'a>, mode: &GlyphDrawMode) {
        self.count_call();
        let (text, known) = text(drawn);
        let Some((glyph, sure)) = place(drawn, text, transform * own) else { return };
        self.settle(Some(&glyph));
        if glyph.text.is_empty() {
            return;
        }
        if self.is_clipped(&glyph.area) {
            self.cut_off(glyph);
            return;
        }
        let glyph = self.after_cut(glyph);
        self.count_characters(&glyph.text);
        if !known {
            self.page.unknown = self.page.unknown.saturating_add(1);
        }
        if matches!(mode, GlyphDrawMode::Invisible) {
            self.page.hidden = self.page.hidden.saturating_add(1);
        }
        self.page.glyphs.push(glyph);
        self.awaiting = !sure;
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        self.count_call();
        let corners = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let bounds = transform.transform_rect_bbox(corners);
        let seen = self.clips.last().map_or(bounds, |clip| clip.intersect(bounds));
        self.page.add_picture(seen.width(), seen.height());
    }
}

/// The characters of a glyph, radicals folded, and whether the file tells them.
fn text(drawn: &Drawn<'_>) -> (String, bool) {
    let told = match drawn.as_unicode() {
        Some(BfString::Char(c)) => c.to_string(),
        Some(BfString::String(text)) => text,
        None => String::new(),
    };
    let told: String = told.chars().filter(|c| !c.is_control() || c.is_whitespace()).map(fold).collect();
    match (told.is_empty(), drawn) {
        (false, _) => (told, true),
        // A glyph that draws nothing is a space whatever its name.
        (true, Drawn::Outline(outline)) if outline.outline().is_empty() => (" ".to_owned(), true),
        (true, _) => (char::REPLACEMENT_CHARACTER.to_string(), false),
    }
}

/// The glyph where it stands on the page, and whether its width is sure.
fn place(drawn: &Drawn<'_>, text: String, matrix: Affine) -> Option<(Glyph, bool)> {
    let [a, b, c, d, ..] = matrix.as_coeffs();
    let size = c.hypot(d) * 1000.0;
    if !size.is_finite() || size <= 0.0 || size > 2_000.0 {
        return None;
    }
    let told = match drawn {
        Drawn::Outline(outline) => outline.advance_width().map(f64::from).filter(|width| *width > 0.0),
        Drawn::Type3(_) => None,
    };
    let width = told.unwrap_or(1000.0 * natural_width(&text));
    let corners = [(0.0, -1000.0 * DESCENT), (width, 1000.0 * ASCENT)];
    let area = Area::around(corners.map(|(x, y)| {
        let point = matrix * Point::new(x, y);
        (point.x, point.y)
    }))?;
    let turn = Turn::of(a, b);
    Some((Glyph { text, area, size, turn }, told.is_some()))
}

/// Whether paint leaves no mark on paper: white, or see-through.
fn is_invisible(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, alpha] = color.to_rgba().components();
            alpha < 0.02 || (red > 0.97 && green > 0.97 && blue > 0.97)
        }
        Paint::Pattern(_) => false,
    }
}
