//! Files sent with a form. The form's token comes first and is checked before any file is taken.

use std::sync::Arc;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use bytes::{Bytes, BytesMut};
use gongkai_app::Problems;

use crate::error::Failure;
use crate::guard::{Parts, Visitor, token_matches};
use crate::site::Site;
use crate::size::size;

/// The plain fields and the files of a form.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Plain fields by name, in order.
    pub(crate) fields: Vec<(String, String)>,
    /// Files in order.
    pub(crate) files: Vec<Received>,
}

/// The same for a form that says beside its field which files are too large, instead of failing.
#[derive(Debug, Default)]
pub(crate) struct Offered {
    /// What was taken.
    pub(crate) taken: Files,
    /// The names of files that are too large.
    pub(crate) too_large: Vec<String>,
}

/// One file.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    /// The field it came in.
    pub(crate) field: String,
    /// Its name as the browser gave it, without folders.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Bytes,
}

impl Files {
    /// The first plain field of a name.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl Offered {
    /// Fails when files are larger than the operator allows.
    ///
    /// # Errors
    /// The problems, each with the file it is about.
    pub(crate) fn check_sizes(&self, site: &Site) -> Result<(), Problems> {
        let mut problems = Problems::new();
        for name in &self.too_large {
            let args = vec![("name", name.clone()), ("most", size(site.app().upload_bytes()))];
            problems.add_with("files", "problem-file-large", args);
        }
        if problems.0.is_empty() { Ok(()) } else { Err(problems) }
    }
}

impl FromRequest<Site> for Files {
    type Rejection = Failure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Failure> {
        let offered = Offered::from_request(request, site).await?;
        offered.check_sizes(site).map_err(Failure::FilesTooLarge)?;
        Ok(offered.taken)
    }
}

impl FromRequest<Site> for Offered {
    type Rejection = Failure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Failure> {
        let visitor = request.extensions().get::<Arc<Visitor>>().cloned().ok_or(Failure::ForeignForm)?;
        let parts = request.extensions().get::<Parts>().cloned().unwrap_or_default();
        let in_header = request.headers().get("x-csrf-token").and_then(|token| token.to_str().ok());
        let mut trusted = visitor.by_token || in_header.is_some_and(|token| token_matches(&visitor, token));
        let mut form = Multipart::from_request(request, site).await.map_err(|_| Failure::Unreadable)?;
        let most = usize::try_from(site.app().upload_bytes()).unwrap_or(usize::MAX);
        let mut offered = Self::default();
        let mut came_first = false;
        let taken = &mut offered.taken;
        while let Some(field) = form.next_field().await.map_err(|error| refused(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let Some(file_name) = field.file_name().map(plain_name) else {
                let value = field.text().await.map_err(|error| refused(&error))?;
                if name == "csrf" {
                    trusted = trusted || token_matches(&visitor, &value);
                } else {
                    parts.text(&name, &value);
                    taken.fields.push((name, value));
                }
                continue;
            };
            parts.file(&file_name);
            if !trusted {
                // Nothing of it is taken; the rest is read for the texts that are given back.
                came_first = true;
                within(field, 0).await?;
                continue;
            }
            let Some(bytes) = within(field, most).await? else {
                offered.too_large.push(file_name);
                continue;
            };
            // An empty file field is sent as a nameless file of no bytes.
            if !(file_name.is_empty() && bytes.is_empty()) {
                taken.files.push(Received { field: name, name: file_name, bytes });
            }
        }
        if trusted && !came_first { Ok(offered) } else { Err(Failure::ForeignForm) }
    }
}

/// A file's bytes; `None` when there are too many of them. The rest is read and forgotten, so that what follows is found.
async fn within(mut field: Field<'_>, most: usize) -> Result<Option<Bytes>, Failure> {
    let mut bytes = Some(BytesMut::new());
    while let Some(chunk) = field.chunk().await.map_err(|error| refused(&error))? {
        bytes = bytes.filter(|bytes| bytes.len().saturating_add(chunk.len()) <= most);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes.map(BytesMut::freeze))
}

fn refused(error: &MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Failure::TooLarge } else { Failure::Unreadable }
}

/// A file's name without folders and control characters.
pub(crate) fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
