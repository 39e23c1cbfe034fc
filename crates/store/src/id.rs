//! Ids: one type per entity, made by the program, sortable by the moment they were made.

use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NoId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new id that sorts after all made before.
            pub fn new(now: Timestamp) -> Self {
                Self(fresh(now))
            }

            /// The id written so; `None` when nothing is ever written so.
            pub fn parse(text: &str) -> Option<Self> {
                is_id(text).then(|| Self(text.to_owned()))
            }

            /// As text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NoId;

            fn from_str(text: &str) -> Result<Self, NoId> {
                Self::parse(text).ok_or(NoId)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<&$name> for $crate::sql::Value {
            fn from(id: &$name) -> Self {
                Self::Text(Some(id.0.clone()))
            }
        }

        impl From<Option<&$name>> for $crate::sql::Value {
            fn from(id: Option<&$name>) -> Self {
                Self::Text(id.map(|id| id.0.clone()))
            }
        }

        impl From<&Option<$name>> for $crate::sql::Value {
            fn from(id: &Option<$name>) -> Self {
                Self::Text(id.as_ref().map(|id| id.0.clone()))
            }
        }
    )* };
}

ids! {
    /// A body.
    BodyId,
    /// A person who signs in.
    PersonId,
    /// A sign-in session.
    SessionId,
    /// An API token.
    TokenId,
    /// A year's collection of annual reports by a supervising office.
    CollectionId,
    /// A body's obligation in a collection: one row of the roll.
    ObligationId,
    /// A batch of uploaded files.
    BatchId,
    /// One file of a batch.
    UploadId,
    /// One version of an annual report.
    ReportId,
    /// A finding about a report.
    FindingId,
    /// A return of a report to its body.
    ReturnId,
    /// A draft of a report in the form.
    DraftId,
    /// A publication of a report.
    PublicationId,
    /// A message to a body or person.
    MessageId,
    /// A job.
    JobId,
    /// A webhook.
    WebhookId,
}

/// One counter for the whole process, so that ids made within one moment sort in the order they were made.
static COUNTER: Mutex<uuid::ContextV7> = Mutex::new(uuid::ContextV7::new());

fn fresh(now: Timestamp) -> String {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    let moment = uuid::Timestamp::from_unix(&COUNTER, seconds, nanoseconds);
    uuid::Uuid::new_v7(moment).simple().to_string()
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_ids_sort_later() {
        let at = |second| BodyId::new(Timestamp::from_second(second).unwrap());
        assert!(at(1_700_000_000) < at(1_700_000_001));
        let same: Vec<BodyId> = (0..1000).map(|_| at(1_700_000_002)).collect();
        assert!(same.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn only_ids_are_ids() {
        for text in ["", "1", "..", "0190B5A0C0007000800000000000000A", "0190b5a0-c000-7000-8000-00000000000a"] {
            assert_eq!(BodyId::parse(text), None, "{text}");
        }
        let id = BodyId::new(Timestamp::from_second(1_700_000_000).unwrap());
        assert_eq!(BodyId::parse(id.as_str()), Some(id));
    }
}
