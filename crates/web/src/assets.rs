//! Style sheets and scripts, built from `frontend/` and embedded.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Embedded;

/// The names under which the built files are served: their content is part of them.
#[derive(Debug, Default)]
pub(crate) struct Assets {
    hashed: HashMap<String, String>,
}

impl Assets {
    /// The names in the embedded manifest; none when the frontend was not built.
    pub(crate) fn load() -> Self {
        let manifest = Embedded::get("manifest.json");
        let hashed = manifest.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default();
        Self { hashed }
    }

    /// The path of a file by its plain name; the plain name itself when it was not built, so that the gap shows.
    pub(crate) fn path(&self, name: &str) -> String {
        format!("/assets/{}", self.hashed.get(name).map_or(name, String::as_str))
    }
}

/// Serves one file. Names hold a hash, so browsers may keep it for ever.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    let Some(file) = Embedded::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = HeaderValue::from_str(file.metadata.mimetype())
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, file.data.into_owned()).into_response()
}
