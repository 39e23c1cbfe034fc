//! Problems and improvements told without any enumeration, sentence by sentence.

use std::ops::Range;

use super::cues::{self, Label, Mode};
use crate::facts::prose::Paragraph;

/// Words by which a clause names a deficiency.
const DEFICIENT: [&str; 96] = [
    "提升空间",
    "迟缓",
    "缓慢",
    "未更新",
    "欠佳",
    "单薄",
    "不够",
    "不足",
    "不高",
    "不强",
    "不全",
    "不及时",
    "不到位",
    "不完善",
    "不规范",
    "不多",
    "不深",
    "不熟",
    "不健全",
    "不丰富",
    "不平衡",
    "不细",
    "不紧密",
    "不大",
    "不广",
    "不专",
    "不快",
    "不准",
    "不统一",
    "不明显",
    "较少",
    "偏少",
    "较低",
    "较慢",
    "较弱",
    "偏弱",
    "偏低",
    "滞后",
    "薄弱",
    "单一",
    "欠缺",
    "缺乏",
    "缺少",
    "有待",
    "没有经过",
    "需要进一步",
    "需进一步",
    "未能",
    "不便",
    "困难",
    "分散",
    "尚未",
    "仍需",
    "亟待",
    "还需",
    "尚需",
    "脱节",
    "照搬",
    "淡薄",
    "拖沓",
    "偏差",
    "老套",
    "应付",
    "延迟",
    "偏长",
    "有误",
    "错别字",
    "身兼数职",
    "流于形式",
    "差距",
    "距离",
    "有限",
    "频繁",
    "不理想",
    "不匹配",
    "不一致",
    "不准确",
    "不严",
    "不畅",
    "不重视",
    "不主动",
    "不均衡",
    "不精准",
    "不透彻",
    "不适应",
    "断层",
    "参差不齐",
    "形式化",
    "一般化",
    "雷同",
    "瓶颈",
    "空白",
    "遗漏",
    "疏漏",
    "偏弱",
    "偏窄",
];

/// Words that go on with the clause before instead of naming a new deficiency.
const CONTINUES: [&str; 28] = [
    "对",
    "并",
    "且",
    "也",
    "导致",
    "造成",
    "使",
    "以致",
    "从而",
    "需要",
    "需",
    "不",
    "未",
    "没有",
    "缺乏",
    "影响",
    "因此",
    "特别",
    "尤其",
    "如",
    "与",
    "和",
    "的",
    "难以",
    "致使",
    "无法",
    "原因",
    "主要原因",
];

/// Words a sentence may consist of that only says that there are problems.
const GENERIC: [&str; 42] = [
    "一定的",
    "一定",
    "一些",
    "不少",
    "很多",
    "以下",
    "如下",
    "几个",
    "几点",
    "主要",
    "薄弱环节",
    "不足之处",
    "不足",
    "问题",
    "差距",
    "短板",
    "困难",
    "方面",
    "表现在",
    "表现为",
    "体现在",
    "和",
    "与",
    "、",
    "及",
    "的",
    "有",
    "还",
    "仍",
    "仍然",
    "依然",
    "也",
    "着",
    "诸多",
    "少许",
    "上级要求",
    "群众期盼",
    "离",
    "相比",
    "，",
    "较",
    "较大",
];

const NOUNS: [&str; 7] = ["的困难", "等困难", "等问题", "等不足", "等情况", "等现象", "的问题"];

type Span<'a> = (&'a Paragraph<'a>, Range<usize>);

/// One entry a deficiency; sentences that only lead in or praise are left out. Below a label (`is_labelled`), and beside
/// others of a list, an entry need not say that it is one.
pub(super) fn problems<'a>(spans: impl Iterator<Item = Span<'a>>, is_labelled: bool) -> Vec<String> {
    let mut entries = Vec::new();
    for span in spans {
        let sentences = sentences(span);
        let names_one =
            |(paragraph, span, _): &(&Paragraph<'_>, Range<usize>, bool)| names_problem(paragraph.slice(span.clone()));
        let is_of_problems =
            is_labelled || (sentences.iter().any(|(.., listed)| *listed) && sentences.iter().any(names_one));
        for (paragraph, span, is_listed) in sentences {
            let span = without_lead(paragraph, without_praise(paragraph, span));
            let words = paragraph.slice(span.clone());
            let is_told =
                names_problem(words) || (is_of_problems && (is_labelled || is_listed) && !is_deed_or_praise(words));
            if is_nothing(words) || leads_in(words) || !is_told || is_generic(words) {
                continue;
            }
            if let Some(inner) = inside_frame(paragraph, &span).or_else(|| behind_lead(paragraph, &span)) {
                entries.extend(listed(paragraph, inner));
            } else if is_listed {
                entries.push(paragraph.source(span));
            } else {
                entries.extend(deficiencies(paragraph, &span));
            }
        }
    }
    entries
}

/// 个别科室重发布轻解读: a deficiency by its words, or one that some have.
fn names_problem(words: &str) -> bool {
    const SOME: [&str; 7] = ["个别", "部分", "有的", "少数", "有些", "一些", "少量"];
    // 针对上年解读形式单一问题，制作图解6期: what was done about it.
    let is_mended = words.find("针对").and_then(|at| words.get(at..)?.split_once("问题，"));
    if is_mended.is_some_and(|(_, deed)| !names_deficiency(deed)) {
        return false;
    }
    let is_of_some = SOME.iter().any(|some| words.starts_with(some)) && !is_deed_or_praise(words);
    is_of_some || names_deficiency(words) || words.contains("问题")
}

/// 取得成效, 加强培训: told beside problems, and none.
fn is_deed_or_praise(words: &str) -> bool {
    const PRAISE: [&str; 14] = [
        "取得",
        "成效",
        "稳步",
        "扎实",
        "有序",
        "顺利",
        "较好",
        "明显提升",
        "认真贯彻",
        "高度重视",
        "圆满",
        "已完成",
        "显著",
        "已整改",
    ];
    const DEEDS: [&str; 20] = [
        "加强",
        "强化",
        "完善",
        "健全",
        "优化",
        "提升",
        "提高",
        "丰富",
        "拓宽",
        "拓展",
        "加大",
        "规范",
        "落实",
        "深化",
        "推进",
        "建立",
        "继续",
        "进一步",
        "严格",
        "组织",
    ];
    PRAISE.iter().any(|word| words.contains(word))
        || DEEDS.iter().any(|verb| words.starts_with(verb))
        || ["将", "下一步", "今后"].iter().any(|next| words.contains(next))
}

/// 主要有以下几个方面.
fn leads_in(words: &str) -> bool {
    words.chars().count() < 40
        && ["以下", "如下", "下列"].iter().any(|word| words.contains(word))
        && !names_deficiency(words)
}

/// One entry a sentence; sentences that only lead in are left out.
pub(super) fn improvements<'a>(spans: impl Iterator<Item = Span<'a>>) -> Vec<String> {
    spans
        .flat_map(sentences)
        .filter(|(paragraph, span, _)| {
            let words = paragraph.slice(span.clone());
            let is_lead =
                words.chars().count() < 40 && ["以下", "如下", "下列"].iter().any(|word| words.contains(word));
            !is_nothing(words) && !is_lead
        })
        .map(|(paragraph, span, _)| paragraph.source(span))
        .collect()
}

/// The sentences of a span, and whether ； makes each an entry of a list.
fn sentences((paragraph, span): Span<'_>) -> Vec<(&Paragraph<'_>, Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut start = span.start;
    let is_listed = paragraph.slice(span.clone()).contains('；');
    for (at, mark) in paragraph.slice(span.clone()).match_indices(['。', '；', '！', '？']) {
        let end = span.start + at;
        if end > start {
            found.push((paragraph, start..end, is_listed));
        }
        start = end + mark.len();
    }
    if start < span.end {
        found.push((paragraph, start..span.end, is_listed));
    }
    found
}

fn names_deficiency(words: &str) -> bool {
    DEFICIENT.iter().any(|word| words.contains(word)) || words.split(['，', '、', '；']).any(ends_deficient)
}

/// 更新慢, 渠道少: a word of one character that ends a clause. 投诉减少, 差错少 are none.
fn ends_deficient(clause: &str) -> bool {
    const ENDS: [char; 8] = ['慢', '少', '低', '差', '弱', '窄', '浅', '旧'];
    const OTHER: [&str; 9] = ["减少", "不少", "至少", "多少", "降低", "最低", "减弱", "依旧", "时差"];
    const UNWANTED: [&str; 7] = ["投诉", "差错", "失误", "信访", "风险", "成本", "纠纷"];
    // 渠道不宽: 不 and one more character.
    const NO_FAULT: [&str; 8] = ["不断", "不错", "不变", "不限", "不同", "不等", "不漏", "不误"];
    let denied = clause.char_indices().rev().nth(1).is_some_and(|(_, mark)| mark == '不');
    if denied && !NO_FAULT.iter().any(|word| clause.ends_with(word)) && !clause.ends_with("不少") {
        return true;
    }
    clause.ends_with(ENDS)
        && !OTHER.iter().any(|other| clause.ends_with(other))
        && !UNWANTED.iter().any(|word| clause.contains(word))
}

fn is_nothing(words: &str) -> bool {
    matches!(words, "无" | "暂无" | "没有" | "无问题" | "无存在问题" | "/")
}

/// 取得一定成绩，但…: what stands before the turn is no problem.
fn without_praise(paragraph: &Paragraph<'_>, span: Range<usize>) -> Range<usize> {
    const TURNS: [&str; 5] = ["但是", "但", "然而", "不过", "同时，"];
    let words = paragraph.slice(span.clone());
    let turn = TURNS.iter().find_map(|turn| {
        let at = words.find(turn)? + turn.len();
        let before = words.get(..at)?;
        (!names_deficiency(before.trim_end_matches(turn))).then_some(at)
    });
    let from = span.start + turn.unwrap_or(0);
    let skip = paragraph.slice(from..span.end).chars().take_while(|character| *character == '，').count();
    from + skip * '，'.len_utf8()..span.end
}

/// 仍存在一些短板：…: the words before the colon name no problem yet.
fn without_lead(paragraph: &Paragraph<'_>, span: Range<usize>) -> Range<usize> {
    const LEADS: [&str; 6] = ["主要表现在", "表现在", "体现在", "表现为", "主要是", "是"];
    let words = paragraph.slice(span.clone());
    // 不足之处主要表现在解读不够深入.
    let told = LEADS.iter().filter_map(|lead| words.split_once(lead)).find(|(lead, rest)| {
        matches!(cues::label(lead), Some(Label::Of(Mode::Problems) | Label::Both)) && !rest.is_empty()
    });
    match words.split_once('：') {
        // 通过自查，发现以下不足：.
        Some((lead, rest)) if (is_generic(lead) || leads(lead)) && !rest.is_empty() => span.end - rest.len()..span.end,
        _ => told.map_or(span.clone(), |(_, rest)| span.end - rest.trim_start_matches('：').len()..span.end),
    }
}

fn leads(words: &str) -> bool {
    words.chars().count() < 30 && ["以下", "如下", "下列"].iter().any(|word| words.contains(word))
}

/// 还存在一些问题和不足: no problem named yet.
fn is_generic(words: &str) -> bool {
    let Some((_, after)) = words.split_once("存在").or_else(|| words.split_once('有')) else { return false };
    let mut rest = after;
    while !rest.is_empty() {
        let Some(word) = GENERIC.iter().find(|word| rest.starts_with(**word)) else { return false };
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    true
}

/// 存在信息更新不及时、内容不够全面等问题: the words between.
fn inside_frame(paragraph: &Paragraph<'_>, span: &Range<usize>) -> Option<Range<usize>> {
    let words = paragraph.slice(span.clone());
    let start = ["存在着", "存在", "面临着", "面临"].iter().find_map(|word| Some(words.find(word)? + word.len()))?;
    let end = NOUNS.iter().filter_map(|noun| words.rfind(noun)).max().filter(|end| *end > start)?;
    Some(span.start + start..span.start + end)
}

/// 与群众期盼相比仍有差距，主要是解读不深、更新较慢: the words behind say what the first only lead in.
fn behind_lead(paragraph: &Paragraph<'_>, span: &Range<usize>) -> Option<Range<usize>> {
    const LEADS: [&str; 8] = [
        "，主要是",
        "，主要表现在",
        "，主要体现在",
        "，主要表现为",
        "，具体表现为",
        "，表现为",
        "，表现在",
        "，体现在",
    ];
    const OF: [&str; 5] = ["差距", "不足", "短板", "问题", "薄弱环节"];
    let words = paragraph.slice(span.clone());
    let (at, lead) = LEADS.iter().find_map(|lead| Some((words.find(lead)?, *lead)))?;
    let before = words.get(..at)?;
    let is_lead = !before.contains('，') && OF.iter().any(|end| before.ends_with(end));
    let rest = words.get(at + lead.len()..)?.trim_start_matches('：');
    (is_lead && names_deficiency(rest)).then(|| span.end - rest.len()..span.end)
}

fn listed(paragraph: &Paragraph<'_>, span: Range<usize>) -> Vec<String> {
    let words = paragraph.slice(span.clone());
    let each: Vec<&str> = words.split(['、', '，']).collect();
    if each.len() < 2 || !each.iter().all(|piece| names_deficiency(piece)) {
        return vec![paragraph.source(span)];
    }
    let mut entries = Vec::new();
    let mut start = span.start;
    for piece in each {
        entries.push(paragraph.source(start..start + piece.len()));
        start += piece.len() + '、'.len_utf8();
    }
    entries
}

/// A sentence, parted where a clause names a deficiency of its own after another.
fn deficiencies(paragraph: &Paragraph<'_>, span: &Range<usize>) -> Vec<String> {
    let mut entries = Vec::new();
    let (mut start, mut has_one) = (span.start, false);
    let mut at = span.start;
    for clause in paragraph.slice(span.clone()).split('，') {
        let is_of_some = ["有的", "有些", "个别"].iter().any(|some| clause.starts_with(some));
        let is_new = is_of_some || (names_deficiency(clause) && !CONTINUES.iter().any(|word| clause.starts_with(word)));
        if is_new && has_one {
            entries.push(paragraph.source(start..at));
            start = at;
        }
        has_one |= is_of_some || names_deficiency(clause);
        at += clause.len() + '，'.len_utf8();
    }
    entries.push(paragraph.source(start..span.end));
    entries
}
