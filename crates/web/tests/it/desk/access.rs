use axum::http::StatusCode;
use gongkai_store::people::Role;
use gongkai_store::reports::State;

use super::stage::{TOTAL, clean_report, errors, faulty_report, found, row};
use crate::test_app::TestApp;

/// Every action on a report, with fields that would do if it were permitted.
fn actions(fingerprint: &str) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let own =
        |fields: &[(&'static str, &str)]| fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    vec![
        ("cells", own(&[("address", TOTAL), ("to", "blank"), ("reason", "看错"), ("seen", "0")])),
        ("read", own(&[])),
        ("decisions", own(&[("finding", fingerprint), ("decision", "mend")])),
        ("return", own(&[("finding", fingerprint), ("due_on", "2024-01-25")])),
        ("accept", own(&[("reason", "行")])),
        ("publish", own(&[("reason", "行")])),
    ]
}

#[tokio::test]
async fn who_may_not_act_here_does_not() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let fingerprint = errors(&site, &id).await.remove(0).fingerprint;
    let bodies = &site.bodies;
    let cases = [
        // The body's own people look and answer; they judge nothing.
        (Role::DisclosureOfficer, &bodies.street, StatusCode::FORBIDDEN),
        (Role::Leader, &bodies.street, StatusCode::FORBIDDEN),
        (Role::Auditor, &bodies.district, StatusCode::FORBIDDEN),
        (Role::Administrator, &bodies.district, StatusCode::FORBIDDEN),
        // Below and beside, the report is not there at all.
        (Role::Supervisor, &bodies.community, StatusCode::NOT_FOUND),
        (Role::Supervisor, &bodies.foreign_district, StatusCode::NOT_FOUND),
    ];
    let before = (row(&site, &id).await, found(&site, &id).await);
    for (role, body, expected) in cases {
        let browser = site.sign_in_as(role, body).await;
        for (action, fields) in actions(&fingerprint) {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.post(&format!("/office/reports/{id}/{action}"), &fields).await;
            assert_eq!(answer.status, expected, "{action} as {}", role.id());
        }
    }
    assert_eq!((row(&site, &id).await, found(&site, &id).await), before, "nothing changed");
}

#[tokio::test]
async fn supervisors_of_the_body_and_of_those_above_act() {
    for body in ["street", "district", "city"] {
        let site = TestApp::new().await;
        let id = faulty_report(&site).await;
        let fingerprint = errors(&site, &id).await.remove(0).fingerprint;
        let at = match body {
            "street" => &site.bodies.street,
            "district" => &site.bodies.district,
            _ => &site.bodies.city,
        };
        let supervisor = site.sign_in_as(Role::Supervisor, at).await;
        for (action, fields) in actions(&fingerprint) {
            // What was blanked is another finding: decide and return by what there is now.
            let now = errors(&site, &id).await.first().map(|error| error.fingerprint.clone());
            let fields: Vec<(&str, String)> = fields
                .into_iter()
                .map(
                    |(name, value)| {
                        if name == "finding" { (name, now.clone().unwrap_or(value)) } else { (name, value) }
                    },
                )
                .collect();
            let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            if now.is_none() {
                fields.retain(|(name, _)| *name != "finding");
                fields.push(("note", "请核对"));
            }
            let answer = supervisor.post(&format!("/office/reports/{id}/{action}"), &fields).await;
            let nothing_to_decide = action == "decisions" && now.is_none();
            assert!(
                answer.status == StatusCode::SEE_OTHER || nothing_to_decide,
                "{action} at the {body}: {}",
                answer.text()
            );
        }
        assert_eq!(row(&site, &id).await.state, State::Accepted);
    }
}

#[tokio::test]
async fn only_those_who_may_see_a_report_see_it() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let fields = [("note", "请核对"), ("due_on", "2024-01-25")];
    let returned =
        supervisor.post(&format!("/office/reports/{id}/return"), &fields).await.header("location").to_owned();
    let report = |page: &str| format!("/office/reports/{id}{page}");
    let pages = [
        report(""),
        report("/file"),
        report("/sections"),
        report("/findings"),
        report("/versions"),
        report("/history"),
        returned.clone(),
        format!("{returned}/docx"),
        format!("{returned}/pdf"),
    ];
    let bodies = &site.bodies;
    for (role, body, expected) in [
        (Role::DisclosureOfficer, &bodies.street, StatusCode::OK),
        (Role::Leader, &bodies.street, StatusCode::OK),
        (Role::Auditor, &bodies.city, StatusCode::OK),
        (Role::DisclosureOfficer, &bodies.district, StatusCode::NOT_FOUND),
        (Role::DisclosureOfficer, &bodies.community, StatusCode::NOT_FOUND),
        (Role::Supervisor, &bodies.foreign_district, StatusCode::NOT_FOUND),
        (Role::Administrator, &bodies.district, StatusCode::FORBIDDEN),
    ] {
        let browser = site.sign_in_as(role, body).await;
        for page in &pages {
            assert_eq!(browser.get(page).await.status, expected, "{page} as {}", role.id());
        }
    }
    // Pages of actions are for those who may act.
    for page in ["/return", "/accept", "/publish"] {
        let officer = site.sign_in_as(Role::DisclosureOfficer, &bodies.street).await;
        assert_eq!(officer.get(&report(page)).await.status, StatusCode::FORBIDDEN, "{page}");
        let foreign = site.sign_in_as(Role::Supervisor, &bodies.foreign_district).await;
        assert_eq!(foreign.get(&report(page)).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn only_the_body_itself_answers() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let fields = [("note", "请核对"), ("due_on", "2024-01-25")];
    let returned =
        supervisor.post(&format!("/office/reports/{id}/return"), &fields).await.header("location").to_owned();
    for (role, body, expected) in [
        (Role::Supervisor, &site.bodies.district, StatusCode::FORBIDDEN),
        (Role::Leader, &site.bodies.street, StatusCode::FORBIDDEN),
        (Role::DisclosureOfficer, &site.bodies.district, StatusCode::NOT_FOUND),
        (Role::DisclosureOfficer, &site.bodies.foreign_street, StatusCode::NOT_FOUND),
        (Role::DisclosureOfficer, &site.bodies.street, StatusCode::SEE_OTHER),
    ] {
        let browser = site.sign_in_as(role, body).await;
        let answer = browser.post_files(&format!("{returned}/answer"), &[("text", "已核对")], &[]).await;
        assert_eq!(answer.status, expected, "{}", role.id());
    }
    let shown = supervisor.get(&returned).await.text();
    assert!(shown.contains("已核对") && !shown.contains("name=\"file\""), "the office reads the answer and sends none");
}

#[tokio::test]
async fn a_supervisor_of_its_own_does_not_judge_what_an_office_above_collects() {
    let site = TestApp::new().await;
    let street = &site.bodies.street;
    let report = clean_report(&site).await;
    let own = site.sign_in_as(Role::Supervisor, street).await;
    let accept = format!("/office/reports/{report}/accept");
    // Nobody above asks for it: it judges itself.
    assert!(own.get(&format!("/office/reports/{report}")).await.text().contains(&format!("href=\"{accept}\"")));
    crate::drafts::collect(&site, 2023).await;
    assert!(!own.get(&format!("/office/reports/{report}")).await.text().contains(&format!("href=\"{accept}\"")));
    for step in ["accept", "return"] {
        let path = format!("/office/reports/{report}/{step}");
        assert!(own.get(&path).await.text().contains("由收集它的上级机关核查"));
        let refused = own.post(&path, &[("note", "请改"), ("due_on", "2024-01-25")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    }
    let above = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let chosen = format!("/office/reports/chosen?action=accept&report={report}");
    let (refused, able) = (own.get(&chosen).await.text(), above.get(&chosen).await.text());
    assert!(refused.contains("由收集它的上级机关核查") && refused.contains("其中 0 份可以办理"), "{refused}");
    assert!(able.contains("其中 1 份可以办理"), "{able}");
    assert_eq!(above.post(&accept, &[]).await.status, StatusCode::SEE_OTHER);
    let path = format!("/office/reports/{report}");
    assert!(!own.get("/office").await.text().contains(&path), "it is not its own to publish");
    let publish = format!("{path}/publish");
    assert_eq!(above.post(&publish, &[("title", "年报")]).await.status, StatusCode::SEE_OTHER);
    let page = own.get(&path).await.text();
    for step in ["publish", "withdraw", "read"] {
        assert!(!page.contains(&format!("\"{path}/{step}\"")), "{step}: {page}");
    }
    assert!(page.contains("由收集它的上级机关核查和发布") && !page.contains("desk-edit"), "{page}");
    let cell = "t3.new_requests.individual";
    let steps: [(&str, &[(&str, &str)]); 4] = [
        ("publish", &[("title", "年报"), ("reason", "更正")]),
        ("withdraw", &[("versions", "1"), ("reason", "撤下")]),
        ("read", &[]),
        ("cells", &[("address", cell), ("to", "figure"), ("value", "4321"), ("reason", "核对"), ("seen", "0")]),
    ];
    for (step, fields) in steps {
        let refused = own.post(&format!("{path}/{step}"), fields).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{step}: {}", refused.text());
        assert!(refused.text().contains("由收集它的上级机关核查和发布"), "{step}: {}", refused.text());
    }
}

#[tokio::test]
async fn a_supervisor_of_its_own_does_not_extend_what_an_office_above_set() {
    let site = TestApp::new().await;
    let (_, returned) = super::returns::returned(&site).await;
    crate::drafts::collect(&site, 2023).await;
    let own = site.sign_in_as(Role::Supervisor, &site.bodies.street).await;
    let above = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let extend = format!("{returned}/extend");
    let offer = format!("href=\"{extend}\"");
    assert!(!own.get(&returned).await.text().contains(&offer));
    assert!(above.get(&returned).await.text().contains(&offer));
    let refused = own.get(&extend).await;
    assert!(refused.status == StatusCode::CONFLICT && refused.text().contains("由收集它的上级机关核查"));
    assert_eq!(above.get(&extend).await.status, StatusCode::OK);
}
