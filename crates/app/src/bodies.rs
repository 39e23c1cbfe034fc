//! Bodies: the tree, their facts and profiles, import and export.

mod codes;
mod facts;
mod order;
mod profile_text;

pub mod close;
pub mod dossier;
pub mod edit;
pub mod edit_profile;
pub mod enter;
pub mod export;
pub mod import;
pub mod relocate;
pub mod reopen;
pub mod view;

pub use close::{Closing, close, drafts_in_hand, open_below};
pub use codes::{CodeError, credit_code, region_code};
pub use dossier::{Dossier, dossier};
pub use edit::edit;
pub use edit_profile::{edit_profile, seen_of};
pub use enter::{NewBody, enter};
pub use facts::Facts;
pub use order::in_tree_order;
pub use relocate::relocate;
pub use reopen::reopen;
pub use view::{tree, view};
