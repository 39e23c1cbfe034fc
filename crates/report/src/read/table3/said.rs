//! What the words of a table 3's header say of its columns where no grid keeps them.

use super::{FIRST_ROW, HEADERS};
use crate::read::line::Line;
use crate::read::normal::likeness;

/// Whether the header's words stand in an order that the lines of the form's header cannot give: 自然人 before the
/// organisations, these in their order, 总计 last in its line. `reordered` says that the organisations' own order is known.
pub(super) fn contradicts(lines: &[Line<'_>], reordered: bool) -> bool {
    let header = || lines.iter().take_while(|line| !line.normal.contains(FIRST_ROW)).map(|line| line.normal.as_str());
    people_contradict(&header().collect::<String>(), reordered) || header().any(line_contradicts) || wants_words(lines)
}

/// Whether the header says 总计 before it says 自然人: above both in the form's first line, or the first of the columns.
pub(super) fn names_total_first(lines: &[Line<'_>]) -> bool {
    let header = lines.iter().take_while(|line| !line.normal.contains(FIRST_ROW));
    let words: Vec<&str> = header.flat_map(|line| &line.tokens).map(|token| token.normal.as_str()).collect();
    let [person, .., total] = HEADERS.map(|word| words.iter().position(|said| *said == word));
    total.zip(person).is_some_and(|(total, person)| total < person)
}

/// Whether a header that names most columns lacks the word of one altogether, however damaged.
fn wants_words(lines: &[Line<'_>]) -> bool {
    const NEAR: f64 = 0.4;
    let header = || lines.iter().take_while(|line| !line.normal.contains(FIRST_ROW));
    let named = |word: &str| header().any(|line| last(&line.normal, word).is_some());
    let damaged = |word: &str| {
        header().flat_map(|line| &line.tokens).any(|token| {
            let is_another = HEADERS.iter().any(|other| *other != word && token.normal.contains(other));
            !is_another && likeness(&token.normal, word) >= NEAR
        })
    };
    let count = HEADERS.iter().filter(|word| named(word)).count();
    count >= 4 && HEADERS.iter().any(|word| !named(word) && !damaged(word))
}

fn people_contradict(words: &str, reordered: bool) -> bool {
    let [person, organisations @ .., _] = HEADERS.map(|word| last(words, word));
    let organisations: Vec<usize> = organisations.into_iter().flatten().collect();
    let late = person.zip(organisations.iter().min()).is_some_and(|(person, first)| person > *first);
    late || (!reordered && !organisations.is_sorted())
}

/// Whether in a line anything of the applicants comes after 总计, or a person after the organisations.
fn line_contradicts(line: &str) -> bool {
    let [person, .., total] = HEADERS;
    let [applicants @ .., _] = HEADERS;
    if last(line, person).zip(line.find("法人或其他组织")).is_some_and(|(person, others)| person > others) {
        return true;
    }
    let mut others = applicants.into_iter().chain(["申请人情况", "法人或其他组织"]);
    last(line, total).is_some_and(|total| others.any(|word| last(line, word).is_some_and(|at| at > total)))
}

/// Where a word stands last; 其他 not as a part of 其他组织.
fn last(words: &str, word: &str) -> Option<usize> {
    let is_own = |at: &usize| {
        let rest = words.get(at + word.len()..).unwrap_or_default();
        word != "其他" || !(rest.starts_with("组织") || rest.starts_with("法律"))
    };
    words.match_indices(word).map(|(at, _)| at).filter(is_own).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_held_against_the_form() {
        let check =
            |words: &str, contradicting: bool| assert_eq!(people_contradict(words, false), contradicting, "{words}");
        check("申请人情况总计自然人法人或其他组织商业企业科研机构社会公益组织法律服务机构其他", false);
        check("自然人商业企业科研机构社会公益组织法律服务机构其他总计", false);
        check("", false);
        check("数据1数据2", false);
        check("自然人科研机构商业企业社会公益组织法律服务机构其他总计", true);
        check("商业企业科研机构社会公益组织法律服务机构其他自然人总计", true);
        assert!(!people_contradict("自然人总计科研机构商业企业社会公益组织法律服务机构其他", true));
        assert!(line_contradicts("总计申请人情况") && line_contradicts("自然人总计商业企业"));
        assert!(
            !line_contradicts("申请人情况总计")
                && !line_contradicts("自然人商业企业其他总计")
                && !line_contradicts("总计")
        );
    }
}
