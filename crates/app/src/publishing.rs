//! Publishing accepted reports and corrected versions of them. Nothing that was published is ever taken away.

pub mod publish;
pub mod several;
pub mod text;

pub use publish::{Publishing, proposed_title, publish};
pub use several::{Outcome, accept_several, publish_several};
pub use text::plain_text;
