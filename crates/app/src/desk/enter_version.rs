//! A new version of a body's report, read and checked.

use gongkai_report::Report as Reading;
use gongkai_report::check::Settings;
use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::journal::Actor;
use gongkai_store::reports::{Channel, Report, State};
use jiff::Timestamp;

use super::keep_reading;
use crate::access::Caller;
use crate::collection::{self, Arrived};
use crate::error::AppError;

/// A file that is known to be a body's report about a year.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The year it is about.
    pub year: i16,
    /// How it came in.
    pub channel: Channel,
    /// The file, by hash.
    pub blob: String,
    /// The file's name.
    pub file_name: String,
    /// The file's format.
    pub format: String,
    /// The file's size.
    pub size_bytes: i64,
    /// What was read from it, findings of reading included.
    pub read: Reading,
}

/// Enters a version: read, checked, in the place of the version before it; open returns are done with. Permission is the
/// caller's to ask.
///
/// # Errors
/// [`AppError::Store`] when it cannot be kept.
pub async fn enter_version(
    transaction: &mut Transaction,
    caller: &Caller,
    body: &Body,
    settings: &Settings,
    new: NewVersion,
    now: Timestamp,
) -> Result<Report, AppError> {
    let arrived = Arrived {
        body: body.id.clone(),
        year: new.year,
        channel: new.channel,
        blob: new.blob,
        file_name: new.file_name,
        format: new.format,
        size_bytes: new.size_bytes,
    };
    let report = collection::enter(transaction, caller.actor(), arrived, State::Checked, now).await?;
    let counts = keep_reading(transaction, &report, body, settings, new.read, now).await?;
    collection::note_checked(transaction, &Actor::program("read"), &report, counts, now).await?;
    Ok(Report { counts, ..report })
}
