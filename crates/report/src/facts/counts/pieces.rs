//! Whether a number is one of pieces published, and not of what else is done with them or of another noun.

use std::ops::Range;

use super::phrase::is_light;
use super::{Counter, Found, channel};
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

/// Nouns that are pieces of what is published.
pub(super) const PIECES: [&str; 52] = [
    "信息", "事项", "内容", "数据", "条目", "文件", "动态", "稿件", "文章", "图文", "视频", "推文", "作品", "图解",
    "短片", "消息", "公告", "通知", "解读", "产品", "案例", "简报", "公报", "海报", "页", "新闻", "要闻", "资讯",
    "报道", "广告", "标语", "图片", "照片", "短信", "材料", "资料", "法规", "政策", "原创", "节目", "音频", "漫画",
    "动漫", "长图", "通告", "公文", "通报", "稿", "发文", "问答", "微博", "预警",
];

/// Verbs of publishing.
const PUBLISHED: [&str; 37] = [
    "公开", "发布", "公布", "公示", "推送", "更新", "发送", "上传", "转发", "转载", "刊发", "刊登", "发表", "播放",
    "张贴", "编发", "编印", "编制", "印发", "发放", "投放", "制作", "登载", "播出", "滚动", "上线", "推出", "宣传",
    "披露", "播报", "刊载", "发出", "录入", "发文", "发博", "发稿", "发帖",
];

/// What else is done with pieces.
const OTHER_DEEDS: [&str; 48] = [
    "征集", "评选", "参赛", "清查", "审核", "审查", "校对", "核查", "把关", "采集", "收集", "搜集", "整理", "梳理",
    "归集", "撤回", "撤下", "删除", "下架", "下线", "清理", "抽查", "抽检", "检查", "监测", "巡查", "排查", "归档",
    "备案", "调整", "研判", "评估", "纠正", "更正", "修改", "修订", "整改", "收到", "核对", "复核", "调取", "移交",
    "提交", "更换", "维修", "修缮", "拆除", "翻新",
];

/// Deeds after which a piece is public no longer.
const GONE: [&str; 7] = ["删除", "撤下", "撤回", "下架", "下线", "清理", "清查"];

/// Facts of one sentence looked back at; no real one has more.
pub(super) const MANY: usize = 16;

/// Words that may stand between pieces or a verb and their number, besides those that name nothing anywhere.
const BETWEEN: [&str; 18] = [
    "号",
    "更新量",
    "发布量",
    "公开量",
    "推送量",
    "条数",
    "篇数",
    "次数",
    "各类",
    "各种",
    "一共",
    "总条",
    "数据",
    "更新",
    "篇",
    "条",
    "量",
    "新增",
];

impl Counter<'_, '_> {
    /// 审核信息1500条, 更新公开指南1次: nothing was published, or another noun is what is counted.
    pub(super) fn counts_pieces(&self, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        let rest = self.rest(quantity);
        if self.is_of_something_done(quantity) || is_of_another_deed(&own) {
            return false;
        }
        // 篇 measures pieces only.
        if matches!(quantity.unit, Some("篇" | "则" | "篇次")) || PIECES.iter().any(|piece| rest.contains(piece)) {
            return true;
        }
        let before = self.before_number(spans, quantity);
        let channels = channel::CHANNELS.iter().flat_map(|channel| channel.words.split('|'));
        let anchors = PIECES.iter().chain(&PUBLISHED).copied().chain(channels);
        let end = anchors.filter_map(|anchor| Some(before.rfind(anchor)? + anchor.len())).max();
        end.and_then(|end| before.get(end..)).is_none_or(is_between)
    }

    /// 抽查栏目320个, 对28个账号开展检查, 维修公开栏3个: looked at or mended, and no count of those there are.
    pub(super) fn is_looked_at(&self, quantity: &Quantity) -> bool {
        const LOOKS: [&str; 16] = [
            "补充", "空白", "抽查", "检查", "巡查", "监测", "排查", "督查", "抽检", "普查", "通报", "更换", "维修",
            "修缮", "拆除", "翻新",
        ];
        const OWN: [&str; 8] = ["设", "建", "开通", "现有", "目前", "运营", "新增", "维护"];
        let own = self.governing(quantity);
        let rest = self.rest(quantity);
        let looks = |words: &str| LOOKS.iter().filter_map(|look| words.rfind(look)).max();
        let is_before =
            looks(&own).and_then(|at| own.get(at..)).is_some_and(|after| !OWN.iter().any(|of| after.contains(of)));
        let is_fault = ["整改", "发现", "错", "问题", "死链", "断链"].iter().any(|fault| own.contains(fault));
        is_before || is_fault || (own.contains('对') && looks(rest).is_some())
    }

    /// 收到意见32条，采纳9条: opinions, and not what was submitted.
    pub(super) fn is_of_opinions(&self, quantity: &Quantity) -> bool {
        let words = self.said_before(quantity.number.start);
        ["意见", "建议", "征集"].iter().any(|word| words.contains(word)) && !words.contains("报送")
    }

    /// 公开建议提案办理答复8件: replies published.
    pub(super) fn is_of_replies_published(&self, quantity: &Quantity) -> bool {
        const REPLIES: [&str; 6] = ["办理结果", "办理答复", "办理情况", "复文", "答复函", "办理总结"];
        let own = self.own(quantity);
        // 公开办理结果26件（人大建议15件、政协提案11件）: of the replies, by kind.
        let said = self.said_before(quantity.span.start);
        let is_by_kind =
            said.rfind('（').is_some_and(|open| said.get(open..).is_some_and(|inner| !inner.contains('）')))
                || own.trim_start_matches('，').starts_with("其中");
        let words = if is_by_kind { said } else { own.as_str() };
        ["公开", "公布", "公示", "发布"].iter().any(|verb| words.contains(verb))
            && REPLIES.iter().any(|reply| words.contains(reply))
    }

    /// 在县政府网站设专栏1个，发布信息275条: what went out there, on the one site named in the clause before.
    fn of_column_before(&self, left: &Range<usize>, quantity: &Quantity) -> Option<Found> {
        const DEEDS: [&str; 4] = ["发布", "公开", "推送", "更新"];
        let paragraph = &self.passage.paragraph;
        let own = paragraph.slice(left.clone());
        let from = left.end - self.said_before(left.end).len();
        let before = paragraph.slice(from..left.start).trim_end_matches('，');
        let clause = before.rsplit(['，', '；', '：']).next().unwrap_or_default();
        let span = from + before.len() - clause.len()..from + before.len();
        let has_column = ["专栏", "栏目"].iter().any(|column| clause.contains(column))
            && ["设", "开"].iter().any(|verb| clause.contains(verb));
        let is_of_pieces = quantity.units.meets(Units::ITEMS) && DEEDS.iter().any(|deed| own.contains(deed));
        let named = self.passage.channels_in(span.clone());
        let (channel, _) = named.first()?;
        if !has_column || !is_of_pieces || channel.id != "website" || named.len() > 1 || clause.contains('等') {
            return None;
        }
        (!self.is_blocked(left, quantity)).then(|| self.named(std::slice::from_ref(&span))).flatten()
    }

    /// 公众号粉丝2.3万，发布信息860条: a channel of which the number before told goes on publishing.
    pub(super) fn of_channel_before(&self, left: &Range<usize>, quantity: &Quantity) -> Option<Found> {
        const DEEDS: [&str; 9] = ["信息发布量", "发布量", "推送量", "发布", "推送", "发文", "推文", "发博", "更新"];
        const WORKS: [&str; 12] =
            ["信息", "动态", "文章", "图文", "视频", "稿件", "作品", "原创", "各类", "政务", "内容", "短视频"];
        let paragraph = &self.passage.paragraph;
        let own = paragraph.slice(left.clone());
        let sentence = paragraph.sentence_span(paragraph.clause_at(left.end)).start;
        let rest = DEEDS.iter().chain(&WORKS).fold(own.to_owned(), |rest, word| rest.replace(word, ""));
        if let Some(found) = self.of_column_before(left, quantity).filter(|_| is_light(&rest)) {
            return Some(found);
        }
        // 政务新媒体45个，其中公众号31个，全年发布2.9万条: by all of them.
        let of_all = |other: &&crate::facts::passage::Told| {
            other.at.1 >= sentence && other.fact.subject == "accounts" && other.fact.channel == Some("new_media")
        };
        let last = self.facts.last()?;
        let mut near = self.facts.iter().rev().take(MANY);
        let told = near.find(of_all).filter(|_| last.fact.subject == "accounts").unwrap_or(last);
        let is_of_channel = ["_followers", "_reads", "_views", "_visits"].iter().any(|of| told.fact.subject.ends_with(of))
                // 政务新媒体账号12个，发布信息6300条: by all the new media together.
                || (told.fact.subject == "accounts"
                    && (told.fact.channel == Some("new_media")
                        || told.fact.value.is_some_and(|value| value == rust_decimal::Decimal::ONE)));
        let channel = channel::CHANNELS.iter().find(|channel| Some(channel.id) == told.fact.channel)?;
        let is_medium =
            matches!(channel.id, "weibo" | "short_video" | "wechat" | "toutiao" | "app" | "new_media" | "website");
        if told.at.1 < sentence || !is_of_channel || !is_medium || own.contains("公开") {
            return None;
        }
        if !quantity.units.meets(Units::ITEMS) || !DEEDS.iter().any(|deed| own.contains(deed)) {
            return None;
        }
        if !is_light(&rest) || self.is_blocked(left, quantity) {
            return None;
        }
        // 开通公众号1个、视频号1个，全年发布540条: by both of them.
        let others = self.facts.iter().filter(|other| other.at.1 >= sentence && other.fact.subject == "accounts");
        let is_of_several = others.filter_map(|other| other.fact.channel).any(|other| other != channel.id);
        if is_of_several && told.fact.subject == "accounts" {
            return Some(Found { subject: "new_media_posts", channel: Some("new_media"), items: Vec::new() });
        }
        Some(Found { subject: channel.items, channel: Some(channel.id), items: Vec::new() })
    }
}

/// Whether words name nothing between pieces and their number.
fn is_between(words: &str) -> bool {
    is_light(&BETWEEN.iter().fold(words.to_owned(), |rest, word| rest.replace(word, "")))
}

/// 审核信息1500条, 信息公开审查1500条. 审核后发布1500条 was published, and so was 公开监督检查信息30条.
fn is_of_another_deed(own: &str) -> bool {
    let Some(deed) = OTHER_DEEDS.iter().filter_map(|deed| own.rfind(deed)).max() else { return false };
    let (before, after) = own.split_at(deed);
    // 删除失效公开信息60条: what was public is gone. 清理后公开 was published.
    let is_gone = GONE.iter().any(|gone| after.starts_with(gone)) && after.contains("公开信息");
    if is_gone && !after.contains(['后', '并', '再', '重', '、', '新']) {
        return true;
    }
    let publishes = |words: &str| {
        PUBLISHED.iter().any(|verb| {
            words.match_indices(verb).any(|(at, _)| {
                // 公开前 is no publishing yet, 公开栏 no publishing at all.
                let is_before = words.get(at + verb.len()..).is_some_and(|next| next.starts_with(['前', '后', '栏']));
                // 调取信息公开案件材料: a noun, and no deed.
                let is_noun = *verb == "公开"
                    && words.get(..at).is_some_and(|before| before.ends_with("信息") || before.ends_with("政务"))
                    && words.get(at + verb.len()..).is_some_and(|after| !is_between(after));
                let is_to_come = words.get(..at).is_some_and(|before| before.ends_with(['拟', '待']));
                // 梳理|公开事项: what was gone through is what is public.
                let is_object = *verb == "公开" && words.get(..at).is_some_and(|deed| OTHER_DEEDS.contains(&deed));
                !is_before && !is_to_come && !is_noun && !is_object
            })
        })
    };
    let is_object = publishes(before) && PIECES.iter().any(|piece| after.contains(piece));
    !publishes(after) && !is_object
}
