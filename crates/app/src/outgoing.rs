//! How requests leave for other programs.

mod reach;
mod trouble;

use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;

pub use reach::Reach;
pub(crate) use reach::names_inside;
pub use trouble::Trouble;

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
    let config = match reach {
        Reach::Anywhere => builder.build(),
        // Through a proxy names are looked up by others: where they lead could not be held.
        Reach::Public => builder.proxy(None).build(),
    };
    Agent::with_parts(config, DefaultConnector::default(), reach::Within(reach))
}
