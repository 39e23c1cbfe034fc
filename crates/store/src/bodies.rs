//! Bodies: governments, departments, streets, townships, communities, and the tree they form.

mod browse;
mod queries;
mod staff;

use std::collections::BTreeMap;

use gongkai_law::roll::owes_about;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::BodyId;
use crate::sql::Row;
use crate::values;
pub use browse::{Browse, browsed};
pub use queries::{
    all, by_id, insert, lock, lock_all, lock_tree, move_subtree, root, subtree, told, update, with_roles_of,
};
pub use staff::{Staff, staff};

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A people's government of county level or above.
    Government,
    /// A department, bureau, committee or office of one.
    Department,
    /// 街道办事处.
    Street,
    /// 乡、镇人民政府.
    Township,
    /// 社区居民委员会.
    Community,
    /// 村民委员会.
    Village,
    /// An organisation authorised by law or a public institution (Arts. 54, 55).
    Institution,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Government,
        Self::Department,
        Self::Street,
        Self::Township,
        Self::Community,
        Self::Village,
        Self::Institution,
    ];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Department => "department",
            Self::Street => "street",
            Self::Township => "township",
            Self::Community => "community",
            Self::Village => "village",
            Self::Institution => "institution",
        }
    }

    /// The kind written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == text)
    }
}

/// How high a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 省级.
    Province,
    /// 市级.
    City,
    /// 县级: districts, counties, cities of county level.
    County,
    /// 乡级: streets, townships.
    Township,
    /// 村级: communities, villages.
    Village,
}

impl Level {
    /// All levels, highest first.
    pub const ALL: [Self; 5] = [Self::Province, Self::City, Self::County, Self::Township, Self::Village];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Township => "township",
            Self::Village => "village",
        }
    }

    /// The level written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == text)
    }
}

/// What the public is told about a body.
///
/// Basis: Regulation Art. 12 (the 指南 names the disclosure office, its address, hours, phone, fax and internet
/// contact) and Art. 20(2) (functions, organisation, address, hours, contact, names of those in charge).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Name of the disclosure office 政府信息公开工作机构.
    pub disclosure_office: String,
    /// Where it is.
    pub address: String,
    /// Postal code.
    pub postal_code: String,
    /// When it is open.
    pub hours: String,
    /// Telephone of the disclosure office.
    pub phone: String,
    /// Fax.
    pub fax: String,
    /// Electronic mail.
    pub email: String,
    /// Address of the body's own page on the government portal.
    pub website: String,
    /// What the body is there for 机关职能.
    pub functions: String,
    /// Units inside it 内设机构, one a line.
    pub units: String,
    /// Those in charge and what for 负责人, one a line.
    pub leaders: String,
}

impl Profile {
    /// All fields by their names, as a form has them.
    pub fn fields(&self) -> [(&'static str, &str); 11] {
        [
            ("disclosure_office", &self.disclosure_office),
            ("address", &self.address),
            ("postal_code", &self.postal_code),
            ("hours", &self.hours),
            ("phone", &self.phone),
            ("fax", &self.fax),
            ("email", &self.email),
            ("website", &self.website),
            ("functions", &self.functions),
            ("units", &self.units),
            ("leaders", &self.leaders),
        ]
    }

    /// The texts of all fields, in the order of [`Profile::fields`].
    pub fn fields_mut(&mut self) -> [&mut String; 11] {
        [
            &mut self.disclosure_office,
            &mut self.address,
            &mut self.postal_code,
            &mut self.hours,
            &mut self.phone,
            &mut self.fax,
            &mut self.email,
            &mut self.website,
            &mut self.functions,
            &mut self.units,
            &mut self.leaders,
        ]
    }
}

/// A body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Body {
    /// Id.
    pub id: BodyId,
    /// Official name.
    pub name: String,
    /// Other names it goes by: short names, former names.
    pub other_names: Vec<String>,
    /// Those of the other names that were its official one, each with the day it was given up.
    pub former_names: BTreeMap<String, Date>,
    /// What it is.
    pub kind: Kind,
    /// How high it stands.
    pub level: Level,
    /// Administrative region code (GB/T 2260).
    pub region_code: Option<String>,
    /// Unified social credit code (GB 32100).
    pub credit_code: Option<String>,
    /// The body above it in the tree.
    pub parent: Option<BodyId>,
    /// Ids from the root down to the body itself, each followed by `/`: whose subtree it is in.
    pub path: String,
    /// Who supervises its disclosure, when that is not the body above it (vertical systems; Art. 3).
    pub supervisor: Option<BodyId>,
    /// Order among its siblings.
    pub sort: i64,
    /// Whether it still exists.
    pub active: bool,
    /// Since when it does not; `None` while it does.
    pub closed_on: Option<Date>,
    /// The body that took over its work when it was closed, where that is known.
    pub successor: Option<BodyId>,
    /// What the public is told.
    pub profile: Profile,
    /// When it was entered.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Body {
    /// Its official name on a day.
    pub fn name_on(&self, day: Date) -> &str {
        name_on(&self.name, &self.former_names, day)
    }

    /// The names it gave up and until when it bore each, the last one first.
    pub fn former_names_newest_first(&self) -> Vec<(&str, Date)> {
        let mut names: Vec<_> = self.former_names.iter().map(|(name, until)| (name.as_str(), *until)).collect();
        names.sort_by_key(|(_, until)| std::cmp::Reverse(*until));
        names
    }

    /// Whether the body is `upper` or stands below it in the tree.
    pub fn is_within(&self, upper: &BodyId) -> bool {
        self.path.split('/').any(|id| id == upper.as_str())
    }

    /// Whether it was there to report about a year.
    pub fn owes_about(&self, year: i16) -> bool {
        owes_about(self.closed_on, year)
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let id = |column: &str| row.parsed(column, BodyId::parse);
        let maybe_id = |column: &str| Ok::<_, StoreError>(row.maybe_text(column)?.and_then(|id| BodyId::parse(&id)));
        Ok(Self {
            id: id("id")?,
            name: row.text("name")?,
            other_names: row.json("other_names")?,
            former_names: row.json("former_names")?,
            kind: row.parsed("kind", Kind::parse)?,
            level: row.parsed("level", Level::parse)?,
            region_code: row.maybe_text("region_code")?,
            credit_code: row.maybe_text("credit_code")?,
            parent: maybe_id("parent_id")?,
            path: row.text("path")?,
            supervisor: maybe_id("supervisor_id")?,
            sort: row.number("sort")?,
            active: row.flag("active")?,
            closed_on: row.maybe_day("closed_on")?,
            successor: maybe_id("successor_id")?,
            profile: row.json("profile")?,
            created_at: row.moment("created_at")?,
            updated_at: row.moment("updated_at")?,
        })
    }

    fn values(&self) -> Vec<crate::Value> {
        values![
            &self.id,
            &self.name,
            json(&self.other_names),
            self.kind.id(),
            self.level.id(),
            &self.region_code,
            &self.credit_code,
            &self.parent,
            &self.path,
            &self.supervisor,
            self.sort,
            self.active,
            self.closed_on,
            &self.successor,
            json(&self.profile),
            self.created_at,
            self.updated_at,
            json(&self.former_names)
        ]
    }
}

/// The name of a body on a day: of those it gave up later, the one it gave up first; else the one it has.
pub(crate) fn name_on<'a>(name: &'a str, former: &'a BTreeMap<String, Date>, day: Date) -> &'a str {
    let then = former.iter().filter(|(_, until)| **until > day).min_by_key(|(_, until)| **until);
    then.map_or(name, |(name, _)| name)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
