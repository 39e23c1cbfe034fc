//! Looking for words in what is published.

use crate::error::StoreError;
use crate::sql::{Row, Sql};
use crate::values;

use super::Listed;

/// How many words a search may have; more are left out by who asks.
pub const TERMS: usize = 4;

/// The words of a search, each of which must be there. A word matches anywhere, capital letters like small ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms([Option<String>; TERMS]);

impl Terms {
    /// The first words of a list.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut terms = Self::default();
        for (slot, word) in terms.0.iter_mut().zip(words) {
            *slot = Some(pattern(word));
        }
        terms
    }
}

/// A report found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub listed: Listed,
    /// Its text, for excerpts.
    pub text: String,
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

/// The current reports whose title or text has all the words, those that have them in the title first, then the newest.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn found(
    on: &mut impl Sql,
    terms: &Terms,
    year: Option<i16>,
    limit: u32,
    offset: u32,
) -> Result<Vec<Found>, StoreError> {
    let [one, two, three, four] = &terms.0;
    let text = "SELECT id, body_id, year, version, title, published_at, reason, is_current, text FROM publications
                WHERE is_current = TRUE AND ($5 IS NULL OR year = $5)
                  AND ($1 IS NULL OR LOWER(title) LIKE $1 ESCAPE '!' OR LOWER(text) LIKE $1 ESCAPE '!')
                  AND ($2 IS NULL OR LOWER(title) LIKE $2 ESCAPE '!' OR LOWER(text) LIKE $2 ESCAPE '!')
                  AND ($3 IS NULL OR LOWER(title) LIKE $3 ESCAPE '!' OR LOWER(text) LIKE $3 ESCAPE '!')
                  AND ($4 IS NULL OR LOWER(title) LIKE $4 ESCAPE '!' OR LOWER(text) LIKE $4 ESCAPE '!')
                ORDER BY CASE WHEN ($1 IS NULL OR LOWER(title) LIKE $1 ESCAPE '!')
                               AND ($2 IS NULL OR LOWER(title) LIKE $2 ESCAPE '!')
                               AND ($3 IS NULL OR LOWER(title) LIKE $3 ESCAPE '!')
                               AND ($4 IS NULL OR LOWER(title) LIKE $4 ESCAPE '!') THEN 0 ELSE 1 END,
                         year DESC, published_at DESC, id DESC
                LIMIT $6 OFFSET $7";
    let rows = on.rows(text, values![one, two, three, four, year, limit, offset]).await?;
    rows.iter().map(|row| Ok(Found { listed: Listed::from_row(row)?, text: row.text("text")? })).collect()
}

/// How many current reports have all the words.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn count_found(on: &mut impl Sql, terms: &Terms, year: Option<i16>) -> Result<u64, StoreError> {
    let [one, two, three, four] = &terms.0;
    let text = "SELECT COUNT(*) AS found FROM publications
                WHERE is_current = TRUE AND ($5 IS NULL OR year = $5)
                  AND ($1 IS NULL OR LOWER(title) LIKE $1 ESCAPE '!' OR LOWER(text) LIKE $1 ESCAPE '!')
                  AND ($2 IS NULL OR LOWER(title) LIKE $2 ESCAPE '!' OR LOWER(text) LIKE $2 ESCAPE '!')
                  AND ($3 IS NULL OR LOWER(title) LIKE $3 ESCAPE '!' OR LOWER(text) LIKE $3 ESCAPE '!')
                  AND ($4 IS NULL OR LOWER(title) LIKE $4 ESCAPE '!' OR LOWER(text) LIKE $4 ESCAPE '!')";
    let row = on.row(text, values![one, two, three, four, year]).await?;
    row.map_or(Ok(0), |row: Row| row.count("found"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_query_language_are_letters_like_others() {
        assert_eq!(Terms::of(["100%", "A_b!"]).0[..2], [Some("%100!%%".to_owned()), Some("%a!_b!!%".to_owned())]);
        assert_eq!(Terms::of(std::iter::repeat_n("a", 9)).0.iter().flatten().count(), TERMS);
    }
}
