//! The command line: what can be said, and in which language its help is.

mod complaint;
mod localized;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use gongkai_law::{Lang, Severity};

use crate::commands::{
    backup, check, compare, completions, convert, doctor, import, man, read, restore, serve, total, user, verify,
};

pub(crate) use complaint::words as complaint;
pub(crate) use localized::command;

/// All arguments. Help is not written here but in `locales/*/help.ftl`: `help-<command>-<argument>`, or
/// `help-<argument>` where several commands share one.
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(long, global = true, value_enum, value_name = "lang")]
    pub(crate) lang: Option<Language>,
    #[arg(long, short, global = true, value_name = "count")]
    pub(crate) jobs: Option<usize>,
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Read(read::Read),
    Check(check::Check),
    Compare(compare::Compare),
    Total(total::Total),
    Convert(convert::Convert),
    Serve(serve::Serve),
    Doctor(doctor::Doctor),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Verify(verify::Verify),
    User(user::User),
    Import(import::Import),
    Completions(completions::Completions),
    Man(man::Man),
}

/// The files a command works on.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    #[arg(required = true, value_name = "file")]
    pub(crate) files: Vec<PathBuf>,
}

/// Where fonts for pdf are.
#[derive(Debug, Args)]
pub(crate) struct FontFolder {
    #[arg(long = "fonts", value_name = "folder", env = "GONGKAI_FONTS", hide_env = true)]
    pub(crate) folder: Option<PathBuf>,
}

/// Whether files that are there already may be overwritten.
#[derive(Debug, Args)]
pub(crate) struct Overwriting {
    #[arg(long)]
    pub(crate) force: bool,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    #[value(name = "zh-CN", alias = "zh")]
    ZhCn,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::ZhCn => Self::ZhCn,
            Language::En => Self::En,
        }
    }
}

/// A severity as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Least {
    Info,
    Warning,
    Error,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Info => Self::Info,
            Least::Warning => Self::Warning,
            Least::Error => Self::Error,
        }
    }
}
