//! Trainings, meetings, inspections and who came: whether they are this body's own, and about disclosure.
//!
//! Between what was done (组织) and its noun (培训) only words may stand that name no other business: any other noun there
//! is what the doing was about, so no list of other businesses is needed.

use super::Counter;
use super::phrase::{is_light, without_own_time};
use crate::facts::quantity::Quantity;

/// What is held by others where the body came, looked on or was looked at.
const ATTENDED: [&str; 4] = ["参加", "出席", "参与", "配合"];
const LOOKED_ON: [&str; 8] = ["授课", "列席", "旁听", "受邀", "应邀", "接受", "迎接", "迎检"];
pub(super) const HELD: [&str; 10] = ["组织", "举办", "开展", "召开", "承办", "举行", "邀请", "主办", "进行", "完成"];

/// Meetings an organ holds whatever they are about, and words of what they are about.
const REGULAR: [&str; 9] =
    ["常务会", "全体会", "党委会", "党组会", "办公会", "局务会", "党工委会", "常委会", "党委（扩大）会"];
const ABOUT: [&str; 8] = ["公开", "专题", "研究", "部署", "听取", "推进", "审议", "学习"];

/// Words that say a doing was about disclosure.
const OF_DISCLOSURE: [&str; 7] = ["公开", "网站", "新媒体", "信息", "公众号", "栏", "保密"];

/// What doings are called.
const NOUNS: [&str; 15] = [
    "培训",
    "学习",
    "会议",
    "推进会",
    "例会",
    "调度会",
    "座谈会",
    "工作会",
    "部署会",
    "检查",
    "督查",
    "抽查",
    "巡查",
    "督导",
    "会商",
];

/// Words that may stand before such a noun and name no business.
const NEUTRAL: &str = "业务|工作|专题|专项|集中|系统|干部|职工|人员|骨干|工作者|村干部|机关|部门|科室|股室|处室|街道|社区|乡镇|街镇|镇街|单位|村级|各级|基层|政府|政务|\
    办公室|办公厅|全镇|全乡|全局|全委|全街道|全区|全县|全市|区级|县级|市级|省级|上级|局级|内部|自行|委托|\
    季度|月度|年度|每季|定期|日常|线上|线下|视频|现场|网络|轮训|岗前|岗位|新入职|新任|网格员|联络员|管理员|操作员|负责人|负责同志|\
    条例|知识|能力|素质|相关|有关|主要|领导|分管|牵头|委托|联合|综合|第三方|全面|随机|交叉|实地|巡回|重点|多轮|常态化|\
    参加|参与|出席|接受|迎接|组织|举办|开展|召开|承办|举行|邀请|主办|进行|完成|推进|调度|部署|协调|联席|动员|\
    检查|督查|督导|抽查|巡查|自查|培训|学习|会议|研究|研讨|交流|考核|评议|测评|问题|整改|内容|更新|发布|\
    推进会|例会|座谈|工作会|班|会|课|场|次|办|局|区|县|市|省|镇|乡|街|委|我|本|等|对|在|并|中|由|该|再|每|月|季|与|和|按|计划|\
    政策|解读|文件|区内|系统内|市里|区里|县里|镇里|公开|信息|新媒体|网站|保密|依申请|主动|答复|规范|制度|要点|任务|要求|落实|情况|活动|期间|全年|今年|本年|当年|年内|各类|事项|数据|动态";

impl Counter<'_, '_> {
    /// 接受区政府办检查4次, 列席会议2次, 开展执法检查186次: held by others, or of another business.
    pub(super) fn is_of_another_doing(&self, subject: &str, quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        if matches!(subject, "trainings_attended" | "trainees") {
            // 培训32期，培训农民2600人次: those trained are told behind.
            let said = if subject == "trainees" { self.said_before(quantity.span.start) } else { own.as_str() };
            return names_other_business(said) || (subject == "trainees" && names_who_else(&own));
        }
        if !matches!(subject, "trainings" | "meetings" | "inspections" | "activities" | "evaluations") {
            return false;
        }
        // 列席常务会议8次、专题会议11次: the verb stands with the first.
        let own = self.governing(quantity);
        let attended = ATTENDED.iter().filter_map(|word| own.find(word)).min();
        let is_held = |at: usize| HELD.iter().any(|held| own.get(..at).is_some_and(|before| before.contains(held)));
        let is_other =
            matches!(subject, "trainings" | "meetings" | "inspections") && names_other_business(&self.own(quantity));
        let behind = self.said_behind(quantity.span.end).split('，').next().unwrap_or_default();
        let is_regular = subject == "meetings"
            && REGULAR.iter().any(|organ| own.contains(organ))
            && !ABOUT.iter().any(|about| own.contains(about) || behind.contains(about));
        let is_looked_on = LOOKED_ON.iter().any(|word| own.contains(word));
        // 公开部门会议5次: held by whomever, and published.
        let is_published =
            subject == "meetings" && without_own_time(own.trim_start_matches(['，', '、'])).starts_with("公开");
        // 电台宣传18期 went out there.
        let is_on_air = subject == "activities" && quantity.unit == Some("期") && own.ends_with("宣传");
        is_other || is_regular || is_looked_on || is_on_air || is_published || attended.is_some_and(|at| !is_held(at))
    }

    /// 接待日接访98人次, 院坝会参与群众6800人次: those who came with a cause of their own, or to something else.
    pub(super) fn is_of_callers(&self, quantity: &Quantity) -> bool {
        const OPENED: [&str; 8] = ["开放", "公开", "走进", "参观", "查阅", "体验", "观摩", "邀请"];
        const OFFICERS: [&str; 4] = ["负责人", "领导", "干部", "工作人员"];
        const CALLERS: [&str; 5] = ["接访", "信访", "来访", "接待日", "上访"];
        let said = self.said_before(quantity.span.start);
        let own = self.own(quantity);
        let is_opened =
            OPENED.iter().any(|word| said.contains(word) || self.said_behind(quantity.span.end).contains(word));
        CALLERS.iter().any(|word| said.contains(word))
            || (own.contains("参与") && !is_opened)
            || OFFICERS.iter().any(|who| own.contains(who))
    }
}

/// 组织防汛|培训: words before the noun that name another business, and none of disclosure.
fn names_other_business(said: &str) -> bool {
    if OF_DISCLOSURE.iter().any(|word| said.contains(word)) {
        return false;
    }
    let Some(at) = NOUNS.iter().filter_map(|noun| said.rfind(noun)).max() else { return false };
    let before = said.get(..at).unwrap_or_default().rsplit(['，', '；', '：', '。']).next().unwrap_or_default();
    let held = HELD.iter().chain(&ATTENDED).filter_map(|held| Some(before.rfind(held)? + held.len())).max();
    // 防汛|会商42次: the verb stands with the first of the list.
    let about = before.get(held.unwrap_or_default()..).unwrap_or_default();
    !is_neutral(about.trim_start_matches('、'))
}

/// 培训农民2600人次: who was trained is not of the body or its area's offices.
fn names_who_else(own: &str) -> bool {
    let end = ["培训", "参训", "受训"].iter().filter_map(|word| Some(own.rfind(word)? + word.len())).max();
    end.and_then(|end| own.get(end..)).is_some_and(|who| !is_neutral(who))
}

/// Whether words name no business.
pub(super) fn is_neutral(words: &str) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let after = NEUTRAL.split('|').filter_map(|word| rest.strip_prefix(word)).min_by_key(|after| after.len());
        let Some(after) = after.or_else(|| without_light(rest)) else { return false };
        rest = after;
    }
    true
}

/// Words without the longest of their openings, up to four letters, that names nothing.
fn without_light(words: &str) -> Option<&str> {
    let ends = words.char_indices().map(|(at, _)| at).chain([words.len()]).skip(1).take(4);
    let opening = ends.filter_map(|end| words.split_at_checked(end));
    opening.filter(|(first, _)| is_light(first) || "“”《》".contains(*first)).last().map(|(_, rest)| rest)
}
