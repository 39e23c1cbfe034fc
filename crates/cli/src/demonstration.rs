//! The demonstration: an invented district, loaded into an empty installation through the use cases of the office.
//!
//! What it is: `xtask demo` writes a folder with a table of bodies, people, and reports of three years, each with the
//! moment it came in and what became of it. [`load()`] puts it all in with a clock that is set from moment to moment, so
//! that the roll, the journal and the charts have a past.
//!
//! What it is not: a way to date entries back. It works on an installation nobody has used, and on no other.

mod load;
mod own_report;

use std::collections::BTreeMap;
use std::path::Path;

use gongkai_store::people::Role;
use gongkai_store::settings::{self, INSTALLATION};
use gongkai_store::{Database, dump};
use gongkai_web::DemonstrationSignIn;
use jiff::Timestamp;
use serde::Deserialize;

use crate::commands::CommandError;
use crate::operation::OperationError;
pub(crate) use load::load;

/// The setting that says that a demonstration was loaded wholly.
const LOADED: &str = "demonstration";

/// `demonstration.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Demonstration {
    root: Root,
    bodies: String,
    password: String,
    people: Vec<Person>,
    years: Vec<Year>,
}

#[derive(Debug, Deserialize)]
struct Root {
    name: String,
    kind: gongkai_store::bodies::Kind,
    level: gongkai_store::bodies::Level,
    #[serde(default)]
    profile: gongkai_store::bodies::Profile,
}

#[derive(Debug, Deserialize)]
struct Person {
    sign_in: String,
    name: String,
    role: Role,
    body: String,
}

#[derive(Debug, Deserialize)]
struct Year {
    year: i16,
    opened: Timestamp,
    reports: Vec<Report>,
    own: Option<OwnReport>,
}

/// The report of the root itself, added up from the others.
#[derive(Debug, Deserialize)]
struct OwnReport {
    reported: Timestamp,
    sections: BTreeMap<u8, String>,
    explanation: String,
    absent_reason: String,
}

#[derive(Debug, Deserialize)]
struct Report {
    body: String,
    file: String,
    received: Timestamp,
    then: Then,
    mended: Option<String>,
}

/// What becomes of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Then {
    Publish,
    Accept,
    Mend,
    Return,
    Wait,
}

impl Demonstration {
    /// The demonstration in a folder.
    ///
    /// # Errors
    /// [`OperationError::Unreadable`] when there is none.
    pub(crate) fn read(folder: &Path) -> Result<Self, CommandError> {
        let path = folder.join("demonstration.json");
        let unreadable = |detail: String| OperationError::Unreadable { path: path.clone(), detail };
        let text = std::fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?;
        Ok(serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?)
    }

    /// The sign-ins everybody may know.
    pub(crate) fn sign_ins(&self) -> Vec<DemonstrationSignIn> {
        let shown = |person: &Person| DemonstrationSignIn {
            sign_in: person.sign_in.clone(),
            password: self.password.clone(),
            role: person.role,
            body: person.body.clone(),
        };
        self.people.iter().map(shown).collect()
    }
}

/// Whether the demonstration has to be loaded: `false` when it is there.
///
/// # Errors
/// [`OperationError::NotForDemonstration`] when something else is there, or half of one.
pub(crate) async fn is_wanted(database: &Database, data: &Path) -> Result<bool, CommandError> {
    if dump::is_unused(&mut &*database).await? {
        return Ok(true);
    }
    match settings::read::<bool>(&mut &*database, INSTALLATION, LOADED).await? {
        Some(true) => Ok(false),
        _ => Err(OperationError::NotForDemonstration { path: data.to_owned() }.into()),
    }
}
