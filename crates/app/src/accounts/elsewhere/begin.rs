//! Sending a browser to the identity provider.

use gongkai_store::foreign_sign_ins::{self, ForeignSignIn};
use jiff::SignedDuration;

use super::provider::Asking;
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::secret::Secret;

/// How long somebody may take at the provider.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// A sign-in that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Goes into a cookie: only the browser that began can come back.
    pub secret: Secret,
    /// Where to send the browser.
    pub address: String,
}

/// Begins a sign-in at the identity provider. `back` is where the browser comes back to, `next` where it goes then.
///
/// # Errors
/// [`AppError::NotFound`] when there is no provider, [`AppError::Invalid`] when it cannot be reached.
pub async fn begin(app: &App, back: &str, next: &str) -> Result<Begun, AppError> {
    let elsewhere = app.elsewhere().ok_or(AppError::NotFound)?;
    let text = || Secret::new().map(|secret| secret.reveal().to_owned());
    let asking = Asking { state: text()?, nonce: text()?, verifier: text()?, back: back.to_owned() };
    let address = elsewhere.provider.address(&asking, app.now()).await.map_err(|error| {
        tracing::warn!(%error, "the identity provider is of no help");
        Problems::one("elsewhere", "sign-in-elsewhere-unreachable")
    })?;
    let secret = Secret::new()?;
    let now = app.now();
    let begun = ForeignSignIn {
        token_hash: secret.hash(),
        state: asking.state,
        nonce: asking.nonce,
        verifier: asking.verifier,
        next: next.to_owned(),
        expires_at: now.checked_add(PATIENCE).unwrap_or(now),
    };
    let mut transaction = app.database.begin().await?;
    foreign_sign_ins::insert(&mut transaction, &begun, now).await?;
    transaction.commit().await?;
    Ok(Begun { secret, address })
}
