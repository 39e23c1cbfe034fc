use std::sync::Arc;
use std::sync::Mutex;

use axum::http::StatusCode;
use gongkai_app::Trouble;
use gongkai_app::jobs::run_all_due;
use gongkai_app::messages::Channels;
use gongkai_app::messages::channel::{
    Gateway, GatewayConfig, Mail, MailConfig, Outgoing, Security, SendError, Sending, Way,
};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId, ObligationId};
use gongkai_store::messages::{self, Channel, Filter, Kind, Listed, State};
use gongkai_store::obligations::{self, Owing};
use gongkai_store::people::{self, Role};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::test_app::TestApp;
use crate::webhooks::http;

/// A way out that keeps what it is given, and fails as often as it is told to.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) taken: Mutex<Vec<Outgoing>>,
    failures: Mutex<usize>,
}

impl Way for Kept {
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move {
            let mut failures = self.failures.lock().unwrap();
            if *failures > 0 {
                *failures -= 1;
                return Err(SendError::Unreachable(Trouble::MailBusy));
            }
            self.taken.lock().unwrap().push(outgoing.clone());
            Ok(())
        })
    }
}

pub(crate) async fn site(mail: Arc<Kept>) -> TestApp {
    TestApp::with_channels(Channels { mail: Some(mail), ..Channels::default() }).await
}

/// A collection of 2023 in which street and township owe by 31 January.
async fn collection(site: &TestApp) -> CollectionId {
    collection_of(site, &[&site.bodies.street, &site.bodies.township], None, jiff::civil::date(2024, 1, 31)).await
}

/// A collection of 2023 with bodies on its roll that owe by a day; `due_on` is the last day set for all.
pub(crate) async fn collection_of(
    site: &TestApp,
    bodies: &[&BodyId],
    due_on: Option<jiff::civil::Date>,
    owed_by: jiff::civil::Date,
) -> CollectionId {
    let now = site.app.now();
    let id = CollectionId::new(now);
    let collection = Collection {
        id: id.clone(),
        body: site.bodies.district.clone(),
        year: 2023,
        due: "{}".to_owned(),
        due_on,
        opened_at: now,
        closed_at: None,
    };
    let owing = |body: &&BodyId| Owing { id: ObligationId::new(now), body: (*body).clone(), due_on: owed_by };
    let rows: Vec<Owing> = bodies.iter().map(owing).collect();
    let mut transaction = site.app.database.begin().await.unwrap();
    collections::insert(&mut transaction, &collection).await.unwrap();
    obligations::insert(&mut transaction, &id, 2023, &rows, now).await.unwrap();
    transaction.commit().await.unwrap();
    id
}

pub(crate) async fn give_mail(site: &TestApp, role: Role, body: &BodyId, address: &str) {
    let mut person = site.person(role, body).await;
    person.email = Some(address.to_owned());
    let mut transaction = site.app.database.begin().await.unwrap();
    people::update(&mut transaction, &person).await.unwrap();
    transaction.commit().await.unwrap();
}

pub(crate) async fn sent(site: &TestApp, channel: Channel) -> Vec<Listed> {
    let filter = Filter { channel: Some(channel), ..Filter::default() };
    messages::list(&mut &site.app.database, &filter, 100).await.unwrap()
}

async fn at(site: &TestApp, moment: &str) {
    site.clock.set(moment.parse().unwrap());
    gongkai_app::jobs::schedule::write_due(&site.app).await.unwrap();
    run_all_due(&site.app).await.unwrap();
}

#[tokio::test]
async fn reminders_come_by_themselves_each_stage_once_and_the_leader_is_told_later() {
    let mail = Arc::new(Kept::default());
    let site = site(mail.clone()).await;
    collection(&site).await;
    give_mail(&site, Role::DisclosureOfficer, &site.bodies.street, "officer@example.test").await;
    give_mail(&site, Role::Leader, &site.bodies.street, "leader@example.test").await;
    at(&site, "2024-01-15T09:00:00+08:00").await;
    assert!(sent(&site, Channel::Inbox).await.is_empty());
    at(&site, "2024-01-17T10:00:00+08:00").await;
    at(&site, "2024-01-17T12:00:00+08:00").await;
    let inbox = sent(&site, Channel::Inbox).await;
    assert_eq!(inbox.len(), 2, "one for each body, once");
    assert!(inbox.iter().all(|row| row.message.kind == Kind::Reminder && row.message.stage == -2));
    assert!(inbox[0].message.text.contains("2024年1月31日"), "{}", inbox[0].message.text);
    assert_eq!(mail.taken.lock().unwrap().len(), 1, "only the street's officer has an address");
    at(&site, "2024-02-08T10:00:00+08:00").await;
    let to: Vec<String> = mail.taken.lock().unwrap().iter().map(|out| out.to.clone()).collect();
    assert_eq!(to, ["officer@example.test", "officer@example.test", "leader@example.test"]);
}

#[tokio::test]
async fn nobody_is_reminded_at_a_body_that_is_closed() {
    let site = site(Arc::default()).await;
    let id = collection(&site).await;
    let (street, township) = (site.bodies.street.as_str(), site.bodies.township.as_str());
    site.clock.set("2024-01-16T02:00:00Z".parse().unwrap());
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let closed = [("reason", "并入青禾街道"), ("on", "2024-01-16"), ("successor", street)];
    let answer = admin.post(&format!("/office/bodies/{township}/close"), &closed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    at(&site, "2024-02-08T10:00:00+08:00").await;
    let reminded: Vec<_> = sent(&site, Channel::Inbox).await.into_iter().map(|row| row.message.body).collect();
    assert!(!reminded.is_empty() && reminded.iter().all(|body| *body == site.bodies.street), "{reminded:?}");
    // By hand neither: it is not on the list.
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&format!("/office/collections/{id}/remind")).await.text();
    assert!(
        page.contains(&format!("value=\"{street}\"")) && !page.contains(&format!("value=\"{township}\"")),
        "{page}"
    );
}

#[tokio::test]
async fn what_is_written_at_night_goes_out_in_the_morning() {
    let mail = Arc::new(Kept::default());
    let site = site(mail.clone()).await;
    collection(&site).await;
    give_mail(&site, Role::DisclosureOfficer, &site.bodies.street, "officer@example.test").await;
    at(&site, "2024-01-17T23:00:00+08:00").await;
    assert_eq!(sent(&site, Channel::Inbox).await.len(), 2);
    assert_eq!(sent(&site, Channel::Mail).await[0].message.state, State::Queued);
    assert!(mail.taken.lock().unwrap().is_empty());
    at(&site, "2024-01-18T08:00:00+08:00").await;
    assert_eq!(sent(&site, Channel::Mail).await[0].message.state, State::Sent);
}

#[tokio::test]
async fn a_failed_try_is_made_again_and_given_up_in_the_end() {
    let mail = Arc::new(Kept { failures: Mutex::new(2), ..Kept::default() });
    let site = site(mail.clone()).await;
    collection(&site).await;
    give_mail(&site, Role::DisclosureOfficer, &site.bodies.street, "officer@example.test").await;
    at(&site, "2024-01-17T09:00:00+08:00").await;
    assert_eq!(sent(&site, Channel::Mail).await[0].message.attempts, 1);
    at(&site, "2024-01-17T09:01:00+08:00").await;
    at(&site, "2024-01-17T09:05:00+08:00").await;
    let message = sent(&site, Channel::Mail).await[0].message.clone();
    assert_eq!((message.state, message.attempts), (State::Sent, 3));
    *mail.failures.lock().unwrap() = usize::MAX;
    at(&site, "2024-01-28T09:00:00+08:00").await;
    for day in 1..9 {
        at(&site, &format!("2024-02-{day:02}T09:00:00+08:00")).await;
    }
    let failed = sent(&site, Channel::Mail).await.into_iter().filter(|row| row.message.state == State::Failed);
    let failed: Vec<Listed> = failed.collect();
    assert!(!failed.is_empty());
    // The supervisor sees it, and sends it once more.
    *mail.failures.lock().unwrap() = 0;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/messages/{}", failed[0].message.id);
    assert!(supervisor.get(&path).await.text().contains("邮件服务器暂时不接收"));
    assert_eq!(supervisor.post(&format!("{path}/retry"), &[]).await.status, StatusCode::SEE_OTHER);
    run_all_due(&site.app).await.unwrap();
    let again = messages::by_id(&mut &site.app.database, &failed[0].message.id).await.unwrap();
    assert_eq!(again.state, State::Sent);
}

#[tokio::test]
async fn a_supervisor_reminds_by_hand_and_the_officer_reads_it() {
    let site = site(Arc::default()).await;
    let id = collection(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/collections/{id}/remind");
    let page = supervisor.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let page = page.text();
    assert!(page.contains("青禾街道办事处") && page.contains("查看催报内容"), "{page}");
    assert_eq!(supervisor.post(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let street = site.bodies.street.as_str();
    assert_eq!(supervisor.post(&path, &[("bodies", street)]).await.status, StatusCode::SEE_OTHER);
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let message = sent(&site, Channel::Inbox).await[0].message.clone();
    for line in message.text.lines().chain([message.subject.as_str()]).filter(|line| !line.is_empty()) {
        assert!(page.contains(line.trim_start_matches('\u{3000}')), "{line} was shown before it was sent: {page}");
    }
    // To whom it came it is unread, to others it was sent.
    let list = officer.get("/office/messages").await.text();
    assert!(list.contains(&message.subject) && list.contains("未阅 1 条"), "{list}");
    assert!(list.contains("badge-received\">未阅</span>") && !list.contains("badge\">已发</span>"), "{list}");
    let list = supervisor.get("/office/messages").await.text();
    assert!(
        list.contains("badge\">已发</span>") && !list.contains(">未阅</span>") && !list.contains("未阅 "),
        "{list}"
    );
    let path = format!("/office/messages/{}", message.id);
    // Who only looks, and who sent it, see it and cannot say for the body that it was seen.
    for role in [Role::Auditor, Role::Supervisor] {
        let above = site.sign_in_as(role, &site.bodies.district).await;
        let shown = above.get(&path).await;
        assert!(shown.status == StatusCode::OK && !shown.text().contains(&format!("{path}/read")), "{}", role.id());
        assert_eq!(above.post(&format!("{path}/read"), &[]).await.status, StatusCode::FORBIDDEN, "{}", role.id());
    }
    assert!(officer.get(&path).await.text().contains(&format!("{path}/read")));
    assert_eq!(officer.post(&format!("{path}/read"), &[]).await.status, StatusCode::SEE_OTHER);
    let list = officer.get("/office/messages").await.text();
    assert!(
        list.contains("badge\">已阅</span>") && !list.contains(">未阅</span>") && !list.contains("未阅 "),
        "{list}"
    );
    assert_eq!(officer.post(&format!("{path}/read"), &[]).await.status, StatusCode::CONFLICT);
    // Neither the neighbour nor a foreign supervisor knows of it.
    for (role, body) in [
        (Role::DisclosureOfficer, &site.bodies.township),
        (Role::Supervisor, &site.bodies.foreign_district),
        (Role::DisclosureOfficer, &site.bodies.community),
    ] {
        let other = site.sign_in_as(role, body).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{}", role.id());
        assert!(!other.get("/office/messages").await.text().contains(&message.subject));
    }
}

#[tokio::test]
async fn a_note_goes_to_bodies_below_and_to_no_others() {
    let site = site(Arc::default()).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let (street, township) = (site.bodies.street.to_string(), site.bodies.township.to_string());
    let words = [("subject", "培训通知"), ("text", "请派员参加。"), ("bodies", &street), ("bodies", &township)];
    assert_eq!(supervisor.post("/office/messages/note", &words).await.status, StatusCode::SEE_OTHER);
    assert_eq!(sent(&site, Channel::Inbox).await.len(), 2);
    let foreign = site.bodies.foreign_street.to_string();
    let words = [("subject", "培训通知"), ("text", "请派员参加。"), ("bodies", &foreign)];
    assert_eq!(supervisor.post("/office/messages/note", &words).await.status, StatusCode::NOT_FOUND);
    let answer = supervisor.post("/office/messages/note", &[("text", "请派员参加。"), ("bodies", &street)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("请派员参加。"), "nothing entered is lost");
}

#[tokio::test]
async fn mail_leaves_by_smtp() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut mail = String::new();
        write.write_all(b"220 example.test\r\n").await.unwrap();
        while let Some(line) = lines.next_line().await.unwrap() {
            let answer: &[u8] = match line.split(' ').next().unwrap() {
                "EHLO" => b"250-example.test\r\n250 8BITMIME\r\n",
                "DATA" => {
                    write.write_all(b"354 go\r\n").await.unwrap();
                    while let Some(line) = lines.next_line().await.unwrap() {
                        if line == "." {
                            break;
                        }
                        mail.push_str(&line);
                        mail.push('\n');
                    }
                    b"250 taken\r\n"
                }
                "QUIT" => {
                    write.write_all(b"221 bye\r\n").await.unwrap();
                    break;
                }
                _ => b"250 ok\r\n",
            };
            write.write_all(answer).await.unwrap();
            if answer.starts_with(b"250 taken") {
                break;
            }
        }
        mail
    });
    let config = MailConfig {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        user: String::new(),
        password: String::new(),
        from: "office@example.test".to_owned(),
    };
    let outgoing = Outgoing {
        id: "1".to_owned(),
        to: "officer@example.test".to_owned(),
        subject: "Reminder".to_owned(),
        text: "Please report.".to_owned(),
    };
    let mail = Mail::new(&config).unwrap();
    mail.send(&outgoing).await.unwrap();
    let taken = server.await.unwrap();
    assert!(taken.contains("Subject: Reminder") && taken.contains("Please report."), "{taken}");
    let nobody = Outgoing { to: "nobody".to_owned(), ..outgoing };
    assert_eq!(mail.send(&nobody).await, Err(SendError::Refused(Trouble::NoRecipient)));
}

#[tokio::test]
async fn a_gateway_is_reached_over_http() {
    let (url, server) = http(&[200, 503, 400]).await;
    let gateway = Gateway::new(GatewayConfig { url, token: "key".to_owned() });
    let outgoing = Outgoing {
        id: "1".to_owned(),
        to: "00000000000".to_owned(),
        subject: "催报".to_owned(),
        text: "请报送。".to_owned(),
    };
    assert_eq!(gateway.send(&outgoing).await, Ok(()));
    assert!(gateway.send(&outgoing).await.unwrap_err().is_passing());
    assert!(!gateway.send(&outgoing).await.unwrap_err().is_passing());
    let requests = server.await.unwrap();
    assert!(requests[0].contains("Bearer key") && requests[0].contains("\"to\":\"00000000000\""), "{}", requests[0]);
}

#[tokio::test]
async fn reminding_again_within_the_day_asks_first() {
    let site = site(Arc::default()).await;
    let id = collection(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/collections/{id}/remind");
    let street = site.bodies.street.as_str();
    assert_eq!(supervisor.post(&path, &[("bodies", street)]).await.status, StatusCode::SEE_OTHER);
    // The choice is kept; the other body alone is not asked about.
    let township = site.bodies.township.as_str();
    let again = supervisor.post(&path, &[("bodies", street), ("bodies", township)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = again.text();
    assert!(page.contains("青禾街道办事处刚在 2024-01-15 09:00 催报过") && page.contains("name=\"certain\""), "{page}");
    assert!(page.contains(&format!("value=\"{township}\" checked")), "{page}");
    assert!(page.contains("href=\"#certain-yes\">确认仍要催报的") && page.contains("id=\"certain-yes\""), "{page}");
    let unticked = supervisor.post(&path, &[("bodies", street), ("asked", "yes")]).await.text();
    assert!(unticked.contains("还没有勾选“仍然再次催报”"), "{unticked}");
    assert_eq!(sent(&site, Channel::Inbox).await.len(), 1, "nobody was reminded");
    let certain = [("bodies", street), ("certain", "yes")];
    assert_eq!(supervisor.post(&path, &certain).await.status, StatusCode::SEE_OTHER);
    assert_eq!(supervisor.post(&path, &[("bodies", township)]).await.status, StatusCode::SEE_OTHER);
    site.clock.set("2024-01-16T01:00:01Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    assert_eq!(supervisor.post(&path, &[("bodies", street)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn who_was_reminded_a_short_while_ago_is_not_ticked() {
    let site = site(Arc::default()).await;
    let id = collection(&site).await;
    let path = format!("/office/collections/{id}/remind");
    let (street, township) = (site.bodies.street.as_str(), site.bodies.township.as_str());
    site.clock.set("2024-02-10T02:00:00Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let ticked = async |body: &str| {
        let browser = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
        browser.get(&path).await.text().contains(&format!("value=\"{body}\" checked"))
    };
    assert!(ticked(street).await && ticked(township).await, "both are late");
    assert!(!supervisor.get(&path).await.text().contains("刚催报过"));
    assert_eq!(supervisor.post(&path, &[("bodies", street)]).await.status, StatusCode::SEE_OTHER);
    assert!(!ticked(street).await && ticked(township).await);
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("badge\">刚催报过</span>") && page.contains("已逾期但刚催报过的没有勾选"), "{page}");
    site.clock.set("2024-02-12T02:00:00Z".parse().unwrap());
    assert!(ticked(street).await);
}

#[tokio::test]
async fn after_reminding_it_is_told_what_went_out_what_did_not_and_who_has_read_it() {
    let mail = Arc::new(Kept::default());
    let site = site(mail.clone()).await;
    let (street, township) = (&site.bodies.street, &site.bodies.township);
    let id = collection(&site).await;
    give_mail(&site, Role::DisclosureOfficer, street, "officer@example.test").await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/collections/{id}/remind");
    // The bureau owes nothing here, whatever a page of before showed.
    let chosen = [street, township, &site.bodies.bureau].map(|body| ("bodies", body.as_str()));
    let answer = supervisor.post(&path, &chosen).await;
    let told = answer.header("location").to_owned();
    let page = supervisor.get(&told).await.text();
    for words in [
        "已向 2 个机关发出",
        "有 1 个勾选的机关没有发出",
        "已阅</span><span class=\"tile-number\">0<",
        "未阅</span><span class=\"tile-number\">2<",
        "已发 0 · 待发 1 · 未发出 0",
        "1 个机关只收到站内消息",
        "云溪镇人民政府",
        "href=\"/office/messages?kind=reminder\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // The mail does not go out, six times over; the street reads it in the office.
    *mail.failures.lock().unwrap() = 99;
    for day in 16..23 {
        site.clock.set(format!("2024-01-{day}T02:00:00Z").parse().unwrap());
        run_all_due(&site.app).await.unwrap();
    }
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let inbox = sent(&site, Channel::Inbox).await;
    let own = inbox.iter().find(|row| row.message.body == *street).unwrap();
    officer.post(&format!("/office/messages/{}/read", own.message.id), &[]).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&told).await.text();
    assert!(page.contains("已阅</span><span class=\"tile-number\">1<"), "{page}");
    assert_eq!(sent(&site, Channel::Mail).await[0].message.state, State::Failed);
    assert!(page.contains("未发出 1") && page.contains("邮件服务器暂时不接收"), "{page}");
    // Without a round there is nothing to tell: the page to remind from is shown.
    let bare = supervisor.get(&format!("/office/collections/{id}/reminded")).await;
    assert_eq!((bare.status, bare.header("location")), (StatusCode::SEE_OTHER, &*path));
    // It is the office's own.
    assert_eq!(officer.get(&told).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_receives_messages_narrows_them_to_unread_and_read_ones() {
    let mail = Arc::new(Kept::default());
    let site = site(mail.clone()).await;
    let street = &site.bodies.street;
    give_mail(&site, Role::DisclosureOfficer, street, "officer@example.test").await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    for subject in ["培训通知", "放假通知"] {
        let fields = [("subject", subject), ("text", "请知悉。"), ("bodies", street.as_str())];
        assert_eq!(supervisor.post("/office/messages/note", &fields).await.status, StatusCode::SEE_OTHER);
    }
    run_all_due(&site.app).await.unwrap();
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let first = sent(&site, Channel::Inbox).await.into_iter().find(|row| row.message.subject == "培训通知").unwrap();
    officer.post(&format!("/office/messages/{}/read", first.message.id), &[]).await;
    let options = |page: &str| {
        let select = page.split("name=\"state\"").nth(1).unwrap().split("</select>").next().unwrap();
        select
            .split("<option value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let list = async |query: &str| officer.get(&format!("/office/messages{query}")).await.text();
    assert_eq!(options(&list("").await), ["", "unread", "read"]);
    let unread = list("?state=unread").await;
    assert!(unread.contains(">放假通知</a>") && !unread.contains(">培训通知</a>"), "{unread}");
    assert_eq!(unread.matches(">放假通知</a>").count(), 1, "the mail of it is not unread: {unread}");
    assert!(unread.contains("value=\"unread\" selected"), "{unread}");
    let read = list("?state=read").await;
    assert!(read.contains(">培训通知</a>") && !read.contains(">放假通知</a>"), "{read}");
    assert!(list("?state=unread&channel=mail").await.contains("没有符合条件的消息"));
    assert_eq!(options(&supervisor.get("/office/messages").await.text()), ["", "queued", "sent", "failed", "read"]);
    let auditor = site.sign_in_as(Role::Auditor, &site.bodies.district).await;
    assert_eq!(options(&auditor.get("/office/messages").await.text()), ["", "queued", "sent", "failed", "read"]);
}
