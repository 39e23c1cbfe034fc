//! Passwords as they are kept: argon2id, with what the Open Worldwide Application Security Project asks for at least
//! (19 MiB, two passes, one lane).

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::error::AppError;

/// The longest password that is looked at; a longer one is wrong.
pub const LONGEST: usize = 128;

/// The hash of a password nobody has. It is verified when a name is unknown, so that the answer takes as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Z29uZ2thaSBub2JvZHkncw$UHg4k4GJt3EX3sF4dVnl3TCHJJo5WCuGqRyZGlVJYp4";

/// Each hash takes 19 MiB: so many sign-ins at once and no more, whatever is asked for.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// What is kept of a password.
///
/// # Errors
/// [`AppError::Random`] when the system has no randomness to give.
pub async fn hash(password: &str) -> Result<String, AppError> {
    let password = password.to_owned();
    in_turn(move || {
        let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|_| AppError::Random)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether a password is the one of which `kept` is kept. Takes as long when nothing is kept.
///
/// # Errors
/// [`AppError::Internal`] when it could not be computed.
pub async fn verify(kept: Option<&str>, password: &str) -> Result<bool, AppError> {
    let known = kept.is_some();
    let kept = kept.unwrap_or(NOBODYS).to_owned();
    let too_long = password.chars().nth(LONGEST).is_some();
    let password: String = password.chars().take(LONGEST).collect();
    in_turn(move || {
        let right = PasswordHash::new(&kept)
            .is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok());
        Ok(right && known && !too_long)
    })
    .await
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let failed = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
    let _turn = AT_ONCE.acquire().await.map_err(|error| failed(&error))?;
    spawn_blocking(work).await.map_err(|error| failed(&error))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let kept = hash("Lotus-Pond-37").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify(Some(&kept), "Lotus-Pond-37").await.unwrap());
        for wrong in ["lotus-Pond-37", "", "Lotus-Pond-37 "] {
            assert!(!verify(Some(&kept), wrong).await.unwrap(), "{wrong}");
        }
        assert_ne!(hash("Lotus-Pond-37").await.unwrap(), kept, "every hash has a salt of its own");
    }

    #[tokio::test]
    async fn what_is_not_kept_is_never_right() {
        assert!(!verify(None, "").await.unwrap());
        assert!(!verify(Some(""), "").await.unwrap());
        assert!(!verify(Some("plain"), "plain").await.unwrap());
        let longest = "长".repeat(LONGEST);
        let kept = hash(&longest).await.unwrap();
        assert!(verify(Some(&kept), &longest).await.unwrap());
        assert!(!verify(Some(&kept), &format!("{longest}长")).await.unwrap());
    }

    #[test]
    fn nobodys_hash_costs_what_a_real_one_costs() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let real = Argon2::default().hash_password(b"Lotus-Pond-37").unwrap();
        assert_eq!((nobodys.algorithm, nobodys.version, &nobodys.params), (real.algorithm, real.version, &real.params));
        assert_eq!(nobodys.hash.unwrap().len(), real.hash.unwrap().len());
    }
}
