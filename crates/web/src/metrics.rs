//! Figures for the operator, in the text format Prometheus reads; and the two answers a watchdog asks for.

use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gongkai_app::AppError;
use gongkai_store::jobs;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::routes::{Access, Route};
use crate::site::Site;

/// A figure with labels.
type Labelled<T> = Family<Vec<(&'static str, String)>, T>;

/// The figures.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    started: Instant,
    requests: Labelled<Counter<u64, AtomicU64>>,
    seconds: Histogram,
    uptime: Gauge<f64, AtomicU64>,
    memory: Gauge,
    database: Gauge,
    position: Gauge,
    jobs: Labelled<Gauge>,
    waiting: Gauge<f64, AtomicU64>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("gongkai");
        let build = Labelled::<Gauge>::default();
        build.get_or_create(&vec![("version", env!("CARGO_PKG_VERSION").to_owned())]).set(1);
        registry.register("build", "Version of the program; always 1", build);
        let own = Self {
            started: Instant::now(),
            requests: Labelled::default(),
            seconds: Histogram::new([0.001, 0.005, 0.025, 0.1, 0.5, 2.0, 10.0]),
            uptime: Gauge::default(),
            memory: Gauge::default(),
            database: Gauge::default(),
            position: Gauge::default(),
            jobs: Labelled::default(),
            waiting: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register("http_requests", "Requests answered, by status class", own.requests.clone());
        registry.register("http_request_seconds", "Time from request to answer", own.seconds.clone());
        registry.register("uptime_seconds", "Time since this node started", own.uptime.clone());
        registry.register("memory_bytes", "Memory this node holds; 0 where it is not known", own.memory.clone());
        registry.register("database_up", "1 when the database answers", own.database.clone());
        registry.register("journal_position", "Number of the newest journal entry", own.position.clone());
        registry.register("jobs", "Jobs by state, of all nodes", own.jobs.clone());
        registry.register("jobs_waiting_seconds", "How long the oldest due job has waited", own.waiting.clone());
        Self { registry, ..own }
    }
}

impl Metrics {
    /// Takes the figures that are not counted but asked for.
    async fn measure(&self, site: &Site) {
        self.uptime.set(self.started.elapsed().as_secs_f64());
        self.memory.set(memory_bytes().unwrap_or_default());
        let asked = self.ask(site).await;
        self.database.set(i64::from(asked.is_ok()));
        if let Err(error) = asked {
            tracing::error!(%error, "the database does not answer");
        }
    }

    async fn ask(&self, site: &Site) -> Result<(), AppError> {
        let mut on = &site.app().database;
        self.position.set(site.app().position().await?);
        let counts = jobs::counts(&mut on).await?;
        for state in jobs::State::ALL {
            let count = counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
            let gauge = self.jobs.get_or_create(&vec![("state", state.id().to_owned())]);
            gauge.set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let now = site.app().now();
        let oldest = jobs::oldest_due(&mut on, now).await?;
        self.waiting.set(oldest.map_or(0.0, |since| now.duration_since(since).as_secs_f64()));
        Ok(())
    }
}

/// Memory in use, on Linux.
fn memory_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    kilobytes.checked_mul(1024)
}

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/healthz", Access::Public, health), Route::get("/metrics", Access::Public, show)]
}

/// Counts a request by the class of its answer; addresses and names are not kept.
pub(crate) async fn count(State(site): State<Site>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let response = next.run(request).await;
    site.metrics().seconds.observe(started.elapsed().as_secs_f64());
    let class = format!("{}xx", response.status().as_u16() / 100);
    site.metrics().requests.get_or_create(&vec![("status", class)]).inc();
    response
}

/// Whether the program can do its work: the database answers.
async fn health(State(site): State<Site>) -> Response {
    /// How long whoever watches waits at most.
    const PATIENCE: Duration = Duration::from_secs(2);
    let error = match tokio::time::timeout(PATIENCE, site.app().position()).await {
        Ok(Ok(_)) => return (StatusCode::OK, "ok\n").into_response(),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "no answer in time".to_owned(),
    };
    tracing::error!(%error, "the database does not answer");
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::SERVICE_UNAVAILABLE, kind, "database\n").into_response()
}

async fn show(State(site): State<Site>) -> Response {
    let metrics = site.metrics();
    metrics.measure(&site).await;
    let mut text = String::new();
    if encode(&mut text, &metrics.registry).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
