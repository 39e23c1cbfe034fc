//! Follows the tags of a page: what is open, what each tag closes, what is hidden.
//!
//! No tree is built. The rules are those of the HTML standard as far as they change what is read: implied end tags,
//! tags that close others, the table context, scopes. Formatting has none of its own. The stack is bounded, so deep
//! nesting costs neither stack nor time.

use super::element::{Element, Landmark, Shown, Size, Traits};
use super::grid::{Fit, Grid, Spans};
use super::story::{Outcome, Part, Story};
use super::tokens::{Tag, Token, Tokens};
use super::unseen::Unseen;
use crate::model::{Notice, NoticeKind};
use crate::read::Limits;

/// An element that is open.
#[derive(Debug)]
struct Open<'a> {
    name: &'a str,
    element: Element,
    /// Its text is not shown.
    hidden: bool,
    /// It takes no place either: a row or cell of this kind is none.
    ghost: bool,
    region: bool,
}

/// A table that is open.
#[derive(Debug)]
struct Frame {
    grid: Grid,
    start: usize,
    holds_table: bool,
    row_start: usize,
    /// The open row may be a dummy that only sets column widths.
    row_may_be_dummy: bool,
}

/// How many elements of a kind are open.
#[derive(Debug, Default)]
struct Counts {
    hidden: u32,
    ghosts: u32,
    links: u32,
    word_marks: u32,
    preformatted: u32,
    paragraphs: u32,
    contents: u32,
}

/// Reads tokens into a story.
#[derive(Debug)]
pub(super) struct Builder<'a, 'l> {
    limits: &'l Limits,
    show_hidden: bool,
    pub(super) story: Story<'l>,
    pub(super) title: Option<String>,
    pub(super) unseen: Unseen,
    stack: Vec<Open<'a>>,
    frames: Vec<Frame>,
    counts: Counts,
    /// Elements beyond the depth limit whose end tags are still to come.
    beyond_depth: u32,
    depth_met: bool,
    in_width_rows: bool,
    spans_cut: Vec<String>,
}

impl<'a, 'l> Builder<'a, 'l> {
    pub(super) fn new(limits: &'l Limits, show_hidden: bool) -> Self {
        Self {
            limits,
            show_hidden,
            story: Story::new(limits),
            title: None,
            unseen: Unseen::default(),
            stack: Vec::new(),
            frames: Vec::new(),
            counts: Counts::default(),
            beyond_depth: 0,
            depth_met: false,
            in_width_rows: false,
            spans_cut: Vec::new(),
        }
    }

    /// Reads a page to its end or to a limit.
    pub(super) fn read(&mut self, source: &'a str) {
        let mut tokens = Tokens::new(source);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(text) => self.text(text),
                Token::Start(tag) => self.start(&tag, &mut tokens),
                Token::End(name) => self.end(name),
                Token::Condition(content) => self.condition(content),
            }
            if self.story.full().is_some() {
                break;
            }
        }
        self.close_down_to(0);
        self.flush();
    }

    /// What was met on the way.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let limit = |detail: &str| Notice { kind: NoticeKind::LimitReached, place: None, detail: detail.to_owned() };
        let mut notices: Vec<Notice> = self.story.full().map(limit).into_iter().collect();
        notices.extend(self.depth_met.then(|| limit("depth")));
        notices.extend(self.spans_cut.iter().map(|detail| Notice {
            kind: NoticeKind::SpanClamped,
            place: None,
            detail: detail.clone(),
        }));
        notices.extend(self.unseen.notices());
        notices
    }

    fn text(&mut self, source: &str) {
        if self.counts.hidden > 0 {
            self.unseen.text(source, !self.frames.is_empty(), self.counts.links > 0);
            return;
        }
        // Word fills an empty paragraph with `<o:p>&nbsp;</o:p>`: a line, but no text.
        if self.counts.word_marks > 0 && is_blank(source) {
            self.story.line().strut();
            return;
        }
        self.story.text(source, self.counts.links > 0, self.counts.preformatted > 0);
    }

    fn condition(&mut self, content: &str) {
        if content.contains("supportMisalignedColumns") {
            self.in_width_rows = true;
        } else if content.contains("endif") {
            self.in_width_rows = false;
        }
    }

    fn start(&mut self, tag: &Tag<'a>, tokens: &mut Tokens<'a>) {
        let element = Element::of(tag.name);
        match element {
            Element::Raw => {
                tokens.raw(tag.name);
            }
            Element::Title => self.title(tokens.raw(tag.name)),
            Element::Void => {}
            Element::Root => self.flush(),
            Element::Break => self.line_break(),
            Element::Picture => self.picture(tag),
            _ => self.open(tag, element),
        }
    }

    fn title(&mut self, content: &str) {
        if self.title.is_none() && self.counts.hidden == 0 {
            let title = super::entities::unescape(content);
            let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            self.title = Some(title).filter(|title| !title.is_empty());
        }
    }

    fn line_break(&mut self) {
        if self.counts.hidden == 0 {
            self.story.line().line_break();
        }
    }

    fn picture(&mut self, tag: &Tag<'a>) {
        let traits = Traits::of(tag);
        if self.counts.hidden == 0 && self.counts.links == 0 && traits.shown == Shown::Yes && traits.size == Size::Usual
        {
            self.story.picture();
        }
    }

    fn open(&mut self, tag: &Tag<'a>, element: Element) {
        let traits = Traits::of(tag);
        let element = match element {
            Element::Link if !traits.href && !tag.name.eq_ignore_ascii_case("button") => Element::Inline,
            Element::WordMark if tag.closes_itself() => return self.text("&nbsp;"),
            element => element,
        };
        if element.breaks_line() {
            self.flush();
        }
        if self.beyond_depth > 0 && element.is_table_part() {
            return;
        }
        if self.beyond_depth == 0 && !self.close_implied(element) {
            return;
        }
        if element == Element::Rule {
            return;
        }
        self.push(tag.name, element, &traits);
    }

    /// Closes what the start of this element ends. `false` when it has no meaning here: a cell outside a table.
    fn close_implied(&mut self, element: Element) -> bool {
        if element.closes_paragraph() && self.counts.paragraphs > 0 {
            self.close_nearest(|open| open == Element::Paragraph, Element::is_scope);
        }
        match element {
            Element::Item => {
                self.close_nearest(|open| open == Element::Item, |open| open.is_scope() || open == Element::List);
            }
            Element::Heading(_) if matches!(self.innermost(), Some(Element::Heading(_))) => self.pop(),
            Element::Link => self.close_link(),
            Element::Table => {
                let outer = self.stack.iter().rposition(|open| open.element.is_scope());
                if let Some(at) = outer
                    && self.stack.get(at).is_some_and(|open| open.element == Element::Table)
                {
                    self.close_down_to(at);
                }
            }
            _ if element.is_table_part() => return self.enter_table_context(element),
            _ => {}
        }
        true
    }

    /// Closes everything between the nearest table and where this part of it belongs.
    fn enter_table_context(&mut self, element: Element) -> bool {
        let Some(table) = self.stack.iter().rposition(|open| open.element == Element::Table) else { return false };
        let at = |index: usize, stack: &[Open<'_>]| stack.get(index).map(|open| open.element);
        let mut keep = table + 1;
        if matches!(element, Element::Row | Element::Cell { .. })
            && matches!(at(keep, &self.stack), Some(Element::Section { .. }))
        {
            keep += 1;
        }
        let cell = matches!(element, Element::Cell { .. });
        let row = cell && at(keep, &self.stack) == Some(Element::Row);
        self.close_down_to(if row { keep + 1 } else { keep });
        if cell && !row {
            self.push("tr", Element::Row, &Traits::default());
        }
        true
    }

    fn push(&mut self, name: &'a str, element: Element, traits: &Traits<'_>) {
        let unshown = element == Element::Unshown || element == Element::Deleted;
        let shown = if self.show_hidden { Shown::Yes } else { traits.shown };
        let ghost = unshown || shown == Shown::No;
        let hidden = ghost || shown == Shown::Blank;
        // Formatting is followed only where an end tag must find its start.
        if element == Element::Inline && !hidden && self.counts.hidden == 0 {
            return;
        }
        if self.stack.len() >= usize::try_from(self.limits.depth).unwrap_or(usize::MAX) {
            self.depth_met = true;
            let ends_by_itself = matches!(element, Element::Paragraph | Element::Item) || element.is_table_part();
            self.beyond_depth += u32::from(!ends_by_itself && element != Element::Inline);
            return;
        }
        match element {
            Element::Deleted => self.unseen.deleted = true,
            Element::Inserted => self.unseen.inserted = true,
            _ => {}
        }
        let mut open = Open { name, element, hidden, ghost: ghost || self.counts.ghosts > 0, region: false };
        if !open.ghost {
            self.begin(&mut open, traits);
        }
        if !open.ghost
            && let Some(part) = self.part(element, traits)
        {
            self.story.open_region(part);
            open.region = true;
        }
        self.counts.count(&open, true);
        self.stack.push(open);
    }

    /// Begins tables, rows and cells on their grid.
    fn begin(&mut self, open: &mut Open<'a>, traits: &Traits<'_>) {
        let position = self.story.position();
        match open.element {
            Element::Link => self.story.link(),
            Element::Table => self.frames.push(Frame {
                grid: Grid::default(),
                start: position,
                holds_table: false,
                row_start: position,
                row_may_be_dummy: false,
            }),
            Element::Section { head } => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.grid.open_section(head);
                }
            }
            Element::Row => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.grid.open_row();
                    frame.row_start = position;
                    frame.row_may_be_dummy = traits.size == Size::Flat || self.in_width_rows;
                }
            }
            Element::Cell { header } if !self.place_cell(header, traits, position) => {
                open.ghost = true;
                open.hidden = true;
            }
            _ => {}
        }
    }

    fn place_cell(&mut self, header: bool, traits: &Traits<'_>, position: usize) -> bool {
        let Some(frame) = self.frames.last_mut() else { return false };
        if !self.story.count_cell() {
            return false;
        }
        let (spans, cut) = Spans::parse(traits.row_span, traits.column_span, self.limits.span);
        let fit = frame.grid.place(spans, header, position..position, self.limits.span);
        let narrowed = (fit != Fit::Whole).then(|| format!("colspan={}", spans.columns));
        // One word for each table is enough; a hostile page would fill the list.
        if let Some(detail) = cut.or(narrowed)
            && self.spans_cut.len() < 16
        {
            self.spans_cut.push(detail);
        }
        fit != Fit::Full
    }

    /// The kind of region an element opens, if any.
    fn part(&self, element: Element, traits: &Traits<'_>) -> Option<Part> {
        let around = |landmark| Some(Part::Around(landmark));
        match element {
            Element::Landmark(Landmark::Header) if self.counts.contents > 0 => Some(Part::Plain),
            Element::Landmark(landmark) => around(landmark),
            Element::Block | Element::List if traits.navigation => around(Landmark::Header),
            Element::Block | Element::List | Element::Item | Element::Paragraph | Element::Cell { .. } => {
                Some(Part::Plain)
            }
            _ => None,
        }
    }

    fn end(&mut self, name: &str) {
        let element = Element::of(name);
        if element == Element::Break {
            return self.line_break();
        }
        if element.breaks_line() {
            self.flush();
        }
        if self.beyond_depth > 0 {
            let ends_by_itself = matches!(element, Element::Paragraph | Element::Item) || element.is_table_part();
            let followed = element.breaks_line() || matches!(element, Element::Unshown | Element::Deleted);
            self.beyond_depth -= u32::from(followed && !ends_by_itself && element != Element::Root);
            return;
        }
        if element == Element::Link {
            return self.close_link();
        }
        let is_it = |open: &Open<'_>| match element {
            Element::Heading(_) => matches!(open.element, Element::Heading(_)),
            _ => open.element == element && open.name.eq_ignore_ascii_case(name),
        };
        let stops = |open: &Open<'_>| match element {
            Element::Table => false,
            _ if element.is_table_part() => open.element == Element::Table,
            _ if element.breaks_line() => open.element.is_scope(),
            _ => open.element.breaks_line(),
        };
        let nearest = self.stack.iter().rposition(|open| is_it(open) || stops(open));
        if let Some(at) = nearest
            && self.stack.get(at).is_some_and(is_it)
        {
            self.close_down_to(at);
        }
    }

    /// Ends the open link, leaving open the blocks that began inside it.
    fn close_link(&mut self) {
        if self.counts.links == 0 {
            return;
        }
        let nearest = self.stack.iter().rposition(|open| open.element == Element::Link || open.element.is_scope());
        if let Some(at) = nearest
            && self.stack.get(at).is_some_and(|open| open.element == Element::Link)
        {
            let open = self.stack.remove(at);
            self.counts.count(&open, false);
        }
    }

    fn innermost(&self) -> Option<Element> {
        self.stack.last().map(|open| open.element)
    }

    /// Closes the nearest element wanted, and all inside it, unless a stop stands before it.
    fn close_nearest(&mut self, wanted: impl Fn(Element) -> bool, stop: impl Fn(Element) -> bool) {
        let nearest = self.stack.iter().rposition(|open| wanted(open.element) || stop(open.element));
        if let Some(at) = nearest
            && self.stack.get(at).is_some_and(|open| wanted(open.element))
        {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, length: usize) {
        while self.stack.len() > length {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if self.innermost().is_some_and(Element::breaks_line) {
            self.flush();
        }
        let Some(open) = self.stack.pop() else { return };
        self.counts.count(&open, false);
        if open.region {
            self.story.close_region();
        }
        if !open.ghost {
            match open.element {
                Element::Cell { .. } => self.end_cell(),
                Element::Row => self.end_row(),
                Element::Section { .. } => self.end_section(),
                Element::Table => self.end_table(),
                _ => {}
            }
        }
    }

    fn end_cell(&mut self) {
        let position = self.story.position();
        if let Some(frame) = self.frames.last_mut() {
            frame.grid.end_cell(position);
        }
    }

    fn end_row(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.row_may_be_dummy && !frame.grid.row().is_empty() && self.story.is_blank_from(frame.row_start) {
            frame.grid.discard_row();
            self.story.truncate(frame.row_start);
        } else {
            frame.grid.close_row();
        }
    }

    fn end_section(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.grid.close_section();
        }
    }

    fn end_table(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        frame.grid.close_section();
        let inside_table = !self.frames.is_empty();
        let outcome = self.story.close_table(frame.grid, frame.start, frame.holds_table, inside_table);
        if let Some(outer) = self.frames.last_mut() {
            outer.holds_table |= outcome == Outcome::Data || frame.holds_table;
        }
    }

    fn flush(&mut self) {
        let heading = self.stack.iter().rev().find_map(|open| match open.element {
            Element::Heading(level) => Some(Some(level)),
            element if element.is_scope() => Some(None),
            _ => None,
        });
        self.story.flush(heading.flatten());
    }
}

impl Counts {
    fn count(&mut self, open: &Open<'_>, opens: bool) {
        let change = |counter: &mut u32, counted: bool| {
            let by = u32::from(counted);
            *counter = if opens { *counter + by } else { counter.saturating_sub(by) };
        };
        change(&mut self.hidden, open.hidden);
        change(&mut self.ghosts, open.ghost);
        change(&mut self.links, open.element == Element::Link);
        change(&mut self.word_marks, open.element == Element::WordMark);
        change(&mut self.preformatted, open.element == Element::Preformatted);
        change(&mut self.paragraphs, open.element == Element::Paragraph);
        change(&mut self.contents, open.element == Element::Content);
    }
}

fn is_blank(source: &str) -> bool {
    super::entities::unescape(source).trim().is_empty()
}
