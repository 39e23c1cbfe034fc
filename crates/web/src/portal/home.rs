//! The portal's first page: the columns and what each offers, the newest reports, how far the year has come.

use askama::Template;
use axum::response::Response;
use gongkai_app::publishing::view;
use gongkai_store::publications::Listed;

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
    progress: Option<Progress>,
    columns: [(&'static str, &'static str, &'static str); 6],
}

/// How far the newest year has come.
#[derive(Debug)]
struct Progress {
    year: i16,
    owing: usize,
    published: usize,
    /// Whether it is known who owes a report: otherwise whoever published is all there is.
    is_known: bool,
}

impl Progress {
    fn percent(&self) -> usize {
        (self.published * 100).checked_div(self.owing).unwrap_or(0)
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
                Some(year) => {
                    let of_year = view::report_year(app, &tree, year).await?;
                    Some(Progress {
                        year,
                        owing: of_year.owing(),
                        published: of_year.published(),
                        is_known: of_year.is_collected(),
                    })
                }
                None => None,
            };
            let title = frame.t("frame-title");
            let head = asked.head(&frame, &address, "frame-title", title);
            let newest = view::newest(app, NEWEST).await?;
            made(&HomePage { frame, head, newest, progress, columns: COLUMNS })
        })
        .await
}
