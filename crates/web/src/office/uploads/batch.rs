//! A batch of files: how far it has come, and what became of each file.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use gongkai_app::collection::{self, OneBatch};
use gongkai_app::{AppError, Permission};
use gongkai_store::id::{BatchId, UploadId};
use gongkai_store::uploads::{Pick, State as FileState};
use serde::Deserialize;
use serde_json::json;

use super::settled::{Settled, settled};
use super::words::{Shown, class, word};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/uploads/batch.html")]
struct BatchPage {
    frame: Frame,
    of: OneBatch,
    files: Vec<Shown>,
    states: Vec<(&'static str, String)>,
    /// Whether files can be ticked: there are some a person has to settle, and who looks may.
    may_choose: bool,
    /// The kinds of files that can be shown: name in addresses, word, how many, whether they are.
    kinds: Vec<(&'static str, String, u64, bool)>,
    /// The address of the next page, and of the first when this is another.
    next: Option<String>,
    first: Option<String>,
    /// What was done about a file just before.
    settled: Option<Settled>,
}

/// Files on a page.
const SIZE: u32 = 100;

/// Which files are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    All,
    Doubtful,
    Failed,
}

impl Kind {
    const ALL: [Self; 3] = [Self::All, Self::Doubtful, Self::Failed];

    fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Doubtful => "doubtful",
            Self::Failed => "failed",
        }
    }

    /// The states of such files; none named means any.
    fn states(self) -> Vec<FileState> {
        match self {
            Self::All => Vec::new(),
            Self::Doubtful => vec![FileState::Doubtful],
            Self::Failed => vec![FileState::Unreadable],
        }
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    show: String,
    after: Option<String>,
    settled: Option<String>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.id() == asked.show).unwrap_or(Kind::All);
    let after = asked.after.as_deref().and_then(UploadId::parse);
    let pick = Pick { states: kind.states(), after, most: SIZE };
    let of = collection::batch(site.app(), visitor.caller()?, &parse(&id)?, &pick).await?;
    let settled = settled(&site, &visitor, asked.settled.as_deref()).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let states = of.progress.states.iter();
    let states = states.map(|(state, count)| (class(*state), format!("{} {count}", word(&frame, *state)))).collect();
    let files: Vec<Shown> = of.files.iter().map(|listed| Shown::new(&frame, listed.clone())).collect();
    let may_choose = files.iter().any(|file| file.is_open) && frame.may_at(Permission::UploadReports, &of.body);
    let count = |kind: Kind| match kind {
        Kind::All => of.progress.total,
        Kind::Doubtful | Kind::Failed => kind.states().into_iter().map(|state| of.progress.count(state)).sum(),
    };
    let kinds = Kind::ALL.map(|each| (each.id(), frame.word("upload-show", each.id()), count(each), each == kind));
    let here = |after: &str| format!("/office/batches/{id}?show={}{after}", kind.id());
    let next = of.next.as_ref().map(|next| here(&format!("&after={next}")));
    let first = pick.after.map(|_| here(""));
    Ok(show_page(&BatchPage { frame, may_choose, kinds: kinds.to_vec(), of, files, states, next, first, settled }))
}

pub(super) async fn progress(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (_, progress) = collection::batch_head(site.app(), visitor.caller()?, &parse(&id)?).await?;
    let frame = Frame::bare(Some(&visitor));
    Ok(Json(json!({
        "state": if progress.waiting == 0 { "done" } else { "running" },
        "done": progress.done(),
        "total": progress.total,
        "message": frame.t2("upload-progress", "done", progress.done(), "total", progress.total),
        "href": format!("/office/batches/{id}"),
    }))
    .into_response())
}

fn parse(id: &str) -> Result<BatchId, Failure> {
    BatchId::parse(id).ok_or(Failure::App(AppError::NotFound))
}
