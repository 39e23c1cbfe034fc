//! What the fuzz targets begin with: committed fixtures, the layouts of the testkit, and what our writers write.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use gongkai_documents::{Block, Document, Fonts, Output, Place, Table, write as write_document};
use gongkai_report::write::form;
use gongkai_report::{EditionId, Report};
use gongkai_testkit::{Figures, Layout, layout, sample_report};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::Outcome;

/// The main part of each container, which its target also takes alone.
const PARTS: [(&str, &str); 3] =
    [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml"), ("ofd", "Doc_0/Pages/Page_0/Content.xml")];
/// What tells a target of containers that a whole container follows, or its main part.
const WHOLE: u8 = 0;
const PART: u8 = 1;
/// Larger files teach the fuzzer nothing and cost it its speed.
const LARGEST: usize = 200_000;

/// Lays out all seeds anew; what fuzzing found beside them stays.
pub(crate) fn write() -> Outcome {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = Seeds { corpus: root.join("fuzz/corpus") };
    for edition in EditionId::ALL {
        for figures in [Figures::consistent(edition, 12), Figures::blank(edition)] {
            let kind = if figures == Figures::blank(edition) { "blank" } else { "figures" };
            let report = sample_report(edition, "示例区青禾街道", edition.edition().years.from, &figures);
            seeds.layouts(&report, &format!("{kind}-{edition}"))?;
            seeds.written(&form(&report), &format!("{kind}-{edition}"))?;
            seeds.page(&form(&report), &format!("{kind}-{edition}"))?;
        }
    }
    seeds.written(&small(), "small")?;
    seeds.page(&small(), "small")?;
    for folder in
        ["report/tests/fixtures/libreoffice", "documents/tests/fixtures/html", "documents/tests/fixtures/office"]
    {
        seeds.fixtures(&root.join("crates").join(folder))?;
    }
    Ok(())
}

struct Seeds {
    corpus: PathBuf,
}

impl Seeds {
    fn layouts(&self, report: &Report, name: &str) -> Outcome {
        for layout in Layout::ALL {
            let text = layout::text(report, layout);
            let target = if layout == Layout::MarkdownPipes { "md" } else { "txt" };
            let name = format!("{layout:?}-{name}");
            self.put(target, &name, text.as_bytes())?;
            self.put(target, &format!("{name}-utf16"), &utf_16(&text))?;
        }
        Ok(())
    }

    fn written(&self, document: &Document, name: &str) -> Outcome {
        for output in [Output::Docx, Output::Xlsx, Output::Html, Output::Pdf, Output::Markdown, Output::Csv] {
            let bytes = write_document(document, output, &Fonts::default())?;
            let extension = match output {
                Output::Docx => "docx",
                Output::Xlsx => "xlsx",
                Output::Html => "html",
                Output::Pdf => "pdf",
                Output::Markdown => "md",
                Output::Csv => "csv",
            };
            self.put(extension, name, &bytes)?;
        }
        Ok(())
    }

    /// A document as a page of an ofd, and that as a whole file.
    fn page(&self, document: &Document, name: &str) -> Outcome {
        let page = ofd_page(document);
        self.save("ofd", &format!("{name}.part"), &[&[PART], page.as_bytes()].concat())?;
        let pages = r#"<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>"#;
        let root = "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>";
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (part, text) in [("OFD.xml", root), ("D.xml", pages), ("P.xml", &page)] {
            zip.start_file(part, SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        let file = zip.finish()?.into_inner();
        self.save("ofd", name, &[&[WHOLE], file.as_slice()].concat())?;
        self.save("any", &format!("{name}.ofd"), &file)
    }

    fn fixtures(&self, folder: &Path) -> Outcome {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let (Some(name), Some(extension)) = (path.file_stem(), path.extension()) else { continue };
            let (name, extension) = (name.to_string_lossy(), extension.to_string_lossy());
            if ["docx", "doc", "html", "xlsx", "xls", "pdf"].contains(&extension.as_ref()) {
                self.put(&extension, &name, &std::fs::read(&path)?)?;
            }
        }
        Ok(())
    }

    /// A file as a seed of its own target and of the target that takes all.
    fn put(&self, extension: &str, name: &str, bytes: &[u8]) -> Outcome {
        if bytes.len() > LARGEST {
            return Ok(());
        }
        self.save("any", &format!("{name}.{extension}"), bytes)?;
        let Some((_, part)) = PARTS.iter().find(|(container, _)| *container == extension) else {
            let target = if extension == "md" { "markdown" } else { extension };
            return self.save(target, name, bytes);
        };
        self.save(extension, name, &[&[WHOLE], bytes].concat())?;
        let mut inflated = vec![PART];
        ZipArchive::new(Cursor::new(bytes))?.by_name(part)?.read_to_end(&mut inflated)?;
        self.save(extension, &format!("{name}.part"), &inflated)
    }

    fn save(&self, target: &str, name: &str, bytes: &[u8]) -> Outcome {
        let folder = self.corpus.join(target);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(name), bytes)?;
        Ok(())
    }
}

/// A document of a few words, so that a fuzzer finds its way into the formats that are mostly wrapping.
fn small() -> Document {
    let mut document = Document::new(gongkai_documents::Format::Docx);
    let place = Place::Cell { table: 1, row: 1, column: 1 };
    let cell = |row, column, row_span, column_span, text: &str| gongkai_documents::Cell {
        row,
        column,
        row_span,
        column_span,
        text: text.to_owned(),
        header: row == 0,
        place: place.clone(),
    };
    let cells = vec![cell(0, 0, 2, 1, "规章"), cell(0, 1, 1, 2, "总计"), cell(1, 1, 1, 1, "1"), cell(1, 2, 1, 1, "")];
    document.blocks.push(Block::Table(Table { rows: 2, columns: 3, header_rows: 1, widths: Vec::new(), cells, place }));
    document
}

/// Text and ruling lines of a document's tables and lines, one below the other, in millimetres.
fn ofd_page(document: &Document) -> String {
    let mut objects = String::new();
    let mut top = 10;
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => objects.push_str(&ofd_text(10, top, &heading.text)),
            Block::Paragraph(paragraph) => objects.push_str(&ofd_text(10, top, &paragraph.text)),
            Block::Table(table) => {
                for cell in &table.cells {
                    let (left, upper) = (10 + 18 * cell.column, top + 6 * cell.row);
                    let (right, lower) = (left + 18 * cell.column_span, upper + 6 * cell.row_span);
                    objects.push_str(&ofd_text(left + 1, upper + 1, &cell.text));
                    objects.push_str(&ofd_box(left, upper, right, lower));
                }
                top += 6 * table.rows;
            }
        }
        top += 6;
    }
    format!(r#"<Page><Content><Layer ID="1">{objects}</Layer></Content></Page>"#)
}

fn ofd_box(left: u32, upper: u32, right: u32, lower: u32) -> String {
    format!(
        r#"<PathObject Boundary="0 0 210 297"><AbbreviatedData>M {left} {upper} L {right} {upper} L {right} {lower} L {left} {lower} C</AbbreviatedData></PathObject>"#
    )
}

fn ofd_text(left: u32, top: u32, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        r#"<TextObject Boundary="{left} {top} 180 5" Size="3"><TextCode X="0" Y="3" DeltaX="g {} 3">{text}</TextCode></TextObject>"#,
        text.chars().count()
    )
}

fn utf_16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
