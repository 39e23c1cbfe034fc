//! Bodies in the office: the tree, one body, its profile.

mod profile;
mod tree;

use gongkai_app::Permission;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/bodies", Access::Needs(Permission::ViewBody), tree::show),
        Route::get("/office/bodies/{id}/profile", Access::Needs(Permission::EditProfile), profile::show),
        Route::post("/office/bodies/{id}/profile", Access::Needs(Permission::EditProfile), profile::save),
    ]
}
