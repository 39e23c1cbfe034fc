//! Looking for several words at once in what is published.

use super::listed::Listed;
use crate::error::StoreError;
use crate::sql::{Row, Sql};
use crate::values;

/// How many words are looked for; more are left out by who asks.
pub const MOST_WORDS: usize = 4;

/// Words each of which must stand in the title, the body's name or the text; capital letters like small ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words([Option<String>; MOST_WORDS]);

/// A publication found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub listed: Listed,
    /// Its text, for excerpts.
    pub text: String,
}

impl Words {
    /// The first words of a list.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut taken = Self::default();
        for (slot, word) in taken.0.iter_mut().zip(words) {
            *slot = Some(pattern(word));
        }
        taken
    }
}

/// What `LIKE` is asked: its own signs taken as they stand.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.to_ascii_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

macro_rules! has {
    ($word:literal) => {
        concat!(
            "($",
            $word,
            " IS NULL OR LOWER(p.title) LIKE $",
            $word,
            " ESCAPE '!' OR LOWER(b.name) LIKE $",
            $word,
            " ESCAPE '!' OR LOWER(p.text) LIKE $",
            $word,
            " ESCAPE '!')"
        )
    };
}

macro_rules! titled {
    ($word:literal) => {
        concat!("($", $word, " IS NULL OR LOWER(p.title) LIKE $", $word, " ESCAPE '!')")
    };
}

macro_rules! from {
    () => {
        concat!(
            " FROM publications p JOIN bodies b ON b.id = p.body_id JOIN reports r ON r.id = p.report_id
             WHERE p.is_current AND ($5 IS NULL OR p.year = $5) AND ",
            has!("1"),
            " AND ",
            has!("2"),
            " AND ",
            has!("3"),
            " AND ",
            has!("4")
        )
    };
}

/// The current publications that have all the words, those with all of them in the title first, then the newest.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn find_words(
    on: &mut dyn Sql,
    words: &Words,
    year: Option<i16>,
    limit: u32,
    skip: u32,
) -> Result<Vec<Hit>, StoreError> {
    let [one, two, three, four] = &words.0;
    let text = concat!(
        "SELECT p.id, p.body_id, b.name AS body_name, b.former_names, p.year, p.version, p.report_id, p.title, p.published_at,
                EXISTS (SELECT 1 FROM publications earlier WHERE earlier.body_id = p.body_id AND earlier.year = p.year
                         AND earlier.version = p.version - 1 AND earlier.withdrawn_at <= p.published_at) AS follows_withdrawal,
                (SELECT MIN(first.published_at) FROM publications first
                 WHERE first.body_id = p.body_id AND first.year = p.year) AS first_published_at,
                p.published_by, p.reason, p.is_current, p.withdrawn_at, p.withdrawn_by, p.withdrawn_for, r.format, r.blob, r.file_name, r.size_bytes, p.text",
        from!(),
        " ORDER BY CASE WHEN ",
        titled!("1"),
        " AND ",
        titled!("2"),
        " AND ",
        titled!("3"),
        " AND ",
        titled!("4"),
        " THEN 0 ELSE 1 END, p.year DESC, p.published_at DESC, p.id DESC LIMIT $6 OFFSET $7"
    );
    let rows = on.rows(text, values![one, two, three, four, year, limit, skip]).await?;
    rows.iter().map(|row| Ok(Hit { listed: Listed::from_row(row)?, text: row.text("text")? })).collect()
}

/// How many current publications have all the words.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn count_words(on: &mut dyn Sql, words: &Words, year: Option<i16>) -> Result<u64, StoreError> {
    let [one, two, three, four] = &words.0;
    let row = on.row(concat!("SELECT COUNT(*) AS found", from!()), values![one, two, three, four, year]).await?;
    row.map_or(Ok(0), |row: Row| row.count("found"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_query_language_are_letters_like_others() {
        assert_eq!(Words::of(["100%", "A_b!"]).0[..2], [Some("%100!%%".to_owned()), Some("%a!_b!!%".to_owned())]);
        assert_eq!(Words::of(std::iter::repeat_n("a", 9)).0.iter().flatten().count(), MOST_WORDS);
    }
}
