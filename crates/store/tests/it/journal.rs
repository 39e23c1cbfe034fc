use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Actor, Broken, Event, Filter, SYSTEM, Why};
use gongkai_store::{Database, Dialect, Sql, values};
use jiff::{SignedDuration, Timestamp};

use crate::databases::{now, on_each};

async fn write(database: &Database, body: &BodyId, action: &'static str, at: Timestamp) -> journal::Entry {
    let mut transaction = database.begin().await.unwrap();
    let event = Event::of(body, "body", body, action).with(("青禾街道", 7));
    let entry = journal::append(&mut transaction, &Actor::program("test"), at, event).await.unwrap();
    transaction.commit().await.unwrap();
    entry
}

async fn tamper(database: &Database, text: &'static str, body: &BodyId) {
    let mut transaction = database.begin().await.unwrap();
    assert_eq!(transaction.execute(text, values![body]).await.unwrap(), 1);
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn entries_follow_each_other_and_hold() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (BodyId::new(now()), BodyId::new(now()));
        let first = write(&database, &one, "body_entered", now()).await;
        let second = write(&database, &one, "profile_edited", now()).await;
        let elsewhere = write(&database, &other, "body_entered", now()).await;
        assert_eq!((first.seq, second.seq, elsewhere.seq), (1, 2, 1));
        assert_eq!((first.position, second.position, elsewhere.position), (1, 2, 3));
        assert_eq!(second.previous_hash, first.hash);
        assert_eq!(journal::position(&mut on).await.unwrap(), 3);
        let held = journal::verify(&mut on, one.as_str()).await.unwrap().unwrap();
        assert_eq!((held.entries, held.head), (2, second.hash.clone()));
        assert!(journal::verify_all(&mut on).await.unwrap().iter().all(Result::is_ok));
        let of_one = Filter { chain: Some(one.to_string()), ..Filter::default() };
        assert_eq!(journal::entries(&mut on, &of_one, 10).await.unwrap(), vec![second.clone(), first]);
        assert_eq!(journal::after(&mut on, 1, 1).await.unwrap(), vec![second]);
        let system = Filter { chain: Some(SYSTEM.to_owned()), ..Filter::default() };
        assert!(journal::entries(&mut on, &system, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_back_dated() {
    on_each(|database| async move {
        let body = BodyId::new(now());
        let first = write(&database, &body, "body_entered", now()).await;
        let hour_before = now().checked_sub(SignedDuration::from_hours(1)).unwrap();
        let second = write(&database, &body, "profile_edited", hour_before).await;
        assert_eq!(second.at, first.at);
        assert!(journal::verify(&mut &database, body.as_str()).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test]
async fn every_way_of_tampering_is_found() {
    let ways: [(&'static str, i64, Why); 5] = [
        ("UPDATE journal SET detail = '[\"青禾街道\",8]' WHERE chain = $1 AND seq = 2", 2, Why::Altered),
        ("UPDATE journal SET hash = previous_hash WHERE chain = $1 AND seq = 2", 2, Why::Altered),
        ("DELETE FROM journal WHERE chain = $1 AND seq = 2", 2, Why::Gap),
        ("DELETE FROM journal WHERE chain = $1 AND seq = 3", 3, Why::Head),
        ("UPDATE journal_heads SET seq = 4 WHERE chain = $1", 4, Why::Head),
    ];
    on_each(|database| async move {
        for (text, seq, why) in ways {
            let body = BodyId::new(now());
            for action in ["body_entered", "profile_edited", "profile_edited"] {
                write(&database, &body, action, now()).await;
            }
            tamper(&database, text, &body).await;
            let broken = journal::verify(&mut &database, body.as_str()).await.unwrap();
            assert_eq!(broken, Err(Broken { chain: body.to_string(), seq, why }), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_that_is_not_committed_leaves_no_entry() {
    on_each(|database| async move {
        let body = BodyId::new(now());
        let mut transaction = database.begin().await.unwrap();
        let event = Event::of(&body, "body", &body, "body_entered");
        journal::append(&mut transaction, &Actor::program("test"), now(), event).await.unwrap();
        drop(transaction);
        assert_eq!(journal::position(&mut &database).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn many_writers_make_one_chain() {
    on_each(|database| async move {
        let body = BodyId::new(now());
        let writers = (0..8).map(|_| {
            let (database, body) = (database.clone(), body.clone());
            tokio::spawn(async move {
                for _ in 0..5 {
                    write(&database, &body, "profile_edited", now()).await;
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let held = journal::verify(&mut &database, body.as_str()).await.unwrap().unwrap();
        assert_eq!(held.entries, 40);
        assert!(matches!(database.dialect(), Dialect::Sqlite | Dialect::Postgres));
    })
    .await;
}
