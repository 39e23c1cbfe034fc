//! People and their roles.

mod change;
mod list;
mod new;
mod roles;
mod view;

use askama::Template;
use axum::response::Response;
use gongkai_app::Permission;
use gongkai_store::bodies::Body;
use gongkai_store::id::PersonId;
use gongkai_store::people::{self, Person};

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show;
use crate::routes::{Access, Route};
use crate::site::Site;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let access = Access::Needs(Permission::ManagePeople);
    vec![
        Route::get("/office/people", access, list::show),
        Route::post("/office/people", access, new::enter),
        Route::get("/office/people/new", access, new::show),
        Route::get("/office/people/{id}", access, view::show),
        Route::post("/office/people/{id}", access, view::edit),
        Route::post("/office/people/{id}/roles", access, roles::grant),
        Route::post("/office/people/{id}/roles/revoke", access, roles::revoke),
        Route::post("/office/people/{id}/activate", access, change::activate),
        Route::post("/office/people/{id}/deactivate", access, change::deactivate),
        Route::post("/office/people/{id}/unlock", access, change::unlock),
        Route::post("/office/people/{id}/password", access, change::reset_password),
        Route::post("/office/people/{id}/second-factor", access, change::clear_second_factor),
        Route::post("/office/people/{id}/unlink", access, change::unlink),
    ]
}

/// A temporary password: it is on this one answer and nowhere else.
#[derive(Debug, Template)]
#[template(path = "office/people/temporary_password.html")]
struct TemporaryPasswordPage {
    frame: Frame,
    person: Person,
    password: String,
}

async fn told(site: &Site, visitor: &Visitor, id: &PersonId, password: String) -> Result<Response, Failure> {
    let person = people::by_id(&mut &site.app().database, id).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    Ok(show(&TemporaryPasswordPage { frame, person, password }))
}

/// Bodies for a list to choose from: ids, and names that stand further in the lower they are in the tree.
fn choices(bodies: &[Body]) -> Vec<(String, String)> {
    let depth = |body: &Body| body.path.matches('/').count();
    let top = bodies.iter().map(depth).min().unwrap_or_default();
    let indented = |body: &Body| format!("{}{}", "\u{3000}".repeat(depth(body).saturating_sub(top)), body.name);
    bodies.iter().map(|body| (body.id.to_string(), indented(body))).collect()
}
