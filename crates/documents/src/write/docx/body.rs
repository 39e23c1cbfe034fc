//! `word/document.xml`: blocks, and sections where the page turns.

use std::borrow::Cow;

use super::super::WriteError;
use super::super::breaking::{ems, title_break};
use super::super::fit::{Fit, PORTRAIT, fit};
use super::super::grid::Grid;
use super::super::markup::{clean, push_escaped};
use super::{MAX_COLUMNS, is_table, refused, table};
use crate::model::{Block, Document, Heading};

/// An upright page: margins 37, 26, 35 and 28 mm from the top clockwise, the foot line 7 mm below the text.
const UPRIGHT: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" \
                       w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1247\" w:gutter=\"0\"/>";
/// The same page turned by a quarter.
const TURNED: &str = "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1588\" \
                      w:right=\"1984\" w:bottom=\"1474\" w:left=\"2098\" w:header=\"851\" w:footer=\"737\" \
                      w:gutter=\"0\"/>";

/// Characters of 22 pt on a line of an upright page.
const TITLE: f32 = PORTRAIT / 22.0;

/// A block ready to be written.
struct Planned<'a> {
    block: &'a Block,
    table: Option<(Grid<'a>, Fit)>,
    landscape: bool,
}

/// Writes the main part.
pub(super) fn write(document: &Document) -> Result<String, WriteError> {
    let planned = plan(document)?;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>",
    );
    let mut after = planned.iter().skip(1);
    let mut before = None;
    for item in &planned {
        let next = after.next();
        let turns = next.is_some_and(|next| next.landscape != item.landscape);
        let section = turns.then(|| section(item.landscape));
        write_block(&mut out, (before, item, next), section.as_deref());
        before = Some(item.block);
    }
    if planned.is_empty() {
        out.push_str("<w:p/>");
    }
    out.push_str(&section(planned.last().is_some_and(|item| item.landscape)));
    out.push_str("</w:body></w:document>");
    Ok(out)
}

/// Fits the tables, and lets headings stand on the page of what they head.
fn plan(document: &Document) -> Result<Vec<Planned<'_>>, WriteError> {
    let mut planned = Vec::new();
    let mut landscape_below = false;
    for block in document.blocks.iter().rev() {
        let mut item = Planned { block, table: None, landscape: false };
        match block {
            Block::Heading(_) => item.landscape = landscape_below,
            Block::Paragraph(_) => {}
            Block::Table(table) => {
                let grid = Grid::new(table);
                if grid.rows == 0 || grid.columns == 0 {
                    continue;
                }
                if grid.columns > MAX_COLUMNS {
                    let columns = grid.columns;
                    return Err(refused(format!("a table has {columns} columns, Word holds {MAX_COLUMNS}")));
                }
                let fit = fit(&grid, &table.widths);
                item.landscape = fit.landscape;
                item.table = Some((grid, fit));
            }
        }
        landscape_below = item.landscape;
        planned.push(item);
    }
    planned.reverse();
    Ok(planned)
}

/// Writes a block, given what stands before and after it.
fn write_block(
    out: &mut String,
    (before, item, next): (Option<&Block>, &Planned<'_>, Option<&Planned<'_>>),
    section: Option<&str>,
) {
    match (item.block, &item.table) {
        (Block::Heading(heading), _) => {
            let style = heading_style(heading);
            paragraph(out, &style, section.unwrap_or_default(), &heading_text(heading), None);
        }
        (Block::Paragraph(block), _) => {
            let flush = crate::write::stands_flush(before, &block.text);
            let style = if flush { "Normal" } else { "BodyText" };
            paragraph(out, style, section.unwrap_or_default(), &block.text, None);
        }
        (Block::Table(_), Some((grid, fit))) => {
            table::write(out, grid, fit);
            if section.is_some() || next.is_none_or(|next| is_table(next.block)) {
                paragraph(out, "TableGap", section.unwrap_or_default(), "", None);
            }
        }
        (Block::Table(_), None) => {}
    }
}

/// A title too long for one line is broken behind its year.
fn heading_text(heading: &Heading) -> Cow<'_, str> {
    let text = heading.text.as_str();
    let halves = title_break(text).and_then(|at| text.split_at_checked(at));
    match halves.map(|(first, second)| (first, second.trim_start())) {
        Some((first, second)) if heading.level <= 1 && ems(text) > TITLE && ems(first).max(ems(second)) <= TITLE => {
            Cow::Owned(format!("{first}\n{second}"))
        }
        _ => Cow::Borrowed(text),
    }
}

fn heading_style(heading: &Heading) -> String {
    match heading.level {
        0 | 1 => "Title".to_owned(),
        level => format!("Heading{}", level.min(6)),
    }
}

fn section(landscape: bool) -> String {
    let page = if landscape { TURNED } else { UPRIGHT };
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>{page}<w:docGrid w:type=\"lines\" \
         w:linePitch=\"579\"/></w:sectPr>"
    )
}

/// A paragraph: `properties` follow the style, `half_points` is the font size where the style's is not meant.
pub(super) fn paragraph(out: &mut String, style: &str, properties: &str, text: &str, half_points: Option<&str>) {
    out.push_str("<w:p><w:pPr>");
    if style != "Normal" {
        out.push_str("<w:pStyle w:val=\"");
        out.push_str(style);
        out.push_str("\"/>");
    }
    out.push_str(properties);
    out.push_str("</w:pPr>");
    run(out, text, half_points);
    out.push_str("</w:p>");
}

/// The hint makes quotation marks and dashes take the Chinese font.
fn run(out: &mut String, text: &str, half_points: Option<&str>) {
    let text: String = clean(text).collect();
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>");
    if let Some(size) = half_points {
        out.push_str("<w:sz w:val=\"");
        out.push_str(size);
        out.push_str("\"/><w:szCs w:val=\"");
        out.push_str(size);
        out.push_str("\"/>");
    }
    out.push_str("</w:rPr>");
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push_str("<w:br/>");
        }
        for (number, part) in line.split('\t').enumerate() {
            if number > 0 {
                out.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                out.push_str("<w:t xml:space=\"preserve\">");
                push_escaped(out, part);
                out.push_str("</w:t>");
            }
        }
    }
    out.push_str("</w:r>");
}
