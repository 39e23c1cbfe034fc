//! `gongkai import bodies`: a table of bodies, first shown row by row, then done.

use std::path::PathBuf;

use clap::Args;
use gongkai_app::Caller;
use gongkai_app::bodies::import::{self, Counts, Fate, Row};
use serde_json::json;

use super::super::CommandError;
use crate::arguments::Format;
use crate::configuration::Given;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::operation::{OperationError, find_body, on_installation};
use crate::render::failure;
use crate::render::style::{BAD, DOUBTFUL, FAINT, GOOD, painted};

/// Arguments of `import bodies`.
#[derive(Debug, Args)]
pub(crate) struct Bodies {
    #[arg(value_name = "table")]
    file: PathBuf,
    #[arg(long, value_name = "body")]
    below: Option<String>,
    #[arg(long)]
    apply: bool,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[command(flatten)]
    given: Given,
}

/// Shows every row's fate; with `--apply` it is done, all rows that are not refused.
pub(super) fn run(command: &Bodies, console: &Console) -> Result<Exit, CommandError> {
    let unreadable =
        |error: std::io::Error| OperationError::Unreadable { path: command.file.clone(), detail: error.to_string() };
    let bytes = std::fs::read(&command.file).map_err(unreadable)?;
    let caller = Caller::program("import");
    let (rows, counts) = on_installation(&command.given, true, async |app, _| {
        let base = find_body(app, command.below.as_deref()).await?;
        let preview = import::preview(app, &caller, &base, bytes.into()).await?;
        if command.apply {
            import::apply(app, &caller, &base, &preview.file, &preview.plan).await?;
        }
        let counts = preview.counts();
        Ok((preview.rows, counts))
    })?;
    for row in &rows {
        match command.format {
            Format::Json => console::data(&as_json(row, console))?,
            Format::Text => console.page(&as_text(row, console))?,
        }
    }
    console.say(&summary(counts, command.apply, console));
    Ok(if counts.refused > 0 { Exit::Findings } else { Exit::Done })
}

fn word(fate: &Fate) -> &'static str {
    match fate {
        Fate::New(_) => "new",
        Fate::Changed(_) => "changed",
        Fate::Unchanged => "unchanged",
        Fate::Refused(_) => "refused",
    }
}

/// Why a row is refused, or what changes.
fn reasons(row: &Row, console: &Console) -> Vec<String> {
    let lang = console.wording.lang();
    match &row.fate {
        Fate::Refused(problems) => {
            let column = |field: &str| import::Column::ALL.into_iter().find(|column| column.id() == field);
            let named = |field: &str| column(field).map_or(field.to_owned(), |column| column.head(lang).to_owned());
            problems.iter().map(|problem| failure::problem(problem, &named(&problem.field), console)).collect()
        }
        Fate::Changed(changes) => {
            let colon = console.text("colon", &[]);
            let change =
                |change: &import::Change| format!("{}{colon}{} → {}", change.column.head(lang), change.from, change.to);
            changes.iter().map(change).collect()
        }
        Fate::New(_) | Fate::Unchanged => Vec::new(),
    }
}

fn as_json(row: &Row, console: &Console) -> String {
    let reasons = reasons(row, console);
    json!({"row": row.number, "name": row.name, "above": row.parent, "fate": word(&row.fate), "reasons": reasons})
        .to_string()
}

fn as_text(row: &Row, console: &Console) -> String {
    let style = match row.fate {
        Fate::New(_) => GOOD,
        Fate::Changed(_) => DOUBTFUL,
        Fate::Unchanged => FAINT,
        Fate::Refused(_) => BAD,
    };
    let label = painted(style, &console.text(&format!("import-fate-{}", word(&row.fate)), &[]));
    let mut text = format!("{:>5}  {label}  {}\n", row.number, row.name);
    for reason in reasons(row, console) {
        text.push_str(&format!("       {}\n", painted(FAINT, &reason)));
    }
    text
}

fn summary(counts: Counts, applied: bool, console: &Console) -> String {
    let args = [
        ("new", counts.new.to_string()),
        ("changed", counts.changed.to_string()),
        ("unchanged", counts.unchanged.to_string()),
        ("refused", counts.refused.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    console.text(if applied { "import-bodies-done" } else { "import-bodies-shown" }, &args)
}
