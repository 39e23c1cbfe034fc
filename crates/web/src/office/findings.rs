//! The findings desk: by report, by rule, by body, and the findings of one rule to be decided together.

mod decide;
mod desk;

use gongkai_app::Permission;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/findings", Access::Needs(Permission::ViewReports), desk::show),
        Route::post("/office/findings/decisions", Access::Needs(Permission::DecideFindings), decide::save),
    ]
}
