//! The columns of the table and the words in it: what people write, in either language, and what it means.

use gongkai_law::Lang;
use gongkai_store::bodies::{Kind, Level};

/// A column. The order is that of exported tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The program's own id, so that a renamed body is known again.
    Id,
    /// Official name.
    Name,
    /// Name of the body above.
    Parent,
    /// Kind.
    Kind,
    /// Level.
    Level,
    /// Other names.
    OtherNames,
    /// Region code.
    RegionCode,
    /// Credit code.
    CreditCode,
    /// Name of the supervisor that is not the body above.
    Supervisor,
    /// Order among siblings.
    Sort,
    /// Whether it still exists.
    State,
    /// Profile: disclosure office.
    DisclosureOffice,
    /// Profile: address.
    Address,
    /// Profile: postal code.
    PostalCode,
    /// Profile: hours.
    Hours,
    /// Profile: telephone.
    Phone,
    /// Profile: fax.
    Fax,
    /// Profile: mail.
    Email,
    /// Profile: page.
    Website,
    /// Profile: functions.
    Functions,
    /// Profile: units.
    Units,
    /// Profile: those in charge.
    Leaders,
}

impl Column {
    /// All columns.
    pub const ALL: [Self; 22] = [
        Self::Id,
        Self::Name,
        Self::Parent,
        Self::Kind,
        Self::Level,
        Self::OtherNames,
        Self::RegionCode,
        Self::CreditCode,
        Self::Supervisor,
        Self::Sort,
        Self::State,
        Self::DisclosureOffice,
        Self::Address,
        Self::PostalCode,
        Self::Hours,
        Self::Phone,
        Self::Fax,
        Self::Email,
        Self::Website,
        Self::Functions,
        Self::Units,
        Self::Leaders,
    ];

    /// The word in data, in the journal and as part of message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Parent => "parent",
            Self::Kind => "kind",
            Self::Level => "level",
            Self::OtherNames => "other_names",
            Self::RegionCode => "region_code",
            Self::CreditCode => "credit_code",
            Self::Supervisor => "supervisor",
            Self::Sort => "sort",
            Self::State => "state",
            Self::DisclosureOffice => "disclosure_office",
            Self::Address => "address",
            Self::PostalCode => "postal_code",
            Self::Hours => "hours",
            Self::Phone => "phone",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Website => "website",
            Self::Functions => "functions",
            Self::Units => "units",
            Self::Leaders => "leaders",
        }
    }

    /// What heads the column: first the Chinese word that is written, then the English one, then others understood.
    fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["编号", "id"],
            Self::Name => &["名称", "name", "机关名称", "单位名称", "机关", "单位"],
            Self::Parent => &["上级机关", "parent", "上级", "上级单位", "上级机关名称"],
            Self::Kind => &["类别", "kind", "类型", "机关类别", "机关类型"],
            Self::Level => &["层级", "level", "级别"],
            Self::OtherNames => &["其他名称", "other names", "简称", "曾用名", "别名"],
            Self::RegionCode => &["行政区划代码", "region code", "区划代码"],
            Self::CreditCode => &["统一社会信用代码", "credit code", "信用代码", "unified social credit code"],
            Self::Supervisor => &["主管部门", "supervisor", "政府信息公开工作主管部门"],
            Self::Sort => &["排序", "sort", "顺序"],
            Self::State => &["状态", "state"],
            Self::DisclosureOffice => &["工作机构", "disclosure office", "政府信息公开工作机构"],
            Self::Address => &["办公地址", "address", "地址"],
            Self::PostalCode => &["邮政编码", "postal code", "邮编"],
            Self::Hours => &["办公时间", "hours", "office hours"],
            Self::Phone => &["联系电话", "phone", "电话", "telephone"],
            Self::Fax => &["传真号码", "fax", "传真"],
            Self::Email => &["电子邮箱", "email", "邮箱", "e-mail"],
            Self::Website => &["网站栏目地址", "website", "网址", "网站"],
            Self::Functions => &["机关职能", "functions", "职能"],
            Self::Units => &["内设机构", "units"],
            Self::Leaders => &["负责人", "leaders", "负责人及分工"],
        }
    }

    /// What heads the column in tables the program writes.
    pub fn head(self, lang: Lang) -> &'static str {
        let [zh_cn, en, ..] = self.heads() else { return self.id() };
        match lang {
            Lang::ZhCn => zh_cn,
            Lang::En => en,
        }
    }

    /// The column a heading means, however it is spaced and whatever stands in brackets behind it.
    pub(super) fn of_head(text: &str) -> Option<Self> {
        let plain = plain(text.split(['(', '（', '*', '＊']).find(|part| !part.trim().is_empty())?);
        Self::ALL.into_iter().find(|column| {
            column.heads().iter().any(|head| self::plain(head) == plain) || self::plain(column.id()) == plain
        })
    }
}

/// Without white space, underscores and case.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-' | '\u{feff}'));
    kept.collect::<String>().to_lowercase()
}

const KINDS: [(Kind, &[&str]); 7] = [
    (Kind::Government, &["政府", "government", "人民政府"]),
    (Kind::Department, &["部门", "department", "工作部门", "政府部门", "局"]),
    (Kind::Street, &["街道", "street", "街道办事处"]),
    (Kind::Township, &["乡镇", "township", "乡", "镇", "乡镇政府", "乡镇人民政府"]),
    (Kind::Community, &["社区", "community", "居委会", "社区居民委员会"]),
    (Kind::Village, &["村", "village", "村委会", "行政村", "村民委员会"]),
    (Kind::Institution, &["事业单位", "institution", "公共企事业单位", "其他机构"]),
];

const LEVELS: [(Level, &[&str]); 5] = [
    (Level::Province, &["省级", "province", "省"]),
    (Level::City, &["市级", "city", "市", "地级", "设区的市"]),
    (Level::County, &["县级", "county", "县", "区", "区级", "区县级", "县区级"]),
    (Level::Township, &["乡级", "township", "乡镇级", "镇级", "街道级", "乡镇", "街道"]),
    (Level::Village, &["村级", "village", "社区级", "村", "社区", "村社区"]),
];

const STATES: [(bool, &[&str]); 2] = [
    (true, &["在用", "open", "正常", "active", "存续"]),
    (false, &["已关闭", "closed", "停用", "撤销", "已撤销", "关闭", "已停用", "inactive"]),
];

fn meant<T: Copy>(words: &[(T, &[&str])], text: &str) -> Option<T> {
    let wanted = plain(text);
    words.iter().find(|(_, known)| known.iter().any(|word| plain(word) == wanted)).map(|(meaning, _)| *meaning)
}

fn written<T: PartialEq>(words: &[(T, &[&'static str])], meaning: &T, lang: Lang) -> &'static str {
    let known = words.iter().find(|(other, _)| other == meaning).map(|(_, known)| *known);
    let Some([zh_cn, en, ..]) = known else { return "" };
    match lang {
        Lang::ZhCn => zh_cn,
        Lang::En => en,
    }
}

/// The kind a word means.
pub(super) fn kind(text: &str) -> Option<Kind> {
    meant(&KINDS, text).or_else(|| Kind::parse(text.trim()))
}

/// The level a word means.
pub(super) fn level(text: &str) -> Option<Level> {
    meant(&LEVELS, text).or_else(|| Level::parse(text.trim()))
}

/// Whether a word says that the body still exists.
pub(super) fn state(text: &str) -> Option<bool> {
    meant(&STATES, text)
}

/// The word for a kind in tables the program writes.
pub(in super::super) fn kind_word(kind: Kind, lang: Lang) -> &'static str {
    written(&KINDS, &kind, lang)
}

/// The word for a level in tables the program writes.
pub(in super::super) fn level_word(level: Level, lang: Lang) -> &'static str {
    written(&LEVELS, &level, lang)
}

/// The word for whether a body still exists in tables the program writes.
pub(in super::super) fn state_word(active: bool, lang: Lang) -> &'static str {
    written(&STATES, &active, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        let check = |text, expected| assert_eq!(Column::of_head(text), expected, "{text}");
        check("名称", Some(Column::Name));
        check(" 机 关 名 称（必填）", Some(Column::Name));
        check("Credit_Code", Some(Column::CreditCode));
        check("*Name", Some(Column::Name));
        check("office hours (daily)", Some(Column::Hours));
        check("备注", None);
        check("序号", None);
        check("", None);
        check("（）", None);
    }

    #[test]
    fn every_heading_means_one_column_and_every_word_one_thing() {
        for column in Column::ALL {
            for head in column.heads() {
                assert_eq!(Column::of_head(head), Some(column), "{head}");
            }
            assert_eq!(Column::of_head(column.id()), Some(column));
        }
        for lang in [Lang::ZhCn, Lang::En] {
            for of in Kind::ALL {
                assert_eq!(kind(kind_word(of, lang)), Some(of));
            }
            for of in Level::ALL {
                assert_eq!(level(level_word(of, lang)), Some(of));
            }
            for of in [true, false] {
                assert_eq!(state(state_word(of, lang)), Some(of));
            }
        }
    }
}
