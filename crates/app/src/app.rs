//! What every use case is given.

use std::sync::Arc;

use gongkai_store::blobs::Blobs;
use gongkai_store::{Database, journal};
use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::Notify;

use crate::accounts::elsewhere::Elsewhere;
use crate::clock::{Clock, beijing};
use crate::error::AppError;
use crate::messages::Channels;
use crate::outgoing::Reach;

/// The program's parts: database, blobs, clock.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub database: Database,
    /// Files by content.
    pub blobs: Blobs,
    clock: Arc<dyn Clock>,
    workers: Arc<Notify>,
    channels: Arc<Channels>,
    elsewhere: Option<Arc<Elsewhere>>,
    upload_bytes: u64,
    webhook_reach: Reach,
}

/// The most bytes of one file where the operator sets nothing else.
const UPLOAD_BYTES: u64 = 50 * 1024 * 1024;

impl App {
    /// From its parts.
    pub fn new(database: Database, blobs: Blobs, clock: Arc<dyn Clock>) -> Self {
        Self {
            database,
            blobs,
            clock,
            workers: Arc::new(Notify::new()),
            channels: Arc::default(),
            elsewhere: None,
            upload_bytes: UPLOAD_BYTES,
            webhook_reach: Reach::default(),
        }
    }

    /// The same with ways out for messages.
    #[must_use]
    pub fn with_channels(self, channels: Channels) -> Self {
        Self { channels: Arc::new(channels), ..self }
    }

    /// The same with an identity provider people may sign in at.
    #[must_use]
    pub fn with_elsewhere(self, elsewhere: Option<Elsewhere>) -> Self {
        Self { elsewhere: elsewhere.map(Arc::new), ..self }
    }

    /// The same with another limit for one file.
    #[must_use]
    pub fn with_upload_bytes(self, upload_bytes: u64) -> Self {
        Self { upload_bytes, ..self }
    }

    /// The same with webhooks that reach this far.
    #[must_use]
    pub fn with_webhook_reach(self, webhook_reach: Reach) -> Self {
        Self { webhook_reach, ..self }
    }

    /// How far webhooks reach.
    pub(crate) fn webhook_reach(&self) -> Reach {
        self.webhook_reach
    }

    /// The most bytes of one file that comes in, alone or in an archive.
    pub fn upload_bytes(&self) -> u64 {
        self.upload_bytes
    }

    /// Where people may sign in beside here.
    pub fn elsewhere(&self) -> Option<&Elsewhere> {
        self.elsewhere.as_deref()
    }

    /// The ways out for messages.
    pub fn channels(&self) -> &Channels {
        &self.channels
    }

    /// This moment, to the microsecond: what databases keep.
    pub fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// Today, as people in China count days.
    pub fn today(&self) -> Date {
        beijing(self.now()).date()
    }

    /// Tells this node's idle workers that there is work: call it after the commit that wrote a job.
    pub fn wake(&self) {
        self.workers.notify_waiters();
        // One who is just about to wait is woken, too.
        self.workers.notify_one();
    }

    pub(crate) async fn woken(&self) {
        self.workers.notified().await;
    }

    /// The number of the journal's newest entry: what caches are keyed by.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be asked.
    pub async fn position(&self) -> Result<i64, AppError> {
        Ok(journal::position(&mut &self.database).await?)
    }
}
