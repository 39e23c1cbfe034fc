//! Uploaded files: sending them, what became of each, settling those that are doubtful.

mod batch;
mod chosen;
mod one;
mod send;
mod settled;
mod words;

use gongkai_app::Permission;

use crate::routes::{Access, Route};
pub(in crate::office) use words::sentence;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let view = Access::Needs(Permission::ViewCollection);
    let upload = Access::Needs(Permission::UploadReports);
    vec![
        Route::get("/office/collections/{id}/uploads", view, send::show),
        Route::upload("/office/collections/{id}/uploads", upload, send::take),
        Route::get("/office/batches/{id}", view, batch::show),
        Route::get("/office/batches/{id}/progress", view, batch::progress),
        Route::get("/office/uploads/chosen", upload, chosen::look),
        Route::post("/office/uploads/chosen", upload, chosen::show),
        // Where a form that asks for more is read in another language.
        Route::get("/office/uploads/settle", upload, chosen::look),
        Route::post("/office/uploads/settle", upload, chosen::settle),
        Route::get("/office/uploads/settled", upload, chosen::settled),
        Route::get("/office/uploads/{id}", view, one::show),
        Route::get("/office/uploads/{id}/file", view, one::file),
        Route::post("/office/uploads/{id}/assign", upload, one::assign),
        Route::post("/office/uploads/{id}/set-aside", upload, one::set_aside),
        Route::post("/office/uploads/{id}/look-again", upload, one::look_again),
        Route::post("/office/uploads/{id}/take-back", upload, one::take_back),
    ]
}
