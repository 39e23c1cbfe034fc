//! What stands in a cell and is no text: pictures, formulas, fields, text that a style adds or turns round. Readers set a
//! mark where they meet it; once the document stands, a cell whose figures may be in it says that something was not
//! read, and everything else loses the mark.

use super::fixed::CUT;
use crate::model::{Block, Document};

/// Stands for a thing among the text.
pub(super) const AMONG: char = '\u{10FF06}';
/// Stands for a thing that floats: it is the cell's content only where nothing else is.
pub(super) const FLOATING: char = '\u{10FF07}';

/// Turns the characters behind it round: what is stored as 12 is seen as 21.
const TURNED: char = '\u{202E}';

/// Marks the cells of a document in which something is not read, and takes the readers' marks out.
pub(super) fn settle(document: &mut Document) {
    document.blocks.retain_mut(|block| match block {
        Block::Heading(heading) => without_marks(&mut heading.text),
        Block::Paragraph(paragraph) => without_marks(&mut paragraph.text),
        Block::Table(table) => {
            for cell in &mut table.cells {
                settle_cell(&mut cell.text);
            }
            true
        }
    });
}

/// Takes the marks out of a text; `false` when it was nothing else.
fn without_marks(text: &mut String) -> bool {
    if text.contains([AMONG, FLOATING]) {
        text.retain(|character| ![AMONG, FLOATING].contains(&character));
        return !text.trim().is_empty();
    }
    true
}

fn settle_cell(text: &mut String) {
    if !text.contains([AMONG, FLOATING, TURNED]) {
        return;
    }
    let (is_among, is_turned) = (text.contains(AMONG), text.contains(TURNED));
    text.retain(|character| ![AMONG, FLOATING].contains(&character));
    let is_doubtful = if is_among || is_turned { may_be_figure(text) } else { text.trim().is_empty() };
    if is_doubtful {
        text.push(CUT);
    }
}

/// Whether a text is a figure or what stands beside one, and not a label.
fn may_be_figure(text: &str) -> bool {
    text.chars().all(|character| !character.is_alphabetic() || "件条元万个份次项人宗".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_stays_marked_in_cells_of_figures() {
        let check = |text: &str, expected: &str| {
            let mut text = text.to_owned();
            settle_cell(&mut text);
            assert_eq!(text, expected);
        };
        check("12", "12");
        check(&format!("{AMONG}"), "…");
        check(&format!("1{AMONG}件"), "1件…");
        check(&format!("{AMONG}一、本年新收"), "一、本年新收");
        check(&format!("12{FLOATING}"), "12");
        check(&format!("\n{FLOATING}"), "\n…");
        check("\u{202E}12", "\u{202E}12…");
    }
}
