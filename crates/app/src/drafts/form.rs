//! A kept draft as the report floor knows it, and what of the form is proposed.

use gongkai_report::draft::Draft;
use gongkai_report::{CellAddress, EditionId, Report};
use gongkai_store::bodies::Body;
use gongkai_store::drafts;
use rust_decimal::Decimal;

/// What was typed, in the form of its edition.
pub fn form_of(row: &drafts::Draft, body: &Body) -> Draft {
    let cells = row.cells.iter();
    Draft {
        edition: EditionId::parse(&row.edition).unwrap_or_else(|| EditionId::for_year(row.year)),
        body: body.name.clone(),
        year: row.year,
        cells: cells.filter_map(|(cell, text)| Some((CellAddress::parse(cell)?, text.clone()))).collect(),
        sections: row.sections.clone(),
        published: None,
    }
}

/// The cells nothing was typed in, in the form's order.
pub fn blank_cells(form: &Draft) -> Vec<CellAddress> {
    let forms = form.edition.edition().cells().iter().map(|form| form.address);
    forms.filter(|address| form.cells.get(address).is_none_or(|text| text.trim().is_empty())).collect()
}

/// Row 上年结转 as the report of the year before has it in its row 结转下年度继续办理: the cells and their figures.
///
/// Basis: the form's table 3; requests carried out of one year are those carried into the next.
pub fn carried_in(prior: &Report) -> Vec<(CellAddress, Decimal)> {
    let out = prior.cells.0.iter().filter(|(address, _)| address.as_str().starts_with("t3.carried_out."));
    out.filter_map(|(address, cell)| {
        let into = CellAddress::parse(&format!("t3.carried_in.{}", address.column()))?;
        Some((into, cell.value?))
    })
    .collect()
}
