//! Editing a person.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Event};
use gongkai_store::people::Person;
use gongkai_store::{StoreError, people};

use super::{Over, changed_fields, check_sign_in, require};
use crate::access::Caller;
use crate::accounts::contact;
use crate::accounts::sign_in::normal;
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::meanwhile::{self, Conflict, Edited, Seen, Whose};

/// What is written of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What they sign in with.
    pub sign_in: String,
    /// Name.
    pub name: String,
    /// Mail; empty for none.
    pub email: String,
    /// Telephone; empty for none.
    pub phone: String,
}

impl Facts {
    /// A person's as they are.
    pub fn of(person: &Person) -> Self {
        Self {
            sign_in: person.sign_in.clone(),
            name: person.name.clone(),
            email: person.email.clone().unwrap_or_default(),
            phone: person.phone.clone().unwrap_or_default(),
        }
    }

    /// Each by its name.
    pub fn fields(&self) -> [(&'static str, &str); 4] {
        [("name", &self.name), ("sign_in", &self.sign_in), ("email", &self.email), ("phone", &self.phone)]
    }

    fn fields_mut(&mut self) -> [&mut String; 4] {
        [&mut self.name, &mut self.sign_in, &mut self.email, &mut self.phone]
    }

    fn put(&self, person: &mut Person) {
        person.sign_in = normal(&self.sign_in);
        self.name.trim().clone_into(&mut person.name);
        person.email = contact::given(&self.email);
        person.phone = contact::given(&self.phone);
    }
}

/// Writes a person anew. `seen` is what the caller saw of [`Facts::fields`]: a field left as it was seen stays as it is now,
/// whoever changed it meanwhile.
///
/// # Errors
/// [`AppError::Invalid`] when something does not do.
pub async fn edit(
    app: &App,
    caller: &Caller,
    id: &PersonId,
    mut facts: Facts,
    seen: &Seen,
) -> Result<Edited<Facts>, AppError> {
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Whole).await?;
    let before = person.clone();
    let kept = Facts::of(&before);
    let mut asked = Vec::new();
    for ((field, kept), wanted) in kept.fields().into_iter().zip(facts.fields_mut()) {
        match seen.whose(field, kept, wanted) {
            Whose::Kept => kept.clone_into(wanted),
            Whose::Wanted => {}
            Whose::Asked => asked.push((field, kept.to_owned())),
        }
    }
    if !asked.is_empty() {
        let entries = meanwhile::entries(&mut transaction, ("person", id.as_str()), "person_edited").await?;
        let conflict = |(field, theirs)| Conflict { field, theirs, last: meanwhile::last_change(&entries, field) };
        let conflicts = asked.into_iter().map(conflict).collect();
        return Ok(Edited::Asked { together: Box::new(facts), seen: Seen::of(kept.fields()), conflicts });
    }
    facts.put(&mut person);
    let mut problems = Problems::new();
    check_sign_in(&mut problems, &person.sign_in);
    contact::check_name(&mut problems, &person.name);
    contact::check(&mut problems, person.email.as_ref(), person.phone.as_ref());
    problems.check()?;
    if person == before {
        return Ok(Edited::Saved);
    }
    let now = app.now();
    person.updated_at = now;
    match people::update(&mut transaction, &person).await {
        Err(StoreError::Conflict) => return Err(Problems::one("sign_in", "problem-sign-in-taken")),
        other => other?,
    }
    let event = Event::system("person", id, "person_edited").with(changed_fields(&before, &person));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(Edited::Saved)
}
