//! Bytes kept by their content: a local folder, or any store that speaks S3.
//!
//! A blob's name is the SM3 of its bytes, so the same file is kept once, and what is fetched can be checked. A blob is
//! written before the transaction that names it commits: a crash leaves at most a blob nobody names.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sm3::{Digest, Sm3};

use crate::error::StoreError;

/// Where blobs are.
#[derive(Debug, Clone)]
pub struct Blobs {
    objects: Arc<dyn ObjectStore>,
}

/// A store that speaks S3.
#[cfg(feature = "s3")]
#[derive(Clone, Default)]
pub struct S3 {
    /// The bucket.
    pub bucket: String,
    /// What all names begin with.
    pub prefix: String,
    /// Its address, when it is not the public one.
    pub endpoint: Option<String>,
    /// Whether that address may be `http://…`: only within a network nobody else listens to.
    pub allow_http: bool,
    /// Its region.
    pub region: String,
    /// Who we are to it.
    pub access_key: String,
    /// And our secret.
    pub secret_key: String,
}

impl Blobs {
    /// Blobs in a local folder, made when it is not there.
    ///
    /// # Errors
    /// [`StoreError::Folder`] when the folder cannot be made.
    pub fn in_folder(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(StoreError::Folder)?;
        let objects = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { objects: Arc::new(objects) })
    }

    /// Blobs in a store that speaks S3.
    ///
    /// # Errors
    /// [`StoreError::Blob`] when the settings do not do; nothing is connected yet.
    #[cfg(feature = "s3")]
    pub fn in_s3(s3: &S3) -> Result<Self, StoreError> {
        let mut builder = object_store::aws::AmazonS3Builder::new()
            .with_bucket_name(&s3.bucket)
            .with_region(&s3.region)
            .with_access_key_id(&s3.access_key)
            .with_secret_access_key(&s3.secret_key);
        if let Some(endpoint) = &s3.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(s3.allow_http);
        }
        let objects = object_store::prefix::PrefixStore::new(builder.build()?, s3.prefix.as_str());
        Ok(Self { objects: Arc::new(objects) })
    }

    /// Blobs in any object store.
    pub fn in_store(objects: Arc<dyn ObjectStore>) -> Self {
        Self { objects }
    }

    /// Keeps bytes; their hash.
    ///
    /// # Errors
    /// [`StoreError::Blob`] when they cannot be written.
    pub async fn put(&self, bytes: Bytes) -> Result<String, StoreError> {
        let hash = hash_of(&bytes);
        let key = key_of(&hash);
        if self.objects.head(&key).await.is_err() {
            self.objects.put(&key, PutPayload::from_bytes(bytes)).await?;
        }
        Ok(hash)
    }

    /// Takes away bytes nobody names yet, kept for something that came to nothing.
    ///
    /// # Errors
    /// [`StoreError::Blob`] when they cannot be removed.
    pub async fn forget(&self, hash: &str) -> Result<(), StoreError> {
        Ok(self.objects.delete(&key_of(hash)).await?)
    }

    /// The bytes with a hash.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there are none, [`StoreError::Column`] when they are not what was kept.
    pub async fn get(&self, hash: &str) -> Result<Bytes, StoreError> {
        let bytes = self.objects.get(&key_of(hash)).await?.bytes().await?;
        if hash_of(&bytes) != hash {
            return Err(StoreError::Column { column: "blob".to_owned(), detail: format!("{hash} was altered") });
        }
        Ok(bytes)
    }

    /// The hashes of everything kept.
    ///
    /// # Errors
    /// [`StoreError::Blob`] when the store cannot be asked.
    pub async fn all(&self) -> Result<BTreeSet<String>, StoreError> {
        let name = |found: object_store::ObjectMeta| found.location.as_ref().replace('/', "");
        let names = self.objects.list(None).map_ok(name).try_collect::<BTreeSet<String>>().await?;
        Ok(names.into_iter().filter(|name| is_hash(name)).collect())
    }

    /// Writes a few bytes, reads them and takes them away: whether the store can be worked with.
    ///
    /// # Errors
    /// [`StoreError::Blob`] when it cannot.
    pub async fn probe(&self) -> Result<(), StoreError> {
        let key = Key::from("probe");
        self.objects.put(&key, PutPayload::from_static(b"probe")).await?;
        let read = self.objects.get(&key).await?.bytes().await?;
        self.objects.delete(&key).await?;
        if read.as_ref() == b"probe" {
            Ok(())
        } else {
            Err(StoreError::Column { column: "blob".to_owned(), detail: "probe was altered".to_owned() })
        }
    }

    /// Whether there are bytes with a hash.
    ///
    /// # Errors
    /// [`StoreError::Blob`] when the store cannot be asked.
    pub async fn has(&self, hash: &str) -> Result<bool, StoreError> {
        match self.objects.head(&key_of(hash)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(StoreError::Blob(error)),
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The name of bytes.
pub fn hash_of(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

/// Whether a text can be the name of bytes.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Two levels of folders keep each of them small.
fn key_of(hash: &str) -> Key {
    let (first, rest) = hash.split_at_checked(2).unwrap_or((hash, ""));
    Key::from(format!("{first}/{rest}"))
}
