//! Files as programs send them: a form with files, or the bytes of one.

use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use gongkai_app::Problems;

use crate::error::Failure;
use crate::extract::plain_name;
use crate::portal::params::Params;
use crate::site::Site;

/// The fields that hold files, whether they say a file's name or not.
const FILE_FIELDS: [&str; 2] = ["files", "file"];

/// What was sent.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    /// Files: names and bytes.
    pub(super) files: Vec<(String, Bytes)>,
    /// Plain fields of a form.
    pub(super) fields: Vec<(String, String)>,
}

impl Incoming {
    /// The same, when the form has no plain fields but these (and the form token, which a header told already).
    pub(super) fn with_fields(self, known: &[&str]) -> Result<Self, Failure> {
        let mut problems = Problems::new();
        for (name, _) in self.fields.iter().filter(|(name, _)| name != "csrf" && !known.contains(&name.as_str())) {
            let name: String = name.chars().take(64).collect();
            let detail = format!("unknown field `{name}`");
            problems.add_with(name, "api-misfit", vec![("detail", detail)]);
        }
        problems.check()?;
        Ok(self)
    }

    /// The first plain field of a name.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl FromRequest<Site> for Incoming {
    type Rejection = Failure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let most = usize::try_from(site.app().upload_bytes()).unwrap_or(usize::MAX);
        match essence.as_str() {
            "multipart/form-data" => of_form(request, site, most).await,
            "application/octet-stream" => {
                let name = Params::of(request.uri()).text("name").map(plain_name).unwrap_or_default();
                let bytes =
                    Bytes::from_request(request, site).await.map_err(|rejection| too_large(rejection.status()))?;
                let files = vec![(name, within(bytes, most)?)];
                Ok(Self { files, ..Self::default() })
            }
            _ => Err(Failure::NotFiles),
        }
    }
}

async fn of_form(request: Request, site: &Site, most: usize) -> Result<Incoming, Failure> {
    let refused = |error: MultipartError| too_large(error.status());
    let mut form = Multipart::from_request(request, site).await.map_err(|_| Failure::Unreadable)?;
    let mut taken = Incoming::default();
    while let Some(field) = form.next_field().await.map_err(refused)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(plain_name);
        let is_file = file_name.is_some() || FILE_FIELDS.contains(&name.as_str());
        if is_file {
            let bytes = within(field.bytes().await.map_err(refused)?, most)?;
            taken.files.push((file_name.unwrap_or_default(), bytes));
        } else {
            // Databases do not keep the character 0.
            let text = field.text().await.map_err(refused)?.replace('\0', "");
            taken.fields.push((name, text));
        }
    }
    Ok(taken)
}

fn too_large(status: StatusCode) -> Failure {
    if status == StatusCode::PAYLOAD_TOO_LARGE { Failure::TooLarge } else { Failure::Unreadable }
}

fn within(bytes: Bytes, most: usize) -> Result<Bytes, Failure> {
    if bytes.len() > most { Err(Failure::TooLarge) } else { Ok(bytes) }
}
