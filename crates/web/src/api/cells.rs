//! The cells of a report: what was read, what holds, who corrected it.

use axum::Json;
use axum::extract::Path;
use gongkai_app::AppError;
use gongkai_app::desk::{self, Correcting, Earlier, Opened};
use gongkai_report::{Cell, CellAddress, Report};
use gongkai_store::corrections::Correction as KeptCorrection;
use gongkai_store::id::ReportId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::{Asking, Of};
use super::input::{Body, id};
use super::parameters::Query;
use super::problem::{ReadRefusals, WriteRefusals};
use super::shapes::{CellContent, CellState, Id, KeyHeader, Whole, Words, mirrored, moment};
use crate::error::Failure;

mirrored! {
    /// The tables of the form.
    Table of gongkai_report::TableId {
        /// Section 二: proactive disclosure.
        T2,
        /// Section 三: requests.
        T3,
        /// Section 四: reconsiderations and lawsuits.
        T4,
    }
}

/// One figure of the form 单元格.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportCell {
    /// Its address.
    #[schema(example = "t3.new_received.natural_person")]
    address: String,
    /// The table it stands in.
    table: Table,
    /// What its row is called on the form.
    #[schema(example = "一、本年新收政府信息公开申请数量")]
    row: String,
    /// What its column is called on the form.
    #[schema(example = "自然人")]
    column: String,
    /// What holds: what was read, or what it was corrected to.
    holds: CellContent,
    /// What was read in the file.
    read: CellContent,
    /// The correction that holds; null when what was read does.
    correction: Option<Correction>,
    /// A correction of an earlier version that this one reads otherwise; null without one. Correct the cell to the same, or
    /// to `as_read` to leave it aside: until then the report is neither accepted nor published (`desk-earlier-open`).
    earlier: Option<EarlierCorrection>,
    /// How often it was corrected, taking back included. Send it as `seen` with the next correction.
    seen: i64,
}

/// A correction 更正 of a cell.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Correction {
    /// Its number among the corrections of the cell, from 1.
    number: i64,
    /// Why.
    reason: String,
    /// Who, by name.
    by: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
}

impl Correction {
    fn of(kept: &KeptCorrection) -> Self {
        Self { number: kept.seq, reason: kept.reason.clone(), by: kept.person.clone(), at: moment(kept.at) }
    }
}

/// A correction 更正 of the cell on an earlier version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EarlierCorrection {
    /// On which version it was made.
    version: i64,
    /// What was read there.
    read: CellContent,
    /// What it was corrected to.
    corrected: CellContent,
    /// Why.
    reason: String,
    /// Who, by name.
    by: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
}

impl EarlierCorrection {
    fn of(kept: &Earlier) -> Self {
        Self {
            version: kept.version,
            read: CellContent::of(&kept.read),
            corrected: CellContent::of(&kept.corrected),
            reason: kept.reason.clone(),
            by: kept.person.clone(),
            at: moment(kept.at),
        }
    }
}

/// What was read of a report, and what holds.
struct Sides {
    read: Report,
    holds: Report,
    corrections: Vec<KeptCorrection>,
    earlier: Vec<Earlier>,
}

impl Sides {
    fn of(opened: Opened) -> Result<Self, AppError> {
        let unread = || AppError::NotNow { reason: "desk-unread" };
        Ok(Self {
            read: opened.read.ok_or_else(unread)?,
            holds: opened.report.ok_or_else(unread)?,
            corrections: opened.corrections,
            earlier: opened.earlier,
        })
    }

    fn cell(&self, address: CellAddress, holds: &Cell) -> ReportCell {
        let read = self.read.cells.get(address).map_or_else(|| CellContent::of(&Cell::missing()), CellContent::of);
        let newest = self.corrections.iter().rfind(|correction| correction.address == address.as_str());
        let edition = desk::correct::edition_of(&self.read, address).edition();
        let (row, column) = edition.labels(address).unwrap_or_default();
        ReportCell {
            address: address.to_string(),
            table: address.table().into(),
            row,
            column,
            holds: CellContent::of(holds),
            read,
            correction: newest.filter(|newest| newest.cell.is_some()).map(Correction::of),
            earlier: self.earlier.iter().find(|of| of.address == address).map(EarlierCorrection::of),
            seen: newest.map_or(0, |newest| newest.seq),
        }
    }
}

/// Which cells.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// Of this table.
    table: Option<Table>,
    /// Of which this holds.
    state: Option<CellState>,
    /// Only those corrected.
    corrected: Option<bool>,
    /// Only those with a correction of an earlier version that this one reads otherwise.
    earlier: Option<bool>,
}

/// Lists the cells of a report, in the order of the form.
///
/// Every cell of each table's edition is there, `missing` where the file has none. 409 while the file was not read.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/cells", tag = "cells", operation_id = "list_cells",
    params(("id" = Id, Path, description = "The report."), Wanted), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The cells.", body = Whole<ReportCell>), ReadRefusals)
)]
pub(super) async fn list(
    asking: Asking,
    Of(of): Of<ReportId>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Whole<ReportCell>>, Failure> {
    let sides = Sides::of(desk::open(asking.app(), asking.caller()?, &of).await?)?;
    let all = sides.holds.cells.0.iter().map(|(address, cell)| sides.cell(*address, cell));
    let fits = |cell: &ReportCell| {
        wanted.table.is_none_or(|table| cell.table == table)
            && wanted.state.is_none_or(|state| cell.holds.state == state)
            && (!wanted.corrected.unwrap_or_default() || cell.correction.is_some())
            && (!wanted.earlier.unwrap_or_default() || cell.earlier.is_some())
    };
    Ok(Json(Whole { items: all.filter(fits).collect() }))
}

/// Shows a cell of a report.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/cells/{address}", tag = "cells", operation_id = "show_cell",
    params(("id" = Id, Path, description = "The report."),
           ("address" = String, Path, description = "The cell, such as `t3.new_received.total`.")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The cell.", body = ReportCell), ReadRefusals)
)]
pub(super) async fn show(
    asking: Asking,
    Path((of, address)): Path<(String, String)>,
) -> Result<Json<ReportCell>, Failure> {
    let (of, address) = (id(&of, ReportId::parse)?, id(&address, CellAddress::parse)?);
    one(&asking, &of, address).await
}

async fn one(asking: &Asking, of: &ReportId, address: CellAddress) -> Result<Json<ReportCell>, Failure> {
    let sides = Sides::of(desk::open(asking.app(), asking.caller()?, of).await?)?;
    let cell = sides.holds.cells.get(address).ok_or(AppError::NotFound)?;
    Ok(Json(sides.cell(address, cell)))
}

/// What a cell shall be.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WantedState {
    /// The figure in `value`.
    Value,
    /// Empty.
    Blank,
    /// A slash.
    Slash,
    /// What was read: corrections are taken back.
    AsRead,
}

/// A correction to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectingCell {
    /// What the cell shall be.
    state: WantedState,
    /// The figure: a decimal number, money in the unit of the form's column. Needed when `state` is `value`.
    #[serde(default)]
    #[schema(value_type = String, max_length = 40, example = "12")]
    value: Words,
    /// Why.
    #[schema(value_type = String, min_length = 1, max_length = 500, pattern = "\\S", example = "原件为12")]
    reason: Words,
    /// `seen` of the cell as it was shown; somebody who corrected it in between is not overwritten.
    #[serde(default)]
    #[schema(minimum = 0, example = 0)]
    seen: u32,
}

/// Corrects a cell of a report, or takes corrections back. The checks run again at once.
#[utoipa::path(
    put, path = "/api/v1/reports/{id}/cells/{address}", tag = "cells", operation_id = "correct_cell",
    params(("id" = Id, Path, description = "The report."),
           ("address" = String, Path, description = "The cell, such as `t3.new_received.total`."), KeyHeader),
    security(("token" = []), ("session" = [])), request_body = CorrectingCell,
    responses((status = 200, description = "The cell.", body = ReportCell), WriteRefusals)
)]
pub(super) async fn correct(
    asking: Asking,
    Path((of, address)): Path<(String, String)>,
    Body(correcting): Body<CorrectingCell>,
) -> Result<Json<ReportCell>, Failure> {
    let (of, address) = (id(&of, ReportId::parse)?, id(&address, CellAddress::parse)?);
    let wanted = match correcting.state {
        WantedState::Value => desk::Wanted::Figure(correcting.value.into_text()),
        WantedState::Blank => desk::Wanted::Blank,
        WantedState::Slash => desk::Wanted::Slash,
        WantedState::AsRead => desk::Wanted::AsRead,
    };
    let correcting = Correcting {
        address: address.to_string(),
        wanted,
        reason: correcting.reason.into_text(),
        seen: i64::from(correcting.seen),
    };
    desk::correct(asking.app(), asking.caller()?, &of, correcting).await?;
    one(&asking, &of, address).await
}
