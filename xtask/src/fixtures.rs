//! Reports in the official form and in the layouts of real reports, saved by LibreOffice in every format it writes, and the
//! official form printed without lines.
//!
//! Every cell has a figure of its own (`Figures::telling`), so that a shifted value is seen. The files are committed;
//! tests read them without LibreOffice.

use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai_documents::{Fonts, Output, write as write_document};
use gongkai_report::{EditionId, write::form};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::Outcome;

/// The body all fixtures are of.
const BODY: &str = "示例区青禾街道";

/// Makes all fixtures anew.
pub(crate) fn write() -> Outcome {
    saved_by_libreoffice()?;
    without_rules()
}

/// The official form as a page whose tables have no lines, all its cells filled in and most of them empty, printed by Chromium (figures in the middle of their labels) and
/// by LibreOffice (beside the first lines of these).
pub(crate) fn without_rules() -> Outcome {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/report/tests/fixtures/unruled");
    std::fs::create_dir_all(&folder)?;
    let work = std::env::temp_dir().join(format!("gongkai-unruled-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    for edition in EditionId::ALL {
        let kinds = [("form", Figures::telling(edition)), ("sparse", Figures::sparse(edition))];
        for (kind, figures) in kinds {
            let report = sample_report(edition, BODY, edition.edition().years.from, &figures);
            let page = String::from_utf8(write_document(&form(&report), Output::Html, &Fonts::default())?)?;
            let name = format!("{kind}-{edition}");
            for (by, align) in [("chromium", "middle"), ("libreoffice", "top")] {
                let style =
                    format!("td,th{{border:none!important;background:none!important;vertical-align:{align}}}</style>");
                let html = work.join(format!("{name}.{by}.html"));
                std::fs::write(&html, page.replacen("</style>", &style, 1))?;
            }
            print(&work.join(format!("{name}.chromium.html")), &folder.join(format!("{name}.chromium.pdf")))?;
            convert(&work.join(format!("{name}.libreoffice.html")), "pdf:writer_web_pdf_Export", None, &folder)?;
        }
    }
    std::fs::remove_dir_all(&work)?;
    Ok(())
}

/// Prints a page as Chromium does.
fn print(html: &Path, pdf: &Path) -> Outcome {
    let mut command = Command::new("chromium");
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
    let output = command.arg(format!("--print-to-pdf={}", pdf.display())).arg(html).output()?;
    if !output.status.success() {
        return Err(format!("chromium: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(())
}

fn saved_by_libreoffice() -> Outcome {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/report/tests/fixtures/libreoffice");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let work = std::env::temp_dir().join(format!("gongkai-fixtures-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    for edition in EditionId::ALL {
        official_form(edition, &work, &folder)?;
        for (name, layout) in LAYOUTS {
            text_layout(edition, name, layout, &work, &folder)?;
        }
    }
    std::fs::remove_dir_all(&work)?;
    Ok(())
}

/// The layouts of the five real reports (the first two share one).
const LAYOUTS: [(&str, Layout); 4] = [
    ("tabbed", Layout::TabbedCells),
    ("lines", Layout::BlankLineSeparated),
    ("blanks", Layout::BlankCharacterCells),
    ("rows", Layout::RaggedTabRows),
];

fn official_form(edition: EditionId, work: &Path, folder: &Path) -> Outcome {
    let report = sample_report(edition, BODY, edition.edition().years.from, &Figures::telling(edition));
    let document = form(&report);
    let name = format!("form-{edition}");
    let docx = work.join(format!("{name}.docx"));
    let xlsx = work.join(format!("{name}.xlsx"));
    std::fs::write(&docx, write_document(&document, Output::Docx, &Fonts::default())?)?;
    std::fs::write(&xlsx, write_document(&document, Output::Xlsx, &Fonts::default())?)?;
    let made = work.join("made");
    for target in ["docx:MS Word 2007 XML", "doc", "odt", "html:HTML (StarWriter)", "pdf:writer_pdf_Export"] {
        convert(&docx, target, None, &made)?;
    }
    for target in ["xlsx:Calc MS Excel 2007 XML", "xls"] {
        convert(&xlsx, target, None, &made)?;
    }
    through_odt(&made, &name)?;
    keep(&made, &name, folder)
}

fn text_layout(edition: EditionId, layout_name: &str, layout: Layout, work: &Path, folder: &Path) -> Outcome {
    let report = sample_report(edition, BODY, edition.edition().years.from, &Figures::telling(edition));
    let name = format!("{layout_name}-{edition}");
    let text = work.join(format!("{name}.txt"));
    std::fs::write(&text, layout::text(&report, layout))?;
    let made = work.join("made");
    let utf8 = Some("Text (encoded):UTF8,LF,,,");
    for target in ["docx:MS Word 2007 XML", "doc", "odt", "html:HTML (StarWriter)", "pdf:writer_pdf_Export"] {
        convert(&text, target, utf8, &made)?;
    }
    // Tabs separate columns (9), no quotation marks, UTF-8 (76).
    convert(&text, "xlsx:Calc MS Excel 2007 XML", Some("Text - txt - csv (StarCalc):9,,76"), &made)?;
    through_odt(&made, &name)?;
    keep(&made, &name, folder)
}

/// What was saved as odt, opened and saved as docx: the road of an office that works with open formats.
fn through_odt(made: &Path, name: &str) -> Outcome {
    let again = made.join("again");
    convert(&made.join(format!("{name}.odt")), "docx:MS Word 2007 XML", None, &again)?;
    std::fs::rename(again.join(format!("{name}.docx")), made.join(format!("{name}.odt.docx")))?;
    std::fs::remove_file(made.join(format!("{name}.odt")))?;
    Ok(())
}

fn keep(made: &Path, name: &str, folder: &Path) -> Outcome {
    for entry in std::fs::read_dir(made)? {
        let path = entry?.path();
        let Some(file) = path.file_name().and_then(|file| file.to_str()) else { continue };
        let of_this = file.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        if path.is_file() && of_this {
            std::fs::copy(&path, folder.join(file))?;
        }
    }
    std::fs::remove_dir_all(made)?;
    Ok(())
}

fn convert(source: &Path, target: &str, filter: Option<&str>, into: &Path) -> Outcome {
    let profile = std::env::temp_dir().join(format!("gongkai-libreoffice-{}", std::process::id()));
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", profile.display())).arg("--headless");
    if let Some(filter) = filter {
        command.arg(format!("--infilter={filter}"));
    }
    let output = command.args(["--convert-to", target, "--outdir"]).arg(into).arg(source).output()?;
    if !output.status.success() {
        return Err(format!("soffice: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(())
}
