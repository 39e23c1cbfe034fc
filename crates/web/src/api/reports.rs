//! Reports as they came in: their state, their files, what was read, and the judgement about them.

use axum::Json;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use gongkai_app::desk::{self, Browsing, Explained, Opened, Seen};
use gongkai_app::publishing::{self, Publishing, Withdrawing};
use gongkai_app::{AppError, desk::Returning};
use gongkai_law::Wording;
use gongkai_report::json;
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::reports as kept;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::{Asking, Of};
use super::cursor::{self, Limit, Page};
use super::input::Body;
use super::parameters::Query;
use super::problem::{ReadRefusals, WriteRefusals};
use super::publications::Publication;
use super::report_total::TotalFacts;
use super::returns::Return;
use super::shapes::{
    BodyName, Counts, FileFacts, Id, KeyHeader, ReportDocument, Words, Year, maybe_moment, mirrored, moment,
};
use crate::error::Failure;
use crate::page::{BYTES, attachment};

mirrored! {
    /// Where a version of a report stands.
    ReportState of kept::State {
        /// The file is here, not read yet.
        Received,
        /// Read cell by cell.
        Read,
        /// Read and checked; waits for a judgement.
        Checked,
        /// Sent back to its body for mending.
        Returned,
        /// Accepted; may be published, or was.
        Accepted,
        /// A newer version took its place.
        Superseded,
    }
}

mirrored! {
    /// How a report came in.
    Channel of kept::Channel {
        /// A file somebody uploaded.
        Upload,
        /// Written in the form here and signed.
        Draft,
        /// Added up here from members.
        Total,
        /// Handed in through the API.
        Api,
    }
}

/// One version of a body's report about a year.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Report {
    /// Its id.
    id: Id,
    /// Whose report it is.
    body: BodyName,
    /// The year reported about.
    year: Year,
    /// Its number among the versions of that body and year, from 1.
    #[schema(example = 1)]
    version: i64,
    /// Where it stands.
    state: ReportState,
    /// How it came in.
    channel: Channel,
    /// The title that was read.
    title: Option<String>,
    /// The file as it came.
    file: FileFacts,
    /// How much is wrong or uncertain; all 0 while it was not read.
    counts: Counts,
    /// Findings nobody has decided about yet.
    undecided: i64,
    /// The number of its newest publication; null while it was not published.
    published: Option<i64>,
    /// Whether what was published of it last is withdrawn, so that nothing of it is current.
    withdrawn: bool,
    /// Whether its body is changing it: it took it back or began the next version, or one waits for the signature.
    being_changed: bool,
    /// What the body says about the errors left in a version drawn up here; lists leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
    /// What the body says this version corrects of what was published; lists leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    correction_note: Option<String>,
    /// Of one drawn up from a total: what it rests on; lists leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<TotalFacts>,
    /// When it came in.
    #[schema(format = DateTime)]
    received_at: String,
    /// Who brought it, by name.
    received_by: Option<String>,
    /// When it was read.
    #[schema(format = DateTime)]
    read_at: Option<String>,
    /// Which version of the reader read it.
    engine: Option<String>,
}

impl Report {
    fn of(
        row: kept::Report,
        body_name: String,
        (published, withdrawn, being_changed): (Option<i64>, bool, bool),
        undecided: i64,
    ) -> Self {
        Self {
            id: Id::of(&row.id),
            body: BodyName { id: Id::of(&row.body), name: body_name },
            year: Year(row.year),
            version: row.version,
            state: row.state.into(),
            channel: row.channel.into(),
            title: row.title,
            file: FileFacts { name: row.file_name, format: row.format, size_bytes: row.size_bytes },
            counts: row.counts.into(),
            undecided,
            published,
            withdrawn,
            being_changed,
            explanation: None,
            correction_note: None,
            total: None,
            received_at: moment(row.received_at),
            received_by: row.received_by,
            read_at: maybe_moment(row.read_at),
            engine: row.engine,
        }
    }

    fn of_opened(mut opened: Opened) -> Self {
        let undecided = opened.findings.iter().filter(|found| found.decision.is_none()).count();
        let own = || opened.publications.iter().filter(|of| of.report == opened.row.id);
        let published = own().filter(|of| of.withdrawn.is_none()).map(|publication| publication.version).max();
        let newest = own().max_by_key(|publication| publication.version);
        let withdrawn = newest.is_some_and(|publication| publication.withdrawn.is_some());
        let being_changed = opened.being_changed.is_some();
        let undecided = i64::try_from(undecided).unwrap_or(i64::MAX);
        let explanation = opened.explained.map(Explanation::of);
        let correction_note = opened.correction_notes.remove(&opened.row.id);
        let total = opened.rests.map(TotalFacts::of);
        let standing = (published, withdrawn, being_changed);
        Self { explanation, correction_note, total, ..Self::of(opened.row, opened.body.name, standing, undecided) }
    }
}

/// What a body says about errors it left in its report.
#[derive(Debug, Serialize, ToSchema)]
struct Explanation {
    /// Its words.
    text: String,
    /// Who put the report before the leader with them, by name.
    by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    at: Option<String>,
}

impl Explanation {
    fn of(explained: Explained) -> Self {
        Self { text: explained.text, by: explained.by, at: maybe_moment(explained.at) }
    }
}

/// Which reports.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// Of this body.
    body: Option<Id>,
    /// With the bodies below it; matters together with `body` only.
    with_below: Option<bool>,
    /// About this year.
    year: Option<Year>,
    /// In this state.
    state: Option<ReportState>,
    /// Only those whose last publication is withdrawn.
    withdrawn: Option<bool>,
    /// Older versions, too.
    all_versions: Option<bool>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next`.
    after: Option<String>,
}

const LIST: &str = "reports";

/// Lists the reports the token's person may see, in the order they came in.
///
/// The newest version of each, unless older ones are asked for.
#[utoipa::path(
    get, path = "/api/v1/reports", tag = "reports", operation_id = "list_reports",
    params(Wanted), security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "A page of reports.", body = Page<Report>,
         headers(("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        ReadRefusals
    )
)]
pub(super) async fn list(asking: Asking, uri: Uri, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let limit = wanted.limit.unwrap_or_default();
    let browsing = Browsing {
        body: wanted.body.as_ref().and_then(|body| BodyId::parse(body.as_str())),
        with_below: wanted.with_below.unwrap_or_default(),
        year: wanted.year.map(|year| year.0),
        state: wanted.state.map(kept::State::from),
        withdrawn: wanted.withdrawn.unwrap_or_default(),
        all_versions: wanted.all_versions.unwrap_or_default(),
        after: cursor::read(LIST, wanted.after.as_deref(), ReportId::parse)?,
    };
    let listed = desk::browse(asking.app(), asking.caller()?, browsing, limit.and_one()).await?;
    let items = listed
        .into_iter()
        .map(|of| Report::of(of.report, of.body_name, (of.published, of.withdrawn, of.being_changed), of.undecided))
        .collect();
    Ok(Page::of(items, limit, LIST, |last: &Report| last.id.as_str().to_owned()).answer(&uri))
}

/// Shows a report.
///
/// While `state` is `received`, the file waits to be read: ask again.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}", tag = "reports", operation_id = "show_report",
    params(("id" = Id, Path, description = "The report.")), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The report.", body = Report), ReadRefusals)
)]
pub(super) async fn show(asking: Asking, Of(of): Of<ReportId>) -> Result<Json<Report>, Failure> {
    shown(&asking, &of).await
}

async fn shown(asking: &Asking, of: &ReportId) -> Result<Json<Report>, Failure> {
    Ok(Json(Report::of_opened(desk::open(asking.app(), asking.caller()?, of).await?)))
}

/// Gets the file a report came as.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/file", tag = "reports", operation_id = "get_report_file",
    params(("id" = Id, Path, description = "The report.")), security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "The file, byte by byte as it came.", body = Vec<u8>,
         content_type = "application/octet-stream",
         headers(("Content-Disposition" = String, description = "Its name."))),
        ReadRefusals
    )
)]
pub(super) async fn file(asking: Asking, Of(of): Of<ReportId>) -> Result<Response, Failure> {
    let original = desk::original(asking.app(), asking.caller()?, &of).await?;
    Ok(attachment(BYTES, &original.name, original.bytes))
}

/// Which reading.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedReading {
    /// As the file was read, without the corrections people made.
    as_read: Option<bool>,
}

/// Reads a report.
///
/// By the contract `gongkai.report/1`, as `gongkai read --format json` prints it, with the findings of the checks;
/// corrections applied, unless asked for otherwise. 409 while the file was not read.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/reading", tag = "reports", operation_id = "read_report",
    params(("id" = Id, Path, description = "The report."), WantedReading),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "What the report says.", body = ReportDocument), ReadRefusals)
)]
pub(super) async fn reading(
    asking: Asking,
    Of(of): Of<ReportId>,
    Query(wanted): Query<WantedReading>,
) -> Result<Json<serde_json::Value>, Failure> {
    let opened = desk::open(asking.app(), asking.caller()?, &of).await?;
    let report = if wanted.as_read.unwrap_or_default() { opened.read } else { opened.report };
    let report = report.ok_or(AppError::NotNow { reason: "desk-unread" })?;
    let wording = Wording::findings(asking.lang());
    let mut document = json::report(&opened.row.file_name, &report, wording);
    if let Some(fields) = document.as_object_mut() {
        let findings = opened.findings.iter().map(|found| found.finding.json(wording)).collect();
        fields.insert("findings".to_owned(), findings);
    }
    Ok(Json(document))
}

/// Reads a report's file again, with the reader as it is now, and checks it anew. Corrections and decisions hold on.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/read", tag = "reports", operation_id = "read_report_again",
    params(("id" = Id, Path, description = "The report."), KeyHeader), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The report.", body = Report), WriteRefusals)
)]
pub(super) async fn read_again(asking: Asking, Of(of): Of<ReportId>) -> Result<Json<Report>, Failure> {
    desk::read_again(asking.app(), asking.caller()?, &of).await?;
    shown(&asking, &of).await
}

/// What a report is accepted with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accepting {
    /// Why it is accepted although errors stand in the way; not needed without any.
    #[serde(default)]
    #[schema(value_type = String, max_length = 500)]
    reason: Words,
}

/// Accepts a report.
///
/// 422 (`desk-earlier-open`) while corrections of an earlier version are unsettled: its cells with `earlier=true`.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/accept", tag = "reports", operation_id = "accept_report",
    params(("id" = Id, Path, description = "The report."), KeyHeader), security(("token" = []), ("session" = [])),
    request_body = Accepting,
    responses((status = 200, description = "The report.", body = Report), WriteRefusals)
)]
pub(super) async fn accept(
    asking: Asking,
    Of(of): Of<ReportId>,
    Body(accepting): Body<Accepting>,
) -> Result<Json<Report>, Failure> {
    let accepting = desk::Accepting { reason: accepting.reason.into_text(), seen: Seen::Unknown };
    desk::accept(asking.app(), asking.caller()?, &of, &accepting).await?;
    shown(&asking, &of).await
}

/// What a report is returned with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReturningReport {
    /// The findings that have to be mended, by their fingerprints.
    #[serde(default)]
    findings: Vec<String>,
    /// What else there is to say. Needed when no finding is named.
    #[serde(default)]
    #[schema(value_type = String, max_length = 4000, example = "第三表合计有误，请核对后重报。")]
    note: Words,
    /// Until when it has to come back: a day to come.
    #[schema(value_type = String, format = Date, example = "2024-02-08")]
    due_on: jiff::civil::Date,
}

/// Returns a report to its body. The body is told at once.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/return", tag = "reports", operation_id = "return_report",
    params(("id" = Id, Path, description = "The report."), KeyHeader), security(("token" = []), ("session" = [])),
    request_body = ReturningReport,
    responses(
        (status = 201, description = "The return.", body = Return,
         headers(("Location" = String, description = "The return."))),
        WriteRefusals
    )
)]
pub(super) async fn return_report(
    asking: Asking,
    Of(of): Of<ReportId>,
    Body(returning): Body<ReturningReport>,
) -> Result<Response, Failure> {
    let due_on = Some(returning.due_on);
    let returning =
        Returning { fingerprints: returning.findings, note: returning.note.into_text(), due_on, seen: Seen::Unknown };
    let returned = desk::return_report(asking.app(), asking.caller()?, &of, returning).await?;
    let shown = super::returns::shown(&asking, &returned).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/returns/{returned}"))], Json(shown)).into_response())
}

/// What is said with a publication.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublishingReport {
    /// The title; left out or empty for the one the report has.
    #[serde(default)]
    #[schema(value_type = String, max_length = 300)]
    title: Words,
    /// Why it is published anew; needed from the second version on.
    #[serde(default)]
    #[schema(value_type = String, max_length = 300)]
    reason: Words,
    /// That content and file are published as they were withdrawn, on purpose; refused otherwise
    /// (`desk-publish-same-as-withdrawn`).
    #[serde(default)]
    as_withdrawn_is_meant: bool,
    /// That it says the same as the version that is published, on purpose; refused otherwise
    /// (`desk-publish-same-as-public`).
    #[serde(default)]
    unchanged_is_meant: bool,
    /// That the personal numbers found in it, none of which was decided to be no fault, and in the files published with it are
    /// published, on purpose; refused otherwise (`desk-publish-personal`, `desk-publish-personal-file`).
    #[serde(default)]
    personal_is_meant: bool,
}

/// Publishes an accepted report, or a corrected version of one that was published.
///
/// 422 (`desk-earlier-open`) while corrections of an earlier version are unsettled: its cells with `earlier=true`.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/publish", tag = "reports", operation_id = "publish_report",
    params(("id" = Id, Path, description = "The report."), KeyHeader), security(("token" = []), ("session" = [])),
    request_body = PublishingReport,
    responses(
        (status = 201, description = "What is published now.", body = Publication,
         headers(("Location" = String, description = "The published versions of the body's report about the year."))),
        WriteRefusals
    )
)]
pub(super) async fn publish(
    asking: Asking,
    Of(of): Of<ReportId>,
    Body(said): Body<PublishingReport>,
) -> Result<Response, Failure> {
    let publishing = Publishing {
        title: said.title.into_text(),
        reason: said.reason.into_text(),
        as_withdrawn_is_meant: said.as_withdrawn_is_meant,
        unchanged_is_meant: said.unchanged_is_meant,
        personal_is_meant: said.personal_is_meant,
        ..Publishing::default()
    };
    let published = publishing::publish(asking.app(), asking.caller()?, &of, &publishing).await?;
    let opened = desk::open(asking.app(), asking.caller()?, &of).await?;
    let listed = opened.publications.into_iter().find(|listed| listed.id == published).ok_or(AppError::NotFound)?;
    let place = format!("/api/v1/bodies/{}/publications/{}", listed.body, listed.year);
    let shown = Publication::of(&asking.site.config().public_url, listed);
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(shown)).into_response())
}

/// What is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawingReport {
    /// Why, as the public is told. It must not repeat what ought not to be public.
    #[schema(value_type = String, min_length = 1, max_length = 300, pattern = "\\S", example = "含有个人信息")]
    reason: Words,
    /// The published versions to withdraw; left out or empty for all.
    #[serde(default)]
    versions: Vec<u32>,
}

/// Withdraws published versions of a body's report about a year.
///
/// Their pages and files answer `410` with when and why, and nothing else carries them. The report can be published again,
/// as a new version.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/withdraw", tag = "reports", operation_id = "withdraw_report",
    params(("id" = Id, Path, description = "A report of that body and year."), KeyHeader),
    security(("token" = []), ("session" = [])), request_body = WithdrawingReport,
    responses((status = 200, description = "The report, not published any more.", body = Report), WriteRefusals)
)]
pub(super) async fn withdraw(
    asking: Asking,
    Of(of): Of<ReportId>,
    Body(said): Body<WithdrawingReport>,
) -> Result<Json<Report>, Failure> {
    let versions = said.versions.into_iter().map(i64::from).collect();
    let withdrawing = Withdrawing { versions, reason: said.reason.into_text(), seen: Seen::Unknown };
    publishing::withdraw(asking.app(), asking.caller()?, &of, &withdrawing).await?;
    Ok(Json(Report::of_opened(desk::open(asking.app(), asking.caller()?, &of).await?)))
}
