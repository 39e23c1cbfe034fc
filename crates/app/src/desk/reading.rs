//! Reading a report's file: away from the threads that answer requests.

use bytes::Bytes;
use gongkai_documents::{Document, Limits, ReadError};
use gongkai_report::Report;

use crate::error::AppError;

/// Which version of the reader this is; kept with every reading.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// A file as document and report.
pub type Read = Result<(Document, Report), ReadError>;

/// Reads a file's bytes.
///
/// # Errors
/// [`AppError::Internal`] when the reader's thread broke off. That the bytes cannot be read is no error here: it is
/// told inside.
pub async fn read_bytes(bytes: Bytes) -> Result<Read, AppError> {
    let read = move || {
        let document = gongkai_documents::read(&bytes, &Limits::default())?;
        let report = gongkai_report::read(&document);
        Ok((document, report))
    };
    tokio::task::spawn_blocking(read).await.map_err(|error| AppError::Internal(error.to_string()))
}
