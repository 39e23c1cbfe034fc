//! Layouts with one cell a line.

use gongkai_documents::{Block, Document, Table};

use super::grid::{Slot, rows};
use super::half_width;

pub(super) fn tabbed_cells(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) if heading.level == 1 => line(&mut text, &[&heading.text, "\n"]),
            // Such files indent some headings with blank characters and leave others alone.
            Block::Heading(heading) if heading.text.starts_with("二、") => {
                line(&mut text, &["\u{3000}\u{3000}", &heading.text]);
            }
            Block::Heading(heading) if heading.text.starts_with("四、") => {
                line(&mut text, &["\u{a0}\n\u{3000}", &heading.text]);
            }
            Block::Heading(heading) => line(&mut text, &[&heading.text]),
            Block::Paragraph(paragraph) => line(&mut text, &[&paragraph.text]),
            Block::Table(table) => {
                for row in rows(table) {
                    for slot in row {
                        match slot {
                            Slot::Anchor(cell) => line(&mut text, &["\t", &broken(&cell.text)]),
                            Slot::Below => line(&mut text, &["\t"]),
                            Slot::Covered | Slot::Empty => {}
                        }
                    }
                    line(&mut text, &[]);
                }
                line(&mut text, &[]);
            }
        }
    }
    text
}

pub(super) fn blank_line_separated(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => line(&mut text, &[&half_width(&heading.text), "\n"]),
            Block::Paragraph(paragraph) => line(&mut text, &[&half_width(&paragraph.text), "\n"]),
            Block::Table(table) => {
                for cell in texts(table) {
                    let shown = if cell.is_empty() { "\u{a0}".to_owned() } else { half_width(&broken(&cell)) };
                    line(&mut text, &[&shown.replace('\n', "\n\n"), "\n"]);
                }
            }
        }
    }
    text
}

pub(super) fn blank_character_cells(document: &Document) -> String {
    // Three kinds of blank, by turns, as they come.
    const BLANKS: [&str; 3] = ["\u{3000}", "\u{a0}", "\u{3000}\u{3000}"];
    let mut text = String::new();
    let mut blanks = BLANKS.iter().cycle();
    let mut in_section_one = false;
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                if heading.level < 3 {
                    in_section_one = heading.text.starts_with("一、");
                }
                line(&mut text, &[if heading.level == 1 { "\t" } else { "" }, &heading.text]);
            }
            Block::Paragraph(paragraph) => {
                line(&mut text, &[&paragraph.text, if in_section_one { "\n" } else { "" }]);
            }
            Block::Table(table) => {
                for cell in texts(table) {
                    let blank = blanks.next().copied().unwrap_or_default();
                    line(&mut text, &[if cell.is_empty() { blank } else { "" }, &broken(&cell)]);
                }
            }
        }
    }
    text
}

pub(super) fn empty_line_cells(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => line(&mut text, &[&heading.text]),
            Block::Paragraph(paragraph) => line(&mut text, &[&paragraph.text]),
            Block::Table(table) => {
                for slot in rows(table).into_iter().flatten() {
                    match slot {
                        Slot::Anchor(cell) => line(&mut text, &[&cell.text]),
                        Slot::Below => line(&mut text, &[]),
                        Slot::Covered | Slot::Empty => {}
                    }
                }
            }
        }
    }
    text
}

/// The texts of the cells in order, as a web page without its table gives them.
fn texts(table: &Table) -> impl Iterator<Item = String> {
    table.cells.iter().map(|cell| cell.text.clone())
}

/// Two headers of the 2019 form that stand in narrow columns and come broken in two.
fn broken(label: &str) -> String {
    for (whole, first, second) in [("本年新制作数量", "本年新", "制作数量"), ("本年新公开数量", "本年新", "公开数量")]
    {
        if label == whole {
            return format!("{first}\n{second}");
        }
    }
    label.to_owned()
}

fn line(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
    text.push('\n');
}
