//! The phrase that governs a number: 收到政府信息公开申请12件 counts requests, 召开依申请公开联席会议5次 does not.
//!
//! Between the word a number belongs to and the number only words may stand that name nothing else. Any other noun is
//! what is counted, so no list of other nouns is needed.

use std::ops::Range;

use super::{Counter, doings};
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

/// Words that stand between a noun and its number and name nothing else; longer ones first.
const LIGHT: &str = "政府信息|政务信息|申请公开|办理事项|信息|公开|申请书|申请表|申请|事项|件数|办件量|\
    办件|数量|总数|总量|案件|案|情况|方面|工作|业务|需求|诉求|邮件|收案|共计|合计|\
    总计|累计|总共|共有|完结|分别|按时|按期|及时|依法|依规|实际|全部|今年|本年度|本年|当年|\
    全年|年度|年内|我街道|我镇|我乡|我局|我办|我区|我县|我市|我单位|本单位|本机关|\
    本街道|对其中|就其中|达到|发生|提起|引起|引发|产生|收到|受理|新收|办理|办结|答复|\
    处理|回复|上年|去年";

/// The same, of one character.
const LIGHT_LETTERS: &str = "的了共计数量为是有达到至由从等件类各均都已年度总新上，、：；（）“”对就";

/// What requests are called, and what is done with all of them.
const REQUESTS: [&str; 6] = ["公开申请", "依申请公开", "申请公开", "信息申请", "申请件", "申请"];
const DEEDS: [&str; 13] =
    ["收到", "受理", "接收", "接到", "收件", "新收", "办结", "答复", "办复", "回复", "处理", "办理", "完成"];

/// What disputes are called.
const DISPUTES: [&str; 4] = ["复议", "诉讼", "起诉", "应诉"];

/// A deed done so is one done with some of the requests.
const SOME_DEEDS: [&str; 15] = [
    "直接",
    "补正后",
    "公开类",
    "提前",
    "不予",
    "未",
    "重复",
    "日内",
    "天内",
    "小时内",
    "当场",
    "当日",
    "合并",
    "并案",
    "口头",
];

/// Requests called so are some of them.
const SOME_REQUESTS: [&str; 11] =
    ["疑难", "复杂", "加急", "督办", "首次", "撤回", "撤销", "同一", "单个", "最多", "重复"];

/// The whole area of a body.
const AREAS: [&str; 6] = ["全市", "全区", "全县", "全镇", "全乡", "全街道"];

/// What is done besides dealing with requests and disputes.
const OTHER_DEEDS: [&str; 15] = [
    "抽查", "抽取", "抽检", "评查", "梳理", "复盘", "回访", "排查", "研究", "讨论", "会商", "归档", "审核", "审查",
    "旁听",
];

/// Measure words of cases; others (5次, 6项) count requests only behind a verb that says so.
const OF_CASES: [&str; 9] = ["件", "件次", "份", "宗", "条", "起", "例", "笔", "封"];

impl Counter<'_, '_> {
    /// Whether a number read with some words is one of the requests themselves.
    pub(super) fn counts_requests(&self, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        let before = self.before_number(spans, quantity);
        let Some((anchor, is_deed)) = last_anchor(&before) else {
            return self.counts_those_named_behind(&own, quantity);
        };
        let (head, gap) =
            (before.get(..anchor.start).unwrap_or_default(), before.get(anchor.end..).unwrap_or_default());
        let is_by_deed = is_deed || DEEDS.iter().any(|deed| own.contains(deed));
        let behind = self.rest(quantity);
        let gap = if is_deed { gap } else { gap.trim_start_matches(['表', '书', '单']) };
        if !is_light(gap) {
            return self.counts_those_named_behind(&own, quantity);
        }
        // 已答复的44件中: all that were answered.
        let is_of_answered = ["答复的", "办结的"].iter().any(|all| own.ends_with(all))
            && behind.strip_prefix("申请").unwrap_or(behind).starts_with('中');
        let is_modified = own.ends_with('的') && !is_of_answered && !REQUESTS.iter().any(|noun| behind.contains(noun));
        let is_counted_so = quantity.unit.is_none_or(|unit| OF_CASES.contains(&unit) || is_by_deed);
        is_counted_so
            && !is_modified
            && !(is_deed && (is_some_deed(head) || self.is_of_another_thing(quantity)))
            && !is_of_a_kind(head)
            && !is_looked_into(head)
            && !SOME_REQUESTS.iter().any(|word| last_clause(head).contains(word))
    }

    /// 12件政府信息公开申请均已办结, 12件已答复: what is counted stands behind the number, and all of it is spoken of.
    fn counts_those_named_behind(&self, own: &str, quantity: &Quantity) -> bool {
        const ALL: [&str; 3] = ["均", "全部", "都"];
        let behind = self.rest(quantity);
        let noun = REQUESTS.iter().filter_map(|noun| Some(behind.find(noun)? + noun.len())).max();
        let after = behind.get(noun.unwrap_or_default()..).unwrap_or_default();
        let is_of_cases = quantity.unit.is_none_or(|unit| OF_CASES.contains(&unit));
        let is_named = noun.is_some() || DEEDS.iter().any(|deed| behind.contains(deed));
        // 全市合计2659件申请.
        let own = AREAS.iter().find_map(|area| own.trim_start_matches('，').strip_prefix(area)).unwrap_or(own);
        let is_told = is_named && is_light(own) && is_light(after);
        is_of_cases && (is_told || (noun.is_some() && ALL.iter().any(|all| after.starts_with(all))))
    }

    /// Whether a number read with some words is one of the cases themselves, and not of a hearing or a paper in one.
    pub(super) fn counts_disputes(&self, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let before = self.before_number(spans, quantity);
        let end = |noun: &&str| Some(before.rfind(*noun)? + noun.len());
        let Some(end) = DISPUTES.iter().filter_map(end).max() else { return true };
        is_light(before.get(end..).unwrap_or_default()) && !is_looked_into(before.get(..end).unwrap_or_default())
    }

    /// 告知书12份: papers, not cases.
    pub(super) fn counts_papers(&self, quantity: &Quantity) -> bool {
        const PAPERS: [&str; 6] = ["书", "函", "回执", "材料", "状", "通知"];
        let own = self.own(quantity);
        let own = own.trim_end_matches(['共', '计', '各']);
        PAPERS.iter().any(|paper| own.ends_with(paper)) && !own.ends_with("申请书") && !own.ends_with("信函")
    }

    /// 网上申请5件: of requests that came one way, and not of the ways themselves (受理平台1个).
    pub(super) fn counts_cases(&self, quantity: &Quantity) -> bool {
        quantity.unit.is_none_or(|unit| OF_CASES.contains(&unit)) && !self.counts_papers(quantity)
    }

    /// 申请涉及行政许可3件: what the requests are about, not what was decided.
    pub(super) fn is_of_requests_about(&self, quantity: &Quantity) -> bool {
        let words = self.said_before(quantity.number.start);
        words.find("申请").and_then(|at| words.get(at..)).is_some_and(|after| after.contains("涉及"))
    }

    /// 对8件予以公开的信息进行评估, 对8条信息进行公开属性调整: what something was done about, and not what was published.
    pub(super) fn is_of_something_done(&self, quantity: &Quantity) -> bool {
        const DONE: [&str; 7] = ["公开", "公示", "公布", "发布", "更新", "推送", "转载"];
        let rest = self.rest(quantity);
        let is_done = DONE.iter().filter_map(|verb| Some(rest.rfind(verb)? + verb.len())).max().is_some_and(|end| {
            let told = rest.get(..end).unwrap_or_default();
            ["进行", "予以", "作了", "做了"].iter().any(|done| told.contains(done))
                && is_light(rest.get(end..).unwrap_or_default())
        });
        self.own(quantity).ends_with('对') && !is_done
    }

    /// 发出收费通知2件，总金额860元: asked for, and not yet taken.
    pub(super) fn is_only_asked_for(&self, quantity: &Quantity) -> bool {
        let words = self.said_before(quantity.number.start);
        words.contains("收费通知") && !["收取", "实收"].iter().any(|taken| self.own(quantity).contains(taken))
    }

    /// “零投诉”，共受理3件: there were no complaints, so they are not what is counted.
    pub(super) fn is_denied_already(&self, spans: &[Range<usize>]) -> bool {
        let words = spans.iter().map(|span| self.passage.paragraph.slice(span.clone()));
        let mut denied = words.filter_map(|words| {
            let at = ["申诉", "投诉", "举报"].iter().filter_map(|noun| words.rfind(noun)).max()?;
            words.get(..at).map(|before| before.ends_with('零'))
        });
        denied.next_back().unwrap_or(false)
    }

    /// 邀请2名讲师开展培训: who taught, not who learned.
    pub(super) fn is_of_learners(&self, quantity: &Quantity) -> bool {
        const OTHERS: [&str; 4] = ["专家", "讲师", "教师", "授课"];
        let rest = self.rest(quantity);
        // 3名工作人员参加培训: of the body's own people at what others held.
        let said = self.said_before(quantity.span.start);
        let is_sent =
            rest.contains("参加") && !["举办", "组织", "开展", "召开", "培训"].iter().any(|held| said.contains(held));
        !is_sent && !OTHERS.iter().any(|other| rest.contains(other))
    }

    /// 邀请5名专家: guests who came to speak, no visitors.
    pub(super) fn is_of_guests(&self, quantity: &Quantity) -> bool {
        const GUESTS: [&str; 7] = ["专家", "律师", "记者", "讲师", "教授", "老师", "顾问"];
        let rest = self.rest(quantity);
        let own = self.own(quantity);
        let own = own.trim_end_matches(['等', '共']);
        rest.starts_with("列席")
            || self.said_before(quantity.span.start).contains("列席")
            // 邀请市民代表、媒体记者1200余人 are more than guests.
            || GUESTS.iter().any(|guest| rest.contains(guest) || (own.ends_with(guest) && !own.contains("代表")))
            || own.contains("列席")
    }

    /// 公开财政预决算信息4条: of one topic.
    pub(super) fn is_of_one_topic(&self, quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        own.contains("涉及") || is_of_a_class(&own) || is_of_a_topic(&own)
    }

    /// 涉农补贴信息公示3.6万条, 惠民资金等公开事项64项: of one topic, named before the verb.
    pub(super) fn is_of_topic_before(&self, quantity: &Quantity) -> bool {
        const VERBS: [&str; 6] = ["公示", "公开", "公布", "发布", "更新", "推送"];
        const PLACED: [&str; 8] = ["通过", "在", "于", "按", "利用", "依托", "向", "对"];
        let own = self.own(quantity);
        let own = own.trim_start_matches(['，', '、', '；', '：']);
        let Some((at, verb)) = VERBS.iter().filter_map(|verb| Some((own.rfind(verb)?, verb))).max() else {
            return false;
        };
        let (before, object) = (own.get(..at).unwrap_or_default(), own.get(at + verb.len()..).unwrap_or_default());
        let before = without_own_time(self.without_own_name(before).unwrap_or(before));
        let is_placed = PLACED.iter().any(|placed| before.contains(placed));
        let is_fronted = ["信息", "事项", "目录", "内容", "数据", "名单"].iter().any(|piece| before.ends_with(piece));
        let is_all = || doings::is_neutral(before) || self.is_opened_by_area(before);
        before.ends_with('等') || (is_fronted && is_light(object) && !is_placed && !is_all())
    }

    /// 全区各单位政务信息: whose all of it is.
    fn is_opened_by_area(&self, words: &str) -> bool {
        AREAS.iter().filter_map(|area| words.strip_prefix(area)).any(doings::is_neutral)
    }

    /// 通过工资预警平台发布信息15条: by one platform of its own name, and not all there was.
    pub(super) fn is_by_one_platform(&self, quantity: &Quantity) -> bool {
        const ALL: [&str; 12] =
            ["各", "多", "等", "政府", "政务", "公开", "全", "新媒体", "线上", "网上", "、", "上述"];
        let own = self.own(quantity);
        if super::by_channel::OF_NOBODY.iter().any(|name| self.said_before(quantity.span.start).contains(name)) {
            return true;
        }
        let by = ["通过", "利用", "依托", "在"].iter().filter_map(|by| Some(own.find(by)? + by.len())).min();
        let platform = by.and_then(|at| own.get(at..)).unwrap_or_default();
        let named =
            ["平台", "系统"].iter().filter_map(|end| platform.find(end)).min().and_then(|at| platform.get(..at));
        named.is_some_and(|name| !name.is_empty() && !ALL.iter().any(|word| name.contains(word)))
    }

    /// 两项共计1568条: as many numbers as were told before.
    pub(super) fn is_of_numbers(&self, quantity: &Quantity) -> bool {
        let after = self.passage.paragraph.text.get(quantity.span.end..).unwrap_or_default();
        let own = self.own(quantity);
        matches!(quantity.unit, Some("项" | "个"))
            && own.trim_start_matches(['，', '以', '上', '、', '；']).is_empty()
            && ["共", "合计", "总计", "累计"].iter().any(|total| after.starts_with(total))
    }

    /// 依申请公开渠道新增小程序1个，年内受理3件: the verb belongs to the thing counted before it.
    fn is_of_another_thing(&self, quantity: &Quantity) -> bool {
        let paragraph = &self.passage.paragraph;
        let sentence = paragraph.sentence_span(paragraph.clause_at(quantity.number.start)).start;
        let words = paragraph.slice(sentence..quantity.span.start.max(sentence));
        let Some(named) = words.rfind("申请").map(|at| sentence + at) else { return false };
        let things = Units::OBJECTS.or(Units::TIMES).or(Units::PEOPLE);
        self.quantities.iter().any(|other| {
            (named..quantity.span.start).contains(&other.span.start)
                && other.units.meets(things)
                && other.unit.is_some_and(|unit| !OF_CASES.contains(&unit))
        })
    }

    /// The words of the number's own clause before it.
    pub(super) fn own(&self, quantity: &Quantity) -> String {
        let at = self.quantities.partition_point(|other| other.span.start < quantity.span.start);
        self.passage.paragraph.slice(self.left(at, quantity)).to_owned()
    }

    /// The words of the number's own clause before it, and of a list those that open it: 检查|网站1个、账号73个.
    pub(super) fn governing(&self, quantity: &Quantity) -> String {
        let own = self.own(quantity);
        if !own.starts_with(['、', '和', '及']) {
            return own;
        }
        let paragraph = &self.passage.paragraph;
        let clause = paragraph.clauses.get(paragraph.clause_at(quantity.span.start)).map(|clause| clause.span.start);
        let start = clause.unwrap_or_default();
        let first = self.quantities.partition_point(|first| first.span.start < start);
        let first = self.quantities.get(first).unwrap_or(quantity);
        format!("{}{own}", paragraph.slice(start..first.span.start.max(start)))
    }

    /// The words a number is read with that stand before it.
    pub(super) fn before_number(&self, spans: &[Range<usize>], quantity: &Quantity) -> String {
        let before = spans.iter().filter(|span| span.end <= quantity.span.start);
        let words = before.map(|span| self.passage.paragraph.slice(span.clone()));
        let words: Vec<&str> = words
            .map(|words| self.without_own_name(words).unwrap_or(words))
            .filter(|words| !super::blocks::is_risen_to(words))
            .map(without_comparison)
            .collect();
        words.join("，")
    }
}

/// The last word before a number that it may belong to, and whether that is what was done.
fn last_anchor(before: &str) -> Option<(Range<usize>, bool)> {
    let find = |word: &&str| before.rfind(*word).map(|at| at..at + word.len());
    let longest = |range: &Range<usize>| (range.end, range.len());
    let noun = REQUESTS.iter().filter_map(find).max_by_key(longest);
    let deed = DEEDS.iter().filter_map(find).max_by_key(longest);
    match (noun, deed) {
        (Some(noun), Some(deed)) if deed.end > noun.end => Some((deed, true)),
        (Some(noun), _) => Some((noun, false)),
        (None, deed) => deed.map(|deed| (deed, true)),
    }
}

/// Words behind the year or time they open with.
pub(super) fn without_own_time(words: &str) -> &str {
    let rest = words.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let rest = if rest.len() < words.len() { rest.strip_prefix('年').unwrap_or(rest) } else { rest };
    rest.strip_prefix('度').unwrap_or(rest)
}

fn last_clause(words: &str) -> &str {
    words.rsplit(['，', '；', '：']).next().unwrap_or_default()
}

/// Whether words name nothing.
pub(in crate::facts) fn is_light(words: &str) -> bool {
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let light = LIGHT.split('|').find_map(|word| rest.strip_prefix(word));
        let is_light = first.is_ascii_digit() || LIGHT_LETTERS.contains(first);
        match light.or_else(|| rest.get(first.len_utf8()..).filter(|_| is_light)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

/// 抽查|政府信息公开申请5件: done with some that came in before, and no part of dealing with them.
fn is_looked_into(head: &str) -> bool {
    let clause = last_clause(head);
    let last = |deeds: &[&str]| deeds.iter().filter_map(|deed| clause.rfind(deed)).max();
    let is_before = |at: usize| clause.get(at..).is_some_and(|after| after.contains(['后', '并']));
    last(&OTHER_DEEDS).is_some_and(|at| last(&DEEDS).is_none_or(|deed| deed < at) && !is_before(at))
}

/// 组织机构类信息更新12条: of one class; 各类, 15类 and 主动公开类 are all.
fn is_of_a_class(own: &str) -> bool {
    own.rsplit_once("类信息").is_some_and(|(class, _)| {
        !class.is_empty()
            && !class.ends_with(|last: char| last.is_ascii_digit() || crate::facts::numeral::is_numeral(last))
            && !["各", "多", "此", "等", "全", "公开", "政务", "大", "同"].iter().any(|all| class.ends_with(all))
    })
}

/// 公开财政预决算信息4条: of one topic, and not of all that was published.
fn is_of_a_topic(own: &str) -> bool {
    const PUBLISHED: [&str; 7] = ["公开", "发布", "公布", "公示", "推送", "更新", "发送"];
    const PIECES: [&str; 9] = ["政策", "信息", "事项", "内容", "数据", "条目", "文件", "动态", "稿件"];
    const OF_ALL: [&str; 31] = [
        "原创", "便民", "政府", "政务", "党务", "各类", "各种", "各项", "相关", "有关", "全部", "其他", "工作", "类",
        "机关", "单位", "街道", "社会", "主动", "镇级", "区级", "县级", "市级", "新增", "网站", "和", "与", "及",
        "动态", "本级", "领域",
    ];
    let Some((at, verb)) = PUBLISHED.iter().filter_map(|verb| Some((own.rfind(verb)?, verb))).max() else {
        return false;
    };
    let object = own.get(at + verb.len()..).unwrap_or_default();
    let Some((piece, _)) = PIECES.iter().filter_map(|piece| Some((object.rfind(piece)?, piece))).max() else {
        return false;
    };
    let topic = object.get(..piece).unwrap_or_default();
    // 公开低保、特困信息共30条 is a sum.
    let counted = object.replace("公共", "");
    let is_sum = ["共", "合计", "总计"].iter().any(|sum| counted.contains(sum));
    let rest = OF_ALL.iter().fold(topic.to_owned(), |rest, word| rest.replace(word, ""));
    !is_sum && !is_light(&rest)
}

/// 生活垃圾处理费: a fee of another kind than 信息处理费 or 处理费.
pub(in crate::facts) fn is_another_fee(words: &str) -> bool {
    const OWN: [&str; 12] = ["信息", "公开", "收取", "收到", "收", "缴纳", "减免", "退还", "任何", "相关", "的", "、"];
    let Some(before) = words.rfind("处理费").and_then(|at| words.get(..at)) else { return false };
    !before.is_empty() && !OWN.iter().any(|own| before.ends_with(own))
}

/// 申请总数比上年少: what is compared comes before the comparison.
fn without_comparison(words: &str) -> &str {
    let at = ["比上", "比去", "比2", "较", "同比", "环比"].iter().filter_map(|word| words.find(word)).min();
    at.and_then(|at| words.get(..at)).unwrap_or(words)
}

/// 提前|答复9件, 3日内|办结4件, 不予重复|处理0件.
fn is_some_deed(head: &str) -> bool {
    let clause = last_clause(head);
    SOME_DEEDS.iter().any(|word| clause.contains(word)) || head.trim_end_matches('，').ends_with("其中")
}

/// 涉及其他区的|信息公开申请: some of the requests, by what they are about. 关于信息公开的申请 are all.
fn is_of_a_kind(head: &str) -> bool {
    let clause = last_clause(head);
    let clause = ["政府", "信息"].iter().rev().fold(clause, |rest, word| rest.strip_suffix(word).unwrap_or(rest));
    let Some(clause) = clause.strip_suffix('的') else { return false };
    // 涉及土地、规划等方面的 names what most are about.
    if clause.ends_with('等') || clause.ends_with("等方面") {
        return false;
    }
    let about =
        ["涉及", "关于", "有关", "针对", "来自"].iter().filter_map(|word| Some(clause.find(word)? + word.len())).max();
    about.and_then(|at| clause.get(at..)).is_some_and(|what| !is_light(what))
}
