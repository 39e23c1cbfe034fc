//! The staff office. Each module has its routes; the table of all is in [`crate::routes`].

pub(crate) mod about;
pub(crate) mod bodies;
pub(crate) mod choices;
pub(crate) mod collections;
pub(crate) mod drafts;
pub(crate) mod findings;
pub(crate) mod form_fields;
pub(crate) mod health;
pub(crate) mod journal;
pub(crate) mod letter_line;
mod looked;
mod meanwhile;
pub(crate) mod messages;
pub(crate) mod people;
pub(crate) mod reports;
pub(crate) mod settings;
pub(crate) mod several;
pub(crate) mod start;
pub(crate) mod timeline;
pub(crate) mod totals;
pub(crate) mod unreached;
pub(crate) mod uploads;
pub(crate) mod webhooks;

use crate::routes::Route;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    [
        start::routes(),
        drafts::routes(),
        collections::routes(),
        uploads::routes(),
        reports::routes(),
        findings::routes(),
        totals::routes(),
        messages::routes(),
        webhooks::routes(),
        bodies::routes(),
        people::routes(),
        settings::routes(),
        journal::routes(),
        health::routes(),
    ]
    .concat()
}
