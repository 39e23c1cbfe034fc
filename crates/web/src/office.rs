//! The staff office. Each module has its routes; the table of all is in [`crate::routes`].

pub(crate) mod bodies;
pub(crate) mod start;

use crate::routes::Route;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    [start::routes(), bodies::routes()].concat()
}
