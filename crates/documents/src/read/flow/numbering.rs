//! List numbers: they are seen but not written in the text, so they are counted again here.

use std::collections::{HashMap, HashSet};

use super::numerals::Numeral;

/// Levels a list has in both formats.
pub(in crate::read) const LEVELS: usize = 9;

/// What follows a list number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Suffix {
    /// A tab: layout, not text.
    #[default]
    Tab,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Level {
    /// The number it starts at.
    pub(in crate::read) start: u32,
    /// How its number is written.
    pub(in crate::read) numeral: Numeral,
    /// Text with `%1` … `%9` for the numbers of the levels.
    pub(in crate::read) text: String,
    /// What follows.
    pub(in crate::read) suffix: Suffix,
    /// Whether numbers of all levels are written as decimals here.
    pub(in crate::read) decimals: bool,
    /// Whether it starts again after a higher level.
    pub(in crate::read) restarts: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            numeral: Numeral::Decimal,
            text: String::new(),
            suffix: Suffix::Tab,
            decimals: false,
            restarts: true,
        }
    }
}

/// A use of a list: which list it counts in, and what it changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct Use {
    /// The list.
    pub(in crate::read) list: u32,
    /// Levels that start anew with this use, and at what.
    pub(in crate::read) starts: HashMap<usize, u32>,
    /// Levels written differently.
    pub(in crate::read) levels: HashMap<usize, Level>,
}

/// All lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(in crate::read) struct Numbering {
    /// Levels by list.
    pub(in crate::read) lists: HashMap<u32, Vec<Level>>,
    /// Uses by the number paragraphs refer to.
    pub(in crate::read) uses: HashMap<u32, Use>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
}

impl Numbering {
    /// Lists and their uses, not yet counted.
    pub(in crate::read) fn new(lists: HashMap<u32, Vec<Level>>, uses: HashMap<u32, Use>) -> Self {
        Self { lists, uses, ..Self::default() }
    }

    /// Counts one paragraph on and gives the number it shows, with what separates it from the text; `None` when the
    /// paragraph shows no number.
    pub(in crate::read) fn next(&mut self, reference: u32, level: usize) -> Option<String> {
        let usage = self.uses.get(&reference)?;
        let list = self.lists.get(&usage.list)?;
        let definition = |level: usize| usage.levels.get(&level).or_else(|| list.get(level));
        let current = definition(level)?;
        let counts = self.counts.entry(usage.list).or_default();
        if self.begun.insert(reference) {
            for level in usage.starts.keys() {
                if let Some(count) = counts.get_mut(*level) {
                    *count = None;
                }
            }
        }
        for (index, count) in counts.iter_mut().enumerate() {
            let definition = definition(index);
            let start = usage.starts.get(&index).copied().or(definition.map(|level| level.start)).unwrap_or(1);
            match index.cmp(&level) {
                std::cmp::Ordering::Less => *count = Some(count.unwrap_or(start)),
                std::cmp::Ordering::Equal => *count = Some(count.map_or(start, |count| count.saturating_add(1))),
                std::cmp::Ordering::Greater if definition.is_none_or(|level| level.restarts) => *count = None,
                std::cmp::Ordering::Greater => {}
            }
        }
        if matches!(current.numeral, Numeral::Bullet) {
            return None;
        }
        let label = fill(&current.text, |index| {
            let value = counts.get(index).copied().flatten()?;
            let numeral = if current.decimals { Numeral::Decimal } else { definition(index)?.numeral };
            Some(numeral.write(value))
        });
        (!label.is_empty()).then(|| separated(label, current.suffix))
    }
}

/// Puts the numbers of the levels in for `%1` … `%9`.
fn fill(text: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut label = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let level = characters.peek().and_then(|next| next.to_digit(10)).filter(|level| (1..=9).contains(level));
        match (character, level) {
            ('%', Some(level)) => {
                characters.next();
                let index = usize::try_from(level).unwrap_or(1).saturating_sub(1);
                label.push_str(&number(index).unwrap_or_default());
            }
            _ => label.push(character),
        }
    }
    label
}

/// A tab after a number is layout: a number that ends in a sign (一、 （一） 1.) needs nothing, one that ends in a
/// digit or a letter a space, so that it does not run into the text.
fn separated(mut label: String, suffix: Suffix) -> String {
    let bare = label.chars().next_back().is_some_and(char::is_alphanumeric);
    if suffix == Suffix::Space || (suffix == Suffix::Tab && bare) {
        label.push(' ');
    }
    label
}

/// A paragraph's text behind its list number. Between digits stands a space, whatever follows the number: 1. before 36 is no
/// 1.36, and 1 before 36 no 136.
pub(in crate::read) fn numbered(mut label: String, text: &str) -> String {
    let is_of_figure =
        |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '．' | '，' | '⒈'..='⒛');
    if label.ends_with(is_of_figure) && text.starts_with(|character: char| character.is_numeric()) {
        label.push(' ');
    }
    label + text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(numeral: &str, text: &str) -> Level {
        Level { numeral: Numeral::from_name(numeral), text: text.to_owned(), ..Level::default() }
    }

    fn numbering() -> Numbering {
        let levels =
            vec![level("chineseCounting", "%1、"), level("chineseCounting", "（%2）"), level("decimal", "%3.")];
        let usage = |starts| Use { list: 7, starts, levels: HashMap::new() };
        Numbering {
            lists: HashMap::from([(7, levels)]),
            uses: HashMap::from([(1, usage(HashMap::new())), (2, usage(HashMap::from([(0, 3)])))]),
            ..Numbering::default()
        }
    }

    fn check(steps: &[(u32, usize)], expected: &[&str]) {
        let mut numbering = numbering();
        let labels: Vec<_> =
            steps.iter().map(|(reference, level)| numbering.next(*reference, *level).unwrap_or_default()).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn levels_count_and_start_again() {
        check(&[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)], &["一、", "（一）", "（二）", "1.", "二、", "（一）"]);
    }

    #[test]
    fn a_use_may_start_elsewhere_once() {
        check(&[(1, 0), (2, 0), (2, 0), (1, 0)], &["一、", "三、", "四、", "五、"]);
    }

    #[test]
    fn unknown_references_show_nothing() {
        check(&[(9, 0), (1, 8)], &["", ""]);
    }

    #[test]
    fn a_number_never_runs_into_the_text() {
        assert_eq!(separated("1".into(), Suffix::Tab), "1 ");
        assert_eq!(separated("一、".into(), Suffix::Tab), "一、");
        assert_eq!(separated("一、".into(), Suffix::Space), "一、 ");
        assert_eq!(separated("1".into(), Suffix::Nothing), "1");
        assert_eq!(numbered("1.".into(), "36"), "1. 36");
        assert_eq!(numbered("1".into(), "36"), "1 36");
        assert_eq!(numbered("1 ".into(), "36"), "1 36");
        assert_eq!(numbered("1.".into(), "属于国家秘密"), "1.属于国家秘密");
        assert_eq!(numbered("一、".into(), "2023年"), "一、2023年");
        assert_eq!(fill("第%1条 100%", |_| Some("三".into())), "第三条 100%");
    }
}
