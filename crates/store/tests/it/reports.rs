use gongkai_store::StoreError;
use gongkai_store::collections::{self, Collection};
use gongkai_store::findings::{self, Decided, Decision};
use gongkai_store::id::{BodyId, CollectionId, ObligationId, ReportId, ReturnId};
use gongkai_store::obligations::{self, Owing};
use gongkai_store::reports::{self, Browse, Counts, Reading, Scope, State};
use gongkai_store::returns::{self, Return};

use jiff::civil::date;

use crate::databases::{now, on_each};
use crate::house::{body, changing, entered, finding, found, person, report};

#[tokio::test]
async fn versions_follow_each_other_and_the_newest_is_current() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        assert_eq!(reports::next_version(&mut on, &street.id, 2023).await.unwrap(), 1);
        let first = entered(&database, &street, 2023, 1).await;
        assert_eq!(reports::by_id(&mut on, &first.id).await.unwrap(), first);
        let second = entered(&database, &street, 2023, 2).await;
        assert_eq!(reports::current(&mut on, &street.id, 2023).await.unwrap(), Some(second.clone()));
        assert_eq!(reports::current(&mut on, &street.id, 2022).await.unwrap(), None);
        assert_eq!(reports::next_version(&mut on, &street.id, 2023).await.unwrap(), 3);
        assert_eq!(reports::versions(&mut on, &street.id, 2023).await.unwrap(), [second.clone(), first.clone()]);
        assert_eq!(reports::with_blob(&mut on, "blob1").await.unwrap(), std::slice::from_ref(&first));
        changing(&database, async |transaction| {
            assert_eq!(reports::supersede_before(transaction, &second).await.unwrap(), 1);
            let again = reports::insert(transaction, &report(&street, 2024, 1)).await;
            assert!(again.is_ok());
        })
        .await;
        assert_eq!(reports::by_id(&mut on, &first.id).await.unwrap().state, State::Superseded);
        let mut transaction = database.begin().await.unwrap();
        let twin = reports::insert(&mut transaction, &report(&street, 2023, 2)).await;
        assert!(matches!(twin, Err(StoreError::Conflict)), "{twin:?}");
    })
    .await;
}

#[tokio::test]
async fn a_reading_is_kept_beside_its_report() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let row = entered(&database, &street, 2023, 1).await;
        assert_eq!(reports::reading(&mut on, &row.id).await.unwrap(), None);
        let counts = Counts { errors: 1, warnings: 2, infos: 3, uncertain: 4 };
        let reading = Reading {
            title: Some("年报".to_owned()),
            reading: "{\"schema\":\"x\"}".to_owned(),
            engine: "1".to_owned(),
            counts,
            at: now(),
        };
        changing(&database, async |transaction| {
            reports::set_reading(transaction, &row.id, &reading).await.unwrap();
            reports::set_state(transaction, &row.id, State::Accepted).await.unwrap();
        })
        .await;
        assert_eq!(reports::reading(&mut on, &row.id).await.unwrap().as_deref(), Some("{\"schema\":\"x\"}"));
        let kept = reports::by_id(&mut on, &row.id).await.unwrap();
        assert_eq!((kept.counts, kept.state, kept.read_at), (counts, State::Accepted, Some(now())));
        changing(&database, async |transaction| {
            reports::set_counts(transaction, &row.id, Counts::default()).await.unwrap();
            let nobody = reports::set_state(transaction, &ReportId::new(now()), State::Read).await;
            assert!(matches!(nobody, Err(StoreError::NotFound)), "{nobody:?}");
        })
        .await;
        assert_eq!(reports::by_id(&mut on, &row.id).await.unwrap().counts, Counts::default());
    })
    .await;
}

#[tokio::test]
async fn a_list_holds_the_newest_versions_of_a_subtree() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let foreign = body(&database, "样本区人民政府", None).await;
        entered(&database, &street, 2023, 1).await;
        let newest = entered(&database, &street, 2023, 2).await;
        let before = entered(&database, &street, 2022, 1).await;
        let own = entered(&database, &district, 2023, 1).await;
        entered(&database, &foreign, 2023, 1).await;
        found(&database, &newest, &[finding(&newest, 0, "a", "error"), finding(&newest, 1, "b", "info")]).await;
        let ids = async |scope: &Scope| {
            let listed = reports::listed(&mut &database, scope, 50, 0).await.unwrap();
            assert_eq!(
                reports::count_listed(&mut &database, scope).await.unwrap(),
                i64::try_from(listed.len()).unwrap()
            );
            listed.into_iter().map(|listed| (listed.report.id, listed.undecided)).collect::<Vec<_>>()
        };
        let all = Scope::subtree(&district);
        assert_eq!(ids(&all).await, [(own.id.clone(), 0), (newest.id.clone(), 2), (before.id.clone(), 0)]);
        let mut narrow = all.clone();
        narrow.year = Some(2022);
        assert_eq!(ids(&narrow).await, [(before.id.clone(), 0)]);
        narrow.state = Some(gongkai_law::roll::State::Accepted);
        assert_eq!(ids(&narrow).await, []);
        narrow.state = Some(gongkai_law::roll::State::Withdrawn);
        assert_eq!(ids(&narrow).await, []);
        assert_eq!(ids(&Scope::only(&district)).await, [(own.id.clone(), 0)]);
        assert_eq!(reports::years(&mut on, &all).await.unwrap(), [2023, 2022]);
        let second = reports::listed(&mut on, &all, 1, 1).await.unwrap();
        assert_eq!((second.len(), second[0].body_name.as_str()), (1, "青禾街道办事处"));
        let chosen = reports::of_ids(&mut on, &[newest.id.clone(), ReportId::new(now())]).await.unwrap();
        assert_eq!(chosen.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_total_knows_its_members() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let member = entered(&database, &street, 2023, 1).await;
        let total = entered(&database, &district, 2023, 1).await;
        changing(&database, async |transaction| {
            let twice = [member.id.clone(), member.id.clone()];
            reports::add_members(transaction, &total.id, &twice[..1]).await.unwrap();
            reports::add_members(transaction, &total.id, &twice[..1]).await.unwrap();
        })
        .await;
        assert_eq!(reports::members(&mut on, &total.id).await.unwrap(), [member]);
    })
    .await;
}

#[tokio::test]
async fn reports_are_browsed_in_the_order_they_came() {
    on_each(|database| async move {
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let other = body(&database, "样本区人民政府", None).await;
        let first = entered(&database, &street, 2023, 1).await;
        let of_other = entered(&database, &other, 2023, 1).await;
        let own = entered(&database, &district, 2022, 1).await;
        let second = entered(&database, &street, 2023, 2).await;
        let check = async |browse: Browse, expected: &[&ReportId]| {
            let listed = reports::browsed(&mut &database, &browse, 2).await.unwrap();
            assert_eq!(listed.iter().map(|listed| &listed.report.id).collect::<Vec<_>>(), expected, "{browse:?}");
        };
        let below = || Browse { scopes: vec![Scope::subtree(&district)], ..Browse::default() };
        check(Browse::default(), &[]).await;
        check(below(), &[&own.id, &second.id]).await;
        check(Browse { all_versions: true, ..below() }, &[&first.id, &own.id]).await;
        check(Browse { all_versions: true, after: Some(own.id.clone()), ..below() }, &[&second.id]).await;
        check(Browse { year: Some(2023), ..below() }, &[&second.id]).await;
        check(Browse { state: Some(State::Accepted), ..below() }, &[]).await;
        let two = vec![Scope::only(&street), Scope::only(&other)];
        check(Browse { scopes: two, ..Browse::default() }, &[&of_other.id, &second.id]).await;
    })
    .await;
}

#[tokio::test]
async fn a_version_taken_back_leaves_all_as_if_it_had_never_come() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let collection = CollectionId::new(now());
        let owing = Owing { id: ObligationId::new(now()), body: street.id.clone(), due_on: date(2024, 1, 31) };
        let row = owing.id.clone();
        let first = entered(&database, &street, 2023, 1).await;
        let of_first = Return {
            id: ReturnId::new(now()),
            report: first.id.clone(),
            body: street.id.clone(),
            year: 2023,
            note: "请核对".to_owned(),
            due_on: date(2024, 2, 8),
            extensions: Vec::new(),
            findings: Vec::new(),
            parties: None,
            returned_at: now(),
            returned_by: "主管".to_owned(),
            answer: None,
            answered_at: None,
            answered_by: None,
            closed_at: None,
        };
        let later = now().checked_add(jiff::SignedDuration::from_hours(1)).unwrap();
        let second = reports::Report { received_at: later, ..report(&street, 2023, 2) };
        let decision = |fingerprint: &str, at| Decision {
            body: street.id.clone(),
            year: 2023,
            fingerprint: fingerprint.to_owned(),
            decided: Decided::Accept,
            reason: "属实".to_owned(),
            person_id: person(),
            person: "主管".to_owned(),
            at,
        };
        changing(&database, async |transaction| {
            let opened = Collection {
                id: collection.clone(),
                body: street.id.clone(),
                year: 2023,
                due: "{}".to_owned(),
                due_on: None,
                opened_at: now(),
                closed_at: None,
            };
            collections::insert(transaction, &opened).await.unwrap();
            obligations::insert(transaction, &collection, 2023, &[owing], now()).await.unwrap();
            reports::set_state(transaction, &first.id, State::Returned).await.unwrap();
            returns::insert(transaction, &of_first).await.unwrap();
            findings::decide(transaction, &decision("a-0", now())).await.unwrap();
            reports::insert(transaction, &second).await.unwrap();
            reports::supersede_before(transaction, &second).await.unwrap();
            returns::close(transaction, &street.id, 2023, later).await.unwrap();
            let state = obligations::State::Received;
            obligations::note_receipt(transaction, &street.id, 2023, &second.id, state, later).await.unwrap();
            findings::decide(transaction, &decision("b-0", later)).await.unwrap();
        })
        .await;
        found(&database, &second, &[finding(&second, 0, "b", "error")]).await;
        changing(&database, async |transaction| reports::take_back(transaction, &second, later).await.unwrap()).await;
        assert_eq!(reports::current(&mut on, &street.id, 2023).await.unwrap().unwrap().state, State::Returned);
        assert_eq!(returns::open_of_body(&mut on, &street.id).await.unwrap(), [of_first]);
        let decided = findings::decisions(&mut on, &street.id, 2023).await.unwrap();
        assert_eq!(decided.iter().map(|each| each.fingerprint.as_str()).collect::<Vec<_>>(), ["a-0"]);
        let kept = obligations::by_id(&mut on, &row).await.unwrap();
        assert_eq!((kept.report, kept.state), (Some(first.id.clone()), obligations::State::Returned));
        assert_eq!(kept.received_at, Some(now()));
        // What a return speaks of is not taken back.
        let mut transaction = database.begin().await.unwrap();
        let refused = reports::take_back(&mut transaction, &first, later).await;
        assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
        drop(transaction);
        // The only one there is leaves nothing.
        let other = entered(&database, &street, 2022, 1).await;
        changing(&database, async |transaction| reports::take_back(transaction, &other, later).await.unwrap()).await;
        assert_eq!(reports::versions(&mut on, &street.id, 2022).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_waits_on_nobodys_roll_is_listed_for_who_stands_above() {
    on_each(|database| async move {
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        for (body, version) in [(&street, 1), (&district, 1)] {
            entered(&database, body, 2023, version).await;
        }
        let newest = entered(&database, &street, 2023, 2).await;
        let ids = async |above: &[BodyId]| {
            let listed = reports::on_no_roll(&mut &database, above).await.unwrap();
            listed.into_iter().map(|listed| listed.report.id).collect::<Vec<_>>()
        };
        let set = async |id: &ReportId, state| {
            changing(&database, async |on| reports::set_state(on, id, state).await.unwrap()).await;
        };
        let of_district = std::slice::from_ref(&district.id);
        assert_eq!(ids(of_district).await, std::slice::from_ref(&newest.id));
        assert_eq!(ids(std::slice::from_ref(&street.id)).await, [], "its own");
        assert_eq!(ids(&[]).await, []);
        set(&newest.id, State::Returned).await;
        assert_eq!(ids(of_district).await, [], "it is the body's turn");
    })
    .await;
}
