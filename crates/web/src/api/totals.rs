//! The reports of the bodies below one, added up.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use gongkai_app::totals::{self, Added};
use gongkai_report::total::{CellTotal as Sum, TableTotal as Table};
use gongkai_store::id::BodyId;
use gongkai_store::totals as kept;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::Asking;
use super::collections::ObligationState;
use super::input::id;
use super::parameters::Query;
use super::problem::ReadRefusals;
use super::shapes::{BodyName, Id, Year, mirrored};
use crate::error::Failure;
use crate::portal::params::year;

mirrored! {
    /// Which reports count.
    Which of kept::Which {
        /// Those that were accepted, published ones among them.
        Accepted,
        /// All that were read and checked, but those that were returned and have not come again; what is published counts
        /// all the same.
        Checked,
    }
}

/// The total 汇总 of the reports of the bodies below one. Missing is not 0.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Total {
    /// Whose total it is.
    body: BodyName,
    /// The year.
    year: Year,
    /// Which reports count.
    which: Which,
    /// Whether the year's roll says who belongs into it; else the bodies directly below do.
    by_roll: bool,
    /// Who belongs into it, in the order of the tree.
    members: Vec<Member>,
    /// What each table's total rests on, by table: `t2`, `t3`, `t4`.
    tables: BTreeMap<String, TableTotal>,
    /// Every cell, by address.
    cells: BTreeMap<String, CellTotal>,
    /// Members that handed in the very same file, by name.
    same_file: Vec<Vec<String>>,
}

/// A body that belongs into a total.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Member {
    /// The body.
    body: BodyName,
    /// The report that counts; null when none does. What stands published counts until a newer version that counts takes its
    /// place or it is withdrawn, also when `state` says that it, or a newer version, was returned.
    report: Option<Id>,
    /// Whether it counts although it was withdrawn; the total everybody sees leaves it out.
    withdrawn: bool,
    /// How far its report has come, by the roll; null where it is on none: a body directly below counts then as soon as it
    /// has a report that does.
    state: Option<ObligationState>,
    /// Why it need not report.
    excused: Option<String>,
    /// Identities of the form that its own figures break; null without a report.
    broken_identities: Option<u32>,
}

/// What a table's total rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TableTotal {
    /// Members by the edition of their table.
    editions: BTreeMap<String, u32>,
    /// Members with a number in every cell of the table.
    complete: u32,
    /// Members in whose report the table was not found.
    not_found: u32,
}

impl TableTotal {
    fn of(table: &Table) -> Self {
        let editions = table.editions.iter().map(|(edition, many)| (edition.as_str().to_owned(), *many));
        Self { editions: editions.collect(), complete: table.complete, not_found: table.not_found }
    }
}

/// The total of one cell.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CellTotal {
    /// Sum of the numbers that are there, a decimal number, money in 元; null when there is none.
    #[schema(example = "412")]
    sum_given: Option<String>,
    /// Sum over those members only whose table is complete; null when there is none.
    #[schema(example = "377")]
    sum_complete: Option<String>,
    /// Members whose edition has the cell.
    expected: u32,
    /// Members with a number.
    given: u32,
    /// Members that left it blank.
    blank: u32,
    /// Members with a slash.
    slash: u32,
    /// Members with something that is no number.
    text: u32,
    /// Members where it could not be found.
    missing: u32,
    /// Members with money without a unit, left out of the sums.
    without_unit: u32,
    /// Members that give no number, by id.
    lacking: Vec<Id>,
}

impl CellTotal {
    fn of(sum: &Sum, lacking: Vec<Id>) -> Self {
        Self {
            sum_given: sum.sum_given.map(|sum| sum.normalize().to_string()),
            sum_complete: sum.sum_complete.map(|sum| sum.normalize().to_string()),
            expected: sum.expected,
            given: sum.given,
            blank: sum.blank,
            slash: sum.slash,
            text: sum.text,
            missing: sum.missing,
            without_unit: sum.without_unit,
            lacking,
        }
    }
}

impl Total {
    fn of(added: &Added) -> Self {
        let ids: BTreeMap<&str, &BodyId> =
            added.members.iter().map(|member| (member.name.as_str(), &member.body.id)).collect();
        let member = |member: &totals::Member| Member {
            body: BodyName::of(&member.body),
            report: member.report.as_ref().map(|report| Id::of(&report.id)),
            withdrawn: member.withdrawn,
            state: member.owed.map(ObligationState::from),
            excused: member.excused.clone(),
            broken_identities: added.counted(member).map(|counted| counted.broken_identities),
        };
        let cells = added.total.cells.iter().map(|(address, sum)| {
            let lacking = added.total.lacking(*address);
            let lacking = lacking.filter_map(|member| ids.get(member.name())).map(Id::of).collect();
            (address.to_string(), CellTotal::of(sum, lacking))
        });
        let tables = added.total.tables.iter();
        Self {
            body: BodyName::of(&added.body),
            year: Year(added.year),
            which: added.which.into(),
            by_roll: added.by_roll,
            members: added.members.iter().map(member).collect(),
            tables: tables.map(|(id, table)| (id.as_str().to_owned(), TableTotal::of(table))).collect(),
            cells: cells.collect(),
            same_file: added.same_file.clone(),
        }
    }
}

/// Which reports are added up.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// Which reports count; those accepted when it is left out.
    which: Option<Which>,
}

/// Adds up the reports of the bodies below one about a year.
///
/// Each cell comes in two sums, over what is given and over complete members, with the members that lack it.
#[utoipa::path(
    get, path = "/api/v1/bodies/{id}/totals/{year}", tag = "totals", operation_id = "show_total",
    params(("id" = Id, Path, description = "The body above."), ("year" = Year, Path, description = "The year."), Wanted),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The total.", body = Total), ReadRefusals)
)]
pub(super) async fn show(
    asking: Asking,
    Path((of, about)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Total>, Failure> {
    let (of, about) = (id(&of, BodyId::parse)?, id(&about, year)?);
    let which = wanted.which.map(kept::Which::from).unwrap_or_default();
    let added = totals::add_up(asking.app(), asking.caller()?, &of, about, which).await?;
    Ok(Json(Total::of(&added)))
}
