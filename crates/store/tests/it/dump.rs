//! Out of one database, into another of either kind: every table, every row.

use std::collections::BTreeMap;

use gongkai_store::bodies::{Body, Kind, Level, Profile};
use gongkai_store::dump::{self, Loader};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::{Database, StoreError, bodies, migrations};
use serde_json::Value as Json;

use crate::databases::{addresses, now, on_each};

type Dump = BTreeMap<String, Vec<Json>>;

fn body(name: &str, parent: Option<&Body>) -> Body {
    let id = BodyId::new(now());
    Body {
        path: format!("{}{id}/", parent.map_or("", |body| &body.path)),
        id,
        name: name.to_owned(),
        other_names: vec!["又名".to_owned()],
        kind: Kind::Street,
        level: Level::Township,
        region_code: None,
        credit_code: None,
        parent: parent.map(|body| body.id.clone()),
        supervisor: None,
        sort: 3,
        active: true,
        closed_on: None,
        former_names: BTreeMap::new(),
        successor: None,
        profile: Profile { address: "示例路1号".to_owned(), ..Profile::default() },
        created_at: now(),
        updated_at: now(),
    }
}

/// A body above that was entered after the body below, and three entries.
async fn fill(database: &Database) {
    let mut transaction = database.begin().await.unwrap();
    let mut low = body("青禾街道", None);
    bodies::insert(&mut transaction, &low).await.unwrap();
    let high = body("示例区", None);
    bodies::insert(&mut transaction, &high).await.unwrap();
    low.parent = Some(high.id.clone());
    low.supervisor = Some(high.id.clone());
    bodies::update(&mut transaction, &low).await.unwrap();
    for action in ["body_entered", "body_entered", "profile_edited"] {
        let event = Event::of(&low.id, "body", &low.id, action).with("字");
        journal::append(&mut transaction, &Actor::program("test"), now(), event).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

async fn dumped(database: &Database) -> Dump {
    let mut snapshot = database.snapshot().await.unwrap();
    let mut dump = Dump::new();
    for table in dump::tables(&mut snapshot).await.unwrap() {
        let mut rows = Vec::new();
        let each = |row| {
            rows.push(row);
            Ok::<_, StoreError>(())
        };
        dump::lines(&mut snapshot, &table, each).await.unwrap();
        rows.sort_by_key(ToString::to_string);
        dump.insert(table.name, rows);
    }
    dump
}

async fn load(database: &Database, dump: &Dump) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    dump::empty(&mut transaction).await?;
    for table in dump::tables(&mut transaction).await? {
        let rows = &dump[&table.name];
        let Some(mut loader) = Loader::new(table) else { continue };
        for row in rows {
            loader.row(&mut transaction, row).await?;
        }
        assert_eq!(loader.finish(&mut transaction).await?, u64::try_from(rows.len()).unwrap());
    }
    transaction.commit().await
}

#[tokio::test]
async fn a_dump_of_either_database_loads_into_either() {
    let folder = tempfile::tempdir().unwrap();
    for (number, from) in addresses(&folder).into_iter().enumerate() {
        let source = Database::open(&from).await.unwrap();
        migrations::run(&source, now()).await.unwrap();
        fill(&source).await;
        let dump = dumped(&source).await;
        assert!(dump["journal"].len() == 3 && dump["bodies"].len() == 2 && dump.len() > 20);
        let targets = tempfile::tempdir().unwrap();
        for to in addresses(&targets) {
            let target = Database::open(&to).await.unwrap();
            migrations::run(&target, now()).await.unwrap();
            assert!(dump::is_unused(&mut &target).await.unwrap());
            load(&target, &dump).await.unwrap();
            assert!(!dump::is_unused(&mut &target).await.unwrap());
            assert_eq!(dumped(&target).await, dump, "{number}");
            for chain in journal::verify_all(&mut &target).await.unwrap() {
                chain.unwrap();
            }
            target.close().await;
        }
        source.close().await;
    }
}

#[tokio::test]
async fn a_snapshot_sees_one_moment() {
    on_each(|database| async move {
        fill(&database).await;
        let mut snapshot = database.snapshot().await.unwrap();
        let before = journal::position(&mut snapshot).await.unwrap();
        fill_more(&database).await;
        assert_eq!(journal::position(&mut snapshot).await.unwrap(), before);
        drop(snapshot);
        assert_eq!(journal::position(&mut &database).await.unwrap(), before + 1);
    })
    .await;
}

async fn fill_more(database: &Database) {
    let mut transaction = database.begin().await.unwrap();
    let event = Event::system("test", "test", "something_done");
    journal::append(&mut transaction, &Actor::program("test"), now(), event).await.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn rows_that_do_not_fit_are_refused() {
    on_each(|database| async move {
        for row in [r#"{"id":"1"}"#, r#"{"id":1,"position":"two"}"#, r#"{"id":1,"position":2,"frob":3}"#, "[]"] {
            let mut transaction = database.begin().await.unwrap();
            let tables = dump::tables(&mut transaction).await.unwrap();
            let table = tables.into_iter().find(|table| table.name == "journal_position").unwrap();
            let mut loader = Loader::new(table).unwrap();
            let refused = loader.row(&mut transaction, &serde_json::from_str(row).unwrap()).await;
            assert!(matches!(refused, Err(StoreError::Column { .. })), "{row}: {refused:?}");
        }
    })
    .await;
}
