//! Making an installation: its topmost body and its first administrator.

use gongkai_store::bodies::{self, Kind, Level, Profile};
use gongkai_store::id::BodyId;
use gongkai_store::people::{self, Role};

use crate::access::Caller;
use crate::accounts;
use crate::accounts::people::{Credential, NewPerson};
use crate::app::App;
use crate::bodies::{NewBody, enter};
use crate::error::AppError;

/// What an installation begins with.
#[derive(Debug, Clone)]
pub struct FirstStart {
    /// Name of the topmost body.
    pub body: String,
    /// What it is.
    pub kind: Kind,
    /// How high it stands.
    pub level: Level,
    /// What the first administrator signs in with.
    pub administrator: String,
}

/// What was made.
#[derive(Debug)]
pub struct Installation {
    /// The topmost body.
    pub body: BodyId,
    /// The administrator's password, when one was made; to be shown once, and changed at the first sign-in.
    pub password: Option<String>,
}

/// Number of the lock nodes hold while they look whether anything is there.
const LOCK: i64 = 712;

/// Enters the topmost body and an administrator, where there is none; a second start changes nothing.
///
/// # Errors
/// [`AppError::Invalid`] when the body's name is empty, [`AppError::Store`] when nothing can be written.
pub async fn first_start(app: &App, start: FirstStart) -> Result<Installation, AppError> {
    let program = Caller::program("start");
    // Several nodes may start at once on an empty database.
    let _alone = app.database.hold(LOCK).await?;
    let root = bodies::root(&mut &app.database).await?;
    let body = match root {
        Some(body) => body.id,
        None => enter_root(app, &program, &start).await?,
    };
    if people::all(&mut &app.database).await?.iter().any(|person| person.active) {
        return Ok(Installation { body, password: None });
    }
    let password = enter_administrator(app, &program, start.administrator, &body).await?;
    Ok(Installation { body, password })
}

async fn enter_root(app: &App, program: &Caller, start: &FirstStart) -> Result<BodyId, AppError> {
    let root = NewBody {
        name: start.body.clone(),
        other_names: Vec::new(),
        kind: start.kind,
        level: start.level,
        region_code: None,
        credit_code: None,
        parent: None,
        sort: 0,
        profile: Profile::default(),
    };
    enter(app, program, root).await
}

async fn enter_administrator(
    app: &App,
    program: &Caller,
    sign_in: String,
    body: &BodyId,
) -> Result<Option<String>, AppError> {
    let administrator = NewPerson {
        name: sign_in.clone(),
        sign_in,
        email: String::new(),
        phone: String::new(),
        lang: String::new(),
        role: Role::Administrator,
        body: body.clone(),
        credential: Credential::Temporary,
    };
    Ok(accounts::people::enter(app, program, &administrator).await?.1)
}
