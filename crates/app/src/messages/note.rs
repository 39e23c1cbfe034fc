//! A note of a supervising office to bodies below it.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::messages::Kind;

use super::write::{New, write};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::settings;

/// The longest subject and the longest text, in characters.
const LONGEST_SUBJECT: usize = 120;
const LONGEST_TEXT: usize = 5_000;

/// Writes the same words to each of the bodies; how many.
///
/// # Errors
/// [`AppError::Invalid`] when something is empty or too long, [`AppError::Forbidden`] when a body is not below `from`.
pub async fn note(
    app: &App,
    caller: &Caller,
    from: &BodyId,
    to: &[BodyId],
    subject: &str,
    text: &str,
) -> Result<usize, AppError> {
    let from = bodies::by_id(&mut &app.database, from).await?;
    caller.require(Permission::SendMessages, &from)?;
    check(to, subject, text)?;
    let settings = settings::messages(app, &from).await?;
    let mut transaction = app.database.begin().await?;
    let below: Vec<Body> = bodies::subtree(&mut transaction, &from).await?;
    for id in to {
        let body = below.iter().find(|body| body.id == *id).ok_or(AppError::NotFound)?;
        let new =
            New { to: body, from: &from, collection: None, kind: Kind::Note, stage: 0, once: None, subject, text };
        write(app, &mut transaction, &settings, caller.actor(), &new).await?;
    }
    transaction.commit().await?;
    app.wake();
    Ok(to.len())
}

fn check(to: &[BodyId], subject: &str, text: &str) -> Result<(), AppError> {
    let mut problems = Problems::new();
    if to.is_empty() {
        problems.add("bodies", "problem-none-chosen");
    }
    for (field, words, longest) in [("subject", subject, LONGEST_SUBJECT), ("text", text, LONGEST_TEXT)] {
        if words.trim().is_empty() {
            problems.add(field, "problem-required");
        } else if words.chars().nth(longest).is_some() {
            problems.add_with(field, "problem-too-long", vec![("most", longest.to_string())]);
        }
    }
    problems.check()
}
