//! What an element means to the reader, and whether its attributes hide it.

use super::sheet::Sheet;
use super::stack::{Named, Stack};
use super::tokens::Tag;
use crate::read::raised::Level;

/// The roles of elements. Names that are not listed are inline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// `html`, `head`, `body`: never nested, never closed, never hidden.
    Root,
    /// Begins and ends a line of its own.
    Block,
    /// `ul`, `ol`, `dl`.
    List,
    /// `li`, `dt`, `dd`.
    Item,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// `pre`: white space stays.
    Preformatted,
    /// `nav`, `header`, `footer`, `aside`: what stands around a page's content.
    Landmark(Landmark),
    /// `main`, `article`: the page's content.
    Content,
    Table,
    /// `col`, `colgroup`.
    Column,
    Caption,
    /// `thead`, `tbody`, `tfoot`.
    Section {
        head: bool,
    },
    Row,
    Cell {
        header: bool,
    },
    /// `a` (with an address), `button`.
    Link,
    /// `del`.
    Deleted,
    /// `s`, `strike`.
    Struck,
    /// `ins`.
    Inserted,
    /// `o:p`, with which Word marks the end of a paragraph.
    WordMark,
    /// `sup`, and the reading above a character (`rt`).
    Raised,
    /// `sub`.
    Lowered,
    /// `span`, `font` and every unknown name.
    Inline,
    /// `br`.
    Break,
    /// `hr`: ends a line.
    Rule,
    /// `img`.
    Picture,
    /// Has no content and says nothing.
    Void,
    /// Its content is markup that is not shown.
    Unshown,
    /// Its content is not markup and not shown.
    Raw,
    /// `title`.
    Title,
}

/// The landmarks of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Landmark {
    Navigation,
    Header,
    Foot,
}

impl Element {
    pub(super) fn of(name: &str) -> Self {
        match Self::of_lower_case(name) {
            Self::Inline if name.bytes().any(|b| b.is_ascii_uppercase()) => {
                Self::of_lower_case(&name.to_ascii_lowercase())
            }
            element => element,
        }
    }

    fn of_lower_case(name: &str) -> Self {
        match name {
            "html" | "head" | "body" => Self::Root,
            "p" => Self::Paragraph,
            "table" => Self::Table,
            "col" | "colgroup" => Self::Column,
            "caption" => Self::Caption,
            "thead" => Self::Section { head: true },
            "tbody" | "tfoot" => Self::Section { head: false },
            "tr" => Self::Row,
            "td" => Self::Cell { header: false },
            "th" => Self::Cell { header: true },
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "a" | "button" => Self::Link,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "img" => Self::Picture,
            "ul" | "ol" | "dl" | "menu" | "dir" => Self::List,
            "li" | "dt" | "dd" => Self::Item,
            "pre" | "listing" => Self::Preformatted,
            "nav" => Self::Landmark(Landmark::Navigation),
            "header" => Self::Landmark(Landmark::Header),
            "footer" | "aside" => Self::Landmark(Landmark::Foot),
            "main" | "article" => Self::Content,
            "del" => Self::Deleted,
            "s" | "strike" => Self::Struck,
            "ins" => Self::Inserted,
            "o:p" => Self::WordMark,
            "sup" | "rt" => Self::Raised,
            "sub" => Self::Lowered,
            "title" => Self::Title,
            "script" | "style" | "noscript" | "iframe" | "textarea" | "xmp" | "noembed" | "noframes" => Self::Raw,
            "template" | "svg" | "math" | "select" | "datalist" | "rp" => Self::Unshown,
            "meta" | "link" | "base" | "input" | "wbr" | "area" | "embed" | "param" | "source" | "track"
            | "bgsound" | "basefont" | "frame" => Self::Void,
            _ if is_block(name) => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Whether it ends the line before it and begins one.
    pub(super) fn breaks_line(self) -> bool {
        !matches!(
            self,
            Self::Link
                | Self::Deleted
                | Self::Struck
                | Self::Inserted
                | Self::WordMark
                | Self::Raised
                | Self::Lowered
                | Self::Inline
                | Self::Break
                | Self::Picture
                | Self::Void
                | Self::Unshown
                | Self::Raw
                | Self::Title
        )
    }

    /// Whether its start tag closes an open `p`.
    pub(super) fn closes_paragraph(self) -> bool {
        self.breaks_line()
            && !matches!(self, Self::Root | Self::Caption | Self::Section { .. } | Self::Row)
            && !matches!(self, Self::Cell { .. })
    }

    /// Whether it belongs inside a table only.
    pub(super) fn is_table_part(self) -> bool {
        matches!(self, Self::Column | Self::Caption | Self::Section { .. } | Self::Row | Self::Cell { .. })
    }

    /// Whether end tags from inside must not reach past it.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Self::Table | Self::Caption | Self::Cell { .. })
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "section"
            | "center"
            | "form"
            | "fieldset"
            | "legend"
            | "address"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "hgroup"
            | "details"
            | "summary"
            | "dialog"
            | "marquee"
            | "frameset"
            | "search"
    )
}

/// What the attributes of a start tag say that matters here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Traits<'a> {
    pub(super) shown: Shown,
    pub(super) size: Size,
    /// Says by its style that its text is struck out.
    pub(super) struck: bool,
    /// Whether its style makes its text too small to be seen, or makes it larger.
    pub(super) tiny: Option<bool>,
    /// Where its style sets its text.
    pub(super) level: Level,
    /// Whether its style moves it from its place, and which way: up or down.
    moved: (bool, Level),
    pub(super) row_span: Option<&'a str>,
    pub(super) column_span: Option<&'a str>,
    pub(super) width: Option<&'a str>,
    /// Columns a `col` stands for.
    pub(super) columns: Option<&'a str>,
    /// Has an address to go to.
    pub(super) href: bool,
    /// The address is a place of the same page, as that of a note is.
    pub(super) within: bool,
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

/// How large an element is said to be, as far as that matters.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Size {
    #[default]
    Usual,
    /// Too small for a picture to hold text.
    Small,
    /// Without any height.
    Flat,
}

impl<'a> Traits<'a> {
    pub(super) fn of(tag: &Tag<'a>) -> Self {
        let mut traits = Self::default();
        for (name, value) in tag.attributes() {
            traits.take(name, value);
        }
        traits
    }

    /// What the sheets of the page say, then what the attributes do.
    pub(super) fn with_sheet(tag: &Tag<'a>, sheet: &Sheet<'a>, stack: &Stack<'a>) -> Self {
        let mut traits = Self::default();
        sheet.apply(&Named::of(tag), stack, &mut traits);
        for (name, value) in tag.attributes() {
            traits.take(name, value);
        }
        traits
    }

    /// Whether declarations say anything about how text is shown.
    pub(super) fn concerns(declarations: &str) -> bool {
        const PROPERTIES: [&str; 13] = [
            "display",
            "visibility",
            "mso-hide",
            "text-decoration",
            "text-decoration-line",
            "vertical-align",
            "mso-text-raise",
            "position",
            "top",
            "opacity",
            "font-size",
            "text-indent",
            "clip",
        ];
        declared(declarations).any(|(property, _)| PROPERTIES.iter().any(|known| property.eq_ignore_ascii_case(known)))
    }

    /// Takes declarations of a sheet, which say nothing of pictures here; whether they hide is asked for.
    pub(super) fn take_sheet(&mut self, declarations: &str, hides: bool) {
        let (size, shown, tiny) = (self.size, self.shown, self.tiny);
        self.take_style(declarations);
        self.size = size;
        if !hides {
            (self.shown, self.tiny) = (shown, tiny);
        }
    }

    fn take(&mut self, name: &str, value: &'a str) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("style") {
            self.take_style(value);
        } else if is("hidden") {
            self.shown = Shown::No;
        } else if is("rowspan") {
            self.row_span = self.row_span.or(Some(value));
        } else if is("colspan") {
            self.column_span = self.column_span.or(Some(value));
        } else if is("href") {
            self.href = true;
            self.within = value.len() > 1 && value.starts_with('#');
        } else if is("class") || is("id") {
            self.navigation |= value.split_ascii_whitespace().any(names_navigation);
        } else if is("height") {
            self.size = self.size.max(size(value));
        } else if is("span") {
            self.columns = Some(value);
        } else if is("width") {
            self.width = Some(value);
            self.size = self.size.max(size(value).min(Size::Small));
        }
    }

    fn take_style(&mut self, style: &str) {
        for (property, value) in declared(style) {
            let is = |known: &str| property.eq_ignore_ascii_case(known);
            let says = |known: &str| value.eq_ignore_ascii_case(known);
            if is("display") {
                self.shown = if says("none") { Shown::No } else { Shown::Yes };
            } else if is("mso-hide") {
                if says("all") {
                    self.shown = Shown::No;
                }
            } else if is("text-decoration") || is("text-decoration-line") {
                self.struck = value.split_ascii_whitespace().any(|line| line.eq_ignore_ascii_case("line-through"));
            } else if is("height") {
                self.size = self.size.max(size(value));
            } else if is("width") {
                self.size = self.size.max(size(value).min(Size::Small));
            } else if is("vertical-align") {
                self.level = match value {
                    _ if says("super") => Level::Raised,
                    _ if says("sub") => Level::Lowered,
                    length => level_of(length),
                };
            } else if is("mso-text-raise") {
                self.level = level_of(value);
            } else if is("font-size") {
                self.tiny = Some(is_tiny(value));
            } else if is("position") {
                self.moved.0 = says("relative");
            } else if is("top") {
                self.moved.1 = match level_of(value) {
                    Level::Line => Level::Line,
                    Level::Raised => Level::Lowered,
                    Level::Lowered => Level::Raised,
                };
            } else if self.shown == Shown::Yes && leaves_unseen(property, value) {
                self.shown = Shown::Blank;
            }
        }
    }

    /// Where its text stands beside the line.
    pub(super) fn level(&self) -> Level {
        match (self.level, self.moved) {
            (Level::Line, (true, moved)) => moved,
            (level, _) => level,
        }
    }
}

/// The declarations of a style, without comments and what says how important they are.
fn declared(style: &str) -> impl Iterator<Item = (&str, &str)> {
    style.split(';').filter_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        let property = property.rsplit_once("*/").map_or(property, |(_, property)| property);
        let value = value.split(['!']).next().unwrap_or_default();
        Some((property.trim(), value.trim()))
    })
}

/// Whether a declaration takes text out of sight and leaves its place.
fn leaves_unseen(property: &str, value: &str) -> bool {
    /// Pixels: what stands so far to the left is outside of every window.
    const OUTSIDE: f32 = -900.0;
    let is = |known: &str| property.eq_ignore_ascii_case(known);
    let says = |known: &[&str]| known.iter().any(|word| value.eq_ignore_ascii_case(word));
    let number = number(value);
    if is("visibility") {
        says(&["hidden", "collapse"])
    } else if is("opacity") {
        number.is_some_and(|number| number <= 0.0)
    } else if is("left") || is("margin-left") || is("text-indent") {
        number.is_some_and(|number| number <= OUTSIDE)
    } else {
        is("clip") && value.replace(' ', "").to_ascii_lowercase().starts_with("rect(0")
    }
}

/// A size of text that nobody sees.
fn is_tiny(size: &str) -> bool {
    /// Pixels or points.
    const TINY: f32 = 1.0;
    let is_of_screen = ["px", "pt"].iter().any(|unit| size.to_ascii_lowercase().ends_with(unit));
    number(size).is_some_and(|number| number <= 0.0 || (number <= TINY && is_of_screen))
}

/// Where a length that counts upwards sets text.
fn level_of(length: &str) -> Level {
    match number(length) {
        Some(number) if number > 0.0 => Level::Raised,
        Some(number) if number < 0.0 => Level::Lowered,
        _ => Level::Line,
    }
}

/// The number a length begins with.
fn number(length: &str) -> Option<f32> {
    let end = length.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(length.len());
    length.get(..end)?.parse().ok()
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

/// Below 40 pixels nobody reads a table in a picture.
fn size(length: &str) -> Size {
    match leading_number(length) {
        Some(0) => Size::Flat,
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
        assert_eq!(&Traits::of(&Tag { name: "td", attributes }), expected, "{attributes}");
    }

    #[test]
    fn names_in_any_case() {
        assert_eq!(Element::of("TD"), Element::Cell { header: false });
        assert_eq!(Element::of("O:P"), Element::WordMark);
        assert_eq!(Element::of("st1:date"), Element::Inline);
    }

    #[test]
    fn hiding_styles() {
        let unshown = Traits { shown: Shown::No, ..Traits::default() };
        check(" style='color:red; DISPLAY : none !important'", &unshown);
        check(" hidden", &unshown);
        check(" style='mso-hide:all'", &unshown);
        check(" style='display:none;display:block'", &Traits::default());
        check(" style='visibility:hidden'", &Traits { shown: Shown::Blank, ..Traits::default() });
        check(" style='background:url(display:none)'", &Traits::default());
    }

    #[test]
    fn heights_of_nothing() {
        let flat = Traits { size: Size::Flat, ..Traits::default() };
        check(" height=0", &flat);
        check(" style='height:0.0pt'", &flat);
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
