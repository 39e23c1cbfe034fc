//! Pieces that many pages have: what stands around them, and the fields of forms with label, hint and what is wrong with
//! what was entered. A page asks its frame for them, so that their markup stands, and is compiled, once.

use askama::Template;
use askama::filters::Safe;
use gongkai_app::Problems;

use crate::frame::Frame;

/// Markup, to stand in a page as it is.
pub(crate) type Markup = Safe<String>;

fn markup(piece: &impl Template) -> Markup {
    Safe(piece.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a piece of a page did not render");
        String::new()
    }))
}

#[derive(Debug, Template)]
#[template(path = "pieces/meanwhile.html")]
struct Meanwhile<'a> {
    frame: &'a Frame,
    told: Vec<(&'a str, String, String)>,
}

/// What stands before the content of the office's pages, and of the portal's; and after it.
macro_rules! around {
    ($($piece:ident, $path:literal;)*) => {$(
        #[derive(Debug, Template)]
        #[template(path = $path)]
        struct $piece<'a> {
            frame: &'a Frame,
        }
    )*};
}

around! {
    OfficeTop, "office/top.html";
    PortalTop, "portal/top.html";
    PortalFoot, "portal/foot.html";
}

/// One of several that can be chosen.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    /// What people read.
    pub(crate) label: String,
    /// Whether it is chosen.
    pub(crate) chosen: bool,
}

impl Choice {
    /// One of several.
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Self {
        let value = value.into();
        Self { chosen: value == chosen, value, label: label.into() }
    }
}

/// Into what something is entered.
#[derive(Debug)]
enum Control<'a> {
    Line { value: &'a str, attributes: &'a str },
    Lines { value: &'a str, rows: u8 },
    Select { choices: &'a [Choice] },
    File { accept: &'a str },
}

#[derive(Debug, Template)]
#[template(path = "pieces/field.html")]
struct FieldPiece<'a> {
    frame: &'a Frame,
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    wrong: &'a str,
    required: bool,
    control: Control<'a>,
    /// Attributes that any control has.
    more: String,
}

#[derive(Debug, Template)]
#[template(path = "pieces/tick.html")]
struct Tick<'a> {
    name: &'a str,
    value: &'a str,
    label: &'a str,
    hint: &'a str,
    ticked: bool,
}

#[derive(Debug, Template)]
#[template(path = "pieces/filter.html")]
struct Filter<'a> {
    name: &'a str,
    label: &'a str,
    any: &'a str,
    choices: &'a [Choice],
}

#[derive(Debug, Template)]
#[template(path = "pieces/summary.html")]
struct Summary<'a> {
    frame: &'a Frame,
    problems: &'a Problems,
}

impl Frame {
    /// What stands before the content of a page of the office, from the beginning of its body.
    pub(crate) fn office_top(&self) -> Markup {
        markup(&OfficeTop { frame: self })
    }

    /// What stands before the content of a page of the portal, from the beginning of its body.
    pub(crate) fn portal_top(&self) -> Markup {
        markup(&PortalTop { frame: self })
    }

    /// What stands after it.
    pub(crate) fn portal_foot(&self) -> Markup {
        markup(&PortalFoot { frame: self })
    }

    /// What is wrong with a form, each leading to its field; nothing when nothing is.
    pub(crate) fn summary(&self, problems: &Problems) -> Markup {
        if problems.0.is_empty() { Safe(String::new()) } else { markup(&Summary { frame: self, problems }) }
    }

    /// What somebody else saved while a form was filled in, each leading to its field; `labels` begins the messages that name
    /// the fields.
    pub(crate) fn meanwhile(&self, problems: &Problems, labels: &str) -> Markup {
        let fields = problems.0.iter().map(|problem| problem.field.as_str());
        let told = fields.map(|field| (field, self.word(labels, field), self.problem(problems, field))).collect();
        markup(&Meanwhile { frame: self, told })
    }

    /// A field of a form; `label` is a message, `hint` a sentence or nothing.
    pub(crate) fn field<'a>(&'a self, problems: &Problems, name: &'a str, label: &str, hint: &'a str) -> Field<'a> {
        let wrong = self.problem(problems, name);
        Field { frame: self, name, label: self.t(label), hint, wrong, required: false }
    }

    /// A box to tick.
    pub(crate) fn tick(&self, name: &str, value: &str, label: &str, hint: &str, ticked: bool) -> Markup {
        markup(&Tick { name, value, label, hint, ticked })
    }

    /// A field by which a list is narrowed; `any` is the choice of not doing so, empty when one must be chosen.
    pub(crate) fn filter(&self, name: &str, label: &str, any: &str, choices: &[Choice]) -> Markup {
        markup(&Filter { name, label, any, choices })
    }
}

/// A field of a form, to become one of several kinds.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    frame: &'a Frame,
    name: &'a str,
    label: String,
    hint: &'a str,
    wrong: String,
    required: bool,
}

impl Field<'_> {
    /// That it must not be left empty.
    pub(crate) fn required(self) -> Self {
        self.required_if(true)
    }

    /// Whether it must not be left empty.
    pub(crate) fn required_if(self, required: bool) -> Self {
        Self { required, ..self }
    }

    /// One line; `attributes` are those beside name and value, as markup.
    pub(crate) fn line(&self, value: &str, attributes: &str) -> Markup {
        self.with(Control::Line { value, attributes })
    }

    /// Several lines, so many of which are shown.
    pub(crate) fn lines(&self, value: &str, rows: u8) -> Markup {
        self.with(Control::Lines { value, rows })
    }

    /// One of several is chosen.
    pub(crate) fn select(&self, choices: &[Choice]) -> Markup {
        self.with(Control::Select { choices })
    }

    /// A file; `accept` lists endings.
    pub(crate) fn file(&self, accept: &str) -> Markup {
        self.with(Control::File { accept })
    }

    fn with(&self, control: Control<'_>) -> Markup {
        let Self { frame, name, label, hint, wrong, required } = self;
        let mut more = String::new();
        if *required {
            more.push_str(" required");
        }
        if !wrong.is_empty() {
            more.push_str(" aria-invalid=\"true\"");
        }
        let described = match (hint.is_empty(), wrong.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("{name}-hint"),
            (true, false) => format!("{name}-error"),
            (false, false) => format!("{name}-hint {name}-error"),
        };
        if !described.is_empty() {
            more.push_str(&format!(" aria-describedby=\"{described}\""));
        }
        markup(&FieldPiece { frame, name, label, hint, wrong, required: *required, control, more })
    }
}
