//! The year's collection: the list, opening one, its roll, one row of it.

mod export;
mod list;
mod manage;
mod open;
mod roll;
mod row;
mod words;

use gongkai_app::{AppError, Permission};
use gongkai_store::id::CollectionId;

use crate::error::Failure;
use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let view = Access::Needs(Permission::ViewCollection);
    let run = Access::Needs(Permission::RunCollection);
    vec![
        Route::get("/office/collections", view, list::show),
        Route::get("/office/collections/new", run, open::show),
        Route::post("/office/collections/new", run, open::save),
        Route::get("/office/collections/{id}", view, roll::show),
        Route::get("/office/collections/{id}/export", view, export::download),
        Route::get("/office/collections/{id}/manage", run, manage::show),
        Route::post("/office/collections/{id}/close", run, manage::close),
        Route::post("/office/collections/{id}/reopen", run, manage::reopen),
        Route::post("/office/collections/{id}/bodies", run, manage::add),
        Route::post("/office/collections/{id}/due", run, manage::due),
        Route::post("/office/collections/{id}/read", run, manage::read_again),
        Route::get("/office/obligations/{id}", view, row::show),
        Route::post("/office/obligations/{id}/due", run, row::due),
        Route::post("/office/obligations/{id}/excuse", run, row::excuse),
        Route::post("/office/obligations/{id}/owe", run, row::owe),
        Route::post("/office/obligations/{id}/remove", run, row::remove),
    ]
}

/// The collection an address names.
pub(in crate::office) fn collection_id(id: &str) -> Result<CollectionId, Failure> {
    CollectionId::parse(id).ok_or(Failure::App(AppError::NotFound))
}

/// The query part of an address; fields without a value are left out.
fn query(fields: &[(&str, &str)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        text.append_pair(name, value);
    }
    text.finish()
}
