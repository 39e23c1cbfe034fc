use axum::http::StatusCode;
use gongkai_store::findings::{self, Decided};
use gongkai_store::people::Role;

use super::stage::{errors, faulty, faulty_report, found, journalled, received};
use crate::test_app::TestApp;

#[tokio::test]
async fn a_decision_is_kept_with_its_reason_and_survives_another_reading() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/decisions");
    let first = errors(&site, &id).await.remove(0).fingerprint;
    for (decision, reason, expected) in [
        ("accept", "", StatusCode::UNPROCESSABLE_ENTITY),
        ("not_a_fault", " ", StatusCode::UNPROCESSABLE_ENTITY),
        ("perhaps", "是", StatusCode::BAD_REQUEST),
        ("mend", "", StatusCode::SEE_OTHER),
        ("accept", "口径不同，已核实", StatusCode::SEE_OTHER),
    ] {
        let fields = [("finding", first.as_str()), ("decision", decision), ("reason", reason)];
        assert_eq!(supervisor.post(&path, &fields).await.status, expected, "{decision} {reason}");
    }
    assert_eq!(supervisor.post(&format!("/office/reports/{id}/read"), &[]).await.status, StatusCode::SEE_OTHER);
    let page = supervisor.get(&format!("/office/reports/{id}/findings")).await.text();
    assert!(page.contains("口径不同，已核实"), "{page}");
    let kept = findings::decisions(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap();
    assert_eq!(kept.iter().map(|decision| decision.decided).collect::<Vec<_>>(), [Decided::Accept]);

    let back = [("finding", first.as_str()), ("decision", "undecided")];
    assert_eq!(supervisor.post(&path, &back).await.status, StatusCode::SEE_OTHER);
    assert_eq!(findings::decisions(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap(), []);
    assert_eq!(journalled(&site, "finding_decided").await, 3);
}

#[tokio::test]
async fn what_is_not_there_any_more_cannot_be_decided() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}/decisions");
    let gone = [("finding", "0000"), ("decision", "mend")];
    assert_eq!(supervisor.post(&path, &gone).await.status, StatusCode::CONFLICT);
    let nothing = supervisor.post(&path, &[("decision", "mend")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("请先选中至少一个问题"));
    // Ids of findings change with each run of the checks.
    let old = found(&site, &id).await.remove(0).id.to_string();
    supervisor.post(&format!("/office/reports/{id}/read"), &[]).await;
    let fields = [("finding", old.as_str()), ("decision", "mend"), ("here", "by=rule")];
    assert_eq!(supervisor.post("/office/findings/decisions", &fields).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_somebody_decided_meanwhile_is_not_decided_over() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let first = errors(&site, &id).await.remove(0);
    let here = format!("by=rule&code={}", first.code);
    let several = format!("/office/findings?{here}");
    for (page, action, key) in [
        (
            format!("/office/reports/{id}/findings"),
            format!("/office/reports/{id}/decisions"),
            first.fingerprint.clone(),
        ),
        (several, "/office/findings/decisions".to_owned(), first.id.to_string()),
    ] {
        let seen_on = async || {
            let text = supervisor.get(&page).await.text();
            let seen = text.split("name=\"seen\" value=\"").find(|rest| rest.starts_with(&key)).unwrap().to_owned();
            seen.split('"').next().unwrap().replace("&#61;", "=")
        };
        let seen = seen_on().await;
        let decide = async |decision: &str, reason: &str, seen: &str| {
            let fields = [
                ("finding", key.as_str()),
                ("decision", decision),
                ("reason", reason),
                ("seen", seen),
                ("here", &here),
            ];
            supervisor.post(&action, &fields).await
        };
        assert_eq!(decide("not_a_fault", "甲已核实", &seen).await.status, StatusCode::SEE_OTHER);
        let late = decide("mend", "乙写的原因", &seen).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let text = late.text();
        assert!(text.contains("甲已核实") && text.contains("乙写的原因") && text.contains("有人处理过"), "{text}");
        let kept = findings::decisions(&mut &site.app.database, &site.bodies.street, 2023).await.unwrap();
        assert_eq!(kept.iter().map(|decision| decision.reason.as_str()).collect::<Vec<_>>(), ["甲已核实"]);
        assert_eq!(decide("undecided", "", &seen_on().await).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn findings_of_one_rule_are_decided_together_across_bodies() {
    let site = TestApp::new().await;
    let street = faulty_report(&site).await;
    let town = received(&site, &site.bodies.township, &faulty("云溪镇")).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let rule = "column-sum-mismatch";
    let of_rule =
        |found: Vec<findings::Finding>| found.into_iter().find(|finding| finding.code == rule).unwrap().id.to_string();
    let (one, two) = (of_rule(found(&site, &street).await), of_rule(found(&site, &town).await));
    let page = supervisor.get(&format!("/office/findings?by=rule&code={rule}")).await.text();
    assert!(page.contains(&one) && page.contains(&two) && page.contains("云溪镇人民政府"), "{page}");

    let other = found(&site, &street).await.into_iter().find(|finding| finding.code != rule).unwrap().id.to_string();
    let here = format!("by=rule&code={rule}");
    let mixed = [("finding", one.as_str()), ("finding", &other), ("decision", "mend"), ("here", &here)];
    let refused = supervisor.post("/office/findings/decisions", &mixed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("同一规则"));

    let both = [
        ("finding", one.as_str()),
        ("finding", &two),
        ("decision", "not_a_fault"),
        ("reason", "统计口径"),
        ("here", &here),
    ];
    let answer = supervisor.post("/office/findings/decisions", &both).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, &*format!("/office/findings?{here}"))
    );
    for body in [&site.bodies.street, &site.bodies.township] {
        let kept = findings::decisions(&mut &site.app.database, body, 2023).await.unwrap();
        assert_eq!(kept.iter().map(|decision| decision.decided).collect::<Vec<_>>(), [Decided::NotAFault]);
    }
    let left = supervisor.get(&format!("/office/findings?by=rule&code={rule}&undecided=1")).await.text();
    assert!(left.contains("没有发现问题"), "{left}");
}

#[tokio::test]
async fn the_desk_counts_by_report_rule_and_body_and_leads_on() {
    let site = TestApp::new().await;
    let id = faulty_report(&site).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let by_report = supervisor.get("/office/findings").await.text();
    assert!(by_report.contains(&format!("/office/reports/{id}/findings")), "{by_report}");
    let by_rule = supervisor.get("/office/findings?by=rule").await.text();
    assert!(by_rule.contains("办理结果总计不符") && by_rule.contains("code=column-sum-mismatch"), "{by_rule}");
    let by_body = supervisor.get("/office/findings?by=body").await.text();
    assert!(by_body.contains(&format!("at={}", site.bodies.street)), "{by_body}");
    let of_body = supervisor.get(&format!("/office/findings?by=report&at={}", site.bodies.street)).await;
    assert!(of_body.text().contains("青禾街道办事处"));
    let foreign = supervisor.get(&format!("/office/findings?at={}", site.bodies.foreign_street)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}
