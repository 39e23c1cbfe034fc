//! Changing one's own password.

use askama::Template;
use axum::Form;
use axum::extract::{RawQuery, State};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use gongkai_app::accounts::change_password;
use gongkai_app::accounts::password::LONGEST;
use gongkai_app::accounts::password_rules::LEAST_FREE;
use gongkai_app::accounts::sessions::Device;
use gongkai_app::settings::{self, Passwords};
use gongkai_app::{AppError, Problems};
use serde::Deserialize;

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::{Cookie, Visitor, set_cookie};
use crate::page::{again, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    frame: Frame,
    /// What a password must be like: every rule it is checked by.
    hint: String,
    must: bool,
    /// Whether there is no password here: the person signs in elsewhere only.
    none: bool,
    sign_in: String,
    changed: bool,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    current: String,
    new: String,
    again: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    page(&site, &visitor, query.as_deref() == Some("changed"), Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    let changed = if entered.new == entered.again {
        let device = Device { address: &visitor.address, agent: &visitor.agent };
        let (current, new) = (&entered.current, &entered.new);
        change_password(site.app(), &signed.caller, &signed.session, current, new, device).await
    } else {
        Err(Problems::one("again", "problem-password-again"))
    };
    match mendable(changed)? {
        Ok((secret, _)) => {
            let to = if signed.person.must_change_password { "/office" } else { "/account/password?changed" };
            let cookie = set_cookie(&site, Cookie::Session, secret.reveal());
            Ok((AppendHeaders(cookie), Redirect::to(to)).into_response())
        }
        Err(problems) => Ok(again(page(&site, &visitor, false, problems).await?)),
    }
}

async fn page(site: &Site, visitor: &Visitor, changed: bool, problems: Problems) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let page = PasswordPage {
        hint: hint(&frame, settings::passwords(site.app()).await?),
        frame,
        must: signed.person.must_change_password && !signed.session.elsewhere,
        none: signed.person.password_hash.is_none(),
        sign_in: signed.person.sign_in.clone(),
        changed,
        problems,
    };
    Ok(show_page(&page))
}

fn hint(frame: &Frame, rules: Passwords) -> String {
    let [least, most] = [rules.least_characters.to_string(), LONGEST.to_string()];
    let [kinds, free] = [rules.least_kinds.to_string(), LEAST_FREE.to_string()];
    frame.words().text("password-rules", &[("least", &least), ("most", &most), ("kinds", &kinds), ("free", &free)])
}
