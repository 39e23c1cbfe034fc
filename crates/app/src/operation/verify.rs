//! Proving the journal: every chain walked, and compared with heads kept elsewhere.

use gongkai_store::StoreError;
use gongkai_store::journal::{self, Broken, Head, Verified};

use crate::app::App;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The chains that hold.
    pub chains: Vec<Verified>,
    /// The first broken entry of each chain that does not.
    pub broken: Vec<Broken>,
    /// Kept heads that are not in their chains any more.
    pub lost: Vec<Lost>,
}

/// A kept head that is not in its chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The head that was kept.
    pub head: Head,
    /// How it was lost.
    pub loss: Loss,
}

/// How a head was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// The chain has fewer entries now.
    CutShort,
    /// The chain has another entry in its place: it was written anew.
    Rewritten,
}

impl Loss {
    /// The word used in JSON and as part of a message id.
    pub fn id(self) -> &'static str {
        match self {
            Self::CutShort => "cut-short",
            Self::Rewritten => "rewritten",
        }
    }
}

impl Verification {
    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.broken.is_empty() && self.lost.is_empty()
    }
}

/// Walks all chains. `kept` are heads that were written down before: a chain whose end was cut off, or that was written
/// anew from some entry on, holds in itself and shows only against them.
///
/// # Errors
/// [`StoreError`] when the journal cannot be read. A broken chain is no error but an answer.
pub async fn verify(app: &App, kept: &[Head]) -> Result<Verification, StoreError> {
    // One moment for everything: a chain that grows while it is walked would seem to go beyond its head.
    let mut snapshot = app.database.snapshot().await?;
    let mut verification = Verification { chains: Vec::new(), broken: Vec::new(), lost: Vec::new() };
    for chain in journal::verify_all(&mut snapshot).await? {
        match chain {
            Ok(verified) => verification.chains.push(verified),
            Err(broken) => verification.broken.push(broken),
        }
    }
    for head in kept.iter().filter(|head| head.entries > 0) {
        let loss = match journal::hash_at(&mut snapshot, &head.chain, head.entries).await? {
            None => Loss::CutShort,
            Some(hash) if hash != head.head => Loss::Rewritten,
            Some(_) => continue,
        };
        verification.lost.push(Lost { head: head.clone(), loss });
    }
    Ok(verification)
}
