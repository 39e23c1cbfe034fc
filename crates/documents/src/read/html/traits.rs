//! What the attributes of a start tag say, with the sheets of the page.

use super::element::Element;
use super::sheet::Sheet;
use super::stack::{Named, Stack};
use super::style::{Importance, Style, is_ground, is_pale};
use super::tokens::Tag;
use crate::read::raised::{Level, SMALL_AS_MARK};

/// What the attributes of a start tag say that matters here.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Traits<'a> {
    pub(super) shown: Shown,
    pub(super) size: Size,
    /// Says by its style that its text is struck out.
    pub(super) struck: bool,
    /// Whether its style makes its text too small to be seen, or makes it larger.
    pub(super) tiny: Option<bool>,
    /// How large its text is said to be.
    pub(super) font: Option<Font>,
    /// Where its style sets its text.
    pub(super) level: Level,
    /// Whether its style moves it from its place, and which way: up or down.
    pub(super) moved: (bool, Level),
    /// Whether it cuts off what is larger than itself, and whether it has no room.
    pub(super) clipped: (bool, bool),
    /// Cut away to nothing, as what is said to those who hear a page.
    pub(super) cut: bool,
    /// Whether its text is as pale as paper, or is not.
    pub(super) pale: Option<bool>,
    /// Whether something else than paper is behind its text.
    pub(super) ground: Option<bool>,
    /// Whether it sets text against its direction, and whether that runs from the right.
    pub(super) turned: (bool, bool),
    /// Whether what stands in it is shown in another order than written, or whether it is shown depends on a variable.
    pub(super) open: bool,
    /// A sheet writes something before or after its text.
    pub(super) adds: bool,
    /// A sheet may hide its text or show it otherwise, which only the whole page could tell.
    pub(super) unsure: bool,
    pub(super) row_span: Option<&'a str>,
    pub(super) column_span: Option<&'a str>,
    pub(super) width: Option<&'a str>,
    /// Columns a `col` stands for.
    pub(super) columns: Option<&'a str>,
    /// Has an address to go to.
    pub(super) href: bool,
    /// The address is a place of the same page, as that of a note is.
    pub(super) within: bool,
    pub(super) id: Option<&'a str>,
    pub(super) class: &'a str,
    /// Says by its class or id that it is navigation around the content.
    pub(super) navigation: bool,
}

/// Whether an element is shown.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    Yes,
    /// Takes its place unseen: `visibility:hidden`.
    Blank,
    /// Takes no place: `display:none`, `hidden`, Word's `mso-hide`.
    No,
}

/// How large text is said to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Font {
    /// In pixels.
    Pixels(f64),
    /// So many times as large as the text around it.
    Times(f64),
}

impl Font {
    /// The size of what is said to be a step smaller. A figure that is so right behind another is the mark of a note.
    pub(super) const SMALLER: Self = Self::Times(SMALL_AS_MARK);

    /// The size in pixels inside text of this size.
    pub(super) fn inside(self, around: f64) -> f64 {
        match self {
            Self::Pixels(pixels) => pixels,
            Self::Times(times) => times * around,
        }
    }

    /// The size of a `font` element, in the steps there are.
    fn of_step(step: &str) -> Option<Self> {
        const STEPS: [f64; 7] = [10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0];
        let step = step.trim();
        let number: usize = step.trim_start_matches(['+', '-']).parse().ok()?;
        let step = match step.as_bytes().first()? {
            b'+' => number.checked_add(3)?,
            b'-' => 3_usize.saturating_sub(number),
            _ => number,
        };
        STEPS.get(step.clamp(1, STEPS.len()) - 1).copied().map(Self::Pixels)
    }
}

/// How large an element is said to be, as far as that matters.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Size {
    #[default]
    Usual,
    /// Too small for a picture to hold text.
    Small,
    /// Too small for a picture to hold a figure.
    Speck,
    /// Without any height.
    Flat,
}

impl<'a> Traits<'a> {
    /// What the attributes of a tag say that stands inside the open elements: first what hides it, then the sheets of the
    /// page, then its own style, then what either calls important.
    pub(super) fn of(tag: &Tag<'a>, sheet: &Sheet<'a>, stack: &Stack<'a>) -> Self {
        let mut traits = Self::default();
        let mut style = None;
        for (name, value) in tag.attributes() {
            if name.eq_ignore_ascii_case("style") {
                style = style.or(Some(value));
            } else {
                traits.take(name, value);
            }
        }
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        traits.turned.0 = is("bdo");
        traits.font = if is("small") { Some(Font::SMALLER) } else { traits.font.filter(|_| is("font")) };
        let said = sheet.said_of(&traits.named(tag, stack), stack);
        let style = style.map(Style::of).unwrap_or_default();
        for importance in [Importance::Usual, Importance::Important] {
            for of_rule in &said.styles {
                traits.take_sheet(of_rule, sheet.hides, importance);
            }
            traits.take_style(&style, importance);
        }
        traits.adds = said.adds;
        traits.unsure = said.unsure;
        // Who writes white sets a ground; white on what may be one is taken for seen.
        traits.ground = traits.ground.or(said.ground.then_some(true));
        // Blocks without height are opened by scripts, and cells are as large as what they hold.
        let is_inline = Element::of(tag.name) == Element::Inline;
        let is_unseen = is_inline && traits.clipped == (true, true) || traits.cut && stack.is_in_cell();
        if is_unseen && traits.shown == Shown::Yes {
            traits.shown = Shown::Blank;
        }
        traits
    }

    /// Whether its text says more than its characters, or others: something is written beside them, or they are turned or
    /// stand in another order.
    pub(super) fn says_otherwise(&self) -> bool {
        self.adds || self.unsure || self.open || self.turned == (true, true)
    }

    /// By what a sheet knows an element of which nothing else is asked.
    pub(super) fn named_by(tag: &Tag<'a>, stack: &Stack<'a>) -> Named<'a> {
        let mut traits = Self::default();
        for (name, value) in tag.attributes() {
            traits.take(name, value);
        }
        traits.named(tag, stack)
    }

    /// By what a sheet knows the element.
    pub(super) fn named(&self, tag: &Tag<'a>, stack: &Stack<'a>) -> Named<'a> {
        Named { name: tag.name, id: self.id, class: self.class, attributes: tag.attributes, place: stack.next_place() }
    }

    fn take(&mut self, name: &str, value: &'a str) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("hidden") {
            self.shown = Shown::No;
        } else if is("rowspan") {
            self.row_span = self.row_span.or(Some(value));
        } else if is("colspan") {
            self.column_span = self.column_span.or(Some(value));
        } else if is("href") {
            self.href = true;
            self.within = value.len() > 1 && value.starts_with('#');
        } else if is("class") || is("id") {
            if is("id") {
                self.id = Some(value);
            } else {
                self.class = value;
            }
            self.navigation |= value.split_ascii_whitespace().any(names_navigation);
        } else if is("height") {
            self.size = self.size.max(size(value));
        } else if is("size") {
            self.font = Font::of_step(value);
        } else if is("span") {
            self.columns = Some(value);
        } else if is("color") {
            self.pale = is_pale(value).or(self.pale);
        } else if is("background") {
            self.ground = Some(!value.trim().is_empty()).filter(|is_set| *is_set).or(self.ground);
        } else if is("bgcolor") {
            self.ground = is_ground(value).or(self.ground);
        } else if is("dir") {
            self.turned.1 = value.eq_ignore_ascii_case("rtl");
        } else if is("width") {
            self.width = Some(value);
            self.size = self.size.max(size(value).min(Size::Small));
        }
    }
}

/// Class names and ids of the parts that content management systems put around an article.
fn names_navigation(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "bdsharebuttonbox",
        "breadcrumb",
        "breadcrumbs",
        "copyright",
        "crumb",
        "crumbs",
        "foot",
        "footer",
        "main-nav",
        "mainnav",
        "menu",
        "nav",
        "navbar",
        "navigation",
        "pagination",
        "share",
        "sidebar",
        "sitemap",
        "sub-nav",
        "subnav",
        "toolbar",
        "topnav",
    ];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Below 40 pixels nobody reads a table in a picture, below 4 no figure.
pub(super) fn size(length: &str) -> Size {
    match leading_number(length) {
        Some(0) => Size::Flat,
        Some(1..4) if !length.contains('%') => Size::Speck,
        Some(1..40) if !length.contains('%') => Size::Small,
        _ => Size::Usual,
    }
}

/// The whole number a value begins with; too long a one is the largest there is.
pub(super) fn leading_number(value: &str) -> Option<u32> {
    let value = value.trim_start().trim_start_matches('+');
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let digits = value.get(..digits).filter(|digits| !digits.is_empty())?;
    Some(digits.parse().unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(attributes: &str, expected: &Traits) {
        let found = Traits::of(&Tag { name: "td", attributes }, &Sheet::new(true), &Stack::new(1));
        assert_eq!(&found, expected, "{attributes}");
    }

    #[test]
    fn hiding_styles() {
        let unshown = Traits { shown: Shown::No, ..Traits::default() };
        check(" style='DISPLAY : none !important'", &unshown);
        check(" hidden", &unshown);
        check(" style='mso-hide:all'", &unshown);
        check(" style='display:none;display:block'", &Traits::default());
        check(" style='visibility:hidden'", &Traits { shown: Shown::Blank, ..Traits::default() });
        check(" style='list-style:url(display:none)'", &Traits::default());
    }

    #[test]
    fn heights_of_nothing() {
        let flat = Traits { size: Size::Flat, ..Traits::default() };
        check(" height=0", &flat);
        check(" style='height:0.0pt'", &Traits { clipped: (false, true), ..flat });
        check(" height=2", &Traits { size: Size::Speck, ..Traits::default() });
        check(" height=100", &Traits::default());
        check(" height=5%", &Traits::default());
    }

    #[test]
    fn the_first_span_counts() {
        let expected = Traits { row_span: Some("2"), column_span: Some("99999999999"), ..Traits::default() };
        check(" rowspan=2 rowspan=3 colspan='99999999999'", &expected);
        assert_eq!(leading_number("99999999999"), Some(u32::MAX));
        assert_eq!(leading_number(" 2px"), Some(2));
        assert_eq!(leading_number("-2"), None);
    }
}
