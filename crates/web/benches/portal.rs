//! What a request to the portal costs in CPU, kept and made anew, beside a bare page of the same framework in the same
//! run. The site has 500 bodies and 1,500 published reports. Times are of the whole process (all threads), per request.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints its results and stops when it cannot"
)]

#[path = "portal/district.rs"]
mod district;

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::routing::get;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_web::{Site, SiteConfig, router};
use tower::ServiceExt;

use district::District;

/// CPU time spent on each kept page.
const SPENT: Duration = Duration::from_millis(1_500);
/// Requests between two looks at the clock.
const BATCH: u32 = 200;
/// Pages made anew for each of them.
const MADE: u32 = 30;

fn main() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(run());
}

async fn run() {
    let district = District::new(500, &[2021, 2022, 2023]).await;
    let body = district.bodies.get(1).expect("a body");
    let config = SiteConfig { requests_per_minute: u32::MAX, ..SiteConfig::default() };
    let site = router(Site::new(district.app.clone(), config));
    let bare = Router::new().route("/", get(|| async { axum::response::Html("<!doctype html><title>x</title>") }));
    println!("{:<46} {:>10} {:>12} {:>12}", "page", "KB", "kept", "made anew");
    let floor = kept(&bare, "/").await;
    println!("{:<46} {:>10} {:>9.3} ms", "bare axum page", "", floor);
    for (name, address) in [
        ("list /reports", "/reports".to_owned()),
        ("detail /reports/{body}/{year}", format!("/reports/{body}/2023")),
        ("home /", "/".to_owned()),
        ("body with charts /bodies/{body}", format!("/bodies/{body}")),
        ("tree /bodies", "/bodies".to_owned()),
        ("league of 500", "/league?year=2023&figure=granted".to_owned()),
        ("total of 500", "/totals?year=2023".to_owned()),
        ("search", "/search?q=%E7%94%B3%E8%AF%B7".to_owned()),
        ("docx of a report", format!("/reports/{body}/2023/report.docx")),
    ] {
        let size = ask(&site, &address).await;
        let kept = kept(&site, &address).await;
        let made = made(&district, &site, &address).await;
        let kilobytes = f64::from(u32::try_from(size).unwrap_or(u32::MAX)) / 1024.0;
        println!("{name:<46} {kilobytes:>10.1} {kept:>9.3} ms {made:>9.3} ms");
    }
}

/// CPU milliseconds of a request whose page is kept.
async fn kept(site: &Router, address: &str) -> f64 {
    ask(site, address).await;
    let (start, mut count) = (cpu(), 0);
    while cpu() - start < SPENT.as_secs_f64() {
        for _ in 0..BATCH {
            ask(site, address).await;
        }
        count += BATCH;
    }
    (cpu() - start) * 1000.0 / f64::from(count)
}

/// CPU milliseconds of a request after something was published.
async fn made(district: &District, site: &Router, address: &str) -> f64 {
    let mut spent = 0.0;
    for _ in 0..MADE {
        let mut transaction = district.app.database.begin().await.expect("a transaction");
        let event = Event::system("bench", "1", "report_published");
        journal::append(&mut transaction, &Actor::program("bench"), district.app.now(), event).await.expect("an entry");
        transaction.commit().await.expect("a commit");
        let start = cpu();
        ask(site, address).await;
        spent += cpu() - start;
    }
    spent * 1000.0 / f64::from(MADE)
}

/// Asks as a browser does; the bytes of the answer.
async fn ask(site: &Router, address: &str) -> usize {
    let request =
        Request::builder().uri(address).header(header::ACCEPT_ENCODING, "gzip").header(header::HOST, "localhost");
    let request = request.body(Body::empty()).expect("a request");
    let response = site.clone().oneshot(request).await.expect("an answer");
    assert!(response.status().is_success(), "{address}: {}", response.status());
    to_bytes(response.into_body(), usize::MAX).await.expect("a body").len()
}

/// CPU seconds of the process so far, all threads, ended ones included.
fn cpu() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").expect("Linux");
    let of = |entry: std::io::Result<std::fs::DirEntry>| {
        let text = std::fs::read_to_string(entry.ok()?.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    };
    threads.filter_map(of).sum::<f64>() / 1e9
}
