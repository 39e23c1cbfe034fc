//! Settings of a body: due dates, checks, messages, passwords; where each value comes from.

mod entered;
mod field;
mod groups;
mod show;

use gongkai_app::Permission;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let needs = Access::Needs(Permission::ManageSettings);
    vec![
        Route::get("/office/settings", needs, show::show),
        Route::post("/office/settings/due", needs, groups::save_due),
        Route::post("/office/settings/checks", needs, groups::save_checks),
        Route::post("/office/settings/messages", needs, groups::save_messages),
        Route::post("/office/settings/passwords", needs, groups::save_passwords),
    ]
}
