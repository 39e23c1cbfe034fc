//! Chinese sentences have Chinese punctuation.

use crate::messages::sources;

/// What is typed so by whoever reads it: an address with its port, the scheme of a database.
const TYPED: [&str; 2] = ["value-listen", "help-database"];

fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}' | '“' | '”' | '《' | '》' | '（' | '）' | '〔' | '〕')
}

/// A mark of half a width with Chinese, or what is put in for a placeholder, on both its sides.
fn half_width(sentence: &str) -> Option<char> {
    let letters: Vec<char> = sentence.chars().collect();
    let found = letters.windows(3).find(|three| {
        let is_one = |letter: &char| is_chinese(*letter) || "{}".contains(*letter);
        matches!(three, [before, mark, after] if ",;:()!?".contains(*mark)
            && is_one(before) && is_one(after) && (is_chinese(*before) || is_chinese(*after)))
    })?;
    found.get(1).copied()
}

#[test]
fn half_width_marks_are_found() {
    assert_eq!(half_width("请核对,再提交"), Some(','));
    assert_eq!(half_width("{ $count }个:没有"), Some(':'));
    assert_eq!(half_width("例如 14, 3；不填"), None);
    assert_eq!(half_width("可加 ?year=2023 只取"), None);
}

#[test]
fn chinese_sentences_have_chinese_marks() {
    let found: Vec<_> = sources().into_iter().filter(|path| path.to_string_lossy().contains("zh-CN")).collect();
    assert!(found.len() > 20, "the messages were not found");
    for path in found {
        for line in std::fs::read_to_string(&path).unwrap().lines().filter(|line| !line.starts_with('#')) {
            let (id, sentence) = line.split_once('=').unwrap_or(("", line));
            if TYPED.contains(&id.trim()) {
                continue;
            }
            assert_eq!(half_width(sentence), None, "{}: {line}", path.display());
        }
    }
}
