//! Each test on each database.

use gongkai_store::{Database, migrations};
use jiff::Timestamp;

/// A moment for tests: 15 January 2024, 09:00 in Beijing.
pub(crate) fn now() -> Timestamp {
    "2024-01-15T01:00:00.123456Z".parse().unwrap()
}

/// Runs a test on SQLite in a file and on PostgreSQL, both with the newest schema.
pub(crate) async fn on_each<F: Future<Output = ()>>(test: impl Fn(Database) -> F) {
    let folder = tempfile::tempdir().unwrap();
    for address in addresses(&folder) {
        let database = Database::open(&address).await.unwrap();
        migrations::run(&database, now()).await.unwrap();
        test(database.clone()).await;
        database.close().await;
    }
}

/// A file in a folder, and a fresh database of PostgreSQL.
pub(crate) fn addresses(folder: &tempfile::TempDir) -> [String; 2] {
    let file = format!("sqlite:{}", folder.path().join("gongkai.db").display());
    [file, gongkai_testkit::postgres::fresh_database()]
}
