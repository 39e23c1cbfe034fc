//! Use cases: what people do with gongkai, one action a file.
//!
//! What it is: each use case authorises its [`Caller`], opens a transaction, loads, asks the law and the report floor,
//! saves, writes the journal and commits. Jobs and message channels live here, too: they are use cases nobody clicks.
//!
//! What it is not: it knows no HTTP and prints nothing. The clock is [`Clock`], handed in with [`App`].
//!
//! Start reading at [`App`] and [`access`], then one use case, such as [`bodies::edit_profile()`].

mod app;
mod clock;
mod error;
mod outgoing;
mod secret;
mod web_address;

pub mod access;
pub mod accounts;
pub mod bodies;
pub mod collection;
pub mod desk;
pub mod drafts;
pub mod health;
pub mod idempotency;
pub mod jobs;
pub mod journal;
pub mod meanwhile;
pub mod messages;
pub mod operation;
pub mod publishing;
pub mod settings;
pub mod start;
pub mod totals;
pub mod webhooks;

pub use access::{Caller, Permission};
pub use app::App;
pub use clock::{Clock, Fixed, SystemClock, beijing};
pub use error::{AppError, Problem, Problems, Standing};
pub use outgoing::{Reach, Trouble};
pub use secret::{Secret, same, seal};
