//! The files members come as.

use encoding_rs::GB18030;
use gongkai_documents::{Fonts, Output, write};
use gongkai_report::Report;

use crate::layout::{Layout, text};
use crate::random::Random;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Plain text in a layout, UTF-8.
    Text(Layout),
    /// Plain text in a layout, GB 18030.
    TextGb18030(Layout),
    /// A document written by this program.
    Document(Output),
}

impl Kind {
    /// Kinds in the shares they come in: mostly web pages and text, some word processor files, few pdf.
    pub(super) fn draw(random: &mut Random) -> Self {
        let layout = random.pick(&Layout::ALL).copied().unwrap_or(Layout::EvenTabRows);
        match random.below(100) {
            0..22 => Self::Text(layout),
            22..30 => Self::TextGb18030(layout),
            30..62 => Self::Document(Output::Html),
            62..84 => Self::Document(Output::Docx),
            84..92 => Self::Document(Output::Xlsx),
            92..96 => Self::Document(Output::Markdown),
            _ => Self::Document(Output::Pdf),
        }
    }

    /// The file ending.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text(Layout::MarkdownPipes) | Self::Document(Output::Markdown) => "md",
            Self::Text(_) | Self::TextGb18030(_) => "txt",
            Self::Document(Output::Html) => "html",
            Self::Document(Output::Docx) => "docx",
            Self::Document(Output::Xlsx) => "xlsx",
            Self::Document(Output::Pdf) => "pdf",
            Self::Document(Output::Csv) => "csv",
        }
    }

    /// The report as a file of this kind.
    #[expect(clippy::expect_used, reason = "a form that cannot be written is a failing test, not a case to handle")]
    pub fn write(self, report: &Report) -> Vec<u8> {
        match self {
            Self::Text(layout) => text(report, layout).into_bytes(),
            Self::TextGb18030(layout) => GB18030.encode(&text(report, layout)).0.into_owned(),
            Self::Document(output) => {
                let form = gongkai_report::write::form(report);
                write(&form, output, &Fonts::default()).expect("the form can be written")
            }
        }
    }
}
