//! Text that is struck out or hidden, hidden rows and columns, and rounded figures: which cells they are, else where.

use gongkai_documents::{Notice, NoticeKind, Place};
use gongkai_law::{Basis, Code, Instrument, Severity};

use super::region::TableOut;
use crate::cell::CellAddress;
use crate::model::Finding;

/// Characters of struck text that are told.
const EXCERPT: usize = 40;

/// Kinds of notices told here, each with its finding for cells and for other places.
const KINDS: [(NoticeKind, &str, Option<&str>); 5] = [
    (NoticeKind::StruckText, "cells-struck", Some("document-struck")),
    (NoticeKind::HiddenText, "cells-hidden", Some("document-hidden")),
    (NoticeKind::HiddenContent, "cells-hidden", Some("document-hidden")),
    (NoticeKind::UnseenRead, "cells-unseen", Some("document-unseen")),
    // Elsewhere than in the form's cells nobody asks for more digits than are shown.
    (NoticeKind::Rounded, "cells-rounded", None),
];

/// Whether notices of a kind are told here.
pub(super) fn tells(kind: NoticeKind) -> bool {
    KINDS.iter().any(|(known, ..)| *known == kind)
}

/// One finding for the cells of each table in which text is struck out or hidden, one for all other places.
pub(super) fn findings(notices: &[Notice], tables: &[TableOut; 3]) -> Vec<Finding> {
    KINDS.iter().flat_map(|(kind, of_cells, elsewhere)| of(*kind, of_cells, *elsewhere, notices, tables)).collect()
}

fn of(
    kind: NoticeKind,
    code: &'static str,
    elsewhere: Option<&'static str>,
    notices: &[Notice],
    tables: &[TableOut; 3],
) -> Vec<Finding> {
    let mut of_cells: [Vec<(&Notice, CellAddress)>; 3] = Default::default();
    let mut others: Vec<&Notice> = Vec::new();
    for notice in notices.iter().filter(|notice| notice.kind == kind) {
        let cell = notice.place.as_ref().and_then(|place| cell_at(tables, place));
        match cell.and_then(|(table, address)| Some((of_cells.get_mut(table)?, address))) {
            Some((cells, address)) => cells.push((notice, address)),
            None => others.push(notice),
        }
    }
    let cells = tables.iter().zip(&of_cells).filter_map(|(table, cells)| {
        let (first, _) = cells.first()?;
        let finding = table
            .finding(code, Severity::Warning, first.place.as_ref()?)
            .with_arg("table", table.table.title())
            .with_arg("count", cells.len())
            .with_arg("detail", excerpt(cells.iter().map(|(notice, _)| notice)))
            .with_cells(cells.iter().map(|(_, address)| *address));
        Some(finding)
    });
    if kind == NoticeKind::UnseenRead {
        let of_cells: Vec<&Notice> = of_cells.iter().flatten().map(|(notice, _)| *notice).collect();
        others.retain(|other| !of_cells.iter().any(|cell| is_beside(cell, other)));
    }
    let others = others.first().zip(elsewhere).map(|(first, elsewhere)| {
        let basis = Basis::new(Instrument::OfficialFormat, "");
        // Of the text of a scan the count is told, which says nothing here.
        let is_of_scan = kind == NoticeKind::UnseenRead && matches!(first.place, Some(Place::Page { .. }));
        let detail = if is_of_scan { "scan".to_owned() } else { excerpt(others.iter()) };
        let finding = Finding::new(Code(elsewhere), Severity::Warning, basis).with_arg("detail", detail);
        match &first.place {
            Some(place) => finding.with_place(place.clone()),
            None => finding,
        }
    });
    cells.chain(others).collect()
}

/// The cell that was read at a place, with the number of its table.
fn cell_at(tables: &[TableOut; 3], place: &Place) -> Option<(usize, CellAddress)> {
    tables.iter().enumerate().find_map(|(number, table)| {
        let (address, _) = table.cells.iter().find(|(_, cell)| cell.at.as_ref() == Some(place))?;
        Some((number, *address))
    })
}

/// Whether one notice is of a label beside or above the cell that another is of: both stand in one hidden row or column.
fn is_beside(cell: &Notice, label: &Notice) -> bool {
    let (Some(Place::Sheet { sheet, cell }), Some(Place::Sheet { sheet: of, cell: label })) =
        (&cell.place, &label.place)
    else {
        return false;
    };
    let parts = |cell| str::find(cell, |c: char| c.is_ascii_digit()).map(|at| str::split_at(cell, at));
    let is_one =
        parts(cell).zip(parts(label)).is_some_and(|((column, row), (of, number))| column == of || row == number);
    sheet == of && is_one
}

fn excerpt<'n, 'm: 'n>(notices: impl Iterator<Item = &'n &'m Notice>) -> String {
    let texts: Vec<&str> = notices.map(|notice| notice.detail.as_str()).filter(|text| !text.is_empty()).collect();
    let text: String = texts.join("、").chars().take(EXCERPT).collect();
    if text.is_empty() { "none".to_owned() } else { text }
}
