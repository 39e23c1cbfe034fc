//! Shapes that several resources share.

use gongkai_report::Cell;
use gongkai_store::bodies::Body;
use gongkai_store::reports as kept;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// An enum of the API that says the same as one of the floors below.
macro_rules! mirrored {
    ($(#[$doc:meta])* $name:ident of $kept:ty { $($(#[$of:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($(#[$of])* $variant),* }

        impl From<$kept> for $name {
            fn from(kept: $kept) -> Self {
                match kept { $(<$kept>::$variant => Self::$variant),* }
            }
        }

        impl From<$name> for $kept {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => <$kept>::$variant),* }
            }
        }
    };
}
pub(crate) use mirrored;

/// The id of a thing: 32 hexadecimal digits. Later things have greater ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^[0-9a-f]{32}$", example = "018d0a24c00070008000000000000001")]
pub(crate) struct Id(String);

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits =
            text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if digits { Ok(Self(text)) } else { Err("must be an id of 32 hexadecimal digits") }
    }
}

impl Id {
    /// The id of something kept.
    pub(crate) fn of(id: impl ToString) -> Self {
        Self(id.to_string())
    }

    /// As text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A year reported about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "i16")]
#[schema(value_type = i16, minimum = 2000, maximum = 2999, example = 2023)]
pub(crate) struct Year(pub(crate) i16);

impl TryFrom<i16> for Year {
    type Error = &'static str;

    fn try_from(year: i16) -> Result<Self, Self::Error> {
        if (2000..=2999).contains(&year) { Ok(Self(year)) } else { Err("must be a year between 2000 and 2999") }
    }
}

/// Words somebody writes. Databases do not keep the character 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Words(String);

impl TryFrom<String> for Words {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.contains('\0') { Err("must not hold the character U+0000") } else { Ok(Self(text)) }
    }
}

impl Words {
    /// As text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// As text of one's own.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// What a request is called by its sender.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the generated document describes the header; `idempotency.rs` reads it")]
pub(crate) struct KeyHeader {
    /// Sent again under the same key within a day, the request is carried out once and answered alike; another request
    /// under the key is refused.
    #[param(rename = "Idempotency-Key", value_type = String, required = false, min_length = 1, max_length = 200,
            pattern = "^[!#-~]+$", example = "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    key: Option<String>,
}

/// What the sender has already.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the generated document describes the header; `cache.rs` reads it")]
pub(crate) struct TagHeader {
    /// The `ETag` of an answer held already.
    #[param(rename = "If-None-Match", value_type = String, required = false)]
    tag: Option<String>,
}

/// A body by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct BodyName {
    /// Its id.
    pub(crate) id: Id,
    /// Its official name.
    #[schema(example = "青禾街道办事处")]
    pub(crate) name: String,
}

impl BodyName {
    pub(crate) fn of(body: &Body) -> Self {
        Self { id: Id::of(&body.id), name: body.name.clone() }
    }
}

/// A file as it came in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FileFacts {
    /// Its name.
    #[schema(example = "2023年度报告.docx")]
    pub(crate) name: String,
    /// Its format by content, such as `docx`; empty while that is not known.
    #[schema(example = "docx")]
    pub(crate) format: String,
    /// Its size.
    #[schema(example = 48_213)]
    pub(crate) size_bytes: i64,
}

/// How much is wrong or uncertain.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct Counts {
    /// Findings of severity error.
    pub(crate) errors: i64,
    /// Findings of severity warning.
    pub(crate) warnings: i64,
    /// Findings of severity info.
    pub(crate) infos: i64,
    /// Cells that are missing or hold text.
    pub(crate) uncertain: i64,
}

impl From<kept::Counts> for Counts {
    fn from(counts: kept::Counts) -> Self {
        let kept::Counts { errors, warnings, infos, uncertain } = counts;
        Self { errors, warnings, infos, uncertain }
    }
}

mirrored! {
    /// What stands in a cell. Blank, 0, a slash and "not found" are four different things.
    CellState of gongkai_report::CellState {
        /// A number.
        Value,
        /// The cell is there and empty.
        Blank,
        /// `/`, `-`, `—` and the like.
        Slash,
        /// Something else; `raw` has it.
        Text,
        /// The cell, or its certain place, could not be found.
        Missing,
    }
}

mirrored! {
    /// How grave a finding is.
    Severity of gongkai_law::Severity {
        /// Wrong.
        Error,
        /// Doubtful.
        Warning,
        /// Worth knowing.
        Info,
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CellContent {
    /// What kind of thing stands there.
    pub(crate) state: CellState,
    /// A decimal number; money in 元, or the bare number when `unit` is null. Null unless `state` is `value`.
    #[schema(example = "12")]
    pub(crate) value: Option<String>,
    /// The text as it stands; null when the cell is missing.
    #[schema(example = "12")]
    pub(crate) raw: Option<String>,
    /// The unit money was written in; null for counts and for money without a unit.
    pub(crate) unit: Option<String>,
    /// Where it stands in the file.
    pub(crate) at: Option<Place>,
}

impl CellContent {
    pub(crate) fn of(cell: &Cell) -> Self {
        let value = cell.value.filter(|_| cell.state == gongkai_report::CellState::Value);
        Self {
            state: cell.state.into(),
            value: value.map(|value| value.normalize().to_string()),
            raw: cell.raw.clone(),
            unit: cell.unit.clone(),
            at: cell.at.as_ref().map(Place::of),
        }
    }
}

/// Where something stands in a file, as `gongkai.report/1` writes it.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(crate) struct Place(serde_json::Value);

impl Place {
    pub(crate) fn of(place: &impl Serialize) -> Self {
        Self(serde_json::to_value(place).unwrap_or_default())
    }
}

/// The contract's own schema is put in this place when the document is made.
macro_rules! of_the_contract {
    ($($name:ident),*) => { $(
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                utoipa::openapi::Object::new().into()
            }
        }
        impl ToSchema for $name {}
    )* };
}

/// A report by the contract `gongkai.report/1`.
#[derive(Debug)]
pub(crate) struct ReportDocument;

of_the_contract!(Place, ReportDocument);

/// A moment as the API writes it: RFC 3339, UTC.
pub(crate) fn moment(moment: Timestamp) -> String {
    moment.to_string()
}

/// The same of one that may not have come yet.
pub(crate) fn maybe_moment(of: Option<Timestamp>) -> Option<String> {
    of.map(moment)
}

/// A list that is given whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Whole<T> {
    /// All there is.
    pub(crate) items: Vec<T>,
}
