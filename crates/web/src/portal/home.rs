//! The portal's first page: the columns and what each offers, the newest reports, how far the year has come.

use askama::Template;
use axum::response::Response;
use gongkai_app::publishing::view;
use gongkai_store::publications::{Listed, Progress};

use super::asked::{Address, Asked, made};
use super::head::Head;
use crate::error::Failure;
use crate::frame::Frame;

/// Reports shown as the newest.
const NEWEST: i64 = 8;

#[derive(Debug, Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    frame: Frame,
    head: Head,
    newest: Vec<Listed>,
    progress: Option<OfYear>,
    columns: [(&'static str, &'static str, &'static str); 6],
}

/// How far the newest year has come.
#[derive(Debug)]
struct OfYear {
    year: i16,
    progress: Progress,
}

impl OfYear {
    /// Whether it is known who owes a report: otherwise whoever published is all there is.
    fn is_known(&self) -> bool {
        self.progress.owing > 0
    }

    fn percent(&self) -> u64 {
        self.progress.published.saturating_mul(100).checked_div(self.progress.counted).unwrap_or(0)
    }
}

/// The columns of the norm in its order, and what stands beside them: address, name, what is offered.
const COLUMNS: [(&str, &str, &str); 6] = [
    ("/guide", "column-guide", "portal-home-guide"),
    ("/rules", "column-rules", "portal-home-rules"),
    ("/catalogue", "column-catalogue", "portal-home-catalogue"),
    ("/reports", "column-reports", "portal-home-reports"),
    ("/requests", "column-requests", "portal-home-requests"),
    ("/open-data", "portal-open-data", "portal-home-open-data"),
];

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let address = Address::path("/");
    asked
        .kept(&address, || async {
            let app = asked.site.app();
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let years = view::years(app, &tree).await?;
            let progress = match view::newest_year(app, &years).await? {
                Some(year) => Some(OfYear { year, progress: view::progress(app, &tree, year).await? }),
                None => None,
            };
            let title = frame.t("frame-title");
            let head = asked.head(&frame, &address, "frame-title", title);
            let newest = view::newest_current(app, NEWEST).await?;
            made(&HomePage { frame, head, newest, progress, columns: COLUMNS })
        })
        .await
}
