//! The roll of a collection: one row a body, filtered, sorted and counted.

use gongkai_law::roll::{self as law, days_after};
use gongkai_store::bodies::{self, Body, Kind};
use gongkai_store::collections::Collection;
use gongkai_store::id::{CollectionId, ObligationId};
use gongkai_store::obligations::{self, Listed, Obligation, Spared, State};
use jiff::civil::Date;

use super::load;
use super::read_again::is_stale;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::error::AppError;

/// A row with its lateness.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row.
    pub listed: Listed,
    /// Days after the last day: of a report that came in, on the day it came; else today. 0 when in time or nothing is owed.
    pub days_late: i32,
    /// Days after the last day set when it was sent back to be mended: on the day the body did its part; as long as it did
    /// not, today. 0 when in time, or never sent back.
    pub days_late_mending: i32,
}

impl Row {
    /// A row as it stands on a day.
    pub fn on(listed: Listed, today: Date) -> Self {
        let days_late = days_late(&listed.obligation, listed.closed_on, today);
        let days_late_mending = days_late_mending(&listed, today);
        Self { listed, days_late, days_late_mending }
    }

    /// Why the body owes no report, and none came.
    pub fn spared(&self) -> Option<Spared> {
        self.listed.obligation.spared(self.listed.closed_on)
    }

    /// Whether it reported although it need not.
    pub fn came_exempt(&self) -> bool {
        self.exempted() == Some(Exempted::Came)
    }

    /// Why it owes no report, or owed none.
    pub fn exempted(&self) -> Option<Exempted> {
        match self.spared() {
            Some(Spared::Excused) => Some(Exempted::Excused),
            Some(Spared::Closed) => Some(Exempted::Closed),
            None => self.listed.obligation.excused.is_some().then_some(Exempted::Came),
        }
    }

    /// Whether it is late or overdue.
    pub fn is_late(&self) -> bool {
        self.days_late > 0
    }

    /// Whether nothing has come, or only after the last day; `None` when it is not late.
    fn lateness(&self) -> Option<Late> {
        let came = self.listed.obligation.received_at.is_some();
        self.is_late().then_some(if came { Late::Came } else { Late::Overdue })
    }

    /// Whether it is late in a way.
    fn is_late_in(&self, late: Late) -> bool {
        match late {
            Late::Any => self.is_late() || self.days_late_mending > 0,
            Late::Overdue | Late::Came => self.lateness() == Some(late),
            Late::Mending => self.is_mending_overdue(),
            Late::Mended => self.days_late_mending > 0 && !self.is_mending_overdue(),
        }
    }

    /// Whether it was returned, the day for mending is past, and the body did not do its part.
    pub fn is_mending_overdue(&self) -> bool {
        let waits = self.listed.mending.is_some_and(|mending| mending.done_at.is_none());
        waits && self.days_late_mending > 0
    }
}

/// Days after the last day for mending; 0 when in time, never sent back, judged without waiting for the body, or when the
/// body is closed: it owes nothing more.
///
/// Basis: Regulation Art. 47 (the day is the office's own).
fn days_late_mending(row: &Listed, today: Date) -> i32 {
    let Some(mending) = row.mending else { return 0 };
    let waits = row.obligation.state == State::Returned && row.closed_on.is_none();
    let Some(day) = mending.done_at.map(|at| beijing(at).date()).or(waits.then_some(today)) else { return 0 };
    days_after(mending.due_on, day).max(0)
}

/// Days after the last day, of a body closed since a day; 0 when in time or when it owes nothing. Who is excused and reported
/// all the same is never late.
pub fn days_late(row: &Obligation, closed_on: Option<Date>, today: Date) -> i32 {
    if row.excused.is_some() || row.spared(closed_on).is_some() {
        return 0;
    }
    law::days_late(row.due_on, row.received_at.map(|received| beijing(received).date()), today)
}

/// The roll.
#[derive(Debug, Clone)]
pub struct Roll {
    /// The collection.
    pub collection: Collection,
    /// The body that collects.
    pub body: Body,
    /// All rows, bodies in the order of the tree.
    pub rows: Vec<Row>,
    /// How many reports were read by another version of the reader.
    pub stale: usize,
}

/// Which rows are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// In this state; bodies that owe nothing are in none.
    pub state: Option<State>,
    /// Only those that owe or owed nothing, for this reason.
    pub exempted: Option<Exempted>,
    /// Only those that are late, in this way.
    pub late: Option<Late>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Whose name contains this.
    pub text: String,
    /// In which order.
    pub order: Order,
}

/// Why a body owes no report, or owed none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exempted {
    /// It is excused and did not report.
    Excused,
    /// It is excused and reported all the same.
    Came,
    /// It was closed by the end of the year and did not report.
    Closed,
}

impl Exempted {
    /// All reasons.
    pub const ALL: [Self; 3] = [Self::Excused, Self::Came, Self::Closed];

    /// The word in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Excused => "excused",
            Self::Came => "excused-came",
            Self::Closed => "closed",
        }
    }

    /// The reason written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|exempted| exempted.id() == text)
    }
}

/// In what a row is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// In anything: with the report, or with its mending.
    Any,
    /// Nothing has come, and the last day is past.
    Overdue,
    /// The report came after its last day.
    Came,
    /// Its mending is overdue.
    Mending,
    /// It came again, or was answered, after the day for mending.
    Mended,
}

impl Late {
    /// All ways.
    pub const ALL: [Self; 5] = [Self::Any, Self::Overdue, Self::Came, Self::Mending, Self::Mended];
    /// The ways apart from [`Late::Any`], which holds when one of them does. At most one of the first two holds of a row, and
    /// at most one of the last two.
    pub const KINDS: [Self; 4] = [Self::Overdue, Self::Came, Self::Mending, Self::Mended];

    /// The word in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Any => "yes",
            Self::Overdue => "overdue",
            Self::Came => "came",
            Self::Mending => "mending",
            Self::Mended => "mended",
        }
    }

    /// The way written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|late| late.id() == text)
    }
}

/// The order of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// As in the tree.
    #[default]
    Tree,
    /// By name.
    Name,
    /// By last day.
    Due,
    /// By state.
    State,
    /// By the moment of receipt, the latest first.
    Received,
    /// By errors, most first.
    Errors,
}

impl Order {
    /// All orders.
    pub const ALL: [Self; 6] = [Self::Tree, Self::Name, Self::Due, Self::State, Self::Received, Self::Errors];

    /// The word in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Tree => "tree",
            Self::Name => "name",
            Self::Due => "due",
            Self::State => "state",
            Self::Received => "received",
            Self::Errors => "errors",
        }
    }

    /// The order written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.id() == text)
    }
}

/// How many rows there are of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// On the roll and owing a report.
    pub owing: usize,
    /// Excused.
    pub excused: usize,
    /// Closed, and owing none.
    pub closed: usize,
    /// Nothing has come in, and the last day is past.
    pub overdue: usize,
    /// Came in after the last day.
    pub late: usize,
    /// Returned, the day for mending is past, and the body did not do its part.
    pub mending_overdue: usize,
    /// Came again, or was answered, after the day for mending.
    pub mended_late: usize,
    /// By state, in the order of states.
    pub states: Vec<(State, usize)>,
}

/// In what rows are late: those of each kind, and those late in two, which stand under both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lateness {
    /// By kind, in their order.
    pub kinds: Vec<(Late, usize)>,
    /// Late with the report and with its mending.
    pub twice: usize,
}

impl Lateness {
    /// How many of some rows are late in what.
    pub fn of(rows: &[&Row]) -> Self {
        let count = |late: Late| rows.iter().filter(|row| row.is_late_in(late)).count();
        let twice = rows.iter().filter(|row| row.is_late() && row.days_late_mending > 0).count();
        Self { kinds: Late::KINDS.map(|late| (late, count(late))).to_vec(), twice }
    }
}

/// The roll of a collection the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn roll(app: &App, caller: &Caller, id: &CollectionId) -> Result<Roll, AppError> {
    let (collection, body) = load::with(&mut &app.database, caller, Permission::ViewCollection, id).await?;
    let today = app.today();
    let listed = obligations::listed(&mut &app.database, id).await?;
    let stale = listed.iter().filter(|row| is_stale(row)).count();
    let rows = listed.into_iter().map(|row| Row::on(row, today)).collect();
    Ok(Roll { collection, body, rows, stale })
}

/// One row with its collection and its body.
#[derive(Debug, Clone)]
pub struct OneRow {
    /// The row.
    pub obligation: Obligation,
    /// The collection.
    pub collection: Collection,
    /// The body that collects.
    pub supervisor: Body,
    /// The body that owes.
    pub body: Body,
    /// Days late.
    pub days_late: i32,
}

/// One row of a roll the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn row(app: &App, caller: &Caller, id: &ObligationId) -> Result<OneRow, AppError> {
    let mut on = &app.database;
    let obligation = obligations::by_id(&mut on, id).await?;
    let (collection, supervisor) =
        load::with(&mut on, caller, Permission::ViewCollection, &obligation.collection).await?;
    let body = bodies::by_id(&mut on, &obligation.body).await?;
    let days_late = days_late(&obligation, body.closed_on, app.today());
    Ok(OneRow { obligation, collection, supervisor, body, days_late })
}

/// The bodies that could be put on a roll: active ones of the subtree that are not on it.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn not_on_roll(app: &App, caller: &Caller, id: &CollectionId) -> Result<Vec<Body>, AppError> {
    let mut on = &app.database;
    let (_, body) = load::with(&mut on, caller, Permission::RunCollection, id).await?;
    let rows = obligations::listed(&mut on, id).await?;
    let on_roll: std::collections::HashSet<_> = rows.iter().map(|row| &row.obligation.body).collect();
    let all = bodies::subtree(&mut on, &body).await?;
    Ok(all.into_iter().filter(|body| body.active && !on_roll.contains(&body.id)).collect())
}

/// A collection in a list, with its counts.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The collection.
    pub collection: Collection,
    /// The body that collects.
    pub body: Body,
    /// Bodies on the roll that owe a report: those excused, or closed by the end of the year, only when they reported.
    pub owing: u64,
    /// Those of them from which nothing has come in.
    pub owed: u64,
    /// Those of them whose last day is past.
    pub overdue: u64,
    /// Reports checked and not judged yet.
    pub checked: u64,
    /// Reports sent back.
    pub returned: u64,
    /// Those of them whose day for mending is past without an answer.
    pub mending_overdue: u64,
    /// Reports accepted and not published.
    pub accepted: u64,
    /// Reports published.
    pub published: u64,
    /// Reports accepted whose last publication is withdrawn.
    pub withdrawn: u64,
}

impl Roll {
    /// The rows that are wanted, in the wanted order.
    pub fn wanted(&self, wanted: &Wanted) -> Vec<&Row> {
        let text = wanted.text.trim();
        let fits = |row: &&Row| {
            let obligation = &row.listed.obligation;
            wanted.exempted.is_none_or(|exempted| row.exempted() == Some(exempted))
                && wanted.state.is_none_or(|state| obligation.state == state && row.spared().is_none())
                && wanted.late.is_none_or(|late| row.is_late_in(late))
                && wanted.kind.is_none_or(|kind| row.listed.kind == kind)
                && (text.is_empty() || row.listed.body_name.contains(text))
        };
        let mut rows: Vec<&Row> = self.rows.iter().filter(fits).collect();
        let errors = |row: &Row| row.listed.counts.map(|counts| (counts.errors, counts.warnings));
        match wanted.order {
            Order::Tree => {}
            Order::Name => rows.sort_by(|one, other| one.listed.body_name.cmp(&other.listed.body_name)),
            Order::Due => rows.sort_by_key(|row| row.listed.obligation.due_on),
            Order::State => rows.sort_by_key(|row| row.listed.obligation.state),
            Order::Received => rows.sort_by_key(|row| std::cmp::Reverse(row.listed.obligation.received_at)),
            Order::Errors => rows.sort_by_key(|row| std::cmp::Reverse(errors(row))),
        }
        rows
    }

    /// How many rows there are of what.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally { states: State::ALL.map(|state| (state, 0)).to_vec(), ..Tally::default() };
        let add = |count: &mut usize| *count = count.saturating_add(1);
        for row in &self.rows {
            let obligation = &row.listed.obligation;
            match row.spared() {
                Some(Spared::Excused) => {
                    add(&mut tally.excused);
                    continue;
                }
                Some(Spared::Closed) => {
                    add(&mut tally.closed);
                    continue;
                }
                None => {}
            }
            add(&mut tally.owing);
            match row.lateness() {
                Some(Late::Overdue) => add(&mut tally.overdue),
                Some(Late::Came) => add(&mut tally.late),
                Some(Late::Any | Late::Mending | Late::Mended) | None => {}
            }
            if row.is_mending_overdue() {
                add(&mut tally.mending_overdue);
            }
            if row.is_late_in(Late::Mended) {
                add(&mut tally.mended_late);
            }
            if let Some((_, count)) = tally.states.iter_mut().find(|(state, _)| *state == obligation.state) {
                add(count);
            }
        }
        tally
    }
}
