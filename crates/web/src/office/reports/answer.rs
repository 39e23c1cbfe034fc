//! The body's answer to a return.

use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::desk::{self, Answer};

use super::{return_id, returned};
use crate::error::{Failure, mendable};
use crate::extract::Files;
use crate::guard::Visitor;
use crate::page::{again, redirect};
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
    match mendable(desk::answer_return(site.app(), visitor.caller()?, &return_id(&id)?, answer).await)? {
        Ok(_) => Ok(redirect(&format!("/office/returns/{id}"))),
        Err(problems) => Ok(again(returned::page(&site, &visitor, &id, text, problems).await?)),
    }
}
