//! The device the pages are drawn on: it keeps glyphs and ruling lines.

use std::panic::resume_unwind;

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

use super::lean::Lean;
use super::sight::{Sight, Why};
use crate::read::Limits;
use crate::read::fixed::{
    ASCENT, ASKEW, Area, CUT, DESCENT, Glyph, Page, Rule, Turn, fold, natural_width, off_axis, strokes,
};

/// Drawing calls a whole document may make.
const CALLS: u64 = 20_000_000;
/// Looks at what was drawn before that cost as much as a call.
const LOOKS_OF_A_CALL: usize = 64;
/// How far a glyph may stand outside what it is clipped to and still be seen.
const CLIP: f64 = 1.0;

/// Paint more opaque than this hides what lies under it.
const OPAQUE: f32 = 0.98;

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

/// Where a glyph went.
#[derive(Debug, Clone, Copy)]
enum Layer {
    Seen,
    Unseen,
}

/// Keeps what a page draws.
pub(super) struct Capture<'b> {
    page: Page,
    budget: &'b mut Budget,
    clips: Vec<Rect>,
    sight: Sight,
    lean: Lean,
    /// Where the last glyph went, if its width is not known until the next one comes.
    awaiting: Option<Layer>,
    /// The digit clipped last.
    clipped: Option<Glyph>,
}

impl<'b> Capture<'b> {
    pub(super) fn new(page: Page, budget: &'b mut Budget) -> Self {
        Self {
            page,
            budget,
            clips: Vec::new(),
            sight: Sight::default(),
            lean: Lean::default(),
            awaiting: None,
            clipped: None,
        }
    }

    pub(super) fn into_page(mut self) -> Page {
        self.sight.settle(&mut self.page);
        self.page
    }

    /// By which angle most text of the page leans, where it does not run along an axis.
    pub(super) fn lean(&self) -> Option<f64> {
        self.lean.angle()
    }

    fn count_call(&mut self) {
        self.count_looks(LOOKS_OF_A_CALL);
    }

    /// Counts so many looks at what was drawn before.
    fn count_looks(&mut self, looks: usize) {
        let calls = u64::try_from(looks / LOOKS_OF_A_CALL).unwrap_or(u64::MAX);
        let Some(left) = self.budget.calls.checked_sub(calls) else { stop("drawing") };
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

    /// Takes note of a fill: what was drawn under it is no longer seen.
    fn fill(&mut self, path: &BezPath, transform: Affine, is_white: bool) {
        let Some(covered) = self.sight.filled(path, transform, self.clips.last().copied(), is_white) else { return };
        self.count_looks(self.page.glyphs.len());
        let is_under = |glyph: &Glyph| {
            let area = glyph.area;
            let (x, y) = area.middle();
            let inset = 0.3 * area.width();
            covered.contains(Point::new(area.left + inset, y))
                && covered.contains(Point::new(area.right - inset, y))
                && covered.contains(Point::new(x, y + 0.2 * area.height()))
                && covered.contains(Point::new(x, y - 0.2 * area.height()))
        };
        if self.page.glyphs.iter().any(is_under) {
            self.awaiting = None;
            for glyph in self.page.glyphs.extract_if(.., |glyph| is_under(glyph)) {
                self.sight.hide(glyph, Why::Covered);
            }
        }
    }

    /// Gives the last glyph the width up to the next, where its font did not tell.
    fn settle(&mut self, next: Option<&Glyph>) {
        let last = match self.awaiting.take() {
            Some(Layer::Seen) => self.page.glyphs.last_mut(),
            Some(Layer::Unseen) => self.sight.last(),
            None => None,
        };
        let (Some(last), Some(next)) = (last, next) else { return };
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
    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        self.sight.is_masked = mask.is_some();
    }

    fn set_blend_mode(&mut self, mode: BlendMode) {
        self.sight.blend = mode;
    }

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.count_call();
        if matches!(mode, PathDrawMode::Fill(_)) && opacity(paint) > OPAQUE {
            self.fill(path, transform, is_white(paint));
        }
        if is_invisible(paint) {
            return;
        }
        let rules = match mode {
            PathDrawMode::Fill(_) => strokes::filled(path, transform),
            PathDrawMode::Stroke(stroke) => strokes::stroked(path, transform, f64::from(stroke.line_width)),
        };
        let clip = self.clips.last().copied();
        if rules.is_empty() {
            let bounds = transform.transform_rect_bbox(path.bounding_box());
            let seen = clip.map_or(bounds, |clip| clip.intersect(bounds));
            self.page.add_drawing(strokes::of_box(seen));
        }
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

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, mode: BlendMode) {
        self.count_call();
        self.sight.open_group(opacity > OPAQUE && mask.is_none() && mode == BlendMode::Normal);
    }

    fn pop_transparency_group(&mut self) {
        self.sight.close_group();
    }

    fn draw_glyph(
        &mut self,
        drawn: &Drawn<'a>,
        transform: Affine,
        own: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.count_call();
        let (text, known) = text(drawn);
        let matrix = transform * own;
        let Some((glyph, sure)) = place(drawn, text, matrix) else { return };
        self.lean.count(matrix);
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
        // Filled first, then drawn around.
        if self.page.glyphs.last() == Some(&glyph) {
            return;
        }
        let is_white = is_invisible(paint) || is_faint(paint);
        if is_white {
            self.count_looks(self.sight.fills());
        }
        let [a, b, ..] = matrix.as_coeffs();
        let is_aslant = off_axis(a, b).abs() > ASKEW;
        if is_aslant && is_white {
            self.page.watermark(&glyph);
            return;
        }
        let why = || self.sight.why(&glyph, !matches!(mode, GlyphDrawMode::Invisible), is_white);
        if let Some(why) = is_aslant.then_some(Why::Covered).or_else(why) {
            self.sight.hide(glyph, why);
            self.awaiting = (!sure).then_some(Layer::Unseen);
            return;
        }
        self.sight.show(&glyph);
        if !known {
            self.page.unknown = self.page.unknown.saturating_add(1);
        }
        self.page.glyphs.push(glyph);
        self.awaiting = (!sure).then_some(Layer::Seen);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        self.count_call();
        let corners = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let bounds = transform.transform_rect_bbox(corners);
        let seen = self.clips.last().map_or(bounds, |clip| clip.intersect(bounds));
        self.page.add_picture(strokes::of_box(seen));
        self.sight.picture(seen);
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
    is_white(paint) || opacity(paint) < 0.02
}

fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, _] = color.to_rgba().components();
            red > 0.97 && green > 0.97 && blue > 0.97
        }
        Paint::Pattern(_) => false,
    }
}

/// Whether paint is on paper hardly darker than that, as a watermark under the text is: lighter than #d2d2d2, or more
/// than half see-through.
fn is_faint(paint: &Paint<'_>) -> bool {
    const LIGHT: f32 = 0.65;
    if opacity(paint) < 0.5 {
        return true;
    }
    let Paint::Color(color) = paint else { return false };
    let [red, green, blue, alpha] = color.to_rgba().components();
    let linear = |part: f32| (1.0 - alpha + alpha * part).max(0.0).powf(2.2);
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > LIGHT
}

fn opacity(paint: &Paint<'_>) -> f32 {
    match paint {
        Paint::Color(color) => {
            let [.., alpha] = color.to_rgba().components();
            alpha
        }
        Paint::Pattern(_) => 1.0,
    }
}
