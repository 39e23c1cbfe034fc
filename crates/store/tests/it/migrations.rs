use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{CollectionId, ObligationId};
use gongkai_store::obligations::{self, Owing, State};
use gongkai_store::publications::{self, Withdrawal};
use gongkai_store::{Database, StoreError, migrations, reports, values};
use jiff::civil::date;

use crate::databases::{now, on_each};
use crate::house::{body, changing, entered};
use crate::publications::publication;

#[tokio::test]
async fn running_them_again_changes_nothing() {
    on_each(|database| async move {
        assert_eq!(migrations::current(&database).await.unwrap(), migrations::newest());
        migrations::run(&database, now()).await.unwrap();
        assert_eq!(migrations::current(&database).await.unwrap(), migrations::newest());
    })
    .await;
}

/// What older programs left on the roll: a report whose last publication is withdrawn stood there as accepted.
#[tokio::test]
async fn what_was_withdrawn_before_is_so_on_the_roll_afterwards() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let collection = Collection {
            id: CollectionId::new(now()),
            body: street.id.clone(),
            year: 2023,
            due: "{}".to_owned(),
            due_on: None,
            opened_at: now(),
            closed_at: None,
        };
        let report = entered(&database, &street, 2023, 1).await;
        let withdrawal = Withdrawal { at: now(), by: "主管".to_owned(), reason: "含有个人信息".to_owned() };
        changing(&database, async |on| {
            reports::set_state(on, &report.id, reports::State::Accepted).await.unwrap();
            publications::insert(on, &publication(&report, 1, "年报", "甲")).await.unwrap();
            publications::withdraw(on, &street.id, 2023, &[1], &withdrawal).await.unwrap();
            collections::insert(on, &collection).await.unwrap();
            let owing = [Owing { id: ObligationId::new(now()), body: street.id.clone(), due_on: date(2024, 1, 31) }];
            obligations::insert(on, &collection.id, 2023, &owing, now()).await.unwrap();
        })
        .await;
        let state = async || obligations::of_year(&mut &database, &street.id, 2023).await.unwrap()[0].state;
        assert_eq!(state().await, State::Withdrawn, "as a roll made today has it");
        for before in ["accepted", "published", "returned"] {
            changing(&database, async |on| {
                on.execute("UPDATE obligations SET state = $1", values![before]).await.unwrap();
                crate::house::take_back(on, 10).await;
            })
            .await;
            migrations::run(&database, now()).await.unwrap();
            assert_eq!(state().await.id(), if before == "returned" { "returned" } else { "withdrawn" });
        }
    })
    .await;
}

#[tokio::test]
async fn several_nodes_may_start_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = |round: u32| format!("sqlite:{}", folder.path().join(format!("{round}.db")).display());
    // On a file that is new, what goes wrong goes wrong seldom.
    for address in (0..20).map(sqlite).chain([gongkai_testkit::postgres::fresh_database()]) {
        let starts = (0..4).map(|_| {
            let address = address.clone();
            tokio::spawn(async move {
                let database = Database::open(&address).await.unwrap();
                migrations::run(&database, now()).await
            })
        });
        for start in starts.collect::<Vec<_>>() {
            start.await.unwrap().unwrap();
        }
    }
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    on_each(|database| async move {
        let mut transaction = database.begin().await.unwrap();
        let newer = migrations::newest() + 1;
        let text = "INSERT INTO schema_steps (number, at) VALUES ($1, $2)";
        transaction.execute(text, values![newer, now()]).await.unwrap();
        transaction.commit().await.unwrap();
        let refused = migrations::run(&database, now()).await;
        assert!(matches!(refused, Err(StoreError::Newer { found, .. }) if found == newer), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn other_addresses_are_refused() {
    let refused = Database::open("mysql://localhost/x").await;
    assert!(matches!(refused, Err(StoreError::Address)));
}
