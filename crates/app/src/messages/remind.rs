//! Reminding bodies that owe a report, or are late to mend one that was returned: by hand, and by themselves.

use std::collections::HashMap;

use gongkai_law::Lang;
use gongkai_law::roll::days_after;
use gongkai_report::letter::{MendReminder, Reminder, Sender, words};
use gongkai_store::bodies::{self, Body};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId};
use gongkai_store::messages::{self, Kind, Reminded};
use gongkai_store::obligations::{self, Listed, Mending, State};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::stage::stage_due;
use super::write::{New, write};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::desk;
use crate::error::{AppError, Problems};
use crate::settings::{self, Messages};

/// How many bodies are named that were reminded a short while ago; more are counted.
const MOST_NAMED: usize = 10;

/// A body that owes a report, or is past the day for mending one that was returned, with how it was reminded of that.
#[derive(Debug, Clone)]
pub struct Outstanding {
    /// Its row of the roll.
    pub row: Listed,
    /// The return it is late to mend; `None` when it owes the report itself.
    pub mending: Option<Mending>,
    /// The last day.
    pub due_on: Date,
    /// Days after that day; negative before it.
    pub days_late: i64,
    /// The stage of the last reminder, when there was one.
    pub last_stage: Option<i64>,
    /// When that was.
    pub last_at: Option<Timestamp>,
    /// Whether that was a short while ago (`remind_again_hours` of the settings).
    pub is_lately: bool,
}

impl Outstanding {
    /// What a reminder of it is.
    fn kind(&self) -> Kind {
        if self.mending.is_some() { Kind::Mending } else { Kind::Reminder }
    }
}

/// The bodies of a collection that can be reminded.
#[derive(Debug, Clone)]
pub struct ToRemind {
    /// The collection.
    pub collection: Collection,
    /// The body that collects.
    pub body: Body,
    /// Those that owe a report, and those late to mend one, the latest first; nobody who is excused.
    pub rows: Vec<Outstanding>,
    /// The body that collects, where it would be among them: it writes no letter to itself, its start page tells.
    pub itself: Option<Outstanding>,
}

/// The bodies of a collection that can be reminded.
///
/// # Errors
/// [`AppError::NotFound`] when the collection is not there or not for the caller.
pub async fn outstanding(app: &App, caller: &Caller, id: &CollectionId) -> Result<ToRemind, AppError> {
    let (collection, body) = load(app, id).await?;
    caller.require_with_thing(Permission::SendMessages, &body)?;
    let settings = settings::messages(app, &body).await?;
    let rows = owing(app, &collection).await?.into_iter();
    let told = |row: Outstanding| Outstanding { is_lately: is_lately(app, &settings, &row), ..row };
    let (mut own, rows): (Vec<_>, Vec<_>) = rows.map(told).partition(|row| row.row.obligation.body == collection.body);
    Ok(ToRemind { collection, body, rows, itself: own.pop() })
}

/// Which bodies were reminded, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminders {
    /// Of the report they owe.
    pub reports: usize,
    /// Of mending the one that was returned.
    pub mending: usize,
    /// Those that were chosen and owe nothing any more.
    pub left_out: Vec<BodyId>,
    /// When the first was written.
    pub from: Timestamp,
    /// When the last was.
    pub until: Timestamp,
}

/// Reminds the chosen bodies of a collection now. Those that owe nothing any more are left out. `certain` is said
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
) -> Result<Reminders, AppError> {
    let (collection, from) = load(app, id).await?;
    caller.require_with_thing(Permission::SendMessages, &from)?;
    if !collection.is_open() {
        return Err(AppError::NotNow { reason: "not-now-collection-closed" });
    }
    if chosen.is_empty() {
        return Err(Problems::one("bodies", "problem-none-chosen"));
    }
    let settings = settings::messages(app, &from).await?;
    let rows = owing_others(app, &collection).await?;
    let rows: Vec<_> = rows.into_iter().filter(|row| chosen.contains(&row.row.obligation.body)).collect();
    if !certain {
        lately(app, &settings, &rows).check()?;
    }
    let from_moment = app.now();
    for row in &rows {
        let by_hand = row.last_stage.unwrap_or_default().max(0).saturating_add(i64::from(row.days_late > 0));
        let due = stage_due(&settings, row.due_on, app.today()).unwrap_or_default();
        send(app, caller, &settings, &collection, &from, row, by_hand.max(due)).await?;
    }
    let mending = rows.iter().filter(|row| row.mending.is_some()).count();
    let is_reminded = |body: &&BodyId| rows.iter().any(|row| row.row.obligation.body == **body);
    let left_out = chosen.iter().filter(|body| !is_reminded(body)).cloned().collect();
    let reports = rows.len().saturating_sub(mending);
    Ok(Reminders { reports, mending, left_out, from: from_moment, until: app.now() })
}

/// The bodies that were reminded a short while ago, each with when that was.
fn lately(app: &App, settings: &Messages, rows: &[Outstanding]) -> Problems {
    let mut problems = Problems::new();
    let lately = rows.iter().filter(|row| is_lately(app, settings, row));
    let mut named = lately.filter_map(|row| Some((row, row.last_at?)));
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

fn is_lately(app: &App, settings: &Messages, row: &Outstanding) -> bool {
    let hours = SignedDuration::from_hours(i64::from(settings.remind_again_hours));
    row.last_at.is_some_and(|at| app.now().duration_since(at) < hours)
}

/// Reminds every body whose next stage has come, in all open collections.
pub(crate) async fn run(app: &App) -> Result<(), AppError> {
    let caller = Caller::program("reminders");
    for collection in collections::all(&mut &app.database).await?.into_iter().filter(Collection::is_open) {
        let from = bodies::by_id(&mut &app.database, &collection.body).await?;
        let settings = settings::messages(app, &from).await?;
        for row in owing_others(app, &collection).await? {
            let due = stage_due(&settings, row.due_on, app.today());
            // Nobody is reminded ahead of the day for mending: the return has just named it.
            let due = due.filter(|stage| row.mending.is_none() || *stage > 0);
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
    let reminded: HashMap<(BodyId, Kind), Reminded> = messages::reminded(&mut &app.database, &collection.id)
        .await?
        .into_iter()
        .map(|reminded| ((reminded.body.clone(), reminded.kind), reminded))
        .collect();
    let roll = obligations::listed(&mut &app.database, &collection.id).await?;
    let mut rows: Vec<Outstanding> = roll
        .into_iter()
        // Nobody is there any more at a body that is closed.
        .filter(|row| row.obligation.excused.is_none() && row.closed_on.is_none())
        .filter_map(|row| due(row, today))
        .map(|row| match reminded.get(&(row.row.obligation.body.clone(), row.kind())) {
            Some(reminded) => Outstanding { last_stage: Some(reminded.stage), last_at: Some(reminded.last_at), ..row },
            None => row,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.days_late));
    Ok(rows)
}

/// Those that can be written to. Who collects needs no letter from itself: its own start page tells.
async fn owing_others(app: &App, collection: &Collection) -> Result<Vec<Outstanding>, AppError> {
    let mut rows = owing(app, collection).await?;
    rows.retain(|row| row.row.obligation.body != collection.body);
    Ok(rows)
}

/// What a row of the roll owes on a day: the report, or what was not mended by the day set.
fn due(row: Listed, today: Date) -> Option<Outstanding> {
    let (mending, due_on) = match row.obligation.state {
        State::Owed => (None, row.obligation.due_on),
        State::Returned => {
            let late = row.mending.filter(|mending| mending.done_at.is_none() && mending.due_on < today)?;
            (Some(late), late.due_on)
        }
        State::Received | State::Read | State::Checked | State::Accepted | State::Published | State::Withdrawn => {
            return None;
        }
    };
    let days_late = i64::from(days_after(due_on, today));
    Some(Outstanding { row, mending, due_on, days_late, last_stage: None, last_at: None, is_lately: false })
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
        kind: row.kind(),
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

/// The reminder a body would get on a day: what it is called, and its lines.
///
/// Bodies write to each other in Chinese, whatever language somebody reads the office in.
pub fn reminder(collection: &Collection, from: &Body, to: &Outstanding, today: Date) -> (String, String) {
    let contact = desk::contact(from);
    let (from, name) = (Sender { name: from.name.clone(), contact, date: today }, to.row.body_name.clone());
    let (year, due) = (collection.year, to.due_on);
    words(&match to.mending {
        None => Reminder { from, to: name, year, due }.document(Lang::ZhCn),
        Some(mending) => {
            let returned = beijing(mending.returned_at).date();
            MendReminder { from, to: name, year, returned, deadline: due }.document(Lang::ZhCn)
        }
    })
}
