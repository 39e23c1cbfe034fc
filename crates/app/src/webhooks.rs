//! Webhooks: other programs are told when something is published.
//!
//! A delivery is a JSON object posted to the webhook's address and signed: `X-Gongkai-Signature` is the
//! HMAC-SM3 of the body under the secret, in hexadecimal. Each event has an id, so that one told twice can be told apart.

mod deliver;
mod keep;
mod standing;
mod tell;

pub(crate) use deliver::deliver;
pub use keep::{Kept, deliveries, enter, list, remove, retry, switch};
pub use standing::Standing;
pub use tell::tell;
