//! Fonts an office adds for pdf: `DIR/*.ttf` for the text, `DIR/heading/*.ttf` for titles and headings.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai_documents::write::pdf::missing_glyphs;
use gongkai_documents::{Document, Fonts, Output};

use crate::arguments::FontFolder;
use crate::commands::CommandError;
use crate::console::Console;

/// The fonts of the folder, if one was named and the output needs fonts.
///
/// # Errors
/// [`CommandError::FontFolder`] when the folder cannot be read or holds no font.
pub(crate) fn load(folder: &FontFolder, output: Output) -> Result<Fonts, CommandError> {
    let Some(folder) = folder.folder.as_deref().filter(|_| output == Output::Pdf) else {
        return Ok(Fonts::default());
    };
    let unusable = || CommandError::FontFolder { path: folder.to_owned() };
    let body = files(folder).ok_or_else(unusable)?;
    let heading = files(&folder.join("heading")).unwrap_or_default();
    if body.is_empty() && heading.is_empty() {
        return Err(unusable());
    }
    Ok(Fonts { body, heading })
}

/// Warns of characters that will be seen as boxes in a pdf.
pub(crate) fn tell_missing(document: &Document, fonts: &Fonts, output: Output, console: &Console) {
    if output != Output::Pdf {
        return;
    }
    let missing: String = missing_glyphs(document, fonts).into_iter().collect();
    if !missing.is_empty() {
        console.warn("glyphs-missing", &[("glyphs", &missing)]);
    }
}

/// The font files of a folder by name; `None` when something there cannot be read.
fn files(folder: &Path) -> Option<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        ending.is_some_and(|ending| ["ttf", "otf", "ttc"].iter().any(|known| ending == *known))
    });
    paths.sort();
    paths.iter().map(|path| fs::read(path).ok()).collect()
}
