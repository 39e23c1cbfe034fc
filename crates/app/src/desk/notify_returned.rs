//! Telling a body that its report was returned.

use gongkai_law::{Lang, Wording};
use gongkai_report::letter::{Returned, place_in_words};
use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::id::MessageId;
use gongkai_store::messages::Kind;

use super::notify::notify;
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Tells a body that its report was returned, in the transaction of the return: the letter's words and what has to be
/// mended. Wake the workers after the commit.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn notify_returned(
    app: &App,
    transaction: &mut Transaction,
    caller: &Caller,
    (from, to): (&Body, &Body),
    letter: &Returned,
) -> Result<MessageId, AppError> {
    // Bodies write to each other in Chinese, whatever language somebody reads the office in.
    let document = letter.document(Lang::ZhCn);
    notify(app, transaction, caller, (from, to), (Kind::Return, letter.year), (&document, &listed(letter))).await
}

/// What has to be mended, a line each: the letter has it as a table.
fn listed(letter: &Returned) -> String {
    let wording = Wording::findings(Lang::ZhCn);
    let line = |(number, finding): (u32, &gongkai_report::stored::StoredFinding)| {
        format!("\n{number}. {}：{}", place_in_words(finding, Lang::ZhCn), finding.sentence(wording).message)
    };
    (1_u32..).zip(&letter.findings).map(line).collect()
}
