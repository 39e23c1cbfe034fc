//! [`Document`] to bytes.

pub mod csv;
pub mod docx;
pub mod html;
pub mod markdown;
pub mod pdf;
pub mod xlsx;

mod breaking;
mod fit;
pub(crate) mod grid;
pub(crate) mod markup;
mod piece;

pub use self::piece::Piece;
use crate::model::{Block, Document};

/// The formats a document can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Output {
    /// Office Open XML text.
    Docx,
    /// Office Open XML workbook.
    Xlsx,
    /// One self-contained page.
    Html,
    /// Portable Document Format.
    Pdf,
    /// Markdown with pipe tables (tables with spans as embedded html).
    Markdown,
    /// Comma-separated values, UTF-8 with a byte order mark so that spreadsheet programs read it.
    Csv,
}

impl Output {
    /// The output a file's ending asks for, or `None` when the ending is of none of them.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            "html" | "htm" => Some(Self::Html),
            "pdf" => Some(Self::Pdf),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// Fonts for pdf: the built-in open ones, and whatever an administrator adds before them.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    /// Font files (ttf, otf, ttc) tried first for body text, in order.
    pub body: Vec<Vec<u8>>,
    /// Font files tried first for titles and headings, in order.
    pub heading: Vec<Vec<u8>>,
}

/// Why a document cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The format's own library refused; `detail` is its word.
    #[error("cannot write {format}: {detail}")]
    Library {
        /// Which format.
        format: &'static str,
        /// What the library said.
        detail: String,
    },
    /// A font given is no font.
    #[error("font {index} cannot be used (hint: give ttf, otf or ttc files)")]
    Font {
        /// Position in the list given.
        index: usize,
    },
}

/// Writes a document.
///
/// # Errors
/// [`WriteError`] when the format's library refuses or a font is unusable.
pub fn write(document: &Document, output: Output, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    match output {
        Output::Docx => docx::write(document),
        Output::Xlsx => xlsx::write(document),
        Output::Html => Ok(html::write(document).into_bytes()),
        Output::Pdf => pdf::write(document, fonts),
        Output::Markdown => Ok(markdown::write(document).into_bytes()),
        Output::Csv => Ok(csv::write(document)),
    }
}

/// Whether a paragraph's first line is not indented: it brings its own white space, or it says whom a letter is to.
///
/// Basis: GB/T 9704-2012, 主送机关: below the title, flush left, ended by a colon.
fn stands_flush(before: Option<&Block>, text: &str) -> bool {
    let below_title = matches!(before, Some(Block::Heading(heading)) if heading.level <= 1);
    let names = || text.ends_with('：') && !text.contains(['，', '。', '；']);
    text.starts_with(char::is_whitespace) || (below_title && names())
}

/// The document's title: its own, or its first heading of level 1.
fn title_of(document: &Document) -> Option<&str> {
    let heading = || {
        document.blocks.iter().find_map(|block| match block {
            Block::Heading(heading) if heading.level <= 1 => Some(heading.text.as_str()),
            _ => None,
        })
    };
    document.title.as_deref().or_else(heading).map(str::trim).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Heading, Place};

    #[test]
    fn whom_a_letter_is_to_stands_flush_below_its_title() {
        let heading = |level| {
            Block::Heading(Heading {
                level, text: "关于催报的函".to_owned(), place: Place::Paragraph { paragraph: 1 }
            })
        };
        let (title, section) = (heading(1), heading(2));
        assert!(stands_flush(Some(&title), "青禾街道办事处："));
        assert!(!stands_flush(Some(&title), "现将有关情况通报如下，请查收："));
        assert!(!stands_flush(Some(&title), "请抓紧报送。"));
        assert!(!stands_flush(Some(&section), "青禾街道办事处：") && !stands_flush(None, "青禾街道办事处："));
        assert!(stands_flush(None, "\u{3000}示例区人民政府"));
    }
}
