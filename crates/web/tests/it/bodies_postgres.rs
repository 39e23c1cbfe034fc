//! The tree on PostgreSQL, where writers do not queue: what SQLite's one writer hides must hold here, too.

use std::sync::Arc;

use bytes::Bytes;
use gongkai_app::bodies::import::{self, Fate};
use gongkai_app::bodies::{NewBody, enter, relocate};
use gongkai_app::meanwhile::Seen;
use gongkai_app::{App, AppError, Caller, Fixed};
use gongkai_store::blobs::Blobs;
use gongkai_store::bodies::{self, Body, Kind, Level, Profile};
use gongkai_store::id::BodyId;
use gongkai_store::{Database, journal, migrations};

use crate::test_app::moment;

async fn app(folder: &std::path::Path) -> App {
    let database = Database::open(&gongkai_testkit::postgres::fresh_database()).await.unwrap();
    migrations::run(&database, moment()).await.unwrap();
    App::new(database, Blobs::in_folder(folder).unwrap(), Arc::new(Fixed::at(moment())))
}

async fn new(app: &App, name: &str, parent: Option<&BodyId>) -> BodyId {
    let body = NewBody {
        name: name.to_owned(),
        other_names: Vec::new(),
        kind: Kind::Department,
        level: Level::County,
        region_code: None,
        credit_code: None,
        parent: parent.cloned(),
        sort: 0,
        profile: Profile::default(),
    };
    enter(app, &Caller::program("test"), body).await.unwrap()
}

/// Every path is that of the body above and the body's own id.
async fn is_a_tree(app: &App) -> Vec<Body> {
    let all = bodies::all(&mut &app.database).await.unwrap();
    for body in &all {
        let upper = body.parent.as_ref().map(|parent| all.iter().find(|other| other.id == *parent).unwrap());
        let upper = upper.map_or("", |upper| upper.path.as_str());
        assert_eq!(body.path, format!("{upper}{}/", body.id), "{}", body.name);
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_moved_at_once_stay_a_tree() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let top = new(&app, "示例区人民政府", None).await;
    let mut ids = Vec::new();
    for number in 0..6 {
        ids.push(new(&app, &format!("第{number}局"), Some(&top)).await);
    }
    let movers = (0..6).map(|number| {
        let (app, ids) = (app.clone(), ids.clone());
        tokio::spawn(async move {
            for step in 1..6 {
                let (id, parent) = (&ids[number], &ids[(number + step) % 6]);
                let above = bodies::by_id(&mut &app.database, id).await.unwrap().parent.unwrap();
                let seen = Seen::of([("parent", above.as_str())]);
                match relocate(&app, &Caller::program("test"), id, parent, &seen).await {
                    // Moved, asked about, or below itself: refused, as it should be.
                    Ok(_) | Err(AppError::Invalid(_)) => {}
                    Err(other) => panic!("{other:?}"),
                }
                new(&app, &format!("第{number}局第{step}科"), Some(id)).await;
            }
        })
    });
    for mover in movers.collect::<Vec<_>>() {
        mover.await.unwrap();
    }
    assert_eq!(is_a_tree(&app).await.len(), 37);
    assert!(journal::verify_all(&mut &app.database).await.unwrap().iter().all(Result::is_ok));
}

#[tokio::test]
async fn an_import_enters_changes_and_moves() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path()).await;
    let caller = Caller::program("test");
    let top = new(&app, "示例区人民政府", None).await;
    let bureau = new(&app, "示例区财政局", Some(&top)).await;
    let office = new(&app, "国库科", Some(&bureau)).await;
    let csv = format!(
        "编号,名称,上级机关,类别,层级,电话\n,青禾街道办事处,,,,0000-1\n{bureau},,青禾街道办事处,,,\n{office},,示例区人民政府,,,\n"
    );
    let preview = import::preview(&app, &caller, &top, Bytes::from(csv)).await.unwrap();
    assert!(preview.rows.iter().all(|row| !matches!(row.fate, Fate::Refused(_))), "{:?}", preview.rows);
    import::apply(&app, &caller, &top, &preview.file, &preview.plan).await.unwrap();
    let all = is_a_tree(&app).await;
    let find = |id: &BodyId| all.iter().find(|body| body.id == *id).unwrap();
    let street = all.iter().find(|body| body.name == "青禾街道办事处").unwrap();
    assert_eq!((find(&bureau).parent.as_ref(), find(&office).parent.as_ref()), (Some(&street.id), Some(&top)));
    let again = import::apply(&app, &caller, &top, &preview.file, &preview.plan).await;
    assert!(matches!(again, Err(AppError::Stale)), "{again:?}");
    assert!(journal::verify_all(&mut &app.database).await.unwrap().iter().all(Result::is_ok));
}
