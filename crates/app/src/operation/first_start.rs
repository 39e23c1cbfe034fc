//! Making an installation: its topmost body and its first administrator.

use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash;
use gongkai_store::bodies::{self, Kind, Level, Profile};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Event};
use gongkai_store::people::{self, Grant, Person, Role};

use crate::access::Caller;
use crate::app::App;
use crate::bodies::{NewBody, enter};
use crate::error::AppError;
use crate::secret::Secret;

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
    pub password: Option<Secret>,
}

/// Enters the topmost body and an administrator, where there is none; a second start changes nothing.
///
/// # Errors
/// [`AppError::Invalid`] when the body's name is empty, [`AppError::Store`] when nothing can be written.
pub async fn first_start(app: &App, start: FirstStart) -> Result<Installation, AppError> {
    let program = Caller::program("start");
    let root = bodies::root(&mut &app.database).await?;
    let body = match root {
        Some(body) => body.id,
        None => enter_root(app, &program, &start).await?,
    };
    if people::all(&mut &app.database).await?.iter().any(|person| person.active) {
        return Ok(Installation { body, password: None });
    }
    let password = enter_administrator(app, &program, start.administrator, &body).await?;
    Ok(Installation { body, password: Some(password) })
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

async fn enter_administrator(app: &App, program: &Caller, sign_in: String, body: &BodyId) -> Result<Secret, AppError> {
    let now = app.now();
    let password = Secret::new()?;
    let hash: PasswordHash =
        Argon2::default().hash_password(password.reveal().as_bytes()).map_err(|_| AppError::Random)?;
    let person = Person {
        id: PersonId::new(now),
        name: sign_in.clone(),
        sign_in,
        email: None,
        phone: None,
        lang: "zh-CN".to_owned(),
        password_hash: Some(hash.to_string()),
        must_change_password: true,
        password_changed_at: Some(now),
        totp_secret: None,
        totp_since: None,
        totp_last_step: None,
        recovery_codes: Vec::new(),
        oidc_subject: None,
        failed_sign_ins: 0,
        locked_until: None,
        active: true,
        created_at: now,
        updated_at: now,
    };
    let mut transaction = app.database.begin().await?;
    people::insert(&mut transaction, &person).await?;
    let grant = Grant { person: person.id.clone(), body: body.clone(), role: Role::Administrator };
    people::grant_role(&mut transaction, &grant, now).await?;
    let event = Event::system("person", &person.id, "person_entered").with(&grant);
    journal::append(&mut transaction, program.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(password)
}
