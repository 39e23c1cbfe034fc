//! What tests of a year's collection need: a supervising office, bodies, files, jobs done.

use std::io::{Cursor, Write as _};

use axum::http::StatusCode;
use gongkai_app::bodies::{NewBody, enter};
use gongkai_app::{Caller, jobs};
use gongkai_report::EditionId;
use gongkai_store::bodies::{Kind, Level, Profile};
use gongkai_store::id::{BodyId, CollectionId};
use gongkai_store::obligations::{self, Listed};
use gongkai_testkit::{Figures, Layout, layout, names, sample_report};
use zip::write::SimpleFileOptions;

use crate::test_app::{Browser, TestApp};

/// Opens a collection of a year as a supervisor would; its id.
pub(crate) async fn open(browser: &Browser<'_>, body: &BodyId, year: i16) -> CollectionId {
    let year = year.to_string();
    let kinds = ["government", "department", "street", "township", "institution"].map(|kind| ("kinds", kind));
    let fields = [[("body", body.as_str()), ("year", &year), ("late_is_meant", "yes")].as_slice(), &kinds].concat();
    let answer = browser.post("/office/collections/new", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    CollectionId::parse(answer.header("location").rsplit('/').next().unwrap()).unwrap()
}

/// Enters a body below another.
pub(crate) async fn body(site: &TestApp, name: &str, kind: Kind, parent: &BodyId) -> BodyId {
    let new = NewBody {
        name: name.to_owned(),
        other_names: Vec::new(),
        kind,
        level: if kind == Kind::Department { Level::County } else { Level::Township },
        region_code: None,
        credit_code: None,
        parent: Some(parent.clone()),
        sort: 0,
        profile: Profile::default(),
    };
    enter(&site.app, &Caller::program("test"), new).await.unwrap()
}

/// Body number `index` of the corpus.
pub(crate) async fn corpus_body(site: &TestApp, index: u64, parent: &BodyId) -> BodyId {
    let name = names::body(index);
    let kind = match name.chars().last() {
        Some('道') => Kind::Street,
        Some('镇' | '乡') => Kind::Township,
        _ => Kind::Department,
    };
    body(site, &name, kind, parent).await
}

/// The report of a body about a year, as plain text with nothing wrong.
pub(crate) fn report(name: &str, year: i16) -> Vec<u8> {
    let edition = EditionId::for_year(year);
    let figures = Figures::consistent(edition, 7);
    layout::text(&sample_report(edition, name, year, &figures), Layout::EvenTabRows).into_bytes()
}

/// A zip archive whose names are GBK without saying so, as Chinese Windows makes them.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The writer takes text only: names are written in ASCII of the same length and exchanged afterwards.
    let stand_in = |index: usize, length: usize| format!("{:x<length$}", format!("N{index}n"));
    for (index, (name, bytes)) in files.iter().enumerate() {
        let gbk = encoding_rs::GBK.encode(name).0;
        writer.start_file(stand_in(index, gbk.len()), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    let mut packed = writer.finish().unwrap().into_inner();
    for (index, (name, _)) in files.iter().enumerate() {
        let gbk = encoding_rs::GBK.encode(name).0;
        let wanted = stand_in(index, gbk.len());
        let mut from = 0;
        while let Some(at) = packed[from..].windows(wanted.len()).position(|window| window == wanted.as_bytes()) {
            packed[from + at..from + at + gbk.len()].copy_from_slice(&gbk);
            from += at + gbk.len();
        }
    }
    packed
}

/// Does everything in the queue.
pub(crate) async fn work(site: &TestApp) -> usize {
    jobs::run_all_due(&site.app).await.unwrap()
}

/// The roll as it is kept.
pub(crate) async fn roll(site: &TestApp, id: &CollectionId) -> Vec<Listed> {
    obligations::listed(&mut &site.app.database, id).await.unwrap()
}

/// One row of it.
pub(crate) async fn row(site: &TestApp, id: &CollectionId, body: &BodyId) -> Listed {
    roll(site, id).await.into_iter().find(|row| row.obligation.body == *body).unwrap()
}

/// Uploads files as a browser without scripts would; the address of the batch's page.
pub(crate) async fn upload(browser: &Browser<'_>, id: &CollectionId, files: &[(&str, &[u8])]) -> String {
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|(name, bytes)| ("files", *name, *bytes)).collect();
    let answer = browser.post_files(&format!("/office/collections/{id}/uploads"), &[], &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}
