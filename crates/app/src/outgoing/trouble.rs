//! Why another program did not take what it was sent.

use std::io::{self, ErrorKind};

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
    /// It did not agree on an encrypted connection; mostly it speaks none.
    NoTls = "no TLS",
    /// What it said is no answer of the web.
    NoHttp = "no HTTP",
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
            || matches!(self, Self::Http(status) if is_final(status))
    }

    /// From what the client says.
    pub(crate) fn of(error: &ureq::Error) -> Self {
        match error {
            ureq::Error::Io(error) => Self::of_io(error),
            ureq::Error::Timeout(_) => Self::Timeout,
            ureq::Error::HostNotFound => Self::HostNotFound,
            ureq::Error::ConnectionFailed => Self::ConnectionFailed,
            ureq::Error::Rustls(error) => Self::of_tls(error),
            ureq::Error::Tls(_) => Self::NoTls,
            ureq::Error::Protocol(_) => Self::NoHttp,
            ureq::Error::BadUri(_) => Self::BadAddress,
            ureq::Error::BodyExceedsLimit(_) => Self::AnswerTooLarge,
            ureq::Error::Other(error) if error.is::<PrivateAddress>() => Self::PrivateAddress,
            _ => Self::Failed,
        }
    }

    fn of_io(error: &io::Error) -> Self {
        // The client hands on what went wrong while the encryption was agreed on as an error of the connection.
        if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
            return Self::of_tls(tls);
        }
        match error.kind() {
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

    fn of_tls(error: &rustls::Error) -> Self {
        match error {
            rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => Self::NoTrustedCertificate,
            _ => Self::NoTls,
        }
    }
}

/// Whether a status says that the same request will never be taken: those of RFC 9110 and 6585 that speak of the request
/// itself, but not of its time (408), of coming early (425) or too often (429).
fn is_final(status: u16) -> bool {
    (400..500).contains(&status) && ![408, 425, 429].contains(&status)
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
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::super::{Reach, agent};
    use super::*;

    fn asked(url: &str) -> Trouble {
        Trouble::of(&agent(Reach::Anywhere).get(url).call().unwrap_err())
    }

    /// A server that says the same to everybody.
    fn says(answer: &'static [u8]) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]).unwrap();
            stream.write_all(answer).unwrap();
            // Until the other side hangs up: closing early would be told of in place of the answer.
            let _ = stream.read(&mut [0; 4096]);
        });
        port
    }

    #[test]
    fn each_way_not_to_be_reached_is_told_apart() {
        assert_eq!(asked("https://no-such-host.invalid/"), Trouble::HostNotFound);
        let plain = says(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        assert_eq!(asked(&format!("https://127.0.0.1:{plain}/")), Trouble::NoTls);
        let other = says(b"220 mail.example.test ESMTP\r\n");
        assert_eq!(asked(&format!("http://127.0.0.1:{other}/")), Trouble::NoHttp);
        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        assert_eq!(asked(&format!("https://127.0.0.1:{nobody}/")), Trouble::ConnectionRefused);
        let slow = io::Error::from(ErrorKind::TimedOut);
        assert_eq!(Trouble::of(&slow.into()), Trouble::Timeout);
        assert_eq!(Trouble::of(&ureq::Error::Timeout(ureq::Timeout::Global)), Trouble::Timeout);
    }

    #[test]
    fn what_goes_wrong_with_encryption_is_known_inside_an_error_of_the_connection() {
        let wrapped = |error: rustls::Error| Trouble::of(&io::Error::new(ErrorKind::InvalidData, error).into());
        let expired = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        assert_eq!(wrapped(expired), Trouble::NoTrustedCertificate);
        assert_eq!(wrapped(rustls::Error::HandshakeNotComplete), Trouble::NoTls);
        assert_eq!(Trouble::of(&io::Error::other("?").into()), Trouble::Failed);
    }

    #[test]
    fn a_refusal_of_the_request_lasts_and_one_of_the_moment_does_not() {
        let lasting = [400, 401, 403, 404, 405, 409, 410, 413, 422, 451];
        let passing = [200, 301, 307, 408, 425, 429, 500, 502, 503, 504];
        assert!(lasting.iter().all(|status| Trouble::Http(*status).is_lasting()));
        assert!(!passing.iter().any(|status| Trouble::Http(*status).is_lasting()));
    }

    #[test]
    fn what_is_kept_is_known_again() {
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::parse(&trouble.to_string()), Some(*trouble));
        }
        assert_eq!(Trouble::parse("HTTP 404"), Some(Trouble::Http(404)));
        assert_eq!(Trouble::parse("HTTP ?"), None);
    }
}
