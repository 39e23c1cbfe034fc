//! Mail over SMTP.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::time::timeout;

use super::{Outgoing, SendError, Sending, Way};
use crate::outgoing::Trouble;

/// How long the mail server is waited for.
///
/// The transport's own limit is for connecting only: a server that takes the connection and says nothing is left by ours.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: only for a mail server on the same machine.
    None,
    /// Begun in the clear, then protected, or not at all.
    StartTls,
    /// From the beginning.
    Tls,
}

/// Where mail goes out.
#[derive(Clone, PartialEq, Eq)]
pub struct MailConfig {
    /// The mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Who we are to the server; empty for a server that does not ask.
    pub user: String,
    /// The password.
    pub password: String,
    /// Whom mail comes from, such as `示例区政务公开办公室 <xxgk@example.gov.cn>`.
    pub from: String,
}

impl std::fmt::Debug for MailConfig {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("MailConfig").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// Mail.
#[derive(Debug, Clone)]
pub struct Mail {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    patience: Duration,
}

impl Mail {
    /// Mail through a server; nothing is connected yet.
    ///
    /// # Errors
    /// [`SendError::Refused`] when the sender is no mail address, or the host's name cannot be used for a protected
    /// connection.
    pub fn new(config: &MailConfig) -> Result<Self, SendError> {
        let from: Mailbox = config.from.parse().map_err(|_| SendError::Refused(Trouble::NoRecipient))?;
        let parameters =
            || TlsParameters::new(config.host.clone()).map_err(|_| SendError::Refused(Trouble::BadAddress));
        let tls = match config.security {
            Security::None => Tls::None,
            Security::StartTls => Tls::Required(parameters()?),
            Security::Tls => Tls::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
            .port(config.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if !config.user.is_empty() {
            builder = builder.credentials(Credentials::new(config.user.clone(), config.password.clone()));
        }
        Ok(Self { from, transport: builder.build(), patience: PATIENCE })
    }

    /// Whether the server answers and lets us in.
    ///
    /// # Errors
    /// In the server's own words when not: they are for whoever sets it up.
    pub async fn test(&self) -> Result<(), String> {
        match timeout(self.patience, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) | Err(_) => Err("no answer".to_owned()),
            Ok(Err(error)) => Err(error.to_string()),
        }
    }
}

impl Way for Mail {
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move {
            let message = Message::builder()
                .from(self.from.clone())
                .to(outgoing.to.parse().map_err(|_| SendError::Refused(Trouble::NoRecipient))?)
                .subject(outgoing.subject.clone())
                // A mail sent again is the same one to whoever keeps it, and no absence note comes back.
                .message_id(Some(format!("<{}@{}>", outgoing.id, self.from.email.domain())))
                .raw_header(HeaderValue::new(
                    HeaderName::new_from_ascii_str("Auto-Submitted"),
                    "auto-generated".to_owned(),
                ))
                .header(ContentType::TEXT_PLAIN)
                .body(outgoing.text.clone())
                .map_err(|_| SendError::Refused(Trouble::Failed))?;
            let sent = timeout(self.patience, self.transport.send(message)).await;
            let Ok(sent) = sent else { return Err(SendError::Unreachable(Trouble::Timeout)) };
            match sent {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(SendError::Refused(Trouble::MailRefused)),
                Err(error) if error.is_transient() => Err(SendError::Unreachable(Trouble::MailBusy)),
                Err(error) if error.is_timeout() => Err(SendError::Unreachable(Trouble::Timeout)),
                Err(_) => Err(SendError::Unreachable(Trouble::ConnectionFailed)),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_server_that_says_nothing_is_left() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let config = MailConfig {
            host: "127.0.0.1".to_owned(),
            port: listener.local_addr().unwrap().port(),
            security: Security::None,
            user: String::new(),
            password: String::new(),
            from: "xxgk@example.gov.cn".to_owned(),
        };
        let mail = Mail { patience: Duration::from_millis(50), ..Mail::new(&config).unwrap() };
        assert_eq!(mail.test().await, Err("no answer".to_owned()));
    }
}
