//! Codes, messages, hints and the table in `docs/rules.md` hold together.

use std::collections::BTreeSet;
use std::path::Path;

use gongkai_law::{Lang, Wording};
use gongkai_report::check::CODES;

fn codes() -> BTreeSet<String> {
    CODES.iter().map(|code| code.0.to_owned()).collect()
}

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_code_has_message_and_hint_in_both_languages() {
    for code in CODES {
        for lang in [Lang::ZhCn, Lang::En] {
            let wording = Wording::findings(lang);
            assert!(wording.has(code.0), "{code} in {}", lang.tag());
            assert!(wording.attribute(code.0, "hint", &[]).is_some(), "{code}.hint in {}", lang.tag());
            assert!(wording.attribute(code.0, "title", &[]).is_some(), "{code}.title in {}", lang.tag());
        }
    }
}

#[test]
fn the_bundles_have_no_message_without_a_code() {
    for lang in ["zh-CN", "en"] {
        let source = read(&format!("../law/locales/{lang}/check.ftl"));
        let ids: BTreeSet<String> = source
            .lines()
            .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
            .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
            .collect();
        assert_eq!(ids, codes(), "{lang}");
    }
}

#[test]
fn codes_lists_every_code_in_the_source() {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    for entry in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for piece in source.split("Code = Code(\"").skip(1) {
            found.insert(piece.split('"').next().unwrap().to_owned());
        }
    }
    assert_eq!(found, codes());
    assert_eq!(CODES.len(), codes().len(), "a code is listed twice");
}

/// The codes in the tables of the rules document, those of the checks and those of reading.
fn listed() -> [Vec<String>; 2] {
    let document = read("../../docs/rules.md");
    let (checks, reading) = document.split_once("\n## Findings of reading\n").unwrap();
    [checks, reading].map(|part| {
        let code = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
        part.lines().filter_map(code).collect()
    })
}

#[test]
fn the_rules_document_lists_exactly_the_codes() {
    let expected: Vec<String> = CODES.iter().map(|code| code.0.to_owned()).collect();
    assert_eq!(listed()[0], expected);
}

#[test]
fn the_rules_document_lists_exactly_the_findings_of_reading() {
    let [_, listed] = listed();
    for lang in ["zh-CN", "en"] {
        let source = read(&format!("../law/locales/{lang}/read.ftl"));
        let ids = source.lines().filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()));
        let ids: Vec<&str> = ids.filter_map(|line| Some(line.split_once(" =")?.0)).collect();
        assert_eq!(listed, ids, "{lang}");
    }
    let source = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/read"));
    for code in &listed {
        for lang in [Lang::ZhCn, Lang::En] {
            let wording = Wording::findings(lang);
            assert!(wording.attribute(code, "hint", &[]).is_some(), "{code}.hint in {}", lang.tag());
            assert!(wording.attribute(code, "title", &[]).is_some(), "{code}.title in {}", lang.tag());
        }
        assert!(source.contains(&format!("\"{code}\"")), "{code} is never told");
    }
}

/// All source under a folder.
fn sources(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { sources(&path) } else { std::fs::read_to_string(path).unwrap() }).collect()
}
