//! Office Open XML workbooks.

use super::Book;
use super::number::NumberFormat;
use super::sheet::{MOST_COLUMNS, MOST_ROWS, Region, Sheet, parse_a1, parse_region};
use super::strings::{shared_strings, string_item, unescape};
use crate::model::{Format, NoticeKind};
use crate::read::flow::meter::Meter;
use crate::read::package::relations::{Relation, relations};
use crate::read::package::xml::{Xml, attribute, local, number, on};
use crate::read::package::{Package, xml_text};
use crate::read::{Limits, ReadError, aside, ole, pale, struck};
use quick_xml::events::BytesStart;

/// Merged regions kept in a sheet.
const MOST_MERGES: usize = 20_000;

/// What cells refer to.
struct Shared {
    strings: Vec<String>,
    styles: Vec<Style>,
    from_1904: bool,
}

/// A cell style: what it makes of numbers, whether it draws a border, and whether its font strikes text out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Style {
    format: NumberFormat,
    bordered: bool,
    struck: bool,
    /// As pale as paper, on nothing else.
    pale: bool,
}

/// Reads the workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits, meter: &mut Meter) -> Result<Book, ReadError> {
    if ole::is_ole(bytes) {
        return Err(ole::protected(bytes, Format::Xlsx));
    }
    let mut package = Package::open(bytes, limits, Format::Xlsx)?;
    let main = relations(&mut package, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let damaged = |detail: &str| ReadError::Damaged { format: Format::Xlsx, detail: detail.to_owned() };
    let workbook = xml_text(package.part(&main)?.ok_or_else(|| damaged("it has no workbook part"))?);
    let targets = relations(&mut package, &main)?;
    let mut of_kind = |kind: &str| -> Result<String, ReadError> {
        let target = targets.iter().find(|relation| relation.kind == kind);
        let Some(target) = target else { return Ok(String::new()) };
        Ok(package.part(&target.target)?.map(xml_text).unwrap_or_default())
    };
    let strings = shared_strings(&of_kind("sharedStrings")?, limits, meter);
    let styles = styles(&of_kind("styles")?);
    let (listed, from_1904) = list(&workbook, &targets);
    if listed.is_empty() {
        return Err(damaged("its workbook lists no sheet"));
    }
    let shared = Shared { strings, styles, from_1904 };
    let (mut aside, unread) = aside::gather(&mut package);
    meter.notices.extend(unread);
    let mut sheets = Vec::new();
    for (mut sheet, part) in listed {
        match package.part(&part)?.map(xml_text) {
            Some(text) => {
                aside.extend(aside::of_sheet(&text));
                if !sheet.hidden {
                    fill(&mut sheet, &text, &shared, meter);
                }
            }
            None => meter.once(NoticeKind::Damaged, &sheet.name),
        }
        sheets.push(sheet);
    }
    tell_pictures(&mut package, meter)?;
    let title = title(&package.part("docProps/core.xml")?.map(xml_text).unwrap_or_default());
    Ok(Book { title, sheets, aside })
}

/// Pictures lie over the cells of the sheets: what they say, or hide, is not read.
fn tell_pictures(package: &mut Package<'_>, meter: &mut Meter) -> Result<(), ReadError> {
    let is_drawing = |name: &&str| name.starts_with("xl/drawings/") && !name.contains("_rels");
    let mut drawings: Vec<String> = package.names().filter(is_drawing).map(str::to_owned).collect();
    drawings.sort_unstable();
    let mut pictures = 0;
    for drawing in drawings {
        let text = package.part(&drawing)?.map(xml_text).unwrap_or_default();
        let mut xml = Xml::new(&text);
        while let Some(element) = xml.child(0) {
            pictures += u32::from(local(&element) == "pic");
        }
    }
    if pictures > 0 {
        meter.once(NoticeKind::PictureSkipped, &pictures.to_string());
    }
    Ok(())
}

fn title(text: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    while let Some(element) = xml.child(0) {
        if local(&element) == "title" {
            return Some(xml.text().trim().to_owned()).filter(|title| !title.is_empty());
        }
    }
    None
}

/// The worksheets with their parts, and whether days are counted from 1904.
fn list(workbook: &str, targets: &[Relation]) -> (Vec<(Sheet, String)>, bool) {
    let mut xml = Xml::new(workbook);
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    while let Some(element) = xml.child(0) {
        match local(&element) {
            "workbookPr" => {
                from_1904 = attribute(&element, "date1904").is_some_and(|value| value == "1" || value == "true");
            }
            "sheet" => {
                let id = attribute(&element, "id");
                let target = targets.iter().find(|relation| Some(relation.id.as_str()) == id.as_deref());
                let Some(target) = target.filter(|relation| relation.kind == "worksheet") else { continue };
                let sheet = Sheet {
                    name: attribute(&element, "name").unwrap_or_default().into_owned(),
                    hidden: matches!(attribute(&element, "state").as_deref(), Some("hidden" | "veryHidden")),
                    ..Sheet::default()
                };
                sheets.push((sheet, target.target.clone()));
            }
            _ => {}
        }
    }
    (sheets, from_1904)
}

fn styles(text: &str) -> Vec<Style> {
    let mut xml = Xml::new(text);
    let mut codes = std::collections::HashMap::new();
    let mut borders: Vec<bool> = Vec::new();
    let mut fonts: Vec<Font> = Vec::new();
    let mut fills: Vec<bool> = Vec::new();
    let mut styles = Vec::new();
    while let Some(element) = xml.child(0) {
        match local(&element) {
            "numFmt" => {
                if let (Some(id), Some(code)) = (number(&element, "numFmtId"), attribute(&element, "formatCode")) {
                    codes.insert(id, NumberFormat::of_code(&code));
                }
            }
            // Differential styles have borders of their own kind.
            "dxfs" | "cellStyleXfs" => xml.skip(),
            "border" => borders.push(false),
            "font" => fonts.push(Font::default()),
            "strike" if on(&element) => {
                if let Some(font) = fonts.last_mut() {
                    font.struck = true;
                }
            }
            "color" => {
                // Borders have colours, too; fonts stand before them and are finished then.
                if let Some(font) = fonts.last_mut().filter(|_| fills.is_empty()) {
                    font.pale = is_pale(&element);
                }
            }
            "fill" => fills.push(false),
            "patternFill" => {
                let pattern = attribute(&element, "patternType");
                if let Some(fill) = fills.last_mut() {
                    *fill = pattern.is_some_and(|pattern| pattern != "none");
                }
            }
            "gradientFill" => {
                if let Some(fill) = fills.last_mut() {
                    *fill = true;
                }
            }
            "fgColor" if is_pale(&element) => {
                if let Some(fill) = fills.last_mut() {
                    *fill = false;
                }
            }
            "left" | "right" | "top" | "bottom" | "start" | "end" => {
                let line = attribute(&element, "style").is_some_and(|style| style != "none");
                if let Some(border) = borders.last_mut() {
                    *border |= line;
                }
            }
            "xf" => {
                let id = number(&element, "numFmtId").unwrap_or(0);
                let border = number(&element, "borderId").and_then(|id| usize::try_from(id).ok());
                let font = number(&element, "fontId").and_then(|id| usize::try_from(id).ok());
                let font = font.and_then(|id| fonts.get(id)).copied().unwrap_or_default();
                let fill = number(&element, "fillId").and_then(|id| usize::try_from(id).ok());
                let is_filled = fill.and_then(|id| fills.get(id)).copied().unwrap_or(false);
                styles.push(Style {
                    struck: font.struck,
                    pale: font.pale && !is_filled,
                    format: codes.get(&id).cloned().unwrap_or_else(|| NumberFormat::of_builtin(id)),
                    bordered: border.and_then(|id| borders.get(id)).copied().unwrap_or(false),
                });
            }
            _ => {}
        }
    }
    styles
}

/// What a font does to its characters.
#[derive(Debug, Clone, Copy, Default)]
struct Font {
    struck: bool,
    pale: bool,
}

/// Whether a colour is that of paper: by its channels, as the first of a usual theme, by its number.
fn is_pale(colour: &BytesStart<'_>) -> bool {
    let is = |name: &str, known: &[&str]| attribute(colour, name).is_some_and(|value| known.contains(&value.as_ref()));
    is("rgb", &["FFFFFFFF", "00FFFFFF", "FFFFFF"])
        || is("indexed", &["1", "9"])
        || (is("theme", &["0"]) && attribute(colour, "tint").is_none())
}

fn fill(sheet: &mut Sheet, text: &str, shared: &Shared, meter: &mut Meter) {
    let mut xml = Xml::new(text);
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut rows = 0_u32;
    while let Some(element) = xml.child(0) {
        let hidden = || attribute(&element, "hidden").is_some_and(|value| value == "1" || value == "true");
        match local(&element) {
            "row" => {
                row = number(&element, "r").map_or(rows, |row| row.saturating_sub(1)).min(MOST_ROWS - 1);
                rows = row.saturating_add(1);
                column = 0;
                let is_flat = attribute(&element, "ht").is_some_and(|height| height.parse() == Ok(0.0_f32));
                if (hidden() || is_flat) && sheet.hidden_rows.len() < MOST_MERGES {
                    sheet.hidden_rows.push(row);
                }
            }
            "c" => {
                let place = attribute(&element, "r").and_then(|place| parse_a1(&place));
                let (row, at) = place.unwrap_or((row, column));
                column = at.saturating_add(1);
                let plain = Style::default();
                let style = style(&element, shared).unwrap_or(&plain);
                let value = value(&element, style, &mut xml, shared);
                let value = value.map(|value| struck::of_cell(value, style.struck));
                let value = value.map(|value| if style.pale { pale::marked(&value).unwrap_or(value) } else { value });
                if at >= MOST_COLUMNS || !keep(sheet, row, at, value, meter) {
                    break;
                }
            }
            "col" if hidden() || attribute(&element, "width").is_some_and(|width| width.parse() == Ok(0.0_f32)) => {
                if let (Some(first), Some(last)) = (number(&element, "min"), number(&element, "max")) {
                    sheet.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                }
            }
            "conditionalFormatting" => {
                let regions = attribute(&element, "sqref").unwrap_or_default();
                for region in regions.split_ascii_whitespace().filter_map(parse_region).take(MOST_MERGES) {
                    on_ground(sheet, region);
                }
            }
            // A table has a style of its own.
            "tablePart" => on_ground(sheet, Region { top: 0, left: 0, bottom: u32::MAX, right: u32::MAX }),
            "mergeCell" => {
                let region = attribute(&element, "ref").and_then(|region| parse_region(&region));
                if sheet.merges.len() >= MOST_MERGES {
                    meter.once(NoticeKind::LimitReached, "merges");
                    break;
                }
                sheet.merges.extend(region);
            }
            _ => {}
        }
    }
    if xml.broken() {
        meter.once(NoticeKind::Damaged, &sheet.name);
    }
}

/// Figures as pale as paper are seen in this region, which something colours.
fn on_ground(sheet: &mut Sheet, region: Region) {
    let rows = sheet.cells.range_mut((region.top, 0)..=(region.bottom, u32::MAX));
    for (_, text) in rows.filter(|((_, column), _)| (region.left..=region.right).contains(column)) {
        pale::on_ground(text);
    }
}

/// Keeps a cell that says something; `false` when the limits are reached.
fn keep(sheet: &mut Sheet, row: u32, column: u32, value: Option<String>, meter: &mut Meter) -> bool {
    let Some(value) = value else { return true };
    if !meter.take_read(&value) {
        return false;
    }
    sheet.cells.insert((row, column), value);
    true
}

fn style<'s>(cell: &BytesStart<'_>, shared: &'s Shared) -> Option<&'s Style> {
    let style = number(cell, "s").and_then(|style| usize::try_from(style).ok());
    style.and_then(|style| shared.styles.get(style))
}

/// The text of the cell that was just opened; `None` when it has neither text nor border. A formula whose result was not
/// saved is its own text: what it gives only a spreadsheet knows.
fn value(cell: &BytesStart<'_>, style: &Style, xml: &mut Xml<'_>, shared: &Shared) -> Option<String> {
    let depth = xml.depth();
    let (mut text, mut formula) = (None, None);
    while let Some(element) = xml.child(depth) {
        match local(&element) {
            "v" => text = Some(xml.text()),
            "is" => text = Some(string_item(xml)),
            "f" => formula = Some(format!("={}", xml.text())),
            _ => {}
        }
    }
    let kind = attribute(cell, "t");
    let text = text.filter(|text| !text.is_empty()).and_then(|text| match kind.as_deref() {
        Some("s") => text.trim().parse::<usize>().ok().and_then(|index| shared.strings.get(index)).cloned(),
        Some("b") => Some(if text.trim() == "0" { "FALSE" } else { "TRUE" }.to_owned()),
        Some("str") => Some(unescape(&text)),
        Some("d") => Some(text.strip_suffix("T00:00:00").unwrap_or(&text).to_owned()),
        Some("e" | "inlineStr") => Some(text),
        _ => Some(match text.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => style.format.text(value, shared.from_1904),
            _ => text,
        }),
    });
    // An empty string is a result, too.
    let formula = formula.filter(|_| kind.as_deref() != Some("str"));
    text.filter(|text| !text.is_empty()).or(formula).or_else(|| style.bordered.then(String::new))
}
