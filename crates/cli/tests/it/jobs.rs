//! Files sent to a node that dies, and to one of two: each is read once, none is forgotten.

use std::time::{Duration, Instant};

use gongkai_store::jobs::State;
use gongkai_store::{jobs, journal, reports};

use crate::office::{Kept, Office, PASSWORD, block_on};
use crate::server::{Client, Server};

const FILES: usize = 12;
const YEAR: i16 = 2023;

/// Sends all files at once, as the page does without a script.
fn send(office: &Office, browser: &Client) {
    let (collection, members) = office.collection(YEAR);
    let files: Vec<(&str, &str, &[u8])> =
        members.iter().map(|member| ("files", member.file_name.as_str(), member.bytes.as_slice())).collect();
    let answer = browser.post_files(&format!("/office/collections/{collection}/uploads"), &files).unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Waits until so many jobs are done; how many are in each state then.
fn until_done(office: &Office, enough: impl Fn(u64, u64) -> bool) -> Vec<(State, u64)> {
    let patience = Instant::now() + Duration::from_mins(3);
    block_on(async {
        let app = office.open().await;
        loop {
            let counts = jobs::counts(&mut &app.database).await.unwrap();
            let of = |state| counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
            if enough(of(State::Done), of(State::Queued) + of(State::Running)) {
                return counts;
            }
            assert!(Instant::now() < patience, "{counts:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
}

/// Every street has its report, in one version, received and read once.
fn each_report_once(office: &Office) {
    block_on(async {
        let app = office.open().await;
        let entries = journal::after(&mut &app.database, 0, 100_000).await.unwrap();
        for street in &office.streets {
            let versions = reports::versions(&mut &app.database, street, YEAR).await.unwrap();
            assert_eq!(versions.len(), 1, "{versions:?}");
            let actions = entries.iter().filter(|entry| entry.chain == street.as_str());
            let received = actions.filter(|entry| entry.action == "report_received").count();
            assert_eq!(received, 1);
        }
        for chain in journal::verify_all(&mut &app.database).await.unwrap() {
            chain.unwrap();
        }
    });
}

#[test]
fn jobs_of_a_program_that_was_killed_are_taken_up_at_once() {
    let office = Office::new(Kept::Sqlite, FILES);
    let server = Server::start(&office.data(), "");
    send(&office, &Client::new(server.address).sign_in("zhuguan", PASSWORD));
    until_done(&office, |done, _| done >= 3);
    server.kill();
    let server = Server::start(&office.data(), "");
    let counts = until_done(&office, |_, left| left == 0);
    assert!(!counts.iter().any(|(state, _)| *state == State::Failed), "{counts:?}\n{}", server.said());
    each_report_once(&office);
    server.stop();
}

#[test]
fn two_nodes_share_the_jobs_and_do_each_once() {
    let office = Office::new(Kept::Postgres, FILES);
    let settings = office.arguments();
    let (one, other) = (Server::start(&office.data(), &settings), Server::start(&office.data(), &settings));
    send(&office, &Client::new(one.address).sign_in("zhuguan", PASSWORD));
    until_done(&office, |_, left| left == 0);
    block_on(async {
        let app = office.open().await;
        for job in jobs::list(&mut &app.database, None, 10_000).await.unwrap() {
            assert_eq!((job.state, job.attempts), (State::Done, 1), "{job:?}");
        }
    });
    each_report_once(&office);
    // Either node shows what came of it.
    let browser = Client::new(other.address).sign_in("zhuguan", PASSWORD);
    assert_eq!(browser.get("/office").unwrap().status, 200);
    one.stop();
    other.stop();
}
