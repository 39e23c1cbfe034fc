//! A person's own name, contact and language.

use gongkai_law::Lang;
use gongkai_store::journal::{self, Event};
use gongkai_store::people;

use super::contact;
use crate::access::Caller;
use crate::app::App;
use crate::error::{AppError, Problems};

/// What a person says about themselves.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Name.
    pub name: String,
    /// Mail; empty for none.
    pub email: String,
    /// Telephone; empty for none.
    pub phone: String,
    /// Tag of the language they read; empty to follow their browser.
    pub lang: String,
}

/// Writes the caller's own profile.
///
/// # Errors
/// [`AppError::Invalid`] when something does not do.
pub async fn edit_profile(app: &App, caller: &Caller, profile: &Profile) -> Result<(), AppError> {
    let id = caller.person_id().ok_or(AppError::SignedOut)?;
    let (email, phone) = (contact::given(&profile.email), contact::given(&profile.phone));
    let mut problems = Problems::new();
    contact::check_name(&mut problems, &profile.name);
    contact::check(&mut problems, email.as_ref(), phone.as_ref());
    let lang = Lang::from_tag(&profile.lang);
    problems.check()?;
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    let before = person.clone();
    person.name = profile.name.trim().to_owned();
    person.email = email;
    person.phone = phone;
    person.lang = lang.map_or_else(String::new, |lang| lang.tag().to_owned());
    if person == before {
        return Ok(());
    }
    let now = app.now();
    person.updated_at = now;
    people::update(&mut transaction, &person).await?;
    let event = Event::system("person", id, "person_edited").with(super::people::changed_fields(&before, &person));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
