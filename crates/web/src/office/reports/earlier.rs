//! Corrections of earlier versions that the newest one reads otherwise: told above every page of the report, taken over or
//! left aside.

use axum::Form;
use axum::response::Response;
use gongkai_app::desk::correct::edition_of;
use gongkai_app::desk::earlier::{Earlier, Settling, settle_earlier};
use gongkai_app::desk::{Accepting, Opened};
use gongkai_report::write::figure::Figures;
use gongkai_report::{CellAddress, EditionId};
use gongkai_store::id::ReportId;

use super::cell_lines::words;
use super::cells::{self, Entered, Shown};
use super::{accept, publish};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered_or_changed};
use crate::office::form_fields::Fields;

/// One of them, in words.
#[derive(Debug)]
pub(super) struct EarlierLine {
    pub(super) address: CellAddress,
    pub(super) name: String,
    pub(super) version: i64,
    pub(super) seq: i64,
    pub(super) read: String,
    pub(super) corrected: String,
    pub(super) own: String,
    pub(super) who: String,
    pub(super) at: String,
    pub(super) reason: String,
}

impl EarlierLine {
    pub(super) fn of(frame: &Frame, opened: &Opened, of: &Earlier) -> Self {
        let by_year = || EditionId::for_year(opened.row.year);
        let figures = Figures::of(opened.read.as_ref().map_or_else(by_year, |read| edition_of(read, of.address)));
        let said = |cell| words(frame, figures, of.address, cell);
        Self {
            address: of.address,
            name: of.address.in_words(),
            version: of.version,
            seq: of.seq,
            read: said(&of.read),
            corrected: said(&of.corrected),
            own: said(&of.own),
            who: frame.actor(&of.person),
            at: frame.moment(&of.at),
            reason: of.reason.clone(),
        }
    }
}

/// Back to the page it was done on.
pub(super) async fn settle(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let is_left = fields.text("settle") == "leave";
    let settling = Settling {
        chosen: fields.all("earlier").filter_map(chosen).collect(),
        left_because: is_left.then(|| fields.text("reason").to_owned()),
    };
    let done = settle_earlier(about.app(), about.caller()?, &about.id, &settling).await;
    let back = fields.text("back");
    let place = match back {
        "accept" | "publish" => format!("/office/reports/{}/{back}", about.id),
        _ => format!("/office/reports/{}", about.id),
    };
    answered_or_changed(
        done,
        ("earlier", "desk-earlier-changed"),
        |()| place,
        async |problems| match back {
            "accept" => accept::page(&about, Accepting::default(), problems).await,
            "publish" => publish::page(&about, None, problems).await,
            _ => cells::page(&about, Shown::Folded, Entered::default(), problems).await,
        },
    )
    .await
}

fn chosen(text: &str) -> Option<(String, (i64, i64))> {
    let mut parts = text.split(':');
    let (address, version, seq) = (parts.next()?, parts.next()?, parts.next()?);
    Some((address.to_owned(), (version.parse().ok()?, seq.parse().ok()?)))
}
