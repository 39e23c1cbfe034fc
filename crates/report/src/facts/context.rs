//! What a paragraph is about that does not say so itself.

use super::count_rules::FOREIGN;
use super::matter::Matter;

/// Whether 共收到申请20件 is about requests for information: the paragraph before speaks of these and of nothing else, or
/// the paragraph has the form's own words for what became of them, and none of other business.
pub(super) fn is_of_requests(text: &str, before: Option<Matter>) -> bool {
    const OUTCOMES: [&str; 9] =
        ["本年新收", "结转下年", "结转下一年", "结转至下", "结转到下", "予以公开", "部分公开", "无法提供", "不予公开"];
    // No 申请 of something: 申请低保, 入学申请.
    const RECEIVED: [&str; 7] =
        ["收到申请", "受理申请", "收到的申请", "接到申请", "接收申请", "收到书面申请", "新收申请"];
    let received = RECEIVED.iter().any(|word| text.contains(word));
    let said = before == Some(Matter::Requests) || OUTCOMES.iter().any(|word| text.contains(word));
    received && said && !is_foreign(text)
}

/// Whether words name other business than requests for information.
pub(super) fn is_foreign(text: &str) -> bool {
    FOREIGN.split('|').any(|word| text.contains(word))
}

/// Whether 行政复议3件，其中维持2件；行政诉讼1件 is about the disputes of table 4: both kinds and a result of the form's, and
/// no word, there or in the heading, of a body that decides such cases or is sued over other matters.
pub(super) fn are_disputes_of_the_form(heading: &str, text: &str) -> bool {
    const RESULTS: [&str; 5] = ["维持", "纠正", "尚未审结", "其他结果", "未经复议"];
    const FOREIGN: [&str; 14] = [
        "办理",
        "审理",
        "承办",
        "受理",
        "出庭",
        "应诉",
        "调解",
        "法治",
        "依法行政",
        "执法",
        "信访",
        "负责人",
        "胜诉",
        "法院",
    ];
    let both = text.contains("行政复议") && text.contains("行政诉讼");
    let is_foreign = FOREIGN.iter().any(|word| text.contains(word) || heading.contains(word));
    both && RESULTS.iter().any(|word| text.contains(word)) && !is_foreign
}
