//! The findings about a report, and what is decided about them.

use axum::Json;
use axum::extract::Path;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::desk::{self, BrowsingFindings, Deciding, Found, is_in_the_way};
use gongkai_law::{Lang, Wording};
use gongkai_store::findings as kept;
use gongkai_store::id::ReportId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::{Asking, Of};
use super::cursor::{self, Limit, Page};
use super::input::{Body, id};
use super::parameters::Query;
use super::problem::{ReadRefusals, WriteRefusals};
use super::shapes::{Id, KeyHeader, Place, Severity, Words, mirrored, moment};
use crate::error::Failure;

mirrored! {
    /// What became of a finding.
    Decided of kept::Decided {
        /// The body has to mend it.
        Mend,
        /// It stays, for a reason.
        Accept,
        /// The finding is mistaken.
        NotAFault,
    }
}

/// Something wrong with a report 发现.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Finding {
    /// What decisions hang on: it stays the same when the report is read again or comes in anew.
    #[schema(example = "5622e4972be7d804041523323dee3522")]
    fingerprint: String,
    /// The rule. Stable.
    #[schema(example = "row-total-mismatch")]
    code: String,
    /// How grave it is.
    severity: Severity,
    /// What is wrong, in the language of the request.
    message: String,
    /// What to do.
    hint: Option<String>,
    /// The instrument and place it rests on; null where it is plain arithmetic.
    basis: Option<String>,
    /// The words or figures at the place.
    excerpt: Option<String>,
    /// Where it is in the file.
    at: Option<Place>,
    /// The cells concerned, by address.
    cells: Vec<String>,
    /// What was decided; null while nothing was.
    decision: Option<Decision>,
    /// Tells one decision from another, and from none. Send it as `seen` with the next decision.
    #[schema(example = "-")]
    seen: String,
    /// Whether it stands in the way of acceptance.
    in_the_way: bool,
}

/// What was decided about a finding 处理意见.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Decision {
    /// What.
    decision: Decided,
    /// Why; may be empty for `mend`.
    reason: String,
    /// Who, by name.
    by: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
}

impl Finding {
    fn of(found: &Found, lang: Lang) -> Self {
        let finding = &found.finding;
        let sentence = finding.sentence(Wording::findings(lang));
        let basis = finding.basis.to_string();
        Self {
            fingerprint: found.kept.fingerprint.clone(),
            code: finding.code.clone(),
            severity: finding.severity.into(),
            message: sentence.message,
            hint: sentence.hint,
            basis: Some(basis).filter(|basis| !basis.is_empty()),
            excerpt: finding.excerpt.clone(),
            at: finding.at.as_ref().map(Place::of),
            cells: finding.cells.clone(),
            decision: found.decision.as_ref().map(|decision| Decision {
                decision: decision.decided.into(),
                reason: decision.reason.clone(),
                by: decision.person.clone(),
                at: moment(decision.at),
            }),
            seen: desk::mark(found.decision.as_ref()),
            in_the_way: is_in_the_way(&found.kept, found.decision.as_ref()),
        }
    }
}

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// Of this severity.
    severity: Option<Severity>,
    /// Only those nobody has decided about.
    undecided: Option<bool>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next`.
    after: Option<String>,
}

const LIST: &str = "findings";

/// Lists the findings about a report, in the order they were found.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/findings", tag = "findings", operation_id = "list_findings",
    params(("id" = Id, Path, description = "The report."), Wanted), security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "A page of findings.", body = Page<Finding>,
         headers(("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        ReadRefusals
    )
)]
pub(super) async fn list(
    asking: Asking,
    uri: Uri,
    Of(of): Of<ReportId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let after = cursor::read(LIST, wanted.after.as_deref(), |text| text.parse().ok())?;
    let limit = wanted.limit.unwrap_or_default();
    let severity = wanted.severity.map(Into::into);
    let browsing = BrowsingFindings { severity, undecided: wanted.undecided.unwrap_or_default(), after };
    let found = desk::browse_findings(asking.app(), asking.caller()?, &of, browsing, limit.and_one()).await?;
    let page = Page::of(found, limit, LIST, |last| last.kept.ordinal.to_string());
    Ok(page.map(|found| Finding::of(&found, asking.lang())).answer(&uri))
}

/// What can be decided.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Wish {
    /// The body has to mend it.
    Mend,
    /// It stays, for a reason.
    Accept,
    /// The finding is mistaken.
    NotAFault,
    /// Nothing: what was decided is taken back.
    Undecided,
}

/// A decision to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecidingFinding {
    /// What.
    decision: Wish,
    /// Why; needed for `accept` and `not_a_fault`.
    #[serde(default)]
    #[schema(value_type = String, max_length = 500, example = "原件如此，已核实")]
    reason: Words,
    /// `seen` of the finding as it was shown; where somebody decided in between, nothing is changed (409).
    #[schema(value_type = String, max_length = 100, example = "-")]
    seen: Words,
}

/// Decides what becomes of a finding, or takes a decision back.
#[utoipa::path(
    put, path = "/api/v1/reports/{id}/findings/{fingerprint}/decision", tag = "findings",
    operation_id = "decide_finding",
    params(("id" = Id, Path, description = "The report."),
           ("fingerprint" = String, Path, description = "The finding."), KeyHeader),
    security(("token" = []), ("session" = [])), request_body = DecidingFinding,
    responses((status = 200, description = "The finding.", body = Finding), WriteRefusals)
)]
pub(super) async fn decide(
    asking: Asking,
    Path((of, fingerprint)): Path<(String, String)>,
    Body(deciding): Body<DecidingFinding>,
) -> Result<Json<Finding>, Failure> {
    let of = id(&of, ReportId::parse)?;
    let (app, caller) = (asking.app(), asking.caller()?);
    find(&desk::open(app, caller, &of).await?, &fingerprint)?;
    let decided = match deciding.decision {
        Wish::Mend => Some(kept::Decided::Mend),
        Wish::Accept => Some(kept::Decided::Accept),
        Wish::NotAFault => Some(kept::Decided::NotAFault),
        Wish::Undecided => None,
    };
    let deciding = Deciding {
        decided,
        reason: deciding.reason.into_text(),
        seen: vec![(fingerprint.clone(), deciding.seen.into_text())],
    };
    desk::decide(app, caller, &of, std::slice::from_ref(&fingerprint), &deciding).await?;
    let opened = desk::open(app, caller, &of).await?;
    Ok(Json(Finding::of(find(&opened, &fingerprint)?, asking.lang())))
}

fn find<'a>(opened: &'a desk::Opened, fingerprint: &str) -> Result<&'a Found, AppError> {
    opened.findings.iter().find(|found| found.kept.fingerprint == fingerprint).ok_or(AppError::NotFound)
}
