//! What a paragraph is about that does not say so itself.

use super::count_rules::FOREIGN;
use super::matter::Matter;

/// Whether 共收到申请20件 is about requests for information: the paragraph before speaks of these and of nothing else, or
/// the paragraph has the form's own words for what became of them or for who asked, and none of other business.
pub(super) fn is_of_requests(text: &str, before: Option<Matter>) -> bool {
    // No 申请 of something: 申请低保, 入学申请.
    const RECEIVED: [&str; 12] = [
        "收到申请",
        "受理申请",
        "收到的申请",
        "接到申请",
        "接收申请",
        "收到书面申请",
        "新收申请",
        "受理的申请",
        "自然人申请",
        "公民申请",
        "件申请",
        "申请人",
    ];
    const SAID: [&str; 13] = [
        "网上申请",
        "信函申请",
        "当面申请",
        "本年新收",
        "上年结转",
        "结转下年",
        "结转下一年",
        "结转至下",
        "结转到下",
        "自然人",
        "法人",
        "本机关不掌握",
        "逾期不补正",
    ];
    const HANDLED: [&str; 6] = ["办结", "答复", "办理", "处理", "办复", "收到"];
    // 信访举报投诉类 is a row of the form.
    let text = &["信访举报投诉类", "信访、举报、投诉类", "信访举报类", "信访投诉类", "举报投诉类", "信访类"]
        .iter()
        .fold(text.to_owned(), |text, row| text.replace(row, ""));
    let outcomes = outcomes(text);
    let received = RECEIVED.iter().any(|word| text.contains(word));
    let has_said = SAID.iter().any(|word| text.contains(word)) || (received && is_by_ways(text));
    let said = before == Some(Matter::Requests) || outcomes > 0 || has_said;
    // 全年办结24件，其中予以公开12件; 予以公开21件，部分公开9件.
    let handled = HANDLED.iter().any(|word| text.contains(word)) && (outcomes > 0 || before == Some(Matter::Requests));
    let goes_on = before == Some(Matter::Requests) && text.contains("办结") && text.contains("结转");
    let is_told = goes_on || (received && said) || (handled && outcomes > 0 && is_counted(text));
    let is_told = is_told || outcomes > 1 || (text.contains(['件', '份', '宗']) && outcomes + reasons(text) > 1);
    is_told && !is_foreign(text) && !OTHERS.iter().any(|word| text.contains(word))
}

/// What else is answered or disclosed than requests.
const OTHERS: [&str; 9] = ["提案", "建议", "公文", "发文", "文件", "行政许可", "行政处罚", "投诉", "举报"];

/// How many of the form's words for what became of a request stand in a text.
fn outcomes(text: &str) -> usize {
    ["予以公开", "部分公开", "无法提供", "不予公开", "不予处理"].iter().filter(|word| text.contains(*word)).count()
}

/// How many of the form's rows that give a reason stand in a text.
fn reasons(text: &str) -> usize {
    const REASONS: [&str; 10] = [
        "第三方合法权益",
        "三类内部事务",
        "四类过程性信息",
        "过程性信息",
        "行政执法案卷",
        "行政查询事项",
        "不掌握相关政府信息",
        "需要另行制作",
        "需另行制作",
        "重复申请",
    ];
    REASONS.iter().filter(|word| text.contains(*word)).count()
}

/// 网络17件、信函8件: numbers by two ways in which requests come in.
fn is_by_ways(text: &str) -> bool {
    const WAYS: [&str; 13] =
        ["网上", "网络", "在线", "线上", "邮箱", "邮件", "平台", "信函", "邮寄", "信件", "当面", "现场", "传真"];
    let is_number = |next: char| next.is_ascii_digit() || super::numeral::is_numeral(next);
    let counted = WAYS.iter().filter(|way| {
        text.match_indices(*way).any(|(at, _)| {
            let after = text.get(at + way.len()..).unwrap_or_default();
            let after = ["方式", "渠道", "提交", "申请"]
                .iter()
                .fold(after, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            after.starts_with(is_number)
        })
    });
    counted.count() > 1
}

/// 予以公开12件: a number stands right behind such a word.
fn is_counted(text: &str) -> bool {
    ["予以公开", "部分公开", "无法提供", "不予公开", "不予处理"].iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let after = text.get(at + word.len()..).unwrap_or_default().trim_start_matches(['的', '为', '共', '有']);
            after.starts_with(|next: char| next.is_ascii_digit() || super::numeral::is_numeral(next))
        })
    })
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
    // 发生行政复议1件，结果为维持: what came upon the body, and not what it decides.
    const HAPPENED: [&str; 5] = ["发生行政", "被申请行政复议", "被提起行政", "产生行政", "引发行政"];
    let both = text.contains("行政复议") && text.contains("行政诉讼");
    let happened = HAPPENED.iter().any(|word| text.contains(word));
    let is_foreign = FOREIGN.iter().any(|word| text.contains(word) || heading.contains(word));
    (both || happened) && RESULTS.iter().any(|word| text.contains(word)) && !is_foreign
}
