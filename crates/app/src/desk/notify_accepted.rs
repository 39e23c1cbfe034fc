//! Telling a body that its returned report is accepted, as it is or mended.

use gongkai_law::Lang;
use gongkai_report::letter::{MendAccepted, Sender};
use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::messages::Kind;
use gongkai_store::reports::Report;
use gongkai_store::returns::Return;

use super::letter::{parties, supervisor};
use super::notify::notify;
use crate::access::Caller;
use crate::app::App;
use crate::clock::beijing;
use crate::error::AppError;

/// Tells a body that the return of its report is done with, in the transaction of the acceptance. Wake the workers after the
/// commit.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub(super) async fn notify_accepted(
    app: &App,
    transaction: &mut Transaction,
    caller: &Caller,
    (to, accepted): (&Body, &Report),
    returned: &Return,
    reason: &str,
) -> Result<(), AppError> {
    let from = supervisor(transaction, to).await?;
    let parties = parties(to, &from);
    let letter = MendAccepted {
        from: Sender { name: parties.from, contact: parties.contact, date: app.today() },
        to: parties.to,
        year: returned.year,
        returned: beijing(returned.returned_at).date(),
        answered: returned.answered_at.map(|at| beijing(at).date()),
        resubmitted: (accepted.id != returned.report).then(|| beijing(accepted.received_at).date()),
        reason: reason.to_owned(),
    };
    // Bodies write to each other in Chinese, whatever language somebody reads the office in.
    let document = letter.document(Lang::ZhCn);
    notify(app, transaction, caller, (&from, to), (Kind::Accepted, returned.year), (&document, "")).await?;
    Ok(())
}
