//! Annotations that strike text out. One that has no picture of itself is drawn by the viewer: a line through its words.

use hayro_syntax::object::{Array, Dict, Name, Rect};
use hayro_syntax::page::Page as Leaf;
use kurbo::{Affine, Point};

use crate::read::fixed::{Area, Glyph, Page, Turn};
use crate::read::struck;

/// Struck places of a page that are looked at.
const MOST: usize = 200;
/// Flags of an annotation that is not shown: hidden, not viewed.
const UNSEEN: u32 = 2 | 32;

/// Marks the glyphs that annotations strike out.
pub(super) fn strike(leaf: &Leaf<'_>, transform: Affine, page: &mut Page) {
    let Some(annotations) = leaf.raw().get::<Array<'_>>("Annots") else { return };
    let struck: Vec<Area> = annotations.iter::<Dict<'_>>().filter(strikes).flat_map(quads).take(MOST).collect();
    for area in struck.iter().filter_map(|area| placed(*area, transform)) {
        for glyph in page.glyphs.iter_mut().filter(|glyph| is_inside(glyph, &area)) {
            if !glyph.text.contains(struck::STRUCK) {
                glyph.text = struck::marked(&glyph.text);
            }
        }
    }
}

fn strikes(annotation: &Dict<'_>) -> bool {
    annotation.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == "StrikeOut")
        && annotation.get::<u32>("F").unwrap_or(0) & UNSEEN == 0
        && annotation.get::<Dict<'_>>("AP").is_none()
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
    let own = annotation.get::<Rect>("Rect");
    own.and_then(|own| Area::around([(own.x0, own.y0), (own.x1, own.y1)])).into_iter().collect()
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
