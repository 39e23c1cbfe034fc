//! What the words above a column of table 2 say beside the form's.

use super::rows::is_header;
use super::without_years;
use crate::edition::{Column, Group, ValueType};
use crate::read::line::{Kind, Token};
use crate::read::normal::{likeness, normal};
use crate::read::region::is_foreign;
use crate::read::run::{Layout, Run};

/// What a column counts is said by one of these words, in whatever wording.
const SENSES: [(&str, &[&str]); 12] = [
    ("issued", &["制发", "制定", "制作", "新制", "印发", "出台"]),
    ("made", &["制发", "制定", "制作", "新制", "印发", "出台"]),
    ("repealed", &["废止", "废除", "失效"]),
    ("in_force", &["有效", "现行", "存量"]),
    ("newly_public", &["公开"]),
    ("total_public", &["公开"]),
    ("prev_items", &["上一年", "上年", "去年"]),
    ("delta", &["增", "减"]),
    ("decisions", &["决定"]),
    ("fee_amount", &["收费", "金额"]),
    ("procurement_items", &["采购"]),
    ("procurement_amount", &["采购", "金额"]),
];

/// Words of quantities that no column counts.
const OF_NONE: [&str; 6] = ["修订", "修改", "修正", "现有", "本年项目", "当年项目"];

/// Words that leave something out of what is counted.
const LIMITS: [&str; 5] = ["不含", "不包括", "除外", "仅", "其中"];

/// Headings less like the form's than this are told as a warning.
const NEAR: f64 = 0.55;

/// Whether a heading says that it counts something else than the column it stands above.
pub(super) fn is_of_another(word: &str, column: &Column, group: &Group) -> bool {
    if is_foreign(word, group.columns.iter().map(|column| column.label.as_str())) || word.contains("预算") {
        return true;
    }
    let of_this_year = ["本年", "当年", "全年"].iter().any(|year| word.contains(year));
    if word.contains("累计") && !of_this_year && !word.contains("有效") {
        return true;
    }
    let says = |words: &[&str]| words.iter().any(|sense| word.contains(sense));
    if column.value_type == ValueType::Decimal && says(&["项目", "数量", "件数"]) && !says(&["金额", "总额"])
    {
        return true;
    }
    let own = SENSES.iter().find(|(id, _)| *id == column.id).is_some_and(|(_, words)| says(words));
    !own && (says(&OF_NONE) || SENSES.iter().any(|(_, words)| says(words)))
}

/// A heading in other words than the form's above the column with this number, and whether little of the form's is left, or
/// it leaves something out.
pub(super) struct Worded<'l, 'a> {
    pub(super) column: usize,
    pub(super) token: &'l Token<'a>,
    pub(super) is_far: bool,
}

/// The headings of a grid's band that say the form's columns in other words.
pub(super) fn worded<'l, 'a>(header: &Run<'l, 'a>, group: &Group) -> Vec<Worded<'l, 'a>> {
    if !matches!(header.layout, Layout::Grid { .. }) {
        return Vec::new();
    }
    let above = header.values.iter().enumerate().zip(&group.columns);
    let above = above.filter(|((_, token), _)| token.kind == Kind::Label);
    let otherwise = above.filter_map(|((at, token), column)| {
        let (word, form) = (without_years(&token.normal), normal(&column.label));
        let form = form.split('(').next().unwrap_or_default();
        let leaves_out = LIMITS.iter().any(|limit| word.contains(limit));
        let is_form = group.columns.iter().any(|column| is_header(&word, column)) || word.contains(form);
        let is_far = leaves_out || likeness(&word, form) < NEAR;
        (leaves_out || !is_form).then_some(Worded { column: at, token, is_far })
    });
    otherwise.collect()
}
