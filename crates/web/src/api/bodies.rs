//! Bodies, as the public may know them.

use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, BrowsingBodies};
use gongkai_store::bodies as kept;
use gongkai_store::id::BodyId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cursor::{self, Limit, Page};
use super::input::id;
use super::kept::{Asked, made};
use super::parameters::Query;
use super::problem::OpenRefusals;
use super::shapes::{Id, TagHeader, mirrored};
use crate::error::Failure;

mirrored! {
    /// What a body is.
    Kind of kept::Kind {
        /// A people's government of county level or above.
        Government,
        /// A department, bureau, committee or office of one.
        Department,
        /// 街道办事处.
        Street,
        /// 乡、镇人民政府.
        Township,
        /// 社区居民委员会.
        Community,
        /// 村民委员会.
        Village,
        /// An organisation authorised by law or a public institution.
        Institution,
    }
}

mirrored! {
    /// How high a body stands.
    Level of kept::Level {
        /// 省级.
        Province,
        /// 市级.
        City,
        /// 县级: districts, counties, cities of county level.
        County,
        /// 乡级: streets, townships.
        Township,
        /// 村级: communities, villages.
        Village,
    }
}

/// A body 机关.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Body {
    /// Its id.
    id: Id,
    /// Its official name.
    #[schema(example = "青禾街道办事处")]
    name: String,
    /// Other names it goes by.
    other_names: Vec<String>,
    /// What it is.
    kind: Kind,
    /// How high it stands.
    level: Level,
    /// Administrative region code (GB/T 2260).
    #[schema(example = "110101001")]
    region_code: Option<String>,
    /// Unified social credit code (GB 32100).
    credit_code: Option<String>,
    /// The body above it; null for the topmost.
    parent: Option<Id>,
    /// The body that supervises its disclosure; null for the topmost.
    supervisor: Option<Id>,
    /// Since when it is closed (abolished or merged); null while it exists.
    #[schema(format = Date)]
    closed_on: Option<String>,
    /// The body that took over its work, where that is known.
    successor: Option<Id>,
    /// What the public is told about it.
    profile: Profile,
}

/// What the public is told about a body (Regulation Arts. 12, 20). Empty where nothing was entered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Profile {
    /// Name of the disclosure office 政府信息公开工作机构.
    disclosure_office: String,
    /// Where it is.
    address: String,
    /// Postal code.
    postal_code: String,
    /// When it is open.
    hours: String,
    /// Telephone of the disclosure office.
    phone: String,
    /// Fax.
    fax: String,
    /// Electronic mail or other internet contact.
    email: String,
    /// Its own page on the government portal.
    website: String,
    /// What the body is there for 机关职能.
    functions: String,
    /// Units inside it 内设机构, one a line.
    units: String,
    /// Those in charge and what for 负责人, one a line.
    leaders: String,
}

impl Body {
    fn of(body: &kept::Body, supervisor: Option<&BodyId>) -> Self {
        let profile = body.profile.clone();
        Self {
            id: Id::of(&body.id),
            name: body.name.clone(),
            other_names: body.other_names.clone(),
            kind: body.kind.into(),
            level: body.level.into(),
            region_code: body.region_code.clone(),
            credit_code: body.credit_code.clone(),
            parent: body.parent.as_ref().map(Id::of),
            supervisor: supervisor.map(Id::of),
            closed_on: body.closed_on.map(|day| day.to_string()),
            successor: body.successor.as_ref().map(Id::of),
            profile: Profile {
                disclosure_office: profile.disclosure_office,
                address: profile.address,
                postal_code: profile.postal_code,
                hours: profile.hours,
                phone: profile.phone,
                fax: profile.fax,
                email: profile.email,
                website: profile.website,
                functions: profile.functions,
                units: profile.units,
                leaders: profile.leaders,
            },
        }
    }
}

/// Which bodies.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// This body and all below it.
    below: Option<Id>,
    /// Of this kind.
    kind: Option<Kind>,
    /// Of this level.
    level: Option<Level>,
    /// Also closed bodies that published something or once stood on a roll, each with `closed_on`.
    with_closed: Option<bool>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next`.
    after: Option<String>,
}

const LIST: &str = "bodies";

/// Lists bodies.
///
/// In the order they were entered. Closed bodies are left out unless `with_closed` asks for them. For everybody; no token is needed.
#[utoipa::path(
    get, path = "/api/v1/bodies", tag = "bodies", operation_id = "list_bodies",
    params(Wanted, TagHeader),
    responses(
        (status = 200, description = "A page of bodies.", body = Page<Body>,
         headers(("ETag" = String, description = "Names this answer."),
                 ("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        (status = 304, description = "The answer held already is still right."),
        OpenRefusals
    )
)]
pub(super) async fn list(asked: Asked, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let after = cursor::read(LIST, wanted.after.as_deref(), BodyId::parse)?;
    let below = wanted.below.as_ref().and_then(|below| BodyId::parse(below.as_str()));
    let limit = wanted.limit.unwrap_or_default();
    let with_closed = wanted.with_closed.unwrap_or_default();
    let key = format!("{LIST}|{below:?}|{:?}|{:?}|{with_closed}|{limit:?}|{after:?}", wanted.kind, wanted.level);
    let asked = &asked;
    asked
        .kept(&key, || async {
            let browsing = BrowsingBodies {
                below: below.clone(),
                kind: wanted.kind.map(Into::into),
                level: wanted.level.map(Into::into),
                with_closed,
                after: after.clone(),
            };
            let bodies = view::browse_bodies(asked.site.app(), browsing, limit.and_one()).await?;
            let items = bodies.iter().map(|(body, supervisor)| Body::of(body, supervisor.as_ref())).collect();
            Ok(asked.page(&Page::of(items, limit, LIST, |last: &Body| last.id.as_str().to_owned())))
        })
        .await
}

/// Shows a body.
///
/// For everybody; no token is needed.
#[utoipa::path(
    get, path = "/api/v1/bodies/{id}", tag = "bodies", operation_id = "show_body",
    params(("id" = Id, Path, description = "The body."),
           TagHeader),
    responses(
        (status = 200, description = "The body.", body = Body,
         headers(("ETag" = String, description = "Names this answer."))),
        (status = 304, description = "The answer held already is still right."),
        OpenRefusals
    )
)]
pub(super) async fn show(asked: Asked, Path(of): Path<String>) -> Result<Response, Failure> {
    let of = id(&of, BodyId::parse)?;
    let asked = &asked;
    asked
        .kept(&format!("body|{of}"), || async {
            let tree = asked.site.cache().tree(asked.site.app()).await?;
            let body = tree.body(&of).ok_or(AppError::NotFound)?;
            Ok(made(&Body::of(body, tree.supervised_by(body).map(|above| &above.id))))
        })
        .await
}
