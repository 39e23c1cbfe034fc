//! The journal of a body, oldest first, from any entry on: for programs that keep up with it.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Entry, Filter, Scope};

use super::withhold::withhold;
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

/// Entries of a body's journal, oldest first, at most `limit`. What stood in drafts is left out of them for a caller who may
/// not see these.
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
    let seen = if onward.with_below {
        let mut all = bodies::subtree(&mut on, &body).await?;
        all.retain(|other| caller.may(Permission::ViewJournal, other));
        filter.scope = Some(Scope { bodies: all.iter().map(|other| other.id.clone()).collect(), ..Scope::default() });
        all
    } else {
        filter.chain = Some(id.to_string());
        vec![body]
    };
    Ok(withhold(caller, &seen, journal::entries_onward(&mut on, &filter, limit).await?))
}
