//! The JSON API under `/api/v1`.

use crate::routes::Route;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}
