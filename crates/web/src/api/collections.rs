//! A year's collections, and who owes a report.

use axum::Json;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::collection::{self, BrowsingRoll, Row, Summary};
use gongkai_store::id::{BodyId, CollectionId, ObligationId};
use gongkai_store::obligations as kept;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::{Asking, Of};
use super::cursor::{self, Limit, Page};
use super::parameters::Query;
use super::problem::ReadRefusals;
use super::shapes::{BodyName, Counts, Id, Whole, Year, maybe_moment, mirrored, moment};
use crate::error::Failure;

/// A year's collection 年报收集 of a supervising office.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Collection {
    /// Its id.
    id: Id,
    /// The body that collects.
    body: BodyName,
    /// The year reported about.
    year: Year,
    /// Whether reports are taken.
    is_open: bool,
    /// When it was opened.
    #[schema(format = DateTime)]
    opened_at: String,
    /// When it was closed.
    #[schema(format = DateTime)]
    closed_at: Option<String>,
    /// Bodies on the roll that owe a report: those exempt, or closed by the end of the year, only when they reported.
    owing: u64,
    /// Those of them from which nothing has come in.
    owed: u64,
    /// Those of them whose last day is past.
    overdue: u64,
    /// Reports checked and not judged yet.
    checked: u64,
    /// Reports sent back.
    returned: u64,
    /// Those of them whose day for mending is past without an answer.
    mending_overdue: u64,
    /// Reports accepted and not published.
    accepted: u64,
    /// Reports published.
    published: u64,
    /// Reports accepted whose last publication is withdrawn.
    withdrawn: u64,
}

impl Collection {
    fn of(summary: &Summary) -> Self {
        let collection = &summary.collection;
        Self {
            id: Id::of(&collection.id),
            body: BodyName::of(&summary.body),
            year: Year(collection.year),
            is_open: collection.is_open(),
            opened_at: moment(collection.opened_at),
            closed_at: maybe_moment(collection.closed_at),
            owing: summary.owing,
            owed: summary.owed,
            overdue: summary.overdue,
            checked: summary.checked,
            returned: summary.returned,
            mending_overdue: summary.mending_overdue,
            accepted: summary.accepted,
            published: summary.published,
            withdrawn: summary.withdrawn,
        }
    }
}

mirrored! {
    /// How far a body's report has come.
    ObligationState of kept::State {
        /// Nothing has come in.
        Owed,
        /// The file is here.
        Received,
        /// It was read.
        Read,
        /// It was checked and waits for a judgement.
        Checked,
        /// It went back to the body.
        Returned,
        /// It was accepted.
        Accepted,
        /// The public can read it.
        Published,
        /// It was accepted, and what was published of it last is withdrawn.
        Withdrawn,
    }
}

/// A body's obligation 应报送: a row of a collection's roll.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Obligation {
    /// Its id.
    id: Id,
    /// On which collection's roll.
    collection: Id,
    /// Who owes.
    body: BodyName,
    /// The year reported about.
    year: Year,
    /// The last day.
    #[schema(format = Date, example = "2024-01-31")]
    due_on: String,
    /// How far the report has come.
    state: ObligationState,
    /// Days after the last day, of a report that came in on the day it came, else today; 0 when in time or nothing is owed.
    days_late: i32,
    /// The last day for mending, when the report was sent back.
    #[schema(format = Date)]
    mend_by: Option<String>,
    /// Days after that: of a mended report on the day it came (of an answer in words, while none came), else today; 0 when in
    /// time.
    days_late_mending: i32,
    /// Why it need not report; null when it has to.
    excused: Option<String>,
    /// Since when its body is closed. One closed by the end of the year from which nothing came owes nothing.
    #[schema(format = Date)]
    closed_on: Option<String>,
    /// When a report first came in.
    #[schema(format = DateTime)]
    received_at: Option<String>,
    /// The newest version of the report.
    report: Option<Id>,
    /// Its number.
    version: Option<i64>,
    /// How much is wrong or uncertain in it, once it was read.
    counts: Option<Counts>,
    /// When the report was published first; absent while the public reads nothing of it.
    #[schema(format = DateTime)]
    published_at: Option<String>,
    /// When what the public reads was published in the place of an earlier version, if it was.
    #[schema(format = DateTime)]
    corrected_at: Option<String>,
    /// When what the public read was withdrawn, as long as nothing took its place.
    #[schema(format = DateTime)]
    withdrawn_at: Option<String>,
    /// Which version of the report the public reads: an older one than `version` while a newer is not published.
    public_version: Option<i64>,
}

impl Obligation {
    fn of(row: &Row) -> Self {
        let obligation = &row.listed.obligation;
        Self {
            id: Id::of(&obligation.id),
            collection: Id::of(&obligation.collection),
            body: BodyName { id: Id::of(&obligation.body), name: row.listed.body_name.clone() },
            year: Year(obligation.year),
            due_on: obligation.due_on.to_string(),
            state: obligation.state.into(),
            days_late: row.days_late,
            mend_by: row.listed.mending.map(|mending| mending.due_on.to_string()),
            days_late_mending: row.days_late_mending,
            excused: obligation.excused.clone(),
            closed_on: row.listed.closed_on.map(|day| day.to_string()),
            received_at: maybe_moment(obligation.received_at),
            report: obligation.report.as_ref().map(Id::of),
            version: row.listed.version,
            counts: row.listed.counts.map(Counts::from),
            published_at: maybe_moment(row.listed.published_at),
            corrected_at: maybe_moment(row.listed.corrected_at),
            withdrawn_at: maybe_moment(row.listed.withdrawn_at),
            public_version: row.listed.public_version,
        }
    }
}

/// Which collections.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// About this year.
    year: Option<Year>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next`.
    after: Option<String>,
}

const LIST: &str = "collections";
const ROLL: &str = "obligations";

/// Lists the collections the token's person may see, in the order they were opened.
#[utoipa::path(
    get, path = "/api/v1/collections", tag = "collections", operation_id = "list_collections",
    params(Wanted), security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "A page of collections.", body = Page<Collection>,
         headers(("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        ReadRefusals
    )
)]
pub(super) async fn list(asking: Asking, uri: Uri, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let after = cursor::read(LIST, wanted.after.as_deref(), CollectionId::parse)?;
    let limit = wanted.limit.unwrap_or_default();
    let (caller, year) = (asking.caller()?, wanted.year.map(|year| year.0));
    let found = collection::browse_collections(asking.app(), caller, year, after.as_ref(), limit.and_one()).await?;
    let items = found.iter().map(Collection::of).collect();
    Ok(Page::of(items, limit, LIST, |last: &Collection| last.id.as_str().to_owned()).answer(&uri))
}

/// Shows a collection.
#[utoipa::path(
    get, path = "/api/v1/collections/{id}", tag = "collections", operation_id = "show_collection",
    params(("id" = Id, Path, description = "The collection.")), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The collection.", body = Collection), ReadRefusals)
)]
pub(super) async fn show(asking: Asking, Of(of): Of<CollectionId>) -> Result<Json<Collection>, Failure> {
    Ok(Json(Collection::of(&collection::one_collection(asking.app(), asking.caller()?, &of).await?)))
}

/// Which rows of the roll.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedRows {
    /// In this state; bodies that owe nothing, exempt or closed, are in none.
    state: Option<ObligationState>,
    /// Only those whose report came after the last day, or is overdue.
    late: Option<bool>,
    /// Only those that were returned, have the day for mending behind them, and neither came again nor were answered.
    mending_overdue: Option<bool>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next`.
    after: Option<String>,
}

/// Lists the roll of a collection: who owes a report, and how far it has come.
#[utoipa::path(
    get, path = "/api/v1/collections/{id}/obligations", tag = "collections", operation_id = "list_obligations",
    params(("id" = Id, Path, description = "The collection."), WantedRows),
    security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "A page of the roll.", body = Page<Obligation>,
         headers(("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        ReadRefusals
    )
)]
pub(super) async fn roll(
    asking: Asking,
    Of(of): Of<CollectionId>,
    uri: Uri,
    Query(wanted): Query<WantedRows>,
) -> Result<Response, Failure> {
    let after = cursor::read(ROLL, wanted.after.as_deref(), ObligationId::parse)?;
    let limit = wanted.limit.unwrap_or_default();
    let browsing = BrowsingRoll {
        state: wanted.state.map(kept::State::from),
        late: wanted.late.unwrap_or_default(),
        mending_overdue: wanted.mending_overdue.unwrap_or_default(),
        after,
    };
    let rows = collection::browse_roll(asking.app(), asking.caller()?, &of, browsing, limit.and_one()).await?;
    let items = rows.iter().map(Obligation::of).collect();
    Ok(Page::of(items, limit, ROLL, |last: &Obligation| last.id.as_str().to_owned()).answer(&uri))
}

/// Lists what a body owes and owed, the newest year first.
#[utoipa::path(
    get, path = "/api/v1/bodies/{id}/obligations", tag = "collections", operation_id = "list_obligations_of_body",
    params(("id" = Id, Path, description = "The body.")), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "All its obligations.", body = Whole<Obligation>), ReadRefusals)
)]
pub(super) async fn of_body(asking: Asking, Of(of): Of<BodyId>) -> Result<Json<Whole<Obligation>>, Failure> {
    let rows = collection::owed_by(asking.app(), asking.caller()?, &of).await?;
    Ok(Json(Whole { items: rows.iter().map(Obligation::of).collect() }))
}
