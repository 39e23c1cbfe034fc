use axum::http::StatusCode;
use gongkai_store::bodies;
use gongkai_store::people::Role;
use gongkai_store::reports::State;

use super::stage::{
    TOTAL, clean, clean_report, docx, errors, faulty_report, found, journalled, received, right_total, row,
};
use crate::test_app::TestApp;

#[tokio::test]
async fn a_wrong_cell_is_corrected_and_the_checks_run_again() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    assert!(!errors(&site, &id).await.is_empty());
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}");
    let page = supervisor.get(&path).await.text();
    // The cell the findings name comes first and can be corrected on the spot.
    let uncertain = page.split("id=\"group-uncertain\"").nth(1).unwrap().split("id=\"group-t2\"").next().unwrap();
    assert!(uncertain.contains(&format!("id=\"cell-{TOTAL}\"")), "{uncertain}");

    let total = right_total();
    let fields =
        [("address", TOTAL), ("to", "figure"), ("value", &total), ("reason", "原件第3页为此数"), ("seen", "0")];
    let answer = supervisor.post(&format!("{path}/cells"), &fields).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*format!("{path}#cell-{TOTAL}")));
    assert_eq!(errors(&site, &id).await, []);
    assert_eq!(row(&site, &id).await.counts.errors, 0);
    assert_eq!(journalled(&site, "cell_corrected").await, 1);
    let page = supervisor.get(&path).await.text();
    assert!(page.contains("原件第3页为此数") && page.contains("已更正"), "who, why and what was read stay");
    let html = scraper::Html::parse_document(&page);
    let count = |what: &str| {
        let within = scraper::Selector::parse(&format!("[id='cell-{TOTAL}'] {what}")).unwrap();
        html.select(&within).count()
    };
    assert_eq!((count("details.desk-edit > form"), count("details.desk-edit")), (1, 1), "one correction");
    assert_eq!(count("details.desk-history"), 1, "and what was corrected before beside it");

    // The same form sent again meets the correction.
    assert_eq!(supervisor.post(&format!("{path}/cells"), &fields).await.status, StatusCode::CONFLICT);

    let back = [("address", TOTAL), ("to", "as_read"), ("reason", "更正有误"), ("seen", "1")];
    assert_eq!(supervisor.post(&format!("{path}/cells"), &back).await.status, StatusCode::SEE_OTHER);
    assert!(!errors(&site, &id).await.is_empty());
    assert_eq!(journalled(&site, "correction_taken_back").await, 1);
    assert!(supervisor.get(&format!("{path}/history")).await.text().contains("撤销更正"));
}

#[tokio::test]
async fn what_is_no_figure_is_refused_beside_the_cell_and_nothing_is_lost() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/cells");
    for (to, value, reason, expected) in [
        ("figure", "若干", "看错", "应填数字"),
        ("figure", "99999999999999999999", "看错", "数太大，整数部分最多 15 位"),
        ("figure", "-1", "看错", "不能是负数"),
        ("figure", "1.5", "看错", "应填整数"),
        ("figure", "7", "", "必须填写"),
        ("as_read", "", "看错", "无需更正"),
    ] {
        let fields = [("address", TOTAL), ("to", to), ("value", value), ("reason", reason), ("seen", "0")];
        let answer = supervisor.post(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        let page = answer.text();
        assert!(page.contains(expected), "{value}: {expected}");
        assert!(page.contains("没有保存的更正：办理结果总计／总计"), "of which cell: {page}");
        assert!(page.contains(&format!("value=\"{value}\"")), "{value} is lost");
        let html = scraper::Html::parse_document(&page);
        let count = |what: &str| html.select(&scraper::Selector::parse(what).unwrap()).count();
        assert_eq!(count(".desk-cell[data-refused]"), 1, "the desk starts at one cell");
        let field = if reason.is_empty() { "reason" } else { "value" };
        let wrong = format!(
            "[id='cell-{TOTAL}'][data-refused] details[open] #{field}[aria-invalid][aria-describedby={field}-error]"
        );
        assert_eq!((count(&wrong), count("[aria-invalid]"), count(&format!("#{field}-error"))), (1, 1, 1), "{value}");
    }
    let unknown = [("address", "t2.permit.delta"), ("to", "blank"), ("reason", "看错"), ("seen", "0")];
    assert_eq!(supervisor.post(&path, &unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let strange = [("address", TOTAL), ("to", "something"), ("reason", "看错"), ("seen", "0")];
    assert_eq!(supervisor.post(&path, &strange).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(journalled(&site, "cell_corrected").await, 0);
}

#[tokio::test]
async fn blank_and_slash_are_not_zero() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}");
    for (seen, to, shown) in [("0", "blank", "空白"), ("1", "slash", "/")] {
        let fields = [("address", TOTAL), ("to", to), ("reason", "原件如此"), ("seen", seen)];
        assert_eq!(supervisor.post(&format!("{path}/cells"), &fields).await.status, StatusCode::SEE_OTHER, "{to}");
        let page = supervisor.get(&path).await.text();
        let cell = page.split(&format!("id=\"cell-{TOTAL}\"")).nth(1).unwrap().split("</li>").next().unwrap();
        let value = cell.split("desk-cell-value\">").nth(1).unwrap();
        assert!(value.starts_with(shown), "{to}: {value}");
    }
}

#[tokio::test]
async fn a_superseded_version_is_left_as_it_is() {
    let site = TestApp::new().await;
    let first = faulty_report(&site).await;
    let second = received(&site, &site.bodies.street, &clean("青禾街道办事处")).await;
    assert_eq!(row(&site, &first).await.state, State::Superseded);
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = supervisor.get(&format!("/office/reports/{first}")).await.text();
    assert!(page.contains(&format!("href=\"/office/reports/{second}\"")), "the newer version is linked");
    assert!(!page.contains("name=\"seen\""), "there is nothing to correct here");
    let fields = [("address", TOTAL), ("to", "figure"), ("value", "7"), ("reason", "看错"), ("seen", "0")];
    for (action, fields) in [("cells", &fields[..]), ("read", &[]), ("accept", &[("reason", "行")]), ("publish", &[])]
    {
        let answer = supervisor.post(&format!("/office/reports/{first}/{action}"), fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{action}");
        assert!(answer.text().contains("被新版本取代"), "{action}");
    }
}

#[tokio::test]
async fn corrections_hold_on_when_the_file_is_read_again() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}");
    let total = right_total();
    let fields = [("address", TOTAL), ("to", "figure"), ("value", &total), ("reason", "看错"), ("seen", "0")];
    supervisor.post(&format!("{path}/cells"), &fields).await;
    assert_eq!(supervisor.post(&format!("{path}/read"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(errors(&site, &id).await, []);
    assert_eq!(journalled(&site, "report_read").await, 1);
}

#[tokio::test]
async fn read_again_after_its_body_was_renamed_a_file_with_the_former_name_is_still_its_own() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let renamed = async |former: bool| {
        let mut transaction = site.app.database.begin().await.unwrap();
        let mut street = bodies::by_id(&mut transaction, &site.bodies.street).await.unwrap();
        street.name = "新禾街道办事处".to_owned();
        street.other_names = if former { vec!["青禾街道办事处".to_owned()] } else { Vec::new() };
        bodies::update(&mut transaction, &street).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(supervisor.post(&format!("/office/reports/{id}/read"), &[]).await.status, StatusCode::SEE_OTHER);
        found(&site, &id).await.iter().any(|finding| finding.code == "title-other-body")
    };
    assert!(renamed(false).await, "a name nobody knows");
    assert!(!renamed(true).await);
    assert_eq!(row(&site, &id).await.body, site.bodies.street);
}

#[tokio::test]
async fn the_original_is_saved_and_never_shown() {
    let site = TestApp::new().await;
    let id = clean_report(&site).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, &site.bodies.street).await;
    let file = officer.get(&format!("/office/reports/{id}/file")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.bytes, docx(&clean("青禾街道")));
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    let name = file.header("content-disposition");
    assert!(name.starts_with("attachment; ") && name.is_ascii() && name.contains("filename*=UTF-8''"), "{name}");
}
