//! Signing in elsewhere: at an identity provider, such as the one of the government network.
//!
//! [`begin()`] sends the browser there, [`complete()`] takes it back. What the provider says counts for an account that is
//! kept here: one that was linked to that identity before, or the one the provider names, which is linked then. Roles,
//! and whether somebody may sign in at all, stay a matter of this house.
//!
//! [`Provider`] is what is asked of one; with the feature `oidc`, `Oidc` speaks OpenID Connect to it.

mod begin;
mod complete;
#[cfg(feature = "oidc")]
mod oidc;
mod provider;
mod sign_out;

use std::sync::Arc;

use gongkai_law::Lang;

pub use begin::{Begun, begin};
pub use complete::{Answered, Arrived, complete};
#[cfg(feature = "oidc")]
pub use oidc::{Oidc, OidcConfig};
pub use provider::{Answering, Asking, Identity, Provider, ProviderError, Redeeming};
pub use sign_out::sign_out_address;

/// The identity provider people may sign in at, and what it is trusted with.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// The provider.
    pub provider: Arc<dyn Provider>,
    /// What it is called in Chinese.
    pub name: String,
    /// What it is called in English.
    pub name_en: String,
    /// What becomes of somebody who has no account here.
    pub unknown: Unknown,
    /// Who may still sign in by a password kept here.
    pub passwords: LocalPasswords,
}

impl Elsewhere {
    /// What it is called.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.name,
            Lang::En => &self.name_en,
        }
    }
}

/// What becomes of somebody the provider vouches for who has no account here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unknown {
    /// They are turned away.
    #[default]
    Refuse,
    /// They get an account without any role.
    Enter,
}

/// Who may sign in by a password kept here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LocalPasswords {
    /// Everybody who has one.
    #[default]
    Everybody,
    /// Administrators only: somebody has to get in when the provider is down.
    Administrators,
}
