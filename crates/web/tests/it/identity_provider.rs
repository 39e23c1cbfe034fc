//! A small OpenID Connect provider on this machine: real keys, real signatures, and every way to get them wrong.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use gongkai_app::accounts::elsewhere::{Elsewhere, LocalPasswords, Oidc, OidcConfig, Unknown};
use p256::ecdsa::signature::Signer as _;
use rsa::traits::PublicKeyParts as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::test_app::{Answer, Browser, TestApp};

/// What the provider knows the site by.
const CLIENT: &str = "gongkai";
const SECRET: &str = "a-secret-of-this-test";

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signed {
    Es256,
    Rs256,
    /// By the shared secret.
    Hs256,
    /// Not at all.
    None,
    /// By a key nobody else has.
    OtherKey,
}

/// What the provider says about somebody.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) claims: Value,
    pub(crate) signed: Signed,
}

struct Code {
    grant: Grant,
    asked: HashMap<String, String>,
}

struct Inner {
    issuer: String,
    codes: HashMap<String, Code>,
    /// Number of the key it signs with: keys are rolled over by raising it.
    key: u8,
    fetched: usize,
    down: bool,
}

/// The provider.
#[derive(Clone)]
pub(crate) struct IdentityProvider(Arc<Mutex<Inner>>);

type Shared = State<IdentityProvider>;

/// Making such a key takes a while: one for all tests.
static RSA: LazyLock<rsa::RsaPrivateKey> =
    LazyLock::new(|| rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap());

fn elliptic(number: u8) -> p256::ecdsa::SigningKey {
    static SEED: LazyLock<[u8; 32]> = LazyLock::new(|| {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).unwrap();
        seed
    });
    p256::ecdsa::SigningKey::from_slice(&Sha256::digest([SEED.as_slice(), &[number]].concat())).unwrap()
}

impl IdentityProvider {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realm", listener.local_addr().unwrap());
        let inner = Inner { issuer, codes: HashMap::new(), key: 1, fetched: 0, down: false };
        let provider = Self(Arc::new(Mutex::new(inner)));
        let router = Router::new()
            .route("/realm/.well-known/openid-configuration", get(discovery))
            .route("/realm/keys", get(keys))
            .route("/realm/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        provider
    }

    pub(crate) fn issuer(&self) -> String {
        self.0.lock().unwrap().issuer.clone()
    }

    /// How often it was asked about itself.
    pub(crate) fn fetched(&self) -> usize {
        self.0.lock().unwrap().fetched
    }

    pub(crate) fn roll_over(&self) {
        self.0.lock().unwrap().key += 1;
    }

    pub(crate) fn go_down(&self) {
        self.0.lock().unwrap().down = true;
    }

    pub(crate) fn as_elsewhere(&self, claim: &str) -> Elsewhere {
        let config = OidcConfig {
            issuer: self.issuer(),
            client_id: CLIENT.to_owned(),
            client_secret: SECRET.to_owned(),
            scopes: vec!["openid".to_owned(), "profile".to_owned()],
            claim: claim.to_owned(),
        };
        Elsewhere {
            provider: Arc::new(Oidc::new(config).unwrap()),
            name: "示例区统一身份认证".to_owned(),
            name_en: "Shili District sign-in".to_owned(),
            unknown: Unknown::Refuse,
            passwords: LocalPasswords::Everybody,
        }
    }

    /// Somebody signs in at the provider where a browser was sent: where it is sent back to.
    pub(crate) fn agree(&self, address: &str, grant: Grant) -> String {
        let (place, query) = address.split_once('?').unwrap();
        assert_eq!(place, format!("{}/authorize", self.issuer()));
        let asked: HashMap<String, String> = form(query);
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", CLIENT));
        assert_eq!((asked["code_challenge_method"].as_str(), asked["scope"].as_str()), ("S256", "openid profile"));
        assert!(asked["state"].len() >= 43 && asked["nonce"].len() >= 43, "{asked:?}");
        let mut inner = self.0.lock().unwrap();
        let code = format!("code-{}", inner.codes.len());
        let back = asked["redirect_uri"].strip_prefix("http://127.0.0.1:7110").unwrap().to_owned();
        let state = asked["state"].clone();
        inner.codes.insert(code.clone(), Code { grant, asked });
        format!("{back}?code={code}&state={state}")
    }
}

fn form(query: &str) -> HashMap<String, String> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}

async fn discovery(State(provider): Shared) -> Response {
    let mut inner = provider.0.lock().unwrap();
    if inner.down {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    inner.fetched += 1;
    let issuer = &inner.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "end_session_endpoint": format!("{issuer}/out"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        // A provider may offer what we do not accept.
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
    }))
    .into_response()
}

async fn keys(State(provider): Shared) -> Json<Value> {
    let number = provider.0.lock().unwrap().key;
    let point = elliptic(number).verifying_key().to_sec1_point(false);
    let (x, y) = (point.x().unwrap(), point.y().unwrap());
    let public = RSA.to_public_key();
    Json(json!({"keys": [
        {"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": format!("ec-{number}"),
         "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y)},
        {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "rsa",
         "n": URL_SAFE_NO_PAD.encode(public.n().to_bytes_be()), "e": URL_SAFE_NO_PAD.encode(public.e().to_bytes_be())},
    ]}))
}

async fn token(State(provider): Shared, headers: HeaderMap, Form(sent): Form<HashMap<String, String>>) -> Response {
    let refused = |why: &str| (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response();
    let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{SECRET}")));
    if headers.get("authorization").is_none_or(|shown| shown.to_str().unwrap() != basic) {
        return refused("invalid_client");
    }
    let mut inner = provider.0.lock().unwrap();
    let number = inner.key;
    // A code is good once.
    let Some(code) = inner.codes.remove(&sent["code"]) else { return refused("invalid_grant") };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(sent["code_verifier"].as_bytes()));
    if challenge != code.asked["code_challenge"] || sent["redirect_uri"] != code.asked["redirect_uri"] {
        return refused("invalid_grant");
    }
    let mut claims = json!({"iss": inner.issuer, "aud": CLIENT, "nonce": code.asked["nonce"]});
    for (name, value) in code.grant.claims.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let token = signed(&claims, code.grant.signed, number);
    Json(json!({"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": token})).into_response()
}

fn signed(claims: &Value, how: Signed, number: u8) -> String {
    let (alg, kid) = match how {
        Signed::Es256 | Signed::OtherKey => ("ES256", format!("ec-{number}")),
        Signed::Rs256 => ("RS256", "rsa".to_owned()),
        Signed::Hs256 => ("HS256", "shared".to_owned()),
        Signed::None => ("none", "none".to_owned()),
    };
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&json!({"alg": alg, "kid": kid, "typ": "JWT"})), part(claims));
    let by_elliptic = |key: p256::ecdsa::SigningKey| {
        let signature: p256::ecdsa::Signature = key.sign(text.as_bytes());
        signature.to_bytes().to_vec()
    };
    let signature = match how {
        Signed::Es256 => by_elliptic(elliptic(number)),
        Signed::OtherKey => by_elliptic(elliptic(255)),
        Signed::Rs256 => {
            use rsa::signature::{SignatureEncoding as _, Signer as _};
            rsa::pkcs1v15::SigningKey::<Sha256>::new(RSA.clone()).sign(text.as_bytes()).to_vec()
        }
        Signed::Hs256 => hmac(text.as_bytes()),
        Signed::None => Vec::new(),
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// HMAC-SHA-256 by the client's secret, by hand: it is what must be refused.
fn hmac(text: &[u8]) -> Vec<u8> {
    let mut key = [0_u8; 64];
    key[..SECRET.len()].copy_from_slice(SECRET.as_bytes());
    let inner = Sha256::digest([key.map(|byte| byte ^ 0x36).as_slice(), text].concat());
    Sha256::digest([key.map(|byte| byte ^ 0x5c).as_slice(), &inner].concat()).to_vec()
}

/// A sign-in that was begun: the browser's cookie, and where it was sent.
pub(crate) struct Begun {
    pub(crate) cookie: String,
    pub(crate) address: String,
}

/// Presses the provider's button on the sign-in page.
pub(crate) async fn begin(site: &TestApp, next: &str) -> Begun {
    let answer = site.anybody().get(&format!("/sign-in/oidc?next={next}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let cookie = format!("elsewhere={}", crate::signing::set(&answer, "elsewhere").unwrap());
    Begun { cookie, address: answer.header("location").to_owned() }
}

/// Signs in at the provider and comes back.
pub(crate) async fn arrive(site: &TestApp, provider: &IdentityProvider, grant: Grant) -> Answer {
    let begun = begin(site, "/office/drafts").await;
    let back = provider.agree(&begun.address, grant);
    browser(site, &begun).get(&back).await
}

/// The browser a sign-in was begun in.
pub(crate) fn browser<'a>(site: &'a TestApp, begun: &Begun) -> Browser<'a> {
    site.browser(&begun.cookie, "")
}
