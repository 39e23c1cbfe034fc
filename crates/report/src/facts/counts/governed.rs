//! Whether the word that tells the subject governs the number: 重点领域新设专栏6个 counts columns, 提案办理复文14件 replies.
//!
//! What a body holds is its own only where it held it itself: who came to look, or held it elsewhere, is another.

use std::ops::Range;

use super::Counter;
use super::phrase::is_light;
use crate::facts::channel::Channel;
use crate::facts::lexicon::Groups;
use crate::facts::quantity::Quantity;

/// Subjects whose word must stand by the number, and the words that may stand between besides those that name nothing.
const GOVERNED: [(&[&str], &str); 12] = [
    (
        &["trainings", "trainings_attended", "meetings", "inspections", "evaluations", "activities"],
        "活动|会议|培训|班|会|课|讲座|研究|部署|安排|推进|听取|汇报|政务|专题|专项|学习|宣传|检查|督导|督查|抽查|调查|测评|评议|整改|次数|仅",
    ),
    (
        &["open_days", "online_interviews", "press_conferences", "opinion_solicitations"],
        "活动|主题|系列|节目|直播|播出|规范性文件|意见|意见稿|建议|公告|调查|征集|草案|社会|公众|网上|在线|项目|次数",
    ),
    (
        &["policy_interpretations", "responses_to_opinion"],
        "材料|文章|稿件|稿|政策|文件|产品|作品|社会|公众|群众|关切|热点|问题|舆情|解读|图|视频|形式|次数|单一|仅|机关|媒体|网民|重点|留言",
    ),
    (
        &["messages_answered", "hotline_calls", "consultations"],
        "来电|来访|来信|信件|留言|工单|电话|咨询|投诉|举报|群众|网民|网友|接听|诉求|问题|邮件|回应|现场|求助|建议|信箱|网上|在线|热线|平台|派单|办件|和|与",
    ),
    (&["npc_proposals", "cppcc_proposals", "proposals_handled"], "建议|提案|议案|意见|代表|委员|政协|人大"),
    (&["key_fields"], "领域"),
    (&["columns"], "栏目|专栏|专题|网页|页面|到|由"),
    (&["catalogue_items"], "目录|标准|事项"),
    (&["staff"], "人员|队伍|专人|人|工作|负责"),
    (&["communities", "villages"], "居委会|村委会|行政村|村|居|社区"),
    (&["security_incidents", "leak_incidents", "accountability_cases"], "事件|事故|案件|责任|追究|问责|人员|干部|情形"),
    (&["normative_docs_public"], "行政|主动|发布|全文|解读|网站|文本|均|政策"),
];

/// The same of looks at what was published.
const LOOKS: &str =
    "量|人数|用户|页面|浏览|访问|点击|阅读|播放|阅览|观看|点赞|查阅|查询|次数|人次|咨询|群众|服务|接待|转发|话题|市民";

/// What is held by others where the body came, looked on or was looked at.
const ATTENDED: [&str; 4] = ["参加", "出席", "参与", "配合"];
const LOOKED_ON: [&str; 7] = ["列席", "旁听", "受邀", "应邀", "接受", "迎接", "迎检"];
const HELD: [&str; 10] = ["组织", "举办", "开展", "召开", "承办", "举行", "邀请", "主办", "进行", "完成"];

/// Meetings an organ holds whatever they are about, and words of what they are about.
const REGULAR: [&str; 8] = ["常务会", "全体会", "党委会", "党组会", "办公会", "局务会", "党工委会", "常委会"];
const ABOUT: [&str; 8] = ["公开", "专题", "研究", "部署", "听取", "推进", "审议", "学习"];

/// What else there is training in and inspection of than disclosure.
const OTHER_WORK: [&str; 23] = [
    "行政检查",
    "技能",
    "农民",
    "执法",
    "安全生产",
    "消防",
    "防汛",
    "食品",
    "卫生",
    "环保",
    "环境",
    "水质",
    "质量",
    "疫情",
    "党建",
    "廉政",
    "招商",
    "禁毒",
    "反诈",
    "防火",
    "双随机",
    "市场",
    "隐患",
];
const OF_DISCLOSURE: [&str; 6] = ["公开", "网站", "新媒体", "信息", "公众号", "栏"];

impl Counter<'_, '_> {
    /// Whether the subject's word, the last before the number in its clause, stands by it, and no other noun between.
    /// A word behind the number (12个社区) and one in a clause before govern it anyway.
    pub(super) fn governs(&self, subject: &str, near: &Groups, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let is_look = ["_reads", "_views", "_visits"].iter().any(|looks| subject.ends_with(looks));
        let named = GOVERNED.iter().find(|(subjects, _)| subjects.contains(&subject)).map(|(_, between)| *between);
        let Some(between) = named.or(is_look.then_some(LOOKS)) else { return true };
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

    /// 12个|社区级 names a kind, 16个村（|社区） both together, 12个|社区 the thing.
    fn is_noun_behind(&self, subject: &str, noun: Range<usize>) -> bool {
        let after = self.passage.paragraph.text.get(noun.end..).unwrap_or_default();
        let before = self.passage.paragraph.slice(0..noun.start);
        !matches!(subject, "communities" | "villages") || !(after.starts_with('级') || before.ends_with('（'))
    }

    /// 接受区政府办检查4次, 列席会议2次, 开展执法检查186次: held by others, or of another business.
    pub(super) fn is_of_another_doing(&self, subject: &str, quantity: &Quantity) -> bool {
        if !matches!(
            subject,
            "trainings" | "trainings_attended" | "trainees" | "meetings" | "inspections" | "activities" | "evaluations"
        ) {
            return false;
        }
        let own = self.own(quantity);
        // 培训32期，培训农民2600人次: those trained are told behind.
        let said = if subject == "trainees" { self.said_before(quantity.span.start) } else { own.as_str() };
        let attended = ATTENDED.iter().filter_map(|word| own.find(word)).min();
        let is_held = |at: usize| HELD.iter().any(|held| own.get(..at).is_some_and(|before| before.contains(held)));
        let is_other = matches!(subject, "trainings" | "trainings_attended" | "trainees" | "meetings" | "inspections")
            && OTHER_WORK.iter().any(|work| said.contains(work))
            && !OF_DISCLOSURE.iter().any(|word| said.contains(word));
        let behind = self.said_behind(quantity.span.end).split('，').next().unwrap_or_default();
        let is_regular = subject == "meetings"
            && REGULAR.iter().any(|organ| own.contains(organ))
            && !ABOUT.iter().any(|about| own.contains(about) || behind.contains(about));
        let is_looked_on = LOOKED_ON.iter().any(|word| own.contains(word));
        if matches!(subject, "trainings_attended" | "trainees") {
            return is_other;
        }
        // 电台宣传18期 went out there.
        let is_on_air = subject == "activities" && quantity.unit == Some("期") && own.ends_with("宣传");
        is_other || is_regular || is_looked_on || is_on_air || attended.is_some_and(|at| !is_held(at))
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
            投放|打造|整合为|整合至|整合成|整合后|减少到|减少至|压减至|精简至|缩减至|账号|号|各|只|仅|布设|设|更新|升级|改造|制作";
        let gap = self.passage.paragraph.slice(thing.end..quantity.span.start.max(thing.end));
        let gap = gap.replace(['“', '”', '《', '》'], "");
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
            && is_light(self.passage.paragraph.slice(thing.end..quantity.span.start))
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
        const OF_TRADES: [&str; 10] = ["情", "资源", "统计", "状况", "质量", "决算", "发展", "环境", "普查", "工作"];
        let own = self.own(quantity);
        let named = own.rsplit_once("公报").map_or("", |(before, _)| before);
        quantity.unit == Some("期") && !OF_TRADES.iter().any(|trade| named.ends_with(trade))
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
        let is_passed_on = ["转载", "转发"].iter().any(|deed| own.contains(deed));
        is_passed_on || (is_told && FORMS.iter().any(|form| own.contains(form)))
    }
}

/// Words a clause may hold that goes on with what the things before showed.
const PUBLISHED: [&str; 9] = ["发布", "更新", "公示", "公开", "推送", "张贴", "播放", "信息", "内容"];
