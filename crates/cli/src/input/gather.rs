//! From what the user names to the list of sources.

use std::cell::Cell;
use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use gongkai_documents::archive::{FILE_BYTES, is_hidden, is_zip_name};
use gongkai_documents::{Archive, natural};
use walkdir::{DirEntry, WalkDir};

use super::glob::{self, Pattern};
use super::{Chosen, FileError, Origin, Source, bounded};

/// The name that stands for standard input.
const STANDARD_INPUT: &str = "-";
/// What a zip on standard input is taken for: an archive, broken or not.
const STANDARD_INPUT_ARCHIVE: &str = "-.zip";

/// Files gathered from what the user named; archives among them are opened only when their turn comes.
#[derive(Debug, Clone)]
pub(crate) struct Gathered {
    sources: Vec<Source>,
    /// Counted anew each time the sources are walked through.
    known: Rc<Cell<u64>>,
}

impl Gathered {
    /// Gathers: a file stands for itself, a folder for all in it, a pattern for what it matches, `-` for standard
    /// input. What is named twice is taken once; files in `except` (the command's own output) are left out.
    pub(crate) fn new(inputs: &[PathBuf], except: &[PathBuf]) -> Self {
        let mut sources: Vec<Source> = inputs.iter().map(PathBuf::as_path).flat_map(of_input).collect();
        let except: HashSet<PathBuf> = except.iter().filter_map(|path| path.canonicalize().ok()).collect();
        if inputs.len() > 1 || !except.is_empty() {
            let mut seen = except;
            sources.retain(|source| match &source.origin {
                Origin::File(path) => path.canonicalize().map_or(true, |path| seen.insert(path)),
                Origin::Entry(..) | Origin::Bytes(_) | Origin::Failed(_) => true,
            });
        }
        Self { sources, known: Rc::default() }
    }

    /// Whether it is exactly one plain file (an archive may hold many).
    pub(crate) fn is_single(&self) -> bool {
        matches!(self.sources.as_slice(), [source] if !is_zip_name(&source.name))
    }

    /// How many sources are known of so far; grows as archives are opened.
    pub(crate) fn known(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.known)
    }

    /// The sources in order, archives opened one after the other.
    pub(crate) fn sources(self) -> impl Iterator<Item = Source> {
        let known = self.known;
        known.set(u64::try_from(self.sources.len()).unwrap_or(u64::MAX));
        let count = Rc::clone(&known);
        self.sources
            .into_iter()
            .flat_map(move |source| counted(&known, opened(source)))
            .flat_map(move |source| counted(&count, opened_inside(source)))
    }
}

fn of_input(input: &Path) -> Vec<Source> {
    let name = input.to_string_lossy();
    if name == STANDARD_INPUT {
        let origin = match bounded(std::io::stdin().lock(), FILE_BYTES) {
            Ok(bytes) => Origin::Bytes(bytes),
            Err(error) => Origin::Failed(error),
        };
        return vec![Source { name: STANDARD_INPUT.to_owned(), origin, chosen: Chosen::Named }];
    }
    match std::fs::metadata(input) {
        Ok(metadata) if metadata.is_dir() => of_folder(input),
        Ok(_) => vec![file(input, Chosen::Named)],
        Err(_) if glob::is_pattern(&name) => of_pattern(&name),
        Err(error) => vec![Source::failed(name, FileError::from_io(&error))],
    }
}

fn of_folder(folder: &Path) -> Vec<Source> {
    WalkDir::new(folder)
        .sort_by(by_name)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy()))
        .filter_map(|entry| match entry {
            Ok(entry) => is_file(&entry).then(|| file(entry.path(), Chosen::Found)),
            Err(error) => Some(unwalkable(&error)),
        })
        .collect()
}

fn of_pattern(text: &str) -> Vec<Source> {
    let pattern = match Pattern::new(text) {
        Ok(pattern) => pattern,
        Err(detail) => return vec![Source::failed(text, FileError::Pattern { detail })],
    };
    let mut sources = Vec::new();
    let mut entries = WalkDir::new(pattern.base()).max_depth(pattern.depth()).sort_by(by_name).into_iter();
    while let Some(entry) = entries.next() {
        let Ok(entry) = entry else { continue };
        let hidden = entry.depth() > 0 && is_hidden(&entry.file_name().to_string_lossy());
        if hidden && !pattern.takes_hidden() {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if pattern.matches(entry.path()) {
            if entry.path().is_dir() {
                sources.extend(of_folder(&plain(entry.path())));
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            } else {
                sources.push(file(entry.path(), Chosen::Named));
            }
        }
    }
    if sources.is_empty() {
        sources.push(Source::failed(text, FileError::NoMatch));
    }
    sources
}

fn file(path: &Path, chosen: Chosen) -> Source {
    let path = plain(path);
    Source { name: path.to_string_lossy().into_owned(), origin: Origin::File(path), chosen }
}

/// The path without a leading `./`, as a shell would give it.
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix(".").map_or_else(|_| path.to_owned(), Path::to_owned)
}

fn is_file(entry: &DirEntry) -> bool {
    // A link to a file counts; a link to a folder does not, so that no walk runs in circles.
    entry.file_type().is_file() || (entry.path_is_symlink() && entry.path().is_file())
}

fn by_name(left: &DirEntry, right: &DirEntry) -> std::cmp::Ordering {
    natural::compare(&left.file_name().to_string_lossy(), &right.file_name().to_string_lossy())
}

fn unwalkable(error: &walkdir::Error) -> Source {
    let name = error.path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    let detail = error.to_string();
    let error = error.io_error().map_or(FileError::Io { detail }, FileError::from_io);
    Source::failed(name, error)
}

/// A source, or the entries of the archive it is.
fn opened(source: Source) -> Vec<Source> {
    let archive = match &source.origin {
        Origin::File(path) => archive_of_file(path),
        Origin::Bytes(bytes) => Archive::of_bytes(bytes.clone(), STANDARD_INPUT_ARCHIVE).map_err(FileError::from),
        Origin::Entry(..) | Origin::Failed(_) => Ok(None),
    };
    entries_or(source, archive)
}

fn archive_of_file(path: &Path) -> Result<Option<Archive>, FileError> {
    let file = File::open(path).map_err(|error| FileError::from_io(&error))?;
    let length = file.metadata().map_err(|error| FileError::from_io(&error))?.len();
    Ok(Archive::of_reader(file, length, &path.to_string_lossy())?)
}

/// A source, or the entries of the archive inside an archive it is.
fn opened_inside(source: Source) -> Vec<Source> {
    let Origin::Entry(archive, index) = &source.origin else { return vec![source] };
    if !is_zip_name(&source.name) {
        return vec![source];
    }
    let inner = archive
        .bytes(*index, FILE_BYTES)
        .and_then(|bytes| Archive::of_bytes(bytes, &source.name))
        .map_err(FileError::from);
    let mut sources = entries_or(source, inner);
    for source in &mut sources {
        if is_zip_name(&source.name) && matches!(source.origin, Origin::Entry(..)) {
            source.origin = Origin::Failed(FileError::ArchiveNested);
        }
    }
    sources
}

fn entries_or(source: Source, archive: Result<Option<Archive>, FileError>) -> Vec<Source> {
    let listed = archive.and_then(|archive| {
        let Some(archive) = archive else { return Ok(None) };
        let entries = archive.entries()?;
        Ok(Some((Arc::new(archive), entries)))
    });
    match listed {
        Ok(None) => vec![source],
        Ok(Some((archive, entries))) => entries
            .into_iter()
            .map(|entry| Source {
                name: format!("{}!/{}", source.name, entry.name),
                origin: Origin::Entry(Arc::clone(&archive), entry.index),
                chosen: Chosen::Found,
            })
            .collect(),
        Err(error) => vec![Source::failed(source.name, error)],
    }
}

/// Corrects the count of known sources when one turned out to be many, or none.
fn counted(known: &Cell<u64>, sources: Vec<Source>) -> Vec<Source> {
    let length = u64::try_from(sources.len()).unwrap_or(u64::MAX);
    known.set(known.get().saturating_add(length).saturating_sub(1));
    sources
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(inputs: &[PathBuf], root: &Path) -> Vec<String> {
        let prefix = format!("{}/", root.display());
        Gathered::new(inputs, &[]).sources().map(|source| source.name.replace(&prefix, "")).collect()
    }

    #[test]
    fn folders_patterns_and_files_in_natural_order() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("b/.git")).unwrap();
        for name in ["10.txt", "2.txt", ".hidden", "b/1.txt", "b/.git/x", "b/~$1.docx", "z.md"] {
            fs::write(at(name), "x").unwrap();
        }
        let root_path = root.path();
        assert_eq!(names(&[root_path.to_owned()], root_path), ["2.txt", "10.txt", "b/1.txt", "z.md"]);
        assert_eq!(names(&[at("*.txt")], root_path), ["2.txt", "10.txt"]);
        assert_eq!(names(&[at("**/*.txt")], root_path), ["2.txt", "10.txt", "b/1.txt"]);
        assert_eq!(names(&[at("[bz]*")], root_path), ["b/1.txt", "z.md"]);
        assert_eq!(
            names(&[at("z.md"), at("2.txt"), root_path.to_owned()], root_path),
            ["z.md", "2.txt", "10.txt", "b/1.txt"]
        );
        assert_eq!(names(&[at("*.pdf"), at("none.txt")], root_path), ["*.pdf", "none.txt"]);
    }

    #[test]
    fn the_own_output_is_left_out() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("total.html");
        fs::write(&out, "x").unwrap();
        assert_eq!(Gathered::new(&[root.path().to_owned()], &[out]).sources().count(), 0);
    }
}
