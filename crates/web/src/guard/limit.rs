//! How often one address may ask for what costs something.

use std::net::Ipv6Addr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::clock::DefaultClock;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

/// A limit by key: a network address, or a sign-in name.
pub(crate) struct Limits {
    limiter: RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock>,
    asked: AtomicU32,
}

/// After so many questions, keys that have been quiet are forgotten, so that memory stays flat.
const TIDY_AFTER: u32 = 1024;

impl std::fmt::Debug for Limits {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Limits")
    }
}

impl Limits {
    /// So many a minute for each key, all of them at once if need be.
    pub(crate) fn per_minute(count: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self { limiter: RateLimiter::keyed(quota), asked: AtomicU32::new(0) }
    }

    /// Whether one more is within the limit.
    pub(crate) fn allows(&self, key: &str) -> bool {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_AFTER == TIDY_AFTER - 1 {
            self.forget_quiet();
        }
        self.limiter.check_key(&key.to_owned()).is_ok()
    }

    fn forget_quiet(&self) {
        self.limiter.retain_recent();
    }
}

/// What an address counts as: of IPv6 its network, since one person has as many addresses there as they like.
pub(crate) fn network_of(address: &str) -> String {
    match address.parse::<Ipv6Addr>() {
        Ok(six) => {
            let [a, b, c, d, ..] = six.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_a_limit_of_its_own() {
        let limits = Limits::per_minute(2);
        assert_eq!(["a", "a", "a", "b"].map(|key| limits.allows(key)), [true, true, false, true]);
    }

    #[test]
    fn a_network_of_version_six_counts_as_one() {
        assert_eq!(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2:ffff::1"));
        assert_ne!(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
        assert_eq!(network_of("192.0.2.7"), "192.0.2.7");
        assert_eq!(network_of("-"), "-");
    }
}
