//! A person's own API tokens.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::accounts::tokens::{self, NewToken};
use gongkai_app::{AppError, Problems};
use gongkai_store::id::TokenId;
use gongkai_store::tokens::{Scope, Token};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "account/tokens.html")]
struct TokensPage {
    frame: Frame,
    /// Each with its last day and how it stands: `good`, `revoked` or `ran-out`.
    tokens: Vec<(Token, String, &'static str)>,
    entered: Entered,
    /// A token just made: its secret is on this one answer and nowhere else.
    made: Option<String>,
    latest: String,
    today: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    name: String,
    scope: String,
    last_day: String,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let entered = fresh(&site);
    page(&site, &visitor, entered, None, Problems::new()).await
}

pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let made = match (Scope::parse(&entered.scope), entered.last_day.parse::<Date>()) {
        (Some(scope), Ok(last_day)) => {
            let new = NewToken { name: entered.name.clone(), scope, last_day };
            tokens::create(site.app(), visitor.caller()?, &new).await
        }
        (None, _) => Err(Problems::one("scope", "problem-required")),
        (_, Err(_)) => Err(Problems::one("last_day", "problem-required")),
    };
    match mendable(made)? {
        Ok(secret) => {
            let entered = fresh(&site);
            page(&site, &visitor, entered, Some(secret.reveal().to_owned()), Problems::new()).await
        }
        Err(problems) => Ok(again(page(&site, &visitor, entered, None, problems).await?)),
    }
}

pub(super) async fn revoke(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = TokenId::parse(&id).ok_or(AppError::NotFound)?;
    tokens::revoke(site.app(), visitor.caller()?, &id).await?;
    Ok(redirect("/account/tokens"))
}

/// A form as it is shown first: looking only, for a quarter of a year.
fn fresh(site: &Site) -> Entered {
    let today = site.app().today();
    let last_day = today.checked_add(90.days()).unwrap_or(today).to_string();
    Entered { name: String::new(), scope: Scope::Read.id().to_owned(), last_day }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    entered: Entered,
    made: Option<String>,
    problems: Problems,
) -> Result<Response, Failure> {
    let now = site.app().now();
    let standing = |token: Token| {
        let how = match token.revoked_at {
            Some(_) => "revoked",
            None if token.is_good(now) => "good",
            None => "ran-out",
        };
        // It ends with its last day, which is the midnight after it.
        let last = token.expires_at.checked_sub(1.second()).unwrap_or(token.expires_at);
        let last_day = gongkai_app::beijing(last).date().to_string();
        (token, last_day, how)
    };
    let tokens = tokens::list(site.app(), visitor.caller()?).await?;
    let today = site.app().today();
    let root = site.root().await?;
    let page = TokensPage {
        frame: Frame::new(site, visitor, root.as_ref()),
        tokens: tokens.into_iter().map(standing).collect(),
        entered,
        made,
        latest: today.checked_add(1.year()).unwrap_or(today).to_string(),
        today: today.to_string(),
        problems,
    };
    Ok(show_page(&page))
}
