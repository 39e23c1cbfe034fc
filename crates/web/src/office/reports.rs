//! Reports in the office: the list, and for each report the reading desk, its sections, findings, versions and history,
//! and what is done with it: corrections, decisions, return and answer, acceptance, publication.

mod accept;
mod answer;
mod cell_lines;
mod cells;
mod chosen;
mod correct;
mod decide;
mod earlier;
mod extend;
mod findings;
mod head;
mod history;
mod list;
mod original;
mod publish;
mod read_again;
mod return_report;
mod returned;
mod sections;
pub(crate) mod shown_finding;
pub(crate) mod standing;
mod step;
mod uncertain;
mod versions;
mod withdraw;

pub(in crate::office) use decide::deciding;
use gongkai_app::Permission;

use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let view = Access::Needs(Permission::ViewReports);
    let judge = Access::Needs(Permission::JudgeReports);
    let publish = Access::Needs(Permission::PublishReports);
    let correct = Access::Needs(Permission::CorrectCells);
    vec![
        Route::get("/office/reports", view, list::show),
        Route::get("/office/reports/chosen", view, chosen::show),
        Route::get("/office/reports/settled", view, chosen::settled),
        Route::post("/office/reports/accept", judge, chosen::accept),
        Route::post("/office/reports/publish", publish, chosen::publish),
        Route::get("/office/reports/{id}", view, cells::show),
        Route::post("/office/reports/{id}/cells", correct, correct::save),
        Route::post("/office/reports/{id}/earlier", correct, earlier::settle),
        Route::post("/office/reports/{id}/read", correct, read_again::save),
        Route::get("/office/reports/{id}/file", view, original::download),
        Route::get("/office/reports/{id}/attachment", view, original::attached),
        Route::get("/office/reports/{id}/sections", view, sections::show),
        Route::get("/office/reports/{id}/findings", view, findings::show),
        Route::post("/office/reports/{id}/decisions", Access::Needs(Permission::DecideFindings), decide::save),
        Route::get("/office/reports/{id}/versions", view, versions::show),
        Route::get("/office/reports/{id}/history", view, history::show),
        Route::get("/office/reports/{id}/return", judge, return_report::show),
        Route::post("/office/reports/{id}/return", judge, return_report::save),
        Route::get("/office/reports/{id}/accept", judge, accept::show),
        Route::post("/office/reports/{id}/accept", judge, accept::save),
        Route::get("/office/reports/{id}/publish", publish, publish::show),
        Route::post("/office/reports/{id}/publish", publish, publish::save),
        Route::get("/office/reports/{id}/withdraw", publish, withdraw::show),
        Route::post("/office/reports/{id}/withdraw", publish, withdraw::save),
        Route::get("/office/returns/{id}", view, returned::show),
        Route::get("/office/returns/{id}/docx", view, returned::docx),
        Route::get("/office/returns/{id}/pdf", view, returned::pdf),
        Route::get("/office/returns/{id}/extend", judge, extend::show),
        Route::post("/office/returns/{id}/extend", judge, extend::save),
        Route::upload("/office/returns/{id}/answer", Access::Needs(Permission::AnswerReturn), answer::save),
    ]
}
