//! Loading what a use case of the collection is about, for callers who may.

use gongkai_store::bodies::{self, Body};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{CollectionId, ObligationId};
use gongkai_store::obligations::{self, Obligation};
use gongkai_store::{Sql, Transaction};

use crate::access::{Caller, Permission};
use crate::error::AppError;

/// A collection and the body that runs it.
pub(super) async fn with(
    on: &mut dyn Sql,
    caller: &Caller,
    permission: Permission,
    id: &CollectionId,
) -> Result<(Collection, Body), AppError> {
    let collection = collections::by_id(on, id).await?;
    let body = bodies::by_id(on, &collection.body).await?;
    caller.require_with_thing(permission, &body)?;
    Ok((collection, body))
}

/// A collection the caller may change.
pub(super) async fn for_running(
    transaction: &mut Transaction,
    caller: &Caller,
    id: &CollectionId,
) -> Result<(Collection, Body), AppError> {
    with(transaction, caller, Permission::RunCollection, id).await
}

/// A row of an open collection the caller may change.
pub(super) async fn row_for_running(
    transaction: &mut Transaction,
    caller: &Caller,
    id: &ObligationId,
) -> Result<(Obligation, Collection), AppError> {
    let row = obligations::by_id(transaction, id).await?;
    let (collection, _) = for_running(transaction, caller, &row.collection).await?;
    if collection.is_open() {
        Ok((row, collection))
    } else {
        Err(AppError::NotNow { reason: "not-now-collection-closed" })
    }
}
