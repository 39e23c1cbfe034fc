//! A total becomes the beginning of the upper body's own report.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::totals::{Drafted, Refill, Replaced};
use gongkai_app::{Permission, totals};
use gongkai_report::CellAddress;
use gongkai_store::bodies;

use super::query::{Asked, Query};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{redirect, show as show_page};
use crate::site::Site;

/// Asks before figures of a draft are replaced.
#[derive(Debug, Template)]
#[template(path = "office/totals/refill.html")]
struct RefillPage {
    frame: Frame,
    asked: Asked,
    refill: Refill,
}

impl RefillPage {
    /// The name of the cell whose figure goes.
    fn in_words(&self, of: &Replaced) -> String {
        CellAddress::parse(&of.address).map(CellAddress::in_words).unwrap_or_default()
    }
}

pub(super) async fn draft(
    State(site): State<Site>,
    visitor: Visitor,
    Form(query): Form<Query>,
) -> Result<Response, Failure> {
    let (asked, caller) = (query.exactly()?, visitor.caller()?);
    let agreed = query.agreed.parse().ok();
    let id = match totals::draft(site.app(), caller, &asked.body, asked.year, asked.which, agreed).await? {
        Drafted::Filled(id) => id,
        Drafted::Asks(refill) => {
            let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
            return Ok(show_page(&RefillPage { frame, asked, refill }));
        }
    };
    let body = bodies::by_id(&mut &site.app().database, &asked.body).await?;
    // Who supervises need not be who writes: then the draft waits for the body's officer.
    let to = if caller.may(Permission::DraftReport, &body) {
        format!("/office/drafts/{id}?total")
    } else {
        format!("/office/totals?{}&drafted=1", asked.written())
    };
    Ok(redirect(&to))
}
