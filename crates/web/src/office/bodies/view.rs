//! One body with what belongs to it.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use gongkai_app::bodies::{Dossier, dossier};
use gongkai_app::{AppError, Permission};
use gongkai_store::id::BodyId;

use super::frame;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::timeline::{Moment, moments};
use crate::page::show as show_page;
use crate::portal::contact;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/view.html")]
struct BodyPage {
    frame: Frame,
    dossier: Dossier,
    moments: Vec<Moment>,
    /// Those above that the person may open.
    openable: Vec<BodyId>,
    profile: Vec<(&'static str, String)>,
    /// What was just done: id of the notice, empty when nothing was.
    done: &'static str,
}

/// What may have been done just before, as the query says it, and the notice's id.
const DONE: [(&str, &str); 6] = [
    ("entered", "bodies-done-entered"),
    ("edited", "bodies-done-edited"),
    ("moved", "bodies-done-moved"),
    ("closed", "bodies-done-closed"),
    ("reopened", "bodies-done-reopened"),
    ("saved", "bodies-done-profile"),
];

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let id = BodyId::parse(&id).ok_or(AppError::NotFound)?;
    let caller = visitor.caller()?;
    let dossier = dossier(site.app(), caller, &id).await?;
    let frame = frame(&site, &visitor).await?;
    let openable = dossier.above.iter().filter(|body| caller.may(Permission::ViewBody, body));
    let openable = openable.map(|body| body.id.clone()).collect();
    let done = DONE.iter().find(|(word, _)| query.as_deref() == Some(word)).map_or("", |(_, notice)| *notice);
    let profile = &dossier.body.profile;
    let more = [
        ("profile-functions", &profile.functions),
        ("profile-units", &profile.units),
        ("profile-leaders", &profile.leaders),
    ];
    let profile = contact::rows(profile).into_iter().chain(more.map(|(label, text)| (label, text.as_str())));
    let profile = profile.filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.to_owned()));
    Ok(show_page(&BodyPage {
        moments: moments(&frame, &dossier.entries, &dossier.names),
        profile: profile.collect(),
        openable,
        done,
        dossier,
        frame,
    }))
}
