//! Entering a person.

use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Event};
use gongkai_store::people::{self, Grant, Person, Role};
use gongkai_store::{StoreError, bodies};
use serde_json::json;

use super::check_sign_in;
use crate::access::{Caller, Permission};
use crate::accounts::sign_in::normal;
use crate::accounts::temporary_password::temporary_password;
use crate::accounts::{contact, password};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::settings;

/// Who is entered.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// What they sign in with.
    pub sign_in: String,
    /// Name.
    pub name: String,
    /// Mail; empty for none.
    pub email: String,
    /// Telephone; empty for none.
    pub phone: String,
    /// Tag of the language they read; empty to follow their browser.
    pub lang: String,
    /// Their first role.
    pub role: Role,
    /// Where they have it.
    pub body: BodyId,
    /// How they sign in first.
    pub credential: Credential,
}

/// How a person signs in first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// With a password made now, told once, to be changed at once.
    Temporary,
    /// With a password that is given and need not be changed. For the program only: demonstrations, set-up.
    Given(String),
}

/// Enters a person with a first role; a temporary password is returned.
///
/// # Errors
/// [`AppError::Invalid`] when something does not do or the sign-in name is taken, [`AppError::Forbidden`] outside the
/// caller's reach.
pub async fn enter(app: &App, caller: &Caller, new: &NewPerson) -> Result<(PersonId, Option<String>), AppError> {
    let body = bodies::by_id(&mut &app.database, &new.body).await?;
    caller.require(Permission::ManagePeople, &body)?;
    let sign_in = normal(&new.sign_in);
    let (email, phone) = (contact::given(&new.email), contact::given(&new.phone));
    let mut problems = Problems::new();
    check_sign_in(&mut problems, &sign_in);
    contact::check_name(&mut problems, &new.name);
    contact::check(&mut problems, email.as_ref(), phone.as_ref());
    problems.check()?;
    let temporary = match &new.credential {
        Credential::Temporary => Some(temporary_password(&settings::passwords(app).await?)?),
        Credential::Given(_) if caller.person_id().is_none() => None,
        Credential::Given(_) => return Err(AppError::Forbidden { permission: Permission::ManagePeople }),
    };
    let first = match (&temporary, &new.credential) {
        (Some(password), _) | (None, Credential::Given(password)) => password,
        (None, Credential::Temporary) => return Err(AppError::Random),
    };
    let hash = password::hash(first).await?;
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let person = Person {
        id: PersonId::new(now),
        sign_in,
        name: new.name.trim().to_owned(),
        email,
        phone,
        lang: gongkai_law::Lang::from_tag(&new.lang).map_or_else(String::new, |lang| lang.tag().to_owned()),
        password_hash: Some(hash),
        must_change_password: temporary.is_some(),
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
    match people::insert(&mut transaction, &person).await {
        Err(StoreError::Conflict) => return Err(Problems::one("sign_in", "problem-sign-in-taken")),
        other => other?,
    }
    let grant = Grant { person: person.id.clone(), body: body.id.clone(), role: new.role };
    people::grant_role(&mut transaction, &grant, now).await?;
    let detail = json!({ "role": new.role, "body": body.id });
    let entered = Event::system("person", &person.id, "person_entered").with(&detail);
    journal::append(&mut transaction, caller.actor(), now, entered).await?;
    let granted = Event::of(&body.id, "person", &person.id, "role_granted").with(json!({ "role": new.role }));
    journal::append(&mut transaction, caller.actor(), now, granted).await?;
    transaction.commit().await?;
    Ok((person.id, temporary))
}
