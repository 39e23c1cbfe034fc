//! A person's own name, contact and language.

use askama::Template;
use axum::Form;
use axum::extract::{RawQuery, State};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use gongkai_app::accounts::{Profile, edit_profile};
use gongkai_app::{AppError, Problems};
use gongkai_law::Lang;
use gongkai_store::bodies;
use gongkai_store::people::Role;
use serde::Deserialize;

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::{Cookie, Visitor, clear_cookie, set_cookie};
use crate::page::{again, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "account/profile.html")]
struct ProfilePage {
    frame: Frame,
    sign_in: String,
    roles: Vec<(Role, String)>,
    entered: Entered,
    saved: bool,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    name: String,
    email: String,
    phone: String,
    lang: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    let entered = Entered {
        name: signed.person.name.clone(),
        email: signed.person.email.clone().unwrap_or_default(),
        phone: signed.person.phone.clone().unwrap_or_default(),
        lang: signed.person.lang.clone(),
    };
    page(&site, &visitor, entered, query.as_deref() == Some("saved"), Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let profile = Profile {
        name: entered.name.clone(),
        email: entered.email.clone(),
        phone: entered.phone.clone(),
        lang: entered.lang.clone(),
    };
    match mendable(edit_profile(site.app(), visitor.caller()?, &profile).await)? {
        Ok(()) => {
            // The language chosen on this browser would win over the person's own.
            let cookie = match Lang::from_tag(&entered.lang) {
                Some(lang) => set_cookie(&site, Cookie::Lang, lang.tag()),
                None => clear_cookie(&site, Cookie::Lang),
            };
            Ok((AppendHeaders(cookie), Redirect::to("/account?saved")).into_response())
        }
        Err(problems) => Ok(again(page(&site, &visitor, entered, false, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    entered: Entered,
    saved: bool,
    problems: Problems,
) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    let bodies = bodies::with_roles_of(&mut &site.app().database, &signed.person.id).await?;
    let named = |grant: &gongkai_store::people::Grant| {
        let body = bodies.iter().find(|body| body.id == grant.body)?;
        Some((grant.role, body.name.clone()))
    };
    let roles = signed.caller.grants().iter().filter_map(named).collect();
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let sign_in = signed.person.sign_in.clone();
    Ok(show_page(&ProfilePage { frame, sign_in, roles, entered, saved, problems }))
}
