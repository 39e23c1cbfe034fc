//! The journal of a body, oldest first, from any entry on: for programs that keep up with it.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Entry, Filter, Scope};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// What is read.
#[derive(Debug, Clone, Default)]
pub struct Onward {
    /// With the bodies below, as far as the caller may read their journals.
    pub with_below: bool,
    /// Only this action.
    pub action: Option<String>,
    /// Only entries after this position.
    pub after: Option<i64>,
}

/// Entries of a body's journal, oldest first, at most `limit`.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] when the journal is not for the caller.
pub async fn follow_on(
    app: &App,
    caller: &Caller,
    id: &BodyId,
    onward: &Onward,
    limit: u32,
) -> Result<Vec<Entry>, AppError> {
    let mut on = &app.database;
    let body = bodies::by_id(&mut on, id).await?;
    caller.require(Permission::ViewJournal, &body)?;
    let mut filter = Filter { action: onward.action.clone(), after: onward.after, ..Filter::default() };
    if onward.with_below {
        let all = bodies::subtree(&mut on, &body).await?;
        let seen = all.into_iter().filter(|other| caller.may(Permission::ViewJournal, other));
        filter.scope = Some(Scope { bodies: seen.map(|other| other.id).collect(), ..Scope::default() });
    } else {
        filter.chain = Some(id.to_string());
    }
    Ok(journal::entries_onward(&mut on, &filter, limit).await?)
}
