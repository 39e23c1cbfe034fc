//! Whether the mail server can be reached.

use lettre::{AsyncSmtpTransport, Tokio1Executor};

/// Connects to the server of an address such as `smtps://user:password@host:465`, greets it and leaves.
///
/// # Errors
/// What the address or the server lacks.
pub async fn probe_mail(url: &str) -> Result<(), String> {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| error.to_string())?;
    let transport: AsyncSmtpTransport<Tokio1Executor> = transport.build();
    match transport.test_connection().await {
        Ok(true) => Ok(()),
        Ok(false) => Err("the server does not answer NOOP".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
