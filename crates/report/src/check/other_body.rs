//! A report that speaks as another body: text taken over from a neighbour with the neighbour's name left in it.
//!
//! Only asked of streets, townships and bureaus, and only where the words can be nobody's but the reporter's: who drew the
//! report up (由…编制), whose report it says it is (…2023年政府信息公开工作年度报告), and, for streets and townships, whose
//! deeds it tells at the start of a clause (2023年，…街道主动公开…). A government's report tells of all below it, and a
//! neighbour mentioned on the way is no fault.

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;

use super::body::BodyKind;
use super::text::around;
use super::{Examined, Finding};
use crate::matching::{core_of, without_lead};

pub(super) const OTHER_BODY_NAMED: Code = Code("other-body-named");

const BASIS: Basis = Basis::new(Instrument::Form2021, "第四部分");
/// What the stem of a name that names nobody ends with: 各街道, 全区乡镇, 我镇, 小城镇.
const NOBODY: [&str; 31] = [
    "各", "全", "我", "本", "该", "贵", "全区", "全县", "全市", "我区", "我县", "我市", "本区", "本县", "本市", "所辖",
    "辖区", "下辖", "部分", "有关", "相关", "其他", "其它", "个", "等", "及", "和", "与", "乡", "街", "城",
];

#[expect(clippy::expect_used, reason = "fixed patterns; every test that runs the rule compiles them")]
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern that compiles")
}

/// 由…编制.
static DRAWN_UP: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"由(\p{Han}{2,14}?(?:街道(?:办事处|办)?|[镇乡](?:人民政府|政府)?|局))\p{Han}{0,12}?(?:编制|编写|起草)")
});
/// …2023年政府信息公开工作年度报告.
static OF_WHOM: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(\p{Han}{2,14}?(?:街道(?:办事处|办)?|[镇乡](?:人民政府|政府)?|局))(?:\d{4}|[〇零○一二三四五六七八九]{4})年度?(?:政府信息公开|政务公开)(?:工作)?年度报告",
    )
});
/// A passage that is a report's title and no more, or with the day it was published: one of a list of links.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^\s*[·•\-]?\s*\p{Han}{2,20}(?:\d{4}|[〇零○一二三四五六七八九]{4})年度?(?:政府信息公开|政务公开)(?:工作)?年度报告[\s\[(（]*(?:20\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?)?[\s\])）]*$",
    )
});
/// 2023年，…街道主动公开.
static DEEDS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:^|[，,。；;：:、\s])(?:\d{4}年度?|今年以来|今年|一年来|本年度|年内)?(\p{Han}{2,12}?(?:街道(?:办事处|办)?|[镇乡](?:人民政府|政府)?))(?:全年共?|累计|总计|共)?(?:主动公开|公开政府信息|公开信息|受理|收到|接到|办理|办结|未收到|没有收到|坚持|深入|认真|严格|高度重视|积极|全面|进一步|不断|持续|始终|扎实|切实|紧紧围绕|按照)",
    )
});

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let asked = matches!(examined.kind, Some(BodyKind::Street | BodyKind::Township | BodyKind::Department));
    let known = examined.body.into_iter().flat_map(|body| std::iter::once(&body.name).chain(&body.other_names));
    let own: Vec<String> = known.chain(&examined.report.body).map(|name| core_of(name)).collect();
    if !asked || own.is_empty() {
        return Vec::new();
    }
    let shown = examined.body.map(|body| &body.name).or(examined.report.body.as_ref());
    let patterns: &[&LazyLock<Regex>] = match examined.kind {
        Some(BodyKind::Street | BodyKind::Township) => &[&DRAWN_UP, &OF_WHOM, &DEEDS],
        _ => &[&DRAWN_UP, &OF_WHOM],
    };
    let mut told: Vec<String> = Vec::new();
    let mut findings = Vec::new();
    let is_link = |text: &str| LINK.is_match(text) && !own.iter().any(|own| text.contains(own));
    let links = examined.passages.iter().filter(|passage| is_link(passage.text)).count();
    let is_of_a_list = |text: &str| links > 1 && is_link(text);
    for passage in examined.passages.iter().filter(|passage| !passage.heading && !is_of_a_list(passage.text)) {
        for found in patterns.iter().flat_map(|pattern| pattern.captures_iter(passage.text)) {
            let Some(name) = found.get(1) else { continue };
            let Some(other) = stranger(name.as_str(), &own, examined.kind) else { continue };
            if told.contains(&other) {
                continue;
            }
            let finding = Finding::new(OTHER_BODY_NAMED, Severity::Warning, BASIS)
                .with_place(passage.at.clone())
                .with_excerpt(around(passage.text, &name.range(), 12))
                .with_arg("found", &other)
                .with_arg("own", shown.cloned().unwrap_or_default());
            findings.push(finding);
            told.push(other);
        }
    }
    findings
}

/// The name, in one form, when it is that of another body of the reporter's kind.
fn stranger(written: &str, own: &[String], kind: Option<BodyKind>) -> Option<String> {
    let core = core_of(without_lead(written));
    let is_own = own.iter().any(|own| core.contains(own) || own.contains(&core) || written.contains(own));
    let stem = core.strip_suffix("街道").or_else(|| core.strip_suffix(['镇', '乡', '局']))?;
    let is_nobody = stem.chars().count() < 2 || NOBODY.iter().any(|word| stem.ends_with(word));
    let same_kind = BodyKind::of_name(&core) == kind;
    (!is_own && !is_nobody && same_kind).then_some(core)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_body_of_the_same_kind_is_a_stranger() {
        let street = |written| stranger(written, &["青禾街道".to_owned()], Some(BodyKind::Street));
        assert_eq!(street("桃源街道办事处"), Some("桃源街道".to_owned()));
        assert_eq!(street("示例区桃源街道"), Some("桃源街道".to_owned()));
        assert_eq!(street("现将桃源街道"), Some("桃源街道".to_owned()));
        for own in ["青禾街道办事处", "示例市示例区青禾街道", "我街道", "近年来我街道", "各街道", "云溪镇"]
        {
            assert_eq!(street(own), None, "{own}");
        }
        let township = |written| stranger(written, &["云溪镇".to_owned()], Some(BodyKind::Township));
        assert_eq!(township("白石镇人民政府"), Some("白石镇".to_owned()));
        for nobody in ["全区乡镇", "小城镇", "统筹城乡", "云溪镇政府"] {
            assert_eq!(township(nobody), None, "{nobody}");
        }
    }
}
