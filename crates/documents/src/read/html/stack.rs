//! The elements that are open, and how deep they may nest.

use super::element::Element;
use crate::read::raised::Level;

/// How much of an element is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    Shown,
    /// Its text is not shown.
    Hidden,
    /// It takes no place either: a row or cell of this kind is none.
    Ghost,
}

/// What a sheet knows an element by.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    pub(super) id: Option<&'a str>,
    pub(super) class: &'a str,
    /// All that its tag says, as written.
    pub(super) attributes: &'a str,
    /// Which of the elements in the one around it, the first 1.
    pub(super) place: u32,
}

impl<'a> Named<'a> {
    /// An element that the page leaves out.
    pub(super) fn implied(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    pub(super) fn classes(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.class.split_ascii_whitespace()
    }
}

/// The elements right inside another, as far as its content goes yet.
#[derive(Debug, Default)]
pub(super) struct Inside<'a> {
    count: u32,
    /// Those of them that a sheet may ask for.
    elements: Vec<Named<'a>>,
}

/// An element that is open.
#[derive(Debug)]
pub(super) struct Open<'a> {
    pub(super) name: &'a str,
    pub(super) element: Element,
    pub(super) sight: Sight,
    /// What is hidden here has a notice of its own: deleted text, a cell beyond the limits.
    pub(super) noticed: bool,
    /// Its text is struck out.
    pub(super) struck: bool,
    /// Its figures are the mark of a note: it stands beside the line, or leads to a place of the page.
    pub(super) level: Level,
    /// Makes its text too small to be seen, or larger again.
    pub(super) tiny: Option<bool>,
    /// The size of its text in pixels, where it gives one.
    pub(super) font: Option<f64>,
    /// Its class and id.
    pub(super) named: Named<'a>,
    /// Whether its text is as pale as paper.
    pub(super) pale: Option<bool>,
    /// Whether something else than paper is behind its text.
    pub(super) ground: Option<bool>,
    /// It opened a region of the story.
    pub(super) region: bool,
    /// A sheet may hide its cells, or show them otherwise.
    pub(super) unsure: bool,
    pub(super) inside: Inside<'a>,
}

/// How many elements of a kind are open.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) hidden: u32,
    pub(super) ghosts: u32,
    pub(super) noticed: u32,
    pub(super) struck: u32,
    pub(super) links: u32,
    pub(super) word_marks: u32,
    pub(super) raised: u32,
    pub(super) lowered: u32,
    pub(super) tiny: u32,
    /// Elements within a line that give the size of their text.
    pub(super) sized: u32,
    pub(super) pale: u32,
    pub(super) unsure: u32,
    pub(super) preformatted: u32,
    pub(super) paragraphs: u32,
    pub(super) contents: u32,
    pub(super) tables: u32,
}

impl Counts {
    /// Where text stands here.
    pub(super) fn level(&self) -> Level {
        match (self.raised, self.lowered) {
            (0, 0) => Level::Line,
            (0, _) => Level::Lowered,
            _ => Level::Raised,
        }
    }

    fn count(&mut self, open: &Open<'_>, opens: bool) {
        let change = |counter: &mut u32, counted: bool| {
            let by = u32::from(counted);
            *counter = if opens { *counter + by } else { counter.saturating_sub(by) };
        };
        change(&mut self.hidden, open.sight != Sight::Shown);
        change(&mut self.ghosts, open.sight == Sight::Ghost);
        change(&mut self.noticed, open.noticed);
        change(&mut self.struck, open.struck);
        change(&mut self.raised, open.level == Level::Raised);
        change(&mut self.lowered, open.level == Level::Lowered);
        change(&mut self.tiny, open.tiny == Some(true));
        change(&mut self.sized, open.font.is_some() && open.element == Element::Inline);
        change(&mut self.pale, open.pale == Some(true));
        change(&mut self.unsure, open.unsure);
        match open.element {
            Element::Link => change(&mut self.links, true),
            Element::WordMark => change(&mut self.word_marks, true),
            Element::Preformatted => change(&mut self.preformatted, true),
            Element::Paragraph => change(&mut self.paragraphs, true),
            Element::Content => change(&mut self.contents, true),
            Element::Table => change(&mut self.tables, true),
            _ => {}
        }
    }
}

/// The open elements, outermost first.
#[derive(Debug)]
pub(super) struct Stack<'a> {
    /// `html` and `body`, which are around all.
    roots: [Named<'a>; 2],
    inside: Inside<'a>,
    open: Vec<Open<'a>>,
    counts: Counts,
    most: usize,
    /// Elements that found no room and whose end tags are still to come.
    beyond: u32,
    /// Whether an element found no room.
    pub(super) limit_met: bool,
}

impl<'a> Stack<'a> {
    pub(super) fn new(most: u32) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let roots = ["html", "body"].map(Named::implied);
        Self {
            roots,
            inside: Inside::default(),
            open: Vec::new(),
            counts: Counts::default(),
            most,
            beyond: 0,
            limit_met: false,
        }
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    pub(super) fn push(&mut self, open: Open<'a>) {
        self.counts.count(&open, true);
        self.open.push(open);
    }

    pub(super) fn pop(&mut self) -> Option<Open<'a>> {
        let open = self.open.pop()?;
        self.counts.count(&open, false);
        Some(open)
    }

    /// Takes one element out from under those inside it.
    pub(super) fn remove(&mut self, at: usize) {
        if at < self.open.len() {
            let open = self.open.remove(at);
            self.counts.count(&open, false);
        }
    }

    /// Whether there is room; without it the element is only remembered for its end tag.
    pub(super) fn has_room(&mut self, element: Element) -> bool {
        if self.open.len() < self.most {
            return true;
        }
        self.limit_met = true;
        self.beyond += u32::from(element != Element::Inline && !ends_by_itself(element));
        false
    }

    /// Whether tags stand inside elements that found no room, where they open and close nothing.
    pub(super) fn is_beyond(&self) -> bool {
        self.beyond > 0
    }

    /// Takes the end tag of an element that found no room.
    pub(super) fn end_beyond(&mut self, element: Element) {
        let remembered =
            element.breaks_line() || matches!(element, Element::Unshown | Element::Deleted | Element::Struck);
        self.beyond -= u32::from(self.beyond > 0 && remembered && !ends_by_itself(element));
    }

    pub(super) fn element(&self, at: usize) -> Option<Element> {
        self.open.get(at).map(|open| open.element)
    }

    pub(super) fn innermost(&self) -> Option<Element> {
        self.open.last().map(|open| open.element)
    }

    /// Whether formatting that changes nothing may be followed, too.
    pub(super) fn has_room_to_spare(&self) -> bool {
        self.open.len() < self.most / 2
    }

    /// How many elements are around what opens here.
    pub(super) fn around(&self) -> usize {
        self.roots.len() + self.open.len()
    }

    /// An element around what opens here as a sheet knows it, the outermost first.
    pub(super) fn ancestor(&self, at: usize) -> Option<Named<'a>> {
        match at.checked_sub(self.roots.len()) {
            None => self.roots.get(at).copied(),
            Some(at) => self.open.get(at).map(|open| open.named),
        }
    }

    /// The siblings before an element that so many elements are around, as far as they are kept.
    pub(super) fn before(&self, element: &Named<'a>, around: usize) -> impl DoubleEndedIterator<Item = Named<'a>> {
        let before = usize::try_from(element.place).unwrap_or_default().saturating_sub(1);
        let inside = around.checked_sub(self.roots.len()).and_then(|open| match open.checked_sub(1) {
            None => Some(&self.inside),
            Some(outer) => self.open.get(outer).map(|open| &open.inside),
        });
        inside.and_then(|inside| inside.elements.get(..before)).unwrap_or_default().iter().copied()
    }

    /// Which place among its siblings an element has that opens here.
    pub(super) fn next_place(&self) -> u32 {
        self.open.last().map_or(&self.inside, |open| &open.inside).count + 1
    }

    /// Counts an element that opens here; it is kept where a sheet may ask for it.
    pub(super) fn enter(&mut self, element: Named<'a>, is_kept: bool) {
        let inside = self.open.last_mut().map_or(&mut self.inside, |open| &mut open.inside);
        inside.count += 1;
        if is_kept {
            // What came before the sheet is known by its number only.
            let missed = usize::try_from(inside.count).unwrap_or_default() - 1;
            inside.elements.resize(missed, Named::default());
            inside.elements.push(element);
        }
    }

    /// Takes what the tag of a root says.
    pub(super) fn root(&mut self, element: Named<'a>) {
        if let Some(root) = self.roots.iter_mut().find(|root| root.name.eq_ignore_ascii_case(element.name)) {
            *root = element;
        }
    }

    /// Puts a ground behind the table that is open: its columns have one.
    pub(super) fn ground_table(&mut self) {
        if let Some(table) = self.open.iter_mut().rfind(|open| open.element == Element::Table) {
            table.ground = Some(true);
        }
    }

    /// Whether text here is too small to be seen: the nearest size counts.
    pub(super) fn is_tiny(&self) -> bool {
        self.counts.tiny > 0 && self.open.iter().rev().find_map(|open| open.tiny).unwrap_or(false)
    }

    /// The size of text here, in pixels: the nearest counts.
    pub(super) fn font(&self) -> f64 {
        /// Where a page says nothing.
        const USUAL: f64 = 16.0;
        self.open.iter().rev().find_map(|open| open.font).unwrap_or(USUAL)
    }

    /// Whether text here is as pale as what is behind it: the nearest colours count.
    pub(super) fn is_pale(&self) -> bool {
        let nearest = |of: fn(&Open<'_>) -> Option<bool>| self.open.iter().rev().find_map(of).unwrap_or(false);
        self.counts.pale > 0 && nearest(|open| open.pale) && !nearest(|open| open.ground)
    }

    /// Whether text would stand in a cell of a table that is there.
    pub(super) fn is_in_cell(&self) -> bool {
        let cell = self.open.iter().rposition(|open| matches!(open.element, Element::Cell { .. }));
        cell.and_then(|cell| self.open.get(..=cell))
            .is_some_and(|around| around.iter().all(|open| open.sight != Sight::Ghost))
    }

    /// Where the nearest element wanted stands, unless a stop stands before it.
    pub(super) fn nearest(&self, wanted: impl Fn(&Open<'_>) -> bool, stop: impl Fn(Element) -> bool) -> Option<usize> {
        let at = self.open.iter().rposition(|open| wanted(open) || stop(open.element))?;
        self.open.get(at).is_some_and(wanted).then_some(at)
    }

    /// The level of the heading that text would stand in here.
    pub(super) fn heading(&self) -> Option<u8> {
        let heading =
            self.open.iter().rev().find(|open| matches!(open.element, Element::Heading(_)) || open.element.is_scope());
        match heading?.element {
            Element::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// Whether its end tag is often left out, so that none can be waited for.
fn ends_by_itself(element: Element) -> bool {
    matches!(element, Element::Paragraph | Element::Item | Element::Root) || element.is_table_part()
}
