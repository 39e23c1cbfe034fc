//! Bodies: governments, departments, streets, townships, communities, and the tree they form.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{BodyId, PersonId};
use crate::sql::{Row, Sql, Transaction};
use crate::values;

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
    /// Electronic mail or other internet contact.
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

/// A body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Body {
    /// Id.
    pub id: BodyId,
    /// Official name.
    pub name: String,
    /// Other names it goes by: short names, former names.
    pub other_names: Vec<String>,
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
    /// What the public is told.
    pub profile: Profile,
    /// When it was entered.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Body {
    /// Whether the body is `upper` or stands below it in the tree.
    pub fn is_within(&self, upper: &BodyId) -> bool {
        self.path.split('/').any(|id| id == upper.as_str())
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let id = |column: &str| row.parsed(column, BodyId::parse);
        let maybe_id = |column: &str| Ok::<_, StoreError>(row.maybe_text(column)?.and_then(|id| BodyId::parse(&id)));
        Ok(Self {
            id: id("id")?,
            name: row.text("name")?,
            other_names: row.json("other_names")?,
            kind: row.parsed("kind", Kind::parse)?,
            level: row.parsed("level", Level::parse)?,
            region_code: row.maybe_text("region_code")?,
            credit_code: row.maybe_text("credit_code")?,
            parent: maybe_id("parent_id")?,
            path: row.text("path")?,
            supervisor: maybe_id("supervisor_id")?,
            sort: row.number("sort")?,
            active: row.flag("active")?,
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
            json(&self.profile),
            self.created_at,
            self.updated_at
        ]
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Enters a body.
///
/// # Errors
/// [`StoreError::Conflict`] when a sibling has the name or another body the credit code.
pub async fn insert(transaction: &mut Transaction, body: &Body) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO bodies (id, name, other_names, kind, level, region_code, credit_code, parent_id, path,
                                 supervisor_id, sort, active, profile, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            body.values(),
        )
        .await?;
    Ok(())
}

/// Writes a body anew.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there, [`StoreError::Conflict`] as with [`insert`].
pub async fn update(transaction: &mut Transaction, body: &Body) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE bodies SET name = $2, other_names = $3, kind = $4, level = $5, region_code = $6, credit_code = $7,
                               parent_id = $8, path = $9, supervisor_id = $10, sort = $11, active = $12, profile = $13,
                               created_at = $14, updated_at = $15
             WHERE id = $1",
            body.values(),
        )
        .await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Moves everything below a body when its own path changes.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn move_subtree(transaction: &mut Transaction, from: &str, to: &str) -> Result<u64, StoreError> {
    transaction
        .execute(
            "UPDATE bodies SET path = $2 || SUBSTR(path, LENGTH($1) + 1) WHERE path LIKE $1 || '_%'",
            values![from, to],
        )
        .await
}

/// A body.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut impl Sql, id: &BodyId) -> Result<Body, StoreError> {
    let row = on.row("SELECT * FROM bodies WHERE id = $1", values![id]).await?;
    row.as_ref().map(Body::from_row).ok_or(StoreError::NotFound)?
}

/// All bodies, in the order of the tree's paths.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn all(on: &mut impl Sql) -> Result<Vec<Body>, StoreError> {
    let rows = on.rows("SELECT * FROM bodies ORDER BY path", values![]).await?;
    rows.iter().map(Body::from_row).collect()
}

/// A body and all below it, in the order of the tree's paths.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn subtree(on: &mut impl Sql, upper: &Body) -> Result<Vec<Body>, StoreError> {
    let rows = on.rows("SELECT * FROM bodies WHERE path LIKE $1 || '%' ORDER BY path", values![&upper.path]).await?;
    rows.iter().map(Body::from_row).collect()
}

/// The bodies where a person has a role, in the order of the tree's paths.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn with_roles_of(on: &mut impl Sql, person: &PersonId) -> Result<Vec<Body>, StoreError> {
    let text = "SELECT * FROM bodies WHERE id IN (SELECT body_id FROM roles WHERE person_id = $1) ORDER BY path";
    on.rows(text, values![person]).await?.iter().map(Body::from_row).collect()
}

/// The topmost body: the one whose installation this is. `None` before one was entered.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn root(on: &mut impl Sql) -> Result<Option<Body>, StoreError> {
    let text = "SELECT * FROM bodies WHERE parent_id IS NULL ORDER BY sort, created_at LIMIT 1";
    on.row(text, values![]).await?.as_ref().map(Body::from_row).transpose()
}
