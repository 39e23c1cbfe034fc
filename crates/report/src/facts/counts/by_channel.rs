//! Which channel, or which channels side by side, a number is about.

use std::ops::Range;

use super::phrase::is_light;
use super::pieces::MANY;
use super::{Counter, Found, REACH};
use crate::facts::channel::{self, Channel};
use crate::facts::level;
use crate::facts::passage::Told;
use crate::facts::quantity::Quantity;

/// Sites on which bodies of every kind must file.
pub(super) const OF_NOBODY: [&str; 4] = ["信用中国", "信用网", "招标投标", "采购网"];

impl Counter<'_, '_> {
    pub(super) fn last_channel(&self, spans: &[Range<usize>]) -> Option<&'static Channel> {
        let end = spans.iter().map(|span| span.end).max()?;
        self.passage.channel_at(end)
    }

    pub(super) fn channels(&self, spans: &[Range<usize>]) -> Vec<(&'static Channel, Range<usize>)> {
        spans.iter().flat_map(|span| self.passage.channels_in(span.clone())).collect()
    }

    /// The channel, or the channels side by side, that pieces went out by.
    pub(super) fn named(&self, spans: &[Range<usize>]) -> Option<Found> {
        let mut channels = self.channels(spans);
        let (last, range) = channels.pop()?;
        // 政府公报等纸质文件240份: not of the gazette alone.
        let after = self.passage.paragraph.text.get(range.end..).unwrap_or_default();
        if last.items == last.objects && after.starts_with('等') {
            return None;
        }
        // 在信用中国网站公示: a site of its own kind, and nobody's report.
        let clause = self.said_before(range.start).rsplit(['，', '；']).next().unwrap_or_default();
        if last.id == "website" && OF_NOBODY.iter().any(|name| clause.contains(name)) {
            return None;
        }
        let mut chain = vec![(last, range.clone())];
        let mut start = range.start;
        while let Some((channel, range)) = channels.pop() {
            let gap = self.passage.paragraph.slice(range.end..start);
            if gap.len() > 30 || !gap.trim_start_matches(['”', '》', '等']).starts_with(['、', '和', '与', '及', '以'])
            {
                break;
            }
            start = range.start;
            chain.push((channel, range));
        }
        chain.reverse();
        if chain.iter().all(|(channel, _)| *channel == last) {
            let channel = self.with_level(last, &range);
            return Some(Found { subject: last.items, channel: Some(channel), items: Vec::new() });
        }
        let items = chain.iter().map(|(_, range)| self.passage.paragraph.source(range.clone())).collect();
        let is_in = |id: &str| chain.iter().any(|(channel, _)| channel.id == id);
        let joint = channel::JOINT.iter().find(|(ids, ..)| {
            ids.iter().all(|id| is_in(id)) && chain.iter().all(|(channel, _)| ids.contains(&channel.id))
        });
        Some(match joint {
            Some((_, subject, joint)) => Found { subject, channel: Some(joint), items },
            None => Found { subject: "proactive_items", channel: None, items },
        })
    }

    /// 视频号1个: the account itself right before the number, and nothing said to be published there.
    pub(super) fn account(&self, spans: &[Range<usize>], quantity: &Quantity) -> Option<Found> {
        // What is published there has the same name: 短视频5个.
        const PIECES: [&str; 1] = ["短视频"];
        const PUBLISHED: [&str; 13] =
            ["发布", "推送", "公开", "更新", "发文", "推文", "转发", "制作", "上传", "发表", "拍摄", "播放", "刊发"];
        let own = self.own(quantity);
        let (channel, range) = self.channels(spans).pop()?;
        let name = self.passage.paragraph.slice(range);
        let named = own.trim_end_matches(['各', '”', '共']);
        let is_last = named.ends_with(name) || named.strip_suffix('号').is_some_and(|named| named.ends_with(name));
        let words = self.before_number(spans, quantity);
        let is_account = quantity.unit == Some("个") && channel.objects == "accounts" && !PIECES.contains(&name);
        let is_published = PUBLISHED.iter().any(|verb| words.contains(verb));
        (is_account && is_last && !is_published).then(|| Found {
            subject: "accounts",
            channel: Some(channel.id),
            items: Vec::new(),
        })
    }

    /// Looks at the channel named last; 总阅读量 behind several channels is of all of them.
    pub(super) fn reads(&self, spans: &[Range<usize>], quantity: &Quantity) -> Option<Found> {
        let last = self.last_channel(spans)?;
        let own = self.own(quantity);
        let sentence = quantity.span.start - self.said_before(quantity.span.start).len();
        let is_of_all = ["总", "共", "合计", "累计"].iter().any(|total| own.contains(total))
            && channel::CHANNELS.iter().flat_map(|channel| channel.words.split('|')).all(|name| !own.contains(name));
        let is_medium = |told: &&Told| told.at.1 >= sentence && told.fact.channel.is_some_and(is_new_medium);
        let mut told = self.facts.iter().rev().take(MANY).filter(is_medium).filter_map(|told| told.fact.channel);
        let are_several = told.clone().any(|one| one != last.id);
        let is_among = told.any(|one| one == last.id);
        let found = |subject, channel| Some(Found { subject, channel: Some(channel), items: Vec::new() });
        if is_of_all && is_new_medium(last.id) && are_several && is_among {
            return found("new_media_reads", "new_media");
        }
        found(last.reads, last.id)
    }

    /// 微信、抖音各1个，粉丝合计5.2万人: of several accounts together, and not of the one named last.
    pub(super) fn followers(&self, spans: &[Range<usize>], quantity: &Quantity) -> Option<Found> {
        const TOTALS: [&str; 8] = ["合计", "共计", "总计", "总人数", "总数", "总量", "累计", "共有"];
        let paragraph = &self.passage.paragraph;
        let last = self.last_channel(spans)?;
        let at = quantity.span.start;
        // 三个账号粉丝合计12.4万人: three of those who are followed.
        if quantity.unit == Some("个") && !is_light(self.rest(quantity)) {
            return None;
        }
        if self.is_of_a_name_alone(quantity) {
            return None;
        }
        let of_last = Found { subject: last.followers, channel: Some(last.id), items: Vec::new() };
        let together = Found { subject: "new_media_followers", channel: Some("new_media"), items: Vec::new() };
        // 政务新媒体“示例发布”微信公众号 is one account.
        let is_other =
            |channel: &Channel| channel.objects == "accounts" && channel.id != last.id && channel.id != "new_media";
        // Each of several nouns is read by itself.
        if last.objects != "accounts" || !spans.iter().any(|span| span.end == at) {
            return Some(of_last);
        }
        let own = self.left(self.quantities.partition_point(|before| before.span.start < at), quantity);
        let words = paragraph.slice(own.clone());
        let named = self.passage.channels_in(own.clone());
        if !named.is_empty() {
            // 微信、微博粉丝合计5.2万人.
            let is_joint = named.iter().any(|(channel, _)| is_other(channel)) && !words.ends_with(['各', '均']);
            return Some(if is_joint { together } else { of_last });
        }
        let sentence = paragraph.sentence_span(paragraph.clause_at(at)).start;
        let from = paragraph.text.ceil_char_boundary(sentence.max(at.saturating_sub(REACH))).min(at);
        if !self.passage.channels_in(from..at).iter().any(|(channel, _)| is_other(channel)) {
            return Some(of_last);
        }
        // 公众号发布300条，微博发布20条，粉丝总数2万: whether of all or of the last is not told.
        let of_all = TOTALS.iter().any(|total| words.contains(total));
        if self.are_accounts_counted(from..at) { Some(together) } else { Some(of_last).filter(|_| !of_all) }
    }

    /// “青禾发布”粉丝3.2万: an account by its name; on which channel it is, was not said before, either.
    pub(super) fn is_of_a_name_alone(&self, quantity: &Quantity) -> bool {
        let paragraph = &self.passage.paragraph;
        let own =
            self.left(self.quantities.partition_point(|before| before.span.start < quantity.span.start), quantity);
        let words = paragraph.slice(own.clone());
        let name = words.split_once('“').and_then(|(_, after)| after.split_once('”')).map(|(name, _)| name);
        let said = paragraph.slice(0..own.start);
        name.is_some_and(|name| !said.contains(name)) && self.passage.channels_in(own).is_empty()
    }

    /// 微信公众号1个、视频号1个; 微信、抖音各1个: accounts are counted there, and nothing else.
    fn are_accounts_counted(&self, span: Range<usize>) -> bool {
        let mut between = self.quantities.iter().filter(|one| span.contains(&one.span.start)).peekable();
        between.peek().is_some() && between.all(|one| matches!(one.unit, Some("个" | "家")))
    }

    fn with_level(&self, channel: &'static Channel, range: &Range<usize>) -> &'static str {
        let paragraph = &self.passage.paragraph;
        let clause = paragraph.clauses.get(paragraph.clause_at(range.start)).map_or(0, |clause| clause.span.start);
        let from = paragraph.text.ceil_char_boundary(clause.max(range.start.saturating_sub(REACH)));
        let before = paragraph.slice(from.min(range.start)..range.start);
        let body = self.setting.body.as_deref();
        let is_above = || {
            level::is_above(before, paragraph.slice(range.clone()), self.setting.rank)
                || body.is_some_and(|body| level::is_of_a_department_above(before, body))
        };
        // 在县政府网站和公众号公开612条，其中网站215条: the same site.
        let is_named_before = || {
            let bare = before.trim_start_matches(['，', '、', '（', '：']);
            let sentence = range.start - self.said_before(range.start).len();
            let named = self.passage.channels_in(sentence..range.start);
            let first = named.iter().find(|(named, _)| named.id == "website").filter(|(_, at)| at.end < range.start);
            is_light(bare.strip_prefix("其中").unwrap_or(bare))
                && first.is_some_and(|(site, at)| self.with_level(site, at) == channel::UPPER_WEBSITE)
        };
        if channel.id == "website" && (is_above() || is_named_before()) { channel::UPPER_WEBSITE } else { channel.id }
    }

    /// 在县政府网站设专栏1个，累计点击6.4万次: looks at a site of others.
    pub(super) fn is_on_a_site_above(&self, spans: &[Range<usize>]) -> bool {
        let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
        let from = end - self.said_before(end).len();
        let last = self.passage.channels_in(from..end).pop();
        last.is_some_and(|(channel, range)| self.with_level(channel, &range) == channel::UPPER_WEBSITE)
    }
}

fn is_new_medium(id: &str) -> bool {
    matches!(id, "weibo" | "short_video" | "wechat" | "toutiao" | "app" | "new_media")
}
