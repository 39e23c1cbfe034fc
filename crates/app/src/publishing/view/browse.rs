//! Bodies one after another, for programs.

use gongkai_store::bodies::{self, Body, Browse, Kind, Level};
use gongkai_store::id::BodyId;

use crate::app::App;
use crate::error::AppError;

/// Which bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrowsingBodies {
    /// This one and all below it; all otherwise.
    pub below: Option<BodyId>,
    /// Of this kind only.
    pub kind: Option<Kind>,
    /// Of this level only.
    pub level: Option<Level>,
    /// Also those closed that the public can still read of.
    pub with_closed: bool,
    /// Only those entered after this one.
    pub after: Option<BodyId>,
}

/// Bodies in the order they were entered, at most `limit`, each with the body that supervises its disclosure.
///
/// # Errors
/// [`AppError::NotFound`] when the body they are asked for below is not there, or is closed and closed ones are not asked for.
pub async fn browse_bodies(
    app: &App,
    browsing: BrowsingBodies,
    limit: u32,
) -> Result<Vec<(Body, Option<BodyId>)>, AppError> {
    let on = &mut &app.database;
    let below = match &browsing.below {
        Some(id) => Some(bodies::by_id(on, id).await?),
        None => None,
    };
    if below.as_ref().is_some_and(|below| !below.active && !browsing.with_closed) {
        return Err(AppError::NotFound);
    }
    let BrowsingBodies { kind, level, with_closed, after, .. } = browsing;
    Ok(bodies::browsed(on, &Browse { below, kind, level, with_closed, after }, limit).await?)
}
