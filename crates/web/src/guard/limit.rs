//! How often one address may ask for what costs something.

use std::num::NonZeroU32;

use governor::clock::DefaultClock;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

/// So many keys are kept before the quiet ones are looked for.
const MANY: usize = 10_000;

/// A limit by key: a network address, or a sign-in name.
pub(crate) struct Limits(RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock>);

impl std::fmt::Debug for Limits {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Limits")
    }
}

impl Limits {
    /// So many a minute for each key, all of them at once if need be.
    pub(crate) fn per_minute(count: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self(RateLimiter::keyed(quota))
    }

    /// Whether one more is within the limit.
    pub(crate) fn allows(&self, key: &str) -> bool {
        // Keys that have been quiet are forgotten when there are many, so that memory stays flat.
        if self.0.len() > MANY {
            self.0.retain_recent();
        }
        self.0.check_key(&key.to_owned()).is_ok()
    }
}
