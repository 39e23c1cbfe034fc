//! The hash of an entry.
//!
//! SM3 (GB/T 32905) over every field but the hash itself, each preceded by its length in bytes as eight big-endian
//! bytes, so that no two different entries give the same text. The hash of the entry before is one of the fields.

use sm3::{Digest, Sm3};

use super::Entry;
use crate::blobs::hex;

/// What stands before the first entry of a chain.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The hash an entry must have.
pub(super) fn of(entry: &Entry) -> String {
    let mut sm3 = Sm3::new();
    let mut field = |text: &str| {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        sm3.update(length.to_be_bytes());
        sm3.update(text.as_bytes());
    };
    field(&entry.chain);
    field(&entry.seq.to_string());
    field(&entry.position.to_string());
    field(&entry.at.as_microsecond().to_string());
    field(entry.actor_id.as_deref().unwrap_or(""));
    field(&entry.actor);
    field(&entry.subject_kind);
    field(&entry.subject_id);
    field(&entry.action);
    field(&entry.detail);
    field(&entry.previous_hash);
    hex(&sm3.finalize())
}
