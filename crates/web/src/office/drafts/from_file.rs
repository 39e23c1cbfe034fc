//! Filling a draft from a file of the body's own, before anything is handed in.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::drafts::from_file::filled;
use gongkai_app::drafts::{self, Discarded, Handed};
use gongkai_app::{AppError, Problems};

use super::gone;
use super::page::Head;
use crate::error::Failure;
use crate::extract::Files;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::about::answered_or_changed;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/from-file.html")]
struct FromFilePage {
    frame: Frame,
    head: Head,
    /// Figures and texts that stand in the draft.
    held: (usize, usize),
    replacing: bool,
    problems: Problems,
}

impl FromFilePage {
    /// Whether nothing is in the draft but that it was begun: who turns back gives it up.
    fn is_only_begun(&self) -> bool {
        self.head.revision == 1 && self.held == (0, 0) && self.head.discardable == Some(Discarded::Draft)
    }

    /// The name in the title of the file that was refused, when it may be the body's all the same.
    fn named(&self) -> Option<&str> {
        let asked = self.problems.0.iter().find(|problem| problem.field == "named")?;
        asked.args.iter().find(|(name, _)| *name == "found").map(|(_, value)| value.as_str())
    }

    /// What the box says that allows replacing, as the form sends it.
    fn seen(&self) -> String {
        format!("{}-{}", self.held.0, self.held.1)
    }
}

pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    match page(&site, &visitor, &id, false, Problems::new()).await {
        Err(Failure::App(AppError::NotFound)) => gone::instead(&site, &visitor, &id).await,
        page => page,
    }
}

pub(super) async fn fill(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    files: Files,
) -> Result<Response, Failure> {
    let seen = |text: &str| {
        let (cells, sections) = text.split_once('-')?;
        Some((cells.parse().ok()?, sections.parse().ok()?))
    };
    let replacing = files.field("replacing").and_then(seen);
    let version = files.field("version").and_then(|version| version.parse().ok()).ok_or(AppError::Stale)?;
    let named = files.field("named").map(str::to_owned);
    let file = files.files.into_iter().find(|file| file.field == "file").map(|file| (file.name, file.bytes));
    let handed = Handed { file, named, replacing };
    let done = drafts::fill_from_file(site.app(), visitor.caller()?, &super::id(&id)?, handed, version).await;
    let form = |_| format!("/office/drafts/{id}?file");
    let changed = ("file", "draft-file-changed");
    let page = async |problems| page(&site, &visitor, &id, replacing.is_some(), problems).await;
    match answered_or_changed(done, changed, form, page).await {
        Err(why) => gone::told_of(&site, &visitor, &id, &[], why).await,
        answer => answer,
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    replacing: bool,
    problems: Problems,
) -> Result<Response, Failure> {
    let opened = drafts::awaiting_file(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let head = Head::of(&frame, &opened, site.app().today());
    Ok(show_page(&FromFilePage { frame, head, held: filled(&opened.row), replacing, problems }))
}
