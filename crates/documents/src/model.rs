//! The neutral document every reader makes and every writer takes.

use serde::{Deserialize, Serialize};

/// The format the bytes were found to be in, told from their content and never from a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown with pipe tables.
    Markdown,
    /// Comma-separated values.
    Csv,
    /// Hypertext, with or without a page around the report.
    Html,
    /// Office Open XML text.
    Docx,
    /// Word 97–2003 binary text (OLE); `wps` files of WPS Office are the same.
    Doc,
    /// Office Open XML workbook.
    Xlsx,
    /// Excel 97–2003 workbook (OLE); `et` files of WPS Office are the same.
    Xls,
    /// Portable Document Format.
    Pdf,
    /// Open Fixed-layout Document, GB/T 33190.
    Ofd,
}

impl Format {
    /// The usual file ending, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
        }
    }
}

/// Where something stands in its source. All counts start at 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// A line of a text or markdown file.
    Line {
        /// Line number.
        line: u32,
    },
    /// A cell of a table in flowing text (html, docx, doc): its anchor.
    Cell {
        /// Number of the table in the document, nested tables counted where they open.
        table: u32,
        /// Row of the anchor in the expanded grid.
        row: u32,
        /// Column of the anchor in the expanded grid.
        column: u32,
    },
    /// A paragraph of flowing text (html, docx, doc), counted through the whole document outside tables.
    Paragraph {
        /// Paragraph number.
        paragraph: u32,
    },
    /// A cell of a workbook.
    Sheet {
        /// The sheet's name.
        sheet: String,
        /// The cell in A1 notation.
        cell: String,
    },
    /// A box on a page of a pdf or ofd.
    Page {
        /// Page number.
        page: u32,
        /// Left, top, right, bottom in points (1/72 inch) from the page's top left corner; ofd millimetres are
        /// turned into points.
        #[serde(rename = "box")]
        area: [f32; 4],
    },
}

/// A document of any format, as blocks in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What the bytes were; for a document made by the program, what it is meant to be.
    pub format: Format,
    /// Title from the file's own properties or `<title>`, where there is one.
    pub title: Option<String>,
    /// What the file says about itself beside its content.
    pub metadata: Metadata,
    /// Headings, paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// What stands in headers, footers, notes and comments of a docx or xlsx, a text for each part: no content, but it goes out
    /// with the file. Other formats have none here.
    pub aside: Vec<String>,
    /// What the reader wants told: nothing here stopped it from reading on.
    pub notices: Vec<Notice>,
}

impl Document {
    /// A document without content.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            title: None,
            metadata: Metadata::default(),
            blocks: Vec::new(),
            aside: Vec::new(),
            notices: Vec::new(),
        }
    }
}

/// What a file says about itself beside its content, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// When it was published: the page's `PubDate` (2021-01-26 09:30).
    pub published: Option<String>,
    /// Where its content comes from: the page's `ContentSource`.
    pub source: Option<String>,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading as the format marks it (style, `<h1>`, `#`); plain text never becomes one by guessing.
    Heading(Heading),
    /// A paragraph; in a text file, one line (empty lines are kept as empty paragraphs: they carry meaning).
    Paragraph(Paragraph),
    /// A table with a grid.
    Table(Table),
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 is the document's title, 2 its sections 一、, 3 the sub-sections （一）; at most 6.
    pub level: u8,
    /// Text without line ends.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A paragraph, or a line of a text file.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Text as it stands, white space and tabs included, without the line end. A line break inside a paragraph is
    /// `\n`.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A table: a grid of `rows` × `columns` with the cells anchored in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Grid rows.
    pub rows: u32,
    /// Grid columns.
    pub columns: u32,
    /// How many rows at the top are header rows (repeated on each page by writers); readers give 0 when the format
    /// does not say.
    pub header_rows: u32,
    /// Relative column widths for writers, one a column; empty means even.
    pub widths: Vec<f32>,
    /// Anchored cells, row by row, left to right. Grid positions under a span have no cell of their own, and a ragged
    /// row simply has fewer cells.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub place: Place,
}

impl Table {
    /// A plain table of texts below one row of headings.
    pub fn of_texts(heads: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        let place = Place::Paragraph { paragraph: 1 };
        let columns = u32::try_from(heads.len()).unwrap_or(u32::MAX);
        let rows = std::iter::once(heads).chain(rows);
        let cells: Vec<Cell> = (0..)
            .zip(rows)
            .flat_map(|(row, texts)| {
                let place = place.clone();
                (0..).zip(texts).map(move |(column, text)| Cell {
                    row,
                    column,
                    row_span: 1,
                    column_span: 1,
                    text,
                    header: row == 0,
                    place: place.clone(),
                })
            })
            .collect();
        let rows = cells.last().map_or(0, |cell| cell.row.saturating_add(1));
        Self { rows, columns, header_rows: 1, widths: Vec::new(), cells, place }
    }
}

/// A cell of a table, anchored at its top left grid position.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Grid row, from 0.
    pub row: u32,
    /// Grid column, from 0.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// Text as it stands; paragraphs and line breaks inside the cell are `\n`. White space is kept (a cell of U+3000
    /// is not an empty cell).
    pub text: String,
    /// Whether it is a header cell (`<th>`), as far as the format says.
    pub header: bool,
    /// Where it stands.
    pub place: Place,
}

/// Something the reader noticed and got past.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What.
    pub kind: NoticeKind,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// The offending piece in the source's own words or figures (an encoding's name, a count), never a sentence.
    pub detail: String,
}

/// What a reader can notice without giving up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// The declared character set is not the one the bytes are in; the detail names both.
    EncodingMismatch,
    /// Some bytes are no characters in the encoding and were replaced by U+FFFD.
    EncodingDamaged,
    /// A page, or the whole file, is a picture without text: a scan.
    ScannedPage,
    /// The file ends early or has broken offsets; what could be read was.
    Damaged,
    /// Another document is embedded where text would be expected, and was not read.
    DocumentEmbedded,
    /// A [`crate::Limits`] bound was met; the rest was left out.
    LimitReached,
    /// A picture stands where text would be expected; the detail counts them.
    PictureSkipped,
    /// Sheets or text are hidden and were not read; the detail has the first of it.
    HiddenContent,
    /// What is not seen was read like the rest: hidden rows and columns of a sheet, text under the picture of a scan. The
    /// detail has the first of it, or counts its characters.
    UnseenRead,
    /// Text in a place is hidden and was not read; the detail has the first of it.
    HiddenText,
    /// Pale words stand aslant over a page, as a watermark does, and were not read; the detail has the first of them.
    Watermark,
    /// Changes are tracked; insertions were read as text, deletions left out.
    TrackedChanges,
    /// Text is struck out and was not read; the detail has the first of it.
    StruckText,
    /// A cell of a sheet shows its number with fewer decimals than it has, which was read as shown; the detail has both.
    Rounded,
    /// Glyphs without a known character were met in a pdf or ofd; the detail counts them.
    UnknownGlyphs,
    /// A span or size was absurd and was cut to the limit.
    SpanClamped,
}
