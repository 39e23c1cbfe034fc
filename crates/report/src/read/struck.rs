//! Text that is struck out or hidden, and hidden rows and columns: which cells they are, else where.

use gongkai_documents::{Notice, NoticeKind, Place};
use gongkai_law::{Basis, Code, Instrument, Severity};

use super::region::TableOut;
use crate::cell::CellAddress;
use crate::model::Finding;

/// Characters of struck text that are told.
const EXCERPT: usize = 40;

/// Kinds of notices told here, each with its finding for cells and for other places.
const KINDS: [(NoticeKind, &str, &str); 3] = [
    (NoticeKind::StruckText, "cells-struck", "document-struck"),
    (NoticeKind::HiddenText, "cells-hidden", "document-hidden"),
    (NoticeKind::HiddenContent, "cells-unseen", "document-hidden"),
];

/// Whether notices of a kind are told here.
pub(super) fn tells(kind: NoticeKind) -> bool {
    KINDS.iter().any(|(known, ..)| *known == kind)
}

/// One finding for the cells of each table in which text is struck out or hidden, one for all other places.
pub(super) fn findings(notices: &[Notice], tables: &[TableOut; 3]) -> Vec<Finding> {
    KINDS.iter().flat_map(|(kind, of_cells, of_document)| of(*kind, of_cells, of_document, notices, tables)).collect()
}

fn of(
    kind: NoticeKind,
    code: &'static str,
    elsewhere: &'static str,
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
    let others = others.first().map(|first| {
        let basis = Basis::new(Instrument::OfficialFormat, "");
        let detail = excerpt(others.iter());
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

fn excerpt<'n, 'm: 'n>(notices: impl Iterator<Item = &'n &'m Notice>) -> String {
    let texts: Vec<&str> = notices.map(|notice| notice.detail.as_str()).filter(|text| !text.is_empty()).collect();
    let text: String = texts.join("、").chars().take(EXCERPT).collect();
    if text.is_empty() { "none".to_owned() } else { text }
}
