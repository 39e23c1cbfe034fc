//! Lists in prose: the channels used, the topics disclosed.

use std::ops::Range;

use super::lexicon::lexicon;
use super::passage::{Passage, Told};
use super::statements::statement_fact;

/// Longest entry, in bytes (some 20 characters); longer stretches are sentences, not entries.
const LONGEST_ENTRY: usize = 60;

/// Words after 等 that end a list.
const ENDS: [&str; 10] = ["内容", "方面", "重点", "领域", "工作", "多种", "形式", "渠道", "平台", "方式"];

/// What a list of topics is introduced by.
const DISCLOSING: [&str; 5] = ["公开了", "公开", "公布", "公示", "发布"];

/// Topics that tell a list of disclosed topics from other lists.
const TOPICS: [&str; 22] = [
    "机构",
    "职能",
    "领导",
    "财政",
    "预算",
    "决算",
    "政策",
    "人事",
    "规划",
    "收支",
    "联系电话",
    "应急",
    "民生",
    "采购",
    "解读",
    "舆情",
    "权责清单",
    "行政许可",
    "行政处罚",
    "重点工作",
    "办事指南",
    "收费",
];

/// Shortest list of topics that is taken for one.
const FEWEST_TOPICS: usize = 4;

/// The channels a passage says are used, each list once; lists that name no new channel are left out by the caller.
pub(super) fn channels(passage: &Passage<'_>) -> Vec<Told> {
    let mut facts = Vec::new();
    if passage.paragraph.section == 5 {
        return facts;
    }
    let named = passage.channels_in(0..passage.paragraph.text.len());
    let mut rest = named.as_slice();
    while let Some(((_, first), more)) = rest.split_first() {
        let mut end = first.end;
        let mut taken = 0;
        for (_, range) in more {
            if !joins(passage.paragraph.slice(end..range.start)) {
                break;
            }
            end = range.end;
            taken += 1;
        }
        let chain = rest.get(..=taken).unwrap_or_default();
        rest = more.get(taken..).unwrap_or_default();
        if taken > 0 && is_said_used(passage, first.start, end) {
            let start = entry_start(passage, first.start);
            let items = channel_entries(passage, start, chain.iter().map(|(_, range)| range.end).max().unwrap_or(end));
            facts.extend(statement_fact(passage, "channels", start..end, items));
        }
    }
    facts
}

/// Whether the words between two channels make them neighbours in a list.
fn joins(gap: &str) -> bool {
    const SEPARATORS: [char; 6] = ['、', '和', '与', '及', '或', '，'];
    // The channel's name may go on: 联络站|平台.
    let gap = gap.trim_start_matches("平台").trim_start_matches("账号").trim_start_matches(['”', '》', '"']);
    gap.starts_with(SEPARATORS) && gap.len() <= LONGEST_ENTRY / 2 && !gap.contains(['。', '；', '：']) && {
        // A comma joins only channels that follow at once; more is a new clause.
        !gap.contains('，') || gap.chars().count() <= 4
    }
}

fn is_said_used(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let lexicon = lexicon();
    let paragraph = &passage.paragraph;
    let from = paragraph
        .text
        .ceil_char_boundary(start.saturating_sub(90).max(paragraph.sentence_span(paragraph.clause_at(start)).start));
    let to = paragraph.clauses.get(paragraph.clause_at(end)).map_or(end, |clause| clause.span.end);
    let to = paragraph.text.floor_char_boundary(to.min(end + 36));
    passage.hits.words(from.min(start)..to.max(end)).meets(&lexicon.channel_cues)
}

/// Where the entry that holds a channel's name starts: after the last mark, separator or verb before it.
fn entry_start(passage: &Passage<'_>, at: usize) -> usize {
    const STARTS: [&str; 24] = [
        "、", "和", "与", "及", "，", "：", "。", "；", "（", "通过", "利用", "采取", "采用", "运用", "借助", "依托",
        "结合", "包括", "以", "用", "在", "发挥", "由", "了",
    ];
    let text = &passage.paragraph.text;
    let from = text.ceil_char_boundary(at.saturating_sub(LONGEST_ENTRY / 2)).min(at);
    let before = passage.paragraph.slice(from..at);
    let start = STARTS.iter().filter_map(|start| Some(before.rfind(start)? + start.len())).max();
    from + start.unwrap_or(before.len())
}

/// The entries of a list of channels, the words between them included as their own.
fn channel_entries(passage: &Passage<'_>, start: usize, end: usize) -> Vec<String> {
    let paragraph = &passage.paragraph;
    // The last entry goes on to the list's end: 联络站|平台.
    let after = paragraph.text.floor_char_boundary((end + 18).min(paragraph.text.len()));
    let tail = paragraph.slice(end..after.max(end));
    let tail = ["平台", "账号", "资料"].iter().find(|word| tail.starts_with(**word)).map_or(0, |word| word.len());
    split(passage, start..end + tail, &["、", "和", "与", "以及", "及", "，", "或"])
}

fn split(passage: &Passage<'_>, span: Range<usize>, separators: &[&str]) -> Vec<String> {
    let paragraph = &passage.paragraph;
    let mut entries = Vec::new();
    let mut start = span.start;
    while start < span.end {
        let rest = paragraph.slice(start..span.end);
        let cut = separators.iter().filter_map(|separator| Some((rest.find(separator)?, separator.len()))).min();
        let (length, skip) = cut.unwrap_or((rest.len(), 0));
        let entry = paragraph.source(start..start + length);
        if !entry.is_empty() {
            entries.push(entry);
        }
        if cut.is_none() {
            break;
        }
        start += length + skip;
    }
    entries
}

/// The entries of the first list of three or more in the clauses of a span: 财政信息、重点领域、政策解读等内容.
pub(super) fn entries(passage: &Passage<'_>, span: Range<usize>) -> Vec<String> {
    let paragraph = &passage.paragraph;
    let first = paragraph.clause_at(span.start);
    for clause in paragraph.clauses.iter().skip(first).take_while(|clause| clause.span.end <= span.end) {
        let found = list_in(passage, clause.span.clone());
        if found.len() >= 3 {
            return found;
        }
    }
    Vec::new()
}

/// The entries of a list that fills the end of a clause.
fn list_in(passage: &Passage<'_>, clause: Range<usize>) -> Vec<String> {
    const OPENERS: [&str; 9] = ["公开了", "公布了", "公开", "公布", "公示", "发布", "包括", "反映", "在"];
    let paragraph = &passage.paragraph;
    let words = paragraph.slice(clause.clone());
    let Some(first) = words.find('、') else { return Vec::new() };
    let before = words.get(..first).unwrap_or_default();
    let opened = OPENERS.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max().unwrap_or(0);
    let body = words.get(opened..).unwrap_or_default();
    let end =
        body.match_indices('等').find(|(at, mark)| ends_list(body, at + mark.len())).map_or(body.len(), |(at, _)| at);
    let start = clause.start + opened;
    let mut entries = split(passage, start..start + end, &["、"]);
    if let Some(last) = entries.pop() {
        entries.extend(halves(&last));
    }
    if let Some(opening) = entries.first_mut() {
        // 街道的机构设置: the owner is no part of the topic.
        if let Some((owner, topic)) =
            opening.split_once('的').filter(|(owner, topic)| owner.chars().count() <= 5 && !topic.is_empty())
        {
            let _ = owner;
            *opening = topic.to_owned();
        }
    }
    entries.retain(|entry| entry.len() <= LONGEST_ENTRY);
    entries
}

/// Whether 等 closes the list: at the clause's end or before a word that sums up (等内容). 部门负责人等信息联系电话 goes on.
fn ends_list(body: &str, after: usize) -> bool {
    let rest = body.get(after..).unwrap_or_default();
    rest.chars().count() <= 4 || ENDS.iter().any(|word| rest.starts_with(word))
}

/// The last two entries of a list are often joined by 和.
fn halves(entry: &str) -> Vec<String> {
    for separator in ["以及", "和"] {
        if let Some((one, two)) = entry.split_once(separator).filter(|(one, two)| one.len() >= 6 && two.len() >= 6) {
            return vec![one.to_owned(), two.to_owned()];
        }
    }
    vec![entry.to_owned()]
}

/// Topics a passage says are disclosed, as one list; those that stand beside a catalogue belong to the catalogue.
pub(super) fn disclosed_topics(passage: &Passage<'_>) -> Option<Told> {
    let paragraph = &passage.paragraph;
    if paragraph.section == 5 || paragraph.is_heading {
        return None;
    }
    let mut clause = 0;
    while let Some(first) = paragraph.clauses.get(clause) {
        let number = first.sentence;
        let sentence = paragraph.sentence_span(clause);
        let after = paragraph.clauses.partition_point(|clause| clause.sentence <= number);
        let clauses = paragraph.clauses.get(clause..after).unwrap_or_default();
        clause = after;
        if paragraph.slice(sentence).contains("目录") {
            continue;
        }
        let (mut items, mut span) = (Vec::new(), None::<Range<usize>>);
        for clause in clauses {
            let found = disclosed_in(passage, clause.span.clone());
            if found.is_empty() {
                continue;
            }
            items.extend(found);
            span = Some(span.map_or(clause.span.clone(), |span| span.start..clause.span.end));
        }
        if items.len() >= FEWEST_TOPICS
            && let Some(span) = span
        {
            return statement_fact(passage, "disclosed_topics", span, items);
        }
    }
    None
}

fn disclosed_in(passage: &Passage<'_>, clause: Range<usize>) -> Vec<String> {
    let words = passage.paragraph.slice(clause.clone());
    let Some((at, word)) = DISCLOSING.iter().filter_map(|word| Some((words.find(word)?, *word))).min() else {
        return Vec::new();
    };
    let topics = words.get(at + word.len()..).unwrap_or_default();
    if TOPICS.iter().filter(|topic| topics.contains(*topic)).count() < 2 {
        return Vec::new();
    }
    if topics.contains('、') {
        return list_in(passage, clause);
    }
    let start = clause.start + at + word.len();
    halves(&passage.paragraph.source(start..clause.end))
}
