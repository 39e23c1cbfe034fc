//! How files are named and laid out.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | ".git" | "out" | "node_modules" | "corpus" | "artifacts") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn each_source(check: impl Fn(&Path, &str)) {
    let mut found = Vec::new();
    sources(&root(), &mut found);
    assert!(found.len() > 20, "the sources were not found");
    for path in found {
        check(&path, &std::fs::read_to_string(&path).unwrap());
    }
}

#[test]
fn no_catch_all_modules() {
    each_source(|path, _| {
        let name = path.file_stem().unwrap().to_string_lossy();
        let banned = ["mod", "utils", "util", "common", "helpers", "misc"];
        assert!(!banned.contains(&name.as_ref()), "{}: name the file after what it holds", path.display());
    });
}

#[test]
fn shipped_files_stay_readable() {
    each_source(|path, text| {
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        assert!(shipped <= 500, "{}: {shipped} lines, split it by concern", path.display());
    });
}

#[test]
fn nothing_is_left_open() {
    each_source(|path, text| {
        if path.ends_with("tidy.rs") {
            return;
        }
        for mark in ["TODO", "FIXME", "XXX:"] {
            assert!(!text.contains(mark), "{}: {mark}", path.display());
        }
    });
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    for folder in std::fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path()) {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true"), "{}", folder.display());
    }
}
