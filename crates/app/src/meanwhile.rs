//! What somebody else saved while a form was filled in: field by field, so that only what both changed asks for a person.

use std::collections::BTreeMap;

use gongkai_store::blobs::hex;
use gongkai_store::error::StoreError;
use gongkai_store::journal::{self, Entry, Filter};
use gongkai_store::sql::Sql;
use jiff::Timestamp;
use serde_json::Value;
use sm3::{Digest, Sm3};

/// The most changes that are looked through for who made one.
const MOST: u32 = 50;

/// What the fields of a form held when it was made: a sum of each by its name, enough to tell whether one is as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen(BTreeMap<String, String>);

/// Whose text a field keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The one that is kept: it was not touched, or both made it the same.
    Kept,
    /// The one that is wanted: nobody else touched it.
    Wanted,
    /// Both changed it, differently.
    Asked,
}

impl Seen {
    /// Of fields with their texts.
    #[must_use]
    pub fn of<'a>(fields: impl IntoIterator<Item = (&'a str, impl AsRef<str>)>) -> Self {
        Self(fields.into_iter().map(|(name, text)| (name.to_owned(), sum(text.as_ref()))).collect())
    }

    /// Of what a form carried; nothing for what no form of ours carries.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let field = |part: &str| {
            let (name, sum) = part.split_once(':')?;
            let is_sum = sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_sum.then(|| (name.to_owned(), sum.to_owned()))
        };
        text.split('.').map(field).collect::<Option<_>>().map(Self)
    }

    /// What a form carries.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|(name, sum)| format!("{name}:{sum}")).collect::<Vec<_>>().join(".")
    }

    /// The same with some fields as they are seen now: those that were asked about.
    #[must_use]
    pub fn with(mut self, now: &Self, is_asked: impl Fn(&str) -> bool) -> Self {
        let asked = now.0.iter().filter(|(name, _)| is_asked(name));
        self.0.extend(asked.map(|(name, sum)| (name.clone(), sum.clone())));
        self
    }

    /// Whose text a field keeps. Of a field of which it is not known what was seen, what is wanted counts.
    pub(crate) fn whose(&self, field: &str, kept: &str, wanted: &str) -> Whose {
        let (seen, now, own) = (self.0.get(field), sum(kept), sum(wanted));
        if own == now || seen == Some(&own) {
            Whose::Kept
        } else if seen.is_none_or(|seen| *seen == now) {
            Whose::Wanted
        } else {
            Whose::Asked
        }
    }
}

/// What became of what was entered in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited<T> {
    /// It is kept.
    Saved,
    /// Nothing is kept: fields were changed elsewhere, too, to something else.
    Asked {
        /// What was wanted, with what was saved in the fields that were not touched.
        together: Box<T>,
        /// What it was put together with, for the next time.
        seen: Seen,
        /// The fields that were changed in two places.
        conflicts: Vec<Conflict>,
    },
}

/// A field that was changed in two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which.
    pub field: &'static str,
    /// What was saved.
    pub theirs: String,
    /// Who saved it and when, where the journal says it.
    pub last: Option<(String, Timestamp)>,
}

/// The newest entries of one kind about a thing (its kind and its id), newest first.
pub(crate) async fn entries(
    on: &mut dyn Sql,
    (kind, id): (&str, &str),
    action: &str,
) -> Result<Vec<Entry>, StoreError> {
    let filter = Filter {
        subject_kind: Some(kind.to_owned()),
        subject_id: Some(id.to_owned()),
        action: Some(action.to_owned()),
        ..Filter::default()
    };
    journal::entries(on, &filter, MOST).await
}

/// Who changed a field last and when, by entries that name what they changed.
pub(crate) fn last_change(entries: &[Entry], field: &str) -> Option<(String, Timestamp)> {
    let names = |entry: &&Entry| {
        let detail: Option<Value> = serde_json::from_str(&entry.detail).ok();
        let listed = |detail: &Value| detail.as_array().is_some_and(|names| names.iter().any(|name| name == field));
        detail.is_some_and(|detail| detail.get(field).is_some() || listed(&detail))
    };
    entries.iter().find(names).map(|entry| (entry.actor.clone(), entry.at))
}

/// A text as it is kept: browsers send line ends in two characters.
pub fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Whether two texts are the same but for what browsers do to line ends, and to the ends.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    with_plain_line_ends(one).trim() == with_plain_line_ends(other).trim()
}

fn sum(text: &str) -> String {
    hex(&Sm3::digest(with_plain_line_ends(text).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_both_changed_differently_is_asked() {
        let seen = Seen::of([("a", "1"), ("b", "第一行\n第二行\n")]);
        assert_eq!(Seen::parse(&seen.text()), Some(seen.clone()));
        let cases = [("1", "1"), ("2", "1"), ("2", "2"), ("1", "2"), ("2", "3")];
        let whose = cases.map(|(kept, wanted)| seen.whose("a", kept, wanted));
        assert_eq!(whose, [Whose::Kept, Whose::Kept, Whose::Kept, Whose::Wanted, Whose::Asked]);
        assert_eq!(seen.whose("b", "别的", "第一行\r\n第二行"), Whose::Kept);
        assert_eq!(seen.whose("c", "别的", "新的"), Whose::Wanted);
        let now = Seen::of([("a", "2"), ("b", "别的")]);
        let next = seen.with(&now, |field| field == "a");
        assert_eq!((next.whose("a", "2", "3"), next.whose("b", "别的", "新的")), (Whose::Wanted, Whose::Asked));
    }

    #[test]
    fn what_no_form_of_ours_carries_is_nothing() {
        let fields = ["", "2024-01-15T02:00:00Z", "{\"mail\":true}", "a:12"];
        assert_eq!(fields.map(Seen::parse), [const { None }; 4]);
    }
}
