//! What holds of blobs wherever they are kept: in a folder, and (with the feature `s3`) in an S3-compatible store.

use bytes::Bytes;
use gongkai_store::StoreError;
use gongkai_store::blobs::{Blobs, hash_of};

/// A store under test: where it is, and a way to spoil what it keeps.
struct Kept {
    blobs: Blobs,
    spoil: Box<dyn Fn(&str)>,
}

async fn on_each<F: Future<Output = ()>>(test: impl Fn(Kept) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("blobs");
    let blobs = Blobs::in_folder(&place).unwrap();
    let spoil = move |hash: &str| std::fs::write(place.join(&hash[..2]).join(&hash[2..]), "spoilt").unwrap();
    test(Kept { blobs, spoil: Box::new(spoil) }).await;
    #[cfg(feature = "s3")]
    for prefix in ["", "files/of gongkai"] {
        let server = crate::s3_server::S3Server::start();
        let blobs = Blobs::in_s3(&server.at(prefix)).unwrap();
        let prefix = prefix.to_owned();
        let spoil = move |hash: &str| server.spoil(&prefix, hash);
        test(Kept { blobs, spoil: Box::new(spoil) }).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_come_back_under_their_hash() {
    on_each(async |kept| {
        let blobs = &kept.blobs;
        let large: Vec<u8> = (0..6_000_000_u32).map(|number| number.to_le_bytes()[0]).collect();
        for bytes in [Bytes::from_static(b"report"), Bytes::new(), Bytes::from(large)] {
            let hash = blobs.put(bytes.clone()).await.unwrap();
            assert_eq!(hash, hash_of(&bytes));
            assert_eq!(blobs.get(&hash).await.unwrap(), bytes);
            assert!(blobs.has(&hash).await.unwrap());
        }
        let nobody = hash_of(b"nobody");
        assert!(!blobs.has(&nobody).await.unwrap());
        assert!(matches!(blobs.get(&nobody).await, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_bytes_are_kept_once_and_listed() {
    on_each(async |kept| {
        let blobs = &kept.blobs;
        assert!(blobs.all().await.unwrap().is_empty());
        let put = |text: &'static str| blobs.put(Bytes::from_static(text.as_bytes()));
        let (one, twin, other) = tokio::join!(put("one"), put("one"), put("other"));
        let (one, twin, other) = (one.unwrap(), twin.unwrap(), other.unwrap());
        assert_eq!(one, twin);
        // What a check leaves behind, or somebody else put there, is no blob.
        blobs.probe().await.unwrap();
        let mut all = vec![one, other];
        all.sort();
        assert_eq!(blobs.all().await.unwrap().into_iter().collect::<Vec<_>>(), all);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_altered_is_not_handed_out() {
    on_each(async |kept| {
        let hash = kept.blobs.put(Bytes::from_static(b"report")).await.unwrap();
        (kept.spoil)(&hash);
        let spoilt = kept.blobs.get(&hash).await;
        assert!(matches!(spoilt, Err(StoreError::Column { .. })), "{spoilt:?}");
    })
    .await;
}

#[cfg(feature = "s3")]
#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_not_there_is_told_and_plain_http_must_be_allowed() {
    use gongkai_store::blobs::S3;

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let s3 = |allow_http| S3 {
        bucket: "gongkai".to_owned(),
        endpoint: Some(endpoint.clone()),
        allow_http,
        region: "us-east-1".to_owned(),
        access_key: "key".to_owned(),
        secret_key: "secret".to_owned(),
        ..S3::default()
    };
    for allow_http in [false, true] {
        let refused = Blobs::in_s3(&s3(allow_http)).unwrap().probe().await;
        assert!(matches!(refused, Err(StoreError::Blob(_))), "{refused:?}");
    }
    let server = crate::s3_server::S3Server::start();
    let wrong = S3 { secret_key: String::new(), access_key: "nobody".to_owned(), ..server.at("") };
    assert!(Blobs::in_s3(&wrong).unwrap().probe().await.is_err(), "whom the store does not know");
    let plain = S3 { allow_http: false, ..server.at("") };
    assert!(Blobs::in_s3(&plain).unwrap().probe().await.is_err(), "not without saying so");
    Blobs::in_s3(&server.at("")).unwrap().probe().await.unwrap();
}
