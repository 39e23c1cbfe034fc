use axum::http::StatusCode;
use gongkai_store::obligations::State as RowState;
use gongkai_store::people::Role;
use gongkai_store::publications;
use gongkai_store::reports::{self, State};
use gongkai_store::webhooks;

use super::stage::{TOTAL, clean, clean_report, docx, faulty_report, journalled, right_total, row};
use crate::test_app::TestApp;

#[tokio::test]
async fn with_errors_in_the_way_acceptance_takes_a_reason() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/accept");
    let refused = supervisor.post(&path, &[("reason", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("接收须写明理由"), "{}", refused.text());
    assert_eq!(row(&site, &id).await.state, State::Checked);
    assert_eq!(supervisor.post(&path, &[("reason", "已电话核实")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(row(&site, &id).await.state, State::Accepted);
    assert_eq!(supervisor.post(&path, &[("reason", "再来")]).await.status, StatusCode::CONFLICT);
    assert_eq!(journalled(&site, "report_accepted").await, 1);
    // What is accepted and not published can still go back.
    let back = [("due_on", "2024-01-25"), ("note", "又发现问题")];
    let answer = supervisor.post(&format!("/office/reports/{id}/return"), &back).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    // And be accepted after all; the return is done with then.
    assert_eq!(supervisor.post(&path, &[("reason", "说明属实")]).await.status, StatusCode::SEE_OTHER);
    let page = supervisor.get(&format!("/office/reports/{id}/versions")).await.text();
    assert!(page.contains("已办结"), "{page}");
}

#[tokio::test]
async fn decided_errors_are_not_in_the_way() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let errors = super::stage::errors(&site, &id).await;
    let mut fields: Vec<(&str, &str)> = errors.iter().map(|error| ("finding", error.fingerprint.as_str())).collect();
    fields.extend([("decision", "accept"), ("reason", "口径不同")]);
    supervisor.post(&format!("/office/reports/{id}/decisions"), &fields).await;
    let answer = supervisor.post(&format!("/office/reports/{id}/accept"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

#[tokio::test]
async fn a_report_is_published_and_corrected_and_the_older_version_stays() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let street = &site.bodies.street;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/publish");
    assert_eq!(supervisor.post(&path, &[]).await.status, StatusCode::CONFLICT, "not accepted yet");
    supervisor.post(&format!("/office/reports/{id}/accept"), &[]).await;
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("value=\"青禾街道2023年政府信息公开工作年度报告\""), "{page}");
    let title = ("title", "青禾街道办事处2023年政府信息公开工作年度报告");
    let answer = supervisor.post(&path, &[title]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let public = site.anybody().get(&format!("/reports/{street}/2023")).await;
    assert!(public.status == StatusCode::OK && public.text().contains(title.1), "{}", public.text());

    let reason = ("reason", "表三总计有误，予以更正");
    let same = supervisor.post(&path, &[title, reason]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(same.text().contains("没有可更正的"));
    let other = (right_total().parse::<i64>().unwrap() + 5).to_string();
    let correction = [("address", TOTAL), ("to", "figure"), ("value", &*other), ("reason", "原件如此"), ("seen", "0")];
    site.clock.set("2024-01-15T01:05:00Z".parse().unwrap());
    assert_eq!(
        supervisor.post(&format!("/office/reports/{id}/cells"), &correction).await.status,
        StatusCode::SEE_OTHER
    );
    let desk = async || supervisor.get(&format!("/office/reports/{id}")).await.text();
    assert!(desk().await.contains("发布后又更正了 1 格"));
    let untouched = publications::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!(untouched.version, 1, "what is published changes only by publishing");
    let silent = supervisor.post(&path, &[title]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a correction says why");
    site.clock.set("2024-01-15T01:10:00Z".parse().unwrap());
    assert_eq!(supervisor.post(&path, &[title, reason]).await.status, StatusCode::SEE_OTHER);
    assert!(!desk().await.contains("发布后又更正了"));

    let now = publications::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!((now.version, now.reason.as_deref()), (2, Some(reason.1)));
    let first = publications::version(&mut &site.app.database, street, 2023, 1).await.unwrap().unwrap();
    assert_eq!((&first.reading, first.is_current), (&untouched.reading, false));
    assert_ne!(now.reading, first.reading);
    let public = site.anybody().get(&format!("/reports/{street}/2023")).await.text();
    assert!(public.contains(&other) && public.contains(reason.1), "{public}");
    let older = site.anybody().get(&format!("/reports/{street}/2023/versions/1")).await;
    assert_eq!(older.status, StatusCode::OK);
    assert_eq!((journalled(&site, "report_published").await, journalled(&site, "publication_corrected").await), (1, 1));
}

#[tokio::test]
async fn a_published_report_is_returned_while_the_public_goes_on_reading_it() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let roll = crate::collecting::open(&supervisor, &site.bodies.district, 2023).await;
    let at = |step: &str| format!("/office/reports/{id}/{step}");
    for step in ["accept", "publish"] {
        assert_eq!(supervisor.post(&at(step), &[]).await.status, StatusCode::SEE_OTHER, "{step}");
    }
    let page = supervisor.get(&at("return")).await.text();
    assert!(page.contains("退回期间公众仍可查阅"), "{page}");
    let back = [("due_on", "2024-01-25"), ("note", "请核对表三总计。")];
    let answer = supervisor.post(&at("return"), &back).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let letter = answer.header("location").to_owned();
    let public = format!("/reports/{}/2023", site.bodies.street);
    let row = async || crate::collecting::row(&site, &roll, &site.bodies.street).await;
    assert_eq!(site.anybody().get(&public).await.status, StatusCode::OK);
    assert_eq!(row().await.obligation.state, RowState::Returned);
    let desk = supervisor.get(&format!("/office/reports/{id}")).await.text();
    assert!(desk.contains("已退回") && desk.contains("公众仍可查阅本版"), "{desk}");
    let page = supervisor.get(&format!("/office/collections/{roll}?state=returned")).await.text();
    assert!(page.contains("公众看到报送的第 1 版"), "{page}");
    // What is published counts until it is replaced or withdrawn, and the total says of whom.
    let total = async |which: &str| {
        let address = format!("/office/totals?body={}&year=2023&which={which}", site.bodies.district);
        supervisor.get(&address).await.text()
    };
    let counts = |page: &str| page.contains(&format!("href=\"/office/reports/{id}\""));
    let told = "1 份已发布的报告被退回，或者新版被退回";
    for which in ["accepted", "checked"] {
        let page = total(which).await;
        assert!(counts(&page) && page.contains(told), "{which}: {page}");
    }
    let path = format!("/api/v1/bodies/{}/totals/2023", site.bodies.district);
    let members = supervisor.get(&path).await.json()["members"].clone();
    let street = members.as_array().unwrap().iter().find(|member| !member["report"].is_null()).unwrap().clone();
    assert_eq!((street["report"].as_str(), street["state"].as_str()), (Some(id.as_str()), Some("returned")));
    // Words that convince: accepted again, it is published as before.
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let words = officer.post_files(&format!("{letter}/answer"), &[("text", "经核对无误。")], &[]).await;
    assert_eq!(words.status, StatusCode::SEE_OTHER);
    assert_eq!(supervisor.post(&at("accept"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(row().await.obligation.state, RowState::Published);
    let page = total("accepted").await;
    assert!(counts(&page) && !page.contains("被退回，"), "{page}");
    // Returned once more, a mended file comes, and takes its place by a correction.
    let answer = supervisor.post(&at("return"), &back).await;
    let letter = answer.header("location").to_owned();
    let mut mended = clean("青禾街道");
    mended.sections[0].lines[0].text.push_str("内容已核对。");
    let sent = officer
        .post_files(&format!("{letter}/answer"), &[("text", "")], &[("file", "年报.docx", &docx(&mended))])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(site.anybody().get(&public).await.status, StatusCode::OK);
    let newest = reports::current(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap().unwrap();
    let at = |step: &str| format!("/office/reports/{}/{step}", newest.id);
    assert_eq!(supervisor.post(&at("accept"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(row().await.obligation.state, RowState::Accepted);
    let reason = [("reason", "核对后补充说明")];
    let done = supervisor.post(&at("publish"), &reason).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(row().await.obligation.state, RowState::Published);
    assert!(site.anybody().get(&public).await.text().contains("内容已核对。"));
}

#[tokio::test]
async fn what_is_published_can_be_found_by_its_words_and_webhooks_are_told() {
    let site = TestApp::new().await;
    let administrator = site.caller(Role::Administrator, &site.bodies.district).await;
    let address = "https://example.test/hook";
    gongkai_app::webhooks::enter(&site.app, &administrator, &site.bodies.district, address).await.unwrap();
    let webhook = webhooks::all(&mut &site.app.database).await.unwrap().remove(0).id;
    let id = clean_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    supervisor.post(&format!("/office/reports/{id}/accept"), &[]).await;
    supervisor.post(&format!("/office/reports/{id}/publish"), &[]).await;
    let told = webhooks::deliveries(&mut &site.app.database, &webhook, 9).await.unwrap();
    assert_eq!(told.iter().map(|each| each.event.as_str()).collect::<Vec<_>>(), ["report_published"]);
    let kept = publications::current(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap().unwrap();
    assert!(kept.text.contains("总体情况") && kept.text.contains("政府网站主动公开信息"), "{}", kept.text);
}

#[tokio::test]
async fn what_ought_not_to_be_public_is_withdrawn_and_published_again_once_mended() {
    let site = TestApp::new().await;
    let administrator = site.caller(Role::Administrator, &site.bodies.district).await;
    let address = "https://example.test/hook";
    gongkai_app::webhooks::enter(&site.app, &administrator, &site.bodies.district, address).await.unwrap();
    let webhook = webhooks::all(&mut &site.app.database).await.unwrap().remove(0).id;
    let id = clean_report(&site).await;
    let street = &site.bodies.street;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}");
    let (publish, withdraw) = (format!("{path}/publish"), format!("{path}/withdraw"));
    supervisor.post(&format!("{path}/accept"), &[]).await;
    let reason = ("reason", "含有个人信息");
    let early = supervisor.post(&withdraw, &[("versions", "1"), reason]).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "{}", early.text());
    supervisor.post(&publish, &[("title", "青禾街道2023年报")]).await;
    supervisor.post(&publish, &[("title", "青禾街道2023年报（更正）"), ("reason", "标题有误")]).await;
    let public = format!("/reports/{street}/2023");
    let status = async |address: &str| site.anybody().get(address).await.status;
    // Kept pages and files are no reason to show it on.
    for file in ["", "/report.docx", "/original", "/versions/1", "/versions/1/report.docx"] {
        assert_eq!(status(&format!("{public}{file}")).await, StatusCode::OK, "{file}");
    }

    // Of a version the public reads nobody is told that it was accepted.
    let versions = format!("{path}/versions");
    let badges = async || {
        let page = supervisor.get(&versions).await.text();
        let tables = page.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap().to_owned();
        ["已接收", "已发布", "已撤下"].map(|word| tables.contains(word))
    };
    assert_eq!(badges().await, [false, true, false]);
    let page = supervisor.get(&withdraw).await.text();
    assert!(page.contains("id=\"version-1\"") && page.contains("id=\"version-2\""), "{page}");
    let silent = supervisor.post(&withdraw, &[("versions", "1")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "the public is told why");
    assert_eq!(supervisor.post(&withdraw, &[reason]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = supervisor.post(&withdraw, &[("versions", "7"), reason]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);

    // The older version alone: the current one stays, and says of the other that it is withdrawn.
    assert_eq!(supervisor.post(&withdraw, &[("versions", "1"), reason]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(status(&format!("{public}/versions/1/report.docx")).await, StatusCode::GONE);
    let shown = site.anybody().get(&public).await.text();
    assert!(shown.contains("撤下原因：含有个人信息") && !shown.contains("/2023/versions/1\""), "{shown}");

    assert_eq!(supervisor.post(&withdraw, &[("versions", "2"), reason]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(badges().await, [false, false, true]);
    for file in ["", "/report.docx", "/report.json", "/original", "/versions/2", "/versions/2/original"] {
        let answer = site.anybody().get(&format!("{public}{file}")).await;
        assert_eq!(answer.status, StatusCode::GONE, "{file}");
        assert!(
            answer.text().contains("青禾街道办事处 2023 年度报告已于 2024-01-15 撤下，原因：含有个人信息"),
            "{file}: {}",
            answer.text()
        );
        assert!(!answer.text().contains("青禾街道2023年报"), "{file}");
    }
    let english = site.anybody().get(&format!("{public}?lang=en")).await.text();
    let told = "The report of <span lang=\"zh-CN\">青禾街道办事处</span> for 2023 was withdrawn on 2024-01-15";
    assert!(english.contains(told), "{english}");
    for elsewhere in ["/feed.atom", "/sitemap.xml", "/", "/search?q=更正", "/open-data/reports.csv"] {
        let page = site.anybody().get(elsewhere).await.text();
        assert!(!page.contains("青禾街道2023年报") && !page.contains(&public), "{elsewhere}: {page}");
    }
    let api = site.anybody().get(&format!("/api/v1/bodies/{street}/publications/2023")).await;
    assert_eq!((api.status, api.json()["errors"][0]["code"].as_str()), (StatusCode::GONE, Some("withdrawn")));
    assert_eq!(journalled(&site, "publication_withdrawn").await, 2);
    let told = webhooks::deliveries(&mut &site.app.database, &webhook, 9).await.unwrap();
    assert_eq!(told.iter().filter(|each| each.event == "publication_withdrawn").count(), 2);

    // The report is accepted as before it was published; what follows says why.
    let desk = supervisor.get(&path).await.text();
    assert!(desk.contains("2024-01-15 撤下") && !desk.contains(&withdraw), "{desk}");
    let silent = supervisor.post(&publish, &[("title", "青禾街道2023年报（更正）")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mend = [("address", TOTAL), ("to", "figure"), ("value", "9"), ("reason", "按台账更正"), ("seen", "0")];
    assert_eq!(supervisor.post(&format!("{path}/cells"), &mend).await.status, StatusCode::SEE_OTHER);
    let again = [("title", "青禾街道2023年报（更正）"), ("reason", "已删除个人信息")];
    assert_eq!(supervisor.post(&publish, &again).await.status, StatusCode::SEE_OTHER);
    let now = publications::current(&mut &site.app.database, street, 2023).await.unwrap().unwrap();
    assert_eq!((now.version, now.reason.as_deref()), (3, Some("已删除个人信息")));
    let api = site.anybody().get(&format!("/api/v1/bodies/{street}/publications/2023")).await;
    assert_eq!((api.status, &api.json()["items"][0]["follows_withdrawal"]), (StatusCode::OK, &true.into()));
    // The version that stays withdrawn says that the report is there again, and where.
    let older = site.anybody().get(&format!("{public}/versions/2")).await;
    assert_eq!(older.status, StatusCode::GONE);
    let page = older.text();
    assert!(page.contains("年度报告第 2 版已于 2024-01-15 撤下，原因：含有个人信息"), "{page}");
    let way = format!("href=\"{public}\">查看现行版本<");
    assert!(page.contains("后来发布的现行版本可以查阅") && page.contains(&way) && !page.contains("旧版本"), "{page}");
    let english = site.anybody().get(&format!("{public}/versions/2?lang=en")).await.text();
    assert!(
        english.contains("The current version, published later") && english.contains("Version 2 of the report"),
        "{english}"
    );
    let api = site.anybody().get(&format!("/api/v1/bodies/{street}/publications/2023/reading?version=2")).await;
    assert_eq!((api.status, api.json()["type"].as_str()), (StatusCode::GONE, Some("urn:gongkai:problem:withdrawn")));
    assert_eq!((journalled(&site, "report_published").await, journalled(&site, "publication_corrected").await), (2, 1));
}

#[tokio::test]
async fn an_accepted_version_that_another_followed_is_not_returned() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let old = faulty_report(&site).await;
    let accepted = supervisor.post(&format!("/office/reports/{old}/accept"), &[("reason", "情况属实")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let returning = [("note", "请核实"), ("due_on", "2024-03-01")];
    let path = format!("/office/reports/{old}/return");
    assert!(supervisor.get(&path).await.text().contains("name=\"due_on\""));
    faulty_report(&site).await;
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("这一版已被新版本取代") && !page.contains("name=\"due_on\""), "{page}");
    let refused = supervisor.post(&path, &returning).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
}
