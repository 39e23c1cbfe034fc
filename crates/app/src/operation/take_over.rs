//! Taking up the jobs of a program that ended in the middle of them.

use gongkai_store::{Dialect, Sql as _, jobs};

use crate::app::App;
use crate::error::AppError;

/// On SQLite one program works at a time: what another had in hand when this one starts, it will not finish. On
/// PostgreSQL other nodes may be at work, and a lease that is not prolonged runs out by itself.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn take_over(app: &App) -> Result<u64, AppError> {
    if app.database.dialect() == Dialect::Postgres {
        return Ok(0);
    }
    let mut transaction = app.database.begin().await?;
    let taken = jobs::end_leases(&mut transaction, app.now()).await?;
    transaction.commit().await?;
    Ok(taken)
}
