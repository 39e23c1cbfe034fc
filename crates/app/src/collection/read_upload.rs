//! Finding out what an uploaded file is, and whose report.

use bytes::Bytes;
use gongkai_documents::archive::Entry;
use gongkai_documents::read::sniff::sniff;
use gongkai_documents::{Archive, Limits};
use gongkai_report::Report;
use gongkai_report::unreadable::Unreadable;
use gongkai_store::collections;
use gongkai_store::id::UploadId;
use gongkai_store::uploads::{self, State};

use super::settle::{self, Outcome};
use super::unpack::unpack;
use super::whose::{Whose, whose};
use crate::app::App;
use crate::error::AppError;

/// What a file turned out to be.
enum Opened {
    Archive(Archive, Vec<Entry>),
    Report(Box<Report>, &'static str),
}

/// Reads a file that waits: an archive is unpacked; a report is entered when it is certain whose it is, else a person is
/// asked. Every file ends in a state that says what became of it.
///
/// # Errors
/// [`AppError::Store`] when something cannot be reached; the job comes again then.
pub async fn read_upload(app: &App, id: &UploadId) -> Result<(), AppError> {
    let mut on = &app.database;
    let upload = uploads::by_id(&mut on, id).await?;
    if upload.state != State::Waiting {
        return Ok(());
    }
    if let Some(twin) = settle::twin(&mut on, &upload).await? {
        return settle::settle(app, id, Outcome::Duplicate(twin)).await;
    }
    let bytes = app.blobs.get(&upload.blob).await?;
    let name = upload.name.clone();
    let opened = tokio::task::spawn_blocking(move || open(bytes, &name)).await;
    // A reader that panics does so again: the file is told, the job does not come again.
    match opened.unwrap_or(Err(Unreadable::READER_FAILED)) {
        Err(why) => settle::settle(app, id, Outcome::Unreadable(why.stored())).await,
        Ok(Opened::Archive(archive, entries)) => unpack(app, &upload, archive, entries).await,
        Ok(Opened::Report(report, format)) => {
            let collection = collections::by_id(&mut on, &upload.collection).await?;
            let (whose, found) = whose(&mut on, &collection, &report, plain_name(&upload.name)).await?;
            let outcome = match whose {
                Whose::Certain(body, year) => Outcome::Matched { body, year, format, found },
                Whose::Doubtful(problem) => Outcome::Doubtful { problem, format, found },
            };
            settle::settle(app, id, outcome).await
        }
    }
}

fn open(bytes: Bytes, name: &str) -> Result<Opened, Unreadable> {
    if let Some(archive) = Archive::of_bytes(bytes.clone(), name).map_err(|error| Unreadable::from(&error))? {
        let entries = archive.entries().map_err(|error| Unreadable::from(&error))?;
        return Ok(Opened::Archive(archive, entries));
    }
    let format = sniff(&bytes).map_err(|error| Unreadable::from(&error))?.extension();
    let document = gongkai_documents::read(&bytes, &Limits::default()).map_err(|error| Unreadable::from(&error))?;
    Ok(Opened::Report(Box::new(gongkai_report::read(&document)), format))
}

/// A file's name without the archive and the folders it lay in.
fn plain_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
