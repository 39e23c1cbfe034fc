//! People who sign in, and their roles.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{BodyId, PersonId};
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// What a person may be at a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 政府信息公开经办人: does the daily work of the disclosure office.
    DisclosureOfficer,
    /// 审核人: looks through what goes out, and changes nothing here.
    Reviewer,
    /// 保密审查人: the same, for the secrecy review of Art. 17.
    SecrecyReviewer,
    /// 分管领导: signs.
    Leader,
    /// 主管部门: supervises the body and all below it.
    Supervisor,
    /// 审计: sees everything of the body and all below it, changes nothing.
    Auditor,
    /// 管理员: keeps bodies, people and settings of the body and all below it.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::DisclosureOfficer,
        Self::Reviewer,
        Self::SecrecyReviewer,
        Self::Leader,
        Self::Supervisor,
        Self::Auditor,
        Self::Administrator,
    ];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::DisclosureOfficer => "disclosure_officer",
            Self::Reviewer => "reviewer",
            Self::SecrecyReviewer => "secrecy_reviewer",
            Self::Leader => "leader",
            Self::Supervisor => "supervisor",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The role written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == text)
    }

    /// Whether the role reaches from its body down to all below it.
    pub fn reaches_down(self) -> bool {
        match self {
            Self::Supervisor | Self::Auditor | Self::Administrator => true,
            Self::DisclosureOfficer | Self::Reviewer | Self::SecrecyReviewer | Self::Leader => false,
        }
    }
}

/// A role at a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grant {
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub body: BodyId,
    /// What.
    pub role: Role,
}

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// What they sign in with; unique, lower case.
    pub sign_in: String,
    /// Name.
    pub name: String,
    /// Where messages go.
    pub email: Option<String>,
    /// Where short messages go.
    pub phone: Option<String>,
    /// Tag of the language they read; empty when they have chosen none.
    pub lang: String,
    /// Argon2id hash; `None` for people who sign in elsewhere (OIDC).
    pub password_hash: Option<String>,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// When the password was last changed.
    pub password_changed_at: Option<Timestamp>,
    /// Secret of the second factor, base32.
    pub totp_secret: Option<String>,
    /// Since when the second factor is asked for; `None` while it is being set up.
    pub totp_since: Option<Timestamp>,
    /// The last time step a code was used for, so that none is used twice.
    pub totp_last_step: Option<i64>,
    /// Hashes of recovery codes not yet used.
    pub recovery_codes: Vec<String>,
    /// Who they are at the identity provider.
    pub oidc_subject: Option<String>,
    /// Wrong passwords since the last right one.
    pub failed_sign_ins: i64,
    /// Until when nobody can sign in as them.
    pub locked_until: Option<Timestamp>,
    /// Whether they may sign in.
    pub active: bool,
    /// When they were entered.
    pub created_at: Timestamp,
    /// When they were last changed.
    pub updated_at: Timestamp,
}

impl Person {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", PersonId::parse)?,
            sign_in: row.text("sign_in")?,
            name: row.text("name")?,
            email: row.maybe_text("email")?,
            phone: row.maybe_text("phone")?,
            lang: row.text("lang")?,
            password_hash: row.maybe_text("password_hash")?,
            must_change_password: row.flag("must_change_password")?,
            password_changed_at: row.maybe_moment("password_changed_at")?,
            totp_secret: row.maybe_text("totp_secret")?,
            totp_since: row.maybe_moment("totp_since")?,
            totp_last_step: row.maybe_number("totp_last_step")?,
            recovery_codes: row.json("recovery_codes")?,
            oidc_subject: row.maybe_text("oidc_subject")?,
            failed_sign_ins: row.number("failed_sign_ins")?,
            locked_until: row.maybe_moment("locked_until")?,
            active: row.flag("active")?,
            created_at: row.moment("created_at")?,
            updated_at: row.moment("updated_at")?,
        })
    }

    fn values(&self) -> Vec<crate::Value> {
        values![
            &self.id,
            &self.sign_in,
            &self.name,
            &self.email,
            &self.phone,
            &self.lang,
            &self.password_hash,
            self.must_change_password,
            self.password_changed_at,
            &self.totp_secret,
            self.totp_since,
            self.totp_last_step,
            serde_json::to_string(&self.recovery_codes).unwrap_or_default(),
            &self.oidc_subject,
            self.failed_sign_ins,
            self.locked_until,
            self.active,
            self.created_at,
            self.updated_at
        ]
    }
}

/// Enters a person.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody signs in with that name already.
pub async fn insert(transaction: &mut Transaction, person: &Person) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO people (id, sign_in, name, email, phone, lang, password_hash, must_change_password,
                                 password_changed_at, totp_secret, totp_since, totp_last_step, recovery_codes,
                                 oidc_subject, failed_sign_ins, locked_until, active, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
            person.values(),
        )
        .await?;
    Ok(())
}

/// Writes a person anew.
///
/// # Errors
/// [`StoreError::NotFound`] when they are not there, [`StoreError::Conflict`] as with [`insert`].
pub async fn update(transaction: &mut Transaction, person: &Person) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE people SET sign_in = $2, name = $3, email = $4, phone = $5, lang = $6, password_hash = $7,
                               must_change_password = $8, password_changed_at = $9, totp_secret = $10, totp_since = $11,
                               totp_last_step = $12, recovery_codes = $13, oidc_subject = $14, failed_sign_ins = $15,
                               locked_until = $16, active = $17, created_at = $18, updated_at = $19
             WHERE id = $1",
            person.values(),
        )
        .await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// A person.
///
/// # Errors
/// [`StoreError::NotFound`] when they are not there.
pub async fn by_id(on: &mut dyn Sql, id: &PersonId) -> Result<Person, StoreError> {
    let row = on.row("SELECT * FROM people WHERE id = $1", values![id]).await?;
    row.as_ref().map(Person::from_row).ok_or(StoreError::NotFound)?
}

/// A person, held until the transaction ends: whoever else wants to change them waits.
///
/// # Errors
/// [`StoreError::NotFound`] when they are not there.
pub async fn hold(transaction: &mut Transaction, id: &PersonId) -> Result<Person, StoreError> {
    let text = "UPDATE people SET failed_sign_ins = failed_sign_ins WHERE id = $1 RETURNING *";
    transaction.row(text, values![id]).await?.as_ref().map(Person::from_row).ok_or(StoreError::NotFound)?
}

/// The person who signs in with a name.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn by_sign_in(on: &mut dyn Sql, sign_in: &str) -> Result<Option<Person>, StoreError> {
    let row = on.row("SELECT * FROM people WHERE sign_in = $1", values![sign_in]).await?;
    row.as_ref().map(Person::from_row).transpose()
}

/// The person an identity provider knows by a subject.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn by_oidc_subject(on: &mut dyn Sql, subject: &str) -> Result<Option<Person>, StoreError> {
    let row = on.row("SELECT * FROM people WHERE oidc_subject = $1", values![subject]).await?;
    row.as_ref().map(Person::from_row).transpose()
}

/// Everybody, by sign-in name.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn all(on: &mut dyn Sql) -> Result<Vec<Person>, StoreError> {
    let rows = on.rows("SELECT * FROM people ORDER BY sign_in", values![]).await?;
    rows.iter().map(Person::from_row).collect()
}

/// A person's roles.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn grants_of(on: &mut dyn Sql, person: &PersonId) -> Result<Vec<Grant>, StoreError> {
    let text = "SELECT person_id, body_id, role FROM roles WHERE person_id = $1 ORDER BY body_id, role";
    let rows = on.rows(text, values![person]).await?;
    rows.iter().map(grant).collect()
}

/// All roles at all bodies.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn grants(on: &mut dyn Sql) -> Result<Vec<Grant>, StoreError> {
    let rows = on.rows("SELECT person_id, body_id, role FROM roles ORDER BY body_id, role", values![]).await?;
    rows.iter().map(grant).collect()
}

/// Gives a role; nothing changes when the person has it.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn grant_role(transaction: &mut Transaction, grant: &Grant, now: Timestamp) -> Result<bool, StoreError> {
    let touched = transaction
        .execute(
            "INSERT INTO roles (person_id, body_id, role, granted_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person_id, body_id, role) DO NOTHING",
            values![&grant.person, &grant.body, grant.role.id(), now],
        )
        .await?;
    Ok(touched > 0)
}

/// Takes a role away; whether the person had it.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn revoke_role(transaction: &mut Transaction, grant: &Grant) -> Result<bool, StoreError> {
    let text = "DELETE FROM roles WHERE person_id = $1 AND body_id = $2 AND role = $3";
    Ok(transaction.execute(text, values![&grant.person, &grant.body, grant.role.id()]).await? > 0)
}

fn grant(row: &Row) -> Result<Grant, StoreError> {
    Ok(Grant {
        person: row.parsed("person_id", PersonId::parse)?,
        body: row.parsed("body_id", BodyId::parse)?,
        role: row.parsed("role", Role::parse)?,
    })
}
