//! Database, clock and people.

use gongkai_app::{Clock, SystemClock};
use gongkai_store::people::Role;
use gongkai_store::{Database, Dialect, StoreError, health, journal, people};
use jiff::{SignedDuration, Timestamp};

use super::Outcome;
use super::checks::{bad, doubtful, good};
use crate::configuration::Configuration;
use crate::render::failure::chain;
use crate::wiring;

/// Clocks may differ by so much without harm.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(5);

/// All that needs the database.
pub(super) async fn checks(configuration: &Configuration) -> Vec<Outcome> {
    let address = wiring::database_address(configuration);
    let shown = ("address", wiring::without_password(&address));
    // Opening would make the file.
    if address.strip_prefix("sqlite:").is_some_and(|path| !std::path::Path::new(path).exists()) {
        return vec![doubtful("database", "doctor-database-missing", vec![shown])];
    }
    let database = match Database::open(&address).await {
        Ok(database) => database,
        Err(error) => return vec![bad("database", "doctor-database-failed", vec![shown, ("detail", chain(&error))])],
    };
    let results = match asked(&database, &shown).await {
        Ok(results) => results,
        Err(error) => vec![bad("database", "doctor-database-failed", vec![shown, ("detail", chain(&error))])],
    };
    database.close().await;
    results
}

async fn asked(database: &Database, shown: &(&'static str, String)) -> Result<Vec<Outcome>, StoreError> {
    let mut on = database;
    let facts = health::database(database).await?;
    let name = match facts.dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    };
    let version = ("version", format!("{name} {}", facts.version));
    let mut results = vec![good("database", "doctor-database", vec![shown.clone(), version])];
    let (found, known) = (facts.schema, facts.newest);
    let steps = vec![("found", found.to_string()), ("known", known.to_string())];
    if found != known {
        let (state, message): (fn(_, _, _) -> _, _) = match found {
            0 => (doubtful, "doctor-schema-none"),
            found if found > known => (bad, "doctor-schema-newer"),
            _ => (doubtful, "doctor-schema-older"),
        };
        results.push(state("schema", message, steps));
        return Ok(results);
    }
    results.push(good("schema", "doctor-schema", steps));
    for defect in health::defects(&mut on).await? {
        results.push(bad("database", "doctor-database-defect", vec![("detail", defect)]));
    }
    results.push(clock(&mut on, facts.clock).await?);
    results.push(administrator(&mut on).await?);
    Ok(results)
}

async fn clock(on: &mut &Database, of_database: Option<Timestamp>) -> Result<Outcome, StoreError> {
    let now = SystemClock.now();
    let args = |then: Timestamp| vec![("now", now.to_string()), ("then", then.to_string())];
    if let Some(newest) = journal::newest_moment(on).await?
        && newest.duration_since(now) > TOLERANCE
    {
        return Ok(bad("clock", "doctor-clock-behind", args(newest)));
    }
    if let Some(there) = of_database
        && there.duration_since(now).abs() > TOLERANCE
    {
        return Ok(doubtful("clock", "doctor-clock-differs", args(there)));
    }
    Ok(good("clock", "doctor-clock", vec![("now", now.to_string())]))
}

async fn administrator(on: &mut &Database) -> Result<Outcome, StoreError> {
    let grants = people::grants(on).await?;
    let everybody = people::all(on).await?;
    let count = everybody
        .iter()
        .filter(|person| person.active)
        .filter(|person| grants.iter().any(|grant| grant.person == person.id && grant.role == Role::Administrator))
        .count();
    Ok(match count {
        0 => bad("people", "doctor-no-administrator", vec![]),
        count => good("people", "doctor-people", vec![("count", count.to_string())]),
    })
}
