//! How the installation is: database, files, clock.

use gongkai_store::health::{self, DatabaseFacts};
use gongkai_store::jobs::{self, Job, State};
use gongkai_store::messages::{self, Channel, Unsent};
use gongkai_store::{StoreError, bodies, webhooks};
use jiff::{SignedDuration, Timestamp};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Jobs given up that are listed.
const FAILED: u32 = 20;

/// Messages given up are told so long after they were written.
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How the installation is.
#[derive(Debug, Clone)]
pub struct Health {
    /// Version of the program.
    pub version: &'static str,
    /// The database.
    pub database: DatabaseFacts,
    /// What went wrong when a file was written and removed on trial.
    pub blobs_problem: Option<String>,
    /// The program's clock.
    pub now: Timestamp,
    /// Number of the newest journal entry.
    pub position: i64,
    /// How many jobs are in each state; states without jobs are left out.
    pub jobs: Vec<(State, u64)>,
    /// Jobs given up, newest first.
    pub failed: Vec<Job>,
    /// Deliveries to webhooks that have not gone out.
    pub undelivered: Unsent,
    /// The same to webhooks that are switched off.
    pub held_off: u64,
    /// Whether mail, short messages and government chat have a way out, and what has not gone out of them.
    pub channels: [(Channel, bool, Unsent); 3],
}

/// How the installation is, for those who keep the topmost body.
///
/// # Errors
/// [`AppError::Forbidden`] without permission at the topmost body.
pub async fn health(app: &App, caller: &Caller) -> Result<Health, AppError> {
    let mut on = &app.database;
    let root = bodies::root(&mut on).await?.ok_or(AppError::NotFound)?;
    if !caller.may(Permission::ViewHealth, &root) {
        return Err(AppError::Forbidden { permission: Permission::ViewHealth });
    }
    let since = app.now().checked_sub(LATELY).unwrap_or(Timestamp::MIN);
    let unsent = messages::unsent(&mut on, since).await?;
    let of_channel = |channel, configured| {
        let unsent = unsent.iter().find(|(of, _)| *of == channel).map(|(_, unsent)| *unsent);
        (channel, configured, unsent.unwrap_or_default())
    };
    Ok(Health {
        version: env!("CARGO_PKG_VERSION"),
        database: health::database(&app.database).await?,
        blobs_problem: app.blobs.probe().await.err().map(|error: StoreError| chain(&error)),
        jobs: jobs::counts(&mut on).await?,
        failed: jobs::list(&mut on, Some(State::Failed), FAILED).await?,
        undelivered: webhooks::unsent(&mut on).await?,
        held_off: webhooks::held_off(&mut on).await?,
        channels: [
            of_channel(Channel::Mail, app.channels().mail.is_some()),
            of_channel(Channel::Sms, app.channels().sms.is_some()),
            of_channel(Channel::Chat, app.channels().chat.is_some()),
        ],
        now: app.now(),
        position: app.position().await?,
    })
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
