//! Reports one after another, for programs.

use gongkai_store::bodies;
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::reports::{self, Browse, Listed, Scope, State};

use super::places::{Place, places};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Which reports.
#[derive(Debug, Clone, Default)]
pub struct Browsing {
    /// Of this body; of all the caller sees otherwise.
    pub body: Option<BodyId>,
    /// And of the bodies below it.
    pub with_below: bool,
    /// About this year only.
    pub year: Option<i16>,
    /// In this state only.
    pub state: Option<State>,
    /// Only those whose last publication is withdrawn.
    pub withdrawn: bool,
    /// Older versions, too.
    pub all_versions: bool,
    /// Only those entered after this one.
    pub after: Option<ReportId>,
}

/// Reports the caller sees, in the order they were entered, at most `limit`.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] when the body's reports are not for the caller to see.
pub async fn browse(app: &App, caller: &Caller, browsing: Browsing, limit: u32) -> Result<Vec<Listed>, AppError> {
    let places = places(app, caller).await?;
    let scopes = match &browsing.body {
        None => places.iter().map(Place::scope).collect(),
        Some(id) => {
            let body = bodies::by_id(&mut &app.database, id).await?;
            caller.require(Permission::ViewReports, &body)?;
            let reaches_down = places.iter().any(|place| place.subtree && body.is_within(&place.body.id));
            let below = browsing.with_below && reaches_down;
            vec![if below { Scope::subtree(&body) } else { Scope::only(&body) }]
        }
    };
    let browse = Browse {
        scopes,
        year: browsing.year,
        state: browsing.state,
        withdrawn: browsing.withdrawn,
        all_versions: browsing.all_versions,
        after: browsing.after,
    };
    Ok(reports::browsed(&mut &app.database, &browse, limit).await?)
}
