//! The body's answer to a return.

use axum::response::Response;
use gongkai_app::desk::{self, Answer};
use gongkai_store::id::ReturnId;

use super::returned;
use crate::error::Failure;
use crate::extract::Files;
use crate::office::about::{About, answered};

pub(super) async fn save(about: About<ReturnId>, files: Files) -> Result<Response, Failure> {
    let text = files.field("text").unwrap_or_default().to_owned();
    let file = files.files.into_iter().find(|file| file.field == "file").map(|file| (file.name, file.bytes));
    let named = files.fields.into_iter().find(|(name, _)| name == "named").map(|(_, value)| value);
    let answer = Answer { text: text.clone(), file, named };
    let done = desk::answer_return(about.app(), about.caller()?, &about.id, answer).await;
    let letter = |_| format!("/office/returns/{}", about.id);
    answered(done, letter, async |problems| returned::page(&about, text, problems).await).await
}
