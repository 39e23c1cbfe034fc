//! How long nobody can sign in as a person after wrong passwords or codes: each further one doubles it.

use gongkai_store::people::Person;
use jiff::{SignedDuration, Timestamp};

use crate::settings::Passwords;

/// How long a person is locked after so many wrong tries in a row; `None` while there are tries left.
pub fn lock_after(rules: &Passwords, failed: i64) -> Option<SignedDuration> {
    let beyond = failed.saturating_sub(i64::from(rules.tries.max(1)));
    if beyond < 0 {
        return None;
    }
    let first = i64::from(rules.lock_seconds.max(1));
    let longest = i64::from(rules.longest_lock_seconds.max(1));
    let doubled = u32::try_from(beyond).ok().and_then(|doublings| first.checked_mul(2_i64.checked_pow(doublings)?));
    let seconds = doubled.unwrap_or(longest);
    Some(SignedDuration::from_secs(seconds.min(longest)))
}

/// How long a person is still locked; `None` when they are not.
pub fn locked_for(person: &Person, now: Timestamp) -> Option<SignedDuration> {
    let left = person.locked_until?.duration_since(now);
    left.is_positive().then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_further_wrong_try_doubles_the_wait() {
        let rules = Passwords { tries: 5, lock_seconds: 60, longest_lock_seconds: 3600, ..Passwords::default() };
        let waits: Vec<Option<i64>> =
            (3..=13).map(|failed| lock_after(&rules, failed).map(|wait| wait.as_secs())).collect();
        let after = |seconds| Some(seconds);
        assert_eq!(
            waits,
            [
                None,
                None,
                after(60),
                after(120),
                after(240),
                after(480),
                after(960),
                after(1920),
                after(3600),
                after(3600),
                after(3600)
            ]
        );
        assert_eq!(lock_after(&rules, i64::MAX), Some(SignedDuration::from_hours(1)));
        assert_eq!(lock_after(&rules, 70), Some(SignedDuration::from_hours(1)));
    }

    #[test]
    fn rules_without_sense_still_lock() {
        let rules = Passwords { tries: 0, lock_seconds: 0, longest_lock_seconds: 0, ..Passwords::default() };
        assert_eq!(lock_after(&rules, 0), None);
        assert_eq!(lock_after(&rules, 1), Some(SignedDuration::from_secs(1)));
    }
}
