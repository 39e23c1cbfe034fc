//! What was just done about a file, told on the page that comes next.

use gongkai_app::AppError;
use gongkai_app::collection;
use gongkai_store::id::UploadId;
use gongkai_store::uploads::State;

use crate::frame::Frame;
use crate::guard::Visitor;
use crate::site::Site;

/// What was done, and what is left of those that came with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) done: String,
    pub(super) left: String,
}

/// What became of a file whose id an address names; nothing for what is no file of the caller's.
pub(super) async fn settled(site: &Site, visitor: &Visitor, id: Option<&str>) -> Result<Option<Settled>, AppError> {
    let Some(id) = id.and_then(UploadId::parse) else { return Ok(None) };
    let (app, caller) = (site.app(), visitor.caller()?);
    let of = match collection::one_upload(app, caller, &id).await {
        Ok(of) => of,
        Err(AppError::NotFound | AppError::Forbidden { .. }) => return Ok(None),
        Err(other) => return Err(other),
    };
    let (_, progress) = collection::batch_head(app, caller, &of.upload.batch).await?;
    let frame = Frame::bare(Some(visitor));
    let name = of.upload.name.as_str();
    let done = match (of.upload.state, &of.body, of.upload.year) {
        (State::Matched, Some(body), Some(year)) => {
            let values = [("name", name), ("body", &*body.name), ("year", &*year.to_string())];
            frame.words().text("upload-settled-matched", &values)
        }
        (State::SetAside, _, _) => frame.t1("upload-settled-set-aside", "name", name),
        (State::Waiting, _, _) => frame.t1("upload-settled-waiting", "name", name),
        (state, _, _) => frame.t2("upload-settled-other", "name", name, "state", super::words::word(&frame, state)),
    };
    let left = match progress.count(State::Doubtful) {
        0 => frame.t("upload-settled-none-left"),
        count => frame.t1("upload-settled-left", "count", count),
    };
    Ok(Some(Settled { done, left }))
}
