//! Bodies in the office: the tree, one body, its facts and profile, moving, closing, import and export.

mod close;
mod edit;
mod enter;
mod export;
mod facts_form;
mod import;
mod profile;
mod relocate;
mod tree;
mod view;

use gongkai_app::{AppError, Permission, bodies};
use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::routes::{Access, Route};
use crate::site::Site;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let (view, manage) = (Access::Needs(Permission::ViewBody), Access::Needs(Permission::ManageBodies));
    let profile = Access::Needs(Permission::EditProfile);
    vec![
        Route::get("/office/bodies", view, tree::show),
        Route::get("/office/bodies/new", manage, enter::show),
        Route::post("/office/bodies/new", manage, enter::save),
        Route::get("/office/bodies/template.xlsx", manage, export::template_xlsx),
        Route::get("/office/bodies/template.csv", manage, export::template_csv),
        Route::get("/office/bodies/{id}", view, view::show),
        Route::get("/office/bodies/{id}/edit", manage, edit::show),
        Route::post("/office/bodies/{id}/edit", manage, edit::save),
        Route::get("/office/bodies/{id}/move", manage, relocate::show),
        Route::post("/office/bodies/{id}/move", manage, relocate::save),
        Route::get("/office/bodies/{id}/close", manage, close::show),
        Route::post("/office/bodies/{id}/close", manage, close::save),
        Route::post("/office/bodies/{id}/reopen", manage, close::reopen),
        Route::get("/office/bodies/{id}/profile", profile, profile::show),
        Route::post("/office/bodies/{id}/profile", profile, profile::save),
        Route::get("/office/bodies/{id}/import", manage, import::show),
        Route::upload("/office/bodies/{id}/import", manage, import::upload),
        Route::post("/office/bodies/{id}/import/apply", manage, import::apply),
        Route::get("/office/bodies/{id}/roll.xlsx", view, export::roll_xlsx),
        Route::get("/office/bodies/{id}/roll.csv", view, export::roll_csv),
    ]
}

/// The body of a path, when the visitor may see it.
async fn load(site: &Site, visitor: &Visitor, id: &str) -> Result<Body, Failure> {
    let id = BodyId::parse(id).ok_or(AppError::NotFound)?;
    Ok(bodies::view(site.app(), visitor.caller()?, &id).await?)
}

/// The body of a path, when the visitor may do something at it.
async fn load_for(site: &Site, visitor: &Visitor, id: &str, permission: Permission) -> Result<Body, Failure> {
    let body = load(site, visitor, id).await?;
    visitor.caller()?.require(permission, &body)?;
    Ok(body)
}

/// The frame of a page.
async fn frame(site: &Site, visitor: &Visitor) -> Result<Frame, Failure> {
    let root = site.root().await?;
    Ok(Frame::new(site, visitor, root.as_ref()))
}
