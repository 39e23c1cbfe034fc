//! The program killed at random moments of a write load: what it acknowledged is there, the journal holds, and it starts
//! again by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use gongkai_store::id::{BodyId, CollectionId};
use gongkai_store::{journal, uploads};
use gongkai_testkit::random::Random;

use crate::office::{Kept, Office, PASSWORD, block_on};
use crate::server::{Client, Server};
use crate::stage::command;

/// Writers at once; each works on a body of its own.
const WRITERS: usize = 3;

/// A write that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Acknowledged {
    /// Of a body's profile: which writer's, and which of its addresses.
    Address(usize, u32),
    /// Of a file, by its name.
    File(String),
}

#[test]
fn killed_fifty_times_on_sqlite_nothing_acknowledged_is_lost() {
    rounds(Kept::Sqlite, count());
}

#[test]
fn killed_fifty_times_on_postgresql_nothing_acknowledged_is_lost() {
    rounds(Kept::Postgres, count());
}

/// How often it is killed: 50 times, or as often as `GONGKAI_KILL_ROUNDS` says for a longer run by hand.
fn count() -> u64 {
    std::env::var("GONGKAI_KILL_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(50)
}

fn rounds(kept: Kept, count: u64) {
    let office = Office::new(kept, WRITERS);
    let (collection, _) = office.collection(2023);
    let uploads = format!("/office/collections/{collection}/uploads");
    let settings = format!("--set site.requests_per_minute=1000000 {}", office.arguments());
    let mut random = Random::new(711);
    let mut last = vec![0_u32; WRITERS];
    let mut acknowledged: Vec<Acknowledged> = Vec::new();
    let mut clients: Option<[Client; 2]> = None;
    for round in 0..count {
        let server = Server::start(&office.data(), &settings);
        // The session outlives the program it was opened by.
        let [browser, sender] = match &clients {
            Some(clients) => clients.each_ref().map(|client| client.at(server.address)),
            None => ["admin", "zhuguan"].map(|name| Client::new(server.address).sign_in(name, PASSWORD)),
        };
        for (street, last) in office.streets.iter().zip(&mut last) {
            *last = settled(&browser, street, *last, round);
        }
        let (told, heard) = channel();
        let mut writers: Vec<_> = office
            .streets
            .iter()
            .zip(&last)
            .enumerate()
            .map(|(number, (street, last))| {
                let (browser, street, last, told) = (browser.clone(), street.clone(), *last, told.clone());
                std::thread::spawn(move || write_on(&browser, &street, last, number, &told))
            })
            .collect();
        let (by, path) = (sender.clone(), uploads.clone());
        writers.push(std::thread::spawn(move || send_on(&by, &path, round, &told)));
        kill_after(server, random.below(10) + 1, &heard, &mut acknowledged, &mut random);
        for writer in writers {
            writer.join().unwrap();
        }
        acknowledged.extend(heard.iter());
        for write in &acknowledged {
            if let Acknowledged::Address(writer, address) = write {
                last[*writer] = last[*writer].max(*address);
            }
        }
        clients = Some([browser, sender]);
    }
    assert!(acknowledged.len() > usize::try_from(count).unwrap(), "{} writes are no load", acknowledged.len());
    look_back(&office, &settings, &acknowledged);
    files_are_there(&office, &collection, &acknowledged);
}

/// Ends the server in the middle of the load: after so many answers, and a moment that has nothing to do with them.
fn kill_after(
    server: Server,
    answers: u64,
    heard: &Receiver<Acknowledged>,
    acknowledged: &mut Vec<Acknowledged>,
    random: &mut Random,
) {
    for _ in 0..answers {
        acknowledged.push(heard.recv_timeout(Duration::from_mins(1)).unwrap());
    }
    let moment = std::time::Instant::now() + Duration::from_micros(random.below(8_000));
    loop {
        match heard.recv_timeout(moment.saturating_duration_since(std::time::Instant::now())) {
            Ok(write) => acknowledged.push(write),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => panic!("the writers ended: {}", server.said()),
        }
    }
    server.kill();
}

/// Writes one address after the other until the server is gone.
fn write_on(browser: &Client, street: &BodyId, from: u32, number: usize, told: &Sender<Acknowledged>) {
    let path = format!("/office/bodies/{street}/profile");
    for address in from + 1.. {
        let Ok(form) = browser.get(&path) else { return };
        assert_eq!(form.status, 200, "{}", form.text());
        let (seen, written) = (form.value("seen"), format!("示例路{address}号"));
        let fields = [
            ("seen", seen.as_str()),
            ("disclosure_office", "党政办公室"),
            ("address", &written),
            ("hours", "工作日"),
            ("phone", "0000-1234567"),
        ];
        let Ok(answer) = browser.post(&path, &fields) else { return };
        assert_eq!(answer.status, 303, "{}", answer.text());
        if told.send(Acknowledged::Address(number, address)).is_err() {
            return;
        }
    }
}

/// Sends one file after the other until the server is gone.
fn send_on(sender: &Client, path: &str, round: u64, told: &Sender<Acknowledged>) {
    for number in 0.. {
        let name = format!("{round}-{number}.txt");
        let Ok(answer) = sender.post_files(path, &[("files", &name, name.as_bytes())]) else { return };
        assert_eq!(answer.status, 303, "{}", answer.text());
        if told.send(Acknowledged::File(name)).is_err() {
            return;
        }
    }
}

/// The address a body has after the program started again: the last acknowledged one, or the one on its way then.
fn settled(browser: &Client, street: &BodyId, last: u32, round: u64) -> u32 {
    let text = browser.get(&format!("/office/bodies/{street}/profile")).unwrap().value("address");
    let found = text.trim_start_matches("示例路").trim_end_matches('号').parse().unwrap_or(0);
    assert!(found == last || found == last + 1, "round {round}: {found} is there, {last} was acknowledged");
    found
}

/// In the end every acknowledged write is in the journal once, and every chain holds.
fn look_back(office: &Office, settings: &str, acknowledged: &[Acknowledged]) {
    let server = Server::start(&office.data(), settings);
    let arguments = format!("verify --format json --data {} {}", office.data().display(), office.arguments());
    let verified = command(&office.path(""), &arguments).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    server.stop();
    let entries = block_on(async {
        let app = office.open().await;
        journal::after(&mut &app.database, 0, 1_000_000).await.unwrap()
    });
    let mut written: BTreeMap<(String, String), u32> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.action == "profile_edited") {
        let detail: serde_json::Value = serde_json::from_str(&entry.detail).unwrap();
        let address = detail["address"].as_str().unwrap().to_owned();
        *written.entry((entry.chain.clone(), address)).or_default() += 1;
    }
    for write in acknowledged {
        let Acknowledged::Address(writer, address) = write else { continue };
        let key = (office.streets[*writer].to_string(), format!("示例路{address}号"));
        assert_eq!(written.get(&key), Some(&1), "{key:?}");
    }
}

/// Every file that was acknowledged is listed, and its bytes are there.
fn files_are_there(office: &Office, collection: &CollectionId, acknowledged: &[Acknowledged]) {
    let kept: BTreeSet<String> = block_on(async {
        let app = office.open().await;
        let mut kept = BTreeSet::new();
        for batch in uploads::batches(&mut &app.database, collection).await.unwrap() {
            for listed in uploads::of_batch(&mut &app.database, &batch.id).await.unwrap() {
                let bytes = app.blobs.get(&listed.upload.blob).await.unwrap();
                assert_eq!(bytes, listed.upload.name.as_bytes());
                kept.insert(listed.upload.name);
            }
        }
        kept
    });
    for write in acknowledged {
        if let Acknowledged::File(name) = write {
            assert!(kept.contains(name), "{name}");
        }
    }
}
