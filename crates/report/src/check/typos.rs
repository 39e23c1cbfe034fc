//! Form words and set phrases that are misspelt.
//!
//! A list of wrong forms, each with the right one and the neighbours that make it right after all (年末收到 holds 末收到
//! and is no mistake). Only forms that cannot be right otherwise are listed: nothing here guesses.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use gongkai_law::{Basis, Code, Instrument, Severity};

use super::text::{after, around, before};
use super::{Examined, Finding};

pub(super) const WORD_MISSPELT: Code = Code("word-misspelt");

/// A wrong form with the right one.
struct Confusable {
    wrong: &'static str,
    right: &'static str,
    /// Not wrong behind one of these characters.
    not_behind: &'static str,
    /// Not wrong before one of these characters.
    not_before: &'static str,
}

const fn wrong(wrong: &'static str, right: &'static str) -> Confusable {
    Confusable { wrong, right, not_behind: "", not_before: "" }
}

const fn guarded(
    wrong: &'static str,
    right: &'static str,
    not_behind: &'static str,
    not_before: &'static str,
) -> Confusable {
    Confusable { wrong, right, not_behind, not_before }
}

/// 年末收到, 期末收到 … are right.
const END_OF: &str = "年月期周季岁学本始";

const CONFUSABLES: &[Confusable] = &[
    // Citing.
    wrong("以下筒称", "以下简称"),
    wrong("以下间称", "以下简称"),
    wrong("以下简程", "以下简称"),
    guarded("信息公开条理", "信息公开条例", "", "清分化性明"),
    wrong("信息公开条列", "信息公开条例"),
    wrong("信息公开条历", "信息公开条例"),
    wrong("《条列", "《条例"),
    wrong("《条理》", "《条例》"),
    wrong("依椐", "依据"),
    wrong("根椐", "根据"),
    wrong("中华人民共和国信息公开条例", "中华人民共和国政府信息公开条例"),
    wrong("中华人民共和国政务信息公开条例", "中华人民共和国政府信息公开条例"),
    wrong("《政府信息公开工作条例", "《政府信息公开条例"),
    wrong("中华人民共合国", "中华人民共和国"),
    // The form's own words.
    wrong("政府信恴公开", "政府信息公开"),
    wrong("政府信自公开", "政府信息公开"),
    wrong("政府倌息公开", "政府信息公开"),
    wrong("政俯信息公开", "政府信息公开"),
    wrong("信息公幵", "信息公开"),
    wrong("信息公井", "信息公开"),
    wrong("信息公升", "信息公开"),
    wrong("依中请公开", "依申请公开"),
    wrong("依申清公开", "依申请公开"),
    wrong("依申请公升", "依申请公开"),
    wrong("行政复义", "行政复议"),
    wrong("行政复仪", "行政复议"),
    wrong("行政复意", "行政复议"),
    wrong("行政夏议", "行政复议"),
    wrong("行政述讼", "行政诉讼"),
    wrong("行政诉颂", "行政诉讼"),
    wrong("行政诉松", "行政诉讼"),
    wrong("行政拆讼", "行政诉讼"),
    wrong("行政需讼", "行政诉讼"),
    wrong("行政处罪", "行政处罚"),
    guarded("行政强治", "行政强制", "", "理"),
    wrong("规范性文建", "规范性文件"),
    wrong("规范姓文件", "规范性文件"),
    wrong("规犯性文件", "规范性文件"),
    wrong("本年度办结结果", "本年度办理结果"),
    wrong("尚末审结", "尚未审结"),
    wrong("法律服务机购", "法律服务机构"),
    wrong("国家密秘", "国家秘密"),
    wrong("商业密秘", "商业秘密"),
    wrong("个人隐密", "个人隐私"),
    wrong("合法权宜", "合法权益"),
    wrong("逾期不补证", "逾期不补正"),
    wrong("信仿举报", "信访举报"),
    wrong("下年渡", "下年度"),
    wrong("年渡报告", "年度报告"),
    wrong("其他需要报告的事顶", "其他需要报告的事项"),
    wrong("主要问提", "主要问题"),
    wrong("社会评义", "社会评议"),
    wrong("社会平议", "社会评议"),
    wrong("责任追纠", "责任追究"),
    wrong("监督保章", "监督保障"),
    // Not: 末 for 未.
    guarded("末收到", "未收到", END_OF, ""),
    guarded("末发生", "未发生", END_OF, ""),
    guarded("末发现", "未发现", END_OF, ""),
    guarded("末受理", "未受理", END_OF, ""),
    // Set phrases of such reports.
    wrong("报送人物落实", "报送任务落实"),
    wrong("工作人物落实", "工作任务落实"),
    wrong("目标人物落实", "目标任务落实"),
    wrong("布署", "部署"),
    wrong("部暑", "部署"),
    // 组建全国, 新建全民 are right.
    guarded("建全", "健全", "创共构组新搭筹修扩重改兴在", "国市省区县镇乡村街民面部程年域新球校系套长量额文媒"),
    guarded("按排", "安排", "", "名序放行查列量水污风"),
    wrong("贯策", "贯彻"),
    wrong("惯彻", "贯彻"),
    wrong("贯彻落时", "贯彻落实"),
    wrong("再接再励", "再接再厉"),
    wrong("一如继往", "一如既往"),
    wrong("制渡", "制度"),
    wrong("透明渡", "透明度"),
    wrong("反溃", "反馈"),
    guarded("复盖", "覆盖", "反重恢回答批修", "章"),
    guarded("通迅", "通讯", "普", "速捷猛疾"),
    wrong("公从号", "公众号"),
    wrong("公开专拦", "公开专栏"),
    wrong("登陆网站", "登录网站"),
    wrong("登陆平台", "登录平台"),
    wrong("登陆系统", "登录系统"),
    wrong("宣穿", "宣传"),
    wrong("即时更薪", "及时更新"),
    wrong("街到办事处", "街道办事处"),
    wrong("街道办是处", "街道办事处"),
];

#[expect(clippy::expect_used, reason = "a fixed list; every test that runs the rule builds it")]
static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(CONFUSABLES.iter().map(|confusable| confusable.wrong))
        .expect("a list that builds")
});

/// One finding a wrong form, at its first place, with the number of places.
pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let mut found: BTreeMap<usize, (usize, usize, std::ops::Range<usize>)> = BTreeMap::new();
    for (index, passage) in examined.passages.iter().enumerate() {
        for hit in FINDER.find_iter(passage.text) {
            let Some(confusable) = CONFUSABLES.get(hit.pattern().as_usize()) else { continue };
            let is_in = |letter: Option<char>, set: &str| letter.is_some_and(|letter| set.contains(letter));
            let excused = is_in(before(passage.text, hit.start()), confusable.not_behind)
                || is_in(after(passage.text, hit.end()), confusable.not_before);
            if !excused {
                let entry = found.entry(hit.pattern().as_usize()).or_insert((0, index, hit.range()));
                entry.0 += 1;
            }
        }
    }
    let mut findings: Vec<(usize, Finding)> = found
        .into_iter()
        .filter_map(|(pattern, (times, index, range))| {
            let (confusable, passage) = (CONFUSABLES.get(pattern)?, examined.passages.get(index)?);
            let finding = Finding::new(WORD_MISSPELT, Severity::Warning, Basis::new(Instrument::LanguageLaw, "第九条"))
                .with_place(passage.at.clone())
                .with_excerpt(around(passage.text, &range, 10))
                .with_arg("found", confusable.wrong.trim_start_matches('《'))
                .with_arg("right", confusable.right.trim_start_matches('《'))
                .with_arg("times", times);
            Some((index, finding))
        })
        .collect();
    findings.sort_by_key(|(index, _)| *index);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_right_form_holds_a_wrong_one() {
        for confusable in CONFUSABLES {
            assert!(!FINDER.is_match(confusable.right), "{}", confusable.right);
            assert_ne!(confusable.wrong, confusable.right);
        }
    }

    #[test]
    fn the_words_of_the_form_are_right() {
        // The editions' label_variants hold wordings met in the wild, wrong ones too: labels only.
        for edition in crate::EditionId::ALL.map(crate::EditionId::edition) {
            let rows = edition.t3.rows.iter().map(|row| row.label.as_str());
            let columns = edition.t3.columns.iter().map(|column| column.label.as_str());
            let sections = edition.sections.iter().map(|section| section.title.as_str());
            for label in rows.chain(columns).chain(sections).chain([edition.document.title.as_str()]) {
                assert!(!FINDER.is_match(label), "{label}");
            }
        }
    }
}
