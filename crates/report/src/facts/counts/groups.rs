//! Groups of bodies of an area: whether a number is of the departments or of the towns, which are parts of the whole.

use super::Counter;
use super::bodies::DEEDS;
use super::phrase::is_light;
use std::ops::Range;

/// Groups of bodies; one alone of the last three may be the town or street that reports.
const GROUPS: [&str; 8] = ["部门", "街镇", "镇街", "乡镇", "单位", "街道", "镇", "乡"];
const MAYBE_OWN: [&str; 3] = ["街道", "镇", "乡"];

/// Words before the name of a group and between two of them.
const BEFORE: [&str; 14] = ["各", "区", "县", "市", "省", "州", "人民", "政府", "直", "级", "所属", "属", "辖", "其他"];
const JOINTS: [&str; 7] = ["、", "和", "与", "及", "以及", "（", "）"];

impl Counter<'_, '_> {
    /// 其中部门收到28件，街镇收到5件，区政府收到7件: each of a part of the area's bodies.
    pub(super) fn is_of_a_part_of_area(&self, left: &Range<usize>) -> bool {
        const SPLIT: [&str; 7] = ["本级", "街镇", "镇街", "乡镇", "全区", "全县", "全市"];
        let words = self.passage.paragraph.slice(left.clone());
        let own = words.rsplit(['，', '；']).next().unwrap_or_default().trim_start_matches(['、', '（']);
        let own = own.strip_prefix("其中").unwrap_or(own).trim_start_matches('：');
        let is_government = self.setting.rank.is_some_and(|rank| rank > 1);
        let said = [self.said_before(left.end), self.said_behind(left.end)];
        let is_split = said.iter().any(|said| SPLIT.iter().any(|word| said.contains(word)));
        if let Some((group, rest)) = opening(own) {
            let is_known = is_government || (is_split && !MAYBE_OWN.contains(&group));
            return is_known && does(rest);
        }
        // 区政府本级收到9件, and 区政府收到7件 beside the departments.
        let beside = || said.iter().any(|said| GROUPS.iter().any(|group| said.contains(&format!("{group}收到"))));
        let rest = after_any(own, &BEFORE);
        let level = rest.strip_prefix("本级").filter(|_| is_government || (is_split && !own.starts_with("本级")));
        let whole = Some(rest).filter(|_| is_government && own.starts_with(['区', '县', '市']) && beside());
        // 全市收到3216件，市政府办公室办理287件.
        let office = rest.strip_prefix("办公室").filter(|rest| is_government && is_split && rest.len() < own.len());
        office.or(level).or(whole.filter(|rest| rest.len() + "政府".len() <= own.len())).is_some_and(does)
    }
}

/// 各镇街共设立: whether words open with a group of the area's bodies, whatever these did.
pub(super) fn opens_with_group(words: &str) -> bool {
    let own = words.trim_start_matches(['、', '（']);
    own.starts_with('各') && opening(own).is_some()
}

/// Whether words name a group of the area's bodies and nothing else but their site.
pub(super) fn is_group(words: &str) -> bool {
    opening(words).is_some_and(|(_, rest)| does(rest))
}

/// The groups words open with: the words themselves, and what stands behind.
fn opening(own: &str) -> Option<(&str, &str)> {
    let mut rest = own;
    let mut end = None;
    loop {
        rest = after_any(rest, &BEFORE);
        let Some(after) = GROUPS.iter().find_map(|group| rest.strip_prefix(group)) else { break };
        // 单位 alone is any body.
        if rest.starts_with("单位") && rest.len() == own.len() {
            break;
        }
        rest = after_any(after, &JOINTS);
        end = Some(rest);
    }
    let rest = end?;
    own.get(..own.len() - rest.len()).map(|group| (group, rest))
}

/// Words without any of those they open with.
fn after_any<'w>(words: &'w str, any: &[&str]) -> &'w str {
    let mut rest = words;
    while let Some(after) = any.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after;
    }
    rest
}

/// Whether words are what a body does, with its site at most before: 网站发布, 收到申请.
fn does(rest: &str) -> bool {
    const SITES: [&str; 5] = ["门户网站", "网站", "政务新媒体", "新媒体", "公众号"];
    const THINGS: [char; 3] = ['栏', '专', '指'];
    let rest = SITES.iter().find_map(|site| rest.strip_prefix(site)).unwrap_or(rest);
    let verb = DEEDS.iter().filter_map(|deed| Some((rest.find(deed)?, *deed))).min();
    let is_verb = verb.is_some_and(|(at, deed)| {
        let (who, what) = rest.split_at(at);
        is_light(who.trim_end_matches("主动")) && !what.get(deed.len()..).unwrap_or_default().starts_with(THINGS)
    });
    is_verb || is_light(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_at_the_opening() {
        for (words, rest) in [
            ("部门收到", "收到"),
            ("区政府部门办理申请", "办理申请"),
            ("各街道、镇收到", "收到"),
            ("各镇（街道）收到", "收到"),
            ("市直单位办理", "办理"),
            ("部门网站", "网站"),
        ] {
            assert_eq!(opening(words).map(|(_, rest)| rest), Some(rest), "{words}");
        }
        for words in ["单位收到", "本单位收到", "区政府收到", "我街道收到", "全区各单位共收到"]
        {
            assert_eq!(opening(words), None, "{words}");
        }
        assert!(does("网站发布信息") && does("收到") && does(""));
        assert!(!does("预算公开信息") && !does("公开栏"));
    }
}
