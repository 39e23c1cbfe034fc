use axum::http::StatusCode;
use gongkai_report::{Cell, CellAddress, EditionId};
use gongkai_store::bodies;
use gongkai_store::people::Role;
use gongkai_store::reports::{self, State};
use gongkai_store::returns;
use gongkai_testkit::figures::Figures;
use gongkai_testkit::sample::sample_report;

use super::stage::{TOTAL, clean, docx, errors, faulty, faulty_report, journalled, row};
use crate::test_app::TestApp;

const DUE: (&str, &str) = ("due_on", "2024-01-25");

#[tokio::test]
async fn a_report_is_returned_with_its_letter() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/return");
    let first = errors(&site, &id).await.remove(0);
    let page = supervisor.get(&path).await.text();
    let chosen = format!("value=\"{}\" checked", first.fingerprint);
    assert!(page.contains(&chosen) && page.contains("value=\"2024-01-22\""), "errors are proposed, and a week");

    let finding = ("finding", first.fingerprint.as_str());
    for (fields, status, said) in [
        (vec![finding, ("due_on", "2024-01-15")], StatusCode::UNPROCESSABLE_ENTITY, "期限应晚于今天"),
        (vec![finding, ("due_on", "2025-01-16")], StatusCode::UNPROCESSABLE_ENTITY, "期限离今天超过一年"),
        (vec![finding, ("due_on", "")], StatusCode::UNPROCESSABLE_ENTITY, "请填写重新报送期限"),
        (vec![DUE], StatusCode::UNPROCESSABLE_ENTITY, "请写明退回的原因"),
        (vec![DUE, ("finding", "gone")], StatusCode::CONFLICT, "有的已不在"),
    ] {
        let answer = supervisor.post(&path, &fields).await;
        assert_eq!(answer.status, status, "{fields:?}");
        assert!(answer.text().contains(said), "{said}");
    }
    let answer = supervisor.post(&path, &[finding, DUE, ("note", "附件一并更新。")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(row(&site, &id).await.state, State::Returned);
    assert_eq!((journalled(&site, "report_returned").await, journalled(&site, "message_written").await), (1, 1));
    let returned = answer.header("location").to_owned();
    let letter = supervisor.get(&returned).await.text();
    for words in ["退回整改", "2024年1月25日", "附件一并更新。", "示例区人民政府", "class=\"letter\""]
    {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    for (file, start) in [("docx", &b"PK"[..]), ("pdf", b"%PDF")] {
        let answer = supervisor.get(&format!("{returned}/{file}")).await;
        assert!(answer.bytes.starts_with(start), "{file}");
        assert!(answer.header("content-disposition").starts_with("attachment"), "{file}");
    }
    // Once is enough.
    assert_eq!(supervisor.post(&path, &[finding, DUE]).await.status, StatusCode::CONFLICT);
    let decided = gongkai_store::findings::decisions(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap();
    assert_eq!(decided.len(), 1, "what is returned has to be mended");
}

pub(super) async fn returned(site: &TestApp) -> (reports::Report, String) {
    let id = faulty_report(site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let found = errors(site, &id).await;
    let mut fields: Vec<(&str, &str)> = found.iter().map(|finding| ("finding", finding.fingerprint.as_str())).collect();
    fields.push(DUE);
    let answer = supervisor.post(&format!("/office/reports/{id}/return"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    (row(site, &id).await, answer.header("location").to_owned())
}

#[tokio::test]
async fn the_body_answers_and_a_mended_file_is_checked_again() {
    let site = TestApp::new().await;
    let (before, path) = returned(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let own = officer.get(&format!("/office/reports/{}", before.id)).await.text();
    assert!(own.contains(&path) && own.contains("2024-01-25"), "the body sees what is asked of it");
    let page = officer.get(&path).await.text();
    assert!(page.contains("name=\"file\"") && page.contains("name=\"text\""), "{page}");
    assert!(page.contains("也可以在线编制整改后的报告") && page.contains("href=\"/office/drafts\""), "{page}");

    let answer = format!("{path}/answer");
    let mut other_year = clean("青禾街道");
    other_year = sample_report(
        EditionId::E2021,
        "青禾街道",
        2022,
        &Figures { cells: other_year.cells, ..Figures::zero(EditionId::E2021) },
    );
    let refused: [(&str, &[u8], &str); 8] = [
        ("年报.docx", &docx(&faulty("青禾街道")), "与原来的文件完全相同"),
        ("年报.docx", b"\x89PNG\r\n\x1a\n0000", "请上传电子原件"),
        ("年报.docx", &docx(&faulty("青禾街道"))[..900], "docx 文件已损坏"),
        ("年报.docx", b"", "文件是空的"),
        ("年报.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", "程序"),
        ("年报.pdf", b"%PDF-1.4\nbroken", "pdf"),
        ("通知.txt", "关于放假的通知\n各科室：明天放假。\n".as_bytes(), "没有找到年度报告的表格"),
        ("年报.docx", &docx(&other_year), "2022"),
    ];
    for (name, bytes, said) in refused {
        let answer = officer.post_files(&answer, &[("text", "已改")], &[("file", name, bytes)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        let page = answer.text();
        assert!(page.contains(said) && page.contains("已改"), "{said}: {page}");
    }
    let empty = officer.post_files(&answer, &[("text", " ")], &[("file", "", b"")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);

    let words = officer.post_files(&answer, &[("text", "总计一栏填错，马上更正")], &[]).await;
    assert_eq!(words.status, StatusCode::SEE_OTHER);
    assert_eq!(row(&site, &before.id).await.state, State::Returned, "words alone are no new version");
    // A draft of the mended report says so, and asks for nothing that was done.
    let draft = crate::drafts::begin(&officer, &site.bodies.street, "2023").await;
    let page = officer.get(&draft).await.text();
    assert!(page.contains("已答复，待上级处理") && page.contains("上级处理答复之前，仍可"), "{page}");
    assert!(!page.contains("前按退回的问题改正"), "{page}");

    // One fault is mended, another figure is wrong instead.
    let mut mended = clean("青禾街道");
    let total = mended.cells.number("t4.recon.total").unwrap();
    let address = CellAddress::parse("t4.recon.total").unwrap();
    mended.cells.0.insert(address, Cell::of(total + rust_decimal::Decimal::ONE));
    let sent = officer.post_files(&answer, &[("text", "")], &[("file", "年报（改）.docx", &docx(&mended))]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let newest = reports::current(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap().unwrap();
    assert_eq!((newest.version, newest.state, newest.file_name.as_str()), (2, State::Checked, "年报（改）.docx"));
    assert_eq!(row(&site, &before.id).await.state, State::Superseded);
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&path).await.text();
    for words in ["总计一栏填错，马上更正", "已整改", "其他问题"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("仍然存在</h3>"), "{page}");
    // The return is done with.
    let late = officer.post_files(&answer, &[("text", "再说一句")], &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let all = returns::of_year(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap();
    assert!(all[0].closed_at.is_some() && all[0].answer.as_deref() == Some("总计一栏填错，马上更正"));
}

#[tokio::test]
async fn what_was_not_mended_is_shown_as_still_there() {
    let site = TestApp::new().await;
    let (_, path) = returned(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    // The same wrong total, another sentence.
    let mut again = faulty("青禾街道");
    again.sections[0].lines[0].text.push_str("特此说明。");
    let sent = officer.post_files(&format!("{path}/answer"), &[], &[("file", "年报.docx", &docx(&again))]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = officer.get(&path).await.text();
    assert!(page.contains("仍然存在</h3>"), "{page}");
    // Errors that have to be mended stand in the way of acceptance.
    let newest = reports::current(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap().unwrap();
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let refused = supervisor.post(&format!("/office/reports/{}/accept", newest.id), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(newest.counts.errors, row(&site, &newest.id).await.counts.errors);
    assert!(page.contains(&TOTAL.replace("t3.", "")) || page.contains("总计"), "{page}");
}

#[tokio::test]
async fn the_roll_tells_who_mended_after_the_day() {
    let site = TestApp::new().await;
    let (before, path) = returned(&site).await;
    let collection = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = crate::collecting::open(&collection, &site.bodies.district, 2023).await;
    let shown = async || {
        let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
        supervisor.get(&format!("/office/collections/{id}")).await.text()
    };
    assert!(!shown().await.contains("整改逾期 "), "the day is to come");
    // Nothing came: the days go on.
    site.clock.set("2024-01-28T02:00:00Z".parse().unwrap());
    let late = "<span class=\"badge badge-late\">整改逾期 3 天</span>";
    assert!(shown().await.contains(late));
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let tile = format!("/office/collections/{id}?late=mending");
    let tile_shown =
        format!("tile-late\" href=\"{tile}\"><span class=\"tile-label\">整改逾期</span><span class=\"tile-number\">1<");
    let start = supervisor.get("/office").await.text();
    assert!(start.contains(&tile_shown), "{start}");
    let rows = format!("/api/v1/collections/{id}/obligations");
    let overdue = async |query: &str| supervisor.get(&format!("{rows}?{query}")).await.json()["items"].clone();
    let mending = overdue("mending_overdue=true").await;
    assert_eq!((mending.as_array().unwrap().len(), &mending[0]["days_late_mending"]), (1, &serde_json::json!(3)));
    assert_eq!(overdue("mending_overdue=true&late=true").await, serde_json::json!([]), "its report was not late");
    let collected = supervisor.get(&format!("/api/v1/collections/{id}")).await.json();
    assert_eq!((&collected["returned"], &collected["mending_overdue"]), (&1.into(), &1.into()));
    for address in [tile.clone(), tile.replace("mending", "yes")] {
        let page = supervisor.get(&address).await.text();
        assert!(page.contains("青禾街道办事处</a>") && page.contains("显示 1 家"), "{address}: {page}");
        assert!(page.contains("整改逾期</span><span class=\"tile-number\">1<"), "{page}");
        assert_eq!(page.contains("value=\"mending\" selected>整改逾期"), address == tile, "{page}");
    }
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let file = docx(&clean("青禾街道"));
    let sent =
        officer.post_files(&format!("{path}/answer"), &[("text", "")], &[("file", "年报（改）.docx", &file)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    site.clock.set("2024-02-20T02:00:00Z".parse().unwrap());
    let page = shown().await;
    assert!(page.contains("晚 3 天重新报送") && !page.contains(late), "they end on the day it came: {page}");
    assert!(page.contains("重新报送 2024-01-28"), "{page}");
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let api = supervisor.get(&format!("/api/v1/collections/{id}/obligations?mending_overdue=true")).await.json();
    assert_eq!(api["items"], serde_json::json!([]), "it came again");
    assert!(page.contains("整改逾期</span><span class=\"tile-number\">0<"), "{page}");
    // What came again after the day stands under its own kind: what all kinds list is what any of them does.
    assert!(page.contains("逾期重报或答复</span><span class=\"tile-number\">1<"), "{page}");
    let listed = async |late: &str| {
        let page = supervisor.get(&format!("/office/collections/{id}?late={late}")).await.text();
        let number =
            page.split("toolbar-end\">显示 ").nth(1).unwrap_or_else(|| panic!("{page}")).split(" 家").next().unwrap();
        let shown: usize = number.parse().unwrap_or_else(|_| panic!("{number}"));
        (shown, page)
    };
    let (mut sum, mut said) = (0, Vec::new());
    for (late, word) in
        [("overdue", "逾期未报"), ("came", "逾期报送"), ("mending", "整改逾期"), ("mended", "逾期重报或答复")]
    {
        let shown = listed(late).await.0;
        sum += shown;
        said.extend((shown > 0).then(|| format!("{word} {shown}")));
    }
    let (any, page) = listed("yes").await;
    assert_eq!((any, listed("mended").await.0), (sum, 1), "nobody here is late in two");
    assert!(page.contains(&format!("<p class=\"soft\">{}</p>", said.join(" · "))), "{said:?}");
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    assert!(!supervisor.get("/office").await.text().contains("整改逾期"));
    crate::collecting::work(&site).await;
    let receipt = crate::messages::sent(&site, gongkai_store::messages::Channel::Inbox).await;
    let receipt = receipt.into_iter().find(|row| row.message.kind == gongkai_store::messages::Kind::Receipt).unwrap();
    let text = receipt.message.text;
    assert!(text.contains("整改期限为2024年1月25日，逾期3日") && !text.contains("按期报送"), "{text}");
    assert_eq!(row(&site, &before.id).await.state, State::Superseded);
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let csv = supervisor.get(&format!("/office/collections/{id}/export?format=csv")).await.text();
    assert!(csv.contains("退回日期,整改期限,重新报送日期,整改逾期天数"), "{csv}");
    assert!(csv.contains("2024-01-15,2024-01-25,2024-01-28,3,"), "{csv}");
    let api = supervisor.get(&format!("/api/v1/collections/{id}/obligations")).await.text();
    assert!(api.contains("\"mend_by\":\"2024-01-25\"") && api.contains("\"days_late_mending\":3"), "{api}");
}

#[tokio::test]
async fn a_letter_stays_as_it_was_sent() {
    let site = TestApp::new().await;
    let (_, path) = returned(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let letter =
        |page: &str| page.split("class=\"letter\"").nth(1).unwrap().split("</article>").next().unwrap().to_owned();
    let sent = letter(&supervisor.get(&path).await.text());
    assert!(sent.contains("示例区人民政府"), "{sent}");
    let mut transaction = site.app.database.begin().await.unwrap();
    for (id, name) in [(&site.bodies.district, "新示例区人民政府"), (&site.bodies.street, "新青禾街道办事处")]
    {
        let mut body = gongkai_store::bodies::by_id(&mut transaction, id).await.unwrap();
        body.name = name.to_owned();
        gongkai_store::bodies::update(&mut transaction, &body).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let now = supervisor.get(&path).await.text();
    assert!(now.contains("新青禾街道办事处"), "the page tells the body's present name");
    assert_eq!(letter(&now), sent);
    // In Chinese, whatever language the page is read in.
    let english = supervisor.get(&format!("{path}?lang=en")).await.text();
    assert_eq!(letter(&english), sent);
}

#[tokio::test]
async fn what_vanished_though_nobody_changed_it_does_not_count_as_mended() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    // Last year's report had another figure carried over.
    let carried_in = clean("青禾街道").cells.number("t3.carried_in.total").unwrap();
    let mut figures = Figures::consistent(EditionId::E2021, 8);
    figures.set("t3.carried_out.total", carried_in + rust_decimal::Decimal::ONE);
    let before = crate::drafts::hand_in(&site, street, 2022, &figures, State::Accepted).await;
    let id = super::stage::clean_report(&site).await;
    let found = super::stage::found(&site, &id).await;
    let carried = found.iter().find(|finding| finding.code == "carried-over-mismatch").expect("a finding across years");
    let fields = [("finding", carried.fingerprint.as_str()), DUE];
    let answer = supervisor.post(&format!("/office/reports/{id}/return"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let path = answer.header("location").to_owned();
    // Last year's is put right; this year's comes again with one more sentence.
    let mut transaction = site.app.database.begin().await.unwrap();
    let mut prior = sample_report(EditionId::E2021, "青禾街道办事处", 2022, &figures);
    prior.cells.0.insert(CellAddress::parse("t3.carried_out.total").unwrap(), Cell::of(carried_in));
    let kept = gongkai_report::stored::to_json(&prior);
    let kept = reports::Reading {
        title: None,
        reading: kept,
        engine: "1".to_owned(),
        counts: before.counts,
        at: site.app.now(),
    };
    reports::set_reading(&mut transaction, &before.id, &kept).await.unwrap();
    transaction.commit().await.unwrap();
    let officer = site.sign_in_as(Role::DisclosureOfficer, street).await;
    let mut again = clean("青禾街道");
    again.sections[0].lines[0].text.push_str("特此说明。");
    let sent = officer.post_files(&format!("{path}/answer"), &[], &[("file", "年报.docx", &docx(&again))]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = officer.get(&path).await.text();
    let tile = |label: &str| page.contains(label);
    assert!(tile("未改动，问题已不再提出</span><span class=\"tile-number\">1<"), "{page}");
    assert!(tile("已整改</span><span class=\"tile-number\">0<") && !page.contains("已整改</h3>"), "{page}");
}

#[tokio::test]
async fn the_day_to_mend_by_is_extended_with_a_reason() {
    let site = TestApp::new().await;
    let (before, path) = returned(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = crate::collecting::open(&supervisor, &site.bodies.district, 2023).await;
    let extend = format!("{path}/extend");
    assert!(supervisor.get(&path).await.text().contains(&format!("href=\"{extend}\"")));
    site.clock.set("2024-01-28T02:00:00Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&extend).await.text();
    assert!(page.contains("现在的期限") && page.contains("2024-01-25"), "{page}");
    let reason = ("reason", "需要核对原始台账");
    for (fields, said) in [
        (vec![("due_on", "2024-01-27"), reason], "不能早于今天"),
        (vec![("due_on", "9999-12-31"), reason], "期限离今天超过一年"),
        (vec![("due_on", ""), reason], "请填写延长至哪一天"),
        (vec![("due_on", "2024-02-05"), ("reason", " ")], "请填写延长原因"),
        (vec![("due_on", "2024-02-05"), ("reason", &"长".repeat(301))], "300"),
    ] {
        let answer = supervisor.post(&extend, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.text().contains(said), "{said}: {}", answer.text());
    }
    // Today is not too early: it is the last day then.
    let answer = supervisor.post(&extend, &[("due_on", "2024-01-28"), reason]).await;
    assert_eq!(answer.header("location"), path, "{}", answer.text());
    let earlier = supervisor.post(&extend, &[("due_on", "2024-01-28"), reason]).await;
    assert!(earlier.text().contains("应晚于现在的期限（2024-01-28）"), "{}", earlier.text());
    // A page that was opened before shows a day that is not the day any more.
    assert!(page.contains("name=\"shown\" value=\"2024-01-25\""), "{page}");
    let late = [("shown", "2024-01-25"), ("due_on", "2024-02-05"), reason];
    let stale = supervisor.post(&extend, &late).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let asked = stale.text();
    assert!(asked.contains("他人已经改过期限") && asked.contains("name=\"shown\" value=\"2024-01-28\""), "{asked}");
    assert!(
        asked.contains("需要核对原始台账") && asked.contains("value=\"2024-02-05\""),
        "what was typed stays: {asked}"
    );
    assert_eq!(journalled(&site, "mending_extended").await, 1);
    let now = [("shown", "2024-01-28"), ("due_on", "2024-02-05"), reason];
    assert_eq!(supervisor.post(&extend, &now).await.status, StatusCode::SEE_OTHER);
    assert_eq!(journalled(&site, "mending_extended").await, 2);

    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let page = officer.get(&path).await.text();
    for words in [
        "整改期限已延长至 2024-02-05",
        "需要核对原始台账",
        "整改期限由2024年1月25日延长至2024年1月28日",
        "于2024年1月25日前重新报送",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains(&extend), "the body gives itself no time: {page}");
    let told = crate::messages::sent(&site, gongkai_store::messages::Channel::Inbox).await.remove(0).message;
    assert_eq!(told.kind, gongkai_store::messages::Kind::Extension);
    assert!(told.subject.contains("延长2023年") && told.text.contains("延长至2024年2月5日"), "{}", told.text);
    assert!(told.text.contains("整改期限现定2024年1月28日") && !told.text.contains("原定"), "{}", told.text);
    let message = officer.get(&format!("/office/messages/{}", told.id)).await.text();
    assert!(message.contains(&format!("href=\"{path}\"")), "{message}");
    let history = supervisor.get(&format!("/office/reports/{}/history", before.id)).await.text();
    assert!(history.contains("延长整改期限") && history.contains("2024-02-05 前重新报送"), "{history}");
    // Nobody is late any more; what comes by the new day came in time.
    let roll = supervisor.get(&format!("/office/collections/{id}")).await.text();
    assert!(!roll.contains("<span class=\"badge badge-late\">整改逾期"), "{roll}");
    let api = supervisor.get(&format!("/api/v1/collections/{id}/obligations")).await.text();
    assert!(api.contains("\"mend_by\":\"2024-02-05\"") && api.contains("\"days_late_mending\":0"), "{api}");
    let file = docx(&clean("青禾街道"));
    let sent = officer.post_files(&format!("{path}/answer"), &[("text", "")], &[("file", "改.docx", &file)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    crate::collecting::work(&site).await;
    let receipt = crate::messages::sent(&site, gongkai_store::messages::Channel::Inbox).await.remove(0).message;
    assert!(receipt.text.contains("整改期限为2024年2月5日，按期重新报送"), "{}", receipt.text);
    // Done with: nothing to extend any more.
    let done = supervisor.get(&extend).await;
    assert_eq!(done.status, StatusCode::CONFLICT);
    assert!(done.text().contains(&format!("href=\"{path}\">查看这次退回<")), "{}", done.text());
    let late = supervisor.post(&extend, &[("due_on", "2024-03-05"), reason]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(!supervisor.get(&path).await.text().contains(&extend));
}

#[tokio::test]
async fn a_closed_body_is_not_late_with_mending() {
    let site = TestApp::new().await;
    returned(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = crate::collecting::open(&supervisor, &site.bodies.district, 2023).await;
    site.clock.set("2024-01-28T02:00:00Z".parse().unwrap());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let late = async || {
        let roll = supervisor.get(&format!("/office/collections/{id}")).await.text();
        let filter = supervisor.get(&format!("/office/collections/{id}?late=mending")).await.text();
        let api = supervisor.get(&format!("/api/v1/collections/{id}/obligations?mending_overdue=true")).await.json();
        let counts = supervisor.get(&format!("/api/v1/collections/{id}")).await.json();
        (
            roll.contains("整改逾期 3 天"),
            filter.contains("青禾街道办事处"),
            api["items"].as_array().unwrap().len(),
            counts["mending_overdue"].as_i64(),
        )
    };
    assert_eq!(late().await, (true, true, 1, Some(1)));
    let street = bodies::by_id(&mut &site.app.database, &site.bodies.street).await.unwrap();
    let mut transaction = site.app.database.begin().await.unwrap();
    let closed = bodies::Body { active: false, closed_on: Some(jiff::civil::date(2024, 1, 27)), ..street };
    bodies::update(&mut transaction, &closed).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(late().await, (false, false, 0, Some(0)));
}
