//! A body hands in the report it has written as a file: read into its draft, and signed like any other.

use axum::http::StatusCode;
use gongkai_report::{Cell, CellAddress};
use gongkai_store::people::Role;
use gongkai_store::reports::{self, State};

use crate::desk::stage::{clean, docx, faulty, journalled};
use crate::drafts::{WORDS, begin, collect, draft};
use crate::test_app::TestApp;

/// A cell that is not read.
const UNREAD: &str = "t3.new_received.commercial";

/// A street that owes its report of 2023, and the draft of it that was begun.
async fn begun() -> (TestApp, String) {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let path = begin(&officer, &site.bodies.street, "2023").await;
    drop(officer);
    (site, path)
}

#[tokio::test]
async fn a_file_is_read_into_the_draft_and_goes_up_only_when_the_leader_has_signed() {
    let site = TestApp::new().await;
    collect(&site, 2023).await;
    let street = &site.bodies.street;
    let leader = site.sign_in_as(Role::Leader, street).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let list = officer.get("/office/drafts").await.text();
    assert!(list.contains("name=\"from\" value=\"file\"") && list.contains("用文件填报"), "{list}");
    let begun = officer.post("/office/drafts", &[("body", street.as_str()), ("year", "2023"), ("from", "file")]).await;
    let ask = begun.header("location").to_owned();
    assert!(ask.ends_with("/from-file"), "{ask}");
    let path = ask.trim_end_matches("/from-file");
    let page = officer.get(&ask).await.text();
    assert!(
        page.contains("name=\"file\"") && !page.contains("name=\"replacing\""),
        "an empty draft loses nothing: {page}"
    );

    let mut report = faulty("青禾街道");
    report.cells.0.insert(CellAddress::parse(UNREAD).unwrap(), Cell::missing());
    let file = docx(&report);
    let sent = officer.post_files(&ask, &[("version", "1")], &[("file", "年报.docx", &file)]).await;
    assert_eq!(sent.header("location"), format!("{path}?file"), "{}", sent.text());
    let kept = draft(&site, path).await;
    assert_eq!(kept.cells.get(UNREAD), None);
    assert_eq!(kept.cells["t3.granted.natural_person"], {
        let value = clean("青禾街道").cells.number("t3.granted.natural_person").unwrap();
        value.normalize().to_string()
    });
    assert_eq!(kept.sections[&1], clean("青禾街道").sections[0].text());
    let [attached] = kept.attachments.as_slice() else { panic!("{:?}", kept.attachments) };
    assert_eq!((attached.name.as_str(), attached.seen), ("年报.docx", gongkai_store::attachments::Seen::InOffice));
    let page = officer.get(sent.header("location")).await.text();
    assert!(page.contains("已按文件填入") && page.contains("未读出、还空着的有 1 格"), "{page}");
    assert!(page.contains("由文件填入") && page.contains("未读出 1 格"), "{page}");
    let log = officer.get(&format!("/office/journal?body={street}")).await.text();
    assert!(log.contains("文件：年报.docx") && log.contains("原件存为附件：是"), "{log}");
    let check = officer.get(&format!("{path}/check")).await.text();
    assert!(check.contains("总计"), "what does not agree is told to the body: {check}");
    // A blank that is filled with 0 is asked about, as with a report that came in.
    assert!(officer.get(&format!("{path}/zeros")).await.text().contains("原件中有 1 格没有读出来"));
    assert_eq!(journalled(&site, "draft_filled_from_file").await, 1);
    // Nobody above has anything yet.
    assert_eq!(reports::current(&mut &site.app.database, street, 2023).await.unwrap(), None);
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    assert_eq!(supervisor.get(path).await.status, StatusCode::FORBIDDEN);

    let typed = [("version", "2"), (UNREAD, "0")];
    assert_eq!(officer.post(path, &typed).await.status, StatusCode::SEE_OTHER);
    let submitted = [("version", "3"), ("explanation", "总计以台账为准")];
    let answer = officer.post(&format!("{path}/submit"), &submitted).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(officer.get(&ask).await.status, StatusCode::CONFLICT, "it is before the leader");
    let signed = leader.post(&format!("{path}/sign"), &[("version", "4"), ("answers_for_it", "yes")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    let report = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!((report.version, report.state), (1, State::Checked));
    // What the body says about the errors that stay is read where the report is judged, and by programs.
    for page in ["", "/findings", "/accept", "/return"] {
        let page = supervisor.get(&format!("/office/reports/{}{page}", report.id)).await.text();
        assert!(page.contains("报送机关对仍有错误的说明") && page.contains("总计以台账为准"), "{page}");
    }
    let shown = supervisor.get(&format!("/api/v1/reports/{}", report.id)).await.json();
    let said = &shown["explanation"];
    assert_eq!(said["text"], "总计以台账为准", "{shown}");
    assert!(said["by"].is_string() && said["at"].is_string(), "{said}");
    // Signed again with other words, each version has its own.
    for (who, step, fields) in [
        (&officer, "/reopen", [("version", "5"), ("next", "no")]),
        (&officer, "/submit", [("version", "6"), ("explanation", "台账已复核")]),
        (&leader, "/sign", [("version", "7"), ("answers_for_it", "yes")]),
    ] {
        let done = who.post(&format!("{path}{step}"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.text());
    }
    let second = reports::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    for (id, own, other) in [(&report.id, "总计以台账为准", "台账已复核"), (&second.id, "台账已复核", "总计以台账为准")]
    {
        let page = supervisor.get(&format!("/office/reports/{id}")).await.text();
        assert!(page.contains(own) && !page.contains(other), "{page}");
        let shown = supervisor.get(&format!("/api/v1/reports/{id}")).await.json();
        assert_eq!(shown["explanation"]["text"], own);
    }
}

#[tokio::test]
async fn who_turns_back_before_a_file_is_chosen_leaves_no_draft() {
    let (site, path) = begun().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let page = officer.get(&format!("{path}/from-file")).await.text();
    let cancel = format!("formaction=\"{path}/discard\"");
    assert!(page.contains(&cancel), "{page}");
    // What was typed is not given up that way.
    officer.post(&path, &[("version", "1"), ("t3.granted.total", "7")]).await;
    assert!(!officer.get(&format!("{path}/from-file")).await.text().contains(&cancel));
}

#[tokio::test]
async fn what_stands_in_the_draft_is_replaced_only_when_that_is_said() {
    let (site, path) = begun().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let ask = format!("{path}/from-file");
    assert!(officer.get(&path).await.text().contains(&format!("href=\"{ask}\"")), "the draft offers it");
    let typed = [&[("version", "1"), ("t3.granted.total", "987")], WORDS.as_slice()].concat();
    assert_eq!(officer.post(&path, &typed).await.status, StatusCode::SEE_OTHER);
    let page = officer.get(&ask).await.text();
    assert!(page.contains("替换草稿中已填写的内容：1 格数字、3 段文字"), "{page}");
    let file = docx(&clean("青禾街道"));
    let send = async |fields: &[(&str, &str)]| {
        let files = [("file", "年报.docx", file.as_slice())];
        officer.post_files(&ask, fields, &files).await
    };
    let asked = send(&[("version", "2")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("草稿中已填写 1 格数字、3 段文字"), "{}", asked.text());
    // A page of before the typing says too little; so does one of another revision.
    assert_eq!(send(&[("version", "2"), ("replacing", "0-3")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stale = send(&[("version", "1"), ("replacing", "1-3")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("草稿在别处有改动"), "{}", stale.text());
    assert_eq!(draft(&site, &path).await.cells["t3.granted.total"], "987");
    assert_eq!(send(&[("version", "2"), ("replacing", "1-3")]).await.status, StatusCode::SEE_OTHER);
    assert_ne!(draft(&site, &path).await.cells["t3.granted.total"], "987");
}

#[tokio::test]
async fn what_is_not_the_body_s_or_not_owed_is_refused() {
    let (site, path) = begun().await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let ask = format!("{path}/from-file");
    let street = &site.bodies.street;
    let others = crate::collecting::report("云溪镇人民政府", 2023);
    let of_before = crate::collecting::report("青禾街道办事处", 2022);
    let stranger = crate::collecting::report("碧波街道办事处", 2023);
    for (name, bytes, said) in [
        ("年报.txt", others.as_slice(), "云溪镇"),
        ("年报.txt", of_before.as_slice(), "2022 年度"),
        ("通知.txt", "关于放假的通知".as_bytes(), "没有找到年度报告的表格"),
        ("年报.docx", b"".as_slice(), "文件是空的"),
        ("年报.txt", stranger.as_slice(), "name=\"named\""),
    ] {
        let answer = officer.post_files(&ask, &[("version", "1")], &[("file", name, bytes)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.text().contains(said), "{said}: {}", answer.text());
    }
    let nothing = officer.post_files(&ask, &[("version", "1")], &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(draft(&site, &path).await.cells.is_empty());
    // Nobody asks for another year's.
    let other = begin(&officer, street, "2021").await;
    assert!(!officer.get(&other).await.text().contains("/from-file"));
    assert_eq!(officer.get(&format!("{other}/from-file")).await.status, StatusCode::CONFLICT);
    let file = docx(&clean("青禾街道"));
    let sent =
        officer.post_files(&format!("{other}/from-file"), &[("version", "1")], &[("file", "a.docx", &file)]).await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    // The neighbour's draft is not for others.
    let neighbour = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.township).await;
    assert_eq!(neighbour.get(&ask).await.status, StatusCode::NOT_FOUND);
}
