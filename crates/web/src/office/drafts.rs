//! The body's own desk: its annual report drawn up in the form, checked, put before the leader, signed.
//!
//! A draft has three pages: the form ([`form`]), what the checks say ([`check`]), and how it will look ([`preview`]),
//! where the leader signs. Every step is one POST ([`steps`]); each form carries the revision it was shown with.

mod attachments;
mod check;
mod corrected;
mod discard;
mod form;
mod from_file;
mod from_report;
mod gone;
mod identities;
mod list;
mod meanwhile;
mod page;
mod paper;
mod preview;
mod save;
mod start;
mod steps;
mod texts;
mod zeros;

use gongkai_app::{AppError, Permission};
use gongkai_store::id::DraftId;

use crate::error::Failure;
use crate::routes::{Access, Route};

/// The routes. Looking is open at the door to who sees reports: drafts are for who writes or signs them, which the use
/// case decides.
pub(crate) fn routes() -> Vec<Route> {
    let look = Access::Needs(Permission::ViewDrafts);
    let write = Access::Needs(Permission::DraftReport);
    let sign = Access::Needs(Permission::SignReport);
    vec![
        Route::get("/office/drafts", look, list::show),
        Route::post("/office/drafts", write, start::start),
        Route::get("/office/drafts/{id}", look, form::show),
        Route::post("/office/drafts/{id}", write, save::by_button),
        Route::post("/office/drafts/{id}/save", write, save::by_script),
        Route::post("/office/drafts/{id}/carry", write, steps::carry),
        Route::post("/office/drafts/{id}/corrections", write, corrected::take),
        Route::get("/office/drafts/{id}/from-report", write, from_report::ask),
        Route::post("/office/drafts/{id}/from-report", write, from_report::fill),
        Route::get("/office/drafts/{id}/from-file", write, from_file::ask),
        Route::upload("/office/drafts/{id}/from-file", write, from_file::fill),
        Route::get("/office/drafts/{id}/zeros", write, zeros::ask),
        Route::post("/office/drafts/{id}/zeros", write, zeros::fill),
        Route::get("/office/drafts/{id}/check", look, check::show),
        Route::get("/office/drafts/{id}/preview", look, preview::show),
        Route::get("/office/drafts/{id}/file", look, preview::file),
        Route::post("/office/drafts/{id}/submit", write, check::submit),
        Route::post("/office/drafts/{id}/sign", sign, preview::sign),
        Route::post("/office/drafts/{id}/send-back", sign, preview::send_back),
        Route::post("/office/drafts/{id}/reopen", write, steps::reopen),
        Route::get("/office/drafts/{id}/discard", write, discard::ask),
        Route::post("/office/drafts/{id}/discard", write, discard::discard),
        Route::upload("/office/drafts/{id}/attachments", write, attachments::attach),
        Route::post("/office/drafts/{id}/attachments/remove", write, attachments::detach),
        Route::post("/office/drafts/{id}/attachments/show", write, attachments::show_to),
        Route::get("/office/drafts/{id}/paper", write, paper::show),
        Route::post("/office/drafts/{id}/paper", write, paper::save),
        Route::get("/office/drafts/{id}/attachment", look, attachments::fetch),
    ]
}

fn id(text: &str) -> Result<DraftId, Failure> {
    Ok(DraftId::parse(text).ok_or(AppError::NotFound)?)
}
