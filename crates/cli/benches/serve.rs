//! `gongkai serve` as an operator runs it: time from start to first answer, memory held, and the processor time of the
//! office's roll of 500 bodies beside a bare axum page, both over HTTP on connections that are kept, in the same run.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark prints its results and stops when it cannot"
)]

#[path = "serve/http.rs"]
mod http;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use gongkai_app::accounts::people::{Credential, NewPerson};
use gongkai_app::bodies::{NewBody, enter};
use gongkai_app::collection::{NewCollection, open_collection};
use gongkai_app::{App, Caller, SystemClock, accounts};
use gongkai_store::blobs::Blobs;
use gongkai_store::bodies::{Kind, Level, Profile};
use gongkai_store::people::Role;
use gongkai_store::{Database, migrations};

use http::{Connection, signed_in};

const PASSWORD: &str = "Qinghe-Lotus-37";
const BODIES: u64 = 500;
const STARTS: u32 = 10;
const REQUESTS: u32 = 300;
/// What makes this program the bare page's server instead.
const BARE: &str = "--bare-page";

fn main() {
    if std::env::args().any(|argument| argument == BARE) {
        bare();
    }
    let folder = tempfile::tempdir().unwrap();
    let collection = runtime().block_on(fill(folder.path()));
    let roll = format!("/office/collections/{collection}");
    println!("{:<44} {:>12}", "", "measured");
    let fresh = tempfile::tempdir().unwrap();
    let (server, _, first) = start(&fresh.path().join("data"));
    println!("{:<44} {:>9.0} ms", "first start, empty folder", first.as_secs_f64() * 1000.0);
    println!("{:<44} {:>9.1} MB", "memory after it", megabytes(&server, "VmRSS:"));
    end(server);
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let (server, _, took) = start(folder.path());
        times.push(took);
        end(server);
    }
    times.sort();
    let middle = times[times.len() / 2];
    println!("{:<44} {:>9.0} ms", "start, 500 bodies (median of 10)", middle.as_secs_f64() * 1000.0);

    let (server, address, _) = start(folder.path());
    println!("{:<44} {:>9.1} MB", "memory after start", megabytes(&server, "VmRSS:"));
    let cookie = signed_in(address, "zhuguan", PASSWORD);
    for (name, path, cookie) in [
        ("office roll of 500 bodies", roll.as_str(), cookie.as_str()),
        ("office start page", "/office", cookie.as_str()),
        ("portal home, kept", "/", ""),
    ] {
        let (cpu, bytes) = cost(&server, address, path, cookie);
        println!("{name:<44} {cpu:>9.3} ms CPU  {:>6.0} KB", f64::from(bytes) / 1024.0);
    }
    println!("{:<44} {:>9.1} MB", "memory after that load", megabytes(&server, "VmRSS:"));
    println!("{:<44} {:>9.1} MB", "most memory ever held", megabytes(&server, "VmHWM:"));
    end(server);
    let (server, address) = bare_server();
    let (cpu, _) = cost(&server, address, "/", "");
    println!("{:<44} {cpu:>9.3} ms CPU", "bare axum page");
    end(server);
}

/// Processor time a request costs the server, in milliseconds, and the bytes of the answer.
fn cost(server: &Child, address: SocketAddr, path: &str, cookie: &str) -> (f64, u32) {
    let mut connection = Connection::to(address);
    let (status, body) = connection.get(path, cookie);
    assert_eq!(status, 200, "{path}");
    for _ in 0..20 {
        connection.get(path, cookie);
    }
    let (mut spent, mut asked) = (Duration::ZERO, 0_u32);
    let before = processor_time(server);
    // Hundredths of a second are counted: ask until they are many.
    while asked < REQUESTS || spent < Duration::from_millis(500) && asked < 100_000 {
        connection.get(path, cookie);
        asked += 1;
        if asked % 50 == 0 {
            spent = processor_time(server).saturating_sub(before);
        }
    }
    let spent = processor_time(server).saturating_sub(before);
    (spent.as_secs_f64() * 1000.0 / f64::from(asked), u32::try_from(body.len()).unwrap())
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Starts the server; the time until its first answer.
fn start(data: &Path) -> (Child, SocketAddr, Duration) {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["serve", "--lang", "en", "--listen", "127.0.0.1:0", "--set", "log.level=warn", "--data"])
        .arg(data)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let address = loop {
        let line = lines.next().unwrap_or_else(|| panic!("the server ended")).unwrap();
        if let Some(url) = line.strip_prefix("started: http://") {
            break url.split(' ').next().unwrap().parse().unwrap();
        }
    };
    std::thread::spawn(move || lines.for_each(drop));
    let (status, _) = Connection::to(address).get("/healthz", "");
    assert_eq!(status, 200);
    (child, address, started.elapsed())
}

fn end(mut server: Child) {
    server.kill().unwrap();
    server.wait().unwrap();
}

fn bare() -> ! {
    runtime().block_on(async {
        let page = || async { axum::response::Html("<!doctype html><title>bare</title><p>page") };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("{}", listener.local_addr().unwrap());
        axum::serve(listener, axum::Router::new().route("/", axum::routing::get(page))).await.unwrap();
    });
    std::process::exit(0)
}

fn bare_server() -> (Child, SocketAddr) {
    let mut child = Command::new(std::env::current_exe().unwrap()).arg(BARE).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (child, line.trim().parse().unwrap())
}

fn megabytes(server: &Child, which: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which)).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}

/// User and system time of all threads, which Linux counts in hundredths of a second.
fn processor_time(server: &Child) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", server.id())).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let hundredths: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(hundredths * 10)
}

/// A district of 500 streets with a year's collection; the collection's id.
async fn fill(data: &Path) -> String {
    let database = Database::open(&format!("sqlite:{}", data.join("gongkai.db").display())).await.unwrap();
    let app = App::new(database, Blobs::in_folder(&data.join("blobs")).unwrap(), Arc::new(SystemClock));
    migrations::run(&app.database, app.now()).await.unwrap();
    let program = Caller::program("bench");
    let body = |name: String, kind, level, parent| NewBody {
        name,
        other_names: Vec::new(),
        kind,
        level,
        region_code: None,
        credit_code: None,
        parent,
        sort: 0,
        profile: Profile::default(),
    };
    let root = body("示例区人民政府".to_owned(), Kind::Government, Level::County, None);
    let root = enter(&app, &program, root).await.unwrap();
    for number in 0..BODIES {
        let name = gongkai_testkit::names::body(number * 12);
        enter(&app, &program, body(name, Kind::Street, Level::Township, Some(root.clone()))).await.unwrap();
    }
    let person = NewPerson {
        sign_in: "zhuguan".to_owned(),
        name: "主管部门".to_owned(),
        email: String::new(),
        phone: String::new(),
        lang: String::new(),
        role: Role::Supervisor,
        body: root.clone(),
        credential: Credential::Given(PASSWORD.to_owned()),
    };
    accounts::people::enter(&app, &program, &person).await.unwrap();
    let new = NewCollection { itself: false, late_is_meant: true, ..NewCollection::of(root, 2023) };
    let id = open_collection(&app, &program, new).await.unwrap();
    app.database.close().await;
    id.to_string()
}
