use gongkai_store::StoreError;
use gongkai_store::corrections::{self, Correction};
use gongkai_store::id::{ReportId, ReturnId};
use gongkai_store::reports::{self, Report, State};
use gongkai_store::returns::{self, Demand, Extension, Parties, Return};
use jiff::civil::date;

use crate::databases::{now, on_each};
use crate::house::{body, changing, entered, person};

/// A return of a report that demands nothing, open.
pub(crate) fn returned_for(report: &Report) -> Return {
    Return {
        id: ReturnId::new(now()),
        report: report.id.clone(),
        body: report.body.clone(),
        year: report.year,
        note: "请核对".to_owned(),
        due_on: date(2024, 2, 20),
        extensions: Vec::new(),
        findings: Vec::new(),
        parties: Some(Parties {
            from: "示例区人民政府".to_owned(), contact: None, to: "青禾街道办事处".to_owned()
        }),
        returned_at: now(),
        returned_by: "主管".to_owned(),
        answer: None,
        answered_at: None,
        answered_by: None,
        closed_at: None,
    }
}

#[tokio::test]
async fn a_return_is_answered_and_closed() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let mut returned = returned_for(&report);
        returned.findings = vec![Demand { fingerprint: "a".to_owned(), finding: serde_json::json!({"code": "x"}) }];
        changing(&database, async |transaction| returns::insert(transaction, &returned).await.unwrap()).await;
        assert_eq!(returns::by_id(&mut on, &returned.id).await.unwrap(), returned);
        assert_eq!(returns::open_of_body(&mut on, &street.id).await.unwrap(), [returned.clone()]);
        returned.answer = Some("已改".to_owned());
        returned.answered_at = Some(now());
        returned.answered_by = Some("经办人".to_owned());
        changing(&database, async |transaction| {
            returns::update(transaction, &returned).await.unwrap();
            assert_eq!(returns::close(transaction, &street.id, 2023, now()).await.unwrap(), 1);
            assert_eq!(returns::close(transaction, &street.id, 2023, now()).await.unwrap(), 0);
        })
        .await;
        returned.closed_at = Some(now());
        assert_eq!(returns::of_year(&mut on, &street.id, 2023).await.unwrap(), [returned]);
        assert_eq!(returns::open_of_body(&mut on, &street.id).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn another_day_is_set_once_for_what_was_seen_and_not_after_the_answer() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let seen = returned_for(&report);
        changing(&database, async |transaction| returns::insert(transaction, &seen).await.unwrap()).await;
        let until =
            |from, to| Extension { from, to, reason: "核对台账".to_owned(), at: now(), by: "主管".to_owned() };
        let first = until(date(2024, 2, 20), date(2024, 3, 1));
        changing(&database, async |transaction| {
            returns::extend(transaction, &seen, &first).await.unwrap();
            let twin = returns::extend(transaction, &seen, &first).await;
            assert!(matches!(twin, Err(StoreError::Conflict)), "{twin:?}");
        })
        .await;
        let mut kept = returns::by_id(&mut on, &seen.id).await.unwrap();
        assert_eq!((kept.due_on, kept.first_due_on()), (date(2024, 3, 1), date(2024, 2, 20)));
        let second = until(date(2024, 3, 1), date(2024, 3, 9));
        changing(&database, async |transaction| {
            returns::extend(transaction, &kept, &second).await.unwrap();
        })
        .await;
        kept = returns::by_id(&mut on, &seen.id).await.unwrap();
        assert_eq!((kept.due_on, kept.first_due_on()), (date(2024, 3, 9), date(2024, 2, 20)));
        assert_eq!(kept.extensions, [first, second]);
        kept.answered_at = Some(now());
        changing(&database, async |transaction| {
            returns::update(transaction, &kept).await.unwrap();
            let late = returns::extend(transaction, &kept, &until(date(2024, 3, 9), date(2024, 3, 10))).await;
            assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn returns_are_to_judge_once_the_body_has_done_its_part() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let mut returned = returned_for(&report);
        let state = async |state| {
            changing(&database, async |on| reports::set_state(on, &report.id, state).await.unwrap()).await;
        };
        let count = async || returns::to_judge(&mut &database).await.unwrap().len();
        changing(&database, async |transaction| returns::insert(transaction, &returned).await.unwrap()).await;
        state(State::Returned).await;
        assert_eq!(count().await, 0);
        returned.answered_at = Some(now());
        changing(&database, async |transaction| returns::update(transaction, &returned).await.unwrap()).await;
        let [one] = returns::to_judge(&mut on).await.unwrap().try_into().unwrap();
        assert_eq!((one.returned.id, one.body_name), (returned.id.clone(), street.name.clone()));
        // A new version closes the return; it waits until that version is judged.
        changing(&database, async |on| {
            assert_eq!(returns::close(on, &street.id, 2023, now()).await.unwrap(), 1);
        })
        .await;
        state(State::Checked).await;
        assert_eq!(count().await, 1);
        state(State::Accepted).await;
        assert_eq!(count().await, 0);
        // That acceptance ended it: a correction that comes in later is none of its business, whether what was accepted is
        // public, and stays as it is, or a newer version takes its place.
        let newer = entered(&database, &street, 2023, 2).await;
        assert_eq!(count().await, 0);
        changing(&database, async |on| {
            assert_eq!(reports::supersede_before(on, &newer).await.unwrap(), 1);
        })
        .await;
        assert_eq!(count().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_return_of_what_is_public_is_to_judge_until_the_version_that_came_for_it_is_accepted() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let mut returned = returned_for(&report);
        returned.answered_at = Some(now());
        let count = async || returns::to_judge(&mut &database).await.unwrap().len();
        changing(&database, async |on| {
            returns::insert(on, &returned).await.unwrap();
            reports::set_state(on, &report.id, State::Returned).await.unwrap();
        })
        .await;
        assert_eq!(count().await, 1);
        // What is public is not superseded by the version that comes in: it stays returned.
        let newer = entered(&database, &street, 2023, 2).await;
        changing(&database, async |on| {
            returns::close(on, &street.id, 2023, now()).await.unwrap();
        })
        .await;
        assert_eq!(count().await, 1);
        changing(&database, async |on| reports::set_state(on, &newer.id, State::Accepted).await.unwrap()).await;
        assert_eq!(count().await, 0);
        entered(&database, &street, 2023, 3).await;
        assert_eq!(count().await, 0);
    })
    .await;
}

#[tokio::test]
async fn of_earlier_versions_the_newest_correction_of_each_cell_is_known() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let other = body(&database, "白石街道办事处", None).await;
        let mut versions = Vec::new();
        for version in 1..=3 {
            versions.push(entered(&database, &street, 2023, version).await.id);
        }
        let foreign = entered(&database, &other, 2023, 1).await.id;
        let year_before = entered(&database, &street, 2022, 1).await.id;
        let correction = |report: &ReportId, address: &str, seq: i64, minute: i64| Correction {
            report: report.clone(),
            address: address.to_owned(),
            seq,
            read_cell: "{}".to_owned(),
            cell: None,
            reason: "看错".to_owned(),
            person_id: person(),
            person: "主管".to_owned(),
            at: now() + jiff::SignedDuration::from_mins(minute),
        };
        let (one, two) = (&versions[0], &versions[1]);
        let all = [
            correction(one, "t3.a.b", 1, 0),
            correction(one, "t3.a.b", 2, 5),
            correction(two, "t3.a.b", 1, 1),
            correction(one, "t4.a.b", 1, 0),
            correction(two, "t4.a.b", 1, 0),
            correction(&versions[2], "t4.a.c", 1, 0),
            correction(&foreign, "t4.a.d", 1, 0),
            correction(&year_before, "t4.a.e", 1, 0),
        ];
        changing(&database, async |transaction| {
            for correction in &all {
                corrections::insert(transaction, correction).await.unwrap();
            }
        })
        .await;
        let known = async |of: &[ReportId]| {
            let known = corrections::of_earlier(&mut &database, of).await.unwrap();
            known.into_iter().map(|of| (of.newer, of.version, of.correction)).collect::<Vec<_>>()
        };
        // What was corrected last holds, on whichever version; at the same time the newer one.
        let newest = [(versions[2].clone(), 1, all[1].clone()), (versions[2].clone(), 2, all[4].clone())];
        assert_eq!(known(&versions[2..]).await, newest);
        let second = [(two.clone(), 1, all[1].clone()), (two.clone(), 1, all[3].clone())];
        assert_eq!(known(&[two.clone(), foreign]).await, second);
        assert_eq!(known(&versions[..1]).await, []);
    })
    .await;
}

#[tokio::test]
async fn corrections_only_grow() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let correction = |address: &str, seq: i64, cell: Option<&str>| Correction {
            report: report.id.clone(),
            address: address.to_owned(),
            seq,
            read_cell: "{}".to_owned(),
            cell: cell.map(str::to_owned),
            reason: "看错".to_owned(),
            person_id: person(),
            person: "主管".to_owned(),
            at: now(),
        };
        let all =
            [correction("t3.a.b", 1, Some("{}")), correction("t3.a.b", 2, None), correction("t4.a.b", 1, Some("1"))];
        changing(&database, async |transaction| {
            for correction in [&all[2], &all[0], &all[1]] {
                corrections::insert(transaction, correction).await.unwrap();
            }
        })
        .await;
        assert_eq!(corrections::of_report(&mut &database, &report.id).await.unwrap(), all);
        let mut transaction = database.begin().await.unwrap();
        let twin = corrections::insert(&mut transaction, &correction("t3.a.b", 2, None)).await;
        assert!(matches!(twin, Err(StoreError::Conflict)), "{twin:?}");
    })
    .await;
}
