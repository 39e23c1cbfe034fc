use bytes::Bytes;
use gongkai_store::blobs::Blobs;
use gongkai_store::{Dialect, health, migrations};

use crate::databases::{now, on_each};

#[tokio::test]
async fn a_database_says_how_it_is() {
    on_each(|database| async move {
        let facts = health::database(&database).await.unwrap();
        assert!(facts.version.starts_with(|first: char| first.is_ascii_digit()), "{facts:?}");
        assert!(facts.size_bytes > 10_000, "{facts:?}");
        assert_eq!((facts.schema, facts.newest), (migrations::newest(), migrations::newest()));
        match facts.dialect {
            Dialect::Sqlite => assert_eq!(facts.clock, None),
            Dialect::Postgres => assert!(facts.clock.unwrap() > now()),
        }
    })
    .await;
}

#[tokio::test]
async fn a_place_for_blobs_is_probed_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::in_folder(&folder.path().join("blobs")).unwrap();
    blobs.probe().await.unwrap();
    blobs.probe().await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("blobs")).unwrap().count(), 0);
    let hash = blobs.put(Bytes::from_static(b"kept")).await.unwrap();
    assert_eq!(blobs.get(&hash).await.unwrap(), Bytes::from_static(b"kept"));
    // Where the folder was taken away and a file stands in its place, nothing can be written.
    std::fs::remove_dir_all(folder.path().join("blobs")).unwrap();
    std::fs::write(folder.path().join("blobs"), b"").unwrap();
    assert!(blobs.probe().await.is_err());
}
