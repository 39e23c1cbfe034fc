//! Making an API token.

use gongkai_store::id::TokenId;
use gongkai_store::journal::{self, Event};
use gongkai_store::tokens::{self, Scope, Token};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

use crate::access::Caller;
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::secret::Secret;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// The most good tokens of one person: more are a sign of something that makes tokens by itself.
const MOST: usize = 20;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What the person calls it.
    pub name: String,
    /// What it is good for.
    pub scope: Scope,
    /// Its last day, as people in China count days.
    pub last_day: Date,
}

/// Makes a token for the caller. The secret is told once.
///
/// # Errors
/// [`AppError::Invalid`] when the name is empty or the last day is past or more than a year away.
pub async fn create(app: &App, caller: &Caller, new: &NewToken) -> Result<Secret, AppError> {
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    let name = new.name.trim();
    let mut problems = Problems::new();
    if name.is_empty() {
        problems.add("name", "problem-required");
    } else if name.chars().nth(LONGEST_NAME).is_some() {
        problems.add_with("name", "problem-too-long", vec![("most", LONGEST_NAME.to_string())]);
    }
    let today = app.today();
    let latest = today.checked_add(1.year()).unwrap_or(today);
    if new.last_day < today || new.last_day > latest {
        problems.add_with("last_day", "problem-token-last-day", vec![("latest", latest.to_string())]);
    }
    problems.check()?;
    // The prefix lets people and scanners see what it is that lies about in a file.
    let secret = Secret::shown(&format!("gongkai_{}", Secret::new()?.reveal()));
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let good = tokens::of_person(&mut transaction, person).await?.iter().filter(|token| token.is_good(now)).count();
    if good >= MOST {
        return Err(AppError::NotNow { reason: "token-too-many" });
    }
    let token = Token {
        id: TokenId::new(now),
        token_hash: secret.hash(),
        person: person.clone(),
        name: name.to_owned(),
        scope: new.scope,
        created_at: now,
        expires_at: end_of(new.last_day).unwrap_or(now),
        used_at: None,
        revoked_at: None,
    };
    tokens::insert(&mut transaction, &token).await?;
    let detail = json!({ "token": token.id, "scope": token.scope, "last_day": new.last_day });
    let event = Event::system("person", person, "token_created").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(secret)
}

/// The end of a day in China.
fn end_of(day: Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Asia/Shanghai").ok()?;
    Some(day.tomorrow().ok()?.to_zoned(zone).ok()?.timestamp())
}
