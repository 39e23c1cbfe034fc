//! What every change of a draft goes through.

use gongkai_store::Transaction;
use gongkai_store::bodies::{self, Body};
use gongkai_store::drafts::{self, Draft};
use gongkai_store::id::DraftId;
use gongkai_store::journal::{self, Event};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::changes::{CHANGES, Changes};
use super::save::Typed;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// A draft about to be changed.
pub(super) struct Changing {
    pub(super) transaction: Transaction,
    pub(super) draft: Draft,
    pub(super) body: Body,
    pub(super) now: Timestamp,
    /// What stood in it.
    before: Typed,
}

impl Changing {
    /// Loads the draft for somebody who saw a revision of it.
    pub(super) async fn begin(
        app: &App,
        caller: &Caller,
        id: &DraftId,
        permission: Permission,
        revision: i64,
    ) -> Result<Self, AppError> {
        let changing = Self::whatever(app, caller, id, permission).await?;
        if changing.draft.revision == revision { Ok(changing) } else { Err(AppError::Stale) }
    }

    /// Loads the draft whichever revision of it somebody saw.
    pub(super) async fn whatever(
        app: &App,
        caller: &Caller,
        id: &DraftId,
        permission: Permission,
    ) -> Result<Self, AppError> {
        let mut transaction = app.database.begin().await?;
        let draft = drafts::by_id(&mut transaction, id).await?;
        let body = bodies::by_id(&mut transaction, &draft.body).await?;
        caller.require_with_thing(permission, &body)?;
        let before = Typed::of(&draft);
        Ok(Self { transaction, draft, body, now: app.now(), before })
    }

    /// Fails unless the draft can be written in.
    pub(super) fn require_open(&self) -> Result<(), AppError> {
        if self.draft.state.is_open() { Ok(()) } else { Err(AppError::NotNow { reason: "draft-not-open" }) }
    }

    /// Saves, writes the journal with what was put in the place of what, and commits; the draft's new revision.
    pub(super) async fn finish(
        mut self,
        caller: &Caller,
        action: &'static str,
        detail: impl Serialize,
    ) -> Result<i64, AppError> {
        self.draft.updated_at = self.now;
        caller.name().clone_into(&mut self.draft.updated_by);
        if !drafts::save(&mut self.transaction, &mut self.draft).await? {
            return Err(AppError::Stale);
        }
        let changes = Changes::between(&self.before, &Typed::of(&self.draft), self.draft.revision);
        let event = Event::of(&self.body.id, "draft", &self.draft.id, action).with(with_changes(detail, &changes));
        journal::append(&mut self.transaction, caller.actor(), self.now, event).await?;
        self.transaction.commit().await?;
        Ok(self.draft.revision)
    }
}

/// An entry's detail with what was changed.
pub(crate) fn with_changes(detail: impl Serialize, changes: &Changes) -> Value {
    let mut detail = serde_json::to_value(detail).unwrap_or_default();
    if let (Value::Object(fields), Ok(changes)) = (&mut detail, serde_json::to_value(changes)) {
        fields.insert(CHANGES.to_owned(), changes);
    }
    detail
}
