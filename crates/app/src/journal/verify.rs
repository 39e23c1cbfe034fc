//! Walking the chains a caller may read.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Broken, SYSTEM, Verified};

use super::scope;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// What walking a chain showed.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Name of the body whose chain it is; empty for what concerns no single body.
    pub name: String,
    /// How it was.
    pub result: Result<Verified, Broken>,
}

/// Walks the chain of a body, or every chain the caller may read, in the order in which bodies were entered.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] when a body is asked for whose journal is not for the caller.
pub async fn verify(app: &App, caller: &Caller, body: Option<&BodyId>) -> Result<Vec<Chain>, AppError> {
    let mut on = &app.database;
    let all = bodies::all(&mut on).await?;
    let root = all.iter().find(|body| body.parent.is_none()).ok_or(AppError::NotFound)?;
    if let Some(id) = body {
        let body = all.iter().find(|other| other.id == *id).ok_or(AppError::NotFound)?;
        caller.require(Permission::ViewJournal, body)?;
        let result = journal::verify(&mut on, id.as_str()).await?;
        return Ok(vec![Chain { name: body.name.clone(), result }]);
    }
    let scope = scope(caller, root);
    let mut chains = Vec::new();
    if scope.is_none() {
        for result in journal::verify_all(&mut on).await? {
            let chain = match &result {
                Ok(verified) => &verified.chain,
                Err(broken) => &broken.chain,
            };
            let named = all.iter().find(|body| body.id.as_str() == chain);
            let unnamed = if chain == SYSTEM { String::new() } else { chain.clone() };
            chains.push(Chain { name: named.map_or(unnamed, |body| body.name.clone()), result });
        }
        return Ok(chains);
    }
    if scope.is_some_and(|scope| scope.system) {
        chains.push(Chain { name: String::new(), result: journal::verify(&mut on, SYSTEM).await? });
    }
    for body in all.iter().filter(|body| caller.may(Permission::ViewJournal, body)) {
        let result = journal::verify(&mut on, body.id.as_str()).await?;
        chains.push(Chain { name: body.name.clone(), result });
    }
    Ok(chains)
}
