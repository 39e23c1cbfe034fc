//! `gongkai doctor`: what is set, and whether everything the program stands on is sound.

mod checks;
mod store;

use clap::Args;
use serde_json::json;

use super::CommandError;
use crate::arguments::Format;
use crate::configuration::{Configuration, Given, Key, Origin};
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::operation::block_on;
use crate::render::style::{BAD, DOUBTFUL, FAINT, GOOD, STRONG, painted};
use crate::render::width::{columns, spaces};
use crate::wiring;

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[command(flatten)]
    given: Given,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Good,
    Doubtful,
    Bad,
}

impl State {
    fn id(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Doubtful => "doubtful",
            Self::Bad => "bad",
        }
    }
}

/// One check and how it came out; the message is `doctor-<id>`, with its hint.
#[derive(Debug)]
struct Outcome {
    check: &'static str,
    state: State,
    message: &'static str,
    args: Vec<(&'static str, String)>,
}

/// Checks and tells.
pub(crate) fn run(command: &Doctor, console: &Console) -> Result<Exit, CommandError> {
    let configuration = Configuration::load(&command.given)?;
    let results = block_on(async { Ok(checks::all(&configuration).await) })?;
    match command.format {
        Format::Json => console::data(&as_json(&configuration, &results, console))?,
        Format::Text => console.page(&as_text(&configuration, &results, console))?,
    }
    let worst = results.iter().map(|result| result.state).max().unwrap_or(State::Good);
    Ok(if worst == State::Bad { Exit::Findings } else { Exit::Done })
}

fn sentence(result: &Outcome, console: &Console) -> (String, Option<String>) {
    let args: Vec<(&str, &str)> = result.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let hint = (result.state != State::Good).then(|| console.wording.attribute(result.message, "hint", &args));
    (console.text(result.message, &args), hint.flatten())
}

fn shown(configuration: &Configuration, key: Key) -> String {
    let text = match key {
        Key::Database => wiring::without_password(&wiring::database_address(configuration)),
        Key::Blobs => wiring::blobs_address(configuration),
        Key::SitePublicUrl => wiring::public_url(configuration, configuration.text(Key::Listen)),
        _ => configuration.text(key).to_owned(),
    };
    if key.is_secret() && key != Key::Database && !text.is_empty() { "…".to_owned() } else { text }
}

fn origin(configuration: &Configuration, key: Key, console: &Console) -> String {
    match configuration.origin(key) {
        Origin::Default => String::new(),
        Origin::File { path, line } => format!("{}:{line}", path.display()),
        Origin::Environment => key.variable(),
        Origin::Flag => console.text("doctor-from-flag", &[]),
    }
}

fn as_json(configuration: &Configuration, results: &[Outcome], console: &Console) -> String {
    let settings: Vec<_> = Key::ALL
        .into_iter()
        .map(|key| {
            let from = match configuration.origin(key) {
                Origin::Default => "default",
                Origin::File { .. } => "file",
                Origin::Environment => "environment",
                Origin::Flag => "flag",
            };
            json!({"name": key.name(), "value": shown(configuration, key), "from": from})
        })
        .collect();
    let checks: Vec<_> = results
        .iter()
        .map(|result| {
            let (message, hint) = sentence(result, console);
            json!({"check": result.check, "state": result.state.id(), "message": message, "hint": hint})
        })
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    json!({"schema": "gongkai.doctor/1", "version": version, "settings": settings, "checks": checks}).to_string()
}

fn as_text(configuration: &Configuration, results: &[Outcome], console: &Console) -> String {
    let mut text = format!("{}\n", painted(STRONG, &console.text("doctor-settings", &[])));
    let width = Key::ALL.into_iter().map(|key| columns(key.name())).max().unwrap_or_default();
    for key in Key::ALL {
        let name = key.name();
        let from = painted(FAINT, &origin(configuration, key, console));
        let padding = spaces(width.saturating_sub(columns(name)));
        text.push_str(format!("  {name}{padding}  {}  {from}", shown(configuration, key)).trim_end());
        text.push('\n');
    }
    text.push_str(&format!("\n{}\n", painted(STRONG, &console.text("doctor-checks", &[]))));
    for result in results {
        let (message, hint) = sentence(result, console);
        let style = match result.state {
            State::Good => GOOD,
            State::Doubtful => DOUBTFUL,
            State::Bad => BAD,
        };
        let label = console.text(&format!("doctor-state-{}", result.state.id()), &[]);
        text.push_str(&format!("  {}  {message}\n", painted(style, &label)));
        if let Some(hint) = hint {
            let indent = spaces(columns(&label).saturating_add(4));
            text.push_str(&format!("{indent}{}\n", painted(FAINT, &console.text("label-hint", &[("text", &hint)]))));
        }
    }
    text
}
