//! `gongkai verify`: every chain of the journal walked, and compared with heads kept elsewhere.

use std::collections::HashMap;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use clap::Args;
use gongkai_app::operation::{Manifest, Verification, verify};
use gongkai_store::bodies;
use gongkai_store::journal::{Head, SYSTEM};
use serde::Deserialize;
use serde_json::json;

use super::CommandError;
use crate::arguments::Format;
use crate::configuration::Given;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::operation::{OperationError, on_installation};
use crate::render::style::{BAD, GOOD, painted};

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(long, value_name = "file")]
    heads: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[command(flatten)]
    given: Given,
}

/// What `--format json` prints, as far as it is read again.
#[derive(Deserialize)]
struct Kept {
    chains: Vec<Head>,
}

/// Walks and tells.
pub(crate) fn run(command: &Verify, console: &Console) -> Result<Exit, CommandError> {
    let kept = command.heads.as_deref().map(read_heads).transpose()?.unwrap_or_default();
    let (verification, names) = on_installation(&command.given, false, async |app, _| {
        let verification = verify(app, &kept).await?;
        let bodies = bodies::all(&mut &app.database).await?;
        let names: HashMap<String, String> = bodies.into_iter().map(|body| (body.id.to_string(), body.name)).collect();
        Ok((verification, names))
    })?;
    let name = |chain: &str| match names.get(chain) {
        Some(name) => name.clone(),
        None if chain == SYSTEM => console.text("verify-system", &[]),
        None => chain.to_owned(),
    };
    match command.format {
        Format::Json => console::data(&as_json(&verification, &name))?,
        Format::Text => console.page(&as_text(&verification, &name, console))?,
    }
    Ok(if verification.holds() { Exit::Done } else { Exit::Findings })
}

/// Heads from what `verify --format json` printed, or from a backup.
fn read_heads(path: &Path) -> Result<Vec<Head>, CommandError> {
    let unreadable = |detail: String| OperationError::Unreadable { path: path.to_owned(), detail };
    let mut file = std::fs::File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut start = [0; 2];
    let is_backup = file.read_exact(&mut start).is_ok() && start == *b"PK";
    file.rewind().map_err(|error| unreadable(error.to_string()))?;
    if is_backup {
        let manifest = Manifest::read(file).map_err(|error| unreadable(error.to_string()))?;
        return Ok(manifest.chains);
    }
    let kept: Kept = serde_json::from_reader(file).map_err(|error| unreadable(error.to_string()))?;
    Ok(kept.chains)
}

fn as_json(verification: &Verification, name: &impl Fn(&str) -> String) -> String {
    let chains: Vec<_> = verification
        .chains
        .iter()
        .map(|chain| json!({"chain": chain.chain, "name": name(&chain.chain), "entries": chain.entries, "head": chain.head}))
        .collect();
    let broken: Vec<_> = verification
        .broken
        .iter()
        .map(|broken| json!({"chain": broken.chain, "name": name(&broken.chain), "seq": broken.seq, "why": broken.why.id()}))
        .collect();
    let lost: Vec<_> = verification
        .lost
        .iter()
        .map(|lost| {
            let head = &lost.head;
            json!({"chain": head.chain, "name": name(&head.chain), "seq": head.entries, "why": lost.loss.id()})
        })
        .collect();
    let holds = verification.holds();
    json!({"schema": "gongkai.verify/1", "holds": holds, "chains": chains, "broken": broken, "lost": lost}).to_string()
}

fn as_text(verification: &Verification, name: &impl Fn(&str) -> String, console: &Console) -> String {
    let mut text = String::new();
    let mut line = |style, id: &str, args: &[(&str, &str)]| {
        let label = if style == GOOD { "verify-good" } else { "verify-bad" };
        text.push_str(&format!("{}  {}\n", painted(style, &console.text(label, &[])), console.text(id, args)));
    };
    for chain in &verification.chains {
        let args = [("name", &*name(&chain.chain)), ("entries", &*chain.entries.to_string()), ("head", &*chain.head)];
        line(GOOD, "verify-chain", &args);
    }
    for broken in &verification.broken {
        let why = console.text(&format!("verify-why-{}", broken.why.id()), &[]);
        let args = [("name", &*name(&broken.chain)), ("seq", &*broken.seq.to_string()), ("why", &*why)];
        line(BAD, "verify-broken", &args);
    }
    for lost in &verification.lost {
        let why = console.text(&format!("verify-why-{}", lost.loss.id()), &[]);
        let args = [("name", &*name(&lost.head.chain)), ("seq", &*lost.head.entries.to_string()), ("why", &*why)];
        line(BAD, "verify-broken", &args);
    }
    let entries: i64 = verification.chains.iter().map(|chain| chain.entries).sum();
    let counts = [("chains", &*verification.chains.len().to_string()), ("entries", &*entries.to_string())];
    let summary = if verification.holds() { "verify-holds" } else { "verify-does-not-hold" };
    text.push_str(&format!("\n{}\n", console.text(summary, &counts)));
    text
}
