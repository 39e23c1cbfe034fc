use std::collections::BTreeMap;

use axum::http::StatusCode;
use gongkai_app::desk::{self, Correcting, Deciding, Wanted};
use gongkai_store::findings::{self, Decided};
use gongkai_store::id::{BatchId, UploadId};
use gongkai_store::obligations::State;
use gongkai_store::people::Role;
use gongkai_store::reports;
use gongkai_store::uploads::{self, Listed, State as FileState};
use gongkai_testkit::corpus;

use crate::collecting::{corpus_body, open, report, row, upload, work, zip};
use crate::test_app::{Browser, TestApp};

async fn files(site: &TestApp, batch_page: &str) -> Vec<Listed> {
    let batch = BatchId::parse(batch_page.rsplit('/').next().unwrap()).unwrap();
    uploads::of_batch(&mut &site.app.database, &batch).await.unwrap()
}

async fn one(site: &TestApp, batch_page: &str) -> uploads::Upload {
    let mut files = files(site, batch_page).await;
    assert_eq!(files.len(), 1);
    files.remove(0).upload
}

fn code(upload: &uploads::Upload) -> &str {
    upload.problem.as_ref().map_or("", |problem| problem.code.as_str())
}

async fn supervisor(site: &TestApp) -> Browser<'_> {
    site.sign_in_as(Role::Supervisor, &site.bodies.district).await
}

#[tokio::test]
async fn two_hundred_files_at_once_are_all_accounted_for() {
    const LOOSE: u64 = 130;
    const PACKED: u64 = 65;
    let site = TestApp::new().await;
    let top = &site.bodies.foreign_district;
    let mut bodies = BTreeMap::new();
    for index in 0..LOOSE + PACKED {
        bodies.insert(index, corpus_body(&site, index, top).await);
    }
    let office = site.sign_in_as(Role::Supervisor, top).await;
    let id = open(&office, top, corpus::YEAR).await;
    let members: Vec<corpus::Member> = corpus::members(42, LOOSE + PACKED).collect();
    let (loose, packed) = members.split_at(usize::try_from(LOOSE).unwrap());
    let packed: Vec<(String, &[u8])> =
        packed.iter().map(|member| (format!("各单位/{}", member.file_name), member.bytes.as_slice())).collect();
    let packed: Vec<(&str, &[u8])> = packed.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let archive = zip(&packed);
    let strange = report("鸿雁滩街道", corpus::YEAR);
    let mut sent: Vec<(&str, &[u8])> =
        loose.iter().map(|member| (member.file_name.as_str(), member.bytes.as_slice())).collect();
    sent.push(("各单位年报.zip", &archive));
    sent.push(("又一次.docx", &loose[0].bytes));
    sent.push(("封面.png", b"\x89PNG\r\n\x1a\n0000"));
    sent.push(("空.docx", b""));
    sent.push(("不在名册.txt", &strange));
    let page = upload(&office, &id, &sent).await;
    // The request stores and does nothing else.
    let waiting = files(&site, &page).await;
    assert_eq!(waiting.len(), sent.len());
    assert!(waiting.iter().all(|file| file.upload.state == FileState::Waiting));
    let progress = office.get(&format!("{page}/progress")).await.json();
    assert_eq!((progress["state"].as_str(), progress["done"].as_u64()), (Some("running"), Some(0)));
    assert!(office.get(&page).await.text().contains("data-progress-url"));

    work(&site).await;

    let progress = office.get(&format!("{page}/progress")).await.json();
    let total = u64::try_from(sent.len()).unwrap() + PACKED;
    assert_eq!(
        (progress["state"].as_str(), progress["done"].as_u64(), progress["total"].as_u64()),
        (Some("done"), Some(total), Some(total))
    );
    let files = files(&site, &page).await;
    let named = |name: &str| &files.iter().find(|file| file.upload.name == name).unwrap().upload;
    assert_eq!(named("各单位年报.zip").state, FileState::Unpacked);
    assert_eq!(
        (named("又一次.docx").state, code(named("又一次.docx"))),
        (FileState::Duplicate, "upload-duplicate-report")
    );
    assert_eq!((named("封面.png").state, code(named("封面.png"))), (FileState::Unreadable, "file-foreign"));
    assert_eq!((named("空.docx").state, code(named("空.docx"))), (FileState::Unreadable, "file-empty"));
    assert_eq!(named("不在名册.txt").state, FileState::Doubtful);
    // Every sound member is its body's report, whether it came loose or packed under a GBK name.
    for (member, index) in members.iter().zip(0..) {
        let file = files.iter().find(|file| file.upload.name.ends_with(&member.file_name));
        let file = &file.unwrap_or_else(|| panic!("{} is lost", member.file_name)).upload;
        assert!(matches!(file.state, FileState::Matched | FileState::Doubtful), "{file:?}");
        if member.defects.is_empty() {
            assert_eq!(file.body.as_ref(), bodies.get(&index), "{file:?}");
            let row = row(&site, &id, &bodies[&index]).await;
            assert_eq!(row.obligation.state, State::Checked, "{}", member.file_name);
            let kept = reports::by_id(&mut &site.app.database, file.report.as_ref().unwrap()).await.unwrap();
            assert_eq!((kept.year, kept.size_bytes), (corpus::YEAR, i64::try_from(member.bytes.len()).unwrap()));
        }
    }
    // Page after page, each file once; the counts are of all.
    let mut shown = String::new();
    let (mut next, mut pages) = (page.clone(), 0);
    loop {
        let text = office.get(&next).await.text();
        assert!(text.contains(&format!("全部 <span class=\"count\">{total}</span>")), "{text}");
        let link = text.split("rel=\"next\"").next().filter(|before| before.len() < text.len());
        let link = link.map(|before| before.rsplit("href=\"").next().unwrap().split('"').next().unwrap());
        let link = link.map(|link| link.replace("&#38;", "&").replace("&amp;", "&"));
        pages += 1;
        shown.push_str(&text);
        match link {
            Some(link) => next = link,
            None => break,
        }
    }
    assert_eq!(pages, 2, "{total}");
    for file in &files {
        let link = format!("<th scope=\"row\"><a href=\"/office/uploads/{}\">", file.upload.id);
        assert_eq!(shown.matches(&link).count(), 1, "{}", file.upload.name);
    }
    let failed = office.get(&format!("{page}?show=failed")).await.text();
    assert!(failed.contains("空.docx") && !failed.contains("不在名册.txt"), "{failed}");
    let doubtful = office.get(&format!("{page}?show=doubtful")).await.text();
    assert!(!doubtful.contains("空.docx") && doubtful.contains("不在名册.txt"), "{doubtful}");
    for words in ["文件内容为“png 图片”", "文件是空的", "待确认", "是同一个文件", "内有 65 个文件"]
    {
        assert!(shown.contains(words), "{words}");
    }
    // A text copied from the neighbour is found although both came in the same moment.
    let copied = members.iter().zip(0..).filter(|(member, _)| member.defects == [corpus::Defect::TextCopied]);
    for (_, index) in copied {
        let report = row(&site, &id, &bodies[&index]).await.obligation.report;
        let Some(report) = report else { continue };
        let found = findings::of_report(&mut &site.app.database, &report).await.unwrap();
        assert!(found.iter().any(|finding| finding.code == "copied-in-batch"), "{index}: {found:?}");
    }
}

#[tokio::test]
async fn a_file_sent_again_under_the_same_key_is_taken_once() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await.with("accept", "application/json").with("idempotency-key", "try-1");
    let id = open(&office, &site.bodies.district, 2023).await;
    let path = format!("/office/collections/{id}/uploads");
    let batch = BatchId::new(site.app.now()).to_string();
    let bytes = report("青禾街道", 2023);
    let send = async || office.post_files(&path, &[("batch", &batch)], &[("files", "青禾街道.txt", &bytes)]).await;
    let first = send().await;
    assert_eq!(
        (first.status, first.json()["outcome"].as_str()),
        (StatusCode::OK, Some("received")),
        "{}",
        first.text()
    );
    work(&site).await;
    let again = send().await.json();
    assert_eq!((again["outcome"].as_str(), &again["href"]), (Some("received"), &first.json()["href"]));
    assert_eq!(files(&site, &batch).await.len(), 1);
    // Nobody else adds to the batch.
    let other = site.sign_in_as(Role::Supervisor, &site.bodies.city).await;
    let answer = other.post_files(&path, &[("batch", &batch)], &[("files", "a.txt", b"a")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let nothing = office.post_files(&path, &[("batch", &batch)], &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nothing.text());
    assert_eq!(nothing.json()["errors"][0]["field"], "files");
}

#[tokio::test]
async fn a_person_settles_what_is_doubtful() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let page = upload(&office, &id, &[("年报.txt", &report("青禾街道分部", 2023))]).await;
    work(&site).await;
    let file = one(&site, &page).await;
    assert_eq!(file.state, FileState::Doubtful, "{file:?}");
    let path = format!("/office/uploads/{}", file.id);
    let shown = office.get(&path).await.text();
    assert!(shown.contains("这是哪个机关的年报") && shown.contains("识别依据"), "{shown}");
    let kept = office.get(&format!("{path}/file")).await;
    assert_eq!(kept.bytes.as_ref(), report("青禾街道分部", 2023));
    assert!(kept.header("content-disposition").starts_with("attachment"));
    let assign = async |body: &str, year: &str| {
        office.post(&format!("{path}/assign"), &[("body", body), ("year", year)]).await.status
    };
    assert_eq!(assign("", "2023").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(assign(site.bodies.foreign_street.as_str(), "2023").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(assign(site.bodies.street.as_str(), "2021").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(assign(site.bodies.street.as_str(), "2023").await, StatusCode::SEE_OTHER);
    work(&site).await;
    assert_eq!(row(&site, &id, &site.bodies.street).await.obligation.state, State::Checked);
    assert_eq!(assign(site.bodies.street.as_str(), "2023").await, StatusCode::CONFLICT);

    let page = upload(&office, &id, &[("通知.txt", "关于报送材料的通知，请各单位抓紧。".as_bytes())]).await;
    work(&site).await;
    let notice = one(&site, &page).await;
    assert_eq!((notice.state, code(&notice)), (FileState::Doubtful, "upload-no-report"));
    let path = format!("/office/uploads/{}/set-aside", notice.id);
    assert_eq!(office.post(&path, &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(office.post(&path, &[("reason", "不是年报")]).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(&page).await.text().contains("已搁置：不是年报"));
    let journal = office.get("/office/journal").await.text();
    assert!(journal.contains("已搁置：不是年报") && !journal.contains("upload-no-report"), "{journal}");
}

#[tokio::test]
async fn of_two_files_of_a_body_sent_together_the_second_is_asked_about() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let other = [report("青禾街道", 2023), "\n修改稿\n".as_bytes().to_vec()].concat();
    let page =
        upload(&office, &id, &[("青禾街道.txt", &report("青禾街道", 2023)), ("青禾街道（修改）.txt", &other)]).await;
    work(&site).await;
    let listed = files(&site, page.rsplit('/').next().unwrap()).await;
    let states: Vec<FileState> = listed.iter().map(|file| file.upload.state).collect();
    assert_eq!(states.iter().filter(|state| **state == FileState::Matched).count(), 1, "{states:?}");
    let doubtful = listed.iter().find(|file| file.upload.state == FileState::Doubtful).unwrap();
    assert_eq!(code(&doubtful.upload), "upload-two-at-once");
    assert!(office.get(&page).await.text().contains("同一批中还有这个机关 2023 年度的另一个文件"));
    assert_eq!(row(&site, &id, &site.bodies.street).await.version, Some(1));
}

#[tokio::test]
async fn a_year_the_file_does_not_tell_is_asked_about() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    open(&office, &site.bodies.district, 2022).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let page = upload(&office, &id, &[("年报.txt", &report("青禾街道分部", 2023))]).await;
    work(&site).await;
    let path = format!("/office/uploads/{}", one(&site, &page).await.id);
    let fields = [("body", site.bodies.street.as_str()), ("year", "2022"), ("certain", "yes")];
    let asked = office.post(&format!("{path}/assign"), &fields[..2]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = asked.text();
    assert!(text.contains("文件中写的是 2023 年") && text.contains("name=\"certain\""), "{text}");
    assert!(!office.get(&path).await.text().contains("name=\"certain\""));
    assert_eq!(office.post(&format!("{path}/assign"), &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(one(&site, &page).await.year, Some(2022));
}

#[tokio::test]
async fn a_title_that_names_another_and_a_version_that_goes_are_asked_about() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    upload(&office, &id, &[("青禾街道.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    let page = upload(&office, &id, &[("年报.txt", &report("云水街道", 2023))]).await;
    work(&site).await;
    let path = format!("/office/uploads/{}", one(&site, &page).await.id);
    let assign = async |fields: &[(&str, &str)]| office.post(&format!("{path}/assign"), fields).await;
    let fields = [("body", site.bodies.street.as_str()), ("year", "2023"), ("certain", "yes")];
    let asked = assign(&fields[..2]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = asked.text();
    for words in ["文件标题写的是“云水街道”", "已有第 1 版报告（2024-01-15 收到）", "name=\"certain\""]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(row(&site, &id, &site.bodies.street).await.version, Some(1));
    assert_eq!(assign(&fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(row(&site, &id, &site.bodies.street).await.version, Some(2));
    assert!(office.get(&path).await.text().contains("/take-back\""));
    work(&site).await;
    // Accepted, it is not taken back any more; what would come in its place is asked about together.
    let accepted = row(&site, &id, &site.bodies.street).await.obligation.report.unwrap();
    let accept = format!("/office/reports/{accepted}/accept");
    assert_eq!(office.post(&accept, &[("reason", "已核实")]).await.status, StatusCode::SEE_OTHER);
    assert!(!office.get(&path).await.text().contains("/take-back\""));
    let other = [report("云水街道", 2023), "\n另附说明。".as_bytes().to_vec()].concat();
    let page = upload(&office, &id, &[("又一份.txt", &other)]).await;
    work(&site).await;
    let path = format!("/office/uploads/{}", one(&site, &page).await.id);
    let text = office.post(&format!("{path}/assign"), &fields[..2]).await.text();
    assert!(text.contains("文件标题写的是“云水街道") && text.contains("报告已经接收"), "{text}");
    assert!(!text.contains("已有第 2 版报告"), "{text}");
}

#[tokio::test]
async fn a_report_of_another_year_finds_its_own_roll() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let page = upload(&office, &id, &[("年报.txt", &report("云溪镇", 2022))]).await;
    work(&site).await;
    let file = one(&site, &page).await;
    assert_eq!((file.state, code(&file)), (FileState::Doubtful, "upload-other-year"));
    let before = open(&office, &site.bodies.district, 2022).await;
    let again = format!("/office/uploads/{}/look-again", file.id);
    assert_eq!(office.post(&again, &[]).await.status, StatusCode::SEE_OTHER);
    work(&site).await;
    let file = one(&site, &page).await;
    assert_eq!((file.state, file.year), (FileState::Matched, Some(2022)), "{file:?}");
    assert_eq!(row(&site, &before, &site.bodies.township).await.obligation.state, State::Checked);
    assert_eq!(row(&site, &id, &site.bodies.township).await.obligation.state, State::Owed);
}

#[tokio::test]
async fn an_archive_in_an_archive_is_opened_and_no_deeper() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let (street, town) = (report("青禾街道", 2023), report("云溪镇", 2023));
    let innermost = zip(&[("云溪镇.txt", &town)]);
    let inner = zip(&[("街道/青禾街道.txt", &street), ("最里面.zip", &innermost), ("Thumbs.db", b"x")]);
    let outer = zip(&[("里面.zip", &inner)]);
    let page = upload(&office, &id, &[("外面.zip", &outer), ("坏.zip", b"PK\x03\x04broken")]).await;
    work(&site).await;
    let files = files(&site, &page).await;
    let told: BTreeMap<&str, (FileState, &str)> =
        files.iter().map(|file| (file.upload.name.as_str(), (file.upload.state, code(&file.upload)))).collect();
    let expected = BTreeMap::from([
        ("外面.zip", (FileState::Unpacked, "upload-unpacked")),
        ("外面.zip/里面.zip", (FileState::Unpacked, "upload-unpacked")),
        ("外面.zip/里面.zip/街道/青禾街道.txt", (FileState::Matched, "")),
        ("外面.zip/里面.zip/最里面.zip", (FileState::Unreadable, "file-archive-nested")),
        ("坏.zip", (FileState::Unreadable, "file-archive")),
    ]);
    assert_eq!(told, expected);
}

#[tokio::test]
async fn decisions_and_corrections_survive_reading_anew() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let text = String::from_utf8(report("青禾街道", 2023)).unwrap();
    let faulty = text.replace("政府信息公开", "政府信息公开公开");
    upload(&office, &id, &[("青禾街道.txt", faulty.as_bytes())]).await;
    work(&site).await;
    let report = row(&site, &id, &site.bodies.street).await.obligation.report.unwrap();
    let mut on = &site.app.database;
    let before = findings::of_report(&mut on, &report).await.unwrap();
    assert!(!before.is_empty());
    let caller = site.caller(Role::Supervisor, &site.bodies.district).await;
    let deciding = Deciding { decided: Some(Decided::NotAFault), reason: "引文如此".to_owned(), seen: Vec::new() };
    let key = before[0].fingerprint.clone();
    desk::decide(&site.app, &caller, &report, std::slice::from_ref(&key), &deciding).await.unwrap();
    let correcting = Correcting {
        address: "t3.new_received.total".to_owned(),
        wanted: Wanted::Figure("9999".to_owned()),
        reason: "以原件为准".to_owned(),
        seen: 0,
    };
    desk::correct(&site.app, &caller, &report, correcting).await.unwrap();
    let corrected = findings::of_report(&mut on, &report).await.unwrap();
    // An older version of the program read it.
    let reading = reports::reading(&mut on, &report).await.unwrap().unwrap();
    let old = reports::Reading {
        title: None,
        reading,
        engine: "0.0.1".to_owned(),
        counts: reports::Counts::default(),
        at: site.app.now(),
    };
    let mut transaction = site.app.database.begin().await.unwrap();
    reports::set_reading(&mut transaction, &report, &old).await.unwrap();
    findings::replace(&mut transaction, &report, &[]).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(office.get(&format!("/office/collections/{id}")).await.text().contains("旧版本程序"));
    assert_eq!(office.post(&format!("/office/collections/{id}/read"), &[]).await.status, StatusCode::SEE_OTHER);
    work(&site).await;
    let after = findings::decided_by_report(&mut on, &report).await.unwrap();
    let keys = |found: &[findings::Finding]| found.iter().map(|each| each.fingerprint.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&after.iter().map(|(finding, _)| finding.clone()).collect::<Vec<_>>()), keys(&corrected));
    let decision =
        after.iter().find(|(finding, _)| finding.fingerprint == key).and_then(|(_, decision)| decision.clone());
    assert_eq!(decision.unwrap().decided, Decided::NotAFault);
    assert!(after.iter().any(|(finding, _)| finding.finding.contains("9999")), "the correction does not count");
    let row = row(&site, &id, &site.bodies.street).await;
    assert_eq!(row.engine.as_deref(), Some(desk::ENGINE));
    assert_eq!(office.post(&format!("/office/collections/{id}/read"), &[]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_came_in_time_stays_in_time_and_what_was_accepted_is_not_replaced_unasked() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    upload(&office, &id, &[("青禾街道.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    let first = row(&site, &id, &site.bodies.street).await.obligation;
    site.clock.set("2024-03-01T01:00:00Z".parse().unwrap());
    let office = supervisor(&site).await;
    let mended = [report("青禾街道", 2023), "\n更正稿\n".as_bytes().to_vec()].concat();
    upload(&office, &id, &[("青禾街道.txt", &mended)]).await;
    upload(&office, &id, &[("云溪镇.txt", &report("云溪镇", 2023))]).await;
    work(&site).await;
    let second = row(&site, &id, &site.bodies.street).await;
    assert_eq!((second.version, second.obligation.received_at), (Some(2), first.received_at));
    let mut on = &site.app.database;
    let old = reports::by_id(&mut on, &first.report.unwrap()).await.unwrap();
    assert_eq!(old.state, reports::State::Superseded);
    let page = office.get(&format!("/office/collections/{id}?late=yes")).await.text();
    assert!(
        page.contains("逾期 30 天") && page.contains(">云溪镇人民政府</a>") && !page.contains(">青禾街道办事处</a>")
    );
    // A tile leads to as many as it says: what is still owed did not come late.
    let tile = "href=\"?late=came\"><span class=\"tile-label\">逾期报送</span><span class=\"tile-number\">1<";
    let came = office.get(&format!("/office/collections/{id}?late=came")).await.text();
    assert!(page.contains(tile) && came.contains("显示 1 家") && came.contains(">云溪镇人民政府</a>"), "{came}");

    let caller = site.caller(Role::Supervisor, &site.bodies.district).await;
    let accepted = second.obligation.report.unwrap();
    desk::accept(&site.app, &caller, &accepted, &desk::Accepting::default()).await.unwrap();
    let third = [mended, "\n再更正\n".as_bytes().to_vec()].concat();
    let page = upload(&office, &id, &[("青禾街道.txt", &third)]).await;
    work(&site).await;
    let file = one(&site, &page).await;
    assert_eq!((file.state, code(&file)), (FileState::Doubtful, "upload-accepted-already"));
    assert_eq!(row(&site, &id, &site.bodies.street).await.obligation.state, State::Accepted);
    let fields = [("body", site.bodies.street.as_str()), ("year", "2023"), ("certain", "yes")];
    let address = format!("/office/uploads/{}/assign", file.id);
    let asked = office.post(&address, &fields[..2]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("已经接收") && asked.text().contains("name=\"certain\""), "{}", asked.text());
    assert_eq!(office.post(&address, &fields).await.status, StatusCode::SEE_OTHER);
    work(&site).await;
    assert_eq!(row(&site, &id, &site.bodies.street).await.version, Some(3));
}

#[tokio::test]
async fn a_job_begun_twice_enters_a_report_once() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let page = upload(&office, &id, &[("青禾街道.txt", &report("青禾街道", 2023))]).await;
    let file: UploadId = one(&site, &page).await.id;
    for _ in 0..2 {
        gongkai_app::collection::read_upload(&site.app, &file).await.unwrap();
    }
    work(&site).await;
    let versions = reports::versions(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap();
    assert_eq!(versions.len(), 1);
}

#[tokio::test]
async fn an_assignment_is_taken_back_while_nothing_followed() {
    let site = TestApp::new().await;
    let office = supervisor(&site).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    upload(&office, &id, &[("青禾街道.txt", &report("青禾街道", 2023))]).await;
    work(&site).await;
    let first = row(&site, &id, &site.bodies.street).await.obligation;
    let page = upload(&office, &id, &[("年报.txt", &report("青禾街道分部", 2023))]).await;
    work(&site).await;
    let path = format!("/office/uploads/{}", one(&site, &page).await.id);
    let reason = [("reason", "选错了机关")];
    let take_back = async || office.post(&format!("{path}/take-back"), &reason).await;
    assert_eq!(take_back().await.status, StatusCode::CONFLICT);
    let assign = async |body: &str| {
        let fields = [("body", body), ("year", "2023"), ("certain", "yes")];
        assert_eq!(office.post(&format!("{path}/assign"), &fields).await.status, StatusCode::SEE_OTHER);
    };
    // Taken back before it was read: the jobs that wait for it find nothing to do.
    assign(site.bodies.street.as_str()).await;
    assert!(office.get(&path).await.text().contains("撤回归属"));
    assert_eq!(office.post(&format!("{path}/take-back"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(take_back().await.status, StatusCode::SEE_OTHER);
    work(&site).await;
    let failed =
        gongkai_store::jobs::list(&mut &site.app.database, Some(gongkai_store::jobs::State::Failed), 10).await.unwrap();
    assert!(failed.is_empty(), "{failed:?}");
    let file = one(&site, &page).await;
    assert_eq!((file.state, code(&file), &file.report), (FileState::Doubtful, "upload-taken-back", &None));
    assert!(office.get(&page).await.text().contains("归属已撤回：选错了机关"));
    let back = row(&site, &id, &site.bodies.street).await.obligation;
    assert_eq!((&back.report, back.state, back.received_at), (&first.report, State::Checked, first.received_at));
    let kept = reports::by_id(&mut &site.app.database, first.report.as_ref().unwrap()).await.unwrap();
    assert_eq!(kept.state, reports::State::Checked);
    // Once more where it belongs, read there, and accepted: then it stays.
    assign(site.bodies.township.as_str()).await;
    work(&site).await;
    let row = row(&site, &id, &site.bodies.township).await.obligation;
    let caller = site.caller(Role::Supervisor, &site.bodies.district).await;
    desk::accept(&site.app, &caller, &row.report.unwrap(), &desk::Accepting::default()).await.unwrap();
    let refused = take_back().await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("已经接收"), "{}", refused.text());
    let journal = office.get("/office/journal").await.text();
    assert!(journal.contains("撤回文件归属") && journal.contains("选错了机关"), "{journal}");
}
