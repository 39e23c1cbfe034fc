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
        let mut name = shortened(&base, LONGEST);
        let mut number = 2_u32;
        while !self.taken.insert(name.to_lowercase()) {
            let ending = format!("（{number}）");
            name = shortened(&base, LONGEST.saturating_sub(ending.chars().count())) + &ending;
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

/// As much of a name as fits, never part of a word of letters, with a mark that more followed.
fn shortened(text: &str, units: usize) -> String {
    let whole = cut(text, units);
    if whole.len() >= text.len() {
        return whole;
    }
    let kept = cut(text, units.saturating_sub(1));
    let next = text.get(kept.len()..).and_then(|rest| rest.chars().next());
    let within_word = next.is_some_and(|next| next.is_ascii_alphanumeric())
        && kept.chars().next_back().is_some_and(|last| last.is_ascii_alphanumeric());
    let words = kept.rfind(|character: char| !character.is_ascii_alphanumeric()).filter(|_| within_word);
    let kept = words.and_then(|end| kept.get(..end)).filter(|words| !words.trim().is_empty()).unwrap_or(&kept);
    format!("{}…", kept.trim_end())
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
        check(&[&long, &long], &[("字".repeat(30) + "…").as_str(), ("字".repeat(27) + "…（2）").as_str()]);
        check(
            &["Requests received and handled by bodies", "Reconsiderations and administrative litigation"],
            &["Requests received and handled…", "Reconsiderations and…"],
        );
        check(&["字".repeat(31).as_str()], &["字".repeat(31).as_str()]);
        check(&["Ab", "aB"], &["Ab", "aB（2）"]);
        assert_eq!(cut(&"𬭎".repeat(20), 31).chars().count(), 15);
    }
}
