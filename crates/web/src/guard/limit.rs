//! How often one address may ask for what costs something.

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
