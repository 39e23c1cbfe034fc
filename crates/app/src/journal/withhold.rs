//! What stood in a draft is for those who may see the draft.

use gongkai_store::blobs::hex;
use gongkai_store::bodies::Body;
use gongkai_store::journal::Entry;
use serde_json::{Value, json};
use sm3::{Digest, Sm3};

use crate::access::{Caller, Permission};
use crate::drafts::changes::CHANGES;

/// Takes from entries what was put in the place of what in drafts the caller may not see. How much it was stays, and the SM3
/// hash of the detail as it is kept: the chain is hashed over that, so that whoever has the whole can prove it the same.
pub(super) fn withhold(caller: &Caller, bodies: &[Body], entries: Vec<Entry>) -> Vec<Entry> {
    let may = |chain: &str| {
        let body = bodies.iter().find(|body| body.id.as_str() == chain);
        body.is_some_and(|body| caller.may(Permission::ViewDrafts, body))
    };
    entries.into_iter().map(|entry| if may(&entry.chain) { entry } else { withheld(entry) }).collect()
}

fn withheld(mut entry: Entry) -> Entry {
    let Ok(mut detail) = serde_json::from_str::<Value>(&entry.detail) else { return entry };
    let Some(changes) = detail.get_mut(CHANGES) else { return entry };
    let many = |name: &str| changes.get(name).and_then(Value::as_object).map_or(0, serde_json::Map::len);
    *changes = json!({
        "revision": changes.get("revision"), "cells": many("cells"), "sections": many("sections"),
        "withheld": true, "detail_sm3": hex(&Sm3::digest(entry.detail.as_bytes())),
    });
    entry.detail = detail.to_string();
    entry
}

#[cfg(test)]
mod tests {
    use gongkai_store::journal::GENESIS;
    use jiff::Timestamp;

    use super::*;

    fn entry(detail: &Value) -> Entry {
        Entry {
            chain: "street".to_owned(),
            seq: 1,
            position: 1,
            at: Timestamp::UNIX_EPOCH,
            actor_id: None,
            actor: "经办人".to_owned(),
            subject_kind: "draft".to_owned(),
            subject_id: "1".to_owned(),
            action: "draft_saved".to_owned(),
            detail: detail.to_string(),
            previous_hash: GENESIS.to_owned(),
            hash: "h".to_owned(),
        }
    }

    #[test]
    fn how_much_changed_stays_and_the_texts_go() {
        let replaced = json!({"from": "旧", "to": "新"});
        let kept = entry(&json!({
            "year": 2023, "changes": {"revision": 4, "cells": {"t3.granted.total": replaced}, "sections": {}},
        }));
        let shown = withheld(kept.clone());
        let detail: Value = serde_json::from_str(&shown.detail).unwrap();
        let changes = &detail["changes"];
        assert_eq!((&detail["year"], &changes["revision"], &changes["cells"]), (&json!(2023), &json!(4), &json!(1)));
        assert_eq!((&changes["sections"], &changes["withheld"]), (&json!(0), &json!(true)));
        assert_eq!(changes["detail_sm3"], hex(&Sm3::digest(kept.detail.as_bytes())));
        assert!(!shown.detail.contains('旧') && !shown.detail.contains("t3."), "{}", shown.detail);
        assert_eq!(Entry { detail: kept.detail.clone(), ..shown }, kept, "nothing else is touched");
    }

    #[test]
    fn what_is_about_no_draft_stays_as_it_was() {
        for detail in [Value::Null, json!({"changed": 3}), json!(["changes"])] {
            assert_eq!(withheld(entry(&detail)), entry(&detail));
        }
    }
}
