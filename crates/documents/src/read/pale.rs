//! Figures as pale as the paper they stand on are not seen. Readers set them between marks where nothing in the file says
//! that there is another ground; a table most of whose figures are pale has one that the file says nothing of.

use super::struck::{HIDDEN, without_rounded};
use crate::model::Table;

/// Marks around a pale figure.
pub(super) const PALE: [char; 2] = ['\u{10FF08}', '\u{10FF09}'];

/// A pale text between marks; nothing for what is no figure: labels are often white on a ground that the file says
/// nothing of.
pub(super) fn marked(text: &str) -> Option<String> {
    let [from, to] = PALE;
    is_figure(text).then(|| format!("{from}{text}{to}"))
}

/// Whether a text is a figure, which a cell is read for.
pub(super) fn is_figure(text: &str) -> bool {
    let text = without_rounded(text).trim();
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || ",.-/ ".contains(c))
}

/// Takes a text's figures for seen: there is a ground behind them.
pub(super) fn on_ground(text: &mut String) {
    text.retain(|character| !PALE.contains(&character));
}

/// A text without what is pale in it.
fn without_pale(text: &str) -> String {
    let runs = text.split(PALE).zip([true, false].into_iter().cycle());
    runs.filter(|(_, is_seen)| *is_seen).map(|(run, _)| run).collect()
}

/// Hides the pale figures of a table in which others are seen; else they are figures like others.
pub(super) fn settle(table: &mut Table) {
    let pale = table.cells.iter().filter(|cell| cell.text.contains(PALE)).count();
    if pale == 0 {
        return;
    }
    let seen = table.cells.iter().filter(|cell| is_figure(&without_pale(&cell.text))).count();
    for cell in table.cells.iter_mut().filter(|cell| cell.text.contains(PALE)) {
        if pale > seen {
            on_ground(&mut cell.text);
        } else {
            let hidden = |character| PALE.iter().zip(HIDDEN).find(|(pale, _)| **pale == character).map(|(_, to)| to);
            cell.text = cell.text.chars().map(|character| hidden(character).unwrap_or(character)).collect();
        }
    }
}
