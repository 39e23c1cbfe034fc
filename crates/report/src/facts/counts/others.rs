//! Whether a number tells of other bodies, or of some of the cases only.

use std::ops::Range;

use super::phrase::is_light;
use super::{Counter, REACH, bodies};
use crate::facts::level;
use crate::facts::matter::Matter;
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;
use crate::model::Exactness;

impl Counter<'_, '_> {
    /// 指导社区公开20条: what others were guided to do.
    pub(super) fn is_of_others(&self, left: &Range<usize>) -> bool {
        const OTHERS: [&str; 12] =
            ["社区", "村", "部门", "单位", "镇", "乡", "街道", "学校", "国企", "企业", "机构", "医院"];
        const BOARDS: [&str; 6] = ["公开栏", "公示栏", "公告栏", "宣传栏", "电子屏", "显示屏"];
        let words = self.with_bracket_before(left);
        if bodies::is_another(words, self.setting.body.as_deref())
            || words.contains("兄弟街道")
            || words.contains("兄弟单位")
        {
            return true;
        }
        // 镇、村两级公开栏: of those below as well.
        let levels = words.split_once("两级").or_else(|| words.split_once("三级"));
        let published = ["政府", "公开", "网站", "平台", "公众号", "微信", "共", "部门", "机关"];
        if levels.is_some_and(|(whose, what)| {
            whose.ends_with(['县', '区', '街', '镇', '村', '道']) && published.iter().any(|word| what.starts_with(word))
        }) {
            return true;
        }
        let is_board = BOARDS.iter().any(|board| words.contains(board));
        if self.is_held_above(words)
            || (bodies::is_of_those_below(words) && !is_board)
            || bodies::is_of_a_group(words, self.setting.rank)
            || bodies::is_in_the_name_of_others(words, self.setting.body.as_deref())
        {
            return true;
        }
        if ["社区通过", "各社区通过", "各村通过", "各村（社区）通过"].iter().any(|whose| words.starts_with(whose))
        {
            return true;
        }
        if level::names_site_below(words, self.setting.rank) {
            return true;
        }
        // 督促12个村公开20条: those guided may be counted before, or right here.
        let paragraph = &self.passage.paragraph;
        let span =
            paragraph.clauses.get(paragraph.clause_at(left.end)).map_or(left.clone(), |clause| clause.span.clone());
        let start = paragraph.text.ceil_char_boundary(span.start.min(left.start).max(left.end.saturating_sub(REACH)));
        let words = paragraph.slice(start.min(left.end)..left.end);
        let guided = ["指导", "督促", "协助", "辖区各"].iter().find_map(|word| words.find(word));
        let after = guided.map(|at| paragraph.slice(start + at..span.end.max(left.end))).unwrap_or_default();
        let whom: String = after.chars().take(10).collect();
        OTHERS.iter().any(|other| whom.contains(other))
    }

    /// 县就业服务中心（事业单位）|收到2件: the name before a bracket goes on behind it.
    fn with_bracket_before(&self, left: &Range<usize>) -> &str {
        let paragraph = &self.passage.paragraph;
        if !paragraph.slice(0..left.start).ends_with('）') {
            return paragraph.slice(left.clone());
        }
        let said = self.said_before(left.end);
        let open = said.rfind('（').unwrap_or_default();
        let marks = ['，', '；', '：', '。', '件', '条'];
        let from = said.get(..open).and_then(|before| before.rfind(marks)).map_or(0, |at| at + "，".len());
        said.get(from..).unwrap_or_default()
    }

    /// 全市共公开信息8.9万条 in a county's report: of all in the area above. 建成全市首个专区 is one's own.
    pub(super) fn is_of_a_wider_area(&self, words: &str, at: usize) -> bool {
        const AREAS: [(&str, u8); 17] = [
            ("各基层", 2),
            ("各医疗", 2),
            ("各学校", 2),
            ("各直属", 2),
            ("各下属", 2),
            ("全系统", 2),
            ("各单位", 2),
            ("各部门", 2),
            ("各街道", 2),
            ("各乡镇", 2),
            ("各镇", 2),
            ("全国", 5),
            ("全省", 4),
            ("全市", 3),
            ("全州", 3),
            ("全县", 2),
            ("全区", 2),
        ];
        const RANKED: [&str; 8] = ["首", "第", "率先", "排", "唯一", "先进", "优秀", "前列"];
        let Some(own) = self.setting.rank else { return false };
        let sentence = self.passage.paragraph.sentence_span(self.passage.paragraph.clause_at(at));
        // 全区收到30件，其中我办收到12件: the office of a government may tell the government's.
        let is_of_an_office = self.passage.paragraph.slice(sentence).contains("我办");
        let of_area = |words: &str| {
            AREAS.iter().filter(|(_, rank)| *rank > own).any(|(area, _)| {
                words.split_once(area).is_some_and(|(before, after)| {
                    is_light(before) && !RANKED.iter().any(|word| after.starts_with(word))
                })
            })
        };
        // 全市系统举办培训1期，培训骨干120名: the same still holds the floor.
        let said = self.said_before(at);
        let goes_on = words.starts_with('，') || said.ends_with(&format!("，{words}"));
        let is_silent = goes_on && !["我", "本", "网站", "公众号"].iter().any(|own| words.contains(own));
        let is_said = || {
            let (first, rest) = said.split_once('，').unwrap_or_default();
            let counts = first.contains(|digit: char| digit.is_ascii_digit())
                && !rest.trim_end_matches(words).contains(['我', '本']);
            counts && of_area(first) && self.counts_before(at)
        };
        !is_of_an_office && (of_area(words) || (is_silent && is_said()))
    }

    /// Whether a number stands before a place in its sentence.
    fn counts_before(&self, at: usize) -> bool {
        let from = at - self.said_before(at).len();
        self.quantities.iter().any(|quantity| (from..at).contains(&quantity.span.start))
    }

    /// 上级组织培训5次: what a body above holds.
    fn is_held_above(&self, words: &str) -> bool {
        let at = ["组织", "举办", "开展", "召开"].iter().filter_map(|held| words.find(held)).min();
        let who = at.and_then(|at| words.get(..at)).unwrap_or_default();
        // 由我局组织 is one's own.
        if who.contains("由我") || who.contains("由本") {
            return false;
        }
        let who = ["办公室", "部门", "机关", "单位"].iter().find_map(|office| who.strip_suffix(office)).unwrap_or(who);
        let who = who.strip_suffix("办").unwrap_or(who);
        let is_office = ["政府", "政务公开", "信息公开"].iter().any(|office| who.ends_with(office));
        let is_government = is_office && level::is_above(who, "", self.setting.rank);
        (who.ends_with("上级") || is_government) && !["参加", "参与"].iter().any(|word| words.contains(word))
    }

    /// 协助区政府办理申请4件, 向区住建局移交申请2件: what others received or went on with.
    pub(super) fn is_transferred(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        const AIDS: [&str; 11] =
            ["协助", "协办", "会商", "代办", "代为", "代拟", "代上级", "委托", "代区政府", "代县政府", "代市政府"];
        const MOVES: [&str; 5] = ["移交", "移送", "转交", "转送", "转办"];
        const COMES_IN: [&str; 5] = ["收到", "接到", "受理", "接收", "承接"];
        let words = self.passage.paragraph.slice(left.clone());
        let first = |names: &[&str]| names.iter().filter_map(|name| words.find(name)).min();
        let aid = first(&AIDS).or_else(|| taken_part(words));
        let comes_in = |at: usize| first(&COMES_IN).is_some_and(|comes| comes < at);
        let rest = self.rest(quantity);
        match self.passage.matter_at(quantity.span.end + rest.len()) {
            Some(Matter::NormativeDocuments) => aid.is_some(),
            Some(Matter::Requests) => {
                // 收到区政府办转办的申请3件 came in.
                let given = aid.into_iter().chain(first(&MOVES)).any(|at| !comes_in(at));
                let is_sent_on = MOVES.iter().any(|word| rest.contains(word));
                given || (is_sent_on && first(&COMES_IN).is_none())
            }
            _ => false,
        }
    }

    /// 对1件申请作出延期答复: a step in some of the cases, which counts no cases.
    pub(super) fn is_of_some_requests(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        const STEPS: [&str; 13] = [
            "延期",
            "延长",
            "补正通知",
            "补正告知",
            "通知补正",
            "要求补正",
            "补正后",
            "征求第三方",
            "征求意见",
            "超期",
            "逾期答复",
            "要求撤回",
            "重新提交",
        ];
        let words = self.passage.paragraph.slice(left.clone());
        let is_opened = words.is_empty() || words.ends_with(['对', '有', '就', '将', '向']) || words.ends_with("其中");
        let sentence = self.passage.paragraph.sentence_span(self.passage.paragraph.clause_at(quantity.span.end)).end;
        let end = self.passage.paragraph.text.floor_char_boundary(sentence.min(quantity.span.end + REACH));
        let next = self.next(quantity);
        let end = next.map_or(end, |next| end.min(next.span.start)).max(quantity.span.end);
        let after = self.passage.paragraph.slice(quantity.span.end..end);
        // 延期答复1件 beside those answered.
        let opening = words.trim_start_matches(['，', '、', '（']);
        let opening = opening.strip_prefix("其中").unwrap_or(opening);
        if quantity.units.meets(Units::CASES) && ["延期", "延长", "超期"].iter().any(|step| opening.starts_with(step))
        {
            return true;
        }
        let is_one = quantity.units.meets(Units::CASES) && (after.contains("申请") || words.contains("申请"));
        let step = STEPS.iter().filter_map(|step| after.find(step)).min();
        // 对12件申请均按期答复，无一延期 speaks of all.
        let is_denied = |at: usize| {
            let before = after.get(..at).unwrap_or_default();
            ["均", "全部", "都", "无", "未", "没有"].iter().any(|word| before.contains(word))
        };
        is_opened && is_one && step.is_some_and(|at| !is_denied(at))
    }

    /// 行政复议案件5件，其中涉及政府信息公开的2件, 土地类行政诉讼2件: disputes of every kind, or of another.
    pub(super) fn is_of_all_disputes(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let is_dispute =
            matches!(self.passage.matter_at(quantity.number.start), Some(Matter::Reconsideration | Matter::Litigation));
        let words = self.passage.paragraph.slice(left.clone());
        let own = words.rsplit(['，', '；']).next().unwrap_or_default();
        if !is_dispute || own.contains("公开") {
            return false;
        }
        // 行政复议2次，均与政府信息公开无关.
        let behind = self.said_behind(quantity.span.end);
        if ["与政府信息公开无关", "与信息公开无关", "涉及政府信息公开的0", "不涉及政府信息公开", "未涉及政府信息公开"]
            .iter()
            .any(|other| behind.contains(other))
        {
            return true;
        }
        let of_a_kind = ["类行政", "类诉讼", "类复议"].iter().any(|kind| own.contains(kind));
        let next = self.next(quantity).map(|next| self.passage.paragraph.slice(quantity.span.end..next.number.start));
        of_a_kind || next.is_some_and(is_part_on_disclosure)
    }

    /// 作为复议机关，审理行政复议案件9件: cases decided as the organ above, and not one's own.
    pub(super) fn is_of_cases_decided(&self, left: &Range<usize>) -> bool {
        const OWN: [&str; 4] = ["审理中", "在审理", "未审理", "审理的"];
        let words = self.said_before(left.end);
        let own = self.passage.paragraph.slice(left.clone());
        let as_organ = words
            .rfind("作为")
            .and_then(|at| words.get(at..))
            .is_some_and(|role| role.contains("复议机关") || role.contains("复议机构"));
        let decides = own.contains("审理") && own.contains("复议") && !OWN.iter().any(|word| own.contains(word));
        as_organ || decides
    }

    /// The words of the sentence before a place, as far as they are looked at.
    pub(super) fn said_before(&self, at: usize) -> &str {
        let paragraph = &self.passage.paragraph;
        let sentence = paragraph.sentence_span(paragraph.clause_at(at)).start;
        let from = paragraph.text.ceil_char_boundary(sentence.max(at.saturating_sub(REACH)));
        paragraph.slice(from.min(at)..at)
    }

    /// The words of the sentence behind a place, as far as they are looked at.
    pub(super) fn said_behind(&self, at: usize) -> &str {
        let paragraph = &self.passage.paragraph;
        let sentence = paragraph.sentence_span(paragraph.clause_at(at)).end;
        paragraph.slice(at..paragraph.text.floor_char_boundary(sentence.min(at + REACH)).max(at))
    }

    fn next(&self, quantity: &Quantity) -> Option<&Quantity> {
        self.quantities.get(self.quantities.partition_point(|next| next.span.start < quantity.span.end))
    }

    /// What stands behind a number in its clause.
    pub(super) fn rest(&self, quantity: &Quantity) -> &str {
        let paragraph = &self.passage.paragraph;
        let end = paragraph.clauses.get(paragraph.clause_at(quantity.span.end)).map_or(0, |clause| clause.span.end);
        let next = self.next(quantity);
        let end = next.map_or(end, |next| end.min(next.span.start));
        paragraph.slice(quantity.span.end..end.max(quantity.span.end))
    }
}

/// 其中涉及政府信息公开的: words before the number of those that are about disclosure.
pub(super) fn is_part_on_disclosure(words: &str) -> bool {
    let words = words.trim_start_matches(['，', '（', '、', '；']);
    let is_named = words.strip_prefix("其中").is_some_and(|own| {
        let own = own.trim_start_matches("属于").trim_start_matches("政府");
        own.starts_with("信息公开") || own.starts_with("政务公开")
    });
    let is_about = ["其中", "涉"].iter().any(|opening| words.starts_with(opening))
        && ["涉", "因", "有关", "关于"].iter().any(|about| words.contains(about));
    (is_named || is_about)
        && words.rsplit_once("信息公开").is_some_and(|(_, after)| is_light(after))
        && !words.contains(['。', '申'])
}

/// Where a body takes part in another's work: 配合区政府, 参与制定. 公众参与 and 各科室配合 are of one's own.
fn taken_part(words: &str) -> Option<usize> {
    const WHOM: [&str; 9] = ["区", "市", "县", "省", "上级", "其他", "有关", "相关", "部门"];
    let helped = words.find("配合").filter(|at| {
        let whom = words.get(at + "配合".len()..).unwrap_or_default();
        WHOM.iter().any(|other| whom.starts_with(other))
    });
    let is_public = |at: &usize| {
        let who = words.get(..*at).unwrap_or_default();
        ["公众", "群众", "社会", "各方"].iter().any(|public| who.ends_with(public))
    };
    helped.or_else(|| words.find("参与").filter(|at| !is_public(at)))
}

/// 要求各街道公开信息不少于100条: what a body above demands. 按要求公开 is a deed.
pub(super) fn is_demanded(before: &str, quantity: &Quantity) -> bool {
    const OF_WHOM: [&str; 8] = ["各", "全", "每", "街道", "乡镇", "我", "本", "所有"];
    // 建议区政府办组织培训2次: asked of others.
    let advised = before.trim_start_matches('，').strip_prefix("建议").unwrap_or_default();
    if ["区", "市", "县", "省", "上级", "有关", "相关", "各"].iter().any(|whom| advised.starts_with(whom)) {
        return true;
    }
    let Some((asked, after)) = before.rsplit_once("要求") else { return false };
    let is_followed = ["按", "根据", "依", "对照", "对标", "落实"].iter().any(|word| asked.contains(word));
    let is_bound = quantity.exactness == Exactness::AtLeast && !is_followed;
    is_bound || OF_WHOM.iter().any(|whom| after.starts_with(whom))
}
