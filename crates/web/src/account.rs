//! The visitor's own matters: signing in and out, language, elder mode; profile, password, second factor, sessions,
//! tokens.

mod password;
mod preferences;
mod profile;
mod second_factor;
mod sessions;
mod sign_in;
mod tokens;

use crate::routes::{Access, Route};

/// Where an identity provider sends browsers back to, under the site's address: it has to be registered there.
pub const OIDC_CALLBACK: &str = "/sign-in/oidc/callback";

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", Access::Public, sign_in::show),
        Route::post("/sign-in", Access::PublicForm, sign_in::enter),
        Route::get("/sign-in/code", Access::Public, sign_in::code::show),
        Route::post("/sign-in/code", Access::PublicForm, sign_in::code::enter),
        Route::get("/sign-in/oidc", Access::Public, sign_in::elsewhere::begin),
        Route::get(OIDC_CALLBACK, Access::Public, sign_in::elsewhere::callback),
        Route::get("/signed-out", Access::Public, sign_in::elsewhere::signed_out),
        Route::post("/sign-out", Access::SignedIn, sign_in::out),
        Route::post("/language", Access::Public, preferences::language),
        Route::post("/elder", Access::Public, preferences::elder),
        Route::get("/account", Access::SignedIn, profile::show),
        Route::post("/account", Access::SignedIn, profile::save),
        Route::get("/account/password", Access::SignedIn, password::show),
        Route::post("/account/password", Access::SignedIn, password::save),
        Route::get("/account/second-factor", Access::SignedIn, second_factor::show),
        Route::post("/account/second-factor/begin", Access::SignedIn, second_factor::begin),
        Route::post("/account/second-factor/confirm", Access::SignedIn, second_factor::confirm),
        Route::post("/account/second-factor/codes", Access::SignedIn, second_factor::renew),
        Route::post("/account/second-factor/disable", Access::SignedIn, second_factor::disable),
        Route::get("/account/sessions", Access::SignedIn, sessions::show),
        Route::post("/account/sessions/end-others", Access::SignedIn, sessions::end_others),
        Route::post("/account/sessions/{id}/end", Access::SignedIn, sessions::end),
        Route::get("/account/tokens", Access::SignedIn, tokens::show),
        Route::post("/account/tokens", Access::SignedIn, tokens::create),
        Route::post("/account/tokens/{id}/revoke", Access::SignedIn, tokens::revoke),
    ]
}
