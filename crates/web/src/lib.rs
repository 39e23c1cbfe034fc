//! The public portal, the staff office and the JSON API: a library that returns a router.
//!
//! What it is: handlers that extract, call one use case of `gongkai-app`, and render one page; the table of all routes
//! with what each needs ([`routes`]); what every request goes through ([`guard`]).
//!
//! What it is not: no rule is here, neither of law nor of who may do what: handlers ask the floors below.
//!
//! Start reading at [`routes`], then one page, such as [`office::bodies`].

pub mod api;
pub mod guard;
pub mod office;
pub mod portal;
pub mod routes;

mod account;
mod assets;
mod cache;
mod error;
mod extract;
mod frame;
mod headers;
mod metrics;
mod page;
mod pieces;
mod request_log;
mod site;
mod size;
mod wording;

pub use account::OIDC_CALLBACK;
pub use routes::router;
pub use site::{DemonstrationSignIn, Site, SiteConfig};
pub use wording::of as sentences;
