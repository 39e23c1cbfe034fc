//! Publishing accepted reports and corrected versions of them, and what is published. Nothing that was published is ever
//! taken away.

mod follow;
pub mod publish;
pub mod several;
pub mod text;
pub mod view;

pub use follow::{Followed, follow};
pub use publish::{Publishing, proposed_title, publish};
pub use several::{Outcome, accept_several, publish_several};
pub use text::plain_text;
