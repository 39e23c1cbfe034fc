//! What is said of a file that goes public with a report: the personal numbers in it, and what nobody looked through.

use gongkai_store::attachments::{Attachment, Seen};

use crate::frame::Frame;

/// What is to be known of a file before it is public; empty when there is nothing.
pub(super) fn said(frame: &Frame, file: &Attachment) -> String {
    let personal = file
        .exposes()
        .map(|looked| frame.t2("attachment-personal", "count", looked.count, "masked", looked.masked.join(" / ")));
    let unlooked = match &file.looked {
        _ if file.seen != Seen::WithReport => None,
        None => Some("attachment-not-looked"),
        Some(looked) if !looked.is_whole => Some("attachment-looked-in-part"),
        Some(_) => None,
    };
    [personal, unlooked.map(|id| frame.t(id))].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The files of which something is to be known: their names, each with what.
pub(super) fn told(frame: &Frame, files: &[Attachment]) -> Vec<(String, String)> {
    let told = files.iter().map(|file| (file.name.clone(), said(frame, file)));
    told.filter(|(_, said)| !said.is_empty()).collect()
}
