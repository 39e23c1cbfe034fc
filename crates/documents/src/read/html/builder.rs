//! Follows the tags of a page: what is open, what each tag closes, what is hidden.
//!
//! No tree is built. The rules are those of the HTML standard as far as they change what is read: implied end tags,
//! tags that close others, the table context, scopes. Formatting has none of its own. The stack is bounded, so deep
//! nesting costs neither stack nor time.

use super::element::{Element, Landmark};
use super::metadata;
use super::sheet::Sheet;
use super::stack::{Inside, Named, Open, Sight, Stack};
use super::story::{Part, Story};
use super::tables::Tables;
use super::tokens::{Tag, Token, Tokens};
use super::traits::{Shown, Size, Traits};
use super::unseen::Unseen;
use crate::model::{Metadata, Notice, NoticeKind};
use crate::read::Limits;
use crate::read::raised::{Behind, Level};
use crate::read::struck;
use crate::read::{objects, pale};

/// How much of a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// What a browser shows.
    WhatIsShown,
    /// What its sheets hide, too.
    WhatSheetsHide,
    /// All that is hidden, too.
    All,
}

/// Reads tokens into a story.
#[derive(Debug)]
pub(super) struct Builder<'a, 'l> {
    pub(super) story: Story<'l>,
    pub(super) title: Option<String>,
    pub(super) metadata: Metadata,
    pub(super) unseen: Unseen,
    stack: Stack<'a>,
    tables: Tables,
    sheet: Sheet<'a>,
    show_hidden: bool,
    /// What text stands behind that comes next.
    behind: Behind,
    /// The line end right behind `<pre>` is no text.
    begins_preformatted: bool,
}

impl<'a, 'l> Builder<'a, 'l> {
    pub(super) fn new(limits: &'l Limits, show: Show) -> Self {
        Self {
            story: Story::new(limits),
            title: None,
            metadata: Metadata::default(),
            unseen: Unseen::default(),
            stack: Stack::new(limits.depth),
            tables: Tables::new(limits.span),
            sheet: Sheet::new(show == Show::WhatIsShown),
            show_hidden: show == Show::All,
            behind: Behind::default(),
            begins_preformatted: false,
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
                Token::Condition(content) => self.tables.condition(content),
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
        let limits = self.story.full().into_iter().chain(self.stack.limit_met.then_some("depth"));
        let limits =
            limits.map(|limit| Notice { kind: NoticeKind::LimitReached, place: None, detail: limit.to_owned() });
        limits.chain(self.tables.notices()).chain(self.unseen.notices()).collect()
    }

    fn text(&mut self, source: &str) {
        let source = if std::mem::take(&mut self.begins_preformatted) { without_line_end(source) } else { source };
        let counts = self.stack.counts();
        if counts.struck > 0 && counts.ghosts == 0 {
            self.story.text(&struck::marked(source), counts.links > 0, counts.preformatted > 0);
        } else if counts.hidden > 0 || self.stack.is_tiny() {
            // Menus of links are hidden everywhere and mean nothing.
            if counts.noticed == 0 && counts.links == 0 && self.stack.is_in_cell() {
                self.story.text(&struck::hidden(source), false, counts.preformatted > 0);
            } else if counts.noticed == 0 && counts.links == 0 {
                self.unseen.text(source, counts.tables > 0);
            }
        } else if let Some(pale) = self.pale(source) {
            self.story.text(&pale, counts.links > 0, counts.preformatted > 0);
        } else if counts.word_marks > 0 && is_blank(source) {
            // Word fills an empty paragraph with `<o:p>&nbsp;</o:p>`: a line, but no text.
            self.story.line().strut();
        } else {
            let (level, font) = (counts.level(), self.stack.font());
            let source = self.behind.level(level, source, font).set(source);
            self.behind = self.behind.then(&source, level, font);
            self.story.text(&source, counts.links > 0, counts.preformatted > 0);
        }
    }

    /// A figure of a cell that is as pale as paper, between marks.
    fn pale(&self, source: &str) -> Option<String> {
        let is_pale = self.stack.is_pale() && self.stack.is_in_cell();
        is_pale.then(|| pale::marked(&super::entities::unescape(source))).flatten()
    }

    fn start(&mut self, tag: &Tag<'a>, tokens: &mut Tokens<'a>) {
        let element = Element::of(tag.name);
        let content = [Element::Raw, Element::Void, Element::Break, Element::Picture].contains(&element);
        match element {
            Element::Raw => self.raw(tag, tokens.raw(tag.name)),
            Element::Title => self.title(tokens.raw(tag.name)),
            Element::Void if tag.name.eq_ignore_ascii_case("meta") => metadata::take(&mut self.metadata, tag),
            Element::Void if tag.name.eq_ignore_ascii_case("input") => self.input(tag),
            Element::Void if tag.name.eq_ignore_ascii_case("embed") => self.object(),
            Element::Void => {}
            Element::Root => self.root(tag),
            Element::Break => self.line_break(),
            Element::Picture => self.picture(tag),
            _ => self.open(tag, element),
        }
        if content {
            self.enter(Traits::named_by(tag, &self.stack));
        }
    }

    fn root(&mut self, tag: &Tag<'a>) {
        self.flush();
        self.stack.root(Traits::named_by(tag, &self.stack));
    }

    /// Counts an element among those right inside the one around it.
    fn enter(&mut self, element: Named<'a>) {
        self.stack.enter(element, self.sheet.looks_before);
    }

    /// What is no markup: sheets count, and what was typed into a cell's field is there to be read.
    fn raw(&mut self, tag: &Tag<'a>, content: &'a str) {
        if tag.name.eq_ignore_ascii_case("style") {
            self.sheet.add(tag.attribute("media").unwrap_or_default(), content);
        } else if tag.name.eq_ignore_ascii_case("textarea") || tag.name.eq_ignore_ascii_case("xmp") {
            self.field(tag, content);
        } else if tag.name.eq_ignore_ascii_case("iframe") {
            self.object();
        }
    }

    /// Marks the cell in which something is seen that is not read.
    fn object(&mut self) {
        if self.stack.counts().hidden == 0 && self.stack.is_in_cell() {
            self.story.text(objects::AMONG.encode_utf8(&mut [0; 4]), false, false);
        }
    }

    /// A field of one line.
    fn input(&mut self, tag: &Tag<'a>) {
        let kind = tag.attribute("type").unwrap_or("text");
        // What a browser does not know is a field of text.
        let others = ["hidden", "checkbox", "radio", "image", "file", "color", "range", "password", "submit", "reset"];
        if !others.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
            self.field(tag, tag.attribute("value").unwrap_or_default());
        }
    }

    /// What stands in a cell's field that is shown, apart from the text beside it.
    fn field(&mut self, tag: &Tag<'a>, content: &'a str) {
        let traits = Traits::of(tag, &self.sheet, &self.stack);
        if traits.shown == Shown::Yes && self.stack.is_in_cell() {
            self.text(" ");
            self.text(content);
            self.text(" ");
        }
    }

    fn title(&mut self, content: &str) {
        if self.title.is_none() && self.stack.counts().hidden == 0 {
            let title = super::entities::unescape(content);
            let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            self.title = Some(title).filter(|title| !title.is_empty());
        }
    }

    fn line_break(&mut self) {
        if self.stack.counts().hidden == 0 {
            self.behind = Behind::default();
            self.story.line().line_break();
        }
    }

    fn picture(&mut self, tag: &Tag<'a>) {
        let counts = self.stack.counts();
        let traits = Traits::of(tag, &self.sheet, &self.stack);
        let seen = counts.hidden == 0 && traits.shown == Shown::Yes;
        if seen && counts.links == 0 && traits.size == Size::Usual {
            self.story.picture();
        }
        if seen && traits.size < Size::Speck {
            self.object();
        }
    }

    fn open(&mut self, tag: &Tag<'a>, element: Element) {
        let element = match element {
            Element::Link if tag.attribute("href").is_none() && !tag.name.eq_ignore_ascii_case("button") => {
                Element::Inline
            }
            Element::WordMark if tag.closes_itself() => return self.text("&nbsp;"),
            element => element,
        };
        if element.breaks_line() {
            self.flush();
        }
        let has_meaning = if self.stack.is_beyond() { !element.is_table_part() } else { self.close_implied(element) };
        if !has_meaning {
            return;
        }
        let traits = Traits::of(tag, &self.sheet, &self.stack);
        if element == Element::Unshown && traits.shown == Shown::Yes && shows_otherwise(tag.name) {
            self.object();
        }
        let named = traits.named(tag, &self.stack);
        self.enter(named);
        if element == Element::Rule {
            return;
        }
        if element == Element::Column && traits.ground == Some(true) {
            self.stack.ground_table();
        }
        if element != Element::Column {
            self.push(named, element, &traits);
        } else if tag.name.eq_ignore_ascii_case("col") && self.stack.counts().ghosts == 0 {
            self.tables.column(&traits);
        }
    }

    /// Closes what the start of this element ends. `false` when it has no meaning here: a cell outside a table.
    fn close_implied(&mut self, element: Element) -> bool {
        if element.closes_paragraph() && self.stack.counts().paragraphs > 0 {
            self.close_nearest(Element::Paragraph, Element::is_scope);
        }
        match element {
            Element::Item => self.close_nearest(Element::Item, |open| open.is_scope() || open == Element::List),
            Element::Heading(_) if matches!(self.stack.innermost(), Some(Element::Heading(_))) => self.pop(),
            Element::Link => self.close_link(),
            // A table that stands in another but in no cell of it ends it.
            Element::Table => self.close_nearest(Element::Table, |open| open != Element::Table && open.is_scope()),
            _ if element.is_table_part() => return self.enter_table_context(element),
            _ => {}
        }
        true
    }

    /// Closes everything between the nearest table and where this part of it belongs, and opens what is implied: a
    /// section around rows, a row around cells.
    fn enter_table_context(&mut self, element: Element) -> bool {
        let Some(table) = self.stack.nearest(|open| open.element == Element::Table, |_| false) else { return false };
        let cell = matches!(element, Element::Cell { .. });
        let in_section = cell || element == Element::Row;
        let section = in_section && matches!(self.stack.element(table + 1), Some(Element::Section { .. }));
        let row = cell && section && self.stack.element(table + 2) == Some(Element::Row);
        self.close_down_to(table + 1 + usize::from(section) + usize::from(row));
        if in_section && !section {
            self.imply("tbody", Element::Section { head: false });
        }
        if cell && !row {
            self.imply("tr", Element::Row);
        }
        true
    }

    /// Opens an element that the page leaves out.
    fn imply(&mut self, name: &'static str, element: Element) {
        let named = Named { place: self.stack.next_place(), ..Named::implied(name) };
        self.enter(named);
        self.push(named, element, &Traits::default());
    }

    fn push(&mut self, named: Named<'a>, element: Element, traits: &Traits<'_>) {
        let level = match element {
            Element::Raised => Level::Raised,
            Element::Lowered => Level::Lowered,
            Element::Link if traits.within => Level::Raised,
            Element::Link | Element::Inline => traits.level(),
            _ => Level::Line,
        };
        let counts = self.stack.counts();
        let mut sight = self.sight(element, traits);
        if let Element::Cell { .. } = element {
            self.unseen.cells += u32::from(counts.ghosts > 0 || sight == Sight::Ghost);
            self.unseen.blank_cells += u32::from(counts.ghosts == 0 && (counts.hidden > 0 || sight == Sight::Hidden));
        }
        let sizes = traits.tiny == Some(true) || (traits.tiny.is_some() && counts.tiny > 0);
        // Formatting is followed only where an end tag must find its start.
        let colours =
            traits.pale == Some(true) || (counts.pale > 0 && (traits.pale.is_some() || traits.ground.is_some()));
        let is_plain = sight == Sight::Shown && counts.hidden == 0 && level == Level::Line && !sizes && !colours;
        // An end tag inside must not be taken for that of what gives the size.
        let is_sized = (traits.font.is_some() || counts.sized > 0) && self.stack.is_in_cell();
        let is_followed = (self.sheet.looks_around || is_sized) && self.stack.has_room_to_spare();
        if element == Element::Inline && is_plain && !is_followed {
            if traits.says_otherwise() {
                self.object();
            }
            return;
        }
        if !self.stack.has_room(element) {
            return;
        }
        let struck = matches!(element, Element::Struck | Element::Deleted) || traits.struck;
        // Lists and drawings are told with the cell they stand in.
        let is_object = element == Element::Unshown && shows_otherwise(named.name) && self.stack.is_in_cell();
        let mut noticed = struck || is_object;
        if sight != Sight::Ghost && !self.begin(element, traits) {
            sight = Sight::Ghost;
            noticed = true;
        }
        let part = self.part(element, traits).filter(|_| sight != Sight::Ghost);
        if let Some(part) = part {
            self.story.open_region(part);
        }
        self.stack.push(Open {
            name: named.name,
            named,
            element,
            sight,
            noticed,
            struck,
            level,
            tiny: traits.tiny,
            font: traits.font.map(|font| font.inside(self.stack.font())),
            pale: traits.pale,
            ground: traits.ground,
            region: part.is_some(),
            unsure: traits.unsure && matches!(element, Element::Section { .. } | Element::Row),
            inside: Inside::default(),
        });
        let is_unsure = matches!(element, Element::Cell { .. }) && self.stack.counts().unsure > 0;
        if traits.says_otherwise() || is_unsure {
            self.object();
        }
    }

    fn sight(&self, element: Element, traits: &Traits<'_>) -> Sight {
        let unshown = element == Element::Unshown || self.stack.counts().ghosts > 0;
        match traits.shown {
            _ if unshown => Sight::Ghost,
            // The cell is there, and nothing in it counts.
            Shown::Yes | Shown::Blank if matches!(element, Element::Struck | Element::Deleted) || traits.struck => {
                Sight::Hidden
            }
            _ if self.show_hidden => Sight::Shown,
            Shown::Yes => Sight::Shown,
            Shown::Blank => Sight::Hidden,
            Shown::No => Sight::Ghost,
        }
    }

    /// Begins what the element means; `false` for a cell that a limit leaves no place for.
    fn begin(&mut self, element: Element, traits: &Traits<'_>) -> bool {
        let position = self.story.position();
        match element {
            Element::Link => self.story.link(),
            Element::Inserted => self.unseen.inserted = true,
            Element::Preformatted => self.begins_preformatted = true,
            Element::Table => self.tables.open_table(position),
            Element::Section { head } => self.tables.open_section(head),
            Element::Row => self.tables.open_row(traits, position),
            Element::Cell { header } => return self.tables.open_cell(header, traits, &mut self.story),
            _ => {}
        }
        true
    }

    /// The kind of region an element opens, if any.
    fn part(&self, element: Element, traits: &Traits<'_>) -> Option<Part> {
        let around = |landmark| Some(Part::Around(landmark));
        match element {
            Element::Landmark(Landmark::Header) if self.stack.counts().contents > 0 => Some(Part::Plain),
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
        if self.stack.is_beyond() {
            return self.stack.end_beyond(element);
        }
        if element == Element::Link {
            return self.close_link();
        }
        let wanted = |open: &Open<'_>| match element {
            Element::Heading(_) => matches!(open.element, Element::Heading(_)),
            _ => open.element == element && open.name.eq_ignore_ascii_case(name),
        };
        let stop = |open: Element| match element {
            Element::Table => false,
            _ if element.is_table_part() => open == Element::Table,
            _ if element.breaks_line() => open.is_scope(),
            _ => open.breaks_line(),
        };
        if let Some(at) = self.stack.nearest(wanted, stop) {
            self.close_down_to(at);
        }
    }

    /// Ends the open link, leaving open the blocks that began inside it.
    fn close_link(&mut self) {
        if self.stack.counts().links > 0
            && let Some(at) = self.stack.nearest(|open| open.element == Element::Link, Element::is_scope)
        {
            self.stack.remove(at);
        }
    }

    /// Closes the nearest such element, and all inside it, unless a stop stands before it.
    fn close_nearest(&mut self, element: Element, stop: impl Fn(Element) -> bool) {
        if let Some(at) = self.stack.nearest(|open| open.element == element, stop) {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, length: usize) {
        while self.stack.len() > length {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if self.stack.innermost().is_some_and(Element::breaks_line) {
            self.flush();
        }
        let Some(open) = self.stack.pop() else { return };
        if open.region {
            self.story.close_region();
        }
        match open.element {
            Element::Deleted => self.unseen.deleted = true,
            _ if open.sight == Sight::Ghost => {}
            Element::Cell { .. } => self.tables.close_cell(self.story.position()),
            Element::Row => self.tables.close_row(&mut self.story),
            Element::Section { .. } => self.tables.close_section(),
            Element::Table => self.tables.close_table(&mut self.story),
            _ => {}
        }
    }

    fn flush(&mut self) {
        self.behind = Behind::default();
        self.story.flush(self.stack.heading());
    }
}

fn without_line_end(source: &str) -> &str {
    source.strip_prefix("\r\n").or_else(|| source.strip_prefix('\n')).unwrap_or(source)
}

/// Whether the content of an element that is no text is shown in its own way.
fn shows_otherwise(name: &str) -> bool {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    !["template", "datalist", "rp"].into_iter().any(is)
}

fn is_blank(source: &str) -> bool {
    super::entities::unescape(source).trim().is_empty()
}
