//! The one binary `gongkai`: commands, configuration, wiring.
//!
//! What it is: the floor where files, the terminal, the locale and exit codes are. It gathers files, hands their bytes
//! to `gongkai-documents`, the documents to `gongkai-report`, and prints what comes back.
//!
//! What it is not: no rule of the form or of the law is here, and no sentence about a report: those are findings of
//! the floors below.
//!
//! Start reading at [`arguments`], then one command in [`commands`]; [`batch`] is the loop all of them share.

use std::process::ExitCode;

mod arguments;
mod batch;
mod commands;
mod configuration;
mod console;
mod demonstration;
mod exit;
mod fonts;
mod input;
mod interrupt;
mod language;
mod logging;
mod operation;
mod output;
mod parallel;
mod progress;
mod render;
mod wiring;
mod wording;

/// Reading a report asks for memory many thousand times.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::run(std::env::args_os().collect()).into()
}
