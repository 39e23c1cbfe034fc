//! How the installation is.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::health::{Health, health};
use gongkai_app::{AppError, Permission, jobs};
use gongkai_store::Dialect;
use gongkai_store::id::JobId;
use gongkai_store::jobs::{Job, State as JobState};
use gongkai_store::messages::{Channel, Unsent};
use serde::Deserialize;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{redirect, show as show_page};
use crate::routes::{Access, Route};
use crate::site::Site;
use crate::size::size;

/// A difference of clocks that is told, in seconds.
const DRIFT: u64 = 5;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/health", Access::Needs(Permission::ViewHealth), show),
        Route::post("/office/health/retry", Access::Needs(Permission::ManageSettings), retry),
    ]
}

#[derive(Debug, Template)]
#[template(path = "office/health.html")]
struct HealthPage {
    frame: Frame,
    checks: Vec<Check>,
    wrong: usize,
    failed: Vec<Job>,
    /// Whether the person may let a job run again.
    may_retry: bool,
}

/// One thing looked at.
#[derive(Debug)]
struct Check {
    /// Id of its name.
    name: &'static str,
    /// How it is.
    text: String,
    /// Whether something should be done.
    wrong: bool,
    /// What should be done; empty when nothing.
    hint: String,
}

async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let health = health(site.app(), visitor.caller()?).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let checks = checks(&frame, &health);
    Ok(show_page(&HealthPage {
        wrong: checks.iter().filter(|check| check.wrong).count(),
        may_retry: root.is_some_and(|root| frame.may_at(Permission::ManageSettings, &root)),
        failed: health.failed,
        checks,
        frame,
    }))
}

#[derive(Debug, Deserialize)]
struct Again {
    job: String,
}

async fn retry(State(site): State<Site>, visitor: Visitor, Form(form): Form<Again>) -> Result<Response, Failure> {
    let id = JobId::parse(&form.job).ok_or(AppError::NotFound)?;
    jobs::retry(site.app(), visitor.caller()?, &id).await?;
    Ok(redirect("/office/health"))
}

fn checks(frame: &Frame, health: &Health) -> Vec<Check> {
    let fine = |name, text: String| Check { name, text, wrong: false, hint: String::new() };
    let database = &health.database;
    let kind = match database.dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    };
    let behind = database.schema != database.newest;
    let drift = database.clock.map_or(0, |clock| clock.duration_since(health.now).as_secs().unsigned_abs());
    let late = drift > DRIFT;
    let hint = |wrong: bool, id: &str| if wrong { frame.t(id) } else { String::new() };
    let blobs = health.blobs_problem.as_ref();
    let count = |state| health.jobs.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
    let failed = count(JobState::Failed);
    let waiting = count(JobState::Queued).saturating_add(count(JobState::Running));
    let mut checks = vec![
        fine("health-version", health.version.to_owned()),
        fine("health-database", format!("{kind} {}", database.version)),
        Check {
            name: "health-schema",
            text: frame.t2("health-schema-steps", "schema", database.schema, "newest", database.newest),
            wrong: behind,
            hint: hint(behind, "health-schema-hint"),
        },
        fine("health-size", size(database.size_bytes)),
        fine("health-journal", frame.t1("health-journal-entries", "count", health.position)),
        Check {
            name: "health-blobs",
            text: blobs.cloned().unwrap_or_else(|| frame.t("health-blobs-writable")),
            wrong: blobs.is_some(),
            hint: hint(blobs.is_some(), "health-blobs-hint"),
        },
        Check {
            name: "health-clock",
            text: match database.clock {
                Some(_) => frame.t2("health-clock-drift", "now", frame.moment(&health.now), "seconds", drift),
                None => frame.moment(&health.now),
            },
            wrong: late,
            hint: hint(late, "health-clock-hint"),
        },
        Check {
            name: "health-jobs",
            text: frame.t2("health-jobs-counts", "waiting", waiting, "failed", failed),
            wrong: failed > 0,
            hint: hint(failed > 0, "health-jobs-hint"),
        },
        Check {
            name: "webhook-title",
            text: match health.held_off {
                0 => unsent(frame, health.undelivered),
                off => frame.t2("health-unsent-off", "unsent", unsent(frame, health.undelivered), "count", off),
            },
            wrong: !health.undelivered.is_none(),
            hint: hint(!health.undelivered.is_none(), "health-undelivered-hint"),
        },
    ];
    for (channel, configured, of) in health.channels {
        let name = match channel {
            Channel::Mail | Channel::Inbox => "health-mail",
            Channel::Sms => "health-sms",
            Channel::Chat => "health-chat",
        };
        let text = frame.t(if configured { "health-configured" } else { "health-not-configured" });
        let wrong = configured && !of.is_none();
        let text = if wrong { frame.t2("health-channel", "is", text, "unsent", unsent(frame, of)) } else { text };
        checks.push(Check { name, text, wrong, hint: hint(wrong, "health-channel-hint") });
    }
    checks
}

fn unsent(frame: &Frame, of: Unsent) -> String {
    frame.t2("health-unsent", "retried", of.retried, "failed", of.failed)
}
