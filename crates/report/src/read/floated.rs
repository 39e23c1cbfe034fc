//! A row's figure that stands alone in the line below: which of its cells it fills, only arithmetic can say.

use super::line::Token;

/// Whether a row whose last figure floated there adds up with it at the end and with it nowhere else, other rows that read the
/// same left aside.
pub(super) fn is_only_at_end<'l, 'a>(values: &[&'l Token<'a>], adds_up: impl Fn(&[&'l Token<'a>]) -> bool) -> bool {
    let Some((last, rest)) = values.split_last() else { return false };
    let reads_otherwise = |row: &[&Token<'_>]| row.iter().zip(values).any(|(one, other)| one.normal != other.normal);
    let adds_up_at = |at: usize| {
        let mut row = rest.to_vec();
        row.insert(at, last);
        reads_otherwise(&row) && adds_up(&row)
    };
    adds_up(values) && !(0..rest.len()).any(adds_up_at)
}
