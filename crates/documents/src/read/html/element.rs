//! What an element means to the reader.

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
    /// Its content is markup that is not shown, or not as text.
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
            "template" | "svg" | "math" | "select" | "datalist" | "rp" | "canvas" | "object" | "meter" | "progress"
            | "audio" | "video" => Self::Unshown,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_case() {
        assert_eq!(Element::of("TD"), Element::Cell { header: false });
        assert_eq!(Element::of("O:P"), Element::WordMark);
        assert_eq!(Element::of("st1:date"), Element::Inline);
    }
}
