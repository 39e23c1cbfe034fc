//! Pipe tables.

/// The cells of a row, untrimmed marks and all; `None` when the line has no pipe.
pub(super) fn cells(line: &str) -> Option<Vec<&str>> {
    let mut bars = bars(line).peekable();
    bars.peek()?;
    let mut cells = Vec::new();
    let mut from = 0;
    for at in bars {
        cells.push(line.get(from..at).unwrap_or_default());
        from = at + 1;
    }
    cells.push(line.get(from..).unwrap_or_default());
    // The outer pipes stand beside cells, not between them.
    if cells.first().is_some_and(|first| first.trim_ascii().is_empty()) {
        cells.remove(0);
    }
    if cells.last().is_some_and(|last| last.trim_ascii().is_empty()) {
        cells.pop();
    }
    Some(cells.into_iter().map(str::trim_ascii).collect())
}

/// Where the pipes stand that are not escaped.
fn bars(line: &str) -> impl Iterator<Item = usize> {
    let mut escaped = false;
    line.bytes().enumerate().filter_map(move |(at, byte)| {
        let bar = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        bar.then_some(at)
    })
}

/// Whether the line is the row of dashes under a header, such as `|---|:--:|`.
pub(super) fn is_separator(line: &str) -> bool {
    let is_dashes = |cell: &&str| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
    };
    line.contains('|')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
        && cells(line).is_some_and(|cells| {
            // An empty column at the end may have no dashes of its own.
            let named = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            let long = named == cells.len() || line.contains("---");
            named > 0 && long && cells.iter().take(named).all(is_dashes)
        })
}

/// Whether the line is fenced by pipes on both sides, which is a row even without a header.
pub(super) fn is_fenced(line: &str) -> bool {
    let line = line.trim_ascii();
    line.len() > 2 && line.starts_with('|') && line.ends_with('|') && !line.ends_with("\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        assert_eq!(cells(line).as_deref(), Some(expected), "{line}");
    }

    #[test]
    fn rows() {
        check("| 甲 | 乙 |", &["甲", "乙"]);
        check("甲|乙", &["甲", "乙"]);
        check("|甲||", &["甲", ""]);
        check("|||", &["", ""]);
        check("||", &[""]);
        check(r"| a\|b | c\\|d |", &[r"a\|b", r"c\\", "d"]);
        check("|\u{3000}|\u{a0}|", &["\u{3000}", "\u{a0}"]);
        assert_eq!(cells("无"), None);
    }

    #[test]
    fn separators() {
        for line in ["|---|---|", "| :-- | --: |", "---|---", "|-|", "|:-:|", "|---|---| |"] {
            assert!(is_separator(line), "{line}");
        }
        for line in ["---", "| - - |", "|a|", "|||", "| |---|", "|:|", "|-| |"] {
            assert!(!is_separator(line), "{line}");
        }
    }
}
