//! Things of a body, in the state a route wants them in.

use gongkai_report::EditionId;
use gongkai_store::collections::{self, Collection};
use gongkai_store::findings;
use gongkai_store::id::{BatchId, BodyId, CollectionId, MessageId, ObligationId, ReportId, ReturnId, WebhookId};
use gongkai_store::messages::{self, Channel, Kind, Message};
use gongkai_store::obligations::{self, Owing};
use gongkai_store::people::Role;
use gongkai_store::reports::{self, State};
use gongkai_store::uploads;
use gongkai_store::webhooks::{self, Delivery, Webhook};
use gongkai_testkit::figures::Figures;
use jiff::civil::date;

use super::places::Place;
use crate::collecting::{report, upload, work};
use crate::drafts::hand_in;
use crate::test_app::TestApp;

/// A collection of 2023 that a body runs, on whose roll it stands itself, beside one below it.
pub(crate) async fn collection(site: &TestApp, place: Place) -> (CollectionId, ObligationId) {
    let now = site.app.now();
    let body = place.body(site);
    let known = collections::of_year(&mut &site.app.database, body, 2023).await.unwrap();
    if let Some(known) = known {
        let row = obligations::of_collection_and_body(&mut &site.app.database, &known.id, body).await.unwrap().unwrap();
        return (known.id, row.id);
    }
    let id = CollectionId::new(now);
    let due = "{}".to_owned();
    let collection = Collection {
        id: id.clone(),
        body: body.clone(),
        year: 2023,
        due,
        due_on: None,
        opened_at: now,
        closed_at: None,
    };
    let owing = |body: &BodyId| Owing { id: ObligationId::new(now), body: body.clone(), due_on: date(2024, 1, 31) };
    let own = owing(body);
    let row = own.id.clone();
    let mut transaction = site.app.database.begin().await.unwrap();
    collections::insert(&mut transaction, &collection).await.unwrap();
    obligations::insert(&mut transaction, &id, 2023, &[own, owing(place.member(site))], now).await.unwrap();
    transaction.commit().await.unwrap();
    (id, row)
}

/// An upload nobody knows the body of, and its batch.
pub(crate) async fn doubtful(site: &TestApp, place: Place) -> (uploads::Upload, BatchId) {
    let (collection, _) = collection(site, place).await;
    let supervisor = site.sign_in_as(Role::Supervisor, place.body(site)).await;
    let page = upload(&supervisor, &collection, &[("年报.txt", &report("无名街道", 2023))]).await;
    work(site).await;
    let batch = BatchId::parse(page.rsplit('/').next().unwrap()).unwrap();
    let mut files = uploads::of_batch(&mut &site.app.database, &batch).await.unwrap();
    (files.remove(0).upload, batch)
}

/// A report of a body about 2023 with a wrong total.
pub(crate) async fn faulty(site: &TestApp, body: &BodyId, state: State) -> ReportId {
    let mut figures = Figures::consistent(EditionId::E2021, 7);
    figures.set("t3.total.total", 999.into());
    hand_in(site, body, 2023, &figures, state).await.id
}

/// The same, as an older version of the program read it.
pub(crate) async fn stale(site: &TestApp, body: &BodyId) -> ReportId {
    let id = faulty(site, body, State::Checked).await;
    let reading = reports::reading(&mut &site.app.database, &id).await.unwrap().unwrap();
    let counts = reports::Counts::default();
    let old = reports::Reading { title: None, reading, engine: "0.0.1".to_owned(), counts, at: site.app.now() };
    let mut transaction = site.app.database.begin().await.unwrap();
    reports::set_reading(&mut transaction, &id, &old).await.unwrap();
    transaction.commit().await.unwrap();
    id
}

/// One of its findings: id and fingerprint.
pub(crate) async fn finding(site: &TestApp, report: &ReportId) -> (String, String) {
    let mut found = findings::of_report(&mut &site.app.database, report).await.unwrap();
    found.retain(|finding| finding.severity == "error");
    let finding = found.remove(0);
    (finding.id.to_string(), finding.fingerprint)
}

/// A report returned to its body.
pub(crate) async fn returned(site: &TestApp, place: Place) -> ReturnId {
    let report = faulty(site, place.body(site), State::Checked).await;
    let supervisor = site.sign_in_as(Role::Supervisor, place.body(site)).await;
    let fields = [("note", "请核对"), ("due_on", "2024-01-25")];
    let answer = supervisor.post(&format!("/office/reports/{report}/return"), &fields).await;
    ReturnId::parse(answer.header("location").rsplit('/').next().unwrap()).unwrap()
}

/// A message to a body.
pub(crate) async fn message(site: &TestApp, place: Place, channel: Channel, state: messages::State) -> MessageId {
    let now = site.app.now();
    let message = Message {
        id: MessageId::new(now),
        body: place.body(site).clone(),
        from: None,
        collection: None,
        kind: Kind::Receipt,
        stage: 0,
        once: None,
        channel,
        address: if channel == Channel::Inbox { String::new() } else { "officer@example.test".to_owned() },
        subject: "培训通知".to_owned(),
        text: "请派员参加。".to_owned(),
        state,
        attempts: 1,
        not_before: now,
        sent_at: None,
        read_at: None,
        problem: None,
        created_at: now,
        created_by: "test".to_owned(),
    };
    let mut transaction = site.app.database.begin().await.unwrap();
    messages::insert(&mut transaction, &message).await.unwrap();
    transaction.commit().await.unwrap();
    message.id
}

/// A webhook told of a body's publications, and a delivery that failed.
pub(crate) async fn webhook(site: &TestApp, place: Place) -> (WebhookId, String) {
    let now = site.app.now();
    let webhook = Webhook {
        id: WebhookId::new(now),
        body: place.body(site).clone(),
        url: "https://example.test/hook".to_owned(),
        secret: "0123456789abcdef".to_owned(),
        active: true,
        gone_at: None,
        created_at: now,
        created_by: "test".to_owned(),
    };
    let delivery = Delivery {
        id: format!("delivery-{}", webhook.id),
        webhook: webhook.id.clone(),
        event: "report_published".to_owned(),
        payload: "{}".to_owned(),
        state: "failed".to_owned(),
        attempts: 1,
        status: None,
        problem: None,
        created_at: now,
        finished_at: Some(now),
    };
    let mut transaction = site.app.database.begin().await.unwrap();
    webhooks::insert(&mut transaction, &webhook).await.unwrap();
    webhooks::insert_delivery(&mut transaction, &delivery).await.unwrap();
    transaction.commit().await.unwrap();
    (webhook.id, delivery.id)
}
