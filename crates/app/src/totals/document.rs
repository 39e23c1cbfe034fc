//! A total as a file.

use gongkai_documents::{Fonts, Output, write};
use gongkai_law::{Lang, Wording};
use gongkai_report::total;

use super::add_up::Added;
use crate::error::AppError;

/// The formats of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A document or workbook.
    Document(Output),
    /// Data, `gongkai.total/1`.
    Json,
}

/// A total as a file.
///
/// # Errors
/// [`AppError::Internal`] when the format's writer fails.
pub async fn document(added: Added, kind: Kind, lang: Lang) -> Result<Vec<u8>, AppError> {
    let work = move || {
        let wording = Wording::findings(lang);
        match kind {
            Kind::Json => Ok(total::json_text(&added.total, wording).into_bytes()),
            Kind::Document(output) => {
                let document = if output == Output::Csv {
                    total::sheet(&added.total, wording)
                } else {
                    total::document_of(&added.body.name, &added.total, wording)
                };
                write(&document, output, &Fonts::default())
            }
        }
    };
    let bytes = tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?;
    bytes.map_err(|error| AppError::Internal(error.to_string()))
}
