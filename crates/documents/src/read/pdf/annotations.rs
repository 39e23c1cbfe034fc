//! Annotations without a picture of themselves, which viewers draw: lines through words, the text of fields and of boxes.

use hayro_syntax::object::{Array, Dict, Name, Rect, String as Text};
use hayro_syntax::page::Page as Leaf;
use kurbo::{Affine, Point};

use super::text_string;
use crate::read::fixed::{Area, Glyph, Page, Turn};
use crate::read::struck;

/// Struck places of a page that are looked at, and fields.
const MOST: usize = 200;
/// How far text in the middle of a field reaches, at least, in points.
const HALF: f64 = 2.0;
/// Fields that a field may be part of.
const DEPTH: usize = 8;
/// Flags of an annotation that is not shown: hidden, not viewed.
const UNSEEN: u32 = 2 | 32;

/// Marks the glyphs that annotations strike out, and the places where they show text, which is not read.
pub(super) fn mark(leaf: &Leaf<'_>, transform: Affine, page: &mut Page) {
    let Some(annotations) = leaf.raw().get::<Array<'_>>("Annots") else { return };
    let drawn = || annotations.iter::<Dict<'_>>().filter(is_drawn_by_viewers);
    for area in drawn().filter(shows_text).filter_map(|annotation| own_box(&annotation)).take(MOST) {
        // A field may be as large as its cell, and what is drawn around a whole cell is its ground.
        if let Some((x, y)) = placed(area, transform).map(|area| area.middle()) {
            page.add_drawing(Area { left: x - HALF, top: y - HALF, right: x + HALF, bottom: y + HALF });
        }
    }
    let struck: Vec<Area> =
        drawn().filter(|annotation| is_of(annotation, "StrikeOut")).flat_map(quads).take(MOST).collect();
    for area in struck.iter().filter_map(|area| placed(*area, transform)) {
        for glyph in page.glyphs.iter_mut().filter(|glyph| is_inside(glyph, &area)) {
            if !glyph.text.contains(struck::STRUCK) {
                glyph.text = struck::marked(&glyph.text);
            }
        }
    }
}

/// Whether it is to be seen, and the file does not say how.
fn is_drawn_by_viewers(annotation: &Dict<'_>) -> bool {
    annotation.get::<u32>("F").unwrap_or(0) & UNSEEN == 0 && annotation.get::<Dict<'_>>("AP").is_none()
}

fn is_of(annotation: &Dict<'_>, kind: &str) -> bool {
    annotation.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == kind)
}

/// Whether it is a field that was filled in, or a box with text in it.
fn shows_text(annotation: &Dict<'_>) -> bool {
    let says = |of: &Dict<'_>, key: &str| of.get::<Text<'_>>(key).is_some_and(|text| text_string(&text).is_some());
    if is_of(annotation, "FreeText") {
        return says(annotation, "Contents");
    }
    let fields = std::iter::successors(Some(annotation.clone()), |field| field.get::<Dict<'_>>("Parent")).take(DEPTH);
    is_of(annotation, "Widget") && fields.into_iter().any(|field| says(&field, "V"))
}

fn own_box(annotation: &Dict<'_>) -> Option<Area> {
    let own = annotation.get::<Rect>("Rect")?;
    Area::around([(own.x0, own.y0), (own.x1, own.y1)])
}

/// The boxes of the words an annotation is about, by four points each; else its own box.
fn quads(annotation: Dict<'_>) -> Vec<Area> {
    let points: Vec<f64> = annotation
        .get::<Array<'_>>("QuadPoints")
        .map(|points| points.iter::<f64>().take(8 * MOST).collect())
        .unwrap_or_default();
    let quads: Vec<Area> = points
        .as_chunks::<8>()
        .0
        .iter()
        .filter_map(|quad| Area::around(quad.as_chunks::<2>().0.iter().map(|[x, y]| (*x, *y))))
        .collect();
    if !quads.is_empty() {
        return quads;
    }
    own_box(&annotation).into_iter().collect()
}

/// A box of the file on the page.
fn placed(area: Area, transform: Affine) -> Option<Area> {
    let corners = [(area.left, area.top), (area.right, area.top), (area.right, area.bottom), (area.left, area.bottom)];
    Area::around(corners.map(|corner| (transform * Point::from(corner)).into()))
}

/// Whether the line through the middle of a box runs through a glyph.
fn is_inside(glyph: &Glyph, area: &Area) -> bool {
    let (x, y) = glyph.area.middle();
    let (across, along) = match glyph.turn {
        Turn::None | Turn::Half => ((y - area.middle().1).abs(), (area.left..=area.right).contains(&x)),
        Turn::Clockwise | Turn::Counterclockwise => {
            ((x - area.middle().0).abs(), (area.top..=area.bottom).contains(&y))
        }
    };
    along && across < 0.5 * glyph.size
}
