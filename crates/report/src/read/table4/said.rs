//! What the words of a table 4's header say of its order, wherever its cells are.

use super::{BLOCKS, RESULTS};

/// Whether the words, one after the other, have the kinds of dispute or their results in another order than the form.
pub(super) fn contradicts(words: &str) -> bool {
    let first = |word: &str| words.find(word);
    // 未经复议直接起诉 and 复议后起诉 do not hold 行政复议.
    let [direct, after, reconsideration] = BLOCKS.map(|(word, _)| first(word));
    let direct = direct.or_else(|| first("直接起诉"));
    let after =
        after.or_else(|| words.match_indices("经复议起诉").map(|(at, _)| at).find(|at| !words[..*at].ends_with('未')));
    let kinds: Vec<usize> = [reconsideration, direct, after].into_iter().flatten().collect();
    let litigation_first = first("行政诉讼")
        .zip(reconsideration)
        .is_some_and(|(litigation, reconsideration)| litigation < reconsideration);
    !kinds.is_sorted() || litigation_first || results_run_otherwise(words)
}

/// The results of a block rise in the form's order; three blocks have three such runs.
fn results_run_otherwise(words: &str) -> bool {
    let mut found: Vec<(usize, usize)> = RESULTS
        .iter()
        .enumerate()
        .flat_map(|(of, (word, _))| words.match_indices(word).map(move |(at, _)| (at, of)))
        .collect();
    found.sort_unstable();
    let falls = found.windows(2).filter(|pair| matches!(pair, [(_, one), (_, two)] if one >= two)).count();
    let blocks = if found.len() > RESULTS.len() { BLOCKS.len() } else { 1 };
    falls >= blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_words_is_held_against_the_form() {
        let results = "结果维持结果纠正其他结果尚未审结总计";
        let turned = "结果纠正结果维持其他结果尚未审结总计";
        let form = format!("行政复议行政诉讼{results}未经复议直接起诉复议后起诉{results}{results}");
        assert!(!contradicts(&form));
        assert!(!contradicts(results) && !contradicts(""));
        assert!(contradicts(turned));
        assert!(contradicts(&format!("行政复议行政诉讼{turned}未经复议直接起诉复议后起诉{turned}{turned}")));
        assert!(contradicts(&format!("行政诉讼行政复议未经复议直接起诉复议后起诉{results}{results}{results}")));
        assert!(contradicts(&format!("行政复议行政诉讼{results}复议后起诉未经复议直接起诉{results}{results}")));
        assert!(contradicts("总计结果维持结果纠正其他结果尚未审结"));
    }
}
