//! Disorders of labels, headings and titles.

use gongkai_documents::Block;
use gongkai_report::{CellAddress, TableId};

use super::draft::Draft;

pub(super) fn split_header_words(draft: &mut Draft) {
    draft.relabel(|label| match label {
        "结果维持" => "结果\n维持".to_owned(),
        "结果纠正" => "结 果\n纠 正".to_owned(),
        "其他结果" => "其他\n结果".to_owned(),
        "尚未审结" => "尚\u{3000}未\n审 结".to_owned(),
        "商业企业" => "商 业 企\n业".to_owned(),
        "社会公益组织" => "社会公\n益组织".to_owned(),
        "本年新公开数量" => "本年新\n公开数量".to_owned(),
        other => other.to_owned(),
    });
}

pub(super) fn write_vertically(draft: &mut Draft) {
    draft.relabel(|label| {
        let group = label.starts_with("三、") || label.starts_with("（三）") || label.starts_with("（五）");
        if group { label.chars().map(String::from).collect::<Vec<_>>().join("\n") } else { label.to_owned() }
    });
}

pub(super) fn cut_group_label(draft: &mut Draft) {
    draft.relabel(|label| match label {
        "（四）无法提供" => "（四）无\n-4-\n法提供".to_owned(),
        other => other.to_owned(),
    });
}

/// Wordings met in published reports, among them one that drops 行政.
pub(super) fn vary(draft: &mut Draft) {
    draft.relabel(|label| match label {
        "三、本年度办理结果" => "三、本年度办结结果".to_owned(),
        "2.其他法律行政法规禁止公开" => "2.其他法律法规禁止公开".to_owned(),
        "（六）其他处理" => "(六) 其他".to_owned(),
        "社会公益组织" => "社会公益".to_owned(),
        "行政规范性文件" => "规范性文件".to_owned(),
        "本年收费金额（单位：万元）" => "本年收费金额（单位：万元，保留4位小数）".to_owned(),
        "本年制发件数" => "本年(2023)制发件数".to_owned(),
        other => other.to_owned(),
    });
}

pub(super) fn vary_glyphs(draft: &mut Draft) {
    draft.relabel(|label| {
        let narrow = label.replace('（', "(").replace('）', ") ").replace('：', ":").replace('，', ",");
        match narrow.split_once('.') {
            Some((number, rest)) if number.len() == 1 => format!("{number}．{rest}"),
            _ => narrow,
        }
    });
}

pub(super) fn bookmark(draft: &mut Draft) {
    draft.relabel(|label| match label {
        "8.属于行政查询事项" => format!("[bookmark: _GoBack]{label}"),
        other => other.to_owned(),
    });
}

pub(super) fn lose_brackets(draft: &mut Draft) {
    draft.relabel(|label| match label {
        "第二十条第（一）项" => "第二十条 第（一）项".to_owned(),
        "第二十条第（五）项" => "第二十条(五)项".to_owned(),
        "第二十条第（六）项" => "第二十条第".to_owned(),
        "第二十条第（八）项" => String::new(),
        other => other.to_owned(),
    });
}

pub(super) fn lose_row_label(draft: &mut Draft) {
    draft.relabel(|label| if label == "规章" { "\u{3000}\u{3000}".to_owned() } else { label.to_owned() });
    mark_uncertain(draft, |address| address.row() == "regulation");
}

pub(super) fn cut_headers(draft: &mut Draft) {
    draft.relabel(|label| if label.starts_with("本年新") { "本年新".to_owned() } else { label.to_owned() });
    mark_uncertain(draft, |address| ["made", "newly_public"].contains(&address.column()));
}

fn mark_uncertain(draft: &mut Draft, chosen: impl Fn(CellAddress) -> bool) {
    let cells: Vec<CellAddress> =
        draft.truth.of_table(TableId::T2).map(|(address, _)| address).filter(|address| chosen(*address)).collect();
    draft.uncertain.extend(cells);
}

pub(super) fn vary_headings(draft: &mut Draft) {
    draft.rehead(2, |heading| match heading {
        "一、总体情况" => "一、概述".to_owned(),
        "二、主动公开政府信息情况" => "二、主动公开政务信息情况".to_owned(),
        "四、政府信息公开行政复议、行政诉讼情况" => {
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况".to_owned()
        }
        "五、存在的主要问题及改进情况" => "五、政府信息公开工作存在的主要问题及改进情况".to_owned(),
        other => other.to_owned(),
    });
}

pub(super) fn lose_year_word(draft: &mut Draft) {
    draft.rehead(1, |title| title.replacen('年', "", 1));
    draft.document.title = None;
}

pub(super) fn lose_title(draft: &mut Draft) {
    draft.document.title = None;
    draft.document.blocks.retain(|block| !matches!(block, Block::Heading(heading) if heading.level == 1));
}
