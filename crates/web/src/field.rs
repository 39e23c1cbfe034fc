//! Fields of forms, with their label, hint and what is wrong with what was entered. A page asks its frame for them, so
//! that their markup stands, and is compiled, once.

use askama::Template;
use askama::filters::Safe;
use gongkai_app::Problems;

use crate::frame::Frame;
use crate::pieces::Choice;

/// Markup made of a template, to stand in a page as it is.
pub(crate) type Markup = Safe<String>;

/// Renders a piece of a page.
pub(crate) fn markup(piece: &impl Template) -> Markup {
    Safe(piece.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a piece of a page did not render");
        String::new()
    }))
}

/// What a field has, whatever is entered in it.
struct Common<'a> {
    frame: &'a Frame,
    name: &'a str,
    label: String,
    hint: &'a str,
    wrong: String,
    required: bool,
}

macro_rules! pieces {
    ($($piece:ident, $path:literal, { $($field:ident: $type:ty),* })*) => {$(
        #[derive(Template)]
        #[template(path = $path)]
        struct $piece<'a> {
            frame: &'a Frame,
            name: &'a str,
            label: String,
            hint: &'a str,
            wrong: String,
            required: bool,
            $($field: $type,)*
        }

        impl<'a> $piece<'a> {
            fn of(common: Common<'a>, $($field: $type),*) -> Self {
                let Common { frame, name, label, hint, wrong, required } = common;
                Self { frame, name, label, hint, wrong, required, $($field),* }
            }
        }
    )*};
}

pieces! {
    Line, "field/line.html", { value: &'a str, attributes: &'a str }
    Text, "field/text.html", { value: &'a str, rows: u8 }
    Select, "field/select.html", { choices: &'a [Choice] }
    File, "field/file.html", { accept: &'a str }
}

#[derive(Template)]
#[template(path = "field/tick.html")]
struct Tick<'a> {
    name: &'a str,
    value: &'a str,
    label: &'a str,
    hint: &'a str,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "field/choosing.html")]
struct Choosing<'a> {
    name: &'a str,
    label: &'a str,
    any: &'a str,
    choices: &'a [Choice],
}

#[derive(Template)]
#[template(path = "field/summary.html")]
struct Summary<'a> {
    frame: &'a Frame,
    problems: &'a Problems,
}
