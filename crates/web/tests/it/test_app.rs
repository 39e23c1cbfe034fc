//! The site in process, with a fixed clock and a small invented tree of bodies.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body as HttpBody, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use gongkai_app::accounts::elsewhere::Elsewhere;
use gongkai_app::accounts::sessions;
use gongkai_app::bodies::{NewBody, enter};
use gongkai_app::messages::Channels;
use gongkai_app::{App, Caller, Fixed};
use gongkai_store::blobs::Blobs;
use gongkai_store::bodies::{Kind, Level, Profile};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::people::{self, Grant, Person, Role};
use gongkai_store::{Database, migrations};
use gongkai_web::{Site, SiteConfig, router};
use jiff::Timestamp;
use tower::ServiceExt;

/// The site under test.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) clock: Arc<Fixed>,
    pub(crate) bodies: Bodies,
    router: Router,
    _folder: tempfile::TempDir,
}

/// 示例市 → 示例区 → 青禾街道 → 青禾社区, 云溪镇, 示例区财政局; and 样本区 → 白石街道 beside them.
#[derive(Clone)]
pub(crate) struct Bodies {
    pub(crate) city: BodyId,
    pub(crate) district: BodyId,
    pub(crate) street: BodyId,
    pub(crate) community: BodyId,
    pub(crate) township: BodyId,
    pub(crate) bureau: BodyId,
    pub(crate) foreign_district: BodyId,
    pub(crate) foreign_street: BodyId,
}

/// Somebody's browser: a session, or none.
pub(crate) struct Browser<'a> {
    site: &'a TestApp,
    cookie: Option<String>,
    csrf: String,
    extra: Vec<(String, String)>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: bytes::Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// 15 January 2024, 09:00 in Beijing: a Monday.
pub(crate) fn moment() -> Timestamp {
    "2024-01-15T01:00:00Z".parse().unwrap()
}

impl TestApp {
    pub(crate) async fn new() -> Self {
        Self::made(SiteConfig::default(), |app| app).await
    }

    /// The site with ways out for messages, and webhooks that may lead to this machine: a test listens there.
    pub(crate) async fn with_channels(channels: Channels) -> Self {
        let reach = gongkai_app::Reach::Anywhere;
        Self::made(SiteConfig::default(), |app| app.with_channels(channels).with_webhook_reach(reach)).await
    }

    /// The site that takes files up to a size.
    pub(crate) async fn with_upload_limit(upload_bytes: u64) -> Self {
        Self::made(SiteConfig::default(), |app| app.with_upload_bytes(upload_bytes)).await
    }

    /// The site with an identity provider people may sign in at.
    pub(crate) async fn with_elsewhere(elsewhere: Elsewhere) -> Self {
        // Tests sign in more often than people do.
        let config = SiteConfig { sign_ins_per_minute: 1000, ..SiteConfig::default() };
        Self::made(config, |app| app.with_elsewhere(Some(elsewhere))).await
    }

    /// Two nodes on one PostgreSQL and one folder of files.
    pub(crate) async fn two_nodes() -> [Self; 2] {
        let folder = tempfile::tempdir().unwrap();
        let (url, files) = (gongkai_testkit::postgres::fresh_database(), folder.path().join("blobs"));
        let one = Self::on(&url, folder, SiteConfig::default(), |app| app).await;
        let database = Database::open(&url).await.unwrap();
        let app = App::new(database, Blobs::in_folder(&files).unwrap(), one.clock.clone());
        let router = router(Site::new(app.clone(), SiteConfig::default()));
        let (clock, bodies) = (one.clock.clone(), one.bodies.clone());
        let two = Self { app, clock, bodies, router, _folder: tempfile::tempdir().unwrap() };
        [one, two]
    }

    async fn made(config: SiteConfig, with: impl FnOnce(App) -> App) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("gongkai.db").display());
        Self::on(&url, folder, config, with).await
    }

    async fn on(url: &str, folder: tempfile::TempDir, config: SiteConfig, with: impl FnOnce(App) -> App) -> Self {
        let database = Database::open(url).await.unwrap();
        migrations::run(&database, moment()).await.unwrap();
        let blobs = Blobs::in_folder(&folder.path().join("blobs")).unwrap();
        let clock = Arc::new(Fixed::at(moment()));
        let app = with(App::new(database, blobs, clock.clone()));
        let bodies = Bodies::enter(&app).await;
        let router = router(Site::new(app.clone(), config));
        Self { app, clock, bodies, router, _folder: folder }
    }

    /// Somebody who is not signed in.
    pub(crate) fn anybody(&self) -> Browser<'_> {
        Browser { site: self, cookie: None, csrf: String::new(), extra: Vec::new() }
    }

    /// A browser that holds cookies and the token of a form it was shown.
    pub(crate) fn browser(&self, cookie: &str, csrf: &str) -> Browser<'_> {
        Browser { site: self, cookie: Some(cookie.to_owned()), csrf: csrf.to_owned(), extra: Vec::new() }
    }

    /// A person with one role at a body, signed in. The same role and body give the same person.
    pub(crate) async fn sign_in_as(&self, role: Role, body: &BodyId) -> Browser<'_> {
        let person = self.person(role, body).await;
        let (secret, session) = sessions::open(&self.app, &person, "127.0.0.1", "test", false).await.unwrap();
        Browser {
            site: self,
            cookie: Some(format!("gongkai={}", secret.reveal())),
            csrf: session.csrf,
            extra: Vec::new(),
        }
    }

    /// A person with one role at a body.
    pub(crate) async fn person(&self, role: Role, body: &BodyId) -> Person {
        let sign_in = format!("{}-{body}", role.id());
        if let Some(known) = people::by_sign_in(&mut &self.app.database, &sign_in).await.unwrap() {
            return known;
        }
        let now = self.app.now();
        let person = Person {
            id: PersonId::new(now),
            sign_in,
            name: "经办人".to_owned(),
            email: None,
            phone: None,
            lang: "zh-CN".to_owned(),
            password_hash: None,
            must_change_password: false,
            password_changed_at: None,
            totp_secret: None,
            totp_since: None,
            totp_last_step: None,
            recovery_codes: Vec::new(),
            oidc_subject: None,
            failed_sign_ins: 0,
            locked_until: None,
            active: true,
            created_at: now,
            updated_at: now,
        };
        let mut transaction = self.app.database.begin().await.unwrap();
        people::insert(&mut transaction, &person).await.unwrap();
        let grant = Grant { person: person.id.clone(), body: body.clone(), role };
        people::grant_role(&mut transaction, &grant, now).await.unwrap();
        transaction.commit().await.unwrap();
        person
    }

    /// What use cases are called with by a person with one role at a body.
    pub(crate) async fn caller(&self, role: Role, body: &BodyId) -> Caller {
        let person = self.person(role, body).await;
        Caller::person(person.id.clone(), person.name, vec![Grant { person: person.id, body: body.clone(), role }])
    }
}

impl Browser<'_> {
    /// The site it looks at.
    pub(crate) fn site(&self) -> &TestApp {
        self.site
    }

    /// Adds a header to all requests.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.extra.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same at another node.
    pub(crate) fn at<'a>(&self, site: &'a TestApp) -> Browser<'a> {
        Browser { site, cookie: self.cookie.clone(), csrf: self.csrf.clone(), extra: self.extra.clone() }
    }

    /// The same with a page of another session, by its token.
    pub(crate) fn holding(mut self, csrf: &str) -> Self {
        csrf.clone_into(&mut self.csrf);
        self
    }

    /// The token forms carry.
    pub(crate) fn csrf(&self) -> &str {
        &self.csrf
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "", Vec::new()).await
    }

    /// Posts a form as a page of ours would.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut pairs = vec![("csrf", self.csrf.as_str())];
        pairs.extend_from_slice(fields);
        let body = pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = body.collect::<Vec<_>>().join("&");
        self.send(Method::POST, path, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    /// Posts a form as [`Self::post`] and goes on to where its answer leads.
    pub(crate) async fn post_and_follow(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        self.get(answer.header("location")).await
    }

    /// Posts files as a page of ours would: field name, file name, bytes.
    pub(crate) async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const EDGE: &str = "test-edge-0123456789";
        let mut body = Vec::new();
        for (name, value) in [("csrf", self.csrf.as_str())].iter().chain(fields) {
            body.extend(
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (field, name, bytes) in files {
            let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n");
            body.extend(head.bytes());
            body.extend(b"Content-Type: application/octet-stream\r\n\r\n");
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{EDGE}--\r\n").bytes());
        self.send(Method::POST, path, &format!("multipart/form-data; boundary={EDGE}"), body).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        for (name, value) in &self.extra {
            request = request.header(name, value);
        }
        let response = self.site.router.clone().oneshot(request.body(HttpBody::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Bodies {
    async fn enter(app: &App) -> Self {
        let city = new(app, "示例市人民政府", Kind::Government, Level::City, None).await;
        let district = new(app, "示例区人民政府", Kind::Government, Level::County, Some(&city)).await;
        let street = new(app, "青禾街道办事处", Kind::Street, Level::Township, Some(&district)).await;
        let foreign_district = new(app, "样本区人民政府", Kind::Government, Level::County, Some(&city)).await;
        Self {
            community: new(app, "青禾社区居民委员会", Kind::Community, Level::Village, Some(&street)).await,
            township: new(app, "云溪镇人民政府", Kind::Township, Level::Township, Some(&district)).await,
            bureau: new(app, "示例区财政局", Kind::Department, Level::County, Some(&district)).await,
            foreign_street: new(app, "白石街道办事处", Kind::Street, Level::Township, Some(&foreign_district)).await,
            city,
            district,
            street,
            foreign_district,
        }
    }
}

async fn new(app: &App, name: &str, kind: Kind, level: Level, parent: Option<&BodyId>) -> BodyId {
    let body = NewBody {
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
    enter(app, &Caller::program("test"), body).await.unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
