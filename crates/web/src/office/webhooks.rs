//! Webhooks in the office.

mod list;
mod one;

use gongkai_app::Permission;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let keep = Access::Needs(Permission::ManageWebhooks);
    vec![
        Route::get("/office/webhooks", keep, list::show),
        Route::post("/office/webhooks", keep, list::enter),
        Route::get("/office/webhooks/{id}", keep, one::show),
        Route::post("/office/webhooks/{id}/switch", keep, one::switch),
        Route::post("/office/webhooks/{id}/retry", keep, one::retry),
        Route::post("/office/webhooks/{id}/remove", keep, one::remove),
    ]
}
