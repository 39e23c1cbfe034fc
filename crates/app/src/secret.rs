//! Random secrets, and the hashes that are kept of them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gongkai_store::blobs::hash_of;

use crate::error::AppError;

/// A secret handed out once; only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// 256 random bits.
    ///
    /// # Errors
    /// [`AppError::Random`] when the system has no randomness to give.
    pub fn new() -> Result<Self, AppError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| AppError::Random)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// A secret somebody showed.
    pub fn shown(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself, to hand out.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it. The secret has 256 random bits, so a plain hash is enough.
    pub fn hash(&self) -> String {
        hash_of(self.0.as_bytes())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// A seal only who knows the key can put on a text: hashed within and without, so that nothing can be added to the text.
pub fn seal(key: &str, text: &str) -> String {
    hash_of(format!("{key}\n{}", hash_of(format!("{key}\n{text}").as_bytes())).as_bytes())
}

/// Whether two texts are equal, in a time that does not tell where they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
