//! How requests leave for other programs.

mod reach;

use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;

pub use reach::Reach;
pub(crate) use reach::names_inside;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// What requests leave by. Redirects are not followed: nobody else gets what is meant for one. Every status is an answer.
/// Whom the machine trusts is trusted: offices have authorities of their own.
pub(crate) fn agent(reach: Reach) -> Agent {
    let builder = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build());
    match reach {
        Reach::Anywhere => Agent::new_with_config(builder.build()),
        // Through a proxy names are looked up by others: where they lead could not be held.
        Reach::Public => {
            Agent::with_parts(builder.proxy(None).build(), DefaultConnector::default(), reach::PublicOnly::default())
        }
    }
}

/// What failed, without the address: it may hold a key or a code.
pub(crate) fn plain(error: &ureq::Error) -> String {
    let known = match error {
        ureq::Error::Io(error) => return error.kind().to_string(),
        ureq::Error::Timeout(_) => "timeout",
        ureq::Error::HostNotFound => "host not found",
        ureq::Error::ConnectionFailed => "connection failed",
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => "no trusted certificate",
        ureq::Error::BadUri(_) => "bad address",
        ureq::Error::BodyExceedsLimit(_) => "answer too large",
        ureq::Error::Other(error) if error.is::<reach::PrivateAddress>() => "private address",
        _ => "failed",
    };
    known.to_owned()
}
