//! Drawn paths to ruling lines.

use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use super::page::Area;
use super::rules::{Axis, Rule};

/// The thickest a rule may be; thicker fills are shading.
const THICK: f64 = 3.5;
/// How far a line may lean and still be along an axis.
const LEAN: f64 = 0.8;
/// A dot of a dotted line.
const DOT: f64 = 2.0;

/// The rules a stroked path draws.
pub(in crate::read) fn stroked(path: &BezPath, transform: Affine, width: f64) -> Vec<Rule> {
    let thickness = width * transform.determinant().abs().sqrt();
    let mut rules = Vec::new();
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => {
                start = transform * point;
                last = start;
            }
            PathEl::LineTo(point) => {
                let point = transform * point;
                rules.extend(line(last, point, thickness));
                last = point;
            }
            PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = transform * point,
            PathEl::ClosePath => {
                rules.extend(line(last, start, thickness));
                last = start;
            }
        }
    }
    rules
}

/// The rule a straight stroke draws; a short stroke with a broad pen draws one across its own direction.
fn line(from: Point, to: Point, thickness: f64) -> Option<Rule> {
    let (wide, high) = ((to.x - from.x).abs(), (to.y - from.y).abs());
    let middle = from.midpoint(to);
    let half = thickness / 2.0;
    if high <= LEAN && wide > LEAN {
        if thickness <= THICK {
            Some(Rule::horizontal(middle.y, from.x, to.x))
        } else {
            (wide <= THICK).then(|| Rule::vertical(middle.x, middle.y - half, middle.y + half))
        }
    } else if wide <= LEAN && high > LEAN {
        if thickness <= THICK {
            Some(Rule::vertical(middle.x, from.y, to.y))
        } else {
            (high <= THICK).then(|| Rule::horizontal(middle.y, middle.x - half, middle.x + half))
        }
    } else if thickness > THICK && wide <= THICK && high <= THICK {
        // So short that its direction is lost in rounding: a broad pen's dot.
        None
    } else {
        None
    }
}

/// The rules a filled path draws: thin bars, and the four sides of a thin frame.
pub(in crate::read) fn filled(path: &BezPath, transform: Affine) -> Vec<Rule> {
    let boxes = boxes(path, transform);
    if let [a, b] = boxes.as_slice()
        && let Some(frame) = frame(*a, *b)
    {
        return frame.to_vec();
    }
    boxes.into_iter().flat_map(bar).collect()
}

/// The bounding box of each part of a path.
fn boxes(path: &BezPath, transform: Affine) -> Vec<Rect> {
    let mut boxes: Vec<Rect> = Vec::new();
    for element in path.elements() {
        let points = match *element {
            PathEl::MoveTo(point) => {
                let point = transform * point;
                boxes.push(Rect::from_points(point, point));
                continue;
            }
            PathEl::LineTo(point) => [point; 3],
            PathEl::QuadTo(a, b) => [a, b, b],
            PathEl::CurveTo(a, b, c) => [a, b, c],
            PathEl::ClosePath => continue,
        };
        if let Some(bounds) = boxes.last_mut() {
            *bounds = points.into_iter().fold(*bounds, |bounds, point| bounds.union_pt(transform * point));
        }
    }
    boxes
}

/// The rule a thin bar is; a dot may belong to a line of either direction.
fn bar(bounds: Rect) -> Vec<Rule> {
    let (wide, high) = (bounds.width(), bounds.height());
    let centre = bounds.center();
    let across = Rule::horizontal(centre.y, bounds.x0, bounds.x1);
    let down = Rule::vertical(centre.x, bounds.y0, bounds.y1);
    if wide <= DOT && high <= DOT {
        vec![across, down]
    } else if high <= THICK && wide >= high {
        vec![across]
    } else if wide <= THICK && high > wide {
        vec![down]
    } else {
        Vec::new()
    }
}

/// The four sides of a frame made of a box and a slightly smaller one inside it.
fn frame(a: Rect, b: Rect) -> Option<[Rule; 4]> {
    let (outer, inner) = if a.area() >= b.area() { (a, b) } else { (b, a) };
    let gaps = [inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1];
    if inner.area() <= 0.0 || gaps.iter().any(|gap| !(0.0..=THICK).contains(gap)) {
        return None;
    }
    let bounds = Rect::new(
        f64::midpoint(outer.x0, inner.x0),
        f64::midpoint(outer.y0, inner.y0),
        f64::midpoint(outer.x1, inner.x1),
        f64::midpoint(outer.y1, inner.y1),
    );
    Some([
        Rule::horizontal(bounds.y0, bounds.x0, bounds.x1),
        Rule::horizontal(bounds.y1, bounds.x0, bounds.x1),
        Rule::vertical(bounds.x0, bounds.y0, bounds.y1),
        Rule::vertical(bounds.x1, bounds.y0, bounds.y1),
    ])
}

/// The box a path fills.
pub(in crate::read) fn area(path: &BezPath, transform: Affine) -> Area {
    of_box(transform.transform_rect_bbox(path.bounding_box()))
}

pub(in crate::read) fn of_box(bounds: Rect) -> Area {
    Area { left: bounds.x0, top: bounds.y0, right: bounds.x1, bottom: bounds.y1 }
}

/// The part of a rule inside a clip.
pub(in crate::read) fn clipped(rule: Rule, clip: Rect) -> Option<Rule> {
    let clip = clip.inflate(1.0, 1.0);
    let (across, along) = match rule.axis {
        Axis::Horizontal => ((clip.y0, clip.y1), (clip.x0, clip.x1)),
        Axis::Vertical => ((clip.x0, clip.x1), (clip.y0, clip.y1)),
    };
    let (from, to) = (rule.from.max(along.0), rule.to.min(along.1));
    (across.0 <= rule.at && rule.at <= across.1 && from <= to).then_some(Rule { from, to, ..rule })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_along_the_axes_are_rules() {
        let path = BezPath::from_svg("M 0 0 L 100 0 L 100 50 L 30 80").unwrap();
        let rules = stroked(&path, Affine::translate((10.0, 20.0)), 0.5);
        assert_eq!(rules, [Rule::horizontal(20.0, 10.0, 110.0), Rule::vertical(110.0, 20.0, 70.0)]);
    }

    #[test]
    fn a_short_stroke_of_a_broad_pen_runs_across() {
        let path = BezPath::from_svg("M 10 50 L 11 50").unwrap();
        assert_eq!(stroked(&path, Affine::IDENTITY, 100.0), [Rule::vertical(10.5, 0.0, 100.0)]);
    }

    #[test]
    fn thin_fills_are_rules_and_shading_is_not() {
        let fill = |rect: Rect| filled(&rect.to_path(0.1), Affine::IDENTITY);
        assert_eq!(fill(Rect::new(0.0, 10.0, 100.0, 10.5)), [Rule::horizontal(10.25, 0.0, 100.0)]);
        assert_eq!(fill(Rect::new(0.0, 10.0, 100.0, 30.0)), []);
    }

    #[test]
    fn a_frame_of_two_boxes_has_four_sides() {
        let mut path = Rect::new(0.0, 0.0, 100.0, 50.0).to_path(0.1);
        path.extend(Rect::new(1.0, 1.0, 99.0, 49.0).to_path(0.1));
        assert_eq!(filled(&path, Affine::IDENTITY).len(), 4);
    }
}
