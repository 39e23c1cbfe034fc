//! The public portal: the fixed frame of the national platform norm (国办公开办函〔2019〕61号).
//!
//! Every page works without scripts and is kept until what the public sees changes ([`crate::cache`]). A page is a
//! module: its handler takes what was asked ([`asked::Asked`]), reads through [`gongkai_app::publishing::view`] and
//! renders its template.

mod asked;
mod attachments;
mod bodies;
mod catalogue;
mod charts;
mod choices;
mod compare;
pub(crate) mod contact;
mod csv;
pub(crate) mod document_view;
pub(crate) mod downloads;
mod feed;
pub(crate) mod form_table;
mod guide;
mod head;
mod home;
mod league;
mod open_data;
pub(crate) mod pages;
pub(crate) mod params;
mod report;
mod reports;
mod requests;
mod rules;
mod search;
mod sitemap;
mod subtree;
mod totals;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/", Access::Public, home::show),
        Route::get("/guide", Access::Public, guide::show),
        Route::get("/rules", Access::Public, rules::show),
        Route::get("/catalogue", Access::Public, catalogue::show),
        Route::get("/requests", Access::Public, requests::show),
        Route::get("/reports", Access::Public, reports::show),
        Route::get("/reports/{id}/{year}", Access::Public, report::show),
        Route::get("/reports/{id}/{year}/{file}", Access::Public, downloads::current),
        Route::get("/reports/{id}/{year}/versions/{version}", Access::Public, report::show_version),
        Route::get("/reports/{id}/{year}/versions/{version}/{file}", Access::Public, downloads::of_version),
        Route::get("/reports/{id}/{year}/attachments/{file}", Access::Public, attachments::current),
        Route::get(
            "/reports/{id}/{year}/versions/{version}/attachments/{file}",
            Access::Public,
            attachments::of_version,
        ),
        Route::get("/bodies", Access::Public, bodies::list),
        Route::get("/bodies/{id}", Access::Public, bodies::show),
        Route::get("/bodies/{id}/{file}", Access::Public, bodies::file),
        Route::get("/compare", Access::Public, compare::show),
        Route::get("/compare/{file}", Access::Public, compare::file),
        Route::get("/league", Access::Public, league::show),
        Route::get("/league/league.csv", Access::Public, league::file),
        Route::get("/totals", Access::Public, totals::show),
        Route::get("/totals/{file}", Access::Public, totals::file),
        Route::get("/search", Access::Public, search::show),
        Route::get("/open-data", Access::Public, open_data::show),
        Route::get("/open-data/{file}", Access::Public, open_data::file),
        Route::get("/feed.atom", Access::Public, feed::show),
        Route::get("/sitemap", Access::Public, sitemap::show),
        Route::get("/sitemap.xml", Access::Public, sitemap::xml),
        Route::get("/robots.txt", Access::Public, sitemap::robots),
        Route::get("/favicon.ico", Access::Public, sitemap::icon),
    ]
}
