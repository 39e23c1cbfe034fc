//! The journal of a body.

use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use gongkai_app::journal::{Onward, follow_on};
use gongkai_store::id::BodyId;
use gongkai_store::journal as kept;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::{Asking, Of};
use super::cursor::{self, Limit, Page};
use super::parameters::Query;
use super::problem::ReadRefusals;
use super::shapes::{Id, moment};
use crate::error::Failure;
use crate::guard::Visitor;
use crate::wording;

/// An entry of the journal 日志. Entries of a body are chained by SM3 hashes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Entry {
    /// Its number in the whole journal.
    position: i64,
    /// Its number in the chain of its body, from 1.
    seq: i64,
    /// The body in whose chain it is.
    body: Id,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who, by name; `gongkai:…` for the program itself.
    actor: String,
    /// Who, by id; null for the program itself.
    actor_id: Option<Id>,
    /// What kind of thing it is about.
    #[schema(example = "report")]
    subject_kind: String,
    /// The id of the thing.
    subject_id: String,
    /// What happened. Stable.
    #[schema(example = "report_published")]
    action: String,
    /// The same in words, in the language of the request.
    #[schema(example = "published the report")]
    action_text: String,
    /// Figures and names worth keeping; which there are depends on the action. What a change put in the place of what in a
    /// draft (`changes`) is told to those who may see the draft; to others how many cells and sections it was, that it is
    /// `withheld`, and `detail_sm3`, the SM3 hash of the whole detail, over which the entry is hashed.
    #[schema(value_type = Option<Object>)]
    detail: serde_json::Value,
    /// The hash of the entry before.
    previous_hash: String,
    /// The hash of this entry.
    hash: String,
}

impl Entry {
    fn of(entry: kept::Entry, visitor: &Visitor) -> Self {
        let words = wording::of(visitor.lang);
        let word = format!("action-{}", entry.action);
        Self {
            position: entry.position,
            seq: entry.seq,
            body: Id::of(entry.chain),
            at: moment(entry.at),
            actor: entry.actor,
            actor_id: entry.actor_id.map(Id::of),
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            action_text: if words.has(&word) { words.text(&word, &[]) } else { entry.action.clone() },
            action: entry.action,
            detail: serde_json::from_str(&entry.detail).unwrap_or_default(),
            previous_hash: entry.previous_hash,
            hash: entry.hash,
        }
    }
}

/// A page of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalPage {
    /// The entries, oldest first.
    items: Vec<Entry>,
    /// The cursor of the next page; null when there is no more now.
    next: Option<String>,
    /// The cursor to come again with later, after all that was given so far; null while nothing was.
    resume: Option<String>,
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// With the bodies below, as far as the token's person may read their journals.
    with_below: Option<bool>,
    /// Only this action.
    #[param(value_type = Option<String>, pattern = "^[a-z_]{1,60}$", example = "report_published")]
    action: Option<Action>,
    /// How many on a page.
    limit: Option<Limit>,
    /// The cursor of the page, from `next` or `resume`.
    after: Option<String>,
}

/// The name of an action.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Action(String);

impl TryFrom<String> for Action {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_word =
            (1..=60).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if is_word { Ok(Self(text)) } else { Err("must be an action such as report_published") }
    }
}

const LIST: &str = "journal";

/// Reads the journal of a body, oldest first.
///
/// A program keeps up with it by coming again with `resume`; entries never change, and none is put before one that was
/// given already.
#[utoipa::path(
    get, path = "/api/v1/bodies/{id}/journal", tag = "journal", operation_id = "read_journal",
    params(("id" = Id, Path, description = "The body."), Wanted), security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "A page of the journal.", body = JournalPage,
         headers(("Link" = String, description = "The next page, `rel=\"next\"`; absent on the last one."))),
        ReadRefusals
    )
)]
pub(super) async fn list(
    asking: Asking,
    Of(of): Of<BodyId>,
    uri: Uri,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let after = cursor::read(LIST, wanted.after.as_deref(), |text| text.parse::<i64>().ok())?;
    let limit = wanted.limit.unwrap_or_default();
    let onward = Onward {
        with_below: wanted.with_below.unwrap_or_default(),
        action: wanted.action.map(|action| action.0),
        after,
    };
    let entries = follow_on(asking.app(), asking.caller()?, &of, &onward, limit.and_one()).await?;
    let items = entries.into_iter().map(|entry| Entry::of(entry, &asking.visitor)).collect();
    let page = Page::of(items, limit, LIST, |last: &Entry| last.position.to_string());
    let last = page.items.last().map(|last| last.position);
    let resume = last.or(after).map(|position| cursor::written(LIST, &position.to_string()));
    let headers = page.answer(&uri).headers().clone();
    Ok((headers, axum::Json(JournalPage { items: page.items, next: page.next, resume })).into_response())
}
