//! A body is told that its report has come in.

use std::sync::Arc;

use axum::http::StatusCode;
use gongkai_store::bodies;
use gongkai_store::id::{BatchId, CollectionId};
use gongkai_store::journal::{self, Filter};
use gongkai_store::messages::{Channel, Kind, Message, State};
use gongkai_store::people::Role;
use gongkai_store::uploads::{self, State as FileState};

use crate::collecting::{open, report, upload, work};
use crate::messages::{Kept, give_mail, sent, site};
use crate::test_app::{Browser, TestApp};

const STREET: &str = "青禾街道办事处";

async fn receipts(site: &TestApp, channel: Channel) -> Vec<Message> {
    let all = sent(site, channel).await.into_iter().map(|row| row.message);
    all.filter(|message| message.kind == Kind::Receipt).collect()
}

/// The district collects reports about 2023; due on 31 January.
async fn collecting(site: &TestApp) -> (Browser<'_>, CollectionId) {
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    (office, id)
}

fn at(site: &TestApp, moment: &str) {
    site.clock.set(moment.parse().unwrap());
}

#[tokio::test]
async fn a_receipt_says_what_came_when_and_whether_in_time() {
    let mail = Arc::new(Kept::default());
    let site = site(mail.clone()).await;
    give_mail(&site, Role::DisclosureOfficer, &site.bodies.street, "officer@example.test").await;
    let mut transaction = site.app.database.begin().await.unwrap();
    let mut district = bodies::by_id(&mut transaction, &site.bodies.district).await.unwrap();
    district.profile.disclosure_office = "示例区政务公开办公室".to_owned();
    district.profile.phone = "0000-80000100".to_owned();
    bodies::update(&mut transaction, &district).await.unwrap();
    transaction.commit().await.unwrap();
    let (office, id) = collecting(&site).await;
    upload(&office, &id, &[("青禾街道年报.txt", &report(STREET, 2023))]).await;
    work(&site).await;

    let inbox = receipts(&site, Channel::Inbox).await;
    let [receipt] = inbox.as_slice() else { panic!("{inbox:?}") };
    assert_eq!((&receipt.body, receipt.collection.as_ref()), (&site.bodies.street, Some(&id)));
    assert_eq!(receipt.from.as_ref(), Some(&site.bodies.district));
    for told in ["2023年", "2024年1月15日09:00收到", "青禾街道年报.txt", "第1次报送", "2024年1月31日，按期报送", "核查"]
    {
        assert!(receipt.text.contains(told), "{told}: {}", receipt.text);
    }
    assert!(receipt.text.contains("（联系人：示例区政务公开办公室）"), "{}", receipt.text);
    assert_eq!(mail.taken.lock().unwrap().len(), 1, "by the channels of reminders");
    assert_eq!(receipts(&site, Channel::Mail).await[0].state, State::Sent);

    // It stands in the log like every message, and the body's people read it.
    let written = Filter { action: Some("message_written".to_owned()), ..Filter::default() };
    let written = journal::entries(&mut &site.app.database, &written, 9).await.unwrap();
    assert!(written[0].detail.contains("\"receipt\"") && written[0].actor == "gongkai:receipts", "{written:?}");
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let page = officer.get(&format!("/office/messages/{}", receipt.id)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("收件回执"), "{}", page.text());
}

#[tokio::test]
async fn what_comes_late_at_night_is_told_so_in_the_morning() {
    let mail = Arc::new(Kept::default());
    let site = site(mail.clone()).await;
    give_mail(&site, Role::DisclosureOfficer, &site.bodies.street, "officer@example.test").await;
    let (_, id) = collecting(&site).await;
    at(&site, "2024-02-02T23:00:00+08:00");
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    upload(&office, &id, &[("a.txt", &report(STREET, 2023))]).await;
    work(&site).await;
    assert!(receipts(&site, Channel::Inbox).await[0].text.contains("逾期2日"));
    assert!(mail.taken.lock().unwrap().is_empty(), "not in quiet hours");
    at(&site, "2024-02-03T08:00:00+08:00");
    work(&site).await;
    assert_eq!(mail.taken.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn there_are_never_two_for_the_same_file_and_a_new_version_has_its_own() {
    let site = site(Arc::default()).await;
    let (office, id) = collecting(&site).await;
    let file = report(STREET, 2023);
    upload(&office, &id, &[("a.txt", &file)]).await;
    work(&site).await;
    // A person enters the very same file once more.
    let batch = upload(&office, &id, &[("b.txt", &file)]).await;
    work(&site).await;
    let batch = BatchId::parse(batch.rsplit('/').next().unwrap()).unwrap();
    let twin = uploads::of_batch(&mut &site.app.database, &batch).await.unwrap().remove(0).upload;
    assert_eq!(twin.state, FileState::Duplicate);
    let fields = [("body", site.bodies.street.as_str()), ("year", "2023"), ("certain", "yes")];
    let assigned = office.post(&format!("/office/uploads/{}/assign", twin.id), &fields).await;
    assert_eq!(assigned.status, StatusCode::SEE_OTHER, "{}", assigned.text());
    work(&site).await;
    assert_eq!(receipts(&site, Channel::Inbox).await.len(), 1);

    at(&site, "2024-02-20T10:00:00+08:00");
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let mended = String::from_utf8(file).unwrap() + "\n补充说明。\n";
    upload(&office, &id, &[("c.txt", mended.as_bytes())]).await;
    work(&site).await;
    let all = receipts(&site, Channel::Inbox).await;
    assert_eq!(all.len(), 2);
    // Only the first version can be late.
    assert_eq!(all[0].subject, "政府信息公开工作年度报告重新报送收件回执");
    assert!(!all[1].text.contains("重新") && !all[1].subject.contains("重新"), "{}", all[1].text);
    for told in ["你单位重新报送的2023年", "第3次报送", "以本次报送的为准", "首次报送日期为2024年1月15日", "按期报送"]
    {
        assert!(all[0].text.contains(told), "{told}: {}", all[0].text);
    }
    assert_eq!(work(&site).await, 0, "nothing is left to do");
}

#[tokio::test]
async fn an_office_that_wants_no_receipts_sends_none() {
    let site = site(Arc::default()).await;
    let administrator = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let page = format!("/office/settings?body={}&group=messages", site.bodies.district);
    assert!(administrator.get(&page).await.text().contains("name=\"receipts\" value=\"true\" checked"));
    let fields = [
        ("body", site.bodies.district.as_str()),
        ("mail", "true"),
        ("quiet_from", "20:00"),
        ("quiet_until", "08:00"),
        ("days_before", "14"),
        ("days_after", "1"),
        ("leader_from_stage", "2"),
        ("remind_again_hours", "12"),
    ];
    let saved = administrator.post("/office/settings/messages", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let (office, id) = collecting(&site).await;
    upload(&office, &id, &[("a.txt", &report(STREET, 2023))]).await;
    work(&site).await;
    assert!(receipts(&site, Channel::Inbox).await.is_empty());
}
