//! Corrections of earlier versions that the newest one reads otherwise: told above every page of the report, taken over or
//! left aside.

use axum::Form;
use axum::response::Response;
use gongkai_app::Problems;
use gongkai_app::desk::correct::edition_of;
use gongkai_app::desk::earlier::{Earlier, Settling, settle_earlier};
use gongkai_app::desk::{Accepting, Opened};
use gongkai_report::write::figure::Figures;
use gongkai_report::{CellAddress, EditionId};
use gongkai_store::id::ReportId;

use super::cell_lines::words;
use super::cells::{self, Entered, Shown};
use super::head::{Tab, open};
use super::{accept, publish};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered_or_changed};
use crate::office::form_fields::Fields;
use crate::portal::params::Params;

/// One of them, in words.
#[derive(Debug)]
pub(super) struct EarlierLine {
    address: CellAddress,
    pub(super) name: String,
    pub(super) version: i64,
    seq: i64,
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

    /// As the form carries it.
    pub(super) fn carried(&self) -> String {
        format!("{}:{}:{}", self.address, self.version, self.seq)
    }
}

/// What was to be done about some of them and was refused.
#[derive(Debug, Default)]
pub(super) struct Refused {
    /// Those that were ticked, as the form carries them; `None` when nothing was refused: all are ticked then.
    ticked: Option<Vec<String>>,
    pub(super) reason: String,
    pub(super) problems: Problems,
}

impl Refused {
    /// Whether one of them is ticked.
    pub(super) fn is_ticked(&self, line: &EarlierLine) -> bool {
        self.ticked.as_ref().is_none_or(|ticked| ticked.contains(&line.carried()))
    }
}

/// What was done just now, in words, by where the page was come to from.
pub(super) fn settled(frame: &Frame, about: &About<ReportId>) -> String {
    let params = Params::of(&about.uri);
    let count = |name: &str| params.text(name).and_then(|count| count.parse::<u16>().ok());
    match (count("taken"), count("left")) {
        (Some(count), _) => frame.t1("desk-earlier-taken", "count", count),
        (None, Some(count)) => frame.t1("desk-earlier-left", "count", count),
        (None, None) => String::new(),
    }
}

/// Back to the page it was done on, which says what was done.
pub(super) async fn settle(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let is_left = fields.text("settle") == "leave";
    let settling = Settling {
        chosen: fields.all("earlier").filter_map(chosen).collect(),
        left_because: is_left.then(|| fields.text("reason").to_owned()),
    };
    let done = settle_earlier(about.app(), about.caller()?, &about.id, &settling).await;
    let (tab, place) = match fields.text("back") {
        "accept" => (Tab::Accept, "/accept"),
        "publish" => (Tab::Publish, "/publish"),
        _ => (Tab::Cells, ""),
    };
    let what = if is_left { "left" } else { "taken" };
    answered_or_changed(
        done,
        ("earlier", "desk-earlier-changed"),
        |()| format!("/office/reports/{}{place}?{what}={}", about.id, settling.chosen.len()),
        async |problems| {
            let (frame, mut head) = open(&about, tab).await?;
            let ticked = Some(fields.all("earlier").map(str::to_owned).collect());
            head.unsettled = Refused { ticked, reason: fields.text("reason").to_owned(), problems };
            let (opened, none) = ((frame, head), Problems::new());
            match tab {
                Tab::Accept => accept::page_of(&about, opened, Accepting::default(), none).await,
                Tab::Publish => publish::page_of(&about, opened, None, none).await,
                _ => cells::page_of(&about, opened, Shown::Folded, Entered::default(), none).await,
            }
        },
    )
    .await
}

fn chosen(text: &str) -> Option<(String, (i64, i64))> {
    let mut parts = text.split(':');
    let (address, version, seq) = (parts.next()?, parts.next()?, parts.next()?);
    Some((address.to_owned(), (version.parse().ok()?, seq.parse().ok()?)))
}
