//! Opening a year's collection: who owes a report, and by when.

use std::collections::BTreeMap;

use gongkai_store::StoreError;
use gongkai_store::bodies::{self, Body, Kind};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId, ObligationId};
use gongkai_store::journal::{self, Event};
use gongkai_store::obligations::{self, Owing};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::settings::{Due, effective};

/// The kinds of body that owe a report unless a supervising office chooses otherwise.
///
/// Basis: Regulation Art. 49 (departments and governments of county level and above) and Arts. 50, 54, 55; streets and
/// townships report by their governments' order. Communities and villages are no administrative organs.
pub const OWING: [Kind; 5] = [Kind::Government, Kind::Department, Kind::Street, Kind::Township, Kind::Institution];

/// The first year there were reports about: the Regulation came into force in 2008.
pub const FIRST_YEAR: i16 = 2008;

/// A collection to be opened.
#[derive(Debug, Clone)]
pub struct NewCollection {
    /// The supervising body.
    pub body: BodyId,
    /// The year the reports are about.
    pub year: i16,
    /// The kinds of body that owe a report.
    pub kinds: Vec<Kind>,
    /// Whether the supervising body stands on its own roll.
    pub itself: bool,
    /// The last day of everybody; `None` for the day of each kind.
    pub due_on: Option<Date>,
    /// Said of a year whose days are long over: everybody is to count as late.
    pub late_is_meant: bool,
}

impl NewCollection {
    /// A collection of the kinds that owe a report, the supervising body with them, each by the day of its kind.
    pub fn of(body: BodyId, year: i16) -> Self {
        Self { body, year, kinds: OWING.to_vec(), itself: true, due_on: None, late_is_meant: false }
    }
}

/// How a roll would look: what the form shows before anything is opened.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The supervising body.
    pub body: Body,
    /// How many bodies there are of each kind below it, and the last day of each kind.
    pub kinds: Vec<(Kind, usize, Option<Date>)>,
    /// The last day of the supervising body's own report.
    pub own: Option<Date>,
}

/// What a collection of a year would ask of whom.
///
/// # Errors
/// [`AppError::Forbidden`] outside the caller's subtree.
pub async fn plan(app: &App, caller: &Caller, body: &BodyId, year: i16) -> Result<Plan, AppError> {
    let mut on = &app.database;
    let body = bodies::by_id(&mut on, body).await?;
    caller.require(Permission::RunCollection, &body)?;
    let due = effective::<Due>(&mut on, &body).await?.value;
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for member in bodies::subtree(&mut on, &body).await?.iter().filter(|member| member.active && member.id != body.id) {
        let count = counts.entry(member.kind).or_default();
        *count = count.saturating_add(1);
    }
    let kinds = counts.into_iter().map(|(kind, count)| (kind, count, due.last_day(kind, year))).collect();
    Ok(Plan { own: due.last_day(body.kind, year), body, kinds })
}

/// Opens a collection: every active body of the chosen kinds below the supervising one goes on the roll, with the last
/// day of its kind or the one set for all. Reports that are here already are noted.
///
/// # Errors
/// [`AppError::Invalid`] for a year that is no year of reports or was opened before, without any body, and for a year long
/// over unless a day is set or lateness is meant.
pub async fn open_collection(app: &App, caller: &Caller, new: NewCollection) -> Result<CollectionId, AppError> {
    let mut transaction = app.database.begin().await?;
    let body = bodies::by_id(&mut transaction, &new.body).await?;
    caller.require(Permission::RunCollection, &body)?;
    if new.year < FIRST_YEAR || new.year > app.today().year() {
        return Err(Problems::one("year", "problem-report-year"));
    }
    let due = effective::<Due>(&mut transaction, &body).await?.value;
    check_due(&new, due, app.today())?;
    let now = app.now();
    let terms = Terms { due, due_on: new.due_on };
    let all = bodies::subtree(&mut transaction, &body).await?;
    let owes = |member: &&Body| {
        member.active && if member.id == body.id { new.itself } else { new.kinds.contains(&member.kind) }
    };
    let owing: Vec<Owing> =
        all.iter().filter(owes).map(|member| owing(member, &terms, new.year, now)).collect::<Result<_, _>>()?;
    if owing.is_empty() {
        return Err(Problems::one("kinds", "problem-nobody-owes"));
    }
    let collection = Collection {
        id: CollectionId::new(now),
        body: body.id.clone(),
        year: new.year,
        due: serde_json::to_string(&due).unwrap_or_default(),
        due_on: new.due_on,
        opened_at: now,
        closed_at: None,
    };
    match collections::insert(&mut transaction, &collection).await {
        Err(StoreError::Conflict) => return Err(Problems::one("year", "problem-collection-known")),
        other => other?,
    }
    obligations::insert(&mut transaction, &collection.id, new.year, &owing, now).await?;
    let event = Event::of(&body.id, "collection", &collection.id, "collection_opened")
        .with(json!({"year": new.year, "kinds": new.kinds, "bodies": owing.len(), "due_on": new.due_on}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(collection.id)
}

/// By when the bodies of a collection owe.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    /// By the kind of body.
    due: Due,
    /// Everybody.
    due_on: Option<Date>,
}

impl Terms {
    /// Those a collection was opened with.
    pub(super) fn of(collection: &Collection) -> Self {
        Self { due: serde_json::from_str(&collection.due).unwrap_or_default(), due_on: collection.due_on }
    }
}

/// Whether the days asked for can be meant.
fn check_due(new: &NewCollection, due: Due, today: Date) -> Result<(), AppError> {
    if let Some(due_on) = new.due_on {
        return possible_due(new.year, due_on, today);
    }
    // Who collects last year's reports in autumn chases the late; who enters old years would call everybody late.
    let long_over = new.year < today.year().saturating_sub(1);
    if !long_over || new.late_is_meant {
        return Ok(());
    }
    let mut problems = Problems::new();
    let day = due.last_day(Kind::Government, new.year).map(|day| day.to_string()).unwrap_or_default();
    problems.add_with("due_on", "problem-days-long-over", vec![("day", day)]);
    Err(AppError::Invalid(problems))
}

/// Whether a day can be the last one for reports about a year: after that year, and not later than the end of the next one.
pub(super) fn possible_due(year: i16, due_on: Date, today: Date) -> Result<(), AppError> {
    if due_on.year() > year && due_on.year() <= today.year().saturating_add(1) {
        Ok(())
    } else {
        Err(Problems::one("due_on", "problem-due-year"))
    }
}

/// The row of a body: it owes by the day set for everybody, or else for its kind.
pub(super) fn owing(body: &Body, terms: &Terms, year: i16, now: Timestamp) -> Result<Owing, AppError> {
    let due_on = terms.due_on.or_else(|| terms.due.last_day(body.kind, year));
    let due_on = due_on.ok_or_else(|| Problems::one("year", "problem-report-year"))?;
    Ok(Owing { id: ObligationId::new(now), body: body.id.clone(), due_on })
}
