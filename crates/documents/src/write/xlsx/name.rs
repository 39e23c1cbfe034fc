//! Names of sheets: at most 31 characters, none of `[ ] : * ? / \`, no two alike.

use std::collections::BTreeSet;

/// UTF-16 units a sheet's name may have.
const LONGEST: usize = 31;

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name as close to the text as the rules let it be.
    pub(super) fn give(&mut self, text: &str) -> String {
        let base = allowed(text);
        let mut name = cut(&base, LONGEST);
        let mut number = 2_u32;
        while !self.taken.insert(name.to_lowercase()) {
            let ending = format!("（{number}）");
            name = cut(&base, LONGEST.saturating_sub(ending.chars().count())) + &ending;
            number += 1;
        }
        name
    }
}

fn allowed(text: &str) -> String {
    let replaced: String = super::super::markup::clean(text)
        .map(|character| match character {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '_',
            '\n' | '\t' => ' ',
            other => other,
        })
        .collect();
    let trimmed = replaced.trim_matches(|character: char| character.is_whitespace() || character == '\'');
    match trimmed {
        "" => "工作表".to_owned(),
        // Spreadsheet programs keep this name for themselves.
        name if name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name.to_owned(),
    }
}

fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    let fits = |character: &char| {
        let needed = character.len_utf16();
        let fits = needed <= left;
        left = if fits { left - needed } else { 0 };
        fits
    };
    let cut: String = text.chars().take_while(fits).collect();
    cut.trim_end_matches(|character: char| character.is_whitespace() || character == '\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: &[&str]) {
        let mut names = Names::default();
        let given: Vec<String> = texts.iter().map(|text| names.give(text)).collect();
        assert_eq!(given, expected);
    }

    #[test]
    fn names_follow_the_rules() {
        check(
            &["一、总体情况", "一、总体情况", "一、总体情况"],
            &["一、总体情况", "一、总体情况（2）", "一、总体情况（3）"],
        );
        check(
            &["[a]:*?/\\", "'引'", "", " \u{0}", "History"],
            &["_a______", "引", "工作表", "工作表（2）", "History_"],
        );
        let long = "字".repeat(40);
        check(&[&long, &long], &["字".repeat(31).as_str(), ("字".repeat(28) + "（2）").as_str()]);
        check(&["Ab", "aB"], &["Ab", "aB（2）"]);
        assert_eq!(cut(&"𬭎".repeat(20), 31).chars().count(), 15);
    }
}
