//! Why another program did not take what it was sent.

use std::io::ErrorKind;

use super::reach::PrivateAddress;

macro_rules! troubles {
    ($($(#[$doc:meta])* $name:ident = $said:literal,)*) => {
        /// Why another program did not take what it was sent. It is kept in these words, without the address, which may hold
        /// a key or a code; pages have a sentence for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Trouble {
            $($(#[$doc])* $name,)*
            /// It answered, with a status that says no.
            Http(u16),
        }

        impl Trouble {
            /// Each of them; of statuses, one.
            pub const ALL: &[Self] = &[$(Self::$name,)* Self::Http(503)];

            fn said(self) -> Result<&'static str, u16> {
                match self {
                    $(Self::$name => Ok($said),)*
                    Self::Http(status) => Err(status),
                }
            }
        }
    };
}

troubles! {
    /// Its name leads to this machine or the network around it, where nothing is sent to.
    PrivateAddress = "private address",
    /// Its address is none.
    BadAddress = "bad address",
    /// Nobody knows its name.
    HostNotFound = "host not found",
    /// It did not answer in time.
    Timeout = "timeout",
    /// There is no way to it.
    NoRoute = "no route",
    /// It did not let us in.
    ConnectionRefused = "connection refused",
    /// It left before it had answered.
    ConnectionLost = "connection lost",
    /// It could not be connected to.
    ConnectionFailed = "connection failed",
    /// It could not prove who it is.
    NoTrustedCertificate = "no trusted certificate",
    /// It said more than is listened to.
    AnswerTooLarge = "answer too large",
    /// The mail server does not take this mail, now or later.
    MailRefused = "SMTP 5xx",
    /// The mail server does not take it now.
    MailBusy = "SMTP 4xx",
    /// Whom it is to cannot be written to: no address.
    NoRecipient = "the address is not valid",
    /// The way out is not set up.
    NoChannel = "the channel is not configured",
    /// The webhook was switched off meanwhile.
    Off = "off",
    /// The program was stopped meanwhile.
    Interrupted = "interrupted",
    /// Something else.
    Failed = "failed",
}

impl Trouble {
    /// From the words it is kept in; `None` for those of another version of the program.
    pub fn parse(said: &str) -> Option<Self> {
        match said.strip_prefix("HTTP ") {
            Some(status) => status.parse().ok().map(Self::Http),
            None => Self::ALL.iter().copied().find(|trouble| trouble.said() == Ok(said)),
        }
    }

    /// Whether another try would end the same way, whatever the other side does meanwhile.
    pub fn is_lasting(self) -> bool {
        matches!(self, Self::PrivateAddress | Self::BadAddress | Self::Off)
    }

    /// From what the client says.
    pub(crate) fn of(error: &ureq::Error) -> Self {
        match error {
            ureq::Error::Io(error) => Self::of_io(error.kind()),
            ureq::Error::Timeout(_) => Self::Timeout,
            ureq::Error::HostNotFound => Self::HostNotFound,
            ureq::Error::ConnectionFailed => Self::ConnectionFailed,
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Self::NoTrustedCertificate,
            ureq::Error::BadUri(_) => Self::BadAddress,
            ureq::Error::BodyExceedsLimit(_) => Self::AnswerTooLarge,
            ureq::Error::Other(error) if error.is::<PrivateAddress>() => Self::PrivateAddress,
            _ => Self::Failed,
        }
    }

    fn of_io(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::TimedOut => Self::Timeout,
            ErrorKind::ConnectionRefused => Self::ConnectionRefused,
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => Self::NoRoute,
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof
            | ErrorKind::NotConnected => Self::ConnectionLost,
            _ => Self::Failed,
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.said() {
            Ok(said) => formatter.write_str(said),
            Err(status) => write!(formatter, "HTTP {status}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_known_again() {
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::parse(&trouble.to_string()), Some(*trouble));
        }
        assert_eq!(Trouble::parse("HTTP 404"), Some(Trouble::Http(404)));
        assert_eq!(Trouble::parse("HTTP ?"), None);
    }
}
