//! Reads doc: Word 97–2003 binary text, which WPS Office also writes as wps.
//!
//! Read is the main text with its tables, and the numbers of automatic lists; then, at the end, the text of text boxes,
//! which stands in a text of its own. Left out are headers, footers, notes and comments.

mod fonts;
mod formatting;
mod header;
mod lists;
mod rows;
mod sprm;
mod story;
mod styles;
mod text;

use super::flow::{self, meter::Meter};
use super::ole::{Ole, summary};
use super::{Limits, ReadError, struck};
use crate::model::{Document, Format};

/// The streams of a file, and where in them the parts of the document stand.
struct Streams {
    /// `WordDocument`: header, text, formatting pages.
    main: Vec<u8>,
    /// `0Table` or `1Table`: where everything else stands.
    table: Vec<u8>,
    /// `Data`: properties too long for a formatting page.
    data: Vec<u8>,
    header: header::Header,
}

impl Streams {
    /// A part of the table stream; empty when its place is absurd.
    fn part(&self, part: header::Part) -> &[u8] {
        let (start, length) = self.header.place(&self.main, part);
        start.checked_add(length).and_then(|end| self.table.get(start..end)).unwrap_or_default()
    }
}

/// Reads doc and wps.
///
/// Heading levels come from the styles as in docx: `Title` is 1, heading 1 is 2, heading 2 is 3.
///
/// # Errors
/// [`ReadError::Encrypted`] behind a password, [`ReadError::Foreign`] for Word 6 and 95, [`ReadError::Damaged`] when
/// the container or the header cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let ole = Ole::open(bytes, Format::Doc)?;
    let damaged = |detail: &str| ReadError::Damaged { format: Format::Doc, detail: detail.to_owned() };
    let main = ole.stream("WordDocument").ok_or_else(|| damaged("it has no WordDocument stream"))?;
    let header = header::read(&main)?;
    let table = ole.stream(header.table_stream()).ok_or_else(|| damaged("it has no table stream"))?;
    let streams = Streams { main, table, data: ole.stream("Data").unwrap_or_default(), header };

    let mut meter = Meter::new(limits);
    let text = text::read(&streams, &streams.header.main_text, &mut meter);
    let text = text.ok_or_else(|| damaged("its piece table cannot be found"))?;
    let boxes = text::read(&streams, &streams.header.text_boxes, &mut meter).unwrap_or_default();
    let mut story = story::Story::new(&streams, meter);
    story.read(&text);
    story.read(text::without_empty_end(&boxes));
    let (pieces, meter) = story.finish();
    let mut document = Document::new(Format::Doc);
    document.title = summary::title(&ole);
    document.blocks = flow::blocks(pieces);
    document.notices = meter.notices;
    struck::take_out(&mut document);
    Ok(document)
}
