//! What is wrong with a command line, in the user's language.

use clap::error::{ContextKind, Error, ErrorKind};
use gongkai_law::Wording;

use crate::render::style::{BAD, painted};

/// The complaint in words, with where to find help; clap's own words for what has none here.
pub(crate) fn words(error: &Error, wording: &Wording) -> String {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => with_suggestion(
            wording.text("complaint-unknown-argument", &[("argument", &argument)]),
            &context(ContextKind::SuggestedArg),
            wording,
        ),
        ErrorKind::InvalidSubcommand => with_suggestion(
            wording.text("complaint-unknown-command", &[("command", &context(ContextKind::InvalidSubcommand))]),
            &context(ContextKind::SuggestedSubcommand),
            wording,
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            wording.text("complaint-value-missing", &[("argument", &argument)])
        }
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue);
            wording.text("complaint-value", &[("argument", &argument), ("value", &value), ("valid", &valid)])
        }
        ErrorKind::ValueValidation => {
            wording.text("complaint-value-kind", &[("argument", &argument), ("value", &value)])
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = argument.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            wording.text("complaint-missing", &[("argument", &missing)])
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg);
            wording.text("complaint-conflict", &[("argument", &argument), ("other", &other)])
        }
        ErrorKind::TooManyValues => wording.text("complaint-too-many", &[("value", &value)]),
        _ => return error.render().ansi().to_string(),
    };
    let label = painted(BAD, &wording.text("severity-error", &[]));
    format!("{label}  {message}\n      {}", wording.text("complaint-help", &[]))
}

fn with_suggestion(message: String, suggestion: &str, wording: &Wording) -> String {
    if suggestion.is_empty() {
        message
    } else {
        format!("{message}{}", wording.text("complaint-suggestion", &[("suggestion", suggestion)]))
    }
}
