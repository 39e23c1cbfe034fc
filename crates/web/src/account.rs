//! The visitor's own matters: signing in and out, language, elder mode.

mod preferences;
mod sign_in;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", Access::Public, sign_in::show),
        Route::post("/sign-out", Access::SignedIn, sign_in::out),
        Route::post("/language", Access::Public, preferences::language),
        Route::post("/elder", Access::Public, preferences::elder),
    ]
}
