//! Messages in the office: what came, what went out, reminders, notes.

mod list;
mod note;
mod one;
mod remind;
mod reminded;

use gongkai_app::Permission;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let see = Access::Needs(Permission::ViewMessages);
    let send = Access::Needs(Permission::SendMessages);
    vec![
        Route::get("/office/messages", see, list::show),
        Route::get("/office/messages/note", send, note::show),
        Route::post("/office/messages/note", send, note::send),
        Route::get("/office/messages/{id}", see, one::show),
        Route::get("/office/messages/{id}/docx", see, one::docx),
        Route::get("/office/messages/{id}/pdf", see, one::pdf),
        Route::post("/office/messages/{id}/read", Access::Needs(Permission::ReceiveMessages), one::read),
        Route::post("/office/messages/{id}/retry", send, one::retry),
        Route::get("/office/collections/{id}/remind", send, remind::show),
        Route::post("/office/collections/{id}/remind", send, remind::send),
        Route::get("/office/collections/{id}/reminded", send, reminded::show),
    ]
}
