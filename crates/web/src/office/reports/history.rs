//! What happened to a report, from the journal.

use askama::Template;
use axum::response::Response;
use gongkai_app::desk;
use gongkai_report::CellAddress;
use gongkai_store::id::ReportId;
use gongkai_store::journal::Entry;
use serde_json::Value;

use super::head::{Head, Tab, open};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/history.html")]
struct HistoryPage {
    frame: Frame,
    head: Head,
    entries: Vec<Entry>,
}

impl HistoryPage {
    /// What the entry tells beyond its action.
    fn detail(&self, entry: &Entry) -> String {
        detail(&self.frame, &serde_json::from_str(&entry.detail).unwrap_or_default())
    }
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    let (frame, head) = open(&about, Tab::History).await?;
    let entries = desk::history(about.app(), &head.opened.row).await?;
    Ok(show_page(&HistoryPage { frame, head, entries }))
}

/// Cell, what it became, decision, file, title, date and reason: what of these an entry has.
fn detail(frame: &Frame, detail: &Value) -> String {
    let text = |name: &str| detail.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let cell = text("cell").and_then(CellAddress::parse).map(CellAddress::in_words);
    let change = figure(frame, detail.get("read")).zip(figure(frame, detail.get("corrected")));
    let change = change.map(|(read, corrected)| format!("{read} → {corrected}"));
    let settled = ["corrected", "read"].into_iter().find_map(|name| cells(frame, detail.get(name)));
    let decision = text("decision").map(|decision| frame.t(&format!("desk-decision-{decision}")));
    let extended = detail.pointer("/due_on/to").and_then(Value::as_str);
    let due = text("due_on").or(extended).map(|day| frame.t1("desk-history-due", "day", day));
    let own = ["file_name", "title", "reason", "answer"].into_iter().filter_map(|name| text(name).map(str::to_owned));
    let meant = detail.get("as_withdrawn").and_then(Value::as_bool).is_some_and(|meant| meant);
    let meant = meant.then(|| frame.t("detail-as_withdrawn"));
    let unchanged = detail.get("says_the_same").and_then(Value::as_bool).is_some_and(|unchanged| unchanged);
    let unchanged = unchanged.then(|| frame.t("detail-says_the_same"));
    let personal = detail.get("personal").and_then(Value::as_bool).is_some_and(|personal| personal);
    let personal = personal.then(|| frame.t("detail-personal"));
    let known = [cell, change, settled, decision, due, meant, unchanged, personal].into_iter().flatten();
    known.chain(own).collect::<Vec<_>>().join(" · ")
}

/// Several cells with what they hold: 本年新收／总计 10、本年新收／自然人 8. `None` for what is one cell, or none.
fn cells(frame: &Frame, of: Option<&Value>) -> Option<String> {
    let cells = of?.as_object()?.iter().filter_map(|(address, cell)| {
        let name = CellAddress::parse(address)?.in_words();
        Some(format!("{name} {}", figure(frame, Some(cell)).unwrap_or_default()))
    });
    let told: Vec<String> = cells.collect();
    (!told.is_empty()).then(|| told.join("、"))
}

/// A cell as the journal keeps it: its figure, else its words, else what it is.
fn figure(frame: &Frame, cell: Option<&Value>) -> Option<String> {
    let text = |name: &str| cell?.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty());
    let words = text("value").or_else(|| text("raw")).map(str::to_owned);
    words.or_else(|| text("state").map(|state| frame.t(&format!("desk-cell-{state}"))))
}

#[cfg(test)]
mod tests {
    use gongkai_law::Lang;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_an_entry_tells_is_told_in_words() {
        let told = |value: &Value| detail(&Frame::sample(Lang::ZhCn), value);
        assert_eq!(told(&json!({ "cell": "t3.new_received.total", "reason": "看错" })), "本年新收／总计 · 看错");
        let blank = json!({ "state": "blank", "value": null, "raw": " " });
        let ten = json!({ "state": "value", "value": "10", "raw": "10" });
        let corrected = json!({ "cell": "t3.new_received.total", "read": blank, "corrected": ten, "reason": "看错" });
        assert_eq!(told(&corrected), "本年新收／总计 · 空白 → 10 · 看错");
        let carried = json!({ "versions": [1], "corrected": { "t3.new_received.total": ten }, "reason": null });
        assert_eq!(told(&carried), "本年新收／总计 10");
        let aside = json!({ "versions": [1], "read": { "t3.new_received.total": blank }, "reason": "已重填" });
        assert_eq!(told(&aside), "本年新收／总计 空白 · 已重填");
        let due_on = json!({ "from": "2024-01-25", "to": "2024-02-01" });
        assert_eq!(
            told(&json!({ "due_on": due_on, "reason": "核对原始台账" })),
            "2024-02-01 前重新报送 · 核对原始台账"
        );
        assert_eq!(told(&json!({ "file_name": "年报.docx", "errors": 3 })), "年报.docx");
        assert_eq!(told(&json!({ "as_withdrawn": true, "reason": "撤下有误" })), "与撤下时相同 · 撤下有误");
        assert_eq!(told(&Value::Null), "");
    }
}
