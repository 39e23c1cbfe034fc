//! Journal entries in words, for timelines on any page: `{% include "office/timeline.html" %}` where `moments` is what
//! [`moments`] gives.

use std::collections::BTreeMap;

use gongkai_app::drafts::changes::CHANGES;
use gongkai_app::drafts::corrected::{LEFT, SEEN};
use gongkai_law::roll::State;
use gongkai_report::CellAddress;
use gongkai_store::journal::Entry;
use gongkai_store::uploads::Problem;
use serde_json::{Map, Value};

use super::uploads::sentence;
use crate::frame::Frame;

/// The longest text of one detail that is shown, in characters.
const LONGEST: usize = 120;
/// As many ids are shown one by one.
const FEW: usize = 1;
/// Characters of a hash that are shown.
const SEAL: usize = 16;

/// An entry in words.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    /// When, for people.
    pub(crate) at: String,
    /// When, for machines.
    pub(crate) iso: String,
    /// Kind of thing it is about, as its id.
    pub(crate) kind: String,
    /// Who.
    pub(crate) who: String,
    /// What happened.
    pub(crate) what: String,
    /// Details: a name, which may be empty, and its text.
    pub(crate) details: Vec<(String, String)>,
    /// Texts put in the place of others, where a page tells them: the field, before, after.
    pub(crate) changed: Vec<(String, String, String)>,
    /// The beginning of the hash.
    pub(crate) seal: String,
}

/// Entries in words. `names` are those of bodies and other things by id, so that details need not show ids.
pub(crate) fn moments(frame: &Frame, entries: &[Entry], names: &BTreeMap<String, String>) -> Vec<Moment> {
    entries.iter().map(|entry| moment(frame, entry, names)).collect()
}

/// One entry in words.
pub(crate) fn moment(frame: &Frame, entry: &Entry, names: &BTreeMap<String, String>) -> Moment {
    Moment {
        at: frame.moment(&entry.at),
        iso: frame.moment_iso(&entry.at),
        kind: entry.subject_kind.clone(),
        who: who(frame, &entry.actor),
        what: frame.word("action", &entry.action),
        details: details(frame, &entry.action, &entry.detail, names),
        changed: Vec::new(),
        seal: entry.hash.chars().take(SEAL).collect(),
    }
}

/// A person's name, or that the program itself did it.
fn who(frame: &Frame, actor: &str) -> String {
    match actor.strip_prefix("gongkai:") {
        Some(what) => frame.t1("journal-program", "what", frame.word("program", what)),
        None => actor.to_owned(),
    }
}

fn details(frame: &Frame, action: &str, detail: &str, names: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let said = |field: &str, value: &Value| said(frame, field, value, names);
    match serde_json::from_str(detail) {
        Ok(Value::Null) | Err(_) => Vec::new(),
        Ok(Value::Object(fields)) => {
            // Nobody was written to outside the office, or it is no reminder and has no round: nothing to tell.
            let tells = |(name, value): &(&String, &Value)| {
                !matches!(name.as_str(), "sent" | "stage") || value.as_u64() != Some(0)
            };
            let name_of = |name: &str, value: &Value| match (action, name) {
                // The next version is begun beside this one, and has no number yet.
                ("draft_next_version", "version") => frame.t("detail-version-in"),
                _ => name_of(frame, name, value),
            };
            let shown = fields.iter().filter(tells).map(|(name, value)| (name_of(name, value), said(name, value)));
            shown.filter(|(_, text)| !text.is_empty()).collect()
        }
        Ok(other) => vec![(String::new(), said("", &other))],
    }
}

/// What a detail is called: a cell of the form by its row and column.
fn name_of(frame: &Frame, name: &str, value: &Value) -> String {
    match CellAddress::parse(name) {
        Some(cell) => cell.in_words(),
        // What was corrected is told itself, or counted.
        None if name == "corrected" && value.is_number() => frame.t("detail-corrected-cells"),
        None => frame.word("detail", name),
    }
}

/// A value in words: from → to for a change, lists with their separator, names instead of ids.
fn said(frame: &Frame, field: &str, value: &Value, names: &BTreeMap<String, String>) -> String {
    let said = |value: &Value| self::said(frame, field, value, names);
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => frame.t(if *yes { "detail-yes" } else { "detail-no" }),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text_of(frame, field, text, names),
        // Chosen findings, members of a total: how many, not which.
        Value::Array(values) if values.len() > FEW && values.iter().all(|value| value.as_str().is_some_and(is_id)) => {
            frame.t1("detail-many", "count", values.len())
        }
        // Texts of the report by their numbers; what stands before the first has none. How many they are is a number.
        Value::Array(values) => {
            let said = |value: &Value| match value.as_u64() {
                Some(0) if field == "sections" => frame.t("detail-opening"),
                _ => said(value),
            };
            values.iter().map(said).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(&frame.t("detail-and"))
        }
        // A cell as it was read or corrected: as it stands on the desk.
        Value::Object(fields) if fields.contains_key("state") && fields.contains_key("raw") => cell_text(frame, fields),
        // What was changed in a draft: how much, not what. Who may see the draft finds it there.
        Value::Object(fields) if field == CHANGES => {
            // A number where what it was is not for the reader.
            let many = |name: &str| match fields.get(name) {
                Some(Value::Number(count)) => count.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0),
                Some(Value::Object(fields)) => fields.len(),
                _ => 0,
            };
            match many("cells").saturating_add(many("sections")) {
                0 => String::new(),
                count => frame.t1("detail-many", "count", count),
            }
        }
        // Corrections of cells by their numbers: which are in the draft is nothing to tell, how many are not is.
        Value::Object(_) if field == SEEN => String::new(),
        Value::Object(fields) if field == LEFT && fields.is_empty() => String::new(),
        Value::Object(fields) if field == LEFT => frame.t1("detail-many", "count", fields.len()),
        Value::Object(fields) => {
            // Why a file is in its state: as its own page says it.
            if field == "problem"
                && let Ok(problem) = serde_json::from_value::<Problem>(value.clone())
            {
                return sentence(frame, &problem).0;
            }
            if let (Some(from), Some(to)) = (fields.get("from"), fields.get("to")) {
                let or_nothing = |text: String| if text.is_empty() { frame.t("detail-nothing") } else { text };
                format!("{} → {}", or_nothing(said(from)), or_nothing(said(to)))
            } else {
                let named = fields.iter().map(|(name, value)| {
                    let text = self::said(frame, name, value, names);
                    format!("{}{text}", frame.t1("detail-named", "name", name_of(frame, name, value)))
                });
                named.collect::<Vec<_>>().join(&frame.t("detail-and"))
            }
        }
    }
}

/// A cell as the journal keeps it: its figure, else its words, else what it is.
fn cell_text(frame: &Frame, cell: &Map<String, Value>) -> String {
    let text = |name: &str| cell.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty());
    let words = text("value").or_else(|| text("raw")).map(str::to_owned);
    words.or_else(|| text("state").map(|state| frame.t(&format!("desk-cell-{state}")))).unwrap_or_default()
}

fn text_of(frame: &Frame, field: &str, text: &str, names: &BTreeMap<String, String>) -> String {
    if let Some(name) = names.get(text) {
        return name.clone();
    }
    if let Some(word) = word_of(frame, field, text) {
        return word;
    }
    if is_id(text) {
        return text.chars().take(SEAL / 2).chain(['…']).collect();
    }
    let mut shown: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Whether a text is an id or a sum: thirty-two digits of base sixteen, or more.
fn is_id(text: &str) -> bool {
    text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Words of ours: kinds, roles, states and the like. The field says of which list.
fn word_of(frame: &Frame, field: &str, text: &str) -> Option<String> {
    if let Some(cell) = CellAddress::parse(text) {
        return Some(cell.in_words());
    }
    if field == "state" && State::parse(text).is_some() {
        return Some(frame.state(text));
    }
    let lists: &[&str] = match field {
        "kind" | "kinds" => &["kind", "message-kind"],
        "level" => &["level"],
        "role" => &["role"],
        "state" => &["state", "desk-state", "upload-state"],
        "channel" => &["desk-channel", "message-channel"],
        "decision" => &["desk-decision"],
        "scope" => &["tokens-scope"],
        "which" => &["totals-which"],
        "seen" => &["seen"],
        "from" => &["draft-state"],
        _ => &[],
    };
    let id = lists.iter().map(|list| format!("{list}-{text}")).find(|id| frame.words().has(id))?;
    Some(frame.t(&id))
}

#[cfg(test)]
mod tests {
    use gongkai_law::Lang;
    use serde_json::json;

    use super::*;

    fn told(lang: Lang, detail: &Value) -> Vec<String> {
        let details = details(&Frame::nobodys(lang), "", &detail.to_string(), &BTreeMap::new());
        details.into_iter().map(|(name, text)| format!("{name}={text}")).collect()
    }

    #[test]
    fn the_version_a_next_one_is_begun_beside_is_not_taken_for_its_number() {
        let named = |action: &str, lang| {
            let told = details(&Frame::nobodys(lang), action, r#"{"version":5}"#, &BTreeMap::new());
            told.into_iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>()
        };
        assert_eq!(named("draft_next_version", Lang::ZhCn), ["已报送的版本=5"]);
        assert_eq!(named("draft_next_version", Lang::En), ["version that is in=5"]);
        assert_eq!(named("report_accepted", Lang::ZhCn), ["版本=5"]);
    }

    #[test]
    fn details_are_told_in_the_words_of_the_form_and_the_page() {
        let changed = json!({ "t2.normative_doc.made": { "from": "77", "to": "5" } });
        assert_eq!(told(Lang::ZhCn, &changed), ["规范性文件／本年新制作数量=77 → 5"]);
        let shown = json!({ "name": "附表.xlsx", "seen": "in_office" });
        assert_eq!(told(Lang::ZhCn, &shown), ["名称=附表.xlsx", "公开范围=仅供内部查看"]);
        assert_eq!(told(Lang::En, &shown), ["name=附表.xlsx", "shown=to the office only"]);
        assert_eq!(told(Lang::ZhCn, &json!({ "sent": 0, "stage": 0 })), [""; 0]);
        assert_eq!(told(Lang::ZhCn, &json!({ "stage": 2 })), ["第几轮=2"]);
        assert_eq!(told(Lang::ZhCn, &json!({ "sent": 2 })), ["邮件等发出条数=2"]);
        let read = json!({ "state": "blank", "value": null, "raw": " " });
        let corrected = json!({ "state": "value", "value": "10", "raw": "10" });
        assert_eq!(told(Lang::ZhCn, &json!({ "corrected": corrected, "read": read })), ["更正为=10", "读出=空白"]);
        let filled = json!({ "corrected": 2, "sections": [0, 5] });
        assert_eq!(told(Lang::ZhCn, &filled), ["更正过的格数=2", "部分=导语、5"]);
        let replaced = json!({ "replaced": { "cells": 0, "sections": 0 } });
        assert!(!told(Lang::ZhCn, &replaced)[0].contains("导语"));
        let cells = json!({ "t2.normative_doc.made": { "from": "", "to": "5" } });
        let saved = json!({ "changes": { "revision": 4, "cells": cells, "sections": { "5": { "at": 3, "from": "一", "to": "二" } } } });
        assert_eq!(told(Lang::ZhCn, &saved), ["改动=2 项"]);
        assert_eq!(told(Lang::ZhCn, &json!({ "changes": { "revision": 5 } })), [""; 0]);
        assert_eq!(told(Lang::ZhCn, &json!({ "scope": "write" })), ["权限=读写"]);
        assert_eq!(told(Lang::En, &json!({ "cell": "t3.granted.total" })).len(), 1);
        assert!(!told(Lang::En, &json!({ "cell": "t3.granted.total" }))[0].contains("t3."));
    }
}
