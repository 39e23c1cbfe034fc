//! The fields of a line: what may have been read as a cell of its own.

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A field.
    Field(&'a str),
    /// White space or prose between fields.
    Between(&'a str),
    /// A line break.
    Break,
}

/// Fields a line is cut into at most; the rest stays in one piece.
const MOST: usize = 400;

/// Cuts a text at line breaks, and its lines into fields: at tabs where there are any, else at white space in lines
/// with a figure. `None` when the whole text is one field.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut fields = 0_usize;
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            pieces.push(Piece::Break);
        }
        let is_end: fn(char) -> bool = if line.contains('\t') {
            |letter| letter == '\t'
        } else if line.contains(|letter: char| letter.is_numeric() || letter == '/') {
            char::is_whitespace
        } else {
            |_| false
        };
        let mut rest = line;
        while let Some(at) = rest.find(is_end).filter(|_| fields < MOST) {
            let (field, after) = rest.split_at(at);
            push(&mut pieces, field, &mut fields);
            let width = after.chars().next().map_or(0, char::len_utf8);
            let (between, after) = after.split_at(width);
            pieces.push(Piece::Between(between));
            rest = after;
        }
        push(&mut pieces, rest, &mut fields);
    }
    (fields > 1).then_some(pieces)
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, field: &'a str, fields: &mut usize) {
    if !field.is_empty() {
        pieces.push(Piece::Field(field));
        *fields = fields.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Between, Break, Field};
    use super::*;

    #[test]
    fn tabs_spaces_and_breaks_part_fields() {
        assert_eq!(
            pieces("规章\t1\t\t3"),
            Some(vec![Field("规章"), Between("\t"), Field("1"), Between("\t"), Between("\t"), Field("3")])
        );
        assert_eq!(pieces("规章 1"), Some(vec![Field("规章"), Between(" "), Field("1")]));
        assert_eq!(pieces("规章\n1"), Some(vec![Field("规章"), Break, Field("1")]));
        assert_eq!(pieces("本 机关"), None);
        assert_eq!(pieces("全年收到申请20件。"), None);
        assert_eq!(pieces(""), None);
        assert!(pieces(&"1 ".repeat(10_000)).unwrap().len() <= 2 * MOST + 1);
    }
}
