//! The content of a page: text, paths and pictures where they stand.

use std::collections::HashMap;

use kurbo::{Affine, Point};
use quick_xml::events::BytesStart;

use super::structure::{numbers, parse_box};
use super::text::{Setting, steps};
use super::{POINTS, path};
use crate::read::fixed::{ASCENT, ASKEW, Area, DESCENT, Glyph, Page, Turn, fold, off_axis, strokes};
use crate::read::package::xml::{Xml, attribute, local};

/// Bytes of content a page may run, composites counted as often as they are drawn.
const RUN: usize = 64 * 1024 * 1024;

/// A bound was met; what was drawn before stands.
#[derive(Debug)]
pub(super) struct Stop {
    /// Name of the bound.
    pub(super) limit: &'static str,
}

/// A page being drawn.
pub(super) struct Canvas {
    pub(super) page: Page,
    /// Characters that may still come.
    pub(super) characters: u64,
    /// Some content broke off.
    pub(super) broken: bool,
    run: usize,
    /// From the page's millimetres to points.
    transform: Affine,
}

/// The ids of the templates a page uses.
pub(super) fn templates(text: &str) -> Vec<String> {
    let mut xml = Xml::new(text);
    let mut ids = Vec::new();
    while let Some(element) = xml.child(0) {
        if local(&element) == "Template" {
            ids.extend(attribute(&element, "TemplateID").map(std::borrow::Cow::into_owned));
        }
    }
    ids
}

/// What a text object or path object says of itself.
struct Frame {
    transform: Affine,
    visible: bool,
}

impl Canvas {
    pub(super) fn new(page: Page, area: Area, characters: u64) -> Self {
        let transform = Affine::scale(POINTS) * Affine::translate((-area.left, -area.top));
        Self { page, characters, broken: false, run: RUN, transform }
    }

    /// Draws the content of a part.
    pub(super) fn draw(&mut self, text: &str, composites: &HashMap<String, String>, nested: u32) -> Result<(), Stop> {
        let Some(left) = self.run.checked_sub(text.len()) else { return Err(Stop { limit: "drawing" }) };
        self.run = left;
        let mut xml = Xml::new(text);
        while let Some(element) = xml.child(0) {
            if is_hidden(&element) {
                xml.skip();
                continue;
            }
            let name = local(&element);
            if !name.ends_with("Object") {
                continue;
            }
            let frame = self.frame(&element);
            match name {
                "TextObject" => self.draw_text(&mut xml, &element, &frame)?,
                "PathObject" => self.draw_path(&mut xml, &element, &frame)?,
                "ImageObject" => self.draw_picture(&element),
                "CompositeObject" => self.draw_composite(&element, &frame, composites, nested)?,
                _ => {}
            }
        }
        self.broken |= xml.broken();
        Ok(())
    }

    /// The transform of an object: its own, then its boundary's corner, then the page's.
    fn frame(&self, element: &BytesStart<'_>) -> Frame {
        let boundary = attribute(element, "Boundary").and_then(|text| parse_box(&text));
        let corner = boundary.map_or((0.0, 0.0), |area| (area.left, area.top));
        let own = attribute(element, "CTM").and_then(|text| numbers(&text).first_chunk::<6>().copied());
        let own = own.map_or(Affine::IDENTITY, Affine::new);
        let transparent = attribute(element, "Alpha").is_some_and(|alpha| alpha.trim() == "0");
        Frame { transform: self.transform * Affine::translate(corner) * own, visible: !transparent }
    }

    fn draw_text(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>, frame: &Frame) -> Result<(), Stop> {
        let inside = xml.depth();
        let size = number(element, "Size").unwrap_or(0.0);
        let stretch = number(element, "HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0);
        let (mut x, mut y) = (0.0, 0.0);
        while let Some(child) = xml.child(inside) {
            if local(&child) != "TextCode" {
                continue;
            }
            x = number(&child, "X").unwrap_or(x);
            y = number(&child, "Y").unwrap_or(y);
            let across = attribute(&child, "DeltaX").map(|written| steps(&written));
            let down = attribute(&child, "DeltaY").map(|written| steps(&written));
            let setting = Setting { x, y, across: across.as_deref(), down: down.as_deref(), size, stretch };
            let text = xml.text();
            if frame.visible {
                self.set(&setting, text.trim_matches(['\n', '\r']), frame.transform)?;
            }
        }
        Ok(())
    }

    fn set(&mut self, setting: &Setting<'_>, text: &str, transform: Affine) -> Result<(), Stop> {
        let [a, b, c, d, ..] = transform.as_coeffs();
        let size = setting.size * c.hypot(d);
        if !size.is_finite() || size <= 0.0 || size > 2_000.0 {
            return Ok(());
        }
        for placed in setting.place(text) {
            let Some(left) = self.characters.checked_sub(1) else { return Err(Stop { limit: "characters" }) };
            self.characters = left;
            let corners = [
                (placed.x, placed.y - ASCENT * setting.size),
                (placed.x + placed.width, placed.y + DESCENT * setting.size),
            ];
            let area = Area::around(corners.map(|(x, y)| {
                let point = transform * Point::new(x, y);
                (point.x, point.y)
            }));
            let Some(area) = area else { continue };
            let known = !placed.character.is_control() && placed.character != char::REPLACEMENT_CHARACTER;
            let text = if known { fold(placed.character) } else { char::REPLACEMENT_CHARACTER };
            self.page.unknown = self.page.unknown.saturating_add(u32::from(!known));
            let glyph = Glyph { text: text.to_string(), area, size, turn: Turn::of(a, b) };
            let aslant = off_axis(a, b).abs() > ASKEW;
            if aslant { &mut self.page.unseen } else { &mut self.page.glyphs }.push(glyph);
        }
        Ok(())
    }

    fn draw_path(&mut self, xml: &mut Xml<'_>, element: &BytesStart<'_>, frame: &Frame) -> Result<(), Stop> {
        let inside = xml.depth();
        let stroke = attribute(element, "Stroke").as_deref() != Some("false");
        let fill = attribute(element, "Fill").as_deref() == Some("true");
        let width = number(element, "LineWidth").unwrap_or(0.353);
        let (mut white_stroke, mut white_fill) = (false, false);
        let mut data = String::new();
        while let Some(child) = xml.child(inside) {
            match local(&child) {
                "StrokeColor" => white_stroke = is_white(&child),
                "FillColor" => white_fill = is_white(&child),
                "AbbreviatedData" => data = xml.text(),
                _ => {}
            }
        }
        if !frame.visible {
            return Ok(());
        }
        let path = path::path(&data);
        let mut rules = Vec::new();
        if stroke && !white_stroke {
            rules.extend(strokes::stroked(&path, frame.transform, width));
        }
        if fill && !white_fill {
            rules.extend(strokes::filled(&path, frame.transform));
        }
        if rules.is_empty() && ((stroke && !white_stroke) || (fill && !white_fill)) {
            self.page.add_drawing(strokes::area(&path, frame.transform));
        }
        if self.page.add_rules(rules) { Ok(()) } else { Err(Stop { limit: "rules" }) }
    }

    fn draw_picture(&mut self, element: &BytesStart<'_>) {
        if let Some(area) = attribute(element, "Boundary").and_then(|text| parse_box(&text)) {
            let corners =
                [(area.left, area.top), (area.right, area.bottom)].map(|corner| self.transform * Point::from(corner));
            if let Some(area) = Area::around(corners.map(|corner| (corner.x, corner.y))) {
                self.page.add_picture(area);
            }
        }
    }

    fn draw_composite(
        &mut self,
        element: &BytesStart<'_>,
        frame: &Frame,
        composites: &HashMap<String, String>,
        nested: u32,
    ) -> Result<(), Stop> {
        let unit = attribute(element, "ResourceID").and_then(|id| composites.get(id.as_ref()));
        let Some(unit) = unit else { return Ok(()) };
        let Some(nested) = nested.checked_sub(1) else { return Err(Stop { limit: "depth" }) };
        let outside = std::mem::replace(&mut self.transform, frame.transform);
        let drawn = self.draw(unit, composites, nested);
        self.transform = outside;
        drawn
    }
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(element, name)?.trim().parse().ok().filter(|value: &f64| value.is_finite())
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "Visible").as_deref() == Some("false")
}

/// Whether a colour leaves no mark on paper.
fn is_white(element: &BytesStart<'_>) -> bool {
    let transparent = number(element, "Alpha").is_some_and(|alpha| alpha <= 0.0);
    let value = attribute(element, "Value").map(|value| numbers(&value)).unwrap_or_default();
    transparent || (value.len() == 3 && value.iter().all(|part| *part >= 248.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixed::Rule;

    fn draw(text: &str) -> Page {
        let area = Area { left: 0.0, top: 0.0, right: 210.0, bottom: 297.0 };
        let mut canvas = Canvas::new(Page::new(1, 595.0, 842.0), area, 1_000);
        canvas.draw(text, &HashMap::new(), 4).unwrap();
        canvas.page
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(draw(text).glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>(), expected);
    }

    #[test]
    fn text_stands_where_its_boundary_and_origin_say() {
        let page = draw(
            r#"<o:Page xmlns:o="u"><o:TextObject Boundary="25.4 25.4 50 10" Size="10"><o:TextCode X="0" Y="8.8">公</o:TextCode></o:TextObject></o:Page>"#,
        );
        let Area { left, top, right, bottom } = page.glyphs[0].area;
        let near = |a: f64, b: f64| (a - b).abs() < 0.01;
        assert!(near(left, 72.0) && near(top, 72.0) && near(right - left, bottom - top));
    }

    #[test]
    fn what_is_invisible_is_left_out() {
        let text = |more: &str| {
            format!("<Layer><TextObject {more} Size='4'><TextCode X='0' Y='4'>公</TextCode></TextObject></Layer>")
        };
        check(&text(""), "公");
        check(&text("Visible='false'"), "");
        check(&text("Alpha='0'"), "");
        check(&text("").replace("<Layer>", "<Layer Visible='false'>"), "");
    }

    #[test]
    fn paths_are_ruled_unless_white() {
        let line = |color: &str| {
            draw(&format!("<PathObject Boundary='10 10 100 1'>{color}<AbbreviatedData>M 0 0 L 100 0</AbbreviatedData></PathObject>")).rules
        };
        let [Rule { at, from, to, .. }] = line("")[..] else { panic!("one rule") };
        assert!((at - 28.35).abs() < 0.01 && (from - 28.35).abs() < 0.01 && (to - 311.81).abs() < 0.01);
        assert_eq!(line("<StrokeColor Value='255 255 255'/>"), []);
    }
}
