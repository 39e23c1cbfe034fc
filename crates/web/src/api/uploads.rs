//! Files sent for a collection, until it is known whose report each is.

use axum::Json;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use gongkai_app::collection::{self, NewFile, OneUpload, Progress};
use gongkai_law::Lang;
use gongkai_report::unreadable::Stored;
use gongkai_store::id::{BatchId, BodyId, CollectionId, UploadId};
use gongkai_store::uploads::{self as kept, Pick};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::{Asking, Of};
use super::cursor::{self, Limit, Page};
use super::incoming::Incoming;
use super::input::Body;
use super::parameters::Query;
use super::problem::{ReadRefusals, WriteRefusals};
use super::shapes::{BodyName, FileFacts, Id, KeyHeader, Words, Year, maybe_moment, mirrored, moment};
use crate::error::Failure;
use crate::wording;

mirrored! {
    /// What became of a file.
    UploadState of kept::State {
        /// It is here and waits to be read.
        Waiting,
        /// It is an archive; its files stand beside it.
        Unpacked,
        /// It is this body's report about this year.
        Matched,
        /// A person or program has to say whose it is.
        Doubtful,
        /// It cannot be read.
        Unreadable,
        /// The same file is here already.
        Duplicate,
        /// It was said to be nobody's.
        SetAside,
    }
}

/// One file that was sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Upload {
    /// Its id.
    id: Id,
    /// The batch it came in.
    batch: Id,
    /// The collection it was sent for.
    collection: Id,
    /// The file. The name of one from an archive begins with that of the archive.
    file: FileFacts,
    /// What became of it.
    state: UploadState,
    /// Why it is in that state, where there is more to say.
    problem: Option<UploadProblem>,
    /// Whose report it is, or seems to be.
    body: Option<BodyName>,
    /// The year it is about.
    year: Option<Year>,
    /// The report it became: read on there.
    report: Option<Id>,
    /// When it came.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was settled.
    #[schema(format = DateTime)]
    finished_at: Option<String>,
}

/// Why a file is in its state.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UploadProblem {
    /// Stable.
    #[schema(example = "upload-duplicate-report")]
    code: String,
    /// The same in words, in the language of the request.
    message: String,
    /// What to do.
    hint: Option<String>,
}

impl UploadProblem {
    fn of(problem: &kept::Problem, lang: Lang) -> Self {
        let args: Vec<(&str, &str)> =
            problem.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let sentence = if problem.code.starts_with("file-") {
            Stored { code: problem.code.clone(), args: problem.args.clone() }.sentence(lang)
        } else {
            wording::of(lang).sentence(&problem.code, &args)
        };
        Self { code: problem.code.clone(), message: sentence.message, hint: sentence.hint }
    }
}

impl Upload {
    fn of(upload: kept::Upload, body_name: Option<String>, lang: Lang) -> Self {
        let body = upload.body.as_ref().zip(body_name).map(|(id, name)| BodyName { id: Id::of(id), name });
        Self {
            id: Id::of(&upload.id),
            batch: Id::of(&upload.batch),
            collection: Id::of(&upload.collection),
            file: FileFacts {
                name: upload.name,
                format: upload.format.unwrap_or_default(),
                size_bytes: upload.size_bytes,
            },
            state: upload.state.into(),
            problem: upload.problem.as_ref().map(|problem| UploadProblem::of(problem, lang)),
            body,
            year: upload.year.map(Year),
            report: upload.report.as_ref().map(Id::of),
            created_at: moment(upload.created_at),
            finished_at: maybe_moment(upload.finished_at),
        }
    }

    fn of_one(one: OneUpload, lang: Lang) -> Self {
        Self::of(one.upload, one.body.map(|body| body.name), lang)
    }
}

/// Files that were sent together.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Batch {
    /// Its id.
    id: Id,
    /// The collection it was sent for.
    collection: Id,
    /// When its first file came.
    #[schema(format = DateTime)]
    created_at: String,
    /// All files, archives themselves among them.
    total: u64,
    /// Those that still wait to be read: ask again until it is 0.
    waiting: u64,
    /// How many files are in each state. The files themselves: `/api/v1/batches/{id}/uploads`.
    states: UploadCounts,
}

/// How many files are in each state.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UploadCounts {
    /// They are here and wait to be read.
    waiting: u64,
    /// Archives; their files stand beside them.
    unpacked: u64,
    /// They are reports of bodies.
    matched: u64,
    /// A person or program has to say whose they are.
    doubtful: u64,
    /// They cannot be read.
    unreadable: u64,
    /// They are here already.
    duplicate: u64,
    /// They were said to be nobody's.
    set_aside: u64,
}

impl UploadCounts {
    fn of(progress: &Progress) -> Self {
        Self {
            waiting: progress.count(kept::State::Waiting),
            unpacked: progress.count(kept::State::Unpacked),
            matched: progress.count(kept::State::Matched),
            doubtful: progress.count(kept::State::Doubtful),
            unreadable: progress.count(kept::State::Unreadable),
            duplicate: progress.count(kept::State::Duplicate),
            set_aside: progress.count(kept::State::SetAside),
        }
    }
}

/// A form with files.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the generated document describes the form; `incoming.rs` reads it")]
pub(crate) struct UploadForm {
    /// Report files, and zip archives of them.
    #[schema(value_type = Vec<String>, format = Binary, content_media_type = "application/octet-stream", min_items = 1)]
    files: Vec<Vec<u8>>,
}

/// Sends files for a collection.
///
/// Report files in any format, and zip archives of them: as a form with files, or as the bytes of one file, whose name
/// is told by `name`. The files are kept and read afterwards: the answer says where to ask what became of them.
#[utoipa::path(
    post, path = "/api/v1/collections/{id}/uploads", tag = "uploads", operation_id = "send_files",
    params(
        ("id" = Id, Path, description = "The collection."),
        ("name" = Option<String>, Query, description = "The file's name, when its bytes alone are sent."),
        KeyHeader,
    ),
    security(("token" = []), ("session" = [])),
    request_body(content((UploadForm = "multipart/form-data"), (Vec<u8> = "application/octet-stream"))),
    responses(
        (status = 202, description = "The files are here and wait to be read.", body = Batch,
         headers(("Location" = String, description = "The batch."))),
        WriteRefusals
    )
)]
pub(super) async fn send(asking: Asking, Of(of): Of<CollectionId>, incoming: Incoming) -> Result<Response, Failure> {
    let files = incoming.with_fields(&[])?.files.into_iter().map(|(name, bytes)| NewFile { name, bytes, key: None });
    let batch = BatchId::new(asking.app().now());
    collection::upload(asking.app(), asking.caller()?, &of, batch.clone(), "api", files.collect()).await?;
    let place = format!("/api/v1/batches/{batch}");
    let shown = show(&asking, &batch).await?;
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, place)], Json(shown)).into_response())
}

async fn show(asking: &Asking, of: &BatchId) -> Result<Batch, Failure> {
    let (batch, progress) = collection::batch_head(asking.app(), asking.caller()?, of).await?;
    Ok(Batch {
        id: Id::of(&batch.id),
        collection: Id::of(&batch.collection),
        created_at: moment(batch.created_at),
        total: progress.total,
        waiting: progress.waiting,
        states: UploadCounts::of(&progress),
    })
}

/// Shows how far files sent together have come.
#[utoipa::path(
    get, path = "/api/v1/batches/{id}", tag = "uploads", operation_id = "show_batch",
    params(("id" = Id, Path, description = "The batch.")), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The batch.", body = Batch), ReadRefusals)
)]
pub(super) async fn batch(asking: Asking, Of(of): Of<BatchId>) -> Result<Json<Batch>, Failure> {
    Ok(Json(show(&asking, &of).await?))
}

/// Which files of a batch.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// In this state.
    state: Option<UploadState>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next`.
    after: Option<String>,
}

const LIST: &str = "uploads";

/// Lists what became of files sent together, in the order they came.
#[utoipa::path(
    get, path = "/api/v1/batches/{id}/uploads", tag = "uploads", operation_id = "list_batch_uploads",
    params(("id" = Id, Path, description = "The batch."), Wanted), security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "A page of files.", body = Page<Upload>,
         headers(("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        ReadRefusals
    )
)]
pub(super) async fn of_batch(
    asking: Asking,
    uri: Uri,
    Of(of): Of<BatchId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let after = cursor::read(LIST, wanted.after.as_deref(), UploadId::parse)?;
    let limit = wanted.limit.unwrap_or_default();
    let states = wanted.state.map(Into::into).into_iter().collect();
    let pick = Pick { states, after, most: limit.and_one() };
    let files = collection::batch_files(asking.app(), asking.caller()?, &of, &pick).await?;
    let page = Page::of(files, limit, LIST, |last| last.upload.id.to_string());
    Ok(page.map(|listed| Upload::of(listed.upload, listed.body_name, asking.lang())).answer(&uri))
}

/// Shows what became of a file.
#[utoipa::path(
    get, path = "/api/v1/uploads/{id}", tag = "uploads", operation_id = "show_upload",
    params(("id" = Id, Path, description = "The file.")), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The file.", body = Upload), ReadRefusals)
)]
pub(super) async fn one(asking: Asking, Of(of): Of<UploadId>) -> Result<Json<Upload>, Failure> {
    shown(&asking, &of).await
}

async fn shown(asking: &Asking, of: &UploadId) -> Result<Json<Upload>, Failure> {
    let one = collection::one_upload(asking.app(), asking.caller()?, of).await?;
    Ok(Json(Upload::of_one(one, asking.lang())))
}

/// Whose report a file is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assigning {
    /// The body; it must stand on the roll of that year.
    body: Id,
    /// The year.
    year: Year,
    /// That it is meant so, though the file tells another year (`problem-other-year`) or is no report
    /// (`problem-no-report`), though its title names another body (`problem-names-another`), or though a report is here that it
    /// would replace (`problem-replaces`) or that was accepted already (`problem-accepted-already`), or one the body drew up
    /// itself waits for the signature (`problem-draft-waits`).
    #[serde(default)]
    certain: bool,
}

/// Says whose report a doubtful file is.
///
/// Said for a body whose report was accepted already, the file replaces that report.
#[utoipa::path(
    post, path = "/api/v1/uploads/{id}/assign", tag = "uploads", operation_id = "assign_upload",
    params(("id" = Id, Path, description = "The file."), KeyHeader),
    security(("token" = []), ("session" = [])), request_body = Assigning,
    responses((status = 200, description = "The file, which became a report.", body = Upload), WriteRefusals)
)]
pub(super) async fn assign(
    asking: Asking,
    Of(of): Of<UploadId>,
    Body(assigning): Body<Assigning>,
) -> Result<Json<Upload>, Failure> {
    let body = BodyId::parse(assigning.body.as_str());
    collection::assign_upload(asking.app(), asking.caller()?, &of, body, assigning.year.0, assigning.certain).await?;
    shown(&asking, &of).await
}

/// Why a file is set aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingAside {
    /// Why it is nobody's report.
    #[schema(value_type = String, min_length = 1, max_length = 1000, pattern = "\\S", example = "封面，不是年度报告")]
    reason: Words,
}

/// Sets a file aside: it is nobody's report.
#[utoipa::path(
    post, path = "/api/v1/uploads/{id}/set-aside", tag = "uploads", operation_id = "set_upload_aside",
    params(("id" = Id, Path, description = "The file."), KeyHeader),
    security(("token" = []), ("session" = [])), request_body = SettingAside,
    responses((status = 200, description = "The file.", body = Upload), WriteRefusals)
)]
pub(super) async fn set_aside(
    asking: Asking,
    Of(of): Of<UploadId>,
    Body(setting): Body<SettingAside>,
) -> Result<Json<Upload>, Failure> {
    collection::set_upload_aside(asking.app(), asking.caller()?, &of, setting.reason.as_str()).await?;
    shown(&asking, &of).await
}

/// Why an assignment is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TakingBack {
    /// Why it is not this body's report about that year.
    #[schema(value_type = String, min_length = 1, max_length = 1000, pattern = "\\S", example = "选错了机关")]
    reason: Words,
}

/// Takes back whose report a file is: it is doubtful again, and the report it became is gone.
///
/// Not once that report was returned, accepted, published, replaced by a newer version or added up (`409`).
#[utoipa::path(
    post, path = "/api/v1/uploads/{id}/take-back", tag = "uploads", operation_id = "take_upload_back",
    params(("id" = Id, Path, description = "The file."), KeyHeader),
    security(("token" = []), ("session" = [])), request_body = TakingBack,
    responses((status = 200, description = "The file.", body = Upload), WriteRefusals)
)]
pub(super) async fn take_back(
    asking: Asking,
    Of(of): Of<UploadId>,
    Body(taking): Body<TakingBack>,
) -> Result<Json<Upload>, Failure> {
    collection::take_upload_back(asking.app(), asking.caller()?, &of, taking.reason.as_str()).await?;
    shown(&asking, &of).await
}
