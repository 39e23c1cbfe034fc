//! serve, doctor, user: as an operator meets them.

use serde_json::Value;

use crate::office::{Kept, Office};
use crate::server::{Client, Server};
use crate::stage::Stage;

#[test]
fn it_starts_with_no_configuration_and_ends_in_order() {
    let stage = Stage::new();
    let data = stage.path("data");
    let server = Server::start(&data, "");
    let said = server.said();
    assert!(said.contains("sign in as: admin") && said.contains("password:"), "{said}");
    let anybody = Client::new(server.address);
    assert_eq!(anybody.get("/healthz").unwrap().text(), "ok\n");
    let page = anybody.get("/").unwrap();
    assert_eq!(page.status, 200);
    assert!(page.text().contains("本机关"), "{}", page.text());
    let password = said.split("password:").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let browser = Client::new(server.address);
    let browser = {
        let page = browser.get("/sign-in").unwrap();
        assert_eq!(page.status, 200);
        browser
    };
    drop(browser);
    server.stop();
    // The second start tells no password and keeps the first one's.
    let server = Server::start(&data, "");
    assert!(!server.said().contains("password"), "{}", server.said());
    assert!(!password.is_empty());
    server.stop();
    stage.run("verify --data data").ends_with(0);
}

#[test]
fn a_port_that_is_taken_is_told_and_nothing_is_touched() {
    let stage = Stage::new();
    let server = Server::start(&stage.path("data"), "");
    let run = stage.run(&format!("--lang en serve --data other --listen {}", server.address)).ends_with(2);
    assert!(run.error.contains("cannot listen on") && run.error.contains("--listen"), "{}", run.error);
    assert!(!stage.path("other").exists());
    server.stop();
}

#[test]
fn a_wrong_configuration_is_told_with_its_place() {
    let stage = Stage::new();
    stage.put("data/gongkai.toml", "[site]\npublic_ulr = \"https://xxgk.example.gov.cn\"\n");
    let run = stage.run("serve --data data").ends_with(1);
    assert!(run.error.contains("gongkai.toml:2:1") && run.error.contains("site.public_url"), "{}", run.error);
    let run = stage.run("doctor --data data").ends_with(1);
    assert!(run.error.contains("gongkai.toml:2:1"), "{}", run.error);
}

#[test]
fn doctor_shows_settings_without_secrets_and_finds_what_is_wrong() {
    let stage = Stage::new();
    let fresh = stage.run("doctor --data data --format json").ends_with(0).json().remove(0);
    assert_eq!(state(&fresh, "database"), "doubtful");
    assert!(!stage.path("data").exists(), "doctor makes nothing");
    Server::start(&stage.path("data"), "").stop();
    stage
        .put("data/gongkai.toml", "[mail]\nhost = \"127.0.0.1\"\nport = 9\nsecurity = \"none\"\nuser = \"xxgk\"\npassword = \"geheim\"\nfrom = \"xxgk@example.gov.cn\"\n");
    let run = stage.run("doctor --data data --format json").ends_with(1);
    assert!(!run.out.contains("geheim"), "{}", run.out);
    let told = run.json().remove(0);
    for check in ["folder", "database", "schema", "clock", "blobs", "people"] {
        assert_eq!(state(&told, check), "good", "{told}");
    }
    assert_eq!(state(&told, "mail"), "bad");
    let mail = told["settings"].as_array().unwrap().iter().find(|setting| setting["name"] == "mail.password").unwrap();
    assert_eq!((&mail["value"], &mail["from"]), (&"…".into(), &"file".into()));
    let text = stage.run("doctor --data data --set listen=0.0.0.0:80 --set mail.host=").ends_with(0).out;
    assert!(text.contains("https"), "{text}");
}

fn state<'a>(told: &'a Value, check: &str) -> &'a str {
    let checks = told["checks"].as_array().unwrap();
    let found = checks.iter().find(|found| found["check"] == check).unwrap_or_else(|| panic!("no {check} in {told}"));
    found["state"].as_str().unwrap()
}

#[test]
fn commands_do_not_make_an_installation() {
    let stage = Stage::new();
    for arguments in ["verify", "backup here.zip", "user list", "user unlock admin"] {
        let run = stage.run(&format!("{arguments} --data data")).ends_with(2);
        assert!(run.error.contains("data/gongkai.db"), "{arguments}: {}", run.error);
    }
    assert!(!stage.path("data").exists());
}

#[test]
fn people_are_kept_from_the_command_line() {
    let office = Office::new(Kept::Sqlite, 2);
    let stage = Stage::new();
    let user = |arguments: &str| stage.run(&format!("user {arguments} --data {}", office.data().display()));
    let password = user("add jingban --role disclosure-officer --body 青禾街道办事处").ends_with(0).out;
    assert!(password.trim().len() >= 16, "{password}");
    let refused = user("add jingban --role leader").ends_with(1);
    assert!(refused.error.contains("sign_in"), "{}", refused.error);
    user("add jingban2 --role leader --body 无此机关").ends_with(1);
    user("grant jingban --role reviewer --body 青禾街道办事处").ends_with(0);
    user("revoke jingban --role disclosure-officer --body 青禾街道办事处").ends_with(0);
    let listed = user("list --format json").ends_with(0).json();
    let jingban = listed.iter().find(|person| person["sign_in"] == "jingban").unwrap();
    assert_eq!(jingban["status"], "waiting");
    assert_eq!(jingban["roles"], serde_json::json!([{"role": "reviewer", "body": "青禾街道办事处"}]));
    user("disable jingban").ends_with(0);
    assert!(user("list").ends_with(0).out.contains("已停用"));
    user("enable jingban").ends_with(0);
    assert_ne!(user("reset-password jingban").ends_with(0).out, password);
    user("unlock nobody").ends_with(1);
    stage.run(&format!("verify --data {}", office.data().display())).ends_with(0);
}
