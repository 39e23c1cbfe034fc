//! Totals: what the bodies below one reported, added up; each figure opens to its members.

mod cell;
mod draft;
mod file;
pub(crate) mod overridden;
mod page;
mod query;

use gongkai_app::Permission;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let needs = Access::Needs(Permission::ViewTotals);
    vec![
        Route::get("/office/totals", needs, page::show),
        Route::get("/office/totals/cell", needs, cell::show),
        Route::get("/office/totals/file", needs, file::file),
        Route::post("/office/totals/draft", Access::Needs(Permission::PublishReports), draft::draft),
    ]
}
