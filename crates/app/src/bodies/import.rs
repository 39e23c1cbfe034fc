//! Importing bodies from a table: first every row's fate is shown, then exactly that is done.
//!
//! What it is: [`preview`] keeps the file as a blob and tells what would become of each row; [`apply()`] makes the same plan
//! anew from the same file inside one transaction and refuses when it is not the plan that was shown.
//!
//! What it is not: it guesses nothing silently. A row that cannot be understood is refused with its reason, a cell left
//! empty changes nothing, and a dash empties what may be empty.

mod apply;
mod columns;
mod places;
mod plan;
mod row;
mod table;

use bytes::Bytes;
use gongkai_store::StoreError;
use gongkai_store::blobs::hash_of;
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;

pub use apply::{Applied, apply};
pub use columns::Column;
pub(super) use columns::{kind_word, level_word, state_word};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problem};
use table::Records;

/// What would become of a file.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The body below which it is imported.
    pub base: Body,
    /// Name of the kept file.
    pub file: String,
    /// What was shown, as a hash: what [`apply()`] is given.
    pub plan: String,
    /// Each row with its fate, in the order of the file.
    pub rows: Vec<Row>,
    /// Columns of the file that mean nothing here.
    pub ignored: Vec<String>,
}

/// A row of the file.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number in the sheet or file, from 1.
    pub number: u32,
    /// The body's name, as it is written.
    pub name: String,
    /// The name of the body above it, as it is written or as it is.
    pub parent: String,
    /// What would become of it.
    pub fate: Fate,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A body is entered, with these facts.
    New(Vec<Change>),
    /// A body that is there is changed.
    Changed(Vec<Change>),
    /// Everything is so already.
    Unchanged,
    /// Nothing, for these reasons.
    Refused(Vec<Problem>),
}

/// A field that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub column: Column,
    /// What it was; ids of kinds, levels and states.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

/// How many rows have which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Entered.
    pub new: usize,
    /// Changed.
    pub changed: usize,
    /// Left as they are.
    pub unchanged: usize,
    /// Refused.
    pub refused: usize,
}

impl Preview {
    /// How many rows have which fate.
    pub fn counts(&self) -> Counts {
        counts(&self.rows)
    }

    fn of(base: Body, file: String, rows: Vec<Row>, ignored: Vec<String>) -> Self {
        let plan = hash_of(format!("{}{rows:?}", base.id).as_bytes());
        Self { base, file, plan, rows, ignored }
    }
}

pub(super) fn counts(rows: &[Row]) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        let of_fate = match row.fate {
            Fate::New(_) => &mut counts.new,
            Fate::Changed(_) => &mut counts.changed,
            Fate::Unchanged => &mut counts.unchanged,
            Fate::Refused(_) => &mut counts.refused,
        };
        *of_fate = of_fate.saturating_add(1);
    }
    counts
}

/// Keeps a file and tells what would become of its rows below a body.
///
/// # Errors
/// [`AppError::Invalid`] on the field `file` when it is no table of bodies, [`AppError::Forbidden`] without permission to
/// manage bodies there.
pub async fn preview(app: &App, caller: &Caller, base: &BodyId, bytes: Bytes) -> Result<Preview, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    let base = permitted(caller, base, &all)?;
    let records = read(bytes.clone()).await?;
    let file = app.blobs.put(bytes).await?;
    let (rows, _) = plan::plan(&records, &base, &all);
    Ok(Preview::of(base, file, rows, records.ignored))
}

/// The preview of a file that was kept before, as things stand now.
///
/// # Errors
/// [`AppError::NotFound`] when no such file was kept, else as [`preview`].
pub async fn preview_again(app: &App, caller: &Caller, base: &BodyId, file: &str) -> Result<Preview, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    let base = permitted(caller, base, &all)?;
    let records = read(kept(app, file).await?).await?;
    let (rows, _) = plan::plan(&records, &base, &all);
    Ok(Preview::of(base, file.to_owned(), rows, records.ignored))
}

fn permitted(caller: &Caller, base: &BodyId, all: &[Body]) -> Result<Body, AppError> {
    let base = all.iter().find(|body| body.id == *base).cloned().ok_or(AppError::NotFound)?;
    caller.require(Permission::ManageBodies, &base)?;
    Ok(base)
}

async fn kept(app: &App, file: &str) -> Result<Bytes, AppError> {
    let is_name = file.len() == 64 && file.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_name {
        return Err(AppError::NotFound);
    }
    match app.blobs.get(file).await {
        Err(StoreError::NotFound) => Err(AppError::NotFound),
        other => Ok(other?),
    }
}

/// Reads the table on a thread of its own: a large workbook takes its time.
async fn read(bytes: Bytes) -> Result<Records, AppError> {
    let read = tokio::task::spawn_blocking(move || table::records(&bytes)).await;
    read.map_err(|error| AppError::Internal(error.to_string()))?.map_err(|problem| {
        let mut problems = crate::Problems::new();
        problems.0.push(problem);
        AppError::Invalid(problems)
    })
}
