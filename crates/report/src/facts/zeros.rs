//! 未收到, 无, 没有: counts that are zero because the report says there were none.

use std::ops::Range;

use rust_decimal::Decimal;

use super::counts::phrase::{is_another_fee, is_light};
use super::lexicon::{Hit, lexicon};
use super::passage::{Passage, Told};
use super::zero_rules::{NO_FEES, ZeroObject};
use crate::model::{Exactness, Fact};

/// How far an object may stand from its negation, in bytes (some 40 characters).
const REACH: usize = 120;

/// Aims, not reports.
const AIMS: [&str; 5] = ["确保", "防止", "避免", "力争", "严防"];

/// Words between negation and object that deny something else (没有及时答复公开申请).
const OTHER_DEEDS: [&str; 19] = [
    "拒收", "拒绝", "推诿", "漏办", "拖延", "补正", "答复", "告知", "缴纳", "及时", "按时", "按期", "处理", "超期",
    "逾期", "通知", "直接", "明确", "严格",
];

/// Words after an object that make it a thing (依申请公开栏目) or a cause (公开申请引起的).
const OTHER_THINGS: [&str; 14] =
    ["目录", "栏", "平台", "渠道", "流程", "制度", "人员", "指南", "信箱", "引起", "引发", "导致", "人", "而产生"];

/// The zeros a passage tells. Plans and problems (section five) tell none.
pub(super) fn zeros(passage: &Passage<'_>) -> Vec<Told> {
    let mut facts = Vec::new();
    if passage.paragraph.section == 5 {
        return facts;
    }
    let lexicon = lexicon();
    let mut done = 0;
    for hit in passage.hits.0.iter().filter(|hit| lexicon.negations.has(hit.word)) {
        // 没有 inside 没有收到, and a second negation in words already read.
        let longest = longest_at(passage, hit);
        if longest.start < done || !negates(passage, &longest) {
            continue;
        }
        let Some((found, span)) = objects(passage, &longest) else { continue };
        done = longest.end;
        for object in found {
            facts.extend(fact(passage, object, &longest, span.clone()));
        }
    }
    facts
}

/// The longest negation that starts where this one does.
fn longest_at(passage: &Passage<'_>, hit: &Hit) -> Hit {
    let lexicon = lexicon();
    let reach = hit.start..hit.start + 24;
    let same = passage.hits.within(reach).filter(|other| other.start == hit.start && lexicon.negations.has(other.word));
    *same.max_by_key(|other| other.end).unwrap_or(hit)
}

/// 无 and 零 are parts of many words; only those that negate count.
fn negates(passage: &Passage<'_>, hit: &Hit) -> bool {
    let text = &passage.paragraph.text;
    let before = text.get(..hit.start).and_then(|before| before.chars().next_back()).unwrap_or('。');
    let next = text.get(hit.end..).and_then(|after| after.chars().next()).unwrap_or('。');
    match passage.paragraph.slice(hit.start..hit.end) {
        "无" => !"法需论偿障人关效不正条缝偏此权故须私知力".contains(next) && !"有毫".contains(before),
        "无人" => !"机驾值区售车岛".contains(next),
        // 清零: what there was is done with.
        "零" if matches!(before, '清' | '归') => false,
        "零" => !numeral_around(before) && !numeral_around(next) && !"距售容忍".contains(next),
        "没有" => before != '有',
        _ => true,
    }
}

/// 其他单位均未收到: of those that are left when others did.
fn is_of_the_others(before: &str) -> bool {
    const WHO: [&str; 9] = ["单位", "部门", "乡镇", "镇街", "街道", "科室", "机关", "局", "村"];
    // 我局和其他单位均未收到: of all of them.
    let is_left = |at: usize| {
        let words = before.get(..at).unwrap_or_default().trim_end_matches("所属");
        !words.ends_with(['和', '及', '与', '、'])
    };
    let behind = ["其他", "其它", "其余"].iter().filter_map(|other| before.rfind(other)).filter(|at| is_left(*at));
    behind.filter_map(|at| before.get(at..)).any(|others| WHO.iter().any(|who| others.contains(who)))
}

fn numeral_around(character: char) -> bool {
    character.is_ascii_digit() || super::numeral::is_numeral(character)
}

/// What there was none of, and the words that say so.
fn objects(passage: &Passage<'_>, negation: &Hit) -> Option<(Vec<&'static ZeroObject>, Range<usize>)> {
    let paragraph = &passage.paragraph;
    let index = paragraph.clause_at(negation.start);
    let clause = paragraph.clauses.get(index)?;
    let start = paragraph.text.ceil_char_boundary(clause.span.start.max(negation.start.saturating_sub(REACH)));
    let before = start.min(negation.start)..negation.start;
    let said_before = paragraph.slice(before.clone());
    // 3个月未收到: none in a part of the year.
    let is_of_a_part = ["个月", "季度", "月份", "半年"].iter().any(|part| said_before.trim_end().ends_with(part));
    if is_of_a_part || is_of_the_others(said_before) || AIMS.iter().any(|aim| said_before.contains(aim)) {
        return None;
    }
    let end = paragraph.text.floor_char_boundary(clause.span.end.min(negation.end + REACH));
    let after = negation.end..end.max(negation.end);
    if paragraph.slice(after.clone()).ends_with('的') && clause.closer == Some('，') {
        // 未收到…的，: a rule of procedure.
        return None;
    }
    // 零复议、零诉讼的单位占95%: so many of them had none.
    if ["的单位", "的部门", "的乡镇", "的街道", "的村"].iter().any(|who| paragraph.slice(after.clone()).contains(who))
    {
        return None;
    }
    let said = paragraph.slice(negation.start..negation.end);
    if NO_FEES.contains(&said) {
        let is_told = is_end(paragraph.slice(after.clone())) && is_of_fees_for_requests(passage, index, negation);
        return object("fees_charged").filter(|_| is_told).map(|fees| (vec![fees], before.start..after.end));
    }
    let mut found = objects_in(passage, after.clone(), true);
    found.retain(|object| is_denied_so(said, object, paragraph.slice(after.clone())));
    if said == "零申请" && is_among_zeros(paragraph.slice(before.start..after.end)) {
        found.extend(object("requests_received"));
    }
    if found.is_empty() && is_bare_request(passage, paragraph.slice(after.clone())) {
        found.extend(object("requests_received"));
    }
    if !found.is_empty() {
        let quoted = start.max(negation.start.saturating_sub(60));
        return Some((found, paragraph.text.ceil_char_boundary(quoted)..after.end));
    }
    if let Some(object) = carried(paragraph.slice(before.clone()), paragraph.slice(after.clone())) {
        return Some((vec![object], before.start..after.end));
    }
    if !is_end(paragraph.slice(after.clone())) {
        return None;
    }
    // 行政复议、行政诉讼均未发生
    let found = objects_in(passage, before.clone(), false);
    if !found.is_empty() {
        return Some((found, before.start..after.end));
    }
    // 依申请公开情况：无。
    let earlier = index.checked_sub(1).and_then(|earlier| paragraph.clauses.get(earlier))?;
    let joined =
        matches!(earlier.closer, Some('：' | '，')) && before.len() <= 9 && earlier.sentence == clause.sentence;
    let span = paragraph.text.ceil_char_boundary(earlier.span.end.saturating_sub(REACH).max(earlier.span.start))
        ..earlier.span.end;
    let found = objects_in(passage, span.clone(), false);
    (joined && !found.is_empty()).then_some((found, span.start..after.end))
}

/// 未接到申请, 没有收到任何申请: under a heading that says what the requests are for, nothing more need be said.
fn is_bare_request(passage: &Passage<'_>, after: &str) -> bool {
    // （二）依申请公开情况。全年未接到申请。: the heading may stand in the line itself.
    let text = &passage.paragraph.text;
    let head = text.get(..text.floor_char_boundary(48)).unwrap_or_default();
    let before = head.split_once(['。', '：']).map(|(before, _)| before);
    let says = |heading: &str| ["依申请公开", "公开申请", "申请公开"].iter().any(|words| heading.contains(words));
    let is_about = passage.paragraph.section == 3 || says(&passage.heading) || before.is_some_and(says);
    let mut rest = after;
    for word in ["过", "任何", "有关", "相关", "一件", "群众", "公民", "、", "法人", "和", "或者", "其他组织", "的"]
    {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    // 没有收到法人的申请: others may have asked.
    let names = |who: [&str; 2]| who.iter().any(|who| after.contains(who));
    if names(["法人", "组织"]) && !names(["公民", "群众"]) {
        return false;
    }
    let rest = ["提出的", "提交的", "递交的"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    // 公民、法人或者其他组织的书面申请 is the Regulation's own phrase.
    let is_of_all = ["公民、法人和其他组织", "公民、法人或者其他组织", "公民、法人或其他组织"]
        .iter()
        .any(|who| after.starts_with(who));
    let is_free = passage.heading.is_empty() || passage.heading.contains("公开");
    (is_about || (is_of_all && is_free)) && ["申请", "申请件", "申请事项", "书面申请", "申请书"].contains(&rest)
}

/// 上年无结转: the year stands before the negation, the word after it.
fn carried(before: &str, after: &str) -> Option<&'static ZeroObject> {
    const FROM: [&str; 5] = ["上年", "上年度", "上一年", "上一年度", "去年"];
    const TO: [&str; 4] = ["下年", "下年度", "下一年", "下一年度"];
    if !after.starts_with("结转") {
        return None;
    }
    let names = |years: &[&str]| years.iter().any(|year| before.ends_with(year));
    let subject = if names(&FROM) {
        "requests_carried_in"
    } else if names(&TO) {
        "requests_carried_out"
    } else {
        return None;
    };
    object(subject)
}

fn object(subject: &str) -> Option<&'static ZeroObject> {
    lexicon().objects.iter().map(|(object, _)| *object).find(|object| object.subject == subject)
}

/// 未向我局提出申请, 未对申请收费: such words deny only that.
fn is_denied_so(said: &str, object: &ZeroObject, after: &str) -> bool {
    const BROUGHT: [&str; 4] = ["提出", "提交", "递交", "发起"];
    match said {
        "未对" => object.subject == "fees_charged",
        "未向" => {
            let is_brought = BROUGHT.iter().any(|word| after.contains(word)) || after.starts_with(['我', '本']);
            is_brought && matches!(object.subject, "requests_received" | "reconsideration_cases" | "litigation_cases")
        }
        _ => true,
    }
}

/// 零申请、零复议、零诉讼. 零申请 alone may be a way to get a grant without asking.
fn is_among_zeros(clause: &str) -> bool {
    ["零复议", "零诉讼", "零行政复议", "零行政诉讼"].iter().any(|zero| clause.contains(zero))
}

/// 依申请公开未收费, 收费情况：未收费: of fees for requests, and of no other.
fn is_of_fees_for_requests(passage: &Passage<'_>, clause: usize, negation: &Hit) -> bool {
    const ABOUT: [&str; 7] = ["依申请", "公开申请", "申请公开", "政府信息", "信息公开", "检索", "复制"];
    let paragraph = &passage.paragraph;
    let whole = paragraph.sentence_span(clause);
    let from = paragraph.text.ceil_char_boundary(whole.start.max(negation.start.saturating_sub(REACH)));
    let to = paragraph.text.floor_char_boundary(whole.end.min(negation.end + REACH));
    let sentence = paragraph.slice(from..to);
    let label = sentence.split_once('：').map_or("", |(label, _)| label);
    let of_fees =
        |words: &str| ["收费情况", "收费及减免", "收费和减免", "收费、减免"].iter().any(|of| words.contains(of));
    ABOUT.iter().any(|word| sentence.contains(word) || passage.heading.contains(word))
        || of_fees(label)
        || of_fees(&passage.heading)
}

/// Whether nothing of weight follows a negation: 未发生情况, 无此类案件.
fn is_end(after: &str) -> bool {
    after.chars().all(|character| "情况件现象发生案出事项一起的过".contains(character))
}

fn objects_in(passage: &Passage<'_>, span: Range<usize>, is_after: bool) -> Vec<&'static ZeroObject> {
    let lexicon = lexicon();
    let mut found: Vec<(&'static ZeroObject, &Hit)> = Vec::new();
    // 未收到申请的情况 denies that requests came in.
    let denial = passage.paragraph.text.get(..span.start).unwrap_or_default();
    let comes_in = ["收到", "接到", "受理"].iter().any(|word| denial.ends_with(word));
    for (object, words) in &lexicon.objects {
        let mut named = passage
            .hits
            .within(span.clone())
            .filter(|hit| words.has(hit.word) && is_of_those_who_pay(passage, object, hit));
        let Some(first) = named.next() else { continue };
        // 公开申请 and 申请公开 overlap; the last of a run tells what follows.
        let last = named.take_while(|hit| hit.start < first.end + 12).last().unwrap_or(first);
        let gap = passage.paragraph.slice(span.start..first.start);
        let after = passage.paragraph.slice(last.end..span.end);
        let is_request = object.subject == "requests_received";
        let denied = !is_after
            || !(OTHER_DEEDS.iter().any(|deed| gap.contains(deed))
                || is_request && !comes_in && is_of_a_deed(gap, after)
                || is_request && is_of_another(gap, after));
        let is_other_fee =
            object.subject == "fees_charged" && is_another_fee(passage.paragraph.slice(span.start..last.end));
        let thing = is_request && is_other_thing(after);
        // 申请超期办理零发生: of what stands before the denial only the words behind the object part it.
        let from = if is_after { span.start } else { last.start };
        let is_part = is_part(object, passage.paragraph.slice(from..span.end), last.end - from)
            || (is_after && is_request && is_of_some(gap));
        if denied && !thing && !is_part && !is_other_fee {
            found.push((object, last));
        }
    }
    let dispute = |subject: &str| matches!(subject, "reconsideration_cases" | "litigation_cases" | "complaint_cases");
    let is_dispute = found.iter().any(|(object, _)| dispute(object.subject));
    found
        .into_iter()
        // 因政府信息公开申请被提起行政复议 speaks of reconsideration only; 申请、复议、诉讼 of all.
        .filter(|(object, hit)| {
            object.subject != "requests_received"
                || !is_dispute
                || is_listed(passage.paragraph.slice(hit.end..span.end))
        })
        .map(|(object, _)| object)
        .collect()
}

/// 没有行政事业性收费: of the fees of table 2, and where the words are on disclosure of the fee for requests.
fn is_of_those_who_pay(passage: &Passage<'_>, object: &ZeroObject, fee: &Hit) -> bool {
    const WHOLE: &str = "行政事业性收费";
    const ABOUT: [&str; 3] = ["公开", "申请", "信息处理"];
    if !matches!(object.subject, "fees_charged" | "administrative_fees") {
        return true;
    }
    let paragraph = &passage.paragraph;
    if !paragraph.slice(0..fee.end).ends_with(WHOLE) {
        return true;
    }
    let clause = paragraph.clauses.get(paragraph.clause_at(fee.start)).map_or(0..0, |clause| clause.span.clone());
    let clause = paragraph.slice(clause);
    let is_for_requests = ABOUT.iter().any(|word| clause.contains(word)) || passage.heading.contains("信息处理费");
    is_for_requests == (object.subject == "fees_charged")
}

/// 没有一件行政复议被撤销, 无尚未审结的行政复议: a part of them was denied, not they.
/// `words` are those behind the negation, `end` is where the object ends in them.
fn is_part(object: &ZeroObject, words: &str, end: usize) -> bool {
    let after = words.get(end..).unwrap_or_default();
    // The next denial speaks for itself, and so does what is listed behind a request.
    let stop = ["未", "没有", "无"].iter().filter_map(|negation| after.find(negation)).min().unwrap_or(after.len());
    let is_dispute = matches!(object.subject, "reconsideration_cases" | "litigation_cases");
    let listed = after.find(['、', '和', '与', '及', '或']).filter(|_| !is_dispute).unwrap_or(after.len());
    let own = words.get(..end + stop.min(listed)).unwrap_or_default();
    // 行政复议、行政诉讼及败诉情况: an item of the list, which makes no part of the others.
    let is_listed =
        |at: usize| at >= end && own.get(..at).is_some_and(|before| before.ends_with(['、', '和', '与', '及', '或']));
    object.parts.iter().any(|part| own.match_indices(part).any(|(at, _)| !is_listed(at)))
}

/// 未收到科研机构提出的申请, 未收到网上申请: of one kind of applicants, or by one way, there were none.
fn is_of_some(gap: &str) -> bool {
    const EVERYONE: [&str; 8] = ["公民", "个人", "群众", "任何", "各类", "单位", "社会公众", "等"];
    const APPLICANTS: [&str; 11] =
        ["境外", "外地", "外省", "企业", "科研机构", "公益组织", "法律服务", "律师", "法人", "其他组织", "社会组织"];
    const WAYS: [&str; 14] = [
        "网上",
        "网络",
        "在线",
        "邮箱",
        "电子邮件",
        "信函",
        "邮寄",
        "信件",
        "当面",
        "现场",
        "窗口",
        "传真",
        "平台",
        "线上",
    ];
    let names = |words: &[&str]| words.iter().any(|word| gap.contains(word));
    // 书面或网上 are all the ways there are.
    let is_one_way = names(&WAYS) && !gap.contains('、') && !gap.contains("书面");
    !names(&EVERYONE) && (is_one_way || gap.contains("自然人") != names(&APPLICANTS))
}

/// 无拒收、推诿申请的情况, 没有申请转入司法程序: what was done with requests is denied, not they.
fn is_of_a_deed(gap: &str, after: &str) -> bool {
    const COMES_IN: [&str; 15] = [
        "收到", "接到", "受理", "提出", "提交", "递交", "要求", "需", "应", "任何", "公民", "群众", "居民", "个人",
        "组织",
    ];
    const SITUATIONS: [&str; 5] = ["的情况", "的情形", "的现象", "的问题", "的行为"];
    let is_of_situation = SITUATIONS.iter().any(|word| after.ends_with(word));
    let is_deed = is_of_situation && !gap.is_empty() && !COMES_IN.iter().any(|word| gap.contains(word));
    let own = after.split(['、', '和', '与', '及', '或', '，']).next().unwrap_or_default();
    let is_followed = ["转入", "进入", "转为", "引向", "流转", "退回", "漏", "积压", "办理不", "办理有"]
        .iter()
        .any(|deed| own.starts_with(deed));
    is_deed || is_followed
}

/// 未发生因政府信息公开申请|处理不当引发的事件, 无政府信息公开申请|泄密事件: a request as a cause, or as what another noun
/// belongs to, is not what is denied.
fn is_of_another(gap: &str, after: &str) -> bool {
    let end = ["未", "没有", "无"].iter().filter_map(|next| after.find(next)).min().unwrap_or(after.len());
    let own = after.get(..end).unwrap_or_default();
    let own = own.split(['、', '和', '与', '及', '或', '也', '并', '以', '同', '，']).next().unwrap_or_default();
    let own = ["人"].iter().fold(own, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let tail = ["情形", "现象", "问题", "诉求", "需求", "记录", "政府", "件次", "的", "等", "类"];
    let rest = tail.iter().fold(own.to_owned(), |rest, word| rest.replace(word, ""));
    gap.contains('因') || !is_light(&rest)
}

fn is_other_thing(after: &str) -> bool {
    let near: String = after.chars().take(5).collect();
    // 申请公开 leaves 人 of 申请人 right behind it; 人 further on is nothing.
    OTHER_THINGS.iter().any(|thing| if *thing == "人" { near.starts_with('人') } else { near.contains(thing) })
}

/// Whether a noun is followed by another of its list.
fn is_listed(after: &str) -> bool {
    let mut rest = after;
    for word in ["的", "政府信息", "公开", "申请", "事项", "情况", "案件", "件"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    ["、", "和", "与", "及", "以及", "或"].iter().any(|separator| rest.starts_with(separator))
}

fn fact(passage: &Passage<'_>, object: &ZeroObject, negation: &Hit, span: Range<usize>) -> Option<Told> {
    let paragraph = &passage.paragraph;
    let (quote, at) = paragraph.quote(span, negation.start)?;
    let fact = Fact {
        subject: object.subject,
        value: Some(Decimal::ZERO),
        unit: Some(object.unit.to_owned()),
        channel: None,
        exactness: Exactness::ImplicitZero,
        raw: Some(paragraph.source(negation.start..negation.end)),
        items: Vec::new(),
        quote,
        at,
        section: paragraph.section,
    };
    Some(Told { at: (passage.number, negation.start), fact })
}
