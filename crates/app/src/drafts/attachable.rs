//! Whether a file can go with a report: documents and pictures of an office, whose content is what their name says.

/// How the files of an ending begin.
fn beginnings(ending: &str) -> Option<&'static [&'static [u8]]> {
    const OLE: &[&[u8]] = &[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];
    const ZIP: &[&[u8]] = &[b"PK\x03\x04"];
    // WPS keeps its own formats as OLE, newer versions as OOXML.
    const WPS: &[&[u8]] = &[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"PK\x03\x04"];
    Some(match ending {
        "pdf" => &[b"%PDF-"],
        "docx" | "xlsx" | "pptx" | "ofd" => ZIP,
        "doc" | "xls" | "ppt" => OLE,
        "wps" | "et" | "dps" => WPS,
        "png" => &[b"\x89PNG\r\n\x1A\n"],
        "jpg" | "jpeg" => &[b"\xFF\xD8\xFF"],
        _ => return None,
    })
}

/// The id of the message that says why a file cannot be attached.
pub(super) fn attachable(name: &str, bytes: &[u8]) -> Result<(), &'static str> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let Some(beginnings) = beginnings(&ending) else { return Err("draft-attachment-kind") };
    if bytes.is_empty() {
        return Err("draft-attachment-empty");
    }
    if beginnings.iter().any(|start| bytes.starts_with(start)) { Ok(()) } else { Err("draft-attachment-content") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_name_says() {
        let check = |name: &str, bytes: &[u8], expected: Result<(), &str>| {
            assert_eq!(attachable(name, bytes), expected, "{name}");
        };
        check("附件.pdf", b"%PDF-1.7", Ok(()));
        check("附件.PDF", b"%PDF-1.7", Ok(()));
        check("附件.docx", b"PK\x03\x04...", Ok(()));
        check("附件.wps", b"PK\x03\x04...", Ok(()));
        check("照片.jpeg", b"\xFF\xD8\xFF\xE0", Ok(()));
        check("附件.pdf", b"MZ\x90", Err("draft-attachment-content"));
        check("附件.pdf", b"PK\x03\x04", Err("draft-attachment-content"));
        check("附件.doc", b"PK\x03\x04", Err("draft-attachment-content"));
        check("附件.pdf", b"", Err("draft-attachment-empty"));
        check("附件.exe", b"%PDF-1.7", Err("draft-attachment-kind"));
        check("附件.html", b"<script>", Err("draft-attachment-kind"));
        check("pdf", b"%PDF-1.7", Err("draft-attachment-kind"));
        check("", b"%PDF-1.7", Err("draft-attachment-kind"));
    }
}
