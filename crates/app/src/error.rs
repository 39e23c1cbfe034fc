//! Why a use case was not carried out.

use gongkai_store::StoreError;
use gongkai_store::id::BodyId;
use gongkai_store::publications::Withdrawal;

use crate::access::Permission;

/// A version the public reads beside one that is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whose report it is of.
    pub body: BodyId,
    /// Its number.
    pub version: i64,
    /// Whether it is the current one, published later. Else an older one was left standing.
    pub is_current: bool,
}

/// Why a use case was not carried out. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in.
    #[error("sign in first")]
    SignedOut,
    /// The caller may not do this here.
    #[error("not permitted: {}", permission.id())]
    Forbidden {
        /// What it needs.
        permission: Permission,
    },
    /// The thing is not there, or the caller may not know of it.
    #[error("not found")]
    NotFound,
    /// What was entered does not do; each problem names its field.
    #[error("{} problem(s) in what was entered", .0.0.len())]
    Invalid(Problems),
    /// Somebody else changed it in between.
    #[error("it was changed in between (hint: load it again)")]
    Stale,
    /// It is not in a state in which this can be done; the message id says why.
    #[error("not possible now: {reason}")]
    NotNow {
        /// Id of the message that says why.
        reason: &'static str,
    },
    /// It was published and is withdrawn: whose report, about which year, which version, when and why.
    #[error("withdrawn")]
    Withdrawn {
        /// The body's name.
        body: String,
        /// The year it was about.
        year: i16,
        /// When and why.
        withdrawal: Withdrawal,
        /// The number of the version.
        version: i64,
        /// The newest version the public can read, where there is one.
        standing: Option<Box<Standing>>,
    },
    /// Too often; come again later.
    #[error("too many tries (hint: wait {seconds} s)")]
    TooMany {
        /// How long to wait.
        seconds: u64,
    },
    /// The system has no randomness to give.
    #[error("the system gives no random numbers")]
    Random,
    /// What is kept cannot be reached.
    #[error("the store failed")]
    Store(#[source] StoreError),
    /// A part of the program failed for a reason of its own: a writer, a thread.
    #[error("failed: {0}")]
    Internal(String),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

/// One thing wrong with what was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, as the form and the API name it; empty for the whole.
    pub field: String,
    /// Id of the message.
    pub message: &'static str,
    /// Values for the message's placeholders.
    pub args: Vec<(&'static str, String)>,
}

/// Everything wrong with what was entered, so that it can be mended at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Nothing wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem with a field.
    pub fn add(&mut self, field: impl Into<String>, message: &'static str) {
        self.0.push(Problem { field: field.into(), message, args: Vec::new() });
    }

    /// Notes a problem with a field and what its message tells.
    pub fn add_with(&mut self, field: impl Into<String>, message: &'static str, args: Vec<(&'static str, String)>) {
        self.0.push(Problem { field: field.into(), message, args });
    }

    /// Fails when anything is wrong.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with everything that is wrong.
    pub fn check(self) -> Result<(), AppError> {
        if self.0.is_empty() { Ok(()) } else { Err(AppError::Invalid(self)) }
    }

    /// A single problem as an error.
    pub fn one(field: impl Into<String>, message: &'static str) -> AppError {
        let mut problems = Self::new();
        problems.add(field, message);
        AppError::Invalid(problems)
    }
}
