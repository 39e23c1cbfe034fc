//! Words that tell problems from improvements.

use std::ops::Range;

use crate::facts::passage::years;
use crate::facts::prose::Paragraph;

/// Which of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Problems,
    Improvements,
}

/// What a label opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// One of the lists.
    Of(Mode),
    /// Both (存在的问题及改进情况): the words below it tell.
    Both,
}

/// Words a label is made of; what they leave nothing of is a label.
const LABEL_WORDS: [&str; 60] = [
    "政府信息公开",
    "政务信息公开",
    "信息公开",
    "政务公开",
    "我街道",
    "我镇",
    "我局",
    "本单位",
    "本机关",
    "下一步",
    "下步",
    "今后",
    "工作",
    "打算",
    "计划",
    "安排",
    "努力方向",
    "改进",
    "整改",
    "措施",
    "情况",
    "存在",
    "主要",
    "问题",
    "不足",
    "之处",
    "困难",
    "短板",
    "差距",
    "薄弱环节",
    "原因",
    "方面",
    "对策",
    "解决",
    "办法",
    "思路",
    "及其",
    "以及",
    "及",
    "和",
    "与",
    "的",
    "、",
    "中",
    "年度",
    "年",
    "具体",
    "今年",
    "本年度",
    "本年",
    "上年度",
    "上年",
    "目前",
    "当前",
    "上述",
    "举措",
    "方向",
    "做法",
    "下一年",
    "下年",
];

const OF_IMPROVEMENTS: [&str; 14] = [
    "改进",
    "举措",
    "整改",
    "措施",
    "下一步",
    "下步",
    "今后",
    "打算",
    "努力方向",
    "对策",
    "下一年",
    "下年",
    "解决",
    "思路",
];

const OF_PROBLEMS: [&str; 6] = ["问题", "不足", "困难", "短板", "差距", "薄弱环节"];

/// Words a passage on improvements opens with.
const TURNS: [&str; 27] = [
    "下一步",
    "下步",
    "今后",
    "在今后",
    "在下一步",
    "接下来",
    "为此",
    "对此",
    "为解决",
    "下阶段",
    "下一阶段",
    "下年度",
    "下一年度",
    "新的一年",
    "明年",
    "来年",
    "改进措施",
    "改进情况",
    "整改措施",
    "整改情况",
    "针对以上",
    "针对上述",
    "针对存在",
    "针对这些",
    "针对以下",
    "针对此",
    "在以后",
];

/// The label a text is; `None` when it says more than a label.
pub(super) fn label(text: &str) -> Option<Label> {
    let mut rest = text;
    while !rest.is_empty() {
        let trimmed =
            rest.trim_start_matches(|character: char| character.is_ascii_digit() || "“”\"[]】".contains(character));
        let word = LABEL_WORDS.iter().find(|word| trimmed.starts_with(**word));
        rest = match word {
            Some(word) => trimmed.get(word.len()..)?,
            None if trimmed.is_empty() => trimmed,
            None => return None,
        };
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (has(&OF_PROBLEMS), has(&OF_IMPROVEMENTS)) {
        (true, false) => Some(Label::Of(Mode::Problems)),
        (false, true) => Some(Label::Of(Mode::Improvements)),
        (true, true) if !text.contains(['及', '和', '与', '、']) => Some(Label::Of(Mode::Improvements)),
        (true, true) => Some(Label::Both),
        (false, false) => None,
    }
}

/// Whether a clause turns from problems to improvements.
pub(super) fn turns_to_improvements(paragraph: &Paragraph<'_>, words: Range<usize>) -> bool {
    let opening = paragraph.slice(words.clone());
    if TURNS.iter().any(|turn| opening.starts_with(turn)) {
        return true;
    }
    let clause = paragraph.clause_at(words.start);
    let sentence = paragraph.sentence_span(clause);
    let opens_sentence = paragraph.clauses.get(clause).is_some_and(|clause| clause.span.start == sentence.start);
    if !opens_sentence {
        return false;
    }
    let end = paragraph.text.floor_char_boundary(sentence.end.min(words.start + 180));
    let opening = paragraph.slice(words.start..end.max(words.start));
    let plans =
        opening.contains('将') && !["存在", "不足", "差距", "不够", "虽然"].iter().any(|word| opening.contains(word));
    let of_a_year = opening.trim_start_matches('在').starts_with("20") && years(opening).next().is_some();
    let against = opening.starts_with("针对") && !opening.starts_with("针对性") && opening.contains("问题");
    // 我局将持续推进重点领域公开.
    let near: String = opening.chars().take(6).collect();
    let will = ['我', '本'].iter().any(|own| near.starts_with(*own)) && near.contains('将');
    (plans && (of_a_year || will)) || against
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_entries() {
        assert_eq!(label("存在的主要问题"), Some(Label::Of(Mode::Problems)));
        assert_eq!(label("主要问题"), Some(Label::Of(Mode::Problems)));
        assert_eq!(label("改进情况"), Some(Label::Of(Mode::Improvements)));
        assert_eq!(label("下一步工作打算"), Some(Label::Of(Mode::Improvements)));
        assert_eq!(label("存在问题及改进措施"), Some(Label::Both));
        assert_eq!(label("存在问题的改进情况"), Some(Label::Of(Mode::Improvements)));
        assert_eq!(label("改进"), Some(Label::Of(Mode::Improvements)));
        assert_eq!(label("上年问题整改情况"), Some(Label::Of(Mode::Improvements)));
        assert_eq!(label("解决办法"), Some(Label::Of(Mode::Improvements)));
        assert_eq!(label("存在问题及解决办法"), Some(Label::Both));
        assert_eq!(label("今年存在的问题"), Some(Label::Of(Mode::Problems)));
        assert_eq!(label("公开内容不够丰富"), None);
        assert_eq!(label("政务公开工作"), None);
    }
}
