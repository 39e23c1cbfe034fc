//! What the document's reader noticed, as findings.

use gongkai_documents::{Notice, NoticeKind};
use gongkai_law::{Basis, Code, Instrument, Severity};

use crate::model::Finding;

/// One finding a notice; what is struck out or hidden in a place is told by the cells it stood in ([`super::struck`]).
pub(super) fn findings(notices: &[Notice]) -> Vec<Finding> {
    let others = notices.iter().filter(|notice| !super::struck::tells(notice.kind));
    others.map(finding).collect()
}

fn finding(notice: &Notice) -> Finding {
    let (code, severity) = match notice.kind {
        NoticeKind::EncodingMismatch => ("document-encoding-mismatch", Severity::Info),
        NoticeKind::EncodingDamaged => ("document-encoding-damaged", Severity::Warning),
        NoticeKind::ScannedPage => ("document-scanned", Severity::Error),
        NoticeKind::Damaged => ("document-damaged", Severity::Error),
        NoticeKind::DocumentEmbedded => ("document-embedded", Severity::Error),
        NoticeKind::LimitReached => ("document-limit", Severity::Error),
        NoticeKind::PictureSkipped => ("document-picture", Severity::Info),
        NoticeKind::HiddenContent | NoticeKind::HiddenText => ("document-hidden", Severity::Warning),
        NoticeKind::UnseenRead => ("document-unseen", Severity::Warning),
        NoticeKind::Watermark => ("document-watermark", Severity::Info),
        NoticeKind::TrackedChanges => ("document-tracked-changes", Severity::Warning),
        NoticeKind::StruckText => ("document-struck", Severity::Warning),
        NoticeKind::Rounded => ("cells-rounded", Severity::Warning),
        NoticeKind::UnknownGlyphs => ("document-unknown-glyphs", Severity::Warning),
        NoticeKind::SpanClamped => ("document-span-clamped", Severity::Warning),
    };
    let basis = Basis::new(Instrument::OfficialFormat, "");
    let detail = if notice.detail.is_empty() { "none" } else { &notice.detail };
    let finding = Finding::new(Code(code), severity, basis).with_arg("detail", detail);
    match &notice.place {
        Some(place) => finding.with_place(place.clone()),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use gongkai_law::{Lang, Wording};

    use super::*;

    fn said(kind: NoticeKind, detail: &str, lang: Lang) -> String {
        let found = findings(&[Notice { kind, place: None, detail: detail.to_owned() }]);
        Wording::findings(lang).finding(&found[0]).message
    }

    #[test]
    fn what_readers_note_in_their_own_words_is_said_in_the_readers_language() {
        use NoticeKind::{Damaged, LimitReached, ScannedPage};
        let limits = ["cells", "characters", "columns", "depth", "merges", "strings", "rules", "drawing", "pages"];
        let limits = limits.into_iter().chain(["blocks", "lines"]).map(|detail| (LimitReached, detail));
        let damages = ["page", "xml", "entity", "text", "FontFile", "row-end", "table-definition"];
        for (kind, detail) in limits.chain(damages.map(|detail| (Damaged, detail))).chain([
            (ScannedPage, "all"),
            (NoticeKind::SpanClamped, "rows"),
            (NoticeKind::DocumentEmbedded, ""),
        ]) {
            let chinese = said(kind, detail, Lang::ZhCn);
            assert!(!chinese.contains(|character: char| character.is_ascii_alphabetic()), "{detail}: {chinese}");
            let english = said(kind, detail, Lang::En);
            assert!(
                kind == NoticeKind::SpanClamped || !english.contains(&format!("({detail})")),
                "{detail}: {english}"
            );
        }
        assert!(said(ScannedPage, "12", Lang::ZhCn).contains("第 12 页"));
        for lang in [Lang::ZhCn, Lang::En] {
            let said = said(NoticeKind::TrackedChanges, "", lang);
            assert!(!said.contains("none") && !said.contains("（）") && !said.ends_with([':', '：', ' ']), "{said}");
        }
    }
}
