//! What a change of a draft put in the place of what: the journal keeps it, so that what stood there before can be found
//! again, and what a page was made from can be told.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_store::drafts::Draft;
use gongkai_store::journal::Entry;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::save::Typed;

/// What the journal calls it in an entry's detail.
pub const CHANGES: &str = "changes";

/// What a change put in the place of what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The draft's revision after it.
    pub revision: i64,
    /// Cells by address.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<String, Replaced>,
    /// Section texts by number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sections: BTreeMap<u8, Spliced>,
}

/// A text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// What stood there.
    pub from: String,
    /// What stands there.
    pub to: String,
}

/// A piece of a text in the place of another: a long text is saved often, and little of it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spliced {
    /// How many characters stand before it.
    pub at: usize,
    /// What stood there.
    pub from: String,
    /// What stands there.
    pub to: String,
}

impl Changes {
    /// What has to be done to the one to make it the other.
    pub fn between(before: &Typed, after: &Typed, revision: i64) -> Self {
        Self {
            revision,
            cells: pairs(&before.cells, &after.cells, |from, to| Replaced { from: from.to_owned(), to: to.to_owned() }),
            sections: pairs(&before.sections, &after.sections, Spliced::between),
        }
    }

    /// What an entry of the journal says it changed; `None` for entries of other things and of older programs.
    pub fn of(entry: &Entry) -> Option<Self> {
        let mut detail: Value = serde_json::from_str(&entry.detail).ok()?;
        serde_json::from_value(detail.get_mut(CHANGES)?.take()).ok()
    }

    /// Makes what stood before of what stands after; `None` when it does not stand there.
    pub fn undo(&self, held: &mut Typed) -> Option<()> {
        for (address, Replaced { from, to }) in &self.cells {
            let stands = held.cells.remove(address).unwrap_or_default();
            (stands == *to).then_some(())?;
            if !from.is_empty() {
                held.cells.insert(address.clone(), from.clone());
            }
        }
        for (number, spliced) in &self.sections {
            let text = spliced.undone(&held.sections.remove(number).unwrap_or_default())?;
            if !text.is_empty() {
                held.sections.insert(*number, text);
            }
        }
        Some(())
    }
}

/// What differs, by its name; what is not there is empty.
fn pairs<K: Ord + Clone, T>(
    before: &BTreeMap<K, String>,
    after: &BTreeMap<K, String>,
    of: impl Fn(&str, &str) -> T,
) -> BTreeMap<K, T> {
    let names: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    let held = |map: &BTreeMap<K, String>, name: &K| map.get(name).cloned().unwrap_or_default();
    let both = names.into_iter().map(|name| (name, held(before, name), held(after, name)));
    both.filter(|(_, from, to)| from != to).map(|(name, from, to)| (name.clone(), of(&from, &to))).collect()
}

impl Spliced {
    /// The piece by which two texts differ.
    pub fn between(from: &str, to: &str) -> Self {
        let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
        let at = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        let (from, to) = (from.get(at..).unwrap_or_default(), to.get(at..).unwrap_or_default());
        let same = from.iter().rev().zip(to.iter().rev()).take_while(|(one, other)| one == other).count();
        let piece = |text: &[char]| text.iter().take(text.len().saturating_sub(same)).collect();
        Self { at, from: piece(from), to: piece(to) }
    }

    /// The text before, of the text after.
    fn undone(&self, after: &str) -> Option<String> {
        let start = after.char_indices().map(|(byte, _)| byte).chain([after.len()]).nth(self.at)?;
        let (head, tail) = after.split_at_checked(start)?;
        Some(format!("{head}{}{}", self.from, tail.strip_prefix(self.to.as_str())?))
    }
}

/// What a draft held at an earlier revision, by the entries of the journal about it, newest first; `None` when they do not
/// tell.
pub(super) fn held_at(draft: &Draft, entries: &[Entry], revision: i64) -> Option<Typed> {
    let mut held = Typed::of(draft);
    let mut at = draft.revision;
    for changes in entries.iter().filter_map(Changes::of) {
        if at <= revision {
            break;
        }
        (changes.revision == at).then_some(())?;
        changes.undo(&mut held)?;
        at = at.saturating_sub(1);
    }
    (at == revision).then_some(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(cells: &[(&str, &str)], sections: &[(u8, &str)]) -> Typed {
        let owned = |text: &&str| (*text).to_owned();
        Typed {
            cells: cells.iter().map(|(address, text)| (owned(address), owned(text))).collect(),
            sections: sections.iter().map(|(number, text)| (*number, owned(text))).collect(),
        }
    }

    fn check(before: &Typed, after: &Typed) {
        let changes = Changes::between(before, after, 2);
        let written: Changes = serde_json::from_value(serde_json::to_value(&changes).unwrap()).unwrap();
        let mut held = after.clone();
        assert_eq!((written.undo(&mut held), &held), (Some(()), before));
    }

    #[test]
    fn what_was_changed_can_be_undone() {
        let before = typed(
            &[("t2.regulation.issued", "1"), ("t2.regulation.in_force", "7")],
            &[(1, "公开信息20条。"), (5, "问题一。")],
        );
        let after = typed(
            &[("t2.regulation.issued", "2"), ("t2.regulation.repealed", "0")],
            &[(1, "公开政府信息21条。"), (6, "无")],
        );
        check(&before, &after);
        check(&after, &before);
        check(&Typed::default(), &after);
        check(&after, &Typed::default());
        check(&after, &after);
        // A piece that repeats what stands beside it.
        check(&typed(&[], &[(1, "甲甲乙")]), &typed(&[], &[(1, "甲甲甲乙")]));
        check(&typed(&[], &[(1, "甲甲甲乙")]), &typed(&[], &[(1, "甲甲乙")]));
    }

    #[test]
    fn only_the_piece_that_differs_is_kept() {
        let spliced = Spliced::between("通过网站公开信息20条。", "通过网站公开政府信息21条。");
        assert_eq!((spliced.at, spliced.from.as_str(), spliced.to.as_str()), (6, "信息20", "政府信息21"));
        let same = Spliced::between("无", "无");
        assert_eq!((same.from.as_str(), same.to.as_str()), ("", ""));
    }

    #[test]
    fn what_does_not_fit_is_not_undone() {
        let changes =
            Changes::between(&Typed::default(), &typed(&[("t2.regulation.issued", "2")], &[(6, "无其他")]), 2);
        assert_eq!(changes.undo(&mut typed(&[("t2.regulation.issued", "3")], &[(6, "无其他")])), None);
        assert_eq!(changes.undo(&mut typed(&[("t2.regulation.issued", "2")], &[(6, "无")])), None);
    }
}
