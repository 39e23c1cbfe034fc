//! Figures corrected on the desk since a draft was opened: told on its pages, taken over or left aside.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::drafts::{self, Corrected, Opened, Shown, Taking};
use gongkai_report::CellAddress;

use super::form::{self, Asked};
use super::page::cell_name;
use super::save::{Fields, entered};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::redirect;
use crate::site::Site;

/// What begins the name of the choice between the desk's figure and the body's own.
const CHOICE: &str = "corrected-";

/// A figure corrected on the desk meanwhile, in words.
#[derive(Debug, Clone)]
pub(crate) struct CorrectedCell {
    pub(crate) address: String,
    pub(crate) name: String,
    pub(crate) from: String,
    pub(crate) to: String,
    /// What the draft has, where the body changed it, too.
    pub(crate) own: Option<String>,
    pub(crate) who: String,
    pub(crate) at: String,
    pub(crate) reason: String,
    /// Who left it aside, and when.
    pub(crate) left: Option<(String, String)>,
}

/// Those of a draft, in words.
pub(super) fn told(frame: &Frame, opened: &Opened) -> Vec<CorrectedCell> {
    let text = |text: &str| if text.is_empty() { frame.t("detail-nothing") } else { text.to_owned() };
    let name = |address: &str| CellAddress::parse(address).map(|cell| cell_name(opened.form.edition, cell));
    let told = |of: &Corrected| CorrectedCell {
        address: of.address.clone(),
        name: name(&of.address).unwrap_or_default(),
        from: text(&of.from),
        to: text(&of.to),
        own: of.is_changed_by_both().then(|| text(&of.own)),
        who: frame.actor(&of.person),
        at: frame.moment(&of.at),
        reason: of.reason.clone(),
        left: of.left.as_ref().map(|(who, at)| (frame.actor(who), frame.moment(at))),
    };
    opened.corrected.iter().map(told).collect()
}

/// What a form carries of those that are neither taken over nor left aside.
pub(super) fn carried(opened: &Opened) -> String {
    let open = opened.corrected.iter().filter(|of| of.left.is_none());
    open.map(|of| format!("{}:{}", of.address, of.seq)).collect::<Vec<_>>().join(",")
}

/// What a form carried.
pub(super) fn shown(text: &str) -> Shown {
    let one = |part: &str| part.split_once(':').and_then(|(cell, seq)| Some((cell.to_owned(), seq.parse().ok()?)));
    text.split(',').filter_map(one).collect()
}

/// Takes them over; what was typed in the form is kept, beside what others saved meanwhile.
pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (app, caller, draft) = (site.app(), visitor.caller()?, super::id(&id)?);
    let taking = taking(&fields);
    let sent = match form::keep_first(&site, &visitor, &id, entered(fields)?, &Asked::Step).await? {
        Ok(sent) => sent,
        Err(page) => return Ok(page),
    };
    match drafts::take_corrections(app, caller, &draft, &taking, sent.revision).await {
        // Nothing is told to be done that was not.
        Ok(revision) if revision == sent.revision => Ok(redirect(&format!("/office/drafts/{id}#corrections"))),
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}?corrections"))),
        Err(refused) => form::refused(&site, &visitor, &id, sent, Asked::Step, refused).await,
    }
}

fn taking(fields: &Fields) -> Taking {
    let mut taking = Taking::default();
    for (name, value) in fields {
        match (name.strip_prefix(CHOICE), value.as_str()) {
            (Some(cell), "theirs") => drop(taking.theirs.insert(cell.to_owned())),
            (Some(cell), "own") => drop(taking.own.insert(cell.to_owned())),
            (None, text) if name == "corrected" => taking.shown = shown(text),
            _ => {}
        }
    }
    taking
}
