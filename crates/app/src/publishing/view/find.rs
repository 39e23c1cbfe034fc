//! Searching bodies and published reports.

use gongkai_store::bodies::Body;
use gongkai_store::publications::{self, Listed, MOST_WORDS, Words};

use super::tree::Tree;
use crate::app::App;
use crate::error::AppError;

/// What was looked for, made fit for looking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The words, each of which must be there.
    pub words: Vec<String>,
    /// Only reports about this year.
    pub year: Option<i16>,
}

/// A report found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Which.
    pub listed: Listed,
    /// The title, cut where the words are.
    pub title: Vec<Excerpt>,
    /// A piece of the text around the words, cut where they are.
    pub excerpt: Vec<Excerpt>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text.
    pub text: String,
    /// Whether it is one of the words looked for.
    pub is_word: bool,
}

/// The longest words looked for, in letters.
const LONGEST_WORD: usize = 40;
/// Letters shown before and after the first word in an excerpt.
const BEFORE: usize = 40;
const AFTER: usize = 120;

impl Search {
    /// From what somebody typed: words apart by white space, the first few, none too long.
    pub fn of(typed: &str, year: Option<i16>) -> Self {
        let mut words: Vec<String> = Vec::new();
        for word in typed.split_whitespace() {
            let word: String = word.chars().filter(|letter| !letter.is_control()).take(LONGEST_WORD).collect();
            if !word.is_empty() && !words.contains(&word) && words.len() < MOST_WORDS {
                words.push(word);
            }
        }
        Self { words, year }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The bodies whose name, or other name, has all the words.
    pub fn bodies<'a>(&self, tree: &'a Tree) -> Vec<&'a Body> {
        if self.is_empty() {
            return Vec::new();
        }
        let words: Vec<String> = self.words.iter().map(|word| word.to_ascii_lowercase()).collect();
        let has = |name: &String| {
            let name = name.to_ascii_lowercase();
            words.iter().all(|word| name.contains(word))
        };
        tree.bodies().iter().filter(|body| has(&body.name) || body.other_names.iter().any(has)).collect()
    }
}

/// A page of the reports found, and how many there are in all.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn find(app: &App, search: &Search, limit: u32, offset: u32) -> Result<(Vec<Hit>, u64), AppError> {
    if search.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let words = Words::of(search.words.iter().map(String::as_str));
    let on = &mut &app.database;
    let count = publications::count_words(on, &words, search.year).await?;
    let found = publications::find_words(on, &words, search.year, limit, offset).await?;
    let hits = found.into_iter().map(|found| Hit {
        title: marked(&found.listed.title, &search.words),
        excerpt: marked(&around(&found.text, &search.words), &search.words),
        listed: found.listed,
    });
    Ok((hits.collect(), count))
}

/// The piece of a text around the first place where a word stands; its beginning when none does.
fn around(text: &str, words: &[String]) -> String {
    let lower = text.to_ascii_lowercase();
    let first = words.iter().filter_map(|word| lower.find(&word.to_ascii_lowercase())).min().unwrap_or(0);
    let (before, after) = text.split_at_checked(first).unwrap_or(("", text));
    let from = before.char_indices().rev().nth(BEFORE.saturating_sub(1)).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AFTER).map_or(after.len(), |(at, _)| at);
    let piece = format!("{}{}", before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default());
    let open = if from > 0 { "…" } else { "" };
    let close = if to < after.len() { "…" } else { "" };
    format!("{open}{}{close}", piece.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text cut into words looked for and what is between them.
fn marked(text: &str, words: &[String]) -> Vec<Excerpt> {
    // Lower case of ASCII letters only keeps every byte in its place.
    let lower = text.to_ascii_lowercase();
    let words: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = lower.get(at..).unwrap_or_default();
        let next = words.iter().filter_map(|word| Some((rest.find(word.as_str())?, word.len())));
        // The earliest; of two that begin there, the longer.
        let Some((start, length)) = next.min_by_key(|(start, length)| (*start, std::cmp::Reverse(*length))) else {
            break;
        };
        if start > 0 {
            pieces.push(piece(text, at, at + start, false));
        }
        pieces.push(piece(text, at + start, at + start + length, true));
        at += start + length;
    }
    if at < text.len() {
        pieces.push(piece(text, at, text.len(), false));
    }
    pieces
}

fn piece(text: &str, from: usize, to: usize, is_word: bool) -> Excerpt {
    Excerpt { text: text.get(from..to).unwrap_or_default().to_owned(), is_word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> String {
        let search = Search::of(typed, None);
        let pieces = marked(text, &search.words).into_iter();
        pieces.map(|piece| if piece.is_word { format!("[{}]", piece.text) } else { piece.text }).collect()
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        assert_eq!(shown("青禾街道收到申请", "申请 青禾"), "[青禾]街道收到[申请]");
        assert_eq!(shown("Wechat WECHAT", "wechat"), "[Wechat] [WECHAT]");
        assert_eq!(shown("申请公开申请", "申请 申请公开"), "[申请公开][申请]");
        assert_eq!(shown("没有", "申请"), "没有");
        assert_eq!(shown("İstanbul ß 申", "申"), "İstanbul ß [申]");
    }

    #[test]
    fn what_is_typed_is_made_fit() {
        assert_eq!(Search::of("  ", None).words, Vec::<String>::new());
        assert_eq!(Search::of("a\u{0}b a b c d e f", None).words, ["ab", "a", "b", "c"]);
        assert_eq!(Search::of(&"长".repeat(500), None).words[0].chars().count(), LONGEST_WORD);
    }

    #[test]
    fn an_excerpt_stands_around_the_first_word() {
        let text = format!("{}目标{}", "前".repeat(100), "后".repeat(300));
        let piece = around(&text, &["目标".to_owned()]);
        assert!(piece.starts_with('…') && piece.ends_with('…') && piece.contains("目标"), "{piece}");
        assert_eq!(piece.chars().count(), BEFORE + AFTER + 2);
        assert_eq!(around("短文", &["无".to_owned()]), "短文");
    }
}
