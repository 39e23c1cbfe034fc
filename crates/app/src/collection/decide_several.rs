//! What a person does with several uploaded files at once: each on its own, so that one refusal holds up no other.

use std::collections::HashMap;

use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId, UploadId};
use gongkai_store::obligations::{self, State as RowState};
use gongkai_store::uploads::{self, Upload};
use gongkai_store::{Sql, StoreError, drafts};

use super::decide_upload::{
    Doubting, Here, assign, assignable, doubts, look_again, set_upload_aside, to_be_looked_at_again, to_be_set_aside,
};
use super::load;
use super::whose::Found;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The most files at once.
pub const MOST_FILES: usize = 1_000;

/// A body and a year a file is given to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// The body.
    pub body: BodyId,
    /// The year.
    pub year: i16,
}

/// A file that was chosen, before anything is done with it.
#[derive(Debug)]
pub struct Chosen {
    /// The file.
    pub upload: Upload,
    /// The title that was read in it.
    pub title: Option<String>,
    /// Whose report it seems to be, with the body's name; `None` where nothing clear is suggested.
    pub suggested: Option<(Target, String)>,
    /// Why it cannot be given to that, if not.
    pub no_assigning: Option<AppError>,
    /// Why it cannot be set aside, if not.
    pub no_setting_aside: Option<AppError>,
    /// Why it cannot be looked at again, if not.
    pub no_looking_again: Option<AppError>,
}

/// What became of one file.
#[derive(Debug)]
pub struct Settling {
    /// Which.
    pub upload: UploadId,
    /// Why not, if not.
    pub refusal: Option<AppError>,
}

/// Who stands on the rolls an office takes reports for: the name, and what there is of the report.
type Rolls = HashMap<Target, (String, Here)>;

/// The chosen files with what is suggested for each, in the order they came.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] when one is not there or not for the caller to settle.
pub async fn chosen_uploads(app: &App, caller: &Caller, ids: &[UploadId]) -> Result<Vec<Chosen>, AppError> {
    let mut on = &app.database;
    let files = uploads::by_ids(&mut on, ids).await?;
    if files.len() < ids.len() {
        return Err(AppError::NotFound);
    }
    let mut offices: HashMap<CollectionId, (Collection, Rolls)> = HashMap::new();
    for file in &files {
        if !offices.contains_key(&file.collection) {
            let (of, _) = load::with(&mut on, caller, Permission::UploadReports, &file.collection).await?;
            let rolls = rolls(&mut on, &of.body).await?;
            offices.insert(of.id.clone(), (of, rolls));
        }
    }
    let of = |file: Upload| offices.get(&file.collection).map(|(of, rolls)| chosen(file, of, rolls));
    let mut all: Vec<Chosen> = files.into_iter().filter_map(of).collect();
    refuse_twins(&mut all);
    Ok(all)
}

async fn rolls(on: &mut dyn Sql, office: &BodyId) -> Result<Rolls, StoreError> {
    let mut rolls = Rolls::new();
    for collection in collections::of_body(on, office).await?.into_iter().filter(Collection::is_open) {
        let waiting = drafts::waiting(on, collection.year).await?;
        for row in obligations::listed(on, &collection.id).await? {
            let target = Target { body: row.obligation.body, year: collection.year };
            let is_accepted =
                matches!(row.obligation.state, RowState::Accepted | RowState::Published | RowState::Withdrawn);
            let draft_waits = waiting.contains(&target.body);
            rolls.insert(target, (row.body_name, Here { is_accepted, draft_waits }));
        }
    }
    Ok(rolls)
}

fn chosen(upload: Upload, collection: &Collection, rolls: &Rolls) -> Chosen {
    let found = Found::of(&upload);
    let target =
        found.likeliest().map(|body| Target { body: body.clone(), year: found.year.unwrap_or(collection.year) });
    let row = target.as_ref().and_then(|target| rolls.get(target));
    let refused = assignable(upload.state).err().or_else(|| match (&target, row) {
        (None, _) => Some(AppError::NotNow { reason: "upload-nothing-suggested" }),
        (Some(_), None) => Some(Problems::one("body", "problem-not-on-roll")),
        (Some(target), Some((_, here))) => doubts(&upload, target.year, *here).check().err(),
    });
    Chosen {
        suggested: target.zip(row.map(|(name, _)| name.clone())),
        no_assigning: refused,
        no_setting_aside: to_be_set_aside(upload.state).err(),
        no_looking_again: to_be_looked_at_again(upload.state).err(),
        title: found.title,
        upload,
    }
}

/// Of several files for one body and year nobody has said which is the newer one.
fn refuse_twins(all: &mut [Chosen]) {
    let mut counts: HashMap<Target, usize> = HashMap::new();
    let able = all.iter().filter(|each| each.no_assigning.is_none());
    for (target, _) in able.filter_map(|each| each.suggested.as_ref()) {
        let count = counts.entry(target.clone()).or_default();
        *count = count.saturating_add(1);
    }
    for each in all.iter_mut().filter(|each| each.no_assigning.is_none()) {
        let is_twin =
            each.suggested.as_ref().and_then(|(target, _)| counts.get(target)).is_some_and(|count| *count > 1);
        if is_twin {
            each.no_assigning = Some(AppError::NotNow { reason: "upload-suggested-twice" });
        }
    }
}

/// Gives several files each to a body and year, as somebody saw it suggested. What speaks against one leaves it as it is.
pub async fn assign_several(app: &App, caller: &Caller, all: Vec<(UploadId, Target)>) -> Vec<Settling> {
    let mut outcomes = Vec::new();
    for (upload, target) in all.into_iter().take(MOST_FILES) {
        let refusal = assign(app, caller, &upload, Some(target.body), target.year, Doubting::Suggested).await.err();
        outcomes.push(Settling { upload, refusal });
    }
    outcomes
}

/// Sets several files aside, all for one reason.
///
/// # Errors
/// [`AppError::Invalid`] without a reason: nothing is set aside then.
pub async fn set_several_aside(
    app: &App,
    caller: &Caller,
    all: Vec<UploadId>,
    reason: &str,
) -> Result<Vec<Settling>, AppError> {
    super::decide_upload::reason_in(reason)?;
    let mut outcomes = Vec::new();
    for upload in all.into_iter().take(MOST_FILES) {
        let refusal = set_upload_aside(app, caller, &upload, reason).await.err();
        outcomes.push(Settling { upload, refusal });
    }
    Ok(outcomes)
}

/// Has several files looked at again.
pub async fn look_again_at_several(app: &App, caller: &Caller, all: Vec<UploadId>) -> Vec<Settling> {
    let mut outcomes = Vec::new();
    for upload in all.into_iter().take(MOST_FILES) {
        let refusal = look_again(app, caller, &upload).await.err();
        outcomes.push(Settling { upload, refusal });
    }
    outcomes
}
