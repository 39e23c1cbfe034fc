//! A district with many bodies and their reports of some years, published.

use std::sync::Arc;

use bytes::Bytes;
use gongkai_app::bodies::{NewBody, enter};
use gongkai_app::{App, Caller, Fixed};
use gongkai_documents::{Fonts, Output, write as write_document};
use gongkai_report::{EditionId, Report, Section, stored, write};
use gongkai_store::blobs::Blobs;
use gongkai_store::bodies::{Kind, Level, Profile};
use gongkai_store::id::{BodyId, PublicationId, ReportId};
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::publications::{self, Publication};
use gongkai_store::reports::{self, Channel, Counts, State};
use gongkai_store::{Database, Transaction, migrations};
use gongkai_testkit::{Figures, names, sample_report};

/// The district and its folder, which goes with it.
pub(crate) struct District {
    pub(crate) app: App,
    pub(crate) bodies: Vec<BodyId>,
    _folder: tempfile::TempDir,
}

impl District {
    /// `count` bodies below one district, each with a report about each of the years.
    pub(crate) async fn new(count: u64, years: &[i16]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("gongkai.db").display());
        let now = "2024-03-01T01:00:00Z".parse().expect("a moment");
        let database = Database::open(&address).await.expect("a database");
        migrations::run(&database, now).await.expect("a schema");
        let blobs = Blobs::in_folder(&folder.path().join("blobs")).expect("blobs");
        let app = App::new(database, blobs, Arc::new(Fixed::at(now)));
        let district = enter_body(&app, "示例区人民政府", Kind::Government, Level::County, None).await;
        let mut bodies = vec![district.clone()];
        for number in 0..count {
            let name =
                format!("{}{}", names::body(number), if number < 40 { String::new() } else { number.to_string() });
            bodies.push(enter_body(&app, &name, Kind::Street, Level::Township, Some(&district)).await);
        }
        let file = file(&sample_report(EditionId::E2021, "青禾街道", 2023, &Figures::consistent(EditionId::E2021, 1)));
        let blob = app.blobs.put(file.clone()).await.expect("a blob");
        let mut transaction = app.database.begin().await.expect("a transaction");
        for (seed, body) in (0..).zip(bodies.iter().skip(1)) {
            for year in years {
                let edition = EditionId::for_year(*year);
                let figures = Figures::consistent(edition, seed * 100 + u64::from(year.unsigned_abs() % 100));
                let report = sample_report(edition, &names::body(seed), *year, &figures);
                publish(&mut transaction, &app, body, *year, &report, &blob).await;
            }
        }
        transaction.commit().await.expect("a commit");
        Self { app, bodies, _folder: folder }
    }
}

fn file(report: &Report) -> Bytes {
    write_document(&write::form(report), Output::Docx, &Fonts::default()).expect("a file").into()
}

async fn enter_body(app: &App, name: &str, kind: Kind, level: Level, parent: Option<&BodyId>) -> BodyId {
    let profile = Profile {
        disclosure_office: "党政综合办公室".to_owned(),
        address: "示例区青禾路1号".to_owned(),
        hours: "工作日 9:00—12:00，13:30—17:00".to_owned(),
        phone: "0000-1234567".to_owned(),
        functions: "依法履行本辖区的公共管理和公共服务职责。".to_owned(),
        units: "综合办公室\n经济发展办公室\n社会事务办公室".to_owned(),
        ..Profile::default()
    };
    let body = NewBody {
        name: name.to_owned(),
        other_names: Vec::new(),
        kind,
        level,
        region_code: None,
        credit_code: None,
        parent: parent.cloned(),
        sort: 0,
        profile,
    };
    enter(app, &Caller::program("bench"), body).await.expect("a body")
}

async fn publish(transaction: &mut Transaction, app: &App, body: &BodyId, year: i16, report: &Report, blob: &str) {
    let now = app.now();
    let title = report.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    let id = ReportId::new(now);
    let row = reports::Report {
        id: id.clone(),
        body: body.clone(),
        year,
        version: 1,
        obligation: None,
        channel: Channel::Upload,
        blob: blob.to_owned(),
        file_name: format!("{title}.docx"),
        format: "docx".to_owned(),
        size_bytes: 12_000,
        state: State::Accepted,
        title: Some(title.clone()),
        engine: None,
        counts: Counts::default(),
        received_at: now,
        received_by: None,
        read_at: None,
    };
    reports::insert(transaction, &row).await.expect("a report");
    let text: Vec<String> = report.sections.iter().map(Section::text).collect();
    let publication = Publication {
        id: PublicationId::new(now),
        body: body.clone(),
        year,
        version: 1,
        report: id,
        title,
        text: text.join("\n"),
        reading: stored::to_json(report),
        published_at: now,
        published_by: "经办人".to_owned(),
        reason: None,
        is_current: true,
    };
    publications::insert(transaction, &publication).await.expect("a publication");
    let event = Event::of(body, "publication", &publication.id, "report_published");
    journal::append(transaction, &Actor::program("bench"), now, event).await.expect("an entry");
}
