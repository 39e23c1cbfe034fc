//! All routes, each with what it needs. A test fails when a route is served that has no row here.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware;
use axum::routing::MethodRouter;
use gongkai_app::Permission;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

use crate::site::Site;
use crate::{account, api, assets, error, guard, headers, metrics, office, portal, request_log};

/// What a route needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nothing: everybody may.
    Public,
    /// Nothing, but the form must be one of ours.
    PublicForm,
    /// Somebody signed in, whatever their roles.
    SignedIn,
    /// A permission; where it must hold is decided by the use case, which knows the body.
    Needs(Permission),
    /// The API: a token or a session with a permission.
    Api(Permission),
    /// The API, open to everybody.
    ApiPublic,
}

/// One route.
#[derive(Debug, Clone)]
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path as axum writes it.
    pub path: &'static str,
    /// What it needs.
    pub access: Access,
    largest_bytes: usize,
    handler: MethodRouter<Site>,
}

impl Route {
    /// A route that reads.
    pub(crate) fn get<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Site>,
        T: 'static,
    {
        Self { method: Method::GET, path, access, largest_bytes: LARGEST, handler: axum::routing::get(handler) }
    }

    /// A route that changes something.
    pub(crate) fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Site>,
        T: 'static,
    {
        Self { method: Method::POST, path, access, largest_bytes: LARGEST, handler: axum::routing::post(handler) }
    }

    /// A route that takes files.
    pub(crate) fn upload<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Site>,
        T: 'static,
    {
        let handler = axum::routing::post(handler).layer(DefaultBodyLimit::max(LARGEST_UPLOAD));
        Self { method: Method::POST, path, access, largest_bytes: LARGEST_UPLOAD, handler }
    }

    /// A route that puts something in the place of what was there.
    pub(crate) fn put<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Site>,
        T: 'static,
    {
        Self { method: Method::PUT, path, access, largest_bytes: LARGEST, handler: axum::routing::put(handler) }
    }

    /// A route that removes something.
    pub(crate) fn delete<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Site>,
        T: 'static,
    {
        Self { method: Method::DELETE, path, access, largest_bytes: LARGEST, handler: axum::routing::delete(handler) }
    }

    /// The handler, for programs with what carries out a repeated request once.
    fn served(&self, site: &Site) -> MethodRouter<Site> {
        let handler = self.handler.clone();
        if self.method == Method::GET || !matches!(self.access, Access::Api(_) | Access::ApiPublic) {
            return handler;
        }
        let once = api::idempotency::Once {
            site: site.clone(),
            method: self.method.clone(),
            largest_bytes: self.largest_bytes,
        };
        handler.layer(middleware::from_fn_with_state(once, api::idempotency::once))
    }
}

/// The table.
pub fn all() -> Vec<Route> {
    [portal::routes(), account::routes(), office::routes(), api::routes(), metrics::routes()].concat()
}

/// The most bytes of one request without files.
const LARGEST: usize = 2 * 1024 * 1024;

/// The most bytes of one request with files: hundreds of reports sent at once by a browser without scripts.
const LARGEST_UPLOAD: usize = 512 * 1024 * 1024;

/// How long a request may take; uploads and writers stay far below.
const LONGEST: Duration = Duration::from_mins(2);

/// What is packed already gains nothing from being packed again, and costs as much as making a page.
fn worth_packing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/zip"))
        .and(NotForContentType::const_new("application/octet-stream"))
}

/// The router of the whole site.
pub fn router(site: Site) -> Router {
    let mut router = Router::new().route("/assets/{name}", axum::routing::get(assets::serve));
    for route in all() {
        let needs = guard::Needs { site: site.clone(), access: route.access };
        let handler = route.served(&site).layer(middleware::from_fn_with_state(needs, guard::admit));
        router = router.route(route.path, handler);
    }
    router
        .fallback(error::not_found)
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(middleware::from_fn_with_state(site.clone(), error::render))
        .layer(middleware::from_fn_with_state(site.clone(), guard::introduce))
        .layer(middleware::from_fn_with_state(site.clone(), metrics::count))
        .layer(middleware::from_fn_with_state(site.clone(), headers::set))
        .layer(CompressionLayer::new().compress_when(worth_packing()))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(middleware::from_fn_with_state(site.clone(), request_log::keep))
        .with_state(site)
}
