//! What the document's reader noticed, as findings.

use gongkai_documents::{Notice, NoticeKind};
use gongkai_law::{Basis, Code, Instrument, Severity};

use crate::model::Finding;

/// One finding a notice.
pub(super) fn findings(notices: &[Notice]) -> Vec<Finding> {
    notices.iter().map(finding).collect()
}

fn finding(notice: &Notice) -> Finding {
    let (code, severity) = match notice.kind {
        NoticeKind::EncodingMismatch => ("document-encoding-mismatch", Severity::Info),
        NoticeKind::EncodingDamaged => ("document-encoding-damaged", Severity::Warning),
        NoticeKind::ScannedPage => ("document-scanned", Severity::Error),
        NoticeKind::Damaged => ("document-damaged", Severity::Error),
        NoticeKind::LimitReached => ("document-limit", Severity::Error),
        NoticeKind::PictureSkipped => ("document-picture", Severity::Info),
        NoticeKind::HiddenContent => ("document-hidden", Severity::Warning),
        NoticeKind::TrackedChanges => ("document-tracked-changes", Severity::Warning),
        NoticeKind::UnknownGlyphs => ("document-unknown-glyphs", Severity::Warning),
        NoticeKind::SpanClamped => ("document-span-clamped", Severity::Warning),
    };
    let basis = Basis::new(Instrument::OfficialFormat, "");
    let finding = Finding::new(Code(code), severity, basis).with_arg("detail", &notice.detail);
    match &notice.place {
        Some(place) => finding.with_place(place.clone()),
        None => finding,
    }
}
