//! What can be wrong with a configuration.

use std::path::PathBuf;

use super::key::{Key, Kind};

/// What is wrong with a configuration; `place` is `file:line:column`, a variable or an option.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigurationError {
    /// The file is there and cannot be read, or was named and is not there.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// It is not TOML.
    #[error("{place}: {detail}")]
    Syntax {
        /// Where.
        place: String,
        /// What the parser says.
        detail: String,
    },
    /// No setting has this name.
    #[error("{place}: unknown setting {name}{}", near.map(|key| format!(" (hint: {})", key.name())).unwrap_or_default())]
    Unknown {
        /// Where.
        place: String,
        /// The name.
        name: String,
        /// The setting whose name is nearest.
        near: Option<Key>,
    },
    /// A setting cannot have this value.
    #[error("{place}: {found} is no {}", kind.id())]
    Value {
        /// Where.
        place: String,
        /// What it should be.
        kind: Kind,
        /// What it is.
        found: String,
    },
}

impl ConfigurationError {
    /// A name no setting has, with the nearest one that is.
    pub(super) fn unknown(place: String, name: &str) -> Self {
        let distance = |key: &Key| strsim::damerau_levenshtein(key.name(), name);
        let near = Key::ALL.into_iter().min_by_key(distance).filter(|key| distance(key) <= 3);
        Self::Unknown { place, name: name.to_owned(), near }
    }
}
