//! Telling a body that what was published of its report is withdrawn.

use gongkai_law::Lang;
use gongkai_report::letter::{Sender, Withdrawn};
use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::messages::Kind;

use super::letter::{parties, supervisor};
use super::notify::notify;
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Tells a body which versions of its report about a year are withdrawn, why, and whether one stays published, in the
/// transaction of the withdrawal. Wake the workers after the commit.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub(crate) async fn notify_withdrawn(
    app: &App,
    transaction: &mut Transaction,
    caller: &Caller,
    (to, year): (&Body, i16),
    (mut versions, stays): (Vec<i64>, Option<i64>),
    reason: &str,
) -> Result<(), AppError> {
    let from = supervisor(transaction, to).await?;
    // A body nobody supervises writes no letter to itself.
    if from.id == to.id {
        return Ok(());
    }
    versions.sort_unstable();
    let parties = parties(to, &from);
    let letter = Withdrawn {
        from: Sender { name: parties.from, contact: parties.contact, date: app.today() },
        to: parties.to,
        year,
        versions,
        reason: reason.to_owned(),
        stays,
    };
    // Bodies write to each other in Chinese, whatever language somebody reads the office in.
    let document = letter.document(Lang::ZhCn);
    notify(app, transaction, caller, (&from, to), (Kind::Withdrawal, year), (&document, "")).await?;
    Ok(())
}
