//! A site on which reports are published.

use bytes::Bytes;
use gongkai_documents::{Fonts, Output, write as write_document};
use gongkai_report::{EditionId, Report, stored, write};
use gongkai_store::id::{BodyId, CollectionId, ObligationId, PublicationId, ReportId};
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::publications::{self, Publication};
use gongkai_store::reports::{self, Channel, Counts, State};
use gongkai_store::values;
use gongkai_testkit::{Figures, sample_report};

use crate::test_app::TestApp;

/// What was published: whose, about which year, what it says.
pub(crate) struct Issue {
    pub(crate) body: BodyId,
    pub(crate) year: i16,
    pub(crate) report: Report,
    pub(crate) file: Vec<u8>,
}

/// A site with reports: the street 2020 to 2023 (2020 by the old form, 2022 in two versions), the township 2023, the
/// district 2023; the bureau owes one about 2023.
pub(crate) async fn printed() -> (TestApp, Vec<Issue>) {
    let site = TestApp::new().await;
    let (street, township, district) =
        (site.bodies.street.clone(), site.bodies.township.clone(), site.bodies.district.clone());
    let issues = vec![
        publish(&site, &street, "青禾街道", 2020, 1, None).await,
        publish(&site, &street, "青禾街道", 2021, 2, None).await,
        publish(&site, &street, "青禾街道", 2022, 3, None).await,
        publish(&site, &street, "青禾街道", 2022, 4, Some("表三一处数字有误")).await,
        publish(&site, &street, "青禾街道", 2023, 5, None).await,
        publish(&site, &township, "云溪镇", 2023, 6, None).await,
        publish(&site, &district, "示例区", 2023, 7, None).await,
    ];
    owe(&site, 2023, &[&street, &township, &site.bodies.bureau]).await;
    (site, issues)
}

/// Publishes a report whose figures follow from a seed.
pub(crate) async fn publish(
    site: &TestApp,
    body: &BodyId,
    name: &str,
    year: i16,
    seed: u64,
    reason: Option<&str>,
) -> Issue {
    let edition = EditionId::for_year(year);
    let report = sample_report(edition, name, year, &Figures::consistent(edition, seed));
    let file = write_document(&write::form(&report), Output::Docx, &Fonts::default()).unwrap();
    put(site, body, year, &report, &file, reason).await;
    Issue { body: body.clone(), year, report, file }
}

/// Publishes a report as it is.
pub(crate) async fn put(site: &TestApp, body: &BodyId, year: i16, report: &Report, file: &[u8], reason: Option<&str>) {
    let now = site.app.now();
    let blob = site.app.blobs.put(Bytes::copy_from_slice(file)).await.unwrap();
    let mut transaction = site.app.database.begin().await.unwrap();
    let version = reports::next_version(&mut transaction, body, year).await.unwrap();
    let title = report.title.as_ref().map(|title| title.text.clone()).unwrap();
    let id = ReportId::new(now);
    let row = reports::Report {
        id: id.clone(),
        body: body.clone(),
        year,
        version,
        obligation: None,
        channel: Channel::Upload,
        blob,
        file_name: format!("{title}.docx"),
        format: "docx".to_owned(),
        size_bytes: i64::try_from(file.len()).unwrap(),
        state: State::Accepted,
        title: Some(title.clone()),
        engine: None,
        counts: Counts::default(),
        received_at: now,
        received_by: None,
        read_at: None,
    };
    reports::insert(&mut transaction, &row).await.unwrap();
    let text: Vec<String> = report.sections.iter().map(gongkai_report::Section::text).collect();
    let publication = Publication {
        id: PublicationId::new(now),
        body: body.clone(),
        year,
        version,
        report: id,
        title,
        text: text.join("\n"),
        reading: stored::to_json(report),
        published_at: now,
        published_by: "经办人".to_owned(),
        reason: reason.map(str::to_owned),
        is_current: true,
    };
    publications::insert(&mut transaction, &publication).await.unwrap();
    let event = Event::of(body, "publication", &publication.id, "report_published");
    journal::append(&mut transaction, &Actor::program("test"), now, event).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Bodies owe a report about a year.
pub(crate) async fn owe(site: &TestApp, year: i16, bodies: &[&BodyId]) {
    let now = site.app.now();
    let mut transaction = site.app.database.begin().await.unwrap();
    let collection = CollectionId::new(now);
    transaction
        .execute(
            "INSERT INTO collections (id, body_id, year, due, opened_at) VALUES ($1, $2, $3, '{}', $4)",
            values![&collection, &site.bodies.district, year, now],
        )
        .await
        .unwrap();
    for body in bodies {
        let due: jiff::civil::Date = "2024-01-31".parse().unwrap();
        transaction
            .execute(
                "INSERT INTO obligations (id, collection_id, body_id, year, due_on, state, updated_at)
                 VALUES ($1, $2, $3, $4, $5, 'owed', $6)",
                values![&ObligationId::new(now), &collection, *body, year, due, now],
            )
            .await
            .unwrap();
    }
    note(&mut transaction, site, "collection_opened").await;
    transaction.commit().await.unwrap();
}

/// An entry in the journal.
pub(crate) async fn note(transaction: &mut gongkai_store::Transaction, site: &TestApp, action: &'static str) {
    let event = Event::of(&site.bodies.district, "test", "1", action);
    journal::append(transaction, &Actor::program("test"), site.app.now(), event).await.unwrap();
}
