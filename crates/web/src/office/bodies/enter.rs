//! Entering a body.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use gongkai_app::bodies::view::where_may;
use gongkai_app::bodies::{NewBody, enter};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::bodies::{Body, Profile};
use gongkai_store::id::BodyId;
use serde::Deserialize;

use super::facts_form::FactsForm;
use super::frame;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::{bodies, kinds, levels};
use crate::page::{again, redirect, show as show_page};
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/enter.html")]
struct EnterPage {
    frame: Frame,
    form: FactsForm,
    parents: Vec<Choice>,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Below {
    #[serde(default)]
    parent: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(below): Query<Below>,
) -> Result<Response, Failure> {
    let parents = parents(&site, &visitor).await?;
    let chosen = parents.iter().find(|body| body.id.as_str() == below.parent).or(parents.first());
    let form = FactsForm::below(chosen.ok_or(AppError::Forbidden { permission: Permission::ManageBodies })?);
    page(&site, &visitor, &parents, form, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<FactsForm>,
) -> Result<Response, Failure> {
    let facts = form.facts()?;
    let new = NewBody {
        name: facts.name,
        other_names: facts.other_names,
        kind: facts.kind,
        level: facts.level,
        region_code: facts.region_code,
        credit_code: facts.credit_code,
        parent: Some(BodyId::parse(&form.parent).ok_or(AppError::NotFound)?),
        sort: facts.sort,
        profile: Profile::default(),
    };
    match mendable(enter(site.app(), visitor.caller()?, new).await)? {
        Ok(id) => Ok(redirect(&format!("/office/bodies/{id}?entered"))),
        Err(problems) => {
            let parents = parents(&site, &visitor).await?;
            Ok(again(page(&site, &visitor, &parents, form, problems).await?))
        }
    }
}

async fn parents(site: &Site, visitor: &Visitor) -> Result<Vec<Body>, Failure> {
    let all = where_may(site.app(), visitor.caller()?, Permission::ManageBodies).await?;
    Ok(all.into_iter().filter(|body| body.active).collect())
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    parents: &[Body],
    form: FactsForm,
    problems: Problems,
) -> Result<Response, Failure> {
    let frame = frame(site, visitor).await?;
    Ok(show_page(&EnterPage {
        parents: bodies(parents, &form.parent),
        kinds: kinds(&frame, &form.kind),
        levels: levels(&frame, &form.level),
        frame,
        form,
        problems,
    }))
}
