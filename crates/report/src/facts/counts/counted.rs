//! Whether a number counts the subject its words tell of: by subject, what else stands in much the same words.

use std::ops::Range;

use super::{Counter, Found, behind, is_of_disputes, phrase, resembling};
use crate::facts::quantity::Quantity;

impl Counter<'_, '_> {
    /// Whether the number belongs to what the words tell of, and not to another noun beside it.
    pub(super) fn is_counted(&self, found: &Found, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let subject = found.subject;
        if self.is_of_another_doing(subject, quantity) {
            false
        } else if subject == "proactive_items" || behind::is_of_pieces(subject) {
            self.are_pieces_counted(subject, spans, quantity)
        } else if subject.starts_with("requests_") || is_of_disputes(subject) || subject == "disclosed_on_request" {
            self.are_cases_counted(subject, spans, quantity)
        } else {
            self.is_of_exchange(subject, spans, quantity)
                && self.is_of_papers(subject, spans, quantity)
                && self.stands(subject, spans, quantity)
        }
    }

    fn are_pieces_counted(&self, subject: &str, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        if self.is_of_others_than_pieces(quantity)
            || self.is_of_issues(quantity)
            || self.is_only_passed_on(quantity)
            || self.is_by_things_before(subject, quantity)
            || !self.counts_pieces(spans, quantity)
        {
            return false;
        }
        if subject != "proactive_items" {
            // A board or a screen has its topic (居务) by its nature.
            let is_board = matches!(
                subject,
                "bulletin_board_items" | "electronic_screen_items" | "broadcast_tv_items" | "reading_point_items"
            );
            return (is_board || !self.is_of_one_topic(quantity))
                && (subject != "gazette_issues" || self.counts_issues(quantity))
                && !(self.own(quantity).ends_with("解读") && self.is_of_a_form(quantity));
        }
        // 水质信息每月公开1次，全年公开12次: times, and no pieces.
        let own = self.own(quantity);
        (quantity.unit != Some("次") || own.contains("信息"))
            && !self.is_of_one_topic(quantity)
            && !is_updated_of_a_kind(&own)
            && !self.is_only_updated(quantity)
            && !self.is_first_of_kinds(quantity)
            && !own.contains("张贴")
            && !self.is_of_topic_before(quantity)
            && !self.is_by_one_platform(quantity)
            && !self.is_of_other_pieces(quantity)
    }

    fn are_cases_counted(&self, subject: &str, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        !self.counts_papers(quantity)
            && match subject {
                "requests_received" | "requests_handled" | "disclosed_on_request" => {
                    self.counts_requests(spans, quantity)
                        && (subject != "requests_received" || !self.is_received_in_another_year(&self.own(quantity)))
                }
                "reconsideration_cases" | "litigation_cases" => self.counts_disputes(spans, quantity),
                "requests_by_channel" => {
                    self.counts_cases(quantity)
                        && !self.is_part_by_something_else(quantity)
                        && !resembling::is_of_a_platform(&self.own(quantity))
                }
                "requests_organisation" => !self.is_one_of_organisations(quantity),
                "requests_granted" | "requests_granted_in_part" | "requests_refused" => {
                    !resembling::are_outcomes_joined(&self.own(quantity))
                }
                _ => true,
            }
    }

    /// What came in from people and went out to them: calls, letters, opinions, visits, proposals, fees.
    fn is_of_exchange(&self, subject: &str, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        match subject {
            "complaint_cases" => {
                !own.ends_with('类') && !self.is_denied_already(spans) && self.are_on_disclosure(quantity)
            }
            "hotline_calls" => !["上线", "走进", "参加", "做客"].iter().any(|deed| own.contains(deed)),
            // 直播中网民留言3200条, 来信来访112件.
            "messages_answered" => {
                let said = self.said_before(quantity.span.start).replace("信访局", "");
                !["访谈", "直播", "来访", "信访"].iter().any(|talk| said.contains(talk))
            }
            // 便民咨询类来信, 咨询电话1部.
            "consultations" => {
                let is_line = own.ends_with("电话") && matches!(quantity.unit, Some("部" | "个" | "条"));
                !is_line && !own.trim_end_matches("来信").ends_with('类')
            }
            "opinion_solicitations" => !resembling::are_opinions(&own, self.rest(quantity)),
            "visitors" => !self.is_of_guests(quantity) && !self.is_of_callers(quantity),
            // 触摸屏提供查询1200次 is of the screen.
            "reading_point_visits" => self.channels(spans).pop().is_none_or(|(last, _)| last.id == "reading_point"),
            "npc_proposals" | "cppcc_proposals" | "proposals_handled" => !self.is_of_replies_published(quantity),
            "items_adopted" => !self.is_of_opinions(quantity),
            "items_submitted" => !resembling::is_handed_in(&own),
            // Without a measure word only a nought is sure to be money: 收取费用为0.
            "fees_charged" if quantity.unit.is_none() => quantity.value.is_some_and(|value| value.is_zero()),
            "fees_charged" | "fee_cases" => {
                !self.is_only_asked_for(quantity)
                    && !spans.iter().any(|span| phrase::is_another_fee(self.passage.paragraph.slice(span.clone())))
            }
            _ => true,
        }
    }

    /// Documents, decisions and what explains them.
    fn is_of_papers(&self, subject: &str, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        match subject {
            "permit_decisions" | "penalty_decisions" | "coercion_decisions" => {
                !is_of_matters(&own, quantity)
                    && !self.is_of_requests_about(quantity)
                    && !self.is_of_decisions_published(quantity)
                    && !self.counts_papers(quantity)
            }
            subject if subject.starts_with("normative_docs_") && self.is_run_out(quantity) => false,
            "normative_docs_reviewed" => !resembling::are_kept(&own),
            "normative_docs_issued" => self.are_documents(spans, quantity),
            "normative_docs_public" => quantity.unit != Some("次") && !self.are_made(quantity),
            // 公众号全年发文215篇: articles are no official documents.
            "documents_issued" => quantity.unit != Some("篇") && !resembling::are_published(&own),
            "procurement_items" => quantity.unit != Some("次") && !self.is_of_decisions_published(quantity),
            // 文件类信息34条 is information of a kind.
            "documents_published" => {
                let own = crate::facts::passage::without_titles(&own);
                let said = format!("{own}{}", self.rest(quantity)).replace("政务公开", "").replace("信息公开", "");
                ["公开", "公布", "发布", "公示"].iter().any(|verb| said.contains(verb))
                    && !resembling::is_handed_over(&own)
                    && !own.contains("类信息")
                    && !self.rest(quantity).contains("公开属性")
            }
            // 政策解读专栏2个 are columns.
            "policy_interpretations" => {
                !self.is_of_a_form(quantity) && (quantity.unit != Some("个") || !resembling::is_of_columns(&own))
            }
            "gazette_issues" => self.counts_issues(quantity),
            _ => true,
        }
    }

    /// Things that stand and people at work.
    fn stands(&self, subject: &str, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        match subject {
            // 三个账号粉丝合计12.4万人 is of followers.
            "accounts" if self.rest(quantity).contains("粉丝") => false,
            "accounts" | "websites" | "columns" | "bulletin_boards" | "electronic_screens" => {
                !self.is_looked_at(quantity) && !self.is_of_places(quantity)
            }
            "catalogue_items" => !self.rest(quantity).starts_with("领域"),
            "press_conferences" | "open_days" => !["参加", "出席", "参与"].iter().any(|deed| own.contains(deed)),
            "leading_group_members" => !own.contains("组长"),
            // 2名工作人员参加培训: some of them.
            "staff" | "staff_fulltime" | "staff_parttime" => {
                !["参加", "出席", "赴", "前往"].iter().any(|deed| self.rest(quantity).contains(deed))
            }
            "trainees" => self.is_of_learners(quantity),
            _ => !spans.is_empty(),
        }
    }
}

/// 概况类信息更新量12条: a row of the yearly form of a site, and not all that was updated; 各类信息更新量 is all.
fn is_updated_of_a_kind(own: &str) -> bool {
    let Some((kind, _)) = own.split_once("信息更新量") else { return false };
    !kind.ends_with("各类") && !phrase::is_light(kind)
}

/// 行政许可事项125项, 公布行政许可125项: 项 measures what may be decided, unless the words say that it was.
fn is_of_matters(own: &str, quantity: &Quantity) -> bool {
    let is_decided = ["办", "作出", "做出", "决定", "处理"].iter().any(|deed| own.contains(deed));
    quantity.unit == Some("项") && (own.ends_with("事项") || !is_decided)
}
