//! Changing what the public is told about a body.

use gongkai_store::blobs::hex;
use gongkai_store::bodies::{self, Body, Profile};
use gongkai_store::error::StoreError;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Entry, Event, Filter};
use gongkai_store::sql::Sql;
use jiff::Timestamp;
use sm3::{Digest, Sm3};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::bodies::profile_text::{check_text, trimmed};
use crate::error::{AppError, Problems};

/// The most changes that are looked through for who made one.
const MOST: u32 = 50;

/// What became of a changed profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// It is kept.
    Saved,
    /// Nothing is kept: fields were changed elsewhere, too, to something else.
    Asked {
        /// What was wanted, with what was saved in the fields that were not touched.
        together: Box<Profile>,
        /// What it was put together with, for the next time.
        seen: Seen,
        /// The fields that were changed in two places.
        conflicts: Vec<Conflict>,
    },
}

/// A field that was changed in two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which.
    pub field: &'static str,
    /// What was saved.
    pub theirs: String,
    /// Who saved it and when, where the journal says it.
    pub last: Option<(String, Timestamp)>,
}

/// What the fields held when a form was made: a sum of each, enough to tell whether one is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen(Vec<String>);

impl Seen {
    /// Of a profile.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        Self(profile.fields().iter().map(|(_, text)| hex(&Sm3::digest(in_lines(text)))).collect())
    }

    /// Of what a form carried; nothing for what no form of ours carries.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let sums: Vec<String> = text.split('.').map(str::to_owned).collect();
        (sums.len() == Profile::default().fields().len()).then_some(Self(sums))
    }

    /// What a form carries.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.join(".")
    }
}

/// Writes a body's profile anew. `seen` is what the caller saw: a field left as it was seen stays as it is now, whoever changed
/// it meanwhile.
///
/// Basis: Regulation Art. 12 (the 指南 is kept up to date), Art. 20(2).
///
/// # Errors
/// [`AppError::Invalid`] when a text does not do in its field or the fields Art. 12 asks for are empty.
pub async fn edit_profile(
    app: &App,
    caller: &Caller,
    id: &BodyId,
    profile: Profile,
    seen: &Seen,
) -> Result<Edited, AppError> {
    let mut transaction = app.database.begin().await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::EditProfile, &body)?;
    let (profile, asked) = put_together(&body.profile, trimmed(profile), seen);
    if !asked.is_empty() {
        let conflicts = conflicts(&mut transaction, &body, &asked).await?;
        return Ok(Edited::Asked { together: Box::new(profile), seen: Seen::of(&body.profile), conflicts });
    }
    check(&profile)?;
    if body.profile == profile {
        return Ok(Edited::Saved);
    }
    let now = app.now();
    body.profile = profile;
    body.updated_at = now;
    bodies::update(&mut transaction, &body).await?;
    let event = Event::of(id, "body", id, "profile_edited").with(&body.profile);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(Edited::Saved)
}

/// What is wanted where it was changed, what is kept elsewhere; and the fields that were changed in two places.
fn put_together(kept: &Profile, mut wanted: Profile, seen: &Seen) -> (Profile, Vec<&'static str>) {
    let (now, own) = (Seen::of(kept), Seen::of(&wanted));
    let mut asked = Vec::new();
    let fields = kept.fields().into_iter().zip(wanted.fields_mut());
    for ((((name, kept), wanted), seen), (now, own)) in fields.zip(&seen.0).zip(now.0.iter().zip(&own.0)) {
        if own == seen || own == now {
            kept.clone_into(wanted);
        } else if now != seen {
            asked.push(name);
        }
    }
    (wanted, asked)
}

async fn conflicts(on: &mut dyn Sql, body: &Body, asked: &[&'static str]) -> Result<Vec<Conflict>, StoreError> {
    let filter = Filter {
        subject_kind: Some("body".to_owned()),
        subject_id: Some(body.id.to_string()),
        action: Some("profile_edited".to_owned()),
        ..Filter::default()
    };
    let entries = journal::entries(on, &filter, MOST).await?;
    let is_asked = |(field, _): &(&'static str, &str)| asked.contains(field);
    let fields = body.profile.fields().into_iter().filter(is_asked);
    Ok(fields
        .map(|(field, theirs)| Conflict { field, theirs: theirs.to_owned(), last: last(&entries, field, theirs) })
        .collect())
}

/// Who changed a field to what it holds, and when: the oldest of the newest entries that left it so.
fn last(entries: &[Entry], field: &str, theirs: &str) -> Option<(String, Timestamp)> {
    let left = |entry: &&Entry| {
        let detail: Option<Profile> = serde_json::from_str(&entry.detail).ok();
        detail.is_some_and(|profile| profile.fields().contains(&(field, theirs)))
    };
    entries.iter().take_while(left).last().map(|entry| (entry.actor.clone(), entry.at))
}

/// Browsers send line ends in two characters, and drop some at the ends.
fn in_lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn check(profile: &Profile) -> Result<(), AppError> {
    let mut problems = Problems::new();
    for (field, text) in profile.fields() {
        if matches!(field, "disclosure_office" | "address" | "hours" | "phone") && text.trim().is_empty() {
            problems.add(field, "problem-required");
        }
        check_text(&mut problems, field, text);
    }
    problems.check()
}
