//! The receipt: a body is told that its report has come in.

use gongkai_law::Lang;
use gongkai_report::letter::{Receipt, Sender, words};
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{CollectionId, ReportId};
use gongkai_store::journal::Actor;
use gongkai_store::messages::{self, Kind};
use gongkai_store::obligations::{self, Obligation};
use gongkai_store::reports::{self, Report};
use gongkai_store::{Sql, collections, returns};
use jiff::civil::Date;

use super::write::{New, write};
use crate::app::App;
use crate::clock::beijing;
use crate::desk;
use crate::error::AppError;
use crate::settings::{Messages, effective};

/// Writes the receipt of a report to its body: what came, when, in time or late, what happens next. It comes from the
/// office that collects, by its rules, and only once for each file, however often the file is entered.
///
/// # Errors
/// [`AppError::Store`] when something cannot be reached; the job comes again then.
pub(crate) async fn acknowledge(app: &App, id: &ReportId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let report = reports::by_id(&mut transaction, id).await?;
    let to = bodies::by_id(&mut transaction, &report.body).await?;
    let owed = owed(&mut transaction, &report).await?;
    let (from, collection) = sender(&mut transaction, &to, owed.as_ref()).await?;
    // A body that collects its own report needs no letter from itself.
    if from.id == to.id {
        return Ok(());
    }
    let settings = effective::<Messages>(&mut transaction, &from).await?.value;
    let once = format!("receipt {} {} {}", report.body, report.year, report.blob);
    if !settings.receipts || messages::is_told(&mut transaction, &once).await? {
        return Ok(());
    }
    let mend_by = mend_by(&mut transaction, &report).await?;
    let receipt = Receipt { mend_by, ..letter(app, &report, &to, &from, owed.as_ref()) };
    // Bodies write to each other in Chinese, whatever language somebody reads the office in.
    let (subject, text) = words(&receipt.document(Lang::ZhCn));
    let new = New {
        to: &to,
        from: &from,
        collection: collection.as_ref(),
        kind: Kind::Receipt,
        stage: 0,
        once: Some(once),
        subject: &subject,
        text: &text,
    };
    write(app, &mut transaction, &settings, &Actor::program("receipts"), &new).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// The row of the roll the report met when it came; it may have been taken off since.
async fn owed(on: &mut dyn Sql, report: &Report) -> Result<Option<Obligation>, AppError> {
    let rows = obligations::of_year(on, &report.body, report.year).await?;
    Ok(rows.into_iter().find(|row| report.obligation.as_ref() == Some(&row.id)))
}

/// The office that collects; without a collection, the one that supervises.
async fn sender(
    on: &mut dyn Sql,
    to: &Body,
    owed: Option<&Obligation>,
) -> Result<(Body, Option<CollectionId>), AppError> {
    match owed {
        Some(owed) => {
            let collection = collections::by_id(on, &owed.collection).await?;
            Ok((bodies::by_id(on, &collection.body).await?, Some(collection.id)))
        }
        None => Ok((desk::supervisor(on, to).await?, None)),
    }
}

/// The day by which the version before was to be mended, when it was returned and this one came in its place.
async fn mend_by(on: &mut dyn Sql, report: &Report) -> Result<Option<Date>, AppError> {
    let versions = reports::versions(on, &report.body, report.year).await?;
    let Some(before) = versions.into_iter().find(|other| other.version < report.version) else { return Ok(None) };
    let returns = returns::of_year(on, &report.body, report.year).await?;
    Ok(returns.into_iter().find(|returned| returned.report == before.id).map(|returned| returned.due_on))
}

fn letter(app: &App, report: &Report, to: &Body, from: &Body, owed: Option<&Obligation>) -> Receipt {
    let contact = desk::contact(from);
    let received = beijing(report.received_at).datetime();
    let first = owed.and_then(|owed| owed.received_at).map_or(received.date(), |first| beijing(first).date());
    Receipt {
        from: Sender { name: from.name.clone(), contact, date: app.today() },
        to: to.name.clone(),
        year: report.year,
        file: report.file_name.clone(),
        version: report.version,
        received,
        first,
        due: owed.filter(|owed| owed.excused.is_none()).map(|owed| owed.due_on),
        mend_by: None,
    }
}
