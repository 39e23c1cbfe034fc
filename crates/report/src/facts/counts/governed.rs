//! Whether the word that tells the subject governs the number: 重点领域新设专栏6个 counts columns, 提案办理复文14件 replies.
//!
//! What a body holds is its own only where it held it itself: who came to look, or held it elsewhere, is another.

use std::ops::Range;

use super::Counter;
use super::doings::HELD;
use super::phrase::is_light;
use crate::facts::channel::Channel;
use crate::facts::lexicon::{Groups, lexicon};
use crate::facts::quantity::Quantity;

/// Subjects whose word must stand by the number, and the words that may stand between besides those that name nothing.
const GOVERNED: [(&[&str], &str); 12] = [
    (
        &["trainings", "trainings_attended", "meetings", "inspections", "evaluations", "activities"],
        "活动|会议|培训|班|会|课|讲座|研究|部署|安排|推进|听取|汇报|政务|专题|专项|学习|宣传|检查|督导|督查|抽查|调查|测评|评议|整改|次数|仅",
    ),
    (
        &["open_days", "online_interviews", "press_conferences", "opinion_solicitations"],
        "活动|主题|系列|栏目|做客|节目|直播|播出|规范性文件|意见|意见稿|建议|公告|调查|征集|草案|社会|公众|网上|在线|项目|次数",
    ),
    (
        &["policy_interpretations", "responses_to_opinion"],
        "材料|文章|稿件|稿|政策|文件|产品|作品|社会|公众|群众|关切|热点|问题|舆情|解读|图|视频|形式|次数|单一|仅|机关|媒体|网民|重点|留言",
    ),
    (
        &["messages_answered", "hotline_calls", "consultations"],
        "来电|来访|来信|信件|留言|工单|电话|咨询|投诉|举报|群众|网民|网友|接听|诉求|问题|邮件|回应|现场|求助|建议|转办|交办|事项|信箱|网上|在线|热线|平台|派单|办件|和|与",
    ),
    (&["npc_proposals", "cppcc_proposals", "proposals_handled"], "建议|提案|议案|意见|代表|委员|政协|人大"),
    (&["key_fields"], "领域"),
    (&["columns"], "栏目|专栏|专题|网页|页面|到|由"),
    (&["catalogue_items"], "目录|标准|事项"),
    (&["staff"], "仅|人员|队伍|专人|人|工作|负责"),
    (&["communities", "villages"], "居委会|村委会|行政村|村|居|社区"),
    (&["security_incidents", "leak_incidents", "accountability_cases"], "事件|事故|案件|责任|追究|问责|人员|干部|情形"),
    (&["normative_docs_public"], "行政|主动|发布|全文|解读|网站|文本|均|政策"),
];

/// The same of looks at what was published.
const LOOKS: &str =
    "量|人数|用户|页面|浏览|访问|点击|阅读|播放|阅览|观看|点赞|查阅|查询|次数|人次|咨询|群众|服务|接待|转发|话题|市民";

/// Words that leave what is counted to the clause before, besides those that name nothing.
const ANSWERS: &str = "保留|仅|只有|编辑|出版|成员|受理|收到|接到|接收|办理|办结|答复|其中|总金额|金额|实际|收取|征收|目前|现有|人数|\
    参加|参与|累计|新增|年内|年底|截至|已|设置|设立|建成|开通|报送|采用|录用|完成|发生|产生|涉及|提交至|提交|提出|递交";

impl Counter<'_, '_> {
    /// Whether the subject's word, the last before the number in its clause, stands by it, and no other noun between.
    /// A word behind the number (12个社区) and one in a clause before govern it anyway.
    pub(super) fn governs(&self, subject: &str, near: &Groups, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let is_look = ["_reads", "_views", "_visits"].iter().any(|looks| subject.ends_with(looks));
        let named = GOVERNED.iter().find(|(subjects, _)| subjects.contains(&subject)).map(|(_, between)| *between);
        let Some(between) = named.or(is_look.then_some(LOOKS)) else { return true };
        // 群众来电咨询惠农政策420人次: what they asked about stands between.
        if subject == "consultations"
            && ["群众", "居民", "来电", "来访", "村民"].iter().any(|who| self.own(quantity).contains(who))
        {
            return true;
        }
        let paragraph = &self.passage.paragraph;
        let at = quantity.span.start;
        let clause = paragraph.clauses.get(paragraph.clause_at(at)).map_or(0, |clause| clause.span.start);
        let hits = spans.iter().flat_map(|span| self.passage.hits.within(span.clone()));
        let mut last = None;
        for hit in hits.filter(|hit| near.has(hit.word)) {
            if hit.start >= quantity.span.end {
                return self.is_noun_behind(subject, hit.start..hit.end);
            }
            if hit.start >= clause && hit.end <= at {
                last = last.max(Some(hit.end));
            }
        }
        let gap = match last {
            Some(end) => paragraph.slice(end..at).to_owned(),
            None => self.own(quantity),
        };
        // 由32个整合为21个, 会议3次、培训2次: a number between has its own words.
        let from = last.unwrap_or(at);
        if self.quantities.iter().any(|other| (from..at).contains(&other.span.start)) {
            return true;
        }
        // 回应市民用水关切9件: the last noun is one of those that may stand there.
        let gap = gap.replace(['“', '”', '《', '》'], "");
        let end =
            between.split('|').chain(HELD.iter().copied()).filter_map(|word| Some(gap.rfind(word)? + word.len())).max();
        is_light(gap.get(end.unwrap_or_default()..).unwrap_or_default())
    }

    /// 报送信息情况，全年通报12期: a clause with a verb of its own does not leave its number to the clause before.
    pub(super) fn leaves_to_before(&self, near: &Groups, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let at = self.quantities.partition_point(|other| other.span.start < quantity.span.start);
        let own = self.left(at, quantity);
        if spans.iter().all(|span| span.start >= own.start) {
            return true;
        }
        let channels = &lexicon().channels;
        let has_own = self
            .passage
            .hits
            .within(own.clone())
            .any(|hit| near.has(hit.word) || channels.get(hit.word).is_some_and(Option::is_some));
        let words = self.passage.paragraph.slice(own);
        let rest = ANSWERS.split('|').fold(words.to_owned(), |rest, word| rest.replace(word, ""));
        has_own || super::blocks::is_risen_to(words) || super::doings::is_neutral(&rest)
    }

    /// 12个|社区级 names a kind, 16个村（|社区） both together, 12个|社区 the thing.
    fn is_noun_behind(&self, subject: &str, noun: Range<usize>) -> bool {
        let after = self.passage.paragraph.text.get(noun.end..).unwrap_or_default();
        let before = self.passage.paragraph.slice(0..noun.start);
        !matches!(subject, "communities" | "villages") || !(after.starts_with('级') || before.ends_with('（'))
    }

    /// 公开栏23块、电子屏14块，发布信息650条: what went out by the things named before, and not all there was.
    pub(super) fn is_by_things_before(&self, subject: &str, quantity: &Quantity) -> bool {
        const THINGS: [&str; 8] = ["公开栏", "公示栏", "宣传栏", "电子屏", "显示屏", "大喇叭", "专栏", "橱窗"];
        let own = self.own(quantity);
        let said = self.said_before(quantity.span.start);
        let before = said.strip_suffix(own.as_str()).unwrap_or_default();
        let named = THINGS.iter().filter(|thing| before.contains(**thing)).count();
        // 公开栏12块，更新内容84期 may be all that went out by the boards.
        named > usize::from(subject != "proactive_items")
            && !own.contains("主动公开")
            && is_light(&PUBLISHED.iter().fold(own, |rest, word| rest.replace(word, "")))
    }

    /// 公开栏公开事项1126项 counts no boards: only words of having them may stand between the thing and the number.
    pub(super) fn counts_things(&self, thing: &Range<usize>, quantity: &Quantity) -> bool {
        const HAD: &str = "设置|设立|建设|建有|建成|建立|开设|开通|安装|现有|拥有|运营|运行|管理|维护|认证|配备|新建|\
            投放|打造|整合为|整合至|整合成|整合后|减少到|减少至|压减至|精简至|缩减至|账号|号|增至|增加到|增加至|达到|矩阵|集群|扩大到|各|只|仅|布设|设|更新|升级|改造|制作";
        let gap = self.passage.paragraph.slice(thing.end..quantity.span.start.max(thing.end));
        let gap = gap.replace(['“', '”', '《', '》'], "");
        // 3个未设公开栏.
        let is_denied = ["未", "尚未", "没有"].iter().any(|none| self.rest(quantity).starts_with(none));
        if is_denied {
            return false;
        }
        thing.end > quantity.span.start
            || self.quantities.iter().any(|other| (thing.end..quantity.span.start).contains(&other.span.start))
            || gap.ends_with(['各', '均'])
            || !["信息", "事项", "公开", "办"].iter().any(|word| gap.contains(word))
                && is_light(&HAD.split('|').fold(gap, |rest, word| rest.replace(word, "")))
    }

    /// 街道政务公开专区7个: the thing itself right before a number of things, and nothing that went out by it.
    pub(super) fn is_of_a_thing(&self, channel: &Channel, thing: &Range<usize>, quantity: &Quantity) -> bool {
        const THINGS: [&str; 4] = ["bulletin_boards", "electronic_screens", "reading_points", "websites"];
        THINGS.contains(&channel.objects)
            && matches!(quantity.unit, Some("个" | "处" | "块" | "台" | "家" | "面" | "座"))
            && thing.end <= quantity.span.start
            && {
                let gap = self.passage.paragraph.slice(thing.end..quantity.span.start);
                is_light(gap) || super::blocks::is_risen_to(gap)
            }
    }

    /// 官网设置专题，点击80万次: looks at a column, or at one piece, and not at all of the channel.
    pub(super) fn is_of_a_column(&self, quantity: &Quantity) -> bool {
        const COLUMNS: [&str; 4] = ["专题", "专栏", "栏目", "单篇"];
        let at = quantity.span.start;
        let from = at - self.said_before(at).len();
        let named = self.passage.channels_in(from..at).pop().map_or(from, |(_, range)| range.end);
        let since = self.passage.paragraph.slice(named..at);
        // 网站开设栏目96个，访问量640万人次 is of the site again.
        !self.own(quantity).contains("访问量") && COLUMNS.iter().any(|column| since.contains(column))
    }

    /// 教育系统账号312个 in the report of a bureau: of all the bodies of its trade.
    pub(super) fn is_of_a_trade(&self, words: &str, at: usize) -> bool {
        const OTHER: [&str; 9] = ["信息", "管理", "公示", "申请", "办公", "平台", "通过", "在", "我"];
        let holds = |words: &str| HELD.iter().any(|held| words.contains(held));
        let of_trade = |words: &str| {
            words.split_once("系统").is_some_and(|(trade, _)| {
                (2..=8).contains(&trade.chars().count()) && !OTHER.iter().any(|other| trade.contains(other))
            }) && !holds(words)
        };
        let said = self.said_before(at);
        let opening = said.split('，').next().unwrap_or_default();
        let is_silent = !said.contains(['我', '本']);
        self.setting.rank == Some(1) && (of_trade(words) || (is_silent && of_trade(opening)))
    }

    /// 公报12期; 摆放公报230份, 公报刊登文件96件, 水资源公报1期: copies, what it prints, and other papers of the name.
    pub(super) fn counts_issues(&self, quantity: &Quantity) -> bool {
        // Whose it is or what was done with it; any other word tells of another paper.
        const OWN: [&str; 20] = [
            "政府", "人民", "区", "县", "市", "省", "州", "旗", "编发", "编印", "编辑", "编制", "印发", "发布", "出版",
            "发行", "刊印", "印制", "推出", "公开",
        ];
        let own = self.own(quantity);
        let named = own.rsplit_once("公报").map_or("", |(before, _)| before.trim_end_matches(['“', '《']));
        quantity.unit == Some("期") && (is_light(named) || OWN.iter().any(|own| named.ends_with(own)))
    }

    /// 公众号转载300篇，原创92篇: the first is a part of what went out there.
    pub(super) fn is_only_passed_on(&self, quantity: &Quantity) -> bool {
        let behind = self.said_behind(quantity.span.end);
        ["转载", "转发"].iter().any(|deed| self.own(quantity).contains(deed))
            && behind.split(['，', '、', '；']).nth(1).is_some_and(|next| next.starts_with("原创"))
    }

    /// 解读政策文件46件，制作图表解读81个: forms and kinds of the interpretations told before; those of others passed on.
    pub(super) fn is_of_a_form(&self, quantity: &Quantity) -> bool {
        const FORMS: [&str; 11] =
            ["图", "视频", "动漫", "动画", "文字", "专家", "负责人", "媒体", "发布会", "访谈", "音频"];
        let own = self.own(quantity);
        let sentence = quantity.span.start - self.said_before(quantity.span.start).len();
        let is_told =
            self.facts.iter().any(|told| told.at.1 >= sentence && told.fact.subject == "policy_interpretations");
        // 一图读懂73个、视频解读28个: forms side by side; 解读形式单一，图解2篇.
        let is_form = FORMS.iter().any(|form| own.contains(form));
        let is_beside = self.said_before(quantity.span.start).contains("解读") && !own.contains("解读");
        if is_form && (is_beside || self.has_form_beside(quantity, &FORMS)) {
            return true;
        }
        let is_passed_on = ["转载", "转发"].iter().any(|deed| own.contains(deed));
        is_passed_on || (is_told && is_form)
    }

    /// Whether the number before or behind, measured alike in the same clause, is of a form, too.
    fn has_form_beside(&self, quantity: &Quantity, forms: &[&str]) -> bool {
        let at = self.quantities.partition_point(|other| other.span.start < quantity.span.start);
        let beside = at.checked_sub(1).into_iter().chain([at + 1]).filter_map(|at| self.quantities.get(at));
        beside.filter(|other| other.units.meets(quantity.units)).any(|other| {
            let (one, next) =
                if other.span.start < quantity.span.start { (other, quantity) } else { (quantity, other) };
            let gap = self.passage.paragraph.slice(one.span.end..next.span.start.max(one.span.end));
            let own = self.own(other);
            !gap.contains(['。', '；']) && (own.contains("读懂") || forms.iter().any(|form| own.contains(form)))
        })
    }
}

/// Words a clause may hold that goes on with what the things before showed.
const PUBLISHED: [&str; 9] = ["发布", "更新", "公示", "公开", "推送", "张贴", "播放", "信息", "内容"];
