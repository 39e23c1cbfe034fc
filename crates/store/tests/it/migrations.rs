use gongkai_store::{Database, StoreError, migrations, values};

use crate::databases::{now, on_each};

#[tokio::test]
async fn running_them_again_changes_nothing() {
    on_each(|database| async move {
        assert_eq!(migrations::current(&database).await.unwrap(), migrations::newest());
        migrations::run(&database, now()).await.unwrap();
        assert_eq!(migrations::current(&database).await.unwrap(), migrations::newest());
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
