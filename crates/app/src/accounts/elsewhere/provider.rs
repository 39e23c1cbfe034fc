//! What is asked of an identity provider.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;

/// What a browser is sent to the provider with.
#[derive(Clone)]
pub struct Asking {
    /// Comes back unchanged.
    pub state: String,
    /// Stands in the provider's token.
    pub nonce: String,
    /// Its hash goes along; who redeems the code shows it itself (PKCE).
    pub verifier: String,
    /// Where the browser comes back to.
    pub back: String,
}

/// What a browser came back with, and what it was sent with.
#[derive(Clone)]
pub struct Redeeming {
    /// The provider's code, good once.
    pub code: String,
    /// As in [`Asking`].
    pub nonce: String,
    /// As in [`Asking`].
    pub verifier: String,
    /// As in [`Asking`].
    pub back: String,
}

/// Who somebody is at the provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Issuer and subject: never anybody else's.
    pub subject: String,
    /// What names the account here, when the provider says it (and, for an address, has verified it).
    pub account: Option<String>,
    /// Their name.
    pub name: Option<String>,
}

impl Debug for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Identity(…)")
    }
}

/// Why the provider was of no help. What is told holds nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// It is out of reach, or answers what cannot be understood.
    #[error("not reached: {0}")]
    Unreachable(String),
    /// Its answer does not hold: wrong signature, somebody else's, too old, already used.
    #[error("refused: {0}")]
    Refused(String),
}

/// A future that asks the provider.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, ProviderError>> + Send + 'a>>;

/// An identity provider. The moment is handed in: what is kept of the provider and what it signs has its time.
pub trait Provider: Debug + Send + Sync {
    /// Who it says it is.
    fn issuer(&self) -> &str;

    /// Where to send a browser.
    fn address<'a>(&'a self, asking: &'a Asking, now: Timestamp) -> Answering<'a, String>;

    /// Redeems a code and checks everything that is said with it.
    fn identify<'a>(&'a self, redeeming: &'a Redeeming, now: Timestamp) -> Answering<'a, Identity>;

    /// Where somebody can sign out at the provider, too; `None` when it has no such place.
    fn sign_out_address<'a>(&'a self, back: &'a str, now: Timestamp) -> Answering<'a, Option<String>>;
}
