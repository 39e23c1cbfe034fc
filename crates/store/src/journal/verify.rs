//! Walking the chains.

use jiff::Timestamp;

use super::{Entry, GENESIS, hash};
use crate::error::StoreError;
use crate::sql::Sql;
use crate::values;

/// Entries read at a time: memory stays flat however long a chain is.
const PAGE: u32 = 1_000;

/// A chain that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The chain.
    pub chain: String,
    /// How many entries it has.
    pub entries: i64,
    /// The hash of its last entry: keep it elsewhere, and a chain cut short will show.
    pub head: String,
}

/// The first entry that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The chain.
    pub chain: String,
    /// Number of the entry in the chain.
    pub seq: i64,
    /// What is wrong with it.
    pub why: Why,
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its own fields do not give its hash: it was altered.
    Altered,
    /// It does not follow the entry before: one was removed or put in.
    Unlinked,
    /// Its number is not the next one.
    Gap,
    /// It is dated before the entry it follows.
    BackDated,
    /// The chain ends before its head, or goes beyond it.
    Head,
}

impl Why {
    /// The word used in JSON and as part of a message id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Unlinked => "unlinked",
            Self::Gap => "gap",
            Self::BackDated => "back-dated",
            Self::Head => "head",
        }
    }
}

/// Walks every chain, in order of their names.
///
/// # Errors
/// [`StoreError::Database`] when the journal cannot be read. A broken chain is no error but an answer.
pub async fn verify_all(on: &mut dyn Sql) -> Result<Vec<Result<Verified, Broken>>, StoreError> {
    let rows = on
        .rows("SELECT chain FROM journal_heads UNION SELECT DISTINCT chain FROM journal ORDER BY chain", values![])
        .await?;
    let mut results = Vec::with_capacity(rows.len());
    for row in rows {
        results.push(verify(on, &row.text("chain")?).await?);
    }
    Ok(results)
}

/// Walks one chain from its first entry to its head.
///
/// # Errors
/// [`StoreError::Database`] when the journal cannot be read.
pub async fn verify(on: &mut dyn Sql, chain: &str) -> Result<Result<Verified, Broken>, StoreError> {
    let mut walk = Walk { seq: 0, hash: GENESIS.to_owned(), at: Timestamp::MIN };
    loop {
        let rows = on
            .rows(
                "SELECT * FROM journal WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                values![chain, walk.seq, PAGE],
            )
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            if let Err(why) = walk.step(&Entry::from_row(row)?) {
                return Ok(Err(Broken { chain: chain.to_owned(), seq: walk.seq.saturating_add(1), why }));
            }
        }
    }
    let head = on.row("SELECT seq, hash FROM journal_heads WHERE chain = $1", values![chain]).await?;
    let (seq, hash) = match head {
        Some(row) => (row.number("seq")?, row.text("hash")?),
        None => (0, String::new()),
    };
    if seq != walk.seq || hash != walk.hash {
        return Ok(Err(Broken { chain: chain.to_owned(), seq: walk.seq.saturating_add(1), why: Why::Head }));
    }
    Ok(Ok(Verified { chain: chain.to_owned(), entries: walk.seq, head: walk.hash }))
}

struct Walk {
    seq: i64,
    hash: String,
    at: Timestamp,
}

impl Walk {
    fn step(&mut self, entry: &Entry) -> Result<(), Why> {
        if entry.seq != self.seq.saturating_add(1) {
            return Err(Why::Gap);
        }
        if entry.hash != hash::of(entry) {
            return Err(Why::Altered);
        }
        if entry.previous_hash != self.hash {
            return Err(Why::Unlinked);
        }
        if entry.at < self.at {
            return Err(Why::BackDated);
        }
        self.seq = entry.seq;
        self.hash.clone_from(&entry.hash);
        self.at = entry.at;
        Ok(())
    }
}
