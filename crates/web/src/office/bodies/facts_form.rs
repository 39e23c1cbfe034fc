//! The form of a body's facts, for entering and editing.

use gongkai_app::bodies::Facts;
use gongkai_app::meanwhile::Seen;
use gongkai_app::{AppError, Problems};
use gongkai_store::bodies::{Body, Kind, Level};
use gongkai_store::id::BodyId;
use jiff::civil::Date;
use serde::Deserialize;

use crate::error::Failure;

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct FactsForm {
    pub(super) name: String,
    /// Since when it has another name; today when nothing is said.
    pub(super) renamed_on: String,
    pub(super) other_names: String,
    pub(super) kind: String,
    pub(super) level: String,
    pub(super) region_code: String,
    pub(super) credit_code: String,
    pub(super) supervisor: String,
    pub(super) sort: String,
    pub(super) parent: String,
    pub(super) seen: String,
}

impl FactsForm {
    /// The form of facts, as they were seen.
    pub(super) fn of(facts: &Facts, seen: &Seen) -> Self {
        let [name, other_names, kind, level, region_code, credit_code, supervisor, sort] =
            facts.fields().map(|(_, text)| text);
        let seen = seen.text();
        Self { name, other_names, kind, level, region_code, credit_code, supervisor, sort, seen, ..Self::default() }
    }

    /// The form for a body to be entered below another: of the kind most likely there.
    pub(super) fn below(parent: &Body) -> Self {
        let (kind, level) = match (parent.kind, parent.level) {
            (Kind::Government, Level::Province) => (Kind::Government, Level::City),
            (Kind::Government, Level::City) => (Kind::Government, Level::County),
            (Kind::Government, Level::County | Level::Township | Level::Village) => (Kind::Street, Level::Township),
            (Kind::Street, _) => (Kind::Community, Level::Village),
            (Kind::Township, _) => (Kind::Village, Level::Village),
            (Kind::Department | Kind::Community | Kind::Village | Kind::Institution, level) => {
                (Kind::Institution, level)
            }
        };
        Self {
            kind: kind.id().to_owned(),
            level: level.id().to_owned(),
            sort: "0".to_owned(),
            parent: parent.id.to_string(),
            ..Self::default()
        }
    }

    /// The day of another name.
    pub(super) fn renamed_on(&self) -> Result<Option<Date>, AppError> {
        match self.renamed_on.trim() {
            "" => Ok(None),
            on => on.parse().map(Some).map_err(|_| Problems::one("renamed_on", "problem-day")),
        }
    }

    /// The facts the form holds.
    pub(super) fn facts(&self) -> Result<Facts, Failure> {
        let given = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        let supervisor = match self.supervisor.as_str() {
            "" => None,
            id => Some(BodyId::parse(id).ok_or(Failure::Unreadable)?),
        };
        Ok(Facts {
            name: self.name.clone(),
            other_names: self.other_names.split(['\n', '、']).map(str::to_owned).collect(),
            kind: Kind::parse(&self.kind).ok_or(Failure::Unreadable)?,
            level: Level::parse(&self.level).ok_or(Failure::Unreadable)?,
            region_code: given(&self.region_code),
            credit_code: given(&self.credit_code),
            supervisor,
            sort: if self.sort.trim().is_empty() {
                0
            } else {
                self.sort.trim().parse().map_err(|_| Failure::Unreadable)?
            },
        })
    }
}
