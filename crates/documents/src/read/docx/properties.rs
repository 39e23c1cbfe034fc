//! The property elements of paragraphs, runs, rows and cells, as far as they say something about text and grid.

use quick_xml::events::BytesStart;

use crate::read::flow::style::is_unreadable;
use crate::read::flow::table::Vertical;
use crate::read::package::xml::{Xml, attribute, level_of, local, number, on};
use crate::read::raised::{Level, is_lift};

/// `pPr`
#[derive(Debug, Default)]
pub(super) struct ParagraphProperties {
    /// The style's id.
    pub(super) style: Option<String>,
    /// Outline level from 0; 9 is body text.
    pub(super) outline: Option<u32>,
    /// The list; 0 takes it out of the list of its style.
    pub(super) list: Option<u32>,
    /// The level in the list, from 0.
    pub(super) level: Option<u32>,
    /// Whether the paragraph's end was deleted by a tracked change.
    pub(super) deleted: bool,
    /// Whether it has a ground of its own.
    pub(super) ground: bool,
}

/// Reads the `pPr` that was just opened.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> ParagraphProperties {
    let depth = xml.depth();
    let mut properties = ParagraphProperties::default();
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "pStyle" => properties.style = attribute(&element, "val").map(std::borrow::Cow::into_owned),
            "outlineLvl" => properties.outline = number(&element, "val"),
            "numId" => properties.list = number(&element, "val"),
            "ilvl" => properties.level = number(&element, "val"),
            "del" | "moveFrom" => properties.deleted = true,
            "shd" => properties.ground |= is_ground(&element),
            "pPrChange" | "rPrChange" | "sectPr" => xml.skip(),
            _ => {}
        }
    }
    properties
}

/// `rPr`
#[derive(Debug, Default)]
pub(super) struct RunProperties {
    /// The character style's id.
    pub(super) style: Option<String>,
    /// Whether the run says it is hidden or not.
    pub(super) hidden: Option<bool>,
    /// Whether the run says it is struck out or not.
    pub(super) struck: Option<bool>,
    /// Where the run says it stands.
    pub(super) level: Option<Level>,
    /// The size the run says it has, in half points.
    pub(super) size: Option<u32>,
    /// As pale as paper, with no ground of its own.
    pub(super) pale: bool,
}

/// Reads the `rPr` that was just opened.
pub(super) fn run(xml: &mut Xml<'_>) -> RunProperties {
    let depth = xml.depth();
    let mut properties = RunProperties::default();
    let (mut lifted, mut sized, mut grounded) = (false, false, false);
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "rStyle" => properties.style = attribute(&element, "val").map(std::borrow::Cow::into_owned),
            "vanish" | "specVanish" => {
                properties.hidden = Some(properties.hidden == Some(true) || on(&element));
            }
            "strike" | "dstrike" => properties.struck = Some(properties.struck == Some(true) || on(&element)),
            "vertAlign" => properties.level = Some(level_of(&element)),
            "color" => properties.pale = is_pale(attribute(&element, "val").as_deref()),
            "highlight" => grounded |= attribute(&element, "val").is_some_and(|colour| colour != "none"),
            "shd" => grounded |= is_ground(&element),
            "position" => lifted = number(&element, "val").is_some_and(is_lift),
            "sz" => {
                sized = true;
                properties.size = number(&element, "val");
                if number(&element, "val").is_some_and(is_unreadable) {
                    properties.hidden = properties.hidden.or(Some(true));
                }
            }
            "rPrChange" => xml.skip(),
            _ => {}
        }
    }
    // Some programs write the mark of a note so; text of the usual size is lifted to fit its line.
    if lifted {
        properties.level = Some(if sized { Level::Raised } else { Level::Lifted });
    }
    properties.pale &= !grounded;
    properties
}

/// Whether a colour is that of paper.
fn is_pale(colour: Option<&str>) -> bool {
    colour.is_some_and(|colour| colour.eq_ignore_ascii_case("FFFFFF"))
}

/// Whether a `shd` puts something else than paper behind text.
pub(super) fn is_ground(element: &BytesStart<'_>) -> bool {
    let fill = attribute(element, "fill");
    let is_pattern = attribute(element, "val").is_some_and(|pattern| !matches!(pattern.as_ref(), "clear" | "nil"));
    is_pattern || fill.is_some_and(|fill| fill != "auto" && !is_pale(Some(&fill)))
}

/// Reads the style's id in the `tblPr` that was just opened, and whether it puts a ground behind all of the table.
pub(super) fn table(xml: &mut Xml<'_>) -> (Option<String>, bool) {
    let depth = xml.depth();
    let (mut style, mut ground) = (None, false);
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "tblStyle" => style = attribute(&element, "val").map(std::borrow::Cow::into_owned),
            "shd" => ground |= is_ground(&element),
            "tblPrChange" => xml.skip(),
            _ => {}
        }
    }
    (style, ground)
}

/// `trPr`
#[derive(Debug, Default)]
pub(super) struct RowProperties {
    /// Grid columns left empty before the first cell.
    pub(super) before: u32,
    /// Grid columns left empty after the last cell.
    pub(super) after: u32,
    /// Whether the row is repeated on each page.
    pub(super) header: bool,
    /// Whether the row was inserted by a tracked change.
    pub(super) inserted: bool,
    /// Whether the row was deleted by a tracked change.
    pub(super) deleted: bool,
}

/// Reads the `trPr` that was just opened.
pub(super) fn row(xml: &mut Xml<'_>) -> RowProperties {
    let depth = xml.depth();
    let mut properties = RowProperties::default();
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "gridBefore" => properties.before = number(&element, "val").unwrap_or(0),
            "gridAfter" => properties.after = number(&element, "val").unwrap_or(0),
            "tblHeader" => properties.header = on(&element),
            "ins" => properties.inserted = true,
            "del" => properties.deleted = true,
            "trPrChange" => xml.skip(),
            _ => {}
        }
    }
    properties
}

/// `tcPr`
#[derive(Debug)]
pub(super) struct CellProperties {
    /// Grid columns covered.
    pub(super) column_span: u32,
    /// Vertical merging.
    pub(super) vertical: Vertical,
    /// Merged with the cell to its left, the old way.
    pub(super) joins_left: bool,
    /// Has a ground of its own.
    pub(super) ground: bool,
}

impl Default for CellProperties {
    fn default() -> Self {
        Self { column_span: 1, vertical: Vertical::Single, joins_left: false, ground: false }
    }
}

/// Reads the `tcPr` that was just opened.
pub(super) fn cell(xml: &mut Xml<'_>) -> CellProperties {
    let depth = xml.depth();
    let mut properties = CellProperties::default();
    while let Some(element) = xml.child(depth) {
        let value = attribute(&element, "val");
        match local(&element) {
            "gridSpan" => properties.column_span = number(&element, "val").unwrap_or(1).max(1),
            "vMerge" if value.as_deref() == Some("restart") => properties.vertical = Vertical::Start,
            "vMerge" => properties.vertical = Vertical::Continue,
            "hMerge" => properties.joins_left = value.as_deref() != Some("restart"),
            "shd" => properties.ground = is_ground(&element),
            "tcPrChange" => xml.skip(),
            _ => {}
        }
    }
    properties
}

/// Reads the column widths of the `tblGrid` that was just opened, in twentieths of a point.
pub(super) fn grid(xml: &mut Xml<'_>, most: usize) -> Vec<f32> {
    let depth = xml.depth();
    let mut widths = Vec::new();
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "gridCol" if widths.len() < most => {
                let width = attribute(&element, "w").and_then(|width| width.trim().parse().ok());
                widths.push(width.filter(|width: &f32| width.is_finite()).unwrap_or(0.0));
            }
            "tblGridChange" => xml.skip(),
            _ => {}
        }
    }
    widths
}
