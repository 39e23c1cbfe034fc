//! Bytes of any office format to one neutral document, and back.
//!
//! What it is: readers for txt, markdown, html, docx, doc, wps, xlsx, xls, pdf and ofd that all give a
//! [`Document`] (headings, paragraphs, tables with spans, each with its [`Place`]), and writers that turn a
//! [`Document`] into docx, xlsx, html, pdf, markdown and csv; the [`mod@view`] of a document in which each place can be shown.
//!
//! What it is not: it knows nothing of annual reports, of law, of files, of clocks. Bytes come in, bytes go out;
//! it never panics, and it stays within its [`Limits`] on hostile input.
//!
//! Start reading at [`model`], then [`read::read`] and [`write::write`].

pub mod archive;
pub mod model;
pub mod natural;
pub mod read;
pub mod view;
pub mod write;

pub use archive::{Archive, ArchiveError};
pub use model::{Block, Cell, Document, Format, Heading, Metadata, Notice, NoticeKind, Paragraph, Place, Table};
pub use read::{Limits, ReadError, read};
pub use view::{View, view};
pub use write::{Fonts, Output, Piece, WriteError, write};
