//! Logs of the server: for people on a terminal, one JSON object a line otherwise.
//!
//! What is logged names no person: ids, counts and times only.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::configuration::{Configuration, Key};

/// Begins to log to standard error. A second beginning in one process changes nothing.
pub(crate) fn start(configuration: &Configuration) {
    let filter = EnvFilter::try_new(configuration.text(Key::LogLevel)).unwrap_or_else(|_| EnvFilter::new("info"));
    let json = match configuration.text(Key::LogFormat) {
        "json" => true,
        "text" => false,
        _ => !std::io::stderr().is_terminal(),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A subscriber that is there already goes on.
    let _ = if json {
        builder.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        builder.compact().with_target(false).with_ansi(std::io::stderr().is_terminal()).try_init()
    };
}
