//! Bodies: the tree, their profiles, import.

pub mod edit_profile;
pub mod enter;
pub mod view;

pub use edit_profile::edit_profile;
pub use enter::{NewBody, enter};
pub use view::{tree, view};
