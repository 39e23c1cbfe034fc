//! Signing out at the identity provider, too.

use crate::app::App;

/// Where somebody who signed out here can do so at the provider; `None` when there is no such place, or none can be
/// asked for now. `back` is where they come back to.
pub async fn sign_out_address(app: &App, back: &str) -> Option<String> {
    match app.elsewhere()?.provider.sign_out_address(back, app.now()).await {
        Ok(address) => address,
        Err(error) => {
            tracing::warn!(%error, "the identity provider is of no help");
            None
        }
    }
}
