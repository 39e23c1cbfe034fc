//! The order people put names in: 第2号 before 第10号.

use std::cmp::Ordering;

/// Compares two names, runs of digits by their number.
pub fn compare(left: &str, right: &str) -> Ordering {
    let (mut rest_left, mut rest_right) = (left, right);
    while let (Some((digits_left, piece_left, after_left)), Some((digits_right, piece_right, after_right))) =
        (piece(rest_left), piece(rest_right))
    {
        let order = if digits_left && digits_right {
            number(piece_left).cmp(&number(piece_right))
        } else {
            piece_left.cmp(piece_right)
        };
        if order.is_ne() {
            return order;
        }
        (rest_left, rest_right) = (after_left, after_right);
    }
    // Equal but for leading zeros, or one the beginning of the other: the plain order settles it.
    rest_left.len().cmp(&rest_right.len()).then_with(|| left.cmp(right))
}

/// The first run of digits or of other characters, and what follows it.
fn piece(text: &str) -> Option<(bool, &str, &str)> {
    let digits = text.chars().next()?.is_ascii_digit();
    let end = text.find(|character: char| character.is_ascii_digit() != digits).unwrap_or(text.len());
    let (piece, rest) = text.split_at(end);
    Some((digits, piece, rest))
}

/// A run of digits of any length, comparable: by length, then digit by digit.
fn number(digits: &str) -> (usize, &str) {
    let significant = digits.trim_start_matches('0');
    (significant.len(), significant)
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names =
            ["10.txt", "2.txt", "a", "002.txt", "青禾10号", "青禾2号", "青禾", "", "99999999999999999999999"];
        names.sort_by(|left, right| super::compare(left, right));
        assert_eq!(
            names,
            ["", "002.txt", "2.txt", "10.txt", "99999999999999999999999", "a", "青禾", "青禾2号", "青禾10号"]
        );
    }
}
