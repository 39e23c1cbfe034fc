//! The body's answer to a return.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::AppError;
use gongkai_app::desk::{self, Answer};

use super::{return_id, returned};
use crate::error::Failure;
use crate::extract::Files;
use crate::guard::Visitor;
use crate::site::Site;

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    files: Files,
) -> Result<Response, Failure> {
    let text = files.field("text").unwrap_or_default().to_owned();
    let file = files.files.into_iter().find(|file| file.field == "file").map(|file| (file.name, file.bytes));
    let answer = Answer { text: text.clone(), file };
    match desk::answer_return(site.app(), visitor.caller()?, &return_id(&id)?, answer).await {
        Ok(_) => Ok(Redirect::to(&format!("/office/returns/{id}")).into_response()),
        Err(AppError::Invalid(problems)) => {
            let shown = returned::page(&site, &visitor, &id, text, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
