//! What is published: for everybody.

use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view;
use gongkai_law::Wording;
use gongkai_report::json;
use gongkai_store::id::{BodyId, PublicationId};
use gongkai_store::publications::Listed;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cursor::{self, Limit, Page};
use super::input::id;
use super::kept::{Asked, JSON, made};
use super::parameters::Query;
use super::problem::OpenRefusals;
use super::shapes::{BodyName, FileFacts, Id, ReportDocument, TagHeader, Whole, Year, moment};
use crate::cache::Made;
use crate::error::Failure;
use crate::portal::params::year;

/// One published version of a body's report about a year.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Publication {
    /// Its id.
    id: Id,
    /// Whose report it is.
    body: BodyName,
    /// The year reported about.
    year: Year,
    /// Its number among the publications of that body and year, from 1.
    #[schema(example = 1)]
    version: i64,
    /// Whether it is the newest version.
    is_current: bool,
    /// Its title.
    #[schema(example = "青禾街道办事处2023年政府信息公开工作年度报告")]
    title: String,
    /// Why it was corrected, or published again; null for the first version.
    reason: Option<String>,
    /// Whether the version before it was withdrawn then: it was published again, which need not correct anything.
    follows_withdrawal: bool,
    /// When this version was published.
    #[schema(format = DateTime, example = "2024-01-30T02:10:00Z")]
    published_at: String,
    /// When the first version about that year was published, which is held against the last day.
    #[schema(format = DateTime, example = "2024-01-30T02:10:00Z")]
    first_published_at: String,
    /// The report it was made from.
    report: Id,
    /// The original file.
    file: FileFacts,
    /// Its page on the portal, where the original and other formats are to be had.
    #[schema(format = "uri", example = "https://xxgk.example.gov.cn/reports/018d0a24c00070008000000000000001/2023")]
    url: String,
}

impl Publication {
    pub(super) fn of(public_url: &str, listed: Listed) -> Self {
        let base = public_url.trim_end_matches('/');
        let page = format!("{base}/reports/{}/{}", listed.body, listed.year);
        Self {
            id: Id::of(&listed.id),
            url: if listed.is_current { page } else { format!("{page}/versions/{}", listed.version) },
            body: BodyName { id: Id::of(&listed.body), name: listed.body_name },
            year: Year(listed.year),
            version: listed.version,
            is_current: listed.is_current,
            title: listed.title,
            reason: listed.reason.filter(|reason| !reason.is_empty()),
            follows_withdrawal: listed.follows_withdrawal,
            published_at: moment(listed.published_at),
            first_published_at: moment(listed.first_published_at),
            report: Id::of(&listed.report),
            file: FileFacts { name: listed.file_name, format: listed.format, size_bytes: listed.size_bytes },
        }
    }
}

/// Which publications.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// Of this body and all below it.
    below: Option<Id>,
    /// About this year.
    year: Option<Year>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next`.
    after: Option<String>,
}

const LIST: &str = "publications";

/// Lists what is published.
///
/// The current version of each report, in the order they were published. For everybody; no token is needed.
#[utoipa::path(
    get, path = "/api/v1/publications", tag = "publications", operation_id = "list_publications",
    params(Wanted, TagHeader),
    responses(
        (status = 200, description = "A page of publications.", body = Page<Publication>,
         headers(("ETag" = String, description = "Names this answer."),
                 ("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        (status = 304, description = "The answer held already is still right."),
        OpenRefusals
    )
)]
pub(super) async fn list(asked: Asked, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let after = cursor::read(LIST, wanted.after.as_deref(), PublicationId::parse)?;
    let below = wanted.below.as_ref().and_then(|below| BodyId::parse(below.as_str()));
    let (limit, of_year) = (wanted.limit.unwrap_or_default(), wanted.year.map(|year| year.0));
    let key = format!("{LIST}|{below:?}|{of_year:?}|{limit:?}|{after:?}");
    let asked = &asked;
    asked
        .kept(&key, || async {
            let app = asked.site.app();
            let tree = asked.site.cache().tree(app).await?;
            let upper = match &below {
                Some(below) => Some(tree.body(below).ok_or(AppError::NotFound)?),
                None => tree.root(),
            };
            let listed = match upper {
                Some(upper) => view::onward(app, upper, of_year, after.as_ref(), limit.and_one()).await?,
                None => Vec::new(),
            };
            let url = &asked.site.config().public_url;
            let items = listed.into_iter().map(|listed| Publication::of(url, listed)).collect();
            Ok(asked.page(&Page::of(items, limit, LIST, |last: &Publication| last.id.as_str().to_owned())))
        })
        .await
}

/// Lists the versions of a body's report about a year, the newest first.
///
/// Versions that were withdrawn are left out; when none is published any more, the answer is `410`. For everybody; no token
/// is needed.
#[utoipa::path(
    get, path = "/api/v1/bodies/{id}/publications/{year}", tag = "publications", operation_id = "list_versions",
    params(("id" = Id, Path, description = "The body."), ("year" = Year, Path, description = "The year."),
           TagHeader),
    responses(
        (status = 200, description = "All published versions.", body = Whole<Publication>,
         headers(("ETag" = String, description = "Names this answer."))),
        (status = 304, description = "The answer held already is still right."),
        OpenRefusals
    )
)]
pub(super) async fn versions(asked: Asked, Path((of, about)): Path<(String, String)>) -> Result<Response, Failure> {
    let (of, about) = (id(&of, BodyId::parse)?, id(&about, year)?);
    let asked = &asked;
    asked
        .kept(&format!("versions|{of}|{about}"), || async {
            let shown = view::report(asked.site.app(), &of, about, None).await?;
            let url = &asked.site.config().public_url;
            let shown = shown.versions.into_iter().filter(|listed| listed.withdrawn.is_none());
            let items = shown.map(|listed| Publication::of(url, listed)).collect();
            Ok(made(&Whole { items }))
        })
        .await
}

/// Which version.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedVersion {
    /// The number of the version; the current one when it is left out.
    #[param(minimum = 1)]
    version: Option<u32>,
}

/// Reads a published report.
///
/// By the contract `gongkai.report/1`, as `gongkai read --format json` prints it, corrections applied. For everybody; no
/// token is needed.
#[utoipa::path(
    get, path = "/api/v1/bodies/{id}/publications/{year}/reading", tag = "publications",
    operation_id = "read_publication",
    params(("id" = Id, Path, description = "The body."), ("year" = Year, Path, description = "The year."), WantedVersion,
           TagHeader),
    responses(
        (status = 200, description = "The report.", body = ReportDocument,
         headers(("ETag" = String, description = "Names this answer."))),
        (status = 304, description = "The answer held already is still right."),
        OpenRefusals
    )
)]
pub(super) async fn reading(
    asked: Asked,
    Path((of, about)): Path<(String, String)>,
    Query(wanted): Query<WantedVersion>,
) -> Result<Response, Failure> {
    let (of, about) = (id(&of, BodyId::parse)?, id(&about, year)?);
    let version = wanted.version.map(i64::from);
    let asked = &asked;
    asked
        .kept(&format!("reading|{of}|{about}|{version:?}"), || async {
            let shown = view::report(asked.site.app(), &of, about, version).await?;
            let line = json::line(&shown.published.title, &shown.report, Wording::findings(asked.lang));
            Ok(Made::shown(JSON, line))
        })
        .await
}
