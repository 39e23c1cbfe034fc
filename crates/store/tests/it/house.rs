//! A small house for tests: bodies, reports of theirs, findings.

use gongkai_store::attachments::{Attachment, Seen};
use gongkai_store::bodies::{self, Body, Kind, Level, Profile};
use gongkai_store::findings::{self, Finding};
use gongkai_store::id::{BodyId, FindingId, PersonId, ReportId};
use gongkai_store::reports::{self, Channel, Counts, Report, State};
use gongkai_store::{Database, Transaction, values};

use crate::databases::now;

/// A body, entered.
pub(crate) async fn body(database: &Database, name: &str, parent: Option<&Body>) -> Body {
    let id = BodyId::new(now());
    let body = Body {
        path: format!("{}{id}/", parent.map_or("", |parent| parent.path.as_str())),
        id,
        name: name.to_owned(),
        other_names: Vec::new(),
        kind: Kind::Street,
        level: Level::Township,
        region_code: None,
        credit_code: None,
        parent: parent.map(|parent| parent.id.clone()),
        supervisor: None,
        sort: 0,
        active: true,
        closed_on: None,
        former_names: std::collections::BTreeMap::new(),
        successor: None,
        profile: Profile::default(),
        created_at: now(),
        updated_at: now(),
    };
    let mut transaction = database.begin().await.unwrap();
    bodies::insert(&mut transaction, &body).await.unwrap();
    transaction.commit().await.unwrap();
    body
}

/// What takes a step of the schema back, by the step's number; those left out changed no column.
const BACK: [(i64, &str); 14] = [
    (11, "ALTER TABLE drafts DROP COLUMN signed_as"),
    (12, "ALTER TABLE drafts DROP COLUMN correction_note"),
    (12, "ALTER TABLE reports DROP COLUMN correction_note"),
    (13, "ALTER TABLE bodies DROP COLUMN closed_on"),
    (13, "ALTER TABLE bodies DROP COLUMN successor_id"),
    (14, "ALTER TABLE bodies DROP COLUMN former_names"),
    (15, "ALTER TABLE reports DROP COLUMN explanation"),
    (15, "ALTER TABLE reports DROP COLUMN absent"),
    (15, "ALTER TABLE reports DROP COLUMN absent_reason"),
    (15, "ALTER TABLE reports DROP COLUMN submitted_by"),
    (15, "ALTER TABLE reports DROP COLUMN submitted_at"),
    (16, "ALTER TABLE drafts DROP COLUMN sums"),
    (16, "ALTER TABLE drafts DROP COLUMN override_reason"),
    (16, "ALTER TABLE reports DROP COLUMN sums"),
];

/// Takes a step and those after it back, so that they are taken again.
pub(crate) async fn take_back(on: &mut Transaction, step: i64) {
    for (_, text) in BACK.iter().filter(|(of, _)| *of >= step) {
        on.execute(text, values![]).await.unwrap();
    }
    on.execute("DELETE FROM schema_steps WHERE number >= $1", values![step]).await.unwrap();
}

/// A file that goes public with a report.
pub(crate) fn attachment() -> Attachment {
    Attachment {
        blob: "00".to_owned(),
        name: "附件.pdf".to_owned(),
        size_bytes: 7,
        at: now(),
        by: "经办人".to_owned(),
        seen: Seen::WithReport,
        looked: None,
    }
}

/// A version of a body's report, checked.
pub(crate) fn report(body: &Body, year: i16, version: i64) -> Report {
    Report {
        id: ReportId::new(now()),
        body: body.id.clone(),
        year,
        version,
        obligation: None,
        channel: Channel::Upload,
        blob: format!("blob{version}"),
        file_name: "年报.docx".to_owned(),
        format: "docx".to_owned(),
        size_bytes: 4096,
        state: State::Checked,
        title: None,
        engine: None,
        counts: Counts::default(),
        received_at: now(),
        received_by: Some("经办人".to_owned()),
        read_at: None,
    }
}

/// The same, entered.
pub(crate) async fn entered(database: &Database, body: &Body, year: i16, version: i64) -> Report {
    let report = report(body, year, version);
    let mut transaction = database.begin().await.unwrap();
    reports::insert(&mut transaction, &report).await.unwrap();
    transaction.commit().await.unwrap();
    report
}

/// A finding; its fingerprint is its rule and its number.
pub(crate) fn finding(report: &Report, ordinal: i64, code: &str, severity: &str) -> Finding {
    Finding {
        id: FindingId::new(now()),
        report: report.id.clone(),
        ordinal,
        code: code.to_owned(),
        severity: severity.to_owned(),
        fingerprint: format!("{code}-{ordinal}"),
        finding: format!(r#"{{"code":"{code}","words":"它说“是'”\\n"}}"#),
    }
}

/// Findings given to a report.
pub(crate) async fn found(database: &Database, report: &Report, findings: &[Finding]) {
    let mut transaction = database.begin().await.unwrap();
    findings::replace(&mut transaction, &report.id, findings).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Somebody.
pub(crate) fn person() -> PersonId {
    PersonId::new(now())
}

/// Changes in a transaction of their own.
pub(crate) async fn changing(database: &Database, change: impl AsyncFnOnce(&mut Transaction)) {
    let mut transaction = database.begin().await.unwrap();
    change(&mut transaction).await;
    transaction.commit().await.unwrap();
}
