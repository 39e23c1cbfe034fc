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
    let run = stage.run("--lang en serve --data data --listen 127.0.0.1:0").ends_with(2);
    assert!(run.error.contains("another gongkai serve"), "{}", run.error);
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

#[test]
fn doctor_asks_the_gateways_without_sending_a_message() {
    let stage = Stage::new();
    let told = stage.run("doctor --data data --format json").ends_with(0).json().remove(0);
    assert_eq!((state(&told, "sms"), state(&told, "chat")), ("good", "good"), "neither is set");
    let set = |sms: &str, chat: &str| {
        let settings =
            format!("--set sms.url={sms} --set sms.token=geheim --set chat.url={chat} --set chat.token=geheim");
        stage.run(&format!("--lang en doctor --data data --format json {settings}"))
    };
    let (takes_messages_only, asked) = gateway(405);
    let (refuses, _) = gateway(401);
    let run = set(&takes_messages_only, &refuses).ends_with(0);
    let told = run.json().remove(0);
    assert_eq!((state(&told, "sms"), state(&told, "chat")), ("good", "doubtful"), "{told}");
    assert!(
        run.out.contains("HTTP 405") && run.out.contains("not tried") && run.out.contains("HTTP 401"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("geheim"), "{}", run.out);
    let asked: Vec<String> = asked.try_iter().collect();
    let [asked] = asked.as_slice() else { panic!("asked once, not {asked:?}") };
    assert!(asked.starts_with("OPTIONS /messages ") && asked.contains("Bearer geheim"), "{asked}");
    assert!(asked.ends_with("\r\n\r\n"), "nothing but a head: {asked}");
    // Nobody listens where somebody did, and something that speaks no TLS does where it should.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let run = set(&format!("http://{closed}/"), &takes_messages_only.replace("http:", "https:")).ends_with(1);
    let told = run.json().remove(0);
    assert_eq!((state(&told, "sms"), state(&told, "chat")), ("bad", "bad"), "{told}");
    assert!(run.out.contains("connection refused") && run.out.contains("no TLS"), "{}", run.out);
}

/// An address that answers everything with a status, and what it is asked.
fn gateway(status: u16) -> (String, std::sync::mpsc::Receiver<String>) {
    use std::io::{Read, Write};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/messages", listener.local_addr().unwrap());
    let (tell, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            let length = stream.read(&mut head).unwrap();
            write!(stream, "HTTP/1.1 {status} Said\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
            // Nobody may be listening any more.
            let _ = tell.send(String::from_utf8_lossy(&head[..length]).into_owned());
        }
    });
    (url, asked)
}

#[test]
fn doctor_asks_the_identity_provider() {
    let stage = Stage::new();
    // Nothing listens there: bad with the provider built in, and bad without.
    let run = stage.run("doctor --data data --format json --set oidc.issuer=http://127.0.0.1:9 --set oidc.client_id=x");
    let told = run.ends_with(1).json().remove(0);
    assert_eq!(state(&told, "oidc"), "bad");
    let run = stage.run("doctor --data data --set oidc.passwords=nobody").ends_with(1);
    assert!(run.error.contains("administrators"), "{}", run.error);
    let run = stage.run("serve --data data --listen 127.0.0.1:0 --set oidc.issuer=http://127.0.0.1:9").ends_with(2);
    let why = if cfg!(feature = "oidc") { "oidc.client_id" } else { "--features oidc" };
    assert!(run.error.contains(why), "{}", run.error);
}

#[cfg(feature = "oidc")]
#[test]
fn doctor_says_which_address_the_provider_must_know() {
    let stage = Stage::new();
    let issuer = provider();
    let settings = format!("--set oidc.issuer={issuer} --set oidc.client_id=gongkai --set oidc.client_secret=geheim");
    let run = stage.run(&format!("doctor --data data {settings} --set site.public_url=https://xxgk.example.gov.cn"));
    let run = run.ends_with(0);
    assert!(run.out.contains("https://xxgk.example.gov.cn/sign-in/oidc/callback"), "{}", run.out);
    assert!(run.out.contains("http://") && !run.out.contains("geheim"), "the way there is not encrypted: {}", run.out);
}

/// An address where a provider says what it is, and has one key.
#[cfg(feature = "oidc")]
fn provider() -> String {
    use std::io::{BufRead, BufReader, Write};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let own = issuer.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
            let asked = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let body = if asked.contains("/keys") {
                r#"{"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","kid":"1",
                    "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#
                    .to_owned()
            } else {
                format!(
                    r#"{{"issuer":"{own}","authorization_endpoint":"{own}/a","token_endpoint":"{own}/t","jwks_uri":"{own}/keys",
                    "response_types_supported":["code"],"subject_types_supported":["public"],
                    "id_token_signing_alg_values_supported":["EdDSA"]}}"#
                )
            };
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
            write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        }
    });
    issuer
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
    assert!(refused.error.contains("登录名：") && !refused.error.contains("sign_in"), "{}", refused.error);
    let nameless = user("add lingdao --name= --email=x --phone=y --role leader").ends_with(1).error;
    for field in ["姓名：", "电子邮箱：", "手机或电话："] {
        assert!(nameless.contains(field), "{field}: {nameless}");
    }
    let english = user("add lingdao --name= --role leader --lang en").ends_with(1).error;
    assert!(english.contains("Name: "), "{english}");
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

#[test]
fn bodies_and_reports_are_imported() {
    let office = Office::new(Kept::Sqlite, 3);
    let stage = Stage::new();
    let place = format!("--data {}", office.data().display());
    stage.put(
        "bodies.csv",
        "名称,上级机关,类别,层级\n云溪镇人民政府,示例区人民政府,乡镇,乡级\n,示例区人民政府,街道,乡级\n",
    );
    let shown = stage.run(&format!("import bodies bodies.csv --format json {place}")).ends_with(1);
    let fates: Vec<Value> = shown.json().iter().map(|row| row["fate"].clone()).collect();
    assert_eq!(fates, ["new", "refused"]);
    assert!(shown.json()[1]["reasons"][0].as_str().unwrap().starts_with("名称："), "{}", shown.out);
    assert!(shown.error.contains("--apply"), "{}", shown.error);
    stage.run(&format!("import bodies bodies.csv --apply {place}")).ends_with(1);
    let again = stage.run(&format!("import bodies bodies.csv --format json {place}")).ends_with(1);
    assert_eq!(again.json()[0]["fate"], "unchanged");

    let (_, members) = office.collection(2023);
    for member in &members {
        stage.put(&format!("reports/{}", member.file_name), &member.bytes);
    }
    stage.put("reports/noise.txt", "会议通知");
    stage.run(&format!("import reports reports --year 2022 {place}")).ends_with(1);
    let run = stage.run(&format!("import reports reports --year 2023 --format json {place}")).ends_with(1);
    let matched = run.json().iter().filter(|file| file["state"] == "matched").count();
    assert_eq!(matched, members.len(), "{}", run.out);
    assert!(run.error.contains("共 4 个文件"), "{}", run.error);
    stage.run(&format!("verify {place}")).ends_with(0);
}

#[test]
fn a_demonstration_is_loaded_once_and_shown() {
    let stage = Stage::new();
    demonstration(&stage);
    let server = Server::start(&stage.path("data"), &format!("--demo {}", stage.path("demo").display()));
    let said = server.said();
    assert!(said.contains("loading the demonstration"), "{said}");
    let browser = Client::new(server.address).sign_in("zhuguan", "gongkai-Demo-1");
    let page = browser.get("/office/collections").unwrap();
    assert!(page.text().contains("2023"), "{}", page.text());
    assert!(Client::new(server.address).get("/sign-in").unwrap().text().contains("gongkai-Demo-1"));
    server.stop();
    stage.run("verify --data data").ends_with(0);
    let server = Server::start(&stage.path("data"), &format!("--demo {}", stage.path("demo").display()));
    assert!(!server.said().contains("loading"), "{}", server.said());
    server.stop();
    // An installation that people work with is never filled with a demonstration.
    Server::start(&stage.path("real"), "").stop();
    let run = stage.run("--lang en serve --data real --demo demo --listen 127.0.0.1:0").ends_with(1);
    assert!(run.error.contains("something else"), "{}", run.error);
}

/// A small demonstration: two bodies, one year, one report published and one returned and mended.
fn demonstration(stage: &Stage) {
    let member = |number| gongkai_testkit::corpus::member(711, number, 2023);
    let (first, second) = (member(0), member(12));
    stage.put(&format!("demo/{}", first.file_name), &first.bytes);
    stage.put(&format!("demo/{}", second.file_name), &second.bytes);
    let table =
        "名称,上级机关,类别,层级\n青禾街道办事处,示例区人民政府,街道,乡级\n云溪街道办事处,示例区人民政府,街道,乡级\n";
    let names = [first.report.body.clone().unwrap(), second.report.body.clone().unwrap()];
    stage.put("demo/bodies.csv", table.replace("青禾街道", &names[0]).replace("云溪街道", &names[1]));
    let told = serde_json::json!({
        "root": {"name": "示例区人民政府", "kind": "government", "level": "county"},
        "bodies": "bodies.csv",
        "password": "gongkai-Demo-1",
        "people": [
            {"sign_in": "zhuguan", "name": "主管部门", "role": "supervisor", "body": "示例区人民政府"},
            {"sign_in": "jingban", "name": "经办人", "role": "disclosure_officer", "body": format!("{}办事处", names[1])},
        ],
        "years": [{"year": 2023, "opened": "2024-01-03T09:00:00+08:00", "reports": [
            {"body": format!("{}办事处", names[0]), "file": first.file_name, "received": "2024-01-10T09:00:00+08:00",
             "then": "publish"},
            {"body": format!("{}办事处", names[1]), "file": second.file_name, "received": "2024-02-10T09:00:00+08:00",
             "then": "wait"},
        ]}],
    });
    stage.put("demo/demonstration.json", told.to_string());
}

#[test]
fn a_backup_with_another_ending_than_zip_is_refused_and_makes_no_folder() {
    let stage = Stage::new();
    let run = stage.run("--lang en backup b1.tar --data data").ends_with(1);
    assert!(run.error.contains("b1.tar") && run.error.contains(".zip"), "{}", run.error);
    assert!(!stage.path("b1.tar").exists());
}
