//! Whether a file can go with a report: documents and pictures of an office, whose content is what their name says.

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ZIP: &[u8] = b"PK\x03\x04";

/// The endings that are taken, each with how its files begin. WPS keeps its own formats as OLE, newer versions as OOXML.
const KINDS: [(&str, &[&[u8]]); 14] = [
    ("pdf", &[b"%PDF-"]),
    ("ofd", &[ZIP]),
    ("docx", &[ZIP]),
    ("doc", &[OLE]),
    ("wps", &[OLE, ZIP]),
    ("xlsx", &[ZIP]),
    ("xls", &[OLE]),
    ("et", &[OLE, ZIP]),
    ("pptx", &[ZIP]),
    ("ppt", &[OLE]),
    ("dps", &[OLE, ZIP]),
    ("png", &[b"\x89PNG\r\n\x1A\n"]),
    ("jpg", &[b"\xFF\xD8\xFF"]),
    ("jpeg", &[b"\xFF\xD8\xFF"]),
];

/// The endings that are taken, in a row.
pub(super) fn kinds() -> String {
    KINDS.map(|(ending, _)| ending.to_ascii_uppercase()).join(" ")
}

/// The id of the message that says why a file cannot be attached.
pub(super) fn attachable(name: &str, bytes: &[u8]) -> Result<(), &'static str> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let Some((_, beginnings)) = KINDS.iter().find(|(known, _)| *known == ending) else {
        return Err("draft-attachment-kind");
    };
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
