//! One figure of a total, opened to its members.

use askama::Template;
use axum::extract::{Query as FromQuery, State};
use axum::response::Response;
use gongkai_app::{AppError, totals};
use gongkai_report::write::cell_label;
use gongkai_report::write::figure::Figures;
use gongkai_report::{CellAddress, CellState, EditionId};

use super::page::sums;
use super::query::Query;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::portal::form_table::state;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/totals/cell.html")]
struct CellPage {
    frame: Frame,
    body: String,
    year: i16,
    back: String,
    name: String,
    given: String,
    complete: String,
    count: u32,
    expected: u32,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: String,
    report: Option<String>,
    /// The figure; empty when there is none.
    value: String,
    /// `value`, `blank`, `slash`, `text`, `missing`, `without-unit`, `absent` (no report) or `other-edition`.
    state: &'static str,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    FromQuery(query): FromQuery<Query>,
) -> Result<Response, Failure> {
    let asked = query.exactly()?;
    let address = CellAddress::parse(&query.cell).ok_or(AppError::NotFound)?;
    let added = totals::add_up(site.app(), visitor.caller()?, &asked.body, asked.year, asked.which).await?;
    let edition = EditionId::newest_with(address);
    let cell = added.total.cells.get(&address).cloned().unwrap_or_default();
    let (given, complete) = sums(edition, address, &cell);
    let rows = added.members.iter().map(|member| {
        let counted = added.counted(member);
        let value = counted.and_then(|counted| counted.value(address));
        Row {
            name: member.name.clone(),
            report: member.report.as_ref().map(|report| report.id.to_string()),
            value: value.map(|value| Figures::of(edition).plain(address, value)).unwrap_or_default(),
            state: match counted {
                None => "absent",
                Some(counted) if counted.is_without_unit(address) => "without-unit",
                Some(counted) => counted.state(address).map_or("other-edition", state_of),
            },
        }
    });
    let mut rows: Vec<Row> = rows.collect();
    // Who gives no figure stands first: that is what has to be seen to.
    rows.sort_by_key(|row| row.state == "value");
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    Ok(show_page(&CellPage {
        body: added.body.name.clone(),
        year: asked.year,
        back: asked.written(),
        name: cell_label(address),
        given,
        complete,
        count: cell.given,
        expected: cell.expected,
        rows,
        frame,
    }))
}

fn state_of(cell: CellState) -> &'static str {
    state(cell)
}
