//! What the operator's page and the files of deploy/ name is what the program knows.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn text(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The settings, as they stand in the program's table.
fn settings() -> Vec<String> {
    let table = text("crates/cli/src/configuration/key.rs");
    let rows = table.split("keys! {").last().unwrap().lines().map(str::trim).filter(|line| line.ends_with(';'));
    let names = rows.filter_map(|row| row.split(" = \"").nth(1)?.split('"').next().map(str::to_owned));
    let names: Vec<String> = names.collect();
    assert!(names.len() > 40 && names.contains(&"site.public_url".to_owned()), "{names:?}");
    names
}

fn deployed() -> Vec<(String, String)> {
    let files = std::fs::read_dir(root().join("deploy")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut files: Vec<(String, String)> = files
        .map(|name| name.to_string_lossy().into_owned())
        .map(|name| (name.clone(), text(Path::new("deploy").join(&name))))
        .collect();
    files.push(("operators.md".to_owned(), text("docs/operators.md")));
    files
}

#[test]
fn every_setting_is_explained_to_operators() {
    let page = text("docs/operators.md");
    // They follow from another setting, and are for those who know why.
    let unsaid = ["site.secure_cookies"];
    for name in settings() {
        let is_told = page.contains(&format!("`{name}`")) || page.contains(&format!("`{name} "));
        assert!(is_told || unsaid.contains(&name.as_str()), "docs/operators.md does not say what {name} is");
    }
}

#[test]
fn variables_that_are_named_exist() {
    let known: Vec<String> =
        settings().iter().map(|name| format!("GONGKAI_{}", name.replace('.', "_").to_uppercase())).collect();
    for (file, text) in deployed() {
        for named in text.split("GONGKAI_").skip(1) {
            let end = named.find(|letter: char| !letter.is_ascii_uppercase() && letter != '_').unwrap_or(named.len());
            let name = format!("GONGKAI_{}", &named[..end]);
            assert!(known.contains(&name), "{file} names {name}, which nothing reads");
        }
    }
}

#[test]
fn commands_that_are_run_exist() {
    for (file, text) in deployed() {
        let lines = text.lines().map(str::trim);
        let runs = lines.filter_map(|line| line.strip_prefix("ExecStart=")?.split("/gongkai ").nth(1));
        for run in runs {
            let mut words = run.split_whitespace();
            let command = words.next().unwrap();
            let page = format!("docs/man/en/gongkai-{command}.1");
            let manual = std::fs::read_to_string(root().join(&page)).unwrap_or_else(|_| panic!("{file}: {command}?"));
            for option in words.filter_map(|word| word.strip_prefix("--")) {
                let name = option.split('=').next().unwrap().replace('-', "\\-");
                assert!(manual.contains(&format!("\\-\\-{name}")), "{file}: {command} has no --{name}");
            }
        }
    }
}
