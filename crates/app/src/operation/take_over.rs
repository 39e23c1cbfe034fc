//! Taking up the jobs of a program that ended in the middle of them, and letting go of its requests' keys.

use gongkai_store::{Dialect, Sql as _, idempotency, jobs};

use crate::app::App;
use crate::error::AppError;

/// On SQLite one program works at a time: what another had in hand when this one starts, it will not finish, and what
/// it was asked for under a key and had not carried out may be sent again. On PostgreSQL other nodes may be at work; a lease that
/// is not prolonged runs out by itself, and so does a key.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn take_over(app: &App) -> Result<u64, AppError> {
    if app.database.dialect() == Dialect::Postgres {
        return Ok(0);
    }
    let mut transaction = app.database.begin().await?;
    let taken = jobs::end_leases(&mut transaction, app.now()).await?;
    idempotency::release_all(&mut transaction).await?;
    transaction.commit().await?;
    Ok(taken)
}
