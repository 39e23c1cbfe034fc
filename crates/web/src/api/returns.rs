//! Returns of reports to their bodies, and the bodies' answers.

use axum::Json;
use gongkai_app::desk::{self, Answer, Extending};
use gongkai_law::{Lang, Wording};
use gongkai_report::stored::StoredFinding;
use gongkai_store::id::{ReportId, ReturnId};
use gongkai_store::returns as kept;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asking::{Asking, Of};
use super::incoming::Incoming;
use super::input::Body;
use super::problem::{ReadRefusals, WriteRefusals};
use super::shapes::{Id, KeyHeader, Whole, Words, Year, maybe_moment, moment};
use crate::error::Failure;

/// A return 退回 of a report to its body.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Return {
    /// Its id.
    id: Id,
    /// The version that was returned.
    report: Id,
    /// Whose report it is.
    body: Id,
    /// The year reported about.
    year: Year,
    /// What the supervising office says.
    note: String,
    /// Until when it has to come back, as it is now.
    #[schema(format = Date, example = "2024-02-08")]
    due_on: String,
    /// The other days set since, the oldest first.
    extensions: Vec<Extension>,
    /// What has to be mended, as it was when the report was returned.
    demands: Vec<Demand>,
    /// When it was returned.
    #[schema(format = DateTime)]
    returned_at: String,
    /// By whom, by name.
    returned_by: String,
    /// What the body answered.
    answer: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// By whom, by name.
    answered_by: Option<String>,
    /// When it was done with: a new version came in, or the report was accepted after all.
    #[schema(format = DateTime)]
    closed_at: Option<String>,
}

/// Another day set 延长整改期限 by which a returned report has to come back.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Extension {
    /// The day until then.
    #[schema(format = Date, example = "2024-02-08")]
    from: String,
    /// The day from then on.
    #[schema(format = Date, example = "2024-02-22")]
    to: String,
    /// Why.
    reason: String,
    /// When it was set.
    #[schema(format = DateTime)]
    extended_at: String,
    /// By whom, by name.
    extended_by: String,
}

impl Extension {
    fn of(extension: kept::Extension) -> Self {
        Self {
            from: extension.from.to_string(),
            to: extension.to.to_string(),
            reason: extension.reason,
            extended_at: moment(extension.at),
            extended_by: extension.by,
        }
    }
}

/// A finding that has to be mended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Demand {
    /// The finding's fingerprint.
    fingerprint: String,
    /// What is wrong, in the language of the request.
    message: String,
}

impl Return {
    fn of(returned: kept::Return, lang: Lang) -> Self {
        let demand = |demand: kept::Demand| {
            let finding: Option<StoredFinding> = serde_json::from_value(demand.finding).ok();
            let message = finding.map(|finding| finding.sentence(Wording::findings(lang)).message);
            Demand { fingerprint: demand.fingerprint, message: message.unwrap_or_default() }
        };
        Self {
            id: Id::of(&returned.id),
            report: Id::of(&returned.report),
            body: Id::of(&returned.body),
            year: Year(returned.year),
            note: returned.note,
            due_on: returned.due_on.to_string(),
            extensions: returned.extensions.into_iter().map(Extension::of).collect(),
            demands: returned.findings.into_iter().map(demand).collect(),
            returned_at: moment(returned.returned_at),
            returned_by: returned.returned_by,
            answer: returned.answer,
            answered_at: maybe_moment(returned.answered_at),
            answered_by: returned.answered_by,
            closed_at: maybe_moment(returned.closed_at),
        }
    }
}

/// Lists the returns of a body's report about a year, the newest first.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/returns", tag = "returns", operation_id = "list_returns",
    params(("id" = Id, Path, description = "Any version of the report.")),
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The returns.", body = Whole<Return>), ReadRefusals)
)]
pub(super) async fn list(asking: Asking, Of(of): Of<ReportId>) -> Result<Json<Whole<Return>>, Failure> {
    let opened = desk::open(asking.app(), asking.caller()?, &of).await?;
    Ok(Json(Whole { items: opened.returns.into_iter().map(|of| Return::of(of, asking.lang())).collect() }))
}

/// Shows a return.
#[utoipa::path(
    get, path = "/api/v1/returns/{id}", tag = "returns", operation_id = "show_return",
    params(("id" = Id, Path, description = "The return.")), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The return.", body = Return), ReadRefusals)
)]
pub(super) async fn show(asking: Asking, Of(of): Of<ReturnId>) -> Result<Json<Return>, Failure> {
    Ok(Json(shown(&asking, &of).await?))
}

pub(super) async fn shown(asking: &Asking, of: &ReturnId) -> Result<Return, Failure> {
    let letter = desk::letter(asking.app(), asking.caller()?, of).await?;
    Ok(Return::of(letter.returned, asking.lang()))
}

/// How a return's day is extended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtendingReturn {
    /// Until when it has to come back from now on: later than the day as it is, and not past.
    #[schema(value_type = String, format = Date, example = "2024-02-22")]
    due_on: jiff::civil::Date,
    /// Why, as the body is told.
    #[schema(value_type = String, min_length = 1, max_length = 300, pattern = "\\S", example = "需要核对原始台账")]
    reason: Words,
    /// The day that was seen before: where it is another meanwhile, nothing is changed (409).
    #[serde(default)]
    #[schema(value_type = String, format = Date, required = false, example = "2024-02-08")]
    seen: Option<jiff::civil::Date>,
}

/// Gives the body more time to mend a returned report. The body is told at once. Not after it answered.
#[utoipa::path(
    post, path = "/api/v1/returns/{id}/extend", tag = "returns", operation_id = "extend_return",
    params(("id" = Id, Path, description = "The return."), KeyHeader), security(("token" = []), ("session" = [])),
    request_body = ExtendingReturn,
    responses((status = 200, description = "The return.", body = Return), WriteRefusals)
)]
pub(super) async fn extend(
    asking: Asking,
    Of(of): Of<ReturnId>,
    Body(said): Body<ExtendingReturn>,
) -> Result<Json<Return>, Failure> {
    let reason = said.reason.as_str().to_owned();
    let extending = Extending { shown: said.seen, due_on: Some(said.due_on), reason };
    desk::extend_mending(asking.app(), asking.caller()?, &of, extending).await?;
    Ok(Json(shown(&asking, &of).await?))
}

/// A form with an answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the generated document describes the form; `incoming.rs` reads it")]
pub(crate) struct AnswerForm {
    /// What the body says. Needed without a file.
    #[schema(max_length = 4000)]
    text: Option<String>,
    /// The mended report. It becomes the next version, is read and checked at once, and closes the return.
    #[schema(value_type = Option<String>, format = Binary, content_media_type = "application/octet-stream")]
    file: Option<Vec<u8>>,
    /// The name in the file's title that is the body's, though it is not known as one. Needed when the answer was refused
    /// because the title names somebody else.
    named: Option<String>,
}

/// Answers a return: with words, with the mended report, or both.
#[utoipa::path(
    post, path = "/api/v1/returns/{id}/answer", tag = "returns", operation_id = "answer_return",
    params(("id" = Id, Path, description = "The return."), KeyHeader), security(("token" = []), ("session" = [])),
    request_body(content = AnswerForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The return.", body = Return), WriteRefusals)
)]
pub(super) async fn answer(asking: Asking, Of(of): Of<ReturnId>, incoming: Incoming) -> Result<Json<Return>, Failure> {
    let incoming = incoming.with_fields(&["text", "named"])?;
    let text = incoming.field("text").unwrap_or_default().to_owned();
    let named = incoming.field("named").map(str::to_owned);
    let file = incoming.files.into_iter().next();
    desk::answer_return(asking.app(), asking.caller()?, &of, Answer { text, file, named }).await?;
    Ok(Json(shown(&asking, &of).await?))
}
