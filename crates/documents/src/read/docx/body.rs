//! The main document part: a pull loop over its XML.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::frames::{Frame, Frames};
use super::namespaces::Namespaces;
use super::properties;
use super::styles::Styles;
use crate::model::NoticeKind;
use crate::read::flow::Piece;
use crate::read::flow::meter::Meter;
use crate::read::flow::numbering::Numbering;
use crate::read::flow::style::heading_of_outline;
use crate::read::flow::symbols::{has_no_text, symbol};
use crate::read::package::xml::{Node, Xml, attribute, local};
use crate::read::raised::Level;
use crate::read::{objects, pale, struck};

/// What an open element is, as far as its end matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// A paragraph, table, row or cell: its end closes a frame.
    Frame,
    /// An alternative, and whether one of its choices was taken.
    Alternate(bool),
    Math,
    /// What a formula sets above or below its line.
    Beside(Level),
    Other,
}

impl Open {
    fn level(&self) -> Option<Level> {
        if let Self::Beside(level) = self { Some(*level) } else { None }
    }
}

/// How to go on after an element was opened.
enum Next {
    /// Into it.
    Descend(Open),
    /// Past it.
    Skip,
    /// It was read to its end already.
    Done,
}

/// Reads the main document part.
pub(super) struct Body<'a> {
    xml: Xml<'a>,
    namespaces: Namespaces<'a>,
    styles: &'a Styles,
    numbering: Numbering,
    frames: Frames,
    /// The prefix of the text's own names, taken from the root element: drawings use the same local names.
    prefix: Option<String>,
    open: Vec<Open>,
    /// Complex fields that are open; whether each is still in its instruction.
    fields: Vec<bool>,
    instructions: usize,
    pictures: u32,
    /// The cell that is open, or the last one, has a ground.
    ground: bool,
    /// The table that is open, or the last one, has a ground behind some of it.
    table_ground: bool,
    /// The drawing that is open floats over the text.
    floats: bool,
    full: bool,
}

impl<'a> Body<'a> {
    /// A reader at the start of the part.
    pub(super) fn new(text: &'a str, styles: &'a Styles, numbering: Numbering, meter: Meter) -> Self {
        Self {
            xml: Xml::new(text),
            namespaces: Namespaces::of(text),
            styles,
            numbering,
            frames: Frames::new(meter),
            prefix: None,
            open: Vec::new(),
            fields: Vec::new(),
            instructions: 0,
            pictures: 0,
            ground: false,
            table_ground: false,
            floats: false,
            full: false,
        }
    }

    /// Reads to the end, or as far as the XML and the limits go.
    pub(super) fn read(mut self) -> (Vec<Piece>, Meter) {
        while !self.full {
            match self.xml.next() {
                Some(Node::Start(element)) => self.start(&element),
                Some(Node::End) => self.end(),
                Some(Node::Text(_)) => {}
                None => break,
            }
        }
        let meter = &mut self.frames.meter;
        if self.xml.broken() || self.prefix.is_none() {
            meter.once(NoticeKind::Damaged, "xml");
        }
        if self.xml.unknown_entity() {
            meter.once(NoticeKind::Damaged, "entity");
        }
        if self.pictures > 0 {
            meter.once(NoticeKind::PictureSkipped, &self.pictures.to_string());
        }
        self.frames.finish()
    }

    fn start(&mut self, element: &BytesStart<'a>) {
        let prefix = element.name().prefix().map_or("", quick_xml::name::Prefix::into_inner);
        let own = self.prefix.get_or_insert_with(|| prefix.to_owned()) == prefix;
        if self.open.len() >= usize::try_from(self.frames.meter.depth).unwrap_or(usize::MAX) {
            self.frames.meter.once(NoticeKind::LimitReached, "depth");
            self.xml.skip();
            return;
        }
        let next = if own { self.start_own(element) } else { self.start_foreign(element) };
        match next {
            Next::Descend(open) => self.open.push(open),
            Next::Skip => self.xml.skip(),
            Next::Done => {}
        }
    }

    fn end(&mut self) {
        let closed = self.open.pop();
        if let Some((Open::Beside(_), paragraph)) = closed.zip(self.frames.paragraph()) {
            paragraph.level = Level::Line;
        }
        if closed == Some(Open::Frame) {
            // A field whose instruction never ends would swallow the rest of the text.
            if self.instructions > 0 && self.frames.paragraph().is_some() {
                self.fields.clear();
                self.instructions = 0;
            }
            self.frames.close();
        }
    }

    /// Elements of other namespaces: alternatives, drawings, formulas.
    fn start_foreign(&mut self, element: &BytesStart<'a>) -> Next {
        match local(element) {
            "AlternateContent" => return Next::Descend(Open::Alternate(false)),
            "Choice" | "Fallback" => {
                if let Some(Open::Alternate(taken)) = self.open.last_mut() {
                    if *taken || !self.namespaces.are_known(&attribute(element, "Requires").unwrap_or_default()) {
                        return Next::Skip;
                    }
                    *taken = true;
                }
            }
            "inline" => self.floats = false,
            "anchor" => self.floats = true,
            "shape" => self.floats = attribute(element, "style").is_some_and(|style| style.contains("absolute")),
            "blip" | "imagedata" => {
                self.pictures = self.pictures.saturating_add(1);
                self.mark(if self.floats { objects::FLOATING } else { objects::AMONG });
            }
            "chart" | "relIds" => self.mark(objects::AMONG),
            "oMath" => return Next::Descend(Open::Math),
            // Of a fraction: what stands below the line is no digit more.
            "den" if self.open.contains(&Open::Math) => self.push("/"),
            "rad" if self.open.contains(&Open::Math) => self.push("√"),
            "sup" | "deg" => return Next::Descend(Open::Beside(Level::Raised)),
            "sub" | "lim" => return Next::Descend(Open::Beside(Level::Lowered)),
            "t" if self.open.contains(&Open::Math) => {
                let beside = self.open.iter().rev().find_map(Open::level);
                if let Some((paragraph, level)) = self.frames.paragraph().zip(beside) {
                    paragraph.level = level;
                }
                return self.text(true);
            }
            _ => {}
        }
        Next::Descend(Open::Other)
    }

    /// Elements of the text's own namespace.
    fn start_own(&mut self, element: &BytesStart<'a>) -> Next {
        match local(element) {
            "p" => {
                self.full |= !self.frames.meter.take_paragraph("");
                self.frames.open_paragraph();
                let size = self.styles.usual_size(None);
                if let Some(paragraph) = self.frames.paragraph() {
                    (paragraph.style_size, paragraph.size) = (size, size);
                }
                return Next::Descend(Open::Frame);
            }
            "tbl" => {
                self.table_ground = false;
                self.frames.open_table();
                return Next::Descend(Open::Frame);
            }
            "tr" => {
                self.frames.open_row();
                return Next::Descend(Open::Frame);
            }
            "tc" if !self.frames.meter.take_read("") => return Next::Skip,
            "tc" => {
                self.ground = false;
                self.frames.open_cell();
                return Next::Descend(Open::Frame);
            }
            "pPr" | "rPr" | "tblPr" | "trPr" | "tcPr" | "tblGrid" => return self.properties(local(element)),
            "sdtPr" | "sdtEndPr" | "tblPrEx" | "sectPr" | "rt" | "delText" | "delInstrText" | "background" => {
                return Next::Skip;
            }
            "ins" | "moveTo" => self.frames.meter.once(NoticeKind::TrackedChanges, ""),
            "del" | "moveFrom" => {
                self.frames.meter.once(NoticeKind::TrackedChanges, "");
                return Next::Skip;
            }
            "instrText" => return self.instruction(),
            "altChunk" => self.frames.meter.once(NoticeKind::DocumentEmbedded, ""),
            _ => return self.run_content(element),
        }
        Next::Descend(Open::Other)
    }

    /// What stands in a run.
    fn run_content(&mut self, element: &BytesStart<'a>) -> Next {
        match local(element) {
            "r" => {
                if let Some(paragraph) = self.frames.paragraph() {
                    paragraph.hidden = paragraph.style_hidden;
                    paragraph.struck = paragraph.style_struck;
                    paragraph.level = Level::Line;
                    paragraph.size = paragraph.style_size;
                    paragraph.pale = false;
                }
            }
            "t" => return self.text(attribute(element, "space").as_deref() == Some("preserve")),
            "tab" | "ptab" => self.push("\t"),
            "br" => self.push_break(attribute(element, "type").as_deref()),
            "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let character = symbol(attribute(element, "font").as_deref(), code.unwrap_or(0));
                self.push(character.encode_utf8(&mut [0; 4]));
            }
            "footnoteReference" | "endnoteReference" if attribute(element, "customMarkFollows").is_some() => {
                if let Some(paragraph) = self.frames.paragraph() {
                    paragraph.level = Level::Raised;
                }
            }
            "fldChar" => {
                self.field(attribute(element, "fldCharType").as_deref());
                return Next::Skip;
            }
            _ => {}
        }
        Next::Descend(Open::Other)
    }

    fn properties(&mut self, name: &str) -> Next {
        match name {
            "pPr" => self.paragraph_properties(),
            "rPr" => {
                let run = properties::run(&mut self.xml);
                let style = run.style.as_deref();
                let styled = style.is_some() && self.styles.hidden(style);
                let struck = style.is_some() && self.styles.struck(style);
                let level = if style.is_some() { self.styles.level(style) } else { Level::Line };
                let size = run.size.or_else(|| style.and_then(|style| self.styles.size(Some(style))));
                if let Some(paragraph) = self.frames.paragraph() {
                    paragraph.hidden = run.hidden.unwrap_or(paragraph.style_hidden || styled);
                    paragraph.struck = run.struck.unwrap_or(paragraph.style_struck || struck);
                    paragraph.level = run.level.unwrap_or(level);
                    paragraph.size = size.unwrap_or(paragraph.style_size);
                    paragraph.pale = run.pale && !(style.is_some() && self.styles.ground(style));
                }
            }
            "tblPr" => {
                let (style, ground) = properties::table(&mut self.xml);
                self.table_ground = ground || (style.is_some() && self.styles.ground(style.as_deref()));
            }
            "trPr" => {
                let properties = properties::row(&mut self.xml);
                if properties.inserted {
                    self.frames.meter.once(NoticeKind::TrackedChanges, "");
                }
                if let Some(Frame::Row(row, deleted)) = self.frames.innermost() {
                    row.before = properties.before;
                    row.after = properties.after;
                    row.header = properties.header;
                    *deleted = properties.deleted;
                }
            }
            "tcPr" => {
                let properties = properties::cell(&mut self.xml);
                self.ground = properties.ground;
                if let Some(Frame::Cell(cell)) = self.frames.innermost() {
                    cell.column_span = properties.column_span;
                    cell.vertical = properties.vertical;
                    cell.joins_left = properties.joins_left;
                }
            }
            _ => {
                let most = usize::try_from(self.frames.meter.span).unwrap_or(usize::MAX);
                let grid = properties::grid(&mut self.xml, most);
                if let Some(Frame::Table(_, widths)) = self.frames.innermost() {
                    *widths = grid;
                }
            }
        }
        Next::Done
    }

    fn paragraph_properties(&mut self) {
        let properties = properties::paragraph(&mut self.xml);
        let style = properties.style.as_deref();
        let heading = match (self.styles.heading(style), properties.outline) {
            (Some(1), _) => Some(1),
            (_, Some(outline)) => heading_of_outline(outline),
            (named, None) => named,
        };
        let inherited = self.styles.list(style);
        let list = properties.list.or(inherited.map(|(list, _)| list)).filter(|list| *list > 0);
        let level = properties.level.or(inherited.map(|(_, level)| level)).unwrap_or(0);
        let label = match list {
            Some(list) if !properties.deleted => {
                self.numbering.next(list, usize::try_from(level).unwrap_or(usize::MAX))
            }
            _ => None,
        };
        self.full |= label.as_ref().is_some_and(|label| !self.frames.meter.take_text(label));
        if properties.deleted {
            self.frames.meter.once(NoticeKind::TrackedChanges, "");
        }
        let (hidden, struck) = (self.styles.hidden(style), self.styles.struck(style));
        let ground = self.styles.ground(style);
        let size = self.styles.usual_size(style);
        if let Some(paragraph) = self.frames.paragraph() {
            paragraph.heading = heading;
            paragraph.label = label;
            paragraph.style_hidden = hidden;
            paragraph.style_struck = struck;
            (paragraph.style_size, paragraph.size) = (size, size);
            paragraph.ground = properties.ground || ground;
            paragraph.deleted = properties.deleted;
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => {
                self.fields.push(true);
                self.instructions = self.instructions.saturating_add(1);
            }
            Some("separate") => {
                if let Some(instruction) = self.fields.last_mut().filter(|instruction| **instruction) {
                    *instruction = false;
                    self.instructions = self.instructions.saturating_sub(1);
                }
            }
            Some("end") if self.fields.pop() == Some(true) => {
                self.instructions = self.instructions.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// The instruction of a field that may be seen without having any text.
    fn instruction(&mut self) -> Next {
        if has_no_text(&self.xml.text()) {
            self.mark(objects::AMONG);
        }
        Next::Done
    }

    /// Marks that something stands here which is no text.
    fn mark(&mut self, mark: char) {
        if let Some(paragraph) = self.frames.paragraph().filter(|paragraph| !paragraph.hidden) {
            paragraph.text.push(mark);
        }
    }

    /// The text of the `t` that was just opened. Without `xml:space="preserve"` white space around it is layout of
    /// the XML.
    fn text(&mut self, preserve: bool) -> Next {
        let text = self.xml.text();
        self.push(if preserve { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) });
        Next::Done
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() || self.instructions > 0 {
            return;
        }
        let is_in_cell = self.frames.is_in_cell();
        let is_bare = is_in_cell && !self.ground && !self.table_ground;
        let Some(paragraph) = self.frames.paragraph() else { return };
        if paragraph.hidden && !is_in_cell {
            self.frames.meter.once(NoticeKind::HiddenContent, "");
            return;
        }
        let pale = if paragraph.pale && is_bare && !paragraph.ground { pale::marked(text) } else { None };
        let size = f64::from(paragraph.size);
        let text = match (paragraph.hidden, paragraph.struck, pale) {
            (true, ..) => Cow::Owned(struck::hidden(text)),
            (false, true, _) => Cow::Owned(struck::marked(text)),
            (false, false, Some(pale)) => Cow::Owned(pale),
            (false, false, None) => paragraph.behind.level(paragraph.level, text, size).set(text),
        };
        paragraph.behind = paragraph.behind.then(&text, paragraph.level, size);
        paragraph.ends_with_break &= text.is_empty();
        paragraph.text.push_str(&text);
        if !self.frames.meter.take_text(&text) {
            self.full = true;
        }
    }

    /// A page or column break divides text that stands on both sides of it, and is nothing otherwise.
    fn push_break(&mut self, kind: Option<&str>) {
        let layout = matches!(kind, Some("page" | "column"));
        if layout
            && self.frames.paragraph().is_none_or(|paragraph| paragraph.text.is_empty() || paragraph.ends_with_break)
        {
            return;
        }
        self.push("\n");
        if let Some(paragraph) = self.frames.paragraph().filter(|paragraph| paragraph.text.ends_with('\n')) {
            paragraph.ends_with_break = layout;
        }
    }
}
