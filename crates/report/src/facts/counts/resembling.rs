//! Counts of other things in much the same words.

use std::ops::Range;

use super::{Counter, Found};
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

impl Counter<'_, '_> {
    /// 网站设置专栏12个 counts columns; 网站设置专栏，发布信息300条 pieces.
    pub(super) fn counts_columns(&self, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let words = spans.iter().map(|span| self.passage.paragraph.slice(span.clone()));
        matches!(quantity.unit, Some("个" | "项" | "处"))
            && words.into_iter().any(|words| words.contains("栏目") || words.contains("专栏"))
    }

    /// 均为网络申请，其中1件因撤回终止: the way named before is that of all of them.
    pub(super) fn is_part_by_something_else(&self, quantity: &Quantity) -> bool {
        self.own(quantity).trim_start_matches('，') == "其中"
            && self.rest(quantity).starts_with(['因', '经', '被', '已'])
    }

    /// 局网站迁移，全年更新信息186条: whether of the site or of everything is not told.
    pub(super) fn is_only_updated(&self, quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        let said = self.said_before(quantity.span.start);
        own.contains("更新")
            && !["公开", "发布", "推送"].iter().any(|verb| own.contains(verb))
            && ["网站", "专栏", "公众号"].iter().any(|place| said.contains(place) && !own.contains(place))
    }

    /// 制定规章2部、行政规范性文件13件: made, and not said to be published.
    pub(super) fn are_made(&self, quantity: &Quantity) -> bool {
        let has = |words: &str, verbs: &[&str]| verbs.iter().any(|verb| words.contains(verb));
        has(self.said_before(quantity.span.start), &["制定", "制发", "出台", "印发", "审议", "起草", "修订"])
            && !has(&self.own(quantity), &["公开", "公布", "发布", "上传", "登载", "公示"])
    }

    /// 党务信息35条、政务信息62条: the first of several kinds, and not all there was.
    pub(super) fn is_first_of_kinds(&self, quantity: &Quantity) -> bool {
        const KINDS: [&str; 4] = ["党务", "政务", "居务", "村务"];
        let names_kind = |words: &str| KINDS.iter().any(|kind| words.contains(kind));
        let behind = self.said_behind(quantity.span.end);
        let next = behind.strip_prefix(['、', '，']).and_then(|next| next.split(['、', '，']).next());
        names_kind(&self.own(quantity)) && next.is_some_and(|next| names_kind(next) && next.contains("信息"))
    }

    /// 公开类案件3件, 要求公开信息的5件, 被转载66条, 转发省市信息77条: cases, wishes and the work of others.
    pub(super) fn is_of_other_pieces(&self, quantity: &Quantity) -> bool {
        const ABOVE: [&str; 7] = ["省", "市", "上级", "国家", "国务院", "中央", "国办"];
        let own = self.own(quantity);
        let bare = own.trim_end_matches(['共', '计', '有', '数', '为']);
        let passed_on = ["转发", "转载"].iter().filter_map(|deed| Some(own.rfind(deed)? + deed.len())).max();
        let what = passed_on.and_then(|at| own.get(at..)).unwrap_or_default();
        bare.ends_with("案件")
            || bare.ends_with("通报")
            || own.contains("公报")
            || own.contains("双公示")
            || matches!(quantity.unit, Some("张" | "幅"))
            || own.split_once("要求公开").is_some_and(|(whose, _)| whose.trim_start_matches('，') == "其中")
            || ["被转", "被引用", "被采用"].iter().any(|word| own.contains(word))
            || ABOVE.iter().any(|above| what.starts_with(above))
    }

    /// 推送118期412条: issues, of which the pieces stand right behind.
    pub(super) fn is_of_issues(&self, quantity: &Quantity) -> bool {
        let next = self.quantities.iter().find(|next| next.span.start == quantity.span.end);
        quantity.unit == Some("期") && next.is_some_and(|next| matches!(next.unit, Some("条" | "篇")))
    }

    /// 现行有效规章12件、|行政规范性文件907件: in force like what stands before.
    pub(super) fn in_force_beside(&self, left: &Range<usize>, quantity: &Quantity) -> Option<Found> {
        const NAMES: [&str; 3] = ["行政规范性文件", "规范性文件", "政府规范性文件"];
        let own = self.passage.paragraph.slice(left.clone()).trim_start_matches(['、', '，', '和', '及']);
        let said = self.said_before(left.start);
        let at = said.rfind("有效")?;
        let (head, tail) = said.split_at(at);
        let beside = ["规章", "法规"].iter().any(|paper| tail.contains(paper)) && !tail.contains(['，', '；']);
        let is_listed = NAMES.contains(&own) && beside && quantity.units.meets(Units::ITEMS);
        (is_listed && !head.contains(['，', '；'])).then(|| Found {
            subject: "normative_docs_in_force",
            channel: None,
            items: Vec::new(),
        })
    }

    /// 自然人6件，|组织3件: the organisations beside the persons.
    pub(super) fn organisations_beside(&self, left: &Range<usize>) -> Option<Found> {
        let own = self.passage.paragraph.slice(left.clone()).trim_start_matches(['、', '，', '和', '及']);
        let is_beside = self.facts.last().is_some_and(|told| told.fact.subject == "requests_natural_person");
        (is_beside && own == "组织").then(|| Found {
            subject: "requests_organisation",
            channel: None,
            items: Vec::new(),
        })
    }

    /// 维持9件、纠正1件、|其他2件: another result than those told.
    pub(super) fn other_result_beside(&self, left: &Range<usize>) -> Option<Found> {
        let own = self.passage.paragraph.slice(left.clone()).trim_start_matches(['、', '，', '和', '及']);
        let told = self.facts.last().filter(|_| own == "其他")?.fact.subject;
        let subject = match told.split_once('_')? {
            ("reconsideration", "upheld" | "corrected") => "reconsideration_other",
            ("litigation", "upheld" | "corrected") => "litigation_other",
            _ => return None,
        };
        Some(Found { subject, channel: None, items: Vec::new() })
    }

    /// 法律服务机构1件，商业企业1件: each of the organisations, and not all of them.
    pub(super) fn is_one_of_organisations(&self, quantity: &Quantity) -> bool {
        const KINDS: [&str; 5] = ["企业", "科研机构", "公益组织", "法律服务机构", "律师事务所"];
        let at = quantity.span.start;
        let said = [self.said_before(at), self.said_behind(at)];
        KINDS.iter().filter(|kind| said.iter().any(|words| words.contains(**kind))).count() > 1
    }

    /// 为6个社区更换公示栏: places, and not what stands there.
    pub(super) fn is_of_places(&self, quantity: &Quantity) -> bool {
        let rest = self.rest(quantity);
        ["社区", "行政村", "村", "居委会", "小区", "科室", "部门", "单位", "街道", "乡镇", "镇"].iter().any(|place| {
            rest.strip_prefix(place).is_some_and(|after| !after.is_empty() && !after.starts_with(['级', '务']))
        })
    }

    /// 行政复议0件; 复议后起诉0件 is none of one way.
    pub(super) fn is_none_at_all(&self, quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        quantity.value.is_some_and(|value| value.is_zero())
            && !["后起诉", "直接", "未经", "审"].iter().any(|part| own.contains(part))
    }

    /// 投诉举报6820件 of a market's bureau are no complaints about disclosure.
    pub(super) fn are_on_disclosure(&self, quantity: &Quantity) -> bool {
        let passage = self.passage;
        quantity.value.is_some_and(|value| value.is_zero())
            || passage.is_about_disclosure
            || ["公开", "监督", "举报", "投诉"].iter().any(|word| passage.heading.contains(word))
    }
}

/// 予以公开及部分公开9件: of both outcomes together.
pub(super) fn are_outcomes_joined(own: &str) -> bool {
    ["及", "和", "与", "、", "或"].iter().any(|joint| {
        own.match_indices(joint).any(|(at, _)| {
            own.get(..at).is_some_and(|before| before.ends_with("公开"))
                && own.get(at + joint.len()..).is_some_and(|after| after.contains("公开"))
        })
    })
}

/// 向档案馆移送公开文件38份: handed over, and not published.
pub(super) fn is_handed_over(own: &str) -> bool {
    ["移送", "移交", "送交", "报送", "赠阅", "寄送"].iter().any(|deed| own.contains(deed))
}

/// 刊发, 全年公开局发文件46件: published, and not issued.
pub(super) fn are_published(own: &str) -> bool {
    const PUBLISHED: [&str; 4] = ["刊发", "公开", "公布", "公示"];
    let issued = ["制发", "印发", "下发", "发文", "行文"].iter().filter_map(|word| own.find(word)).min();
    own.contains("刊发")
        || issued.and_then(|at| own.get(..at)).is_some_and(|before| PUBLISHED.iter().any(|word| before.contains(word)))
}

/// 各科室报送信息163条: handed in from within, and not to a body above.
pub(super) fn is_handed_in(own: &str) -> bool {
    const WITHIN: [&str; 10] = ["科室", "处室", "股室", "社区", "各村", "各站", "各单位", "各部门", "下属", "基层"];
    let who = ["报送", "上报", "投稿"].iter().filter_map(|word| own.find(word)).min().and_then(|at| own.get(..at));
    own.contains("报送并发布")
        || own.contains("收到")
        || who.is_some_and(|who| {
            WITHIN.iter().any(|within| who.contains(within))
                && !["组织", "督促", "向", "和"].iter().any(|word| who.contains(word))
        })
}

/// 规范性文件清理，保留6件: what came of the review, and not what was reviewed.
pub(super) fn are_kept(own: &str) -> bool {
    ["保留", "修改", "修订", "废止", "失效", "有效"].iter().any(|fate| own.contains(fate))
}

/// 依申请公开平台共接收申请412件: all of them, and not those that came one way.
pub(super) fn is_of_a_platform(own: &str) -> bool {
    const BY: [&str; 5] = ["通过", "经", "由", "从", "网"];
    own.split_once("平台").is_some_and(|(what, did)| {
        !BY.iter().any(|by| what.contains(by)) && ["收到", "接收", "受理"].iter().any(|verb| did.contains(verb))
    })
}

/// 收到意见253条: what was answered, and not what was asked.
pub(super) fn are_opinions(own: &str, rest: &str) -> bool {
    let came_in = ["收到", "收集", "采纳", "反馈", "征得"].iter().any(|verb| own.contains(verb) || rest.contains(verb));
    (came_in || own.ends_with("征求意见"))
        && !["公告", "草案", "公开征求", "开展"].iter().any(|asked| own.contains(asked))
}

pub(super) fn is_of_columns(own: &str) -> bool {
    ["专栏", "栏目", "专题"].iter().any(|column| own.ends_with(column))
}
