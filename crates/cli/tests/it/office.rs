//! An office in a data folder, made before the server starts: bodies, people, and a way to look at what is kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_app::accounts::people::{Credential, NewPerson};
use gongkai_app::bodies::{NewBody, enter};
use gongkai_app::collection::{NewCollection, open_collection};
use gongkai_app::{App, Caller, SystemClock, accounts};
use gongkai_store::blobs::Blobs;
use gongkai_store::bodies::{Kind, Level, Profile};
use gongkai_store::id::{BodyId, CollectionId};
use gongkai_store::people::Role;
use gongkai_store::{Database, migrations};
use gongkai_testkit::corpus::{self, Member};

/// What everybody of the office signs in with.
pub(crate) const PASSWORD: &str = "Qinghe-Lotus-37";

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    Sqlite,
    Postgres,
}

/// A data folder with 示例区 and streets in it; `admin` keeps it, `zhuguan` supervises it.
pub(crate) struct Office {
    folder: tempfile::TempDir,
    address: Option<String>,
    pub(crate) district: BodyId,
    pub(crate) streets: Vec<BodyId>,
}

impl Office {
    pub(crate) fn new(kept: Kept, streets: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = (kept == Kept::Postgres).then(gongkai_testkit::postgres::fresh_database);
        let mut office =
            Self { folder, address, district: BodyId::new(jiff::Timestamp::UNIX_EPOCH), streets: Vec::new() };
        std::fs::create_dir_all(office.data()).unwrap();
        block_on(async {
            let app = office.open().await;
            migrations::run(&app.database, app.now()).await.unwrap();
            office.district = body(&app, "示例区人民政府", Kind::Government, Level::County, None).await;
            for number in 0..streets {
                let name = format!("{}办事处", gongkai_testkit::names::body(12 * u64::try_from(number).unwrap()));
                let street = body(&app, &name, Kind::Street, Level::Township, Some(&office.district)).await;
                office.streets.push(street);
            }
            person(&app, "admin", Role::Administrator, &office.district).await;
            person(&app, "zhuguan", Role::Supervisor, &office.district).await;
            app.database.close().await;
        });
        office
    }

    /// A collection of the streets' reports about a year, and a file for each that is theirs.
    pub(crate) fn collection(&self, year: i16) -> (CollectionId, Vec<Member>) {
        let id = block_on(async {
            let app = self.open().await;
            let new = NewCollection {
                kinds: vec![Kind::Street],
                itself: false,
                late_is_meant: true,
                ..NewCollection::of(self.district.clone(), year)
            };
            let id = open_collection(&app, &Caller::program("test"), new).await.unwrap();
            app.database.close().await;
            id
        });
        let numbers = 0..u64::try_from(self.streets.len()).unwrap();
        (id, numbers.map(|number| corpus::member(711, 12 * number, year)).collect())
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What tells the program where the database is.
    pub(crate) fn arguments(&self) -> String {
        self.address.as_ref().map_or_else(String::new, |address| format!("--database {address}"))
    }

    /// The parts of use cases, to look with.
    pub(crate) async fn open(&self) -> App {
        open(&self.data(), self.address.as_deref()).await
    }
}

/// The parts of use cases on a data folder, or on a database elsewhere.
pub(crate) async fn open(data: &Path, address: Option<&str>) -> App {
    let file = format!("sqlite:{}", data.join("gongkai.db").display());
    let database = Database::open(address.unwrap_or(&file)).await.unwrap();
    App::new(database, Blobs::in_folder(&data.join("blobs")).unwrap(), Arc::new(SystemClock))
}

pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(work)
}

async fn body(app: &App, name: &str, kind: Kind, level: Level, parent: Option<&BodyId>) -> BodyId {
    let new = NewBody {
        name: name.to_owned(),
        other_names: Vec::new(),
        kind,
        level,
        region_code: None,
        credit_code: None,
        parent: parent.cloned(),
        sort: 0,
        profile: Profile::default(),
    };
    enter(app, &Caller::program("test"), new).await.unwrap()
}

async fn person(app: &App, sign_in: &str, role: Role, body: &BodyId) {
    let new = NewPerson {
        sign_in: sign_in.to_owned(),
        name: "经办人".to_owned(),
        email: String::new(),
        phone: String::new(),
        lang: String::new(),
        role,
        body: body.clone(),
        credential: Credential::Given(PASSWORD.to_owned()),
    };
    accounts::people::enter(app, &Caller::program("test"), &new).await.unwrap();
}
