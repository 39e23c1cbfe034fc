//! Publishing accepted reports and corrected versions of them, and what is published. Nothing that was published is ever
//! erased; what ought not to be public is withdrawn.

mod against;
pub mod among;
mod follow;
mod personal;
pub mod publish;
mod same;
pub mod several;
pub mod text;
pub mod view;
mod withdraw;

pub use against::{Against, Change, Changes, against};
pub use among::{Among, among, unsettled};
pub use follow::{Followed, follow};
pub use personal::{is_personal, unlooked};
pub use publish::{Publishing, proposed_title, publish, publishable};
pub use same::{Same, publishing_the_same};
pub use several::{Outcome, accept_several, publish_several};
pub use text::plain_text;
pub use withdraw::{Withdrawing, withdraw};
