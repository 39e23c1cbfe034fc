//! Reminding bodies that owe a report: by hand, and by themselves.

use std::collections::HashMap;

use gongkai_documents::{Block, Document};
use gongkai_law::Lang;
use gongkai_law::roll::days_after;
use gongkai_report::letter::{Reminder, Sender};
use gongkai_store::bodies::{self, Body};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId};
use gongkai_store::messages::{self, Kind, Reminded};
use gongkai_store::obligations::{self, Listed, State};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::stage::stage_due;
use super::write::{New, write};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::error::{AppError, Problems};
use crate::settings::{self, Messages};

/// How many bodies are named that were reminded a short while ago; more are counted.
const MOST_NAMED: usize = 10;

/// A body that owes a report, with how it was reminded.
#[derive(Debug, Clone)]
pub struct Outstanding {
    /// Its row of the roll.
    pub row: Listed,
    /// Days after the due date; negative before it.
    pub days_late: i64,
    /// The stage of the last reminder, when there was one.
    pub last_stage: Option<i64>,
    /// When that was.
    pub last_at: Option<Timestamp>,
}

/// The bodies of a collection that owe a report and are not excused, the latest first.
///
/// # Errors
/// [`AppError::NotFound`] when the collection is not there or not for the caller.
pub async fn outstanding(
    app: &App,
    caller: &Caller,
    id: &CollectionId,
) -> Result<(Collection, Body, Vec<Outstanding>), AppError> {
    let (collection, body) = load(app, id).await?;
    caller.require(Permission::SendMessages, &body)?;
    let rows = owing(app, &collection).await?;
    Ok((collection, body, rows))
}

/// Reminds the chosen bodies of a collection now; how many. Those that owe nothing any more are left out. `certain` is said
/// of bodies that were reminded a short while ago (`remind_again_hours` of the settings), by hand or by themselves.
///
/// # Errors
/// [`AppError::Invalid`] when none is chosen, or when one was reminded a short while ago and it was not said that it is
/// certain: nobody is reminded then; [`AppError::NotNow`] when the collection is closed.
pub async fn remind(
    app: &App,
    caller: &Caller,
    id: &CollectionId,
    chosen: &[BodyId],
    certain: bool,
) -> Result<usize, AppError> {
    let (collection, from) = load(app, id).await?;
    caller.require(Permission::SendMessages, &from)?;
    if !collection.is_open() {
        return Err(AppError::NotNow { reason: "not-now-collection-closed" });
    }
    if chosen.is_empty() {
        return Err(Problems::one("bodies", "problem-none-chosen"));
    }
    let settings = settings::messages(app, &from).await?;
    let rows = owing(app, &collection).await?;
    let rows: Vec<_> = rows.into_iter().filter(|row| chosen.contains(&row.row.obligation.body)).collect();
    if !certain {
        lately(app, &settings, &rows).check()?;
    }
    for row in &rows {
        let by_hand = row.last_stage.unwrap_or_default().max(0).saturating_add(i64::from(row.days_late > 0));
        let due = stage_due(&settings, row.row.obligation.due_on, app.today()).unwrap_or_default();
        send(app, caller, &settings, &collection, &from, row, by_hand.max(due)).await?;
    }
    Ok(rows.len())
}

/// The bodies that were reminded a short while ago, each with when that was.
fn lately(app: &App, settings: &Messages, rows: &[Outstanding]) -> Problems {
    let mut problems = Problems::new();
    let hours = SignedDuration::from_hours(i64::from(settings.remind_again_hours));
    let is_lately = |at: &Timestamp| app.now().duration_since(*at) < hours;
    let mut named = rows.iter().filter_map(|row| Some((row, row.last_at.filter(is_lately)?)));
    for (row, at) in named.by_ref().take(MOST_NAMED) {
        let when = beijing(at).strftime("%Y-%m-%d %H:%M").to_string();
        let args = vec![("body", row.row.body_name.clone()), ("when", when)];
        problems.add_with("bodies", "problem-reminded-lately", args);
    }
    let more = named.count();
    if more > 0 {
        problems.add_with("bodies", "problem-reminded-more", vec![("count", more.to_string())]);
    }
    problems
}

/// Reminds every body whose next stage has come, in all open collections.
pub(crate) async fn run(app: &App) -> Result<(), AppError> {
    let caller = Caller::program("reminders");
    for collection in collections::all(&mut &app.database).await?.into_iter().filter(Collection::is_open) {
        let from = bodies::by_id(&mut &app.database, &collection.body).await?;
        let settings = settings::messages(app, &from).await?;
        for row in owing(app, &collection).await? {
            let due = stage_due(&settings, row.row.obligation.due_on, app.today());
            if let Some(stage) = due.filter(|stage| row.last_stage.is_none_or(|last| last < *stage)) {
                send(app, &caller, &settings, &collection, &from, &row, stage).await?;
            }
        }
    }
    Ok(())
}

async fn load(app: &App, id: &CollectionId) -> Result<(Collection, Body), AppError> {
    let collection = collections::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &collection.body).await?;
    Ok((collection, body))
}

async fn owing(app: &App, collection: &Collection) -> Result<Vec<Outstanding>, AppError> {
    let today = app.today();
    let reminded: HashMap<BodyId, Reminded> = messages::reminded(&mut &app.database, &collection.id)
        .await?
        .into_iter()
        .map(|reminded| (reminded.body.clone(), reminded))
        .collect();
    let roll = obligations::listed(&mut &app.database, &collection.id).await?;
    let mut rows: Vec<Outstanding> = roll
        .into_iter()
        .filter(|row| row.obligation.state == State::Owed && row.obligation.excused.is_none())
        // Who collects needs no letter from itself: its own start page tells.
        .filter(|row| row.obligation.body != collection.body)
        .map(|row| Outstanding {
            days_late: i64::from(days_after(row.obligation.due_on, today)),
            last_stage: reminded.get(&row.obligation.body).map(|reminded| reminded.stage),
            last_at: reminded.get(&row.obligation.body).map(|reminded| reminded.last_at),
            row,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.days_late));
    Ok(rows)
}

async fn send(
    app: &App,
    caller: &Caller,
    settings: &Messages,
    collection: &Collection,
    from: &Body,
    row: &Outstanding,
    stage: i64,
) -> Result<(), AppError> {
    let to = bodies::by_id(&mut &app.database, &row.row.obligation.body).await?;
    let (subject, text) = reminder(collection, from, row, app.today());
    let new = New {
        to: &to,
        from,
        collection: Some(&collection.id),
        kind: Kind::Reminder,
        stage,
        once: None,
        subject: &subject,
        text: &text,
    };
    let mut transaction = app.database.begin().await?;
    write(app, &mut transaction, settings, caller.actor(), &new).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// The reminder a body that owes a report would get on a day: what it is called, and its lines.
///
/// Bodies write to each other in Chinese, whatever language somebody reads the office in.
pub fn reminder(collection: &Collection, from: &Body, to: &Outstanding, today: Date) -> (String, String) {
    let contact = Some(from.profile.phone.clone()).filter(|phone| !phone.is_empty());
    let letter = Reminder {
        from: Sender { name: from.name.clone(), contact, date: today },
        to: to.row.body_name.clone(),
        year: collection.year,
        due: to.row.obligation.due_on,
    };
    words(&letter.document(Lang::ZhCn))
}

/// A letter as plain words: its title, and its lines.
pub(crate) fn words(letter: &Document) -> (String, String) {
    let mut title = String::new();
    let mut lines = Vec::new();
    for block in &letter.blocks {
        match block {
            Block::Heading(heading) if title.is_empty() => title.clone_from(&heading.text),
            Block::Heading(heading) => lines.push(heading.text.as_str()),
            Block::Paragraph(paragraph) => lines.push(paragraph.text.trim_end()),
            Block::Table(_) => {}
        }
    }
    (title, lines.join("\n"))
}
