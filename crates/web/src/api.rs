//! The JSON API under `/api/v1`.
//!
//! One file a resource: its shapes, which are the API's own and never rows of the database, and its handlers, which call
//! the office's use cases. Every handler is described for [`openapi()`]; a test holds that the described routes and the
//! served ones are the same.

pub(crate) mod idempotency;
pub(crate) mod problem;

mod asking;
mod bodies;
mod cells;
mod collections;
mod cursor;
mod findings;
mod incoming;
mod input;
mod journal;
mod kept;
mod misfits;
mod openapi;
mod parameters;
mod publications;
mod report_total;
mod reports;
mod returns;
mod shapes;
mod totals;
mod uploads;
mod webhooks;

use gongkai_app::Permission::{
    AnswerReturn, CorrectCells, DecideFindings, JudgeReports, ManageWebhooks, PublishReports, UploadReports,
    ViewCollection, ViewJournal, ViewReports, ViewTotals,
};

use crate::routes::Access::{Api, ApiPublic};
use crate::routes::Route;
pub use openapi::openapi;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/openapi.json", ApiPublic, openapi::document),
        Route::get("/api/v1/bodies", ApiPublic, bodies::list),
        Route::get("/api/v1/bodies/{id}", ApiPublic, bodies::show),
        Route::get("/api/v1/bodies/{id}/publications/{year}", ApiPublic, publications::versions),
        Route::get("/api/v1/bodies/{id}/publications/{year}/reading", ApiPublic, publications::reading),
        Route::get("/api/v1/bodies/{id}/obligations", Api(ViewReports), collections::of_body),
        Route::get("/api/v1/bodies/{id}/totals/{year}", Api(ViewTotals), totals::show),
        Route::get("/api/v1/bodies/{id}/journal", Api(ViewJournal), journal::list),
        Route::get("/api/v1/publications", ApiPublic, publications::list),
        Route::get("/api/v1/collections", Api(ViewCollection), collections::list),
        Route::get("/api/v1/collections/{id}", Api(ViewCollection), collections::show),
        Route::get("/api/v1/collections/{id}/obligations", Api(ViewCollection), collections::roll),
        Route::upload("/api/v1/collections/{id}/uploads", Api(UploadReports), uploads::send),
        Route::get("/api/v1/batches/{id}", Api(ViewCollection), uploads::batch),
        Route::get("/api/v1/batches/{id}/uploads", Api(ViewCollection), uploads::of_batch),
        Route::get("/api/v1/uploads/{id}", Api(ViewCollection), uploads::one),
        Route::post("/api/v1/uploads/{id}/assign", Api(UploadReports), uploads::assign),
        Route::post("/api/v1/uploads/{id}/set-aside", Api(UploadReports), uploads::set_aside),
        Route::post("/api/v1/uploads/{id}/take-back", Api(UploadReports), uploads::take_back),
        Route::get("/api/v1/reports", Api(ViewReports), reports::list),
        Route::get("/api/v1/reports/{id}", Api(ViewReports), reports::show),
        Route::get("/api/v1/reports/{id}/file", Api(ViewReports), reports::file),
        Route::get("/api/v1/reports/{id}/reading", Api(ViewReports), reports::reading),
        Route::get("/api/v1/reports/{id}/cells", Api(ViewReports), cells::list),
        Route::get("/api/v1/reports/{id}/cells/{address}", Api(ViewReports), cells::show),
        Route::put("/api/v1/reports/{id}/cells/{address}", Api(CorrectCells), cells::correct),
        Route::get("/api/v1/reports/{id}/findings", Api(ViewReports), findings::list),
        Route::put("/api/v1/reports/{id}/findings/{fingerprint}/decision", Api(DecideFindings), findings::decide),
        Route::get("/api/v1/reports/{id}/returns", Api(ViewReports), returns::list),
        Route::post("/api/v1/reports/{id}/read", Api(CorrectCells), reports::read_again),
        Route::post("/api/v1/reports/{id}/return", Api(JudgeReports), reports::return_report),
        Route::post("/api/v1/reports/{id}/accept", Api(JudgeReports), reports::accept),
        Route::post("/api/v1/reports/{id}/publish", Api(PublishReports), reports::publish),
        Route::post("/api/v1/reports/{id}/withdraw", Api(PublishReports), reports::withdraw),
        Route::get("/api/v1/webhooks", Api(ManageWebhooks), webhooks::list),
        Route::post("/api/v1/webhooks", Api(ManageWebhooks), webhooks::enter),
        Route::get("/api/v1/webhooks/{id}", Api(ManageWebhooks), webhooks::show),
        Route::put("/api/v1/webhooks/{id}", Api(ManageWebhooks), webhooks::switch),
        Route::delete("/api/v1/webhooks/{id}", Api(ManageWebhooks), webhooks::remove),
        Route::get("/api/v1/returns/{id}", Api(ViewReports), returns::show),
        Route::post("/api/v1/returns/{id}/extend", Api(JudgeReports), returns::extend),
        Route::upload("/api/v1/returns/{id}/answer", Api(AnswerReturn), returns::answer),
    ]
}
