//! A message that is a letter, as a file.

use gongkai_documents::{Block, Document, Fonts, Output};
use gongkai_report::letter;
use gongkai_store::id::MessageId;
use gongkai_store::messages::{Channel, Kind, Message};

use super::inbox::open;
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// The letter a message is, as it was sent; `None` for a note, a return, whose letter has a list and is kept by itself, and for
/// what went to a telephone.
pub fn letter(message: &Message) -> Option<Document> {
    let is_letter = match message.kind {
        Kind::Reminder | Kind::Mending | Kind::Extension | Kind::Accepted | Kind::Withdrawal | Kind::Receipt => {
            message.channel != Channel::Sms
        }
        Kind::Return | Kind::Note => false,
    };
    is_letter.then(|| letter::of_words(&message.subject, &message.text))
}

/// The letter a message is, as a file: its name and its bytes.
///
/// # Errors
/// [`AppError::NotFound`] when the message is no letter, not there or not for the caller to see; [`AppError::Internal`] when the
/// writer refuses.
pub async fn letter_file(
    app: &App,
    caller: &Caller,
    id: &MessageId,
    output: Output,
) -> Result<(String, Vec<u8>), AppError> {
    let message = open(app, caller, id).await?.message;
    as_file(letter(&message).ok_or(AppError::NotFound)?, output).await
}

/// A letter as a file, called as the letter is.
pub(crate) async fn as_file(letter: Document, output: Output) -> Result<(String, Vec<u8>), AppError> {
    let title = match letter.blocks.first() {
        Some(Block::Heading(heading)) => heading.text.replace('\n', ""),
        Some(Block::Paragraph(_) | Block::Table(_)) | None => String::new(),
    };
    let write = move || gongkai_documents::write(&letter, output, &Fonts::default());
    let written = tokio::task::spawn_blocking(write).await.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok((title, written.map_err(|error| AppError::Internal(error.to_string()))?))
}
