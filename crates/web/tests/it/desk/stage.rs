//! Reports of invented bodies, received and checked.

use bytes::Bytes;
use gongkai_app::desk::{NewVersion, enter_version, read_bytes};
use gongkai_app::{Caller, settings};
use gongkai_documents::{Fonts, Output, write as write_document};
use gongkai_report::{Cell, CellAddress, EditionId, Report, write};
use gongkai_store::bodies;
use gongkai_store::findings::{self, Finding};
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::reports::{self, Channel};
use gongkai_testkit::figures::Figures;
use gongkai_testkit::sample::sample_report;

use crate::test_app::TestApp;

/// A report about 2023 with nothing wrong, as the body would write it.
pub(crate) fn clean(body: &str) -> Report {
    sample_report(EditionId::E2021, body, 2023, &Figures::consistent(EditionId::E2021, 7))
}

/// The same with a total of table 3 that is one too many.
pub(crate) fn faulty(body: &str) -> Report {
    let mut report = clean(body);
    let total = report.cells.number(TOTAL).unwrap();
    report.cells.0.insert(CellAddress::parse(TOTAL).unwrap(), Cell::of(total + rust_decimal::Decimal::ONE));
    report
}

/// The cell that is wrong in [`faulty`] reports.
pub(crate) const TOTAL: &str = "t3.total.total";

/// What ought to stand there.
pub(crate) fn right_total() -> String {
    clean("青禾街道").cells.number(TOTAL).unwrap().normalize().to_string()
}

/// A report as docx.
pub(crate) fn docx(report: &Report) -> Vec<u8> {
    write_document(&write::form(report), Output::Docx, &Fonts::default()).unwrap()
}

/// A report received from a body.
pub(crate) async fn received(site: &TestApp, body: &BodyId, report: &Report) -> ReportId {
    received_file(site, body, docx(report), "docx").await
}

/// A report received from a body as a file of a format.
pub(crate) async fn received_file(site: &TestApp, body: &BodyId, bytes: Vec<u8>, format: &str) -> ReportId {
    let bytes = Bytes::from(bytes);
    let size_bytes = i64::try_from(bytes.len()).unwrap();
    let blob = site.app.blobs.put(bytes.clone()).await.unwrap();
    let (_, read) = read_bytes(bytes).await.unwrap().unwrap();
    let body = bodies::by_id(&mut &site.app.database, body).await.unwrap();
    let settings = settings::check_settings(&site.app, &body).await.unwrap();
    let new = NewVersion {
        year: 2023,
        channel: Channel::Upload,
        blob,
        file_name: format!("青禾街道2023年报.{format}"),
        format: format.to_owned(),
        size_bytes,
        read,
    };
    let mut transaction = site.app.database.begin().await.unwrap();
    let caller = Caller::program("test");
    let row = enter_version(&mut transaction, &caller, &body, &settings, new, site.app.now()).await.unwrap();
    transaction.commit().await.unwrap();
    row.id
}

/// A report of 青禾街道 with a wrong total.
pub(crate) async fn faulty_report(site: &TestApp) -> ReportId {
    received(site, &site.bodies.street, &faulty("青禾街道")).await
}

/// A report of 青禾街道 with nothing wrong.
pub(crate) async fn clean_report(site: &TestApp) -> ReportId {
    received(site, &site.bodies.street, &clean("青禾街道")).await
}

/// A report's findings.
pub(crate) async fn found(site: &TestApp, id: &ReportId) -> Vec<Finding> {
    findings::of_report(&mut &site.app.database, id).await.unwrap()
}

/// A report's errors.
pub(crate) async fn errors(site: &TestApp, id: &ReportId) -> Vec<Finding> {
    found(site, id).await.into_iter().filter(|finding| finding.severity == "error").collect()
}

/// A report as it stands.
pub(crate) async fn row(site: &TestApp, id: &ReportId) -> reports::Report {
    reports::by_id(&mut &site.app.database, id).await.unwrap()
}

/// How often an action is in the journal.
pub(crate) async fn journalled(site: &TestApp, action: &str) -> usize {
    let filter = gongkai_store::journal::Filter { action: Some(action.to_owned()), ..Default::default() };
    gongkai_store::journal::entries(&mut &site.app.database, &filter, 99).await.unwrap().len()
}
