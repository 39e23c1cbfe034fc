//! Changing what a body is.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::bodies::{Facts, edit, view::supervisors};
use gongkai_app::meanwhile::{Conflict, Edited, Seen};
use gongkai_app::{Permission, Problems};
use gongkai_store::bodies::Body;

use super::facts_form::FactsForm;
use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::{bodies, kinds, levels};
use crate::office::meanwhile::changed;
use crate::page::{again, meanwhile, redirect, show as show_page};
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/edit.html")]
struct EditPage {
    frame: Frame,
    body: Body,
    form: FactsForm,
    kinds: Vec<Choice>,
    levels: Vec<Choice>,
    supervisors: Vec<Choice>,
    problems: Problems,
    /// Whether the problems are what was saved elsewhere.
    is_meanwhile: bool,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let facts = Facts::of(&body);
    let form = FactsForm::of(&facts, &Seen::of(facts.fields()));
    Ok(show_page(&page(&site, &visitor, body, form).await?))
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<FactsForm>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let seen = Seen::parse(&form.seen).ok_or(Failure::Unreadable)?;
    let (facts, caller) = (form.facts()?, visitor.caller()?);
    let done = match form.renamed_on() {
        Ok(on) => edit(site.app(), caller, &body.id, facts, &seen, on).await,
        Err(error) => Err(error),
    };
    match mendable(done)? {
        Ok(Edited::Saved) => Ok(redirect(&format!("/office/bodies/{id}?edited"))),
        Ok(Edited::Asked { together, seen, conflicts }) => {
            let form = FactsForm { renamed_on: form.renamed_on, ..FactsForm::of(&together, &seen) };
            let page = page(&site, &visitor, body, form).await?;
            let problems = changed(&page.frame, &conflicts, |conflict| page.in_words(conflict));
            Ok(meanwhile(show_page(&EditPage { problems, is_meanwhile: true, ..page })))
        }
        Err(problems) => {
            let page = page(&site, &visitor, body, form).await?;
            Ok(again(show_page(&EditPage { problems, ..page })))
        }
    }
}

impl EditPage {
    /// What was saved in a field, as the form says it.
    fn in_words(&self, of: &Conflict) -> String {
        let chosen =
            |choices: &[Choice]| choices.iter().find(|choice| choice.value == of.theirs).map(|of| of.label.clone());
        let label = match of.field {
            "kind" => chosen(&self.kinds),
            "level" => chosen(&self.levels),
            "supervisor" => chosen(&self.supervisors),
            _ => None,
        };
        label.unwrap_or_else(|| of.theirs.replace('\n', "、"))
    }
}

async fn page(site: &Site, visitor: &Visitor, body: Body, form: FactsForm) -> Result<EditPage, Failure> {
    let frame = frame(site, visitor).await?;
    let mut supervisors = bodies(&supervisors(site.app(), Some(&body.id)).await?, &form.supervisor);
    supervisors.insert(0, Choice::new("", frame.t("bodies-supervisor-above"), &form.supervisor));
    Ok(EditPage {
        kinds: kinds(&frame, &form.kind),
        levels: levels(&frame, &form.level),
        supervisors,
        frame,
        body,
        form,
        problems: Problems::new(),
        is_meanwhile: false,
    })
}
