//! Chores of the repository.
//!
//! `xtask demo DIR [YEAR]` writes a demonstration district: bodies, people, their reports of three years up to YEAR.
//! `xtask corpus DIR N` writes N generated reports of mixed formats, for trying and measuring.
//! `xtask five FILE.zip` writes five reports laid out as five real ones are, and the roll of their bodies.
//! `xtask fixtures` makes the LibreOffice-saved files of `crates/report/tests/fixtures` anew (needs LibreOffice).
//! `xtask seeds` lays out `fuzz/corpus/*`: what each fuzz target begins with.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

mod corpus;
mod demo;
mod five;
mod fixtures;
mod seeds;

type Outcome = Result<(), Box<dyn Error>>;

#[expect(clippy::print_stderr, reason = "a chore talks to whoever runs it")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["demo", folder] => demo::write(&PathBuf::from(folder), None),
        ["demo", folder, year] => demo::write(&PathBuf::from(folder), Some(year)),
        ["corpus", folder, count] => corpus::write(&PathBuf::from(folder), count),
        ["five", file] => five::write(&PathBuf::from(file)),
        ["fixtures"] => fixtures::write(),
        ["fixtures", "unruled"] => fixtures::without_rules(),
        ["seeds"] => seeds::write(),
        _ => Err("usage: xtask demo DIR [YEAR] | corpus DIR N | five FILE.zip | fixtures [unruled] | seeds".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
