//! Whose a clause is that names no body of its own: the one that opened the sentence goes on.

use std::ops::Range;

use super::{Counter, bodies, groups};
use crate::facts::level;

/// Words by which a clause opens with whose it is, or says where a thing went out.
const OWN: [&str; 16] = [
    "我",
    "本",
    "区政府",
    "县政府",
    "市政府",
    "镇政府",
    "街道",
    "全区",
    "全县",
    "全市",
    "全镇",
    "全街道",
    "网站",
    "公众号",
    "机关",
    "办公室",
];

impl Counter<'_, '_> {
    /// 各镇街共设公开栏216处，更新信息1.8万条: the second clause is of those the first names, where it names none itself.
    pub(super) fn goes_on_of_others(&self, left: &Range<usize>) -> bool {
        let paragraph = &self.passage.paragraph;
        let own = paragraph.slice(left.clone());
        let said = self.said_before(left.start);
        let names_own = |words: &str| OWN.iter().any(|own| words.contains(own));
        // Behind a number of the same clause the words go on; a new sentence or part (；) has its own body.
        let said = said.rsplit('；').next().unwrap_or_default();
        if said.is_empty() || names_own(own) {
            return false;
        }
        for clause in said.rsplit(['，', '：']) {
            let clause = clause.trim_start_matches(['、', '（']);
            if self.without_own_name(clause).is_some() {
                return false;
            }
            if self.is_of_another_body(clause) {
                return true;
            }
            if names_own(clause) {
                return false;
            }
        }
        false
    }

    /// 市政府部门和县（区）政府网站分别公开: a noun of a list that names others than the body.
    pub(super) fn is_noun_of_others(&self, noun: &str) -> bool {
        let is_of_a_group = self.setting.rank.is_some_and(|rank| rank > 1) && groups::is_group(noun);
        let body = self.setting.body.as_deref();
        is_of_a_group || bodies::is_body_of_others(noun, body) || level::names_site_below(noun, self.setting.rank)
    }

    /// Whether a clause opens with another body, or bodies below, that did what it tells.
    pub(super) fn is_of_another_body(&self, clause: &str) -> bool {
        bodies::is_another(clause, self.setting.body.as_deref())
            || bodies::is_of_those_below(clause)
            || (self.setting.rank.is_some_and(|rank| rank > 1) && groups::opens_with_group(clause))
    }
}
