use gongkai_store::bodies::{self, Body, Kind, Level, Profile};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BatchId, BodyId, CollectionId, ObligationId, ReportId, UploadId};
use gongkai_store::obligations::{self, Browse, Owing, State};
use gongkai_store::publications::{self, Publication};
use gongkai_store::reports::{self, Channel, Counts, Report};
use gongkai_store::uploads::{self, Batch, Incoming, Pick, Problem};
use gongkai_store::{Database, StoreError, Transaction, returns};
use jiff::civil::date;

use crate::databases::{now, on_each};
use crate::publications::publication;
use crate::returns::returned_for;

struct House {
    district: Body,
    streets: Vec<Body>,
    collection: Collection,
}

fn body(name: &str, parent: Option<&Body>) -> Body {
    let id = BodyId::new(now());
    Body {
        path: format!("{}{id}/", parent.map_or("", |parent| parent.path.as_str())),
        id,
        name: name.to_owned(),
        other_names: Vec::new(),
        kind: if parent.is_some() { Kind::Street } else { Kind::Government },
        level: Level::Township,
        region_code: None,
        credit_code: None,
        parent: parent.map(|parent| parent.id.clone()),
        supervisor: None,
        sort: 0,
        active: true,
        closed_on: None,
        former_names: std::collections::BTreeMap::new(),
        successor: None,
        profile: Profile::default(),
        created_at: now(),
        updated_at: now(),
    }
}

fn report(body: &Body, version: i64) -> Report {
    Report {
        id: ReportId::new(now()),
        body: body.id.clone(),
        year: 2023,
        version,
        obligation: None,
        channel: Channel::Upload,
        blob: "00".to_owned(),
        file_name: "年报.docx".to_owned(),
        format: "docx".to_owned(),
        size_bytes: 1,
        state: reports::State::Received,
        title: None,
        engine: None,
        counts: Counts::default(),
        received_at: now(),
        received_by: None,
        read_at: None,
    }
}

/// A district, three streets, and its collection of 2023 with all three on the roll.
async fn house(database: &Database, here_already: bool) -> House {
    let district = body("示例区人民政府", None);
    let streets: Vec<Body> =
        ["青禾街道", "白石街道", "云溪街道"].iter().map(|name| body(name, Some(&district))).collect();
    let collection = Collection {
        id: CollectionId::new(now()),
        body: district.id.clone(),
        year: 2023,
        due: "{}".to_owned(),
        due_on: None,
        opened_at: now(),
        closed_at: None,
    };
    let mut transaction = database.begin().await.unwrap();
    for each in std::iter::once(&district).chain(&streets) {
        bodies::insert(&mut transaction, each).await.unwrap();
    }
    if here_already {
        reports::insert(&mut transaction, &report(&streets[0], 1)).await.unwrap();
    }
    collections::insert(&mut transaction, &collection).await.unwrap();
    let owing: Vec<Owing> = streets
        .iter()
        .map(|street| Owing {
            id: ObligationId::new(now()),
            body: street.id.clone(),
            due_on: date(2024, 1, if street.name == "云溪街道" { 10 } else { 31 }),
        })
        .collect();
    obligations::insert(&mut transaction, &collection.id, 2023, &owing, now()).await.unwrap();
    transaction.commit().await.unwrap();
    House { district, streets, collection }
}

async fn change<T>(
    database: &Database,
    act: impl AsyncFnOnce(&mut Transaction) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut transaction = database.begin().await?;
    let done = act(&mut transaction).await?;
    transaction.commit().await?;
    Ok(done)
}

#[tokio::test]
async fn a_body_collects_a_year_once() {
    on_each(|database| async move {
        let mut on = &database;
        let house = house(&database, false).await;
        let twin = Collection { id: CollectionId::new(now()), ..house.collection.clone() };
        let refused = change(&database, async |on| collections::insert(on, &twin).await).await;
        assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
        change(&database, async |on| collections::set_closed(on, &house.collection.id, Some(now())).await)
            .await
            .unwrap();
        let closed = collections::of_year(&mut on, &house.district.id, 2023).await.unwrap().unwrap();
        assert!(!closed.is_open());
        assert_eq!(collections::of_body(&mut on, &house.district.id).await.unwrap(), vec![closed.clone()]);
        assert_eq!(collections::all(&mut on).await.unwrap(), vec![closed]);
        assert!(collections::of_year(&mut on, &house.district.id, 2022).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn the_roll_follows_reports() {
    on_each(|database| async move {
        let mut on = &database;
        let house = house(&database, false).await;
        let roll = obligations::listed(&mut on, &house.collection.id).await.unwrap();
        let names: Vec<&str> = roll.iter().map(|row| row.body_name.as_str()).collect();
        assert_eq!(names, ["青禾街道", "白石街道", "云溪街道"]);
        assert!(roll.iter().all(|row| row.obligation.state == State::Owed && row.counts.is_none()));
        let street = &house.streets[0];
        let (first, second) = (report(street, 1), report(street, 2));
        let later = now().checked_add(jiff::SignedDuration::from_hours(48)).unwrap();
        change(&database, async |on| {
            reports::insert(on, &first).await?;
            obligations::note_receipt(on, &street.id, 2023, &first.id, State::Received, now()).await?;
            reports::insert(on, &second).await?;
            obligations::note_receipt(on, &street.id, 2023, &second.id, State::Received, later).await
        })
        .await
        .unwrap();
        let rows = obligations::of_year(&mut on, &street.id, 2023).await.unwrap();
        assert_eq!((rows[0].received_at, rows[0].report.as_ref()), (Some(now()), Some(&second.id)));
        change(&database, async |on| {
            obligations::set_state(on, &street.id, 2023, State::Checked, later).await?;
            let reading = reports::Reading {
                title: Some("题".to_owned()),
                reading: "{}".to_owned(),
                engine: "1".to_owned(),
                counts: Counts { errors: 2, warnings: 1, infos: 0, uncertain: 3 },
                at: later,
            };
            reports::set_reading(on, &second.id, &reading).await
        })
        .await
        .unwrap();
        let roll = obligations::listed(&mut on, &house.collection.id).await.unwrap();
        assert_eq!(roll[0].counts.unwrap().errors, 2);
        assert_eq!((roll[0].version, roll[0].obligation.state), (Some(2), State::Checked));
        let tally = obligations::tallies(&mut on, date(2024, 1, 15), None).await.unwrap();
        let mut told: Vec<_> = tally.iter().map(|tally| (tally.state, tally.bodies, tally.overdue)).collect();
        told.sort();
        assert_eq!(told, [(State::Owed, 2, 1), (State::Checked, 1, 0)]);
        let of_none = obligations::tallies(&mut on, date(2024, 1, 15), Some(&[])).await.unwrap();
        assert_eq!(of_none, []);
        let only = [house.collection.id.clone()];
        assert_eq!(obligations::tallies(&mut on, date(2024, 1, 15), Some(&only)).await.unwrap(), tally);
        assert_eq!(obligations::of_body_listed(&mut on, &street.id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_roll_and_the_portal_tell_the_same_day_of_correction() {
    on_each(|database| async move {
        let house = house(&database, true).await;
        let street = &house.streets[0];
        let report = reports::current(&mut &database, &street.id, 2023).await.unwrap().unwrap();
        let days = async || {
            let roll = obligations::listed(&mut &database, &house.collection.id).await.unwrap();
            let portal = publications::of_body(&mut &database, &street.id).await.unwrap();
            (roll[0].corrected_at, portal[0].corrected_at())
        };
        let first = publication(&report, 1, "年报", "甲");
        // The number says it, whatever the clock said when it was published first.
        let second = Publication {
            published_at: first.published_at - jiff::SignedDuration::from_hours(1),
            ..publication(&report, 2, "年报", "乙")
        };
        change(&database, async |on| publications::insert(on, &first).await).await.unwrap();
        assert_eq!(days().await, (None, None));
        change(&database, async |on| publications::insert(on, &second).await).await.unwrap();
        assert_eq!(days().await, (Some(second.published_at), Some(second.published_at)));
    })
    .await;
}

#[tokio::test]
async fn what_is_here_already_is_found_when_the_roll_is_made() {
    on_each(|database| async move {
        let house = house(&database, true).await;
        let roll = obligations::listed(&mut &database, &house.collection.id).await.unwrap();
        let states: Vec<State> = roll.iter().map(|row| row.obligation.state).collect();
        assert_eq!(states, [State::Received, State::Owed, State::Owed]);
        assert!(roll[0].obligation.report.is_some() && roll[0].obligation.received_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn rows_are_changed_and_taken_off_while_nothing_has_come() {
    on_each(|database| async move {
        let mut on = &database;
        let house = house(&database, true).await;
        let collection = &house.collection.id;
        let row = async |body: &Body| {
            obligations::of_collection_and_body(&mut &database, collection, &body.id).await.unwrap().unwrap()
        };
        let white = row(&house.streets[1]).await;
        change(&database, async |on| {
            obligations::set_due(on, &white.id, date(2024, 2, 9), now()).await?;
            obligations::set_excused(on, &white.id, Some("新设立"), now()).await
        })
        .await
        .unwrap();
        let changed = obligations::by_id(&mut on, &white.id).await.unwrap();
        assert_eq!((changed.due_on, changed.excused.as_deref()), (date(2024, 2, 9), Some("新设立")));
        change(&database, async |on| obligations::remove(on, &white.id).await).await.unwrap();
        let green = row(&house.streets[0]).await;
        let kept = change(&database, async |on| obligations::remove(on, &green.id).await).await;
        assert!(matches!(kept, Err(StoreError::NotFound)), "something has come in");
        assert_eq!(obligations::listed(&mut on, collection).await.unwrap().len(), 2);
    })
    .await;
}

fn incoming(name: &str, blob: &str, key: Option<&str>) -> Incoming {
    Incoming {
        id: UploadId::new(now()),
        name: name.to_owned(),
        depth: 0,
        send_key: key.map(str::to_owned),
        blob: blob.to_owned(),
        size_bytes: 3,
    }
}

#[tokio::test]
async fn files_are_entered_settled_and_told_apart() {
    on_each(|database| async move {
        let mut on = &database;
        let house = house(&database, false).await;
        let batch = Batch {
            id: BatchId::new(now()),
            collection: house.collection.id.clone(),
            person: None,
            channel: "office".to_owned(),
            created_at: now(),
        };
        let files =
            [incoming("甲.docx", "aa", Some("k1")), incoming("乙.docx", "bb", None), incoming("丙.docx", "aa", None)];
        change(&database, async |on| {
            assert!(uploads::insert_batch(on, &batch).await?);
            assert!(!uploads::insert_batch(on, &batch).await?);
            uploads::insert(on, &batch, &files, now()).await
        })
        .await
        .unwrap();
        let again = incoming("甲.docx", "aa", Some("k1"));
        let refused = change(&database, async |on| uploads::insert(on, &batch, &[again], now()).await).await;
        assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
        assert_eq!(uploads::by_key(&mut on, &batch.id, "k1").await.unwrap().unwrap().id, files[0].id);
        let third = uploads::by_id(&mut on, &files[2].id).await.unwrap();
        assert_eq!(uploads::same_before(&mut on, &third).await.unwrap().unwrap().id, files[0].id);
        let mut first = uploads::by_id(&mut on, &files[0].id).await.unwrap();
        assert_eq!(uploads::same_before(&mut on, &first).await.unwrap(), None);
        let two = [files[2].id.clone(), UploadId::new(now()), files[0].id.clone()];
        let found = uploads::by_ids(&mut on, &two).await.unwrap();
        assert_eq!(found, [first.clone(), third.clone()], "in the order they came");
        first.state = uploads::State::SetAside;
        first.problem = Some(Problem::new("upload-set-aside").with("reason", "不是年报"));
        first.body = Some(house.streets[0].id.clone());
        first.year = Some(2023);
        first.finished_at = Some(now());
        change(&database, async |on| uploads::update(on, &first).await).await.unwrap();
        assert_eq!(uploads::by_id(&mut on, &first.id).await.unwrap(), first);
        assert_eq!(uploads::same_before(&mut on, &third).await.unwrap(), None, "set aside is no twin");
        let listed = uploads::of_batch(&mut on, &batch.id).await.unwrap();
        assert_eq!(listed[0].body_name.as_deref(), Some("青禾街道"));
        assert_eq!(listed.len(), 3);
        let picked = async |pick: Pick| {
            let listed = uploads::picked(&mut &database, &batch.id, &pick).await.unwrap();
            listed.into_iter().map(|listed| listed.upload.id).collect::<Vec<_>>()
        };
        let ids = files.each_ref().map(|file| file.id.clone());
        assert_eq!(picked(Pick::default()).await, ids);
        assert_eq!(picked(Pick { after: Some(ids[0].clone()), most: 1, ..Pick::default() }).await, ids[1..2]);
        let waiting = Pick { states: vec![uploads::State::Waiting, uploads::State::Doubtful], ..Pick::default() };
        assert_eq!(picked(waiting).await, ids[1..]);
        let tallies = uploads::tallies(&mut on, Some(&house.collection.id)).await.unwrap();
        let mut told: Vec<_> = tallies.iter().map(|tally| (tally.state.id(), tally.files)).collect();
        told.sort_unstable();
        assert_eq!(told, [("set_aside", 1), ("waiting", 2)]);
        assert!(uploads::unsettled(&mut on, &house.collection.id).await.unwrap().is_empty());
        assert_eq!(uploads::batches(&mut on, &house.collection.id).await.unwrap().len(), 1);
        assert_eq!(uploads::batch(&mut on, &batch.id).await.unwrap(), batch);
    })
    .await;
}

#[tokio::test]
async fn rolls_and_collections_are_browsed_in_the_order_they_were_entered() {
    on_each(|database| async move {
        let mut on = &database;
        let house = house(&database, false).await;
        let id = &house.collection.id;
        let rows = obligations::listed(&mut on, id).await.unwrap();
        let mut ids: Vec<ObligationId> = rows.iter().map(|row| row.obligation.id.clone()).collect();
        ids.sort();
        let row = |index: usize| rows.iter().find(|row| row.obligation.id == ids[index]).unwrap().obligation.clone();
        let (first, second, third) = (row(0), row(1), row(2));
        // Half past midnight in Beijing, on the day after the last one: late, though it is the last day elsewhere.
        let late = "2024-01-31T16:30:00Z".parse().unwrap();
        let of_first = Report { body: first.body.clone(), ..report(&house.streets[0], 1) };
        change(&database, async |on| {
            for each in [&first, &second, &third] {
                obligations::set_due(on, &each.id, date(2024, 1, 31), now()).await?;
            }
            reports::insert(on, &of_first).await?;
            obligations::note_receipt(on, &first.body, 2023, &of_first.id, State::Received, late).await?;
            obligations::set_excused(on, &third.id, Some("新设立"), now()).await
        })
        .await
        .unwrap();
        let browsed = async |browse: Browse, limit: u32| {
            let rows = obligations::browsed(&mut &database, id, &browse, limit).await.unwrap();
            rows.into_iter().map(|row| row.obligation.id).collect::<Vec<_>>()
        };
        assert_eq!(browsed(Browse::default(), 9).await, ids);
        let after = Browse { after: Some(ids[0].clone()), ..Browse::default() };
        assert_eq!(browsed(after, 1).await, ids[1..2]);
        let owed = Browse { state: Some(State::Owed), ..Browse::default() };
        assert_eq!(browsed(owed, 9).await, ids[1..2], "who is excused is in no state");
        let late_on = |day| Browse { late_on: Some(day), ..Browse::default() };
        assert_eq!(browsed(late_on(date(2024, 1, 31)), 9).await, ids[..1]);
        assert_eq!(browsed(late_on(date(2024, 2, 1)), 9).await, ids[..2]);

        let mending = |day| Browse { mending_overdue_on: Some(day), ..Browse::default() };
        let mut returned = returned_for(&of_first);
        change(&database, async |on| {
            returns::insert(on, &returned).await?;
            obligations::set_state(on, &first.body, 2023, State::Returned, now()).await
        })
        .await
        .unwrap();
        assert_eq!(browsed(mending(returned.due_on), 9).await, [], "the day is not over");
        let after = returned.due_on.tomorrow().unwrap();
        assert_eq!(browsed(mending(after), 9).await, ids[..1]);
        assert_eq!(browsed(Browse { late_on: Some(after), ..mending(after) }, 9).await, ids[..1], "both hold");
        returned.answered_at = Some(now());
        change(&database, async |on| returns::update(on, &returned).await).await.unwrap();
        assert_eq!(browsed(mending(after), 9).await, [], "it answered");

        let of = async |bodies: &[BodyId], year, after: Option<&CollectionId>| {
            collections::browsed(&mut &database, bodies, year, after, 9).await.unwrap().len()
        };
        let district = std::slice::from_ref(&house.district.id);
        assert_eq!((of(district, None, None).await, of(district, Some(2023), None).await), (1, 1));
        assert_eq!((of(district, Some(2022), None).await, of(&[], None, None).await), (0, 0));
        assert_eq!(of(district, None, Some(id)).await, 0);
    })
    .await;
}

#[tokio::test]
async fn who_was_closed_by_the_end_of_the_year_owes_nothing() {
    on_each(|database| async move {
        let house = house(&database, false).await;
        let rows = async |browse: Browse| obligations::browsed(&mut &database, &house.collection.id, &browse, 9).await;
        let owed = Browse { state: Some(State::Owed), ..Browse::default() };
        let late = Browse { late_on: Some(date(2024, 2, 1)), ..Browse::default() };
        for (closed_on, owing) in [(date(2024, 1, 1), 3), (date(2023, 12, 31), 2)] {
            let mut street = house.streets[0].clone();
            (street.active, street.closed_on) = (false, Some(closed_on));
            change(&database, async |on| bodies::update(on, &street).await).await.unwrap();
            assert_eq!(rows(owed.clone()).await.unwrap().len(), owing, "{closed_on}");
            assert_eq!(rows(late.clone()).await.unwrap().len(), owing, "{closed_on}");
            let tallies = obligations::tallies(&mut &database, date(2024, 2, 1), None).await.unwrap();
            let counted: u64 = tallies.iter().map(|tally| tally.bodies).sum();
            assert_eq!(counted, u64::try_from(owing).unwrap(), "{tallies:?}");
        }
    })
    .await;
}
