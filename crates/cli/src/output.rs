//! Files written: format by ending, whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai_documents::write::xlsx;
use gongkai_documents::{Document, Output, Piece};

use crate::arguments::{FontFolder, Overwriting};
use crate::commands::CommandError;
use crate::console::Console;
use crate::{fonts, interrupt};

/// A file to write, its format told from the ending.
#[derive(Debug)]
pub(crate) struct Target {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Document(Output),
    Json,
}

impl Target {
    /// The target a path asks for.
    ///
    /// # Errors
    /// [`CommandError::UnknownEnding`]; [`CommandError::Exists`] for what is there and must stay.
    pub(crate) fn of(path: &Path, overwriting: &Overwriting) -> Result<Self, CommandError> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let kind = match Output::from_extension(&ending) {
            Some(output) => Kind::Document(output),
            None if ending.eq_ignore_ascii_case("json") => Kind::Json,
            None => return Err(CommandError::UnknownEnding { path: path.to_owned() }),
        };
        if path.exists() && !overwriting.force {
            return Err(CommandError::Exists { path: path.to_owned() });
        }
        Ok(Self { path: path.to_owned(), kind })
    }

    /// Whether it is a file of one table, for programs.
    pub(crate) fn is_csv(&self) -> bool {
        matches!(self.kind, Kind::Document(Output::Csv))
    }
}

/// Writes a result to a target, as the document or the JSON it asks for.
pub(crate) fn save(
    target: &Target,
    folder: &FontFolder,
    document: impl Fn() -> Document,
    json: impl Fn() -> String,
    console: &Console,
) -> Result<(), CommandError> {
    let bytes = match target.kind {
        Kind::Json => line(json()),
        Kind::Document(output) => {
            let fonts = fonts::load(folder, output)?;
            let document = document();
            fonts::tell_missing(&document, &fonts, output, console);
            gongkai_documents::write(&document, output, &fonts)
                .map_err(|source| CommandError::Format { path: target.path.clone(), source })?
        }
    };
    save_told(target, &bytes, console)
}

/// The same for a result that may be long: a workbook is written piece by piece.
pub(crate) fn save_long<'a, P: Iterator<Item = Piece<'a>>>(
    target: &Target,
    folder: &FontFolder,
    (title, pieces): (&str, impl Fn() -> P),
    document: impl Fn() -> Document,
    json: impl Fn() -> String,
    console: &Console,
) -> Result<(), CommandError> {
    if !matches!(target.kind, Kind::Document(Output::Xlsx)) {
        return save(target, folder, document, json, console);
    }
    let bytes = xlsx::write_pieces(Some(title), pieces())
        .map_err(|source| CommandError::Format { path: target.path.clone(), source })?;
    save_told(target, &bytes, console)
}

fn line(mut text: String) -> Vec<u8> {
    text.push('\n');
    text.into_bytes()
}

fn save_told(target: &Target, bytes: &[u8], console: &Console) -> Result<(), CommandError> {
    save_bytes(&target.path, bytes)?;
    console.say(&console.text("written", &[("path", &target.path.display().to_string())]));
    Ok(())
}

/// Writes a file beside its place and moves it there, so that nobody ever sees half of it.
pub(crate) fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    let failed = |source| CommandError::Write { path: path.to_owned(), source };
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let beside = path.with_file_name(name);
    let _writing = interrupt::hold();
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The error is told; a leftover that cannot be removed either adds nothing to it.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(failed)
}
