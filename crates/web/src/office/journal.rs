//! The journal in the office: entries, their export, the walk of the chains.

mod export;
mod list;
mod verify;

use gongkai_app::journal::Asked;
use gongkai_app::{AppError, Permission};
use gongkai_store::id::{BodyId, PersonId};
use serde::Deserialize;

use crate::error::Failure;
use crate::routes::{Access, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let needs = Access::Needs(Permission::ViewJournal);
    vec![
        Route::get("/office/journal", needs, list::show),
        Route::get("/office/journal.csv", needs, export::csv),
        Route::post("/office/journal/verify", needs, verify::walk),
    ]
}

/// What is looked for, as the address says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Query {
    body: String,
    below: String,
    kind: String,
    subject: String,
    action: String,
    person: String,
    before: String,
}

/// What stands for the chain of what concerns no single body.
const SYSTEM: &str = "system";

impl Query {
    fn asked(&self) -> Result<Asked, Failure> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let body = match self.body.as_str() {
            "" | SYSTEM => None,
            id => Some(BodyId::parse(id).ok_or(AppError::NotFound)?),
        };
        let person = match self.person.as_str() {
            "" => None,
            id => Some(PersonId::parse(id).ok_or(AppError::NotFound)?),
        };
        // What is no position is that of the newest page.
        let before = self.before.parse().ok().filter(|position| *position > 0);
        Ok(Asked {
            body,
            with_below: !self.below.is_empty(),
            system: self.body == SYSTEM,
            kind: given(&self.kind),
            subject: given(&self.subject),
            action: given(&self.action),
            person,
            before,
        })
    }

    /// The query again, without what pages through it.
    fn again(&self) -> String {
        let pairs = [
            ("body", &self.body),
            ("below", &self.below),
            ("kind", &self.kind),
            ("subject", &self.subject),
            ("action", &self.action),
            ("person", &self.person),
        ];
        let given = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        // Ids, words of ours and numbers only; anything else is left out rather than encoded.
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        given.filter(|(_, v)| plain(v)).map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    /// The address of something about what is looked for: a file of it, or with `before` its next page.
    fn at(&self, path: &str, before: Option<i64>) -> String {
        let again = Some(self.again()).filter(|again| !again.is_empty());
        let before = before.map(|position| format!("before={position}"));
        let query = again.into_iter().chain(before).collect::<Vec<_>>().join("&");
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    fn is_nothing(&self) -> bool {
        self.again().is_empty()
    }
}
