//! The portal's first page.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use gongkai_app::AppError;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::portal::kept;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    frame: Frame,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Failure> {
    kept(&site, &visitor, &headers, || async {
        let root = site.root().await?;
        let page = HomePage { frame: Frame::new(&site, &visitor, root.as_ref()) };
        let body = page.render().map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(("text/html; charset=utf-8", body))
    })
    .await
}
