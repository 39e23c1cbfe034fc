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
mod tables;
mod tokens;
mod unseen;

use super::text::encoding;
use super::{Limits, ReadError, struck};
use crate::model::{Block, Document, Format, Metadata, Notice, NoticeKind};
use builder::Builder;

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
    let mut document = Document { format: Format::Html, title, metadata, blocks, notices };
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

/// Reads html that is characters already, such as a table inside markdown.
pub(crate) fn fragment(source: &str, limits: &Limits) -> Fragment {
    let (shown, hidden) = read_once(source, limits, false);
    match hidden {
        Some(hidden) if shown.blocks.is_empty() => {
            let (mut all, _) = read_once(source, limits, true);
            all.notices.push(hidden);
            all
        }
        _ => shown,
    }
}

/// What the page holds, and the notice about what it hides.
fn read_once(source: &str, limits: &Limits, show_hidden: bool) -> (Fragment, Option<Notice>) {
    let mut builder = Builder::new(limits, show_hidden);
    builder.read(source);
    let mut notices = builder.notices();
    let hidden = builder.unseen.hidden();
    let (blocks, pictures) = builder.story.into_blocks();
    if pictures > 0 {
        notices.push(Notice { kind: NoticeKind::PictureSkipped, place: None, detail: pictures.to_string() });
    }
    (Fragment { title: builder.title, metadata: builder.metadata, blocks, notices }, hidden)
}
