//! What passwords must be like, and what happens when one is wrong.

use serde::{Deserialize, Serialize};

use super::effective::{Group, between};
use crate::error::Problems;

/// Rules of passwords and sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passwords {
    /// The fewest characters.
    pub least_characters: u16,
    /// How many kinds of characters at least: capital letters, small letters, digits, everything else.
    pub least_kinds: u8,
    /// After how many days it must be changed; 0 for never.
    pub longest_days: u16,
    /// How many wrong ones in a row lock the account.
    pub tries: u16,
    /// How long the first lock lasts, in seconds; each further wrong password doubles it.
    pub lock_seconds: u32,
    /// The longest lock, in seconds.
    pub longest_lock_seconds: u32,
    /// Whether everybody must have a second factor.
    pub second_factor: bool,
    /// After how many minutes without a request a session ends.
    pub idle_minutes: u16,
}

impl Group for Passwords {
    const NAME: &'static str = "passwords";
    const ONLY_TOPMOST: bool = true;

    fn check(&self) -> Problems {
        let mut problems = Problems::new();
        between(&mut problems, "least_characters", self.least_characters, 8, 64);
        between(&mut problems, "least_kinds", self.least_kinds, 1, 4);
        between(&mut problems, "longest_days", self.longest_days, 0, 3_650);
        between(&mut problems, "tries", self.tries, 3, 20);
        between(&mut problems, "lock_seconds", self.lock_seconds, 10, 86_400);
        between(&mut problems, "longest_lock_seconds", self.longest_lock_seconds, self.lock_seconds, 7 * 86_400);
        between(&mut problems, "idle_minutes", self.idle_minutes, 5, 1_440);
        problems
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            least_characters: 12,
            least_kinds: 3,
            longest_days: 0,
            tries: 5,
            lock_seconds: 60,
            longest_lock_seconds: 3600,
            second_factor: false,
            idle_minutes: 480,
        }
    }
}
