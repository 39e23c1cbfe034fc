//! Measure words and what they measure.

/// A set of measure-word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Units(u16);

impl Units {
    /// Cases and requests: 件 份 起 宗 例.
    pub(super) const CASES: Self = Self(1);
    /// Pieces of information: 条 件 篇 期 则.
    pub(super) const ITEMS: Self = Self(2);
    /// People: 人 名 位 人次 户.
    pub(super) const PEOPLE: Self = Self(4);
    /// Happenings: 次 场 期 批.
    pub(super) const TIMES: Self = Self(8);
    /// Things that stand somewhere: 个 处 块 台.
    pub(super) const OBJECTS: Self = Self(16);
    /// Money: 元.
    pub(super) const MONEY: Self = Self(32);
    /// Looks: 次 人次.
    pub(super) const VIEWS: Self = Self(64);
    /// Shares: %.
    pub(super) const SHARE: Self = Self(128);
    /// No unit at all.
    pub(super) const BARE: Self = Self(256);

    /// Both sets.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a class in common.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

const PIECES: Units = Units::CASES.or(Units::ITEMS);
const OCCASIONS: Units = Units::CASES.or(Units::ITEMS).or(Units::TIMES).or(Units::VIEWS);

/// A measure word, its classes, and what must not follow it because it would be another word (条例, 次性).
struct Measure {
    word: &'static str,
    units: Units,
    not_before: &'static [&'static str],
}

const fn measure(word: &'static str, units: Units, not_before: &'static [&'static str]) -> Measure {
    Measure { word, units, not_before }
}

/// Nouns that make 个 count time, points or aspects.
const AFTER_GE: &[&str] = &[
    "工作日",
    "月",
    "季度",
    "小时",
    "百分点",
    "方面",
    "环节",
    "自然日",
    "星期",
    "年头",
    "阶段",
    "层面",
    "维度",
    "问题",
    "步骤",
    "服务",
    "单位的",
];

/// Longer words first.
const MEASURES: [Measure; 45] = [
    measure("人次", Units::PEOPLE.or(Units::VIEWS), &[]),
    measure("件次", PIECES, &[]),
    measure("条次", Units::ITEMS, &[]),
    measure("篇次", Units::ITEMS, &[]),
    measure("户次", Units::PEOPLE, &[]),
    measure("场次", Units::TIMES, &[]),
    measure("批次", Units::TIMES, &[]),
    measure("条", PIECES, &["例", "款", "件", "线"]),
    measure("件", PIECES, &["事"]),
    measure("篇", Units::ITEMS, &["章"]),
    measure("期", Units::ITEMS.or(Units::TIMES), &["间", "限", "待", "内"]),
    measure("则", Units::ITEMS, &[]),
    measure("份", PIECES, &["量"]),
    measure("次", OCCASIONS, &["性", "日", "年", "月", "要"]),
    measure("人", Units::PEOPLE, &["大", "民", "才", "事", "口", "社", "为"]),
    measure("名", Units::PEOPLE, &["称", "录", "单", "列", "额"]),
    measure("位", Units::PEOPLE, &["于", "置", "列", "一体"]),
    measure("户", Units::PEOPLE, &[]),
    measure("个", PIECES.or(Units::OBJECTS), AFTER_GE),
    measure("处", Units::OBJECTS, &["理", "室", "罚", "级", "长", "置"]),
    measure("块", Units::OBJECTS, &[]),
    measure("台", Units::OBJECTS, &["账"]),
    measure("面", Units::OBJECTS, &["向", "对", "积", "上"]),
    measure("家", Units::OBJECTS, &["庭", "属", "长"]),
    measure("座", Units::OBJECTS, &["谈"]),
    measure("所", Units::OBJECTS, &["有", "需", "属"]),
    measure("项", PIECES.or(Units::OBJECTS), &["目标", "制度", "机制", "重点工作", "重要"]),
    measure("起", Units::CASES, &["来", "草", "诉", "到"]),
    measure("宗", Units::CASES, &["旨"]),
    measure("例", Units::CASES, &["会", "行", "如"]),
    measure("笔", Units::CASES, &[]),
    measure("部", Units::ITEMS, &["门", "分", "署", "委"]),
    measure("张", Units::ITEMS, &["贴"]),
    measure("册", Units::ITEMS, &[]),
    measure("本", Units::ITEMS, &["级", "年", "街", "部", "机", "单", "区", "局", "镇", "乡"]),
    measure("幅", Units::ITEMS, &["度"]),
    measure("套", Units::ITEMS, &[]),
    measure("封", Units::ITEMS, &[]),
    measure("通", Units::ITEMS.or(Units::TIMES), &["过", "知", "报", "道"]),
    measure("版", Units::ITEMS, &["块", "面"]),
    measure("场", Units::TIMES, &["所", "景"]),
    measure("批", Units::TIMES, &["准", "复", "示"]),
    measure("轮", Units::TIMES, &[]),
    measure("元", Units::MONEY, &[]),
    measure("%", Units::SHARE, &[]),
];

/// The measure word a text starts with.
pub(super) fn unit(text: &str) -> Option<(&'static str, Units)> {
    let measure = MEASURES.iter().find(|measure| text.starts_with(measure.word))?;
    let rest = text.get(measure.word.len()..)?;
    let is_other_word = measure.not_before.iter().any(|word| rest.starts_with(word));
    (!is_other_word).then_some((measure.word, measure.units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(unit(text).map(|(word, _)| word), expected, "{text}");
    }

    #[test]
    fn measure_words_are_told_from_other_words() {
        check("人次。", Some("人次"));
        check("条信息", Some("条"));
        check("条例", None);
        check("次性告知", None);
        check("个工作日", None);
        check("个社区", Some("个"));
        check("年度", None);
        check("号", None);
    }
}
