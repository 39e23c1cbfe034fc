use gongkai_store::collections::{self, Collection};
use gongkai_store::findings::{self, Browse, Decided, Decision, Filter, Sizes};
use gongkai_store::id::CollectionId;
use gongkai_store::reports::{self, Scope};

use crate::databases::{now, on_each};
use crate::house::{body, changing, entered, finding, found, person};

fn decision(of: &gongkai_store::bodies::Body, fingerprint: &str, decided: Decided) -> Decision {
    Decision {
        body: of.id.clone(),
        year: 2023,
        fingerprint: fingerprint.to_owned(),
        decided,
        reason: "原件如此".to_owned(),
        person_id: person(),
        person: "主管".to_owned(),
        at: now(),
    }
}

#[tokio::test]
async fn findings_are_replaced_as_a_whole() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let many: Vec<_> = (0..300).map(|number| finding(&report, number, "row-total-mismatch", "error")).collect();
        found(&database, &report, &many).await;
        assert_eq!(findings::of_report(&mut on, &report.id).await.unwrap(), many);
        let one = [finding(&report, 0, "word-misspelt", "info")];
        found(&database, &report, &one).await;
        assert_eq!(findings::of_report(&mut on, &report.id).await.unwrap(), one);
        found(&database, &report, &[]).await;
        assert_eq!(findings::of_report(&mut on, &report.id).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_decision_outlives_the_reading_it_was_made_on() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let set = [finding(&report, 0, "a", "error"), finding(&report, 1, "b", "error")];
        found(&database, &report, &set).await;
        let accept = decision(&street, "a-0", Decided::Accept);
        changing(&database, async |transaction| {
            findings::decide(transaction, &decision(&street, "a-0", Decided::Mend)).await.unwrap();
            findings::decide(transaction, &accept).await.unwrap();
        })
        .await;
        let second = entered(&database, &street, 2023, 2).await;
        found(&database, &second, &[finding(&second, 0, "a", "error")]).await;
        for (report, expected) in [(&report, vec![Some(accept.clone()), None]), (&second, vec![Some(accept.clone())])] {
            let with = findings::decided_by_report(&mut &database, &report.id).await.unwrap();
            assert_eq!(with.into_iter().map(|(_, decision)| decision).collect::<Vec<_>>(), expected);
        }
        assert_eq!(findings::decisions(&mut &database, &street.id, 2023).await.unwrap(), [accept]);
        changing(&database, async |transaction| {
            assert!(findings::undecide(transaction, &street.id, 2023, "a-0").await.unwrap());
            assert!(!findings::undecide(transaction, &street.id, 2023, "a-0").await.unwrap());
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn findings_are_counted_by_report_rule_and_body() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let town = body(&database, "云溪镇人民政府", Some(&district)).await;
        let old = entered(&database, &street, 2023, 1).await;
        found(&database, &old, &[finding(&old, 0, "gone", "error")]).await;
        let report = entered(&database, &street, 2023, 2).await;
        let other = entered(&database, &town, 2023, 1).await;
        let before = entered(&database, &town, 2022, 1).await;
        let set =
            [finding(&report, 0, "a", "error"), finding(&report, 1, "b", "info"), finding(&report, 2, "a", "error")];
        found(&database, &report, &set).await;
        let others = [finding(&other, 0, "a", "error")];
        found(&database, &other, &others).await;
        found(&database, &before, &[finding(&before, 0, "c", "warning")]).await;
        changing(&database, async |transaction| {
            findings::decide(transaction, &decision(&street, "a-0", Decided::NotAFault)).await.unwrap();
        })
        .await;
        let filter = Filter { scope: Scope::subtree(&district), ..Filter::default() };
        let sizes = findings::sizes(&mut on, &filter).await.unwrap();
        assert_eq!(sizes, Sizes { findings: 5, reports: 3, rules: 3, bodies: 2 });

        let rules = findings::counts_by_rule(&mut on, &filter).await.unwrap();
        let told: Vec<_> = rules.iter().map(|r| (r.code.as_str(), r.findings, r.reports, r.undecided)).collect();
        assert_eq!(told, [("a", 3, 2, 2), ("c", 1, 1, 1), ("b", 1, 1, 1)]);

        let reports = findings::counts_by_report(&mut on, &filter, 9, 0).await.unwrap();
        let told: Vec<_> = reports.iter().map(|r| (&r.report, r.errors, r.warnings, r.infos, r.undecided)).collect();
        assert_eq!(told, [(&report.id, 2, 0, 1, 2), (&other.id, 1, 0, 0, 1), (&before.id, 0, 1, 0, 1)]);
        assert_eq!(findings::counts_by_report(&mut on, &filter, 1, 1).await.unwrap(), reports[1..2]);

        let bodies = findings::counts_by_body(&mut on, &filter, 9, 0).await.unwrap();
        let told: Vec<_> = bodies.iter().map(|b| (&b.body, b.reports, b.errors, b.undecided)).collect();
        assert_eq!(told, [(&street.id, 1, 2, 2), (&town.id, 2, 1, 2)]);

        let of = async |filter: Filter| {
            let listed = findings::of_filter(&mut &database, &filter, 9, 0).await.unwrap();
            let mut told: Vec<_> =
                listed.into_iter().map(|listed| (listed.body_name, listed.finding.ordinal)).collect();
            // Bodies stand in the order of their ids, which one moment gave them.
            told.sort();
            told
        };
        let rule = Filter { code: Some("a".to_owned()), undecided: true, ..filter.clone() };
        let two = [("云溪镇人民政府".to_owned(), 0), ("青禾街道办事处".to_owned(), 2)];
        assert_eq!(of(rule).await, two);
        let warnings = Filter { severity: Some("warning".to_owned()), ..filter.clone() };
        assert_eq!(of(warnings).await, [("云溪镇人民政府".to_owned(), 0)]);
        let only = Filter { scope: Scope::only(&district), ..filter };
        assert_eq!(of(only).await, []);

        let ids = [set[0].id.clone(), others[0].id.clone()];
        let chosen = findings::of_ids(&mut on, &ids).await.unwrap();
        assert_eq!(chosen.iter().filter(|chosen| chosen.decision.is_some()).count(), 1);
        assert_eq!(chosen.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn findings_still_to_be_decided_are_counted_for_each_open_collection() {
    on_each(|database| async move {
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let town = body(&database, "云溪镇人民政府", Some(&district)).await;
        let old = entered(&database, &street, 2023, 1).await;
        let newest = entered(&database, &street, 2023, 2).await;
        let accepted = entered(&database, &town, 2023, 1).await;
        let before = entered(&database, &town, 2022, 1).await;
        for report in [&old, &newest, &accepted, &before] {
            let three =
                [finding(report, 0, "a", "error"), finding(report, 1, "b", "info"), finding(report, 2, "c", "error")];
            found(&database, report, &three).await;
        }
        let collection = |year| Collection {
            id: CollectionId::new(now()),
            body: district.id.clone(),
            year,
            due: "{}".to_owned(),
            due_on: None,
            opened_at: now(),
            closed_at: None,
        };
        let (this, last, none) = (collection(2023), collection(2022), collection(2021));
        changing(&database, async |transaction| {
            findings::decide(transaction, &decision(&street, "a-0", Decided::Accept)).await.unwrap();
            reports::set_state(transaction, &accepted.id, reports::State::Accepted).await.unwrap();
            for collection in [&this, &last, &none] {
                collections::insert(transaction, collection).await.unwrap();
            }
        })
        .await;
        let counted = async || {
            let mut counted = findings::undecided_by_collection(&mut &database).await.unwrap();
            counted.sort_by_key(|(_, many)| *many);
            counted
        };
        assert_eq!(counted().await, [(this.id.clone(), 2), (last.id, 3)]);
        changing(&database, async |transaction| {
            collections::set_closed(transaction, &this.id, Some(now())).await.unwrap();
        })
        .await;
        assert_eq!(counted().await.len(), 1, "closed collections are not asked about");
    })
    .await;
}

#[tokio::test]
async fn findings_of_a_report_are_browsed_in_the_order_they_were_found() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let kinds = [("a", "error"), ("b", "info"), ("c", "error"), ("d", "error")];
        let all: Vec<_> =
            (0..).zip(kinds).map(|(number, (code, severity))| finding(&report, number, code, severity)).collect();
        found(&database, &report, &all).await;
        let accept = decision(&street, "c-2", Decided::Accept);
        changing(&database, async |transaction| findings::decide(transaction, &accept).await.unwrap()).await;
        let browsed = async |browse: Browse, limit| {
            let rows = findings::browsed(&mut &database, &report.id, &browse, limit).await.unwrap();
            rows.into_iter().map(|(finding, decision)| (finding.ordinal, decision)).collect::<Vec<_>>()
        };
        let whole = browsed(Browse::default(), 9).await;
        assert_eq!(whole, [(0, None), (1, None), (2, Some(accept)), (3, None)]);
        assert_eq!(browsed(Browse { after: Some(0), ..Browse::default() }, 2).await, whole[1..3]);
        let errors = Browse { severity: Some("error".to_owned()), undecided: true, after: Some(0) };
        assert_eq!(browsed(errors, 9).await, [(3, None)]);
    })
    .await;
}
