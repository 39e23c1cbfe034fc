//! Standard output for data, standard error for the rest, colour only where a terminal shows it.

use std::io::{ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use gongkai_law::{Lang, Wording};

use crate::commands::CommandError;
use crate::render::style::{DOUBTFUL, painted};
use crate::render::width::{columns, spaces, tame};
use crate::{interrupt, wording};

/// The columns text is laid out in where there is no terminal to ask.
const DEFAULT_COLUMNS: usize = 100;

/// Narrower than this nothing can be laid out.
const LEAST_COLUMNS: usize = 40;

/// Where a command speaks to.
#[derive(Clone)]
pub(crate) struct Console {
    /// Sentences of the command line.
    pub(crate) wording: &'static Wording,
    /// Sentences of findings, comparisons and totals.
    pub(crate) findings: &'static Wording,
    /// Whether to tell what was skipped.
    pub(crate) verbose: bool,
    /// Columns to lay text out in.
    pub(crate) columns: usize,
    colour_out: bool,
    colour_error: bool,
}

impl Console {
    /// The console of this process.
    pub(crate) fn new(lang: Lang) -> Self {
        let out = std::io::stdout();
        Self {
            wording: wording::bundle(lang),
            findings: Wording::findings(lang),
            verbose: false,
            columns: if out.is_terminal() { terminal_columns() } else { DEFAULT_COLUMNS },
            colour_out: AutoStream::choice(&out) != ColorChoice::Never,
            colour_error: AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
        }
    }

    /// A console of a fixed width without colours.
    #[cfg(test)]
    pub(crate) fn plain(lang: Lang, columns: usize) -> Self {
        Self { columns, colour_out: false, colour_error: false, ..Self::new(lang) }
    }

    /// The same, not telling what is passed over.
    pub(crate) fn quiet(&self) -> Self {
        Self { verbose: false, ..self.clone() }
    }

    /// A sentence of the command line.
    pub(crate) fn text(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.wording.text(id, args)
    }

    /// Prints text for people; its colours are taken out where they would not be shown.
    pub(crate) fn page(&self, text: &str) -> Result<(), CommandError> {
        bytes(shown(text, self.colour_out).as_bytes())
    }

    /// Says something on standard error. Nobody hearing it stops nothing.
    pub(crate) fn say(&self, text: &str) {
        let _writing = interrupt::hold();
        let mut line = shown(text, self.colour_error);
        line.push('\n');
        let _ = std::io::stderr().lock().write_all(line.as_bytes());
    }

    /// Warns on standard error, with the message's hint.
    pub(crate) fn warn(&self, id: &str, args: &[(&str, &str)]) {
        self.say(&self.labelled(DOUBTFUL, "severity-warning", id, args));
    }

    /// A message behind a label, its hint below.
    pub(crate) fn labelled(&self, style: Style, label: &str, id: &str, args: &[(&str, &str)]) -> String {
        let label = self.text(label, &[]);
        let indent = spaces(columns(&label) + 2);
        let hint = self.wording.attribute(id, "hint", args);
        let hint = hint.map(|hint| format!("\n{indent}{}", self.text("label-hint", &[("text", &tame(&hint))])));
        format!("{}  {}{}", painted(style, &label), tame(&self.text(id, args)), hint.unwrap_or_default())
    }
}

/// Prints a record of data and a line end.
pub(crate) fn data(record: &str) -> Result<(), CommandError> {
    bytes(format!("{record}\n").as_bytes())
}

/// Prints bytes as they are.
pub(crate) fn bytes(bytes: &[u8]) -> Result<(), CommandError> {
    let _writing = interrupt::hold();
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(CommandError::from_output)
}

impl CommandError {
    /// What a failed write to standard output means.
    fn from_output(error: std::io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe { Self::OutputClosed } else { Self::Output(error) }
    }
}

fn shown(text: &str, colour: bool) -> String {
    if colour { text.to_owned() } else { anstream::adapter::strip_str(text).to_string() }
}

fn terminal_columns() -> usize {
    terminal_size::terminal_size()
        .map_or(DEFAULT_COLUMNS, |(width, _)| usize::from(width.0))
        .clamp(LEAST_COLUMNS, 2 * DEFAULT_COLUMNS)
}
