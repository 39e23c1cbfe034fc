//! Reads html: a page of a web site, or a document saved by an office program.
//!
//! The page is cut into tags ([`tokens`]), followed element by element without building a tree ([`builder`]), gathered
//! as pieces ([`story`]) and its tables laid on a grid ([`grid`]). The work is linear in the page and the stack is
//! bounded; a tree builder by the letter of the standard takes quadratic time on nested blocks and quadratic memory on
//! unclosed formatting, which is why none is used.

mod builder;
mod charset;
mod element;
pub(crate) mod entities;
mod grid;
mod line;
mod metadata;
mod sheet;
mod stack;
mod story;
mod style;
mod tables;
mod tokens;
mod traits;
mod unseen;

use super::text::encoding;
use super::{Limits, ReadError, struck};
use crate::model::{Block, Document, Format, Metadata, Notice, NoticeKind};
use builder::{Builder, Show};

/// Reads a page as a browser would show it, without navigation, header and footer around the content.
///
/// Headings are `h1`–`h6`; flowing text becomes a paragraph for every block, `<br>` a `\n` in it; a table is laid on
/// its grid with spans expanded. A table that holds another, or the whole article in one cell, only arranges the page:
/// its content comes in order as if it were not there. What is hidden is not read, and told when it had substance;
/// where a page shows nothing else, the hidden text is read.
///
/// # Errors
/// [`ReadError::Empty`] when there is no byte.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let label = charset::declared(bytes);
    let decoded = encoding::decode(bytes, label.as_deref());
    let page = fragment(&decoded.text, limits);
    let mut notices = decoded.notices;
    notices.extend(page.notices);
    let (title, metadata, blocks) = (page.title, page.metadata, page.blocks);
    let mut document = Document { title, metadata, blocks, notices, ..Document::new(Format::Html) };
    struck::take_out(&mut document);
    Ok(document)
}

/// What a piece of html holds.
pub(crate) struct Fragment {
    pub(crate) title: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) blocks: Vec<Block>,
    pub(crate) notices: Vec<Notice>,
}

/// Cells of tables that are not there, or blank, because something hides them.
struct UnseenCells {
    gone: u32,
    blank: u32,
}

impl UnseenCells {
    /// Beside so many that are there. A table for narrow windows beside the one for wide ones is one of two.
    fn are_most_of(&self, there: usize) -> bool {
        let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        size(self.gone) > there || size(self.blank).saturating_mul(2) > there
    }
}

impl Fragment {
    /// How many cells of tables it holds.
    fn cells(&self) -> usize {
        let tables = self.blocks.iter().map(|block| match block {
            Block::Table(table) => table.cells.len(),
            Block::Heading(_) | Block::Paragraph(_) => 0,
        });
        tables.sum()
    }
}

/// Reads html that is characters already, such as a table inside markdown. A page whose sheets hide most cells of its
/// tables shows them by other means, to other windows or by scripts: they are read.
pub(crate) fn fragment(source: &str, limits: &Limits) -> Fragment {
    let (mut shown, mut hidden, unseen) = read_once(source, limits, Show::WhatIsShown);
    if unseen.are_most_of(shown.cells()) {
        let (with_sheets, all, left) = read_once(source, limits, Show::WhatSheetsHide);
        if !left.are_most_of(with_sheets.cells()) {
            shown = with_sheets;
            shown.notices.extend(hidden.filter(|_| all.is_none()));
            hidden = all;
        }
    }
    match hidden {
        Some(hidden) if shown.blocks.is_empty() => {
            let (mut all, ..) = read_once(source, limits, Show::All);
            all.notices.push(hidden);
            all
        }
        _ => shown,
    }
}

/// What the page holds, the notice about what it hides, and which cells of tables it does.
fn read_once(source: &str, limits: &Limits, show: Show) -> (Fragment, Option<Notice>, UnseenCells) {
    let mut builder = Builder::new(limits, show);
    builder.read(source);
    let mut notices = builder.notices();
    let hidden = builder.unseen.hidden();
    let cells = UnseenCells { gone: builder.unseen.cells, blank: builder.unseen.blank_cells };
    let (blocks, pictures) = builder.story.into_blocks();
    if pictures > 0 {
        notices.push(Notice { kind: NoticeKind::PictureSkipped, place: None, detail: pictures.to_string() });
    }
    (Fragment { title: builder.title, metadata: builder.metadata, blocks, notices }, hidden, cells)
}
