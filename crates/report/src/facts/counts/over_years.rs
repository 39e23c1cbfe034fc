//! Counts over the years, and this year's own number beside them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Counter;
use super::phrase::is_light;
use crate::facts::passage::years;
use crate::facts::quantity::Quantity;

/// Words of a count that runs over more than the year.
const LONG: [&str; 5] = ["累计", "截至", "截止", "以来", "历年"];

/// 累计 within the year.
const WITHIN: [&str; 8] =
    ["全年累计", "本年累计", "今年累计", "年内累计", "当年累计", "年度累计", "全年共累计", "年累计"];

/// Words this year's own number opens with.
const OWN: [&str; 4] = ["今年", "本年", "当年", "年内"];

/// What stands in the end and is counted as it stands, not as it came: accounts, followers.
const STANDING: [&str; 10] = ["粉丝", "关注", "订阅", "用户", "账号", "公众号开", "开通", "建成", "设置", "设立"];

/// What is done with pieces and requests.
const DEEDS: [&str; 20] = [
    "推文",
    "作品",
    "视频",
    "图文",
    "文章",
    "稿件",
    "新增",
    "新公开",
    "新发布",
    "主动",
    "公开",
    "公布",
    "发布",
    "推送",
    "更新",
    "发文",
    "接收",
    "接到",
    "访问",
    "浏览",
];

impl Counter<'_, '_> {
    /// 累计公开2300条，其中2023年210条; 累计公开2300条，新增210条: a count over the years beside this year's own.
    pub(super) fn is_over_the_years(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let paragraph = &self.passage.paragraph;
        let before = self.said_before(left.end);
        let own = paragraph.slice(left.clone());
        if STANDING.iter().any(|word| own.contains(word)) {
            return false;
        }
        let after = self.said_behind(quantity.span.end);
        if is_said_of_all_years(after) || self.is_behind_own(left, quantity) {
            return true;
        }
        // 公众号开通以来，累计发布8560条; 近年来，累计公开5600条.
        let is_within = WITHIN.iter().chain(&OWN).any(|word| own.contains(word)) || own.contains("全年");
        let is_since = before.contains("以来") || before.contains("近年来");
        if is_since && own.contains("累计") && !is_within && !self.names_own_year(own) {
            return true;
        }
        let part = after.trim_start_matches(['，', '（', '、', '；']);
        let (part, is_share) = part.strip_prefix("其中").map_or((part, false), |part| (part, true));
        let rest = self.without_own_year(part);
        if is_share && rest.is_some() {
            let is_total = ["总量", "总数"].iter().any(|total| own.contains(total)) && part.contains("新增");
            return is_total || LONG.iter().any(|word| before.contains(word));
        }
        let is_new = part.starts_with("新增");
        let is_long = LONG.iter().any(|word| before.contains(word)) && !is_within;
        is_long && self.is_alike_behind(quantity, rest.or_else(|| is_new.then_some(part)))
    }

    /// Words behind this year's name, when they open with it: 2023年|新增.
    fn without_own_year<'w>(&self, words: &'w str) -> Option<&'w str> {
        let named = words.get(.."2023年".len()).filter(|named| self.names_own_year(named));
        let own = named.or_else(|| OWN.iter().copied().find(|word| words.starts_with(word)))?;
        words.get(own.len()..)
    }

    fn names_own_year(&self, words: &str) -> bool {
        self.setting.year.is_some_and(|year| years(words).any(|named| named == year))
    }

    /// Whether the next number is measured alike and the words before it name nothing but what was done. `words` are the
    /// last of those behind the number that are looked at.
    fn is_alike_behind(&self, quantity: &Quantity, words: Option<&str>) -> bool {
        let at = self.quantities.partition_point(|next| next.span.start < quantity.span.end);
        let next = self.quantities.get(at).filter(|next| next.units == quantity.units);
        let (Some(words), Some(next)) = (words, next) else { return false };
        let end = quantity.span.end + self.said_behind(quantity.span.end).len();
        let length = end.checked_sub(next.span.start);
        let between = length.and_then(|length| words.get(..words.len().checked_sub(length)?)).unwrap_or_default();
        let rest = DEEDS.iter().fold(between.to_owned(), |rest, deed| rest.replace(deed, ""));
        !between.is_empty() && is_light(&rest)
    }

    /// 2023年新增公开1240条，累计公开8560条: the second is over the years.
    fn is_behind_own(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let own = self.passage.paragraph.slice(left.clone());
        let Some((at, before)) = self.alike_before(left, quantity) else { return false };
        let words = self.passage.paragraph.slice(self.left(at, before));
        let is_more = quantity.value.zip(before.value).is_none_or(|(all, part): (Decimal, Decimal)| all > part);
        let is_long = own.contains("历年") || (own.contains("累计") && !WITHIN.iter().any(|word| own.contains(word)));
        is_long && is_more && words.contains("新增")
    }

    fn alike_before(&self, left: &Range<usize>, quantity: &Quantity) -> Option<(usize, &Quantity)> {
        let at = self.quantities.partition_point(|before| before.span.start < quantity.span.start).checked_sub(1)?;
        let sentence = self.passage.paragraph.sentence_span(self.passage.paragraph.clause_at(left.end)).start;
        let before = self.quantities.get(at)?;
        (before.units == quantity.units && before.span.start >= sentence).then_some((at, before))
    }
}

/// 新增粉丝2000人: those who came, not those there are.
pub(super) fn is_growth_of_followers(words: &str) -> bool {
    ["粉丝", "关注", "订阅", "用户"].iter().any(|who| words.contains(who))
        && ["新增", "净增", "增粉", "涨粉"].iter().any(|grown| words.contains(grown))
}

/// 8560条（历年累计）.
fn is_said_of_all_years(after: &str) -> bool {
    let remark = after.strip_prefix('（').and_then(|inner| inner.split_once('）')).map_or("", |(remark, _)| remark);
    ["历年", "以来", "累计数", "历史累计"].iter().any(|word| remark.contains(word))
}
