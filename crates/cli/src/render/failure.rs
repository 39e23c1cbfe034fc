//! A file that cannot be read, told like a finding.

use std::io::ErrorKind;

use gongkai_app::{AppError, Problem};
use gongkai_law::Wording;

use super::add_line;
use super::style::{BAD, FAINT, STRONG, painted};
use super::width::{columns, spaces, tame, wrapped};
use crate::configuration::ConfigurationError;
use crate::console::Console;
use crate::input::FileError;

/// The block that stands for a file that cannot be read.
pub(crate) fn block(source: &str, error: &FileError, console: &Console) -> String {
    let (message, hint) = error.words(console.wording);
    let label = console.text("severity-unreadable", &[]);
    let indent = 2 + columns(&label) + 2;
    let width = console.columns.saturating_sub(indent);
    let mut text = format!("{}\n\n", painted(STRONG, &tame(source)));
    for (number, line) in wrapped(&tame(&message), width).iter().enumerate() {
        let before = if number == 0 { format!("  {}  ", painted(BAD, &label)) } else { spaces(indent) };
        add_line(&mut text, &format!("{before}{line}"));
    }
    if let Some(hint) = hint {
        let hint = console.text("label-hint", &[("text", &tame(&hint))]);
        for line in wrapped(&hint, width) {
            add_line(&mut text, &format!("{}{}", spaces(indent), painted(FAINT, &line)));
        }
    }
    text
}

/// The one line on standard error, where standard output carries data.
pub(crate) fn line(source: &str, error: &FileError, console: &Console) -> String {
    let (message, hint) = error.words(console.wording);
    let hint = hint.map(|hint| console.text("hint-behind", &[("text", &hint)])).unwrap_or_default();
    let label = painted(BAD, &console.text("severity-unreadable", &[]));
    format!(
        "{label} {}{}",
        painted(STRONG, &tame(source)),
        tame(&format!("{}{message}{hint}", console.text("colon", &[])))
    )
}

/// An error in what was made, such as a total.
pub(crate) fn fault(source: &str, message: &str, console: &Console) -> String {
    let label = painted(BAD, &console.text("severity-error", &[]));
    let message = format!("{}{message}", console.text("colon", &[]));
    format!("{label} {}{}", painted(STRONG, &tame(source)), tame(&message))
}

/// The message about a configuration that cannot be used, and what it tells.
pub(crate) fn configuration(
    error: &ConfigurationError,
    console: &Console,
) -> (&'static str, Vec<(&'static str, String)>) {
    match error {
        ConfigurationError::Unreadable { path, source } => (
            "error-configuration-unreadable",
            vec![("path", path.display().to_string()), ("detail", source.to_string())],
        ),
        ConfigurationError::Syntax { place, detail } => {
            ("error-configuration-syntax", vec![("place", place.clone()), ("detail", detail.clone())])
        }
        ConfigurationError::Unknown { place, name, near: None } => {
            ("error-configuration-unknown", vec![("place", place.clone()), ("name", name.clone())])
        }
        ConfigurationError::Unknown { place, name, near: Some(near) } => (
            "error-configuration-near",
            vec![("place", place.clone()), ("name", name.clone()), ("near", near.name().to_owned())],
        ),
        ConfigurationError::Value { place, kind, found } => {
            let wanted = console.text(&format!("setting-kind-{}", kind.id()), &[]);
            ("error-configuration-value", vec![("place", place.clone()), ("found", found.clone()), ("wanted", wanted)])
        }
    }
}

/// What is wrong with a field, in the words of the office's pages; `name` is what people call the field, if it has one.
pub(crate) fn problem(problem: &Problem, name: &str, console: &Console) -> String {
    let pages = gongkai_web::sentences(console.wording.lang());
    let args: Vec<_> = problem.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let colon = if name.is_empty() { String::new() } else { console.text("colon", &[]) };
    format!("{name}{colon}{}", pages.text(problem.message, &args))
}

/// What the office's pages call a field of a person; the field's own name where they have no word for it.
fn of_person(field: &str, pages: &Wording) -> String {
    let id = if field == "sign_in" { "sign-in-name".to_owned() } else { format!("people-{field}") };
    if pages.has(&id) { pages.text(&id, &[]) } else { field.to_owned() }
}

/// What the system says it cannot do, in words where it is one of the usual.
pub(crate) fn system(error: &std::io::Error, console: &Console) -> String {
    let id = match error.kind() {
        ErrorKind::NotFound => "system-not-found",
        ErrorKind::PermissionDenied => "system-not-permitted",
        ErrorKind::IsADirectory => "system-folder",
        ErrorKind::NotADirectory => "system-no-folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "system-full",
        ErrorKind::ReadOnlyFilesystem => "system-read-only",
        _ => return error.to_string(),
    };
    console.text(id, &[])
}

/// An error with everything it came from.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// What a use case says to its refusal, in the words of the office's pages.
pub(crate) fn refusal(error: &AppError, console: &Console) -> String {
    let pages = gongkai_web::sentences(console.wording.lang());
    match error {
        AppError::Invalid(problems) => problems
            .0
            .iter()
            .map(|one| problem(one, &of_person(&one.field, pages), console))
            .collect::<Vec<_>>()
            .join(&console.text("list-semicolon", &[])),
        AppError::NotNow { reason } => pages.text(reason, &[]),
        AppError::NotFound => pages.text("error-not-found-title", &[]),
        other => chain(other),
    }
}
