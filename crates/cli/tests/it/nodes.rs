//! Two nodes on one PostgreSQL and one folder of files.

use gongkai_store::people;

use crate::office::{Kept, Office, PASSWORD, block_on, open};
use crate::server::{Client, Server};

#[test]
fn two_nodes_start_at_once_on_an_empty_database() {
    let folder = tempfile::tempdir().unwrap();
    let address = gongkai_testkit::postgres::fresh_database();
    let data = folder.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let settings = format!("--database {address}");
    let servers: Vec<Server> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..3).map(|_| scope.spawn(|| Server::start(&data, &settings))).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    let told = servers.iter().filter(|server| server.said().contains("An administrator was made")).count();
    assert_eq!(told, 1, "the password is told by one node");
    block_on(async {
        let app = open(&data, Some(&address)).await;
        let roots = gongkai_store::bodies::all(&mut &app.database).await.unwrap();
        assert_eq!(roots.len(), 1);
        assert_eq!(people::all(&mut &app.database).await.unwrap().len(), 1);
    });
    servers.into_iter().for_each(Server::stop);
}

#[test]
fn sessions_hold_on_either_node_and_caches_follow_the_journal() {
    let office = Office::new(Kept::Postgres, 1);
    let settings = office.arguments();
    let (one, other) = (Server::start(&office.data(), &settings), Server::start(&office.data(), &settings));
    let browser = Client::new(one.address).sign_in("admin", PASSWORD);
    let there = browser.at(other.address);
    assert_eq!(there.get("/account").unwrap().status, 200);

    // A page kept by the other node is made anew when this node changes what is on it.
    let page = format!("/bodies/{}", office.district);
    let reader = Client::new(other.address);
    let before = reader.get(&page).unwrap();
    assert_eq!(before.status, 200, "{}", before.text());
    let tag = before.header("etag").map(str::to_owned);
    let form = format!("/office/bodies/{}/profile", office.district);
    let seen = browser.get(&form).unwrap().value("seen");
    let fields = [
        ("seen", seen.as_str()),
        ("disclosure_office", "区政府办公室"),
        ("address", "示例路711号"),
        ("hours", "工作日"),
        ("phone", "0000-7654321"),
    ];
    assert_eq!(browser.post(&form, &fields).unwrap().status, 303);
    let after = reader.get(&page).unwrap();
    assert!(after.text().contains("示例路711号"), "{}", after.text());
    assert_ne!(after.header("etag").map(str::to_owned), tag);

    // Signing out at one node ends the session at both.
    assert_eq!(browser.post("/sign-out", &[]).unwrap().status, 303);
    assert_ne!(there.get("/account").unwrap().status, 200);
    one.stop();
    other.stop();
}
