//! What is to be done, and was not.

use super::Counter;
use super::phrase::is_light;
use crate::facts::passage::{Passage, Told, years};

/// Words of the time after the report's year.
const NEXT: [&str; 11] =
    ["下一步", "下步", "下阶段", "下一阶段", "接下来", "明年", "来年", "下一年", "下年", "今后", "新的一年"];

/// What may be planned: verbs that stand behind 将 and 计划.
const PLANNED: [&str; 60] = [
    "新建",
    "新增",
    "新设",
    "增设",
    "增加",
    "开展",
    "举办",
    "举行",
    "组织",
    "召开",
    "公开",
    "发布",
    "推送",
    "更新",
    "建设",
    "建成",
    "建立",
    "开设",
    "设立",
    "设置",
    "开通",
    "推进",
    "加强",
    "完善",
    "优化",
    "强化",
    "加大",
    "健全",
    "提升",
    "提高",
    "深化",
    "做好",
    "推动",
    "配备",
    "安装",
    "打造",
    "邀请",
    "编制",
    "编印",
    "制定",
    "制发",
    "出台",
    "印发",
    "聚焦",
    "围绕",
    "结合",
    "针对",
    "严格",
    "落实",
    "认真",
    "切实",
    "不断",
    "进一步",
    "继续",
    "持续",
    "重点",
    "着力",
    "陆续",
    "逐步",
    "努力",
];

/// Nouns that make the word before them no verb: 将|公开栏3处改造, 计划|公开情况.
const NOUNS: [&str; 14] =
    ["栏", "范围", "事项", "机构", "内容", "平台", "专区", "专栏", "目录", "指南", "材料", "资料", "数据", "方案"];

/// What is done with the thing 将 names: 将推进政务公开作为重点.
const DONE_WITH: [&str; 13] =
    ["作为", "纳入", "列入", "列为", "放在", "摆上", "摆在", "融入", "分为", "移交", "转交", "汇编", "报送"];

/// Words that lead back from a plan to what was done.
const TURNS: [&str; 13] = [
    "实际",
    "目前",
    "截至",
    "截止",
    "今年",
    "本年",
    "已完成",
    "已开展",
    "已经",
    "共完成",
    "完成了",
    "累计完成",
    "现有",
];

impl Counter<'_, '_> {
    /// 2025年，我局将新建公开专区2个，开展培训3场: a plan governs what goes on with it up to the full stop.
    pub(super) fn is_planned(&self, at: usize) -> bool {
        let paragraph = &self.passage.paragraph;
        let from = paragraph.text.ceil_char_boundary(at.saturating_sub(super::REACH * 2));
        let said = paragraph.slice(from.min(at)..at).rsplit(['。', '！', '？']).next().unwrap_or_default();
        let (mut is_next, mut is_plan, mut is_opened) = (false, false, false);
        for clause in said.split(['，', '；', '：', '（', '）']) {
            let clause = clause.trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == '.');
            is_opened |= NEXT.iter().any(|word| opens(clause, word));
            is_next |= is_opened || self.names_later_year(clause);
            let is_turned = TURNS.iter().any(|turn| clause.contains(turn)) || (!is_next && clause.contains("全年"));
            if is_turned {
                (is_plan, is_opened) = (false, false);
            }
            // 下一步，全镇4个社区将举办培训3次: the communities stand already.
            let is_told_next = is_opened && PLANNED.iter().any(|verb| clause.contains(verb));
            is_plan |= is_told_next || is_meant_by_will(clause, is_next) || is_meant_by_plan(clause, is_next);
        }
        is_plan
    }

    fn names_later_year(&self, clause: &str) -> bool {
        let Some(year) = self.setting.year else { return false };
        let mut named = years(clause).peekable();
        named.peek().is_some() && named.all(|named| named > year)
    }
}

/// Whether a clause opens with a word of the time to come: 下一步, 在今后的工作中. 下年度结转 tells of what was carried over.
fn opens(clause: &str, word: &str) -> bool {
    let clause = clause.strip_prefix('在').unwrap_or(clause);
    clause.starts_with(word) && !clause.contains("结转")
}

fn is_verb(words: &str, is_next: bool) -> bool {
    PLANNED.iter().any(|verb| {
        words.strip_prefix(verb).is_some_and(|object| {
            // 将公开信息300条汇编成册: published, unless the time to come is told.
            let is_certain = is_next || !matches!(*verb, "公开" | "发布" | "推送" | "更新" | "印发" | "编印");
            is_certain && !NOUNS.iter().any(|noun| object.starts_with(noun))
        })
    })
}

/// 将开展, 将于2025年举办, 即将召开; 将培训纳入考核 moves what is there.
fn is_meant_by_will(clause: &str, is_next: bool) -> bool {
    clause.match_indices('将').any(|(at, will)| {
        let after = clause.get(at + will.len()..).unwrap_or_default();
        let after = ["于", "在", "会"].iter().find_map(|word| after.strip_prefix(word)).map_or(after, without_year);
        let is_noun = clause.get(..at).is_some_and(|before| before.ends_with(['干', '大', '主', '名']));
        !is_noun && is_verb(after, is_next) && !DONE_WITH.iter().any(|word| after.contains(word))
    })
}

/// 计划组织开放日2次, 2025年拟新建公开栏. 按计划开展 was done, 培训计划 and 计划生育 are nouns.
fn is_meant_by_plan(clause: &str, is_next: bool) -> bool {
    const BEFORE: [&str; 23] = [
        "年", "度", "步", "月", "局", "镇", "乡", "街道", "办", "单位", "机关", "区", "县", "市", "委", "府", "还",
        "并", "也", "均", "，", "我们", "拟",
    ];
    ["计划", "打算", "预计", "准备", "规划", "拟"].iter().any(|plan| {
        clause.match_indices(plan).any(|(at, _)| {
            let before = clause.get(..at).unwrap_or_default();
            let after = clause.get(at + plan.len()..).unwrap_or_default();
            let after = after.trim_start_matches(['于', '在', '到']);
            let is_free = before.is_empty() || BEFORE.iter().any(|word| before.ends_with(word));
            // 拟公开信息经过审查: what is published in the end.
            let is_certain = is_next || *plan != "拟";
            is_free
                && (is_verb(without_year(after), is_certain)
                    || years(after.get(..7).unwrap_or_default()).next().is_some())
        })
    })
}

/// Words behind a year they open with: 2025年|举办.
fn without_year(words: &str) -> &str {
    let named = words.get(.."2025年".len()).filter(|named| years(named).next().is_some());
    let rest = named.and_then(|named| words.get(named.len()..)).unwrap_or(words);
    ["度", "上半年", "下半年", "年底前", "底前", "内"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest)
}

/// 应公开信息30条, 下一年度公开30条: a duty or a plan, not a deed. 应公开尽公开 is a set phrase.
pub(super) fn is_due(before: &str) -> bool {
    const TO_HANDLE: [&str; 6] = ["应办理", "应办结", "应办", "应答复", "需办理", "待办理"];
    let due = before.find("应公开").or_else(|| before.find("应当公开"));
    // 共应办理17件 are those there were; 应办尽办 is a set phrase.
    let is_to_handle = TO_HANDLE.iter().find_map(|word| before.rsplit_once(word)).is_some_and(|(when, what)| {
        is_light(what) && !["对", "响", "反", "供"].iter().any(|word| when.ends_with(word))
    });
    is_to_handle
        || (due.is_some() && !before.contains("应公开尽"))
        || (before.contains("下一年度") && !before.contains("结转"))
}

/// 清理出拟废止文件9件: meant to be done, and not done. 公示拟录用人员 is published.
pub(super) fn is_meant(before: &str, after: &str) -> bool {
    const OTHER: [&str; 9] = ["草拟", "模拟", "虚拟", "比拟", "代拟", "拟定", "拟订", "拟稿", "拟写"];
    const PUBLISHED: [&str; 5] = ["公开", "公示", "公布", "发布", "公告"];
    let rest = OTHER.iter().fold(before.to_owned(), |rest, word| rest.replace(word, ""));
    let is_published = |words: &str| PUBLISHED.iter().any(|verb| words.contains(verb));
    let own = rest.rsplit('，').next().unwrap_or_default();
    match own.find('拟') {
        Some(at) => !own.get(..at).is_some_and(is_published),
        None => after.starts_with('拟') && !is_published(own) && !OTHER.iter().any(|word| after.starts_with(word)),
    }
}

/// 全年组织培训仅1次: a doing of the year reported about, told in section five as what it was.
pub(super) fn is_done_in_the_year(passage: &Passage<'_>, told: &Told, year: Option<i16>) -> bool {
    const DOINGS: [&str; 3] = ["trainings", "meetings", "policy_interpretations"];
    const TO_COME: [&str; 9] = ["将", "计划", "力争", "拟", "不少于", "目标", "应当", "至少", "要"];
    let paragraph = &passage.paragraph;
    // 2024年培训2次，2025年拟组织4次: what comes behind is another matter.
    let clause = paragraph.clause_at(told.at.1);
    let start = paragraph.sentence_span(clause).start;
    let said = paragraph.text.get(told.at.1..).unwrap_or_default();
    let said = said.get(..said.floor_char_boundary(super::REACH * 2)).unwrap_or_default();
    let number = told.fact.raw.as_deref().and_then(|raw| said.find(raw)).unwrap_or_default();
    let last = paragraph.clause_at(told.at.1 + number);
    let end = paragraph.clauses.get(last).map_or(start, |clause| clause.span.end);
    let words = paragraph.slice(start..end.max(start));
    let is_named = ["全年", "今年", "本年"].iter().any(|own| words.contains(own))
        || year.is_some_and(|own| years(words).any(|named| named == own));
    let is_other = years(words).any(|named| Some(named) != year);
    let told_words = words.replace("主要", "").replace("重要", "").replace("要点", "");
    let is_to_come = NEXT.iter().chain(&TO_COME).any(|word| told_words.contains(word));
    DOINGS.contains(&told.fact.subject) && is_named && !is_other && !is_to_come
}

/// 改进措施：新设公开栏5个: what section five tells below such a label is to be done; 目前, 现有 and 已 tell what stands.
pub(super) fn is_of_improvements(passage: &Passage<'_>, told: &Told) -> bool {
    const LABELS: [&str; 8] =
        ["改进措施", "改进情况", "整改措施", "下一步", "打算", "努力方向", "改进方向", "工作计划"];
    const STANDS: [&str; 8] = ["目前", "现有", "已", "现已", "共有", "全年", "今年", "本年"];
    let paragraph = &passage.paragraph;
    let is_labelled = |words: &str| LABELS.iter().any(|label| words.contains(label));
    let clause = paragraph.clauses.get(paragraph.clause_at(told.at.1)).map(|clause| clause.span.clone());
    let own = clause.map_or("", |clause| paragraph.slice(clause));
    let start = told.at.1;
    let from = paragraph.text.ceil_char_boundary(start.saturating_sub(super::REACH * 3)).min(start);
    let is_made =
        matches!(told.fact.subject, "communities" | "villages") || STANDS.iter().any(|word| own.contains(word));
    !is_made && (is_labelled(&passage.heading) || is_labelled(paragraph.slice(from..start)))
}
