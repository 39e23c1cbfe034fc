//! Names of provinces that do not exist (辽省 for 辽宁省).
//!
//! Only looked for where a name must stand: behind 《 or another mark or at the start, or behind 按照 and the like there, and
//! before an organ, a city or what was asked (人民政府, 委, 财政厅, …市, 统一部署); and only told when a real province is one character away. 全省, 我省, 外省 are no names.

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;

use super::text::around;
use super::{Examined, Finding};

pub(super) const PROVINCE_UNKNOWN: Code = Code("province-unknown");

const PROVINCES: &[&str] = &[
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
];

/// First characters of what is no name before 省.
const NOT_A_NAME: &str = "全我本各该外跨邻两诸国由经按对向被获将和与及在为到于从受报呈请根据依照等其某每原我";

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static PROVINCE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:^|[《“（(、，,。；;：:\\s])(?:按照|根据|依照|依据|遵照|参照|落实|贯彻|执行)?(\\p{Han}{1,3}?)省\
                   (?:人民政府|政府|委|人大|政协|办公厅|统一|部署|要求|有关|的要求|的部署|的规定|\\p{Han}{1,6}厅|\\p{Han}{1,4}[市州])\
                   |(淅江|安微|贵洲|福健|山冬|广冬|河比)省";
    Regex::new(pattern).expect("a pattern that compiles")
});

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in &examined.passages {
        for found in PROVINCE.captures_iter(passage.text) {
            let Some(name) = found.get(1).or_else(|| found.get(2)) else { continue };
            if PROVINCES.contains(&name.as_str()) || name.as_str().starts_with(|letter| NOT_A_NAME.contains(letter)) {
                continue;
            }
            let near: Vec<String> = nearest(name.as_str()).map(|province| format!("{province}省")).collect();
            if near.is_empty() {
                continue;
            }
            let finding =
                Finding::new(PROVINCE_UNKNOWN, Severity::Warning, Basis::new(Instrument::LanguageLaw, "第九条"))
                    .with_place(passage.at.clone())
                    .with_excerpt(around(passage.text, &name.range(), 10))
                    .with_arg("found", format!("{}省", name.as_str()))
                    .with_arg("right", near.join("、"));
            findings.push(finding);
        }
    }
    findings
}

/// Provinces one character away: one left out, added or changed.
fn nearest(name: &str) -> impl Iterator<Item = &'static str> + '_ {
    PROVINCES.iter().copied().filter(move |province| strsim::levenshtein(name, province) == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_is_one_character_away() {
        assert_eq!(nearest("辽").collect::<Vec<_>>(), ["辽宁"]);
        assert_eq!(nearest("黑龙").collect::<Vec<_>>(), ["黑龙江"]);
        assert_eq!(nearest("沿岸").count(), 0);
    }
}
