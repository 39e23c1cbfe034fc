//! API tokens: made by a person for a program, with a scope and an end.

use super::sessions::Resumed;
use crate::app::App;
use crate::error::AppError;
use crate::secret::Secret;

/// The person whose program shows a token; `None` when it ran out, was revoked, or never was.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn resume(_app: &App, _secret: &Secret) -> Result<Option<Resumed>, AppError> {
    Ok(None)
}
