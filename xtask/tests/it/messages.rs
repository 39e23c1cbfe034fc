//! The messages of all crates and of the scripts.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The files of messages in both languages.
pub(crate) fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in ["crates", "frontend"] {
        find(&root.join(folder), &mut found);
    }
    found
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !["node_modules", "target", "dist"].iter().any(|name| path.ends_with(name)) {
            find(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "ftl") {
            found.push(path);
        }
    }
}

/// Of two messages with one name in a bundle the later one is shown in both places.
#[test]
fn no_message_is_named_twice() {
    let mut named: HashMap<(PathBuf, bool, String), PathBuf> = HashMap::new();
    for path in sources() {
        let (folder, is_chinese) = (path.parent().unwrap().to_owned(), path.to_string_lossy().contains("zh-CN"));
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let Some((id, _)) = line.split_once('=') else { continue };
            if !id.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                continue;
            }
            let before = named.insert((folder.clone(), is_chinese, id.trim().to_owned()), path.clone());
            assert_eq!(before, None, "{} in {}", id.trim(), path.display());
        }
    }
    assert!(named.len() > 1_000, "the messages were not found");
}
