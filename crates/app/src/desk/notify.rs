//! A letter about a report as a message to its body.

use gongkai_documents::Document;
use gongkai_report::letter::words;
use gongkai_store::bodies::Body;
use gongkai_store::id::MessageId;
use gongkai_store::messages::Kind;
use gongkai_store::{Transaction, obligations};

use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;
use crate::messages::{self, New};
use crate::settings::{Messages, effective};

/// Sends the words of a letter about the report of a year to its body, and what stands below them, in the transaction of
/// what it tells. Wake the workers after the commit.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub(super) async fn notify(
    app: &App,
    transaction: &mut Transaction,
    caller: &Caller,
    (from, to): (&Body, &Body),
    (kind, year): (Kind, i16),
    (letter, below): (&Document, &str),
) -> Result<MessageId, AppError> {
    let settings = effective::<Messages>(transaction, from).await?.value;
    let (subject, text) = words(letter);
    // By its collection a letter is known later to be about that year.
    let owed = obligations::of_year(transaction, &to.id, year).await?;
    let new = New {
        to,
        from,
        collection: owed.first().map(|owed| &owed.collection),
        kind,
        stage: 0,
        once: None,
        subject: &subject.replace('\n', ""),
        text: &(text + below),
    };
    messages::write(app, transaction, &settings, caller.actor(), &new).await
}
