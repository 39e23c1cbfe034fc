//! What is kept: entities, migrations, named queries, the journal and the blobs.
//!
//! What it is: the only floor that knows SQL. One text of SQL runs on SQLite and on PostgreSQL ([`sql`]); each entity
//! has one file with its named queries; [`journal`] is the append-only chain that every change writes into in the same
//! transaction; [`blobs`] keeps bytes by content.
//!
//! What it is not: it decides nothing. Who may do what, and what the law says, is known on the floors above and below;
//! the clock is handed in.
//!
//! Start reading at [`sql`], then [`journal`], then any entity.

pub mod blobs;
pub mod dump;
pub mod error;
pub mod health;
pub mod id;
pub mod journal;
pub mod migrations;
pub mod sql;

pub mod attachments;
pub mod bodies;
pub mod collections;
pub mod corrections;
pub mod drafts;
pub mod findings;
pub mod foreign_sign_ins;
pub mod idempotency;
pub mod jobs;
pub mod messages;
pub mod obligations;
pub mod owing;
pub mod paper_figures;
pub mod pending_sign_ins;
pub mod people;
pub mod publications;
pub mod reports;
pub mod returns;
pub mod sessions;
pub mod settings;
pub mod tokens;
pub mod totals;
pub mod uploads;
pub mod webhooks;

pub use error::StoreError;
pub use sql::{Database, Dialect, Row, Sql, Transaction, Value};
