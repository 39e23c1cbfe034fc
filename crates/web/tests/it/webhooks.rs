//! Webhooks: signed, tried again, refused for good, gone, removed.

use std::sync::Arc;

use axum::http::StatusCode;
use gongkai_app::jobs::run_all_due;
use gongkai_store::people::Role;
use hmac::{Hmac, KeyInit, Mac};
use sm3::Sm3;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::messages::site;
use crate::test_app::TestApp;

/// An HTTP server that answers each request with a status and keeps what it was sent.
pub(crate) async fn http(statuses: &'static [u16]) -> (String, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/take", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let mut requests = Vec::new();
        for status in statuses {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            loop {
                let count = stream.read(&mut buffer).await.unwrap();
                request.extend(&buffer[..count]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let length = head
                    .to_lowercase()
                    .split("content-length: ")
                    .nth(1)
                    .map(|rest| rest.split("\r\n").next().unwrap().parse::<usize>().unwrap());
                if length.is_none_or(|length| body.len() >= length) {
                    break;
                }
            }
            let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            requests.push(String::from_utf8_lossy(&request).into_owned());
        }
        requests
    });
    (url, server)
}

#[tokio::test]
async fn a_webhook_is_told_signed_and_again_when_it_fails() {
    let site = site(Arc::default()).await;
    let (url, server) = http(&[500, 204]).await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let body = site.bodies.district.as_str();
    assert_eq!(
        administrator.post("/office/webhooks", &[("url", "ftp://x"), ("body", body)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let entered = administrator.post("/office/webhooks", &[("url", &url), ("body", body)]).await;
    let secret = entered.text().split("id=\"secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    tell(&site).await;
    site.clock.set("2024-01-15T01:10:00Z".parse().unwrap());
    run_all_due(&site.app).await.unwrap();
    let requests = server.await.unwrap();
    assert_eq!(requests.len(), 2);
    let (head, payload) = requests[1].split_once("\r\n\r\n").unwrap();
    let mut mac = Hmac::<Sm3>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(payload.as_bytes());
    let signature = gongkai_store::blobs::hex(&mac.finalize().into_bytes());
    assert!(head.contains(&signature), "{head}");
    assert!(payload.contains("report_published") && payload.contains("2023"), "{payload}");
    let page = administrator.get("/office/webhooks").await.text();
    assert!(page.contains(&url) && !page.contains(&secret));
}

#[tokio::test]
async fn the_list_tells_how_the_last_delivery_stands_and_when_the_next_is_tried() {
    let site = site(Arc::default()).await;
    let (url, server) = http(&[503, 204, 404]).await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let body = site.bodies.district.as_str();
    administrator.post("/office/webhooks", &[("url", &url), ("body", body)]).await;
    // Of the row, what the two cells hold.
    let cells = async || {
        let page = administrator.get("/office/webhooks").await.text();
        let cell = |label: &str| {
            let cell = page.split(&format!("data-label=\"{label}\"")).nth(1).unwrap();
            let cell = cell.split_once('>').unwrap().1.split("</td>").next().unwrap();
            let bare = cell.split('<').map(|part| part.rsplit('>').next().unwrap());
            bare.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        (cell("最近一次推送"), cell("下次推送"))
    };
    let told = |last: &str, next: &str| (last.to_owned(), next.to_owned());
    let api = async || administrator.get("/api/v1/webhooks").await.json()["items"][0].clone();
    assert_eq!(cells().await, told("还没有推送", ""));
    assert_eq!(
        (&api().await["newest_delivery"], &api().await["next_try_at"]),
        (&serde_json::json!(null), &serde_json::json!(null))
    );
    announce(&site).await;
    assert_eq!(cells().await, told("待发 2024-01-15 09:00", "2024-01-15 09:00"), "it was not tried yet");
    assert_eq!(api().await["tried_at"], serde_json::json!(null));
    run_all_due(&site.app).await.unwrap();
    assert_eq!(cells().await, told("待发 2024-01-15 09:00 HTTP 503", "2024-01-15 09:00"));
    let item = api().await;
    assert_eq!(
        (&item["newest_delivery"]["status"], &item["newest_delivery"]["state"]),
        (&503.into(), &"queued".into())
    );
    assert_eq!(
        (&item["tried_at"], &item["next_try_at"]),
        (&"2024-01-15T01:00:00Z".into(), &"2024-01-15T01:00:30Z".into())
    );
    site.clock.set("2024-01-15T01:10:00Z".parse().unwrap());
    run_all_due(&site.app).await.unwrap();
    assert_eq!(cells().await, told("已发 2024-01-15 09:10 HTTP 204", ""));
    tell(&site).await;
    assert_eq!(cells().await, told("未发出 2024-01-15 09:10 HTTP 404", ""));
    assert_eq!(server.await.unwrap().len(), 3);
    // Nobody listens any more.
    tell(&site).await;
    assert_eq!(cells().await, told("待发 2024-01-15 09:10 对方拒绝连接", "2024-01-15 09:10"));
    // To one that is switched off nothing is sent, whatever waits.
    let id = gongkai_store::webhooks::all(&mut &site.app.database).await.unwrap().remove(0).id;
    administrator.post(&format!("/office/webhooks/{id}/switch"), &[("on", "false")]).await;
    assert_eq!(cells().await.1, "");
}

/// A publication of the street's waits to be told.
async fn announce(site: &TestApp) {
    let street = gongkai_store::bodies::by_id(&mut &site.app.database, &site.bodies.street).await.unwrap();
    let mut transaction = site.app.database.begin().await.unwrap();
    let detail = serde_json::json!({"year": 2023});
    gongkai_app::webhooks::tell(&site.app, &mut transaction, &street, "report_published", detail).await.unwrap();
    transaction.commit().await.unwrap();
}

/// A publication of the street's, told to whoever is to be told.
async fn tell(site: &TestApp) {
    announce(site).await;
    run_all_due(&site.app).await.unwrap();
}

#[tokio::test]
async fn a_refusal_is_final_and_a_receiver_that_is_gone_is_told_nothing_more() {
    let site = site(Arc::default()).await;
    // Too early comes again; a refusal of what is sent does not; then the receiver is gone.
    let (url, server) = http(&[425, 404, 410]).await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let body = site.bodies.district.as_str();
    administrator.post("/office/webhooks", &[("url", &url), ("body", body)]).await;
    let webhook = async || gongkai_store::webhooks::all(&mut &site.app.database).await.unwrap().remove(0);
    let id = webhook().await.id;
    let newest = async || gongkai_store::webhooks::deliveries(&mut &site.app.database, &id, 9).await.unwrap().remove(0);
    tell(&site).await;
    assert_eq!((newest().await.state.as_str(), newest().await.status), ("queued", Some(425)));
    site.clock.set("2024-01-15T01:10:00Z".parse().unwrap());
    run_all_due(&site.app).await.unwrap();
    let refused = newest().await;
    assert_eq!((refused.state.as_str(), refused.status, refused.attempts), ("failed", Some(404), 2));
    assert!(webhook().await.active);
    let path = format!("/office/webhooks/{id}");
    let page = administrator.get(&path).await.text();
    assert!(page.contains("HTTP 404") && page.contains("不会自动重试"), "{page}");

    site.clock.set("2024-01-15T02:00:00Z".parse().unwrap());
    tell(&site).await;
    assert_eq!(server.await.unwrap().len(), 3);
    let gone = webhook().await;
    assert_eq!((gone.active, gone.gone_at, newest().await.status), (false, Some(site.app.now()), Some(410)));
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let start = administrator.get("/office").await.text();
    assert!(start.contains("示例区人民政府的发布推送已自动停用") && start.contains(&path), "{start}");
    assert!(administrator.get(&path).await.text().contains("接收方答复不再接收（HTTP 410）"));
    assert!(administrator.get("/office/webhooks").await.text().contains("HTTP 410"));
    let told = administrator.get("/office/journal").await.text();
    assert!(told.contains("停用推送") && told.contains("系统（推送）") && told.contains("410"), "{told}");
    // What is published meanwhile goes nowhere; switched on again, the note is gone.
    tell(&site).await;
    assert_eq!(newest().await.status, Some(410), "it is told nothing more");
    let other = site.sign_in_as(Role::Administrator, &site.bodies.foreign_district).await;
    assert!(!other.get("/office").await.text().contains("自动停用"));
    assert_eq!(administrator.post(&format!("{path}/switch"), &[("on", "true")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!((webhook().await.active, webhook().await.gone_at), (true, None));
    assert!(!administrator.get("/office").await.text().contains("自动停用"));
}

#[tokio::test]
async fn a_webhook_is_removed_with_its_deliveries_and_an_address_stands_once() {
    let site = TestApp::new().await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let fields = [("url", "https://example.test/hook"), ("body", site.bodies.district.as_str())];
    assert_eq!(administrator.post("/office/webhooks", &fields).await.status, StatusCode::OK);
    let twice = administrator.post("/office/webhooks", &fields).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    for (first, same) in
        [("http://例子.测试/x", "http://xn--fsqu00a.xn--0zwm56d/x"), ("https://a.test", "https://A.test/")]
    {
        let enter = async |url| {
            let fields = [("url", url), ("body", site.bodies.street.as_str())];
            administrator.post("/office/webhooks", &fields).await.status
        };
        assert_eq!((enter(first).await, enter(same).await), (StatusCode::OK, StatusCode::CONFLICT), "{same}");
    }
    assert!(twice.text().contains("已有同一推送地址") && twice.text().contains("value=\"https://example.test/hook\""));
    let webhook = gongkai_store::webhooks::all(&mut &site.app.database).await.unwrap().remove(0);
    // A delivery that waits finds nobody to be told.
    announce(&site).await;
    let path = format!("/office/webhooks/{}", webhook.id);
    assert_eq!(administrator.post(&format!("{path}/remove"), &[]).await.status, StatusCode::SEE_OTHER);
    run_all_due(&site.app).await.unwrap();
    let failed = gongkai_store::jobs::State::Failed;
    assert_eq!(gongkai_store::jobs::list(&mut &site.app.database, Some(failed), 9).await.unwrap(), []);
    assert_eq!(administrator.get(&path).await.status, StatusCode::NOT_FOUND);
    let journal = administrator.get("/office/journal").await.text();
    assert!(journal.contains("删除推送地址") && journal.contains("https://example.test/hook"), "{journal}");
    assert_eq!(administrator.post("/office/webhooks", &fields).await.status, StatusCode::OK);
}
