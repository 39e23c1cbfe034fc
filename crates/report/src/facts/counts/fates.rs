//! What became of some of the requests just counted, told behind their number: 收到13件，其中12件已答复，1件正在办理.

use std::ops::Range;

use super::{Counter, Found};
use crate::facts::matter::Matter;
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

/// Words that say of a number before them that so many were answered, and of the rest that they are not yet.
const FATES: [(&str, &str); 18] = [
    ("已答复", "requests_handled"),
    ("已办结", "requests_handled"),
    ("已经答复", "requests_handled"),
    ("已经办结", "requests_handled"),
    ("已办理完毕", "requests_handled"),
    ("已按期答复", "requests_handled"),
    ("已按时答复", "requests_handled"),
    ("已依法答复", "requests_handled"),
    ("按期办结", "requests_handled"),
    ("按期答复", "requests_handled"),
    ("正在办理", "requests_carried_out"),
    ("正在处理", "requests_carried_out"),
    ("尚在办理", "requests_carried_out"),
    ("在办理", "requests_carried_out"),
    ("结转下年", "requests_carried_out"),
    ("结转至下年", "requests_carried_out"),
    ("结转下一年", "requests_carried_out"),
    ("结转至下一年", "requests_carried_out"),
];

/// The same of disputes: of one kind, and of the other.
const OUTCOMES: [(&str, &str, &str); 12] = [
    ("维持", "reconsideration_upheld", "litigation_upheld"),
    ("被维持", "reconsideration_upheld", "litigation_upheld"),
    ("已维持", "reconsideration_upheld", "litigation_upheld"),
    ("被纠正", "reconsideration_corrected", "litigation_corrected"),
    ("被撤销", "reconsideration_corrected", "litigation_corrected"),
    ("被驳回", "reconsideration_dismissed", "litigation_dismissed"),
    ("驳回诉讼请求", "reconsideration_dismissed", "litigation_dismissed"),
    ("正在审理", "reconsideration_pending", "litigation_pending"),
    ("正在审理中", "reconsideration_pending", "litigation_pending"),
    ("尚在审理", "reconsideration_pending", "litigation_pending"),
    ("尚未审结", "reconsideration_pending", "litigation_pending"),
    ("未审结", "reconsideration_pending", "litigation_pending"),
];

impl Counter<'_, '_> {
    /// 延续到2026年办理, in a report on 2025.
    fn goes_on_next_year(&self, rest: &str) -> bool {
        let named = ["延续到", "延续至", "顺延到", "顺延至", "转到", "转至", "转入"];
        let when = named.iter().find_map(|goes| rest.strip_prefix(goes)).unwrap_or_default();
        let next = self.setting.year.map(|year| format!("{}年", year + 1));
        let tail = next.and_then(|next| when.strip_prefix(next.as_str()));
        tail.is_some_and(|tail| ["", "办理", "继续办理", "度办理", "度继续办理"].contains(&tail))
    }

    /// The fate told right behind a number that follows the requests or disputes it is of.
    pub(super) fn fate_behind(&self, left: &Range<usize>, quantity: &Quantity) -> Option<Found> {
        const TAILS: [&str; 9] = ["", "中", "办理", "年度", "年度办理", "年度继续办理", "完毕", "申请人", "之中"];
        const SOME: [&str; 7] = ["", "其中", "其中：", "另", "另有", "有", "还有"];
        const REST: [&str; 3] = ["余", "其余", "剩余"];
        let paragraph = &self.passage.paragraph;
        let own = paragraph.slice(left.clone()).trim_start_matches(['，', '、', '；', '（', '：']);
        let is_of_rest = REST.contains(&own);
        if !(is_of_rest || SOME.contains(&own)) || !quantity.units.meets(Units::CASES) {
            return None;
        }
        let sentence = left.end - self.said_before(left.end).len();
        let is_told =
            |subject: &str| self.facts.iter().any(|told| told.at.1 >= sentence && told.fact.subject == subject);
        let rest = self.rest(quantity);
        let rest = rest.strip_prefix("申请").unwrap_or(rest);
        let rest = ["均", "都"].iter().find_map(|all| rest.strip_prefix(all)).unwrap_or(rest);
        let outcome = OUTCOMES.iter().find(|(words, ..)| *words == rest);
        let subject = match (self.passage.matter_at(left.end)?, outcome) {
            (Matter::Requests, _) if is_told("requests_received") => {
                if self.goes_on_next_year(rest) {
                    return Some(Found { subject: "requests_carried_out", channel: None, items: Vec::new() });
                }
                let is_fate = |words: &str| rest.strip_prefix(words).is_some_and(|tail| TAILS.contains(&tail));
                // Those left when some are told of may not be all that were answered.
                // 正在办理 alone is said of the day of writing; what is open when the year ends is carried over.
                let said = self.said_before(left.end);
                let is_at_end = ["12月31日", "12月底", "年底", "年末"].iter().any(|end| said.contains(end));
                let is_open =
                    |words: &str| words.contains("办理") && words.contains('在') || words.contains("正在处理");
                let fates = FATES.iter().filter(|(words, _)| is_at_end || !is_open(words));
                let fates = fates.filter(|(_, subject)| !is_of_rest || *subject != "requests_handled");
                fates.into_iter().find(|(words, _)| is_fate(words)).map(|(_, subject)| *subject)
            }
            (Matter::Reconsideration, Some((_, subject, _))) if is_told("reconsideration_cases") => Some(*subject),
            (Matter::Litigation, Some((.., subject))) if is_told("litigation_cases") => Some(*subject),
            _ => None,
        };
        subject.map(|subject| Found { subject, channel: None, items: Vec::new() })
    }
}
