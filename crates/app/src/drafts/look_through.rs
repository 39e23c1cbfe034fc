//! Looking through a file that goes with a report for personal numbers, once, when it is attached.
//!
//! Basis: Regulation Arts. 15, 17: what goes public is looked through first, its attachments too.

use bytes::Bytes;
use gongkai_documents::{Document, Format, Limits, NoticeKind};
use gongkai_report::check::personal_numbers;
use gongkai_store::attachments::Looked;

use crate::error::AppError;

/// How many of the numbers are kept to be told, masked.
const TOLD: usize = 3;

/// What is found in a file; `None` where the program cannot read it.
pub(super) async fn look_through(bytes: Bytes) -> Result<Option<Looked>, AppError> {
    let work = move || gongkai_documents::read(&bytes, &Limits::default()).ok().and_then(|document| looked(&document));
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}

fn looked(document: &Document) -> Option<Looked> {
    // Of a scan or a picture on a page nothing was read.
    if document.blocks.is_empty() {
        return None;
    }
    let mut masked = personal_numbers(document);
    let count = masked.len();
    masked.truncate(TOLD);
    // Of these the notes, headers and comments are not read.
    let is_partly_read = matches!(document.format, Format::Doc | Format::Xls);
    let is_whole = !is_partly_read && document.notices.iter().all(|notice| is_read(notice.kind));
    Some(Looked { count, masked, is_whole })
}

/// Whether nothing of the file was left unread by what the reader noticed.
fn is_read(kind: NoticeKind) -> bool {
    match kind {
        NoticeKind::EncodingMismatch | NoticeKind::UnseenRead | NoticeKind::SpanClamped | NoticeKind::Rounded => true,
        NoticeKind::EncodingDamaged
        | NoticeKind::ScannedPage
        | NoticeKind::Damaged
        | NoticeKind::DocumentEmbedded
        | NoticeKind::LimitReached
        | NoticeKind::PictureSkipped
        | NoticeKind::HiddenContent
        | NoticeKind::HiddenText
        | NoticeKind::Watermark
        | NoticeKind::TrackedChanges
        | NoticeKind::StruckText
        | NoticeKind::UnknownGlyphs => false,
    }
}
