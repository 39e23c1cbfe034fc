//! OpenID Connect: authorisation code with PKCE, nonce and state; tokens signed by keys of the provider's.

mod http;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenClaims, IdTokenFields, IssuerUrl,
    LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout,
    RedirectUrl, Scope, SignatureVerificationError, StandardErrorResponse, StandardTokenResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Mutex;

use self::http::send;
use super::provider::{Answering, Asking, Identity, Provider, ProviderError, Redeeming};

/// How long what the provider says about itself, and its keys, are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// Asked again before that only for a key nobody knows, and not more often than this.
const NOT_BEFORE: SignedDuration = SignedDuration::from_secs(30);
/// Clocks may differ by so much.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);
/// A token is for signing in now: an older one was made for something else.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);

/// Signatures that are accepted: by a key of the provider's only, never by a shared secret, never none.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// How a provider is reached, and what we are to it.
#[derive(Clone)]
pub struct OidcConfig {
    /// Its address, exactly as it calls itself.
    pub issuer: String,
    /// What it knows us by.
    pub client_id: String,
    /// Our secret; empty for a client without.
    pub client_secret: String,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim that names the account here.
    pub claim: String,
}

impl std::fmt::Debug for OidcConfig {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OidcConfig").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// A provider that speaks OpenID Connect. What it says about itself is fetched when it is needed, and kept for a while.
#[derive(Debug)]
pub struct Oidc {
    config: OidcConfig,
    issuer: IssuerUrl,
    known: Mutex<Option<Known>>,
}

/// What the provider said about itself, its keys included.
#[derive(Debug, Clone)]
struct Known {
    at: Timestamp,
    metadata: Arc<ProviderMetadataWithLogout>,
}

/// Claims no standard names: the account may stand in one of them.
#[derive(Debug, Serialize, Deserialize)]
struct OtherClaims(BTreeMap<String, Value>);

impl AdditionalClaims for OtherClaims {}

type Fields = IdTokenFields<
    OtherClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type Claims = IdTokenClaims<OtherClaims, CoreGenderClaim>;
type Party = Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Oidc {
    /// A provider; nothing is asked of it yet.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] when its address is none.
    pub fn new(config: OidcConfig) -> Result<Self, ProviderError> {
        let issuer = IssuerUrl::new(config.issuer.clone()).map_err(|_| refused("the issuer is no address"))?;
        Ok(Self { config, issuer, known: Mutex::new(None) })
    }

    /// Fetches what the provider says about itself, and its keys: how many keys there are.
    ///
    /// # Errors
    /// [`ProviderError`] when it cannot be reached or says what cannot be used.
    pub async fn test(&self, now: Timestamp) -> Result<usize, ProviderError> {
        Ok(self.fetch(now).await?.metadata.jwks().keys().len())
    }

    async fn fetch(&self, now: Timestamp) -> Result<Known, ProviderError> {
        let client = |request| send(request);
        let found = ProviderMetadataWithLogout::discover_async(self.issuer.clone(), &client).await;
        // The error's own words may quote what came back; its kind is enough.
        let metadata = found.map_err(|error| ProviderError::Unreachable(told(&error)))?;
        Ok(Known { at: now, metadata: Arc::new(metadata) })
    }

    /// What the provider said about itself, not longer ago than `oldest`.
    async fn known(&self, now: Timestamp, oldest: SignedDuration) -> Result<Known, ProviderError> {
        let mut kept = self.known.lock().await;
        if let Some(known) = kept.as_ref().filter(|known| now.duration_since(known.at) < oldest) {
            return Ok(known.clone());
        }
        let known = self.fetch(now).await?;
        *kept = Some(known.clone());
        Ok(known)
    }

    /// We, as the provider knows us.
    fn party(&self, known: &Known, back: &str) -> Result<Party, ProviderError> {
        let config = &self.config;
        let secret = Some(config.client_secret.clone()).filter(|secret| !secret.is_empty()).map(ClientSecret::new);
        let metadata = known.metadata.as_ref().clone();
        let methods = metadata.token_endpoint_auth_methods_supported().cloned().unwrap_or_default();
        let only_in_body = methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic);
        let back = RedirectUrl::new(back.to_owned()).map_err(|_| refused("the address to come back to is none"))?;
        let party = Party::from_provider_metadata(metadata, ClientId::new(config.client_id.clone()), secret);
        let party = party.set_redirect_uri(back);
        Ok(if only_in_body { party.set_auth_type(AuthType::RequestBody) } else { party })
    }

    async fn redeem(&self, redeeming: &Redeeming, now: Timestamp) -> Result<Identity, ProviderError> {
        let known = self.known(now, KEPT).await?;
        let party = self.party(&known, &redeeming.back)?;
        let request = party.exchange_code(AuthorizationCode::new(redeeming.code.clone()));
        let request = request.map_err(|_| refused("the provider has no token endpoint"))?;
        let client = |request| send(request);
        let verifier = PkceCodeVerifier::new(redeeming.verifier.clone());
        let tokens = request.set_pkce_verifier(verifier).request_async(&client).await;
        let tokens = tokens.map_err(|error| refused(&told(&error)))?;
        let nonce = Nonce::new(redeeming.nonce.clone());
        match self.claims(&party, &tokens, &nonce, now) {
            // The provider may sign with a key it did not have when it was last asked.
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let known = self.known(now, NOT_BEFORE).await?;
                let party = self.party(&known, &redeeming.back)?;
                self.identity(self.claims(&party, &tokens, &nonce, now))
            }
            claims => self.identity(claims),
        }
    }

    /// The claims of the token, when everything about it holds.
    fn claims<'a>(
        &self,
        party: &Party,
        tokens: &'a Tokens,
        nonce: &Nonce,
        now: Timestamp,
    ) -> Result<&'a Claims, ClaimsVerificationError> {
        let token = tokens.id_token().ok_or(ClaimsVerificationError::Other("no identity token".to_owned()))?;
        let moment = |moment: Timestamp| {
            openidconnect_time(moment).ok_or_else(|| ClaimsVerificationError::Other("no such moment".to_owned()))
        };
        let shifted = |by: SignedDuration| moment(now.checked_add(by).unwrap_or(now));
        let (lenient, newest, oldest) = (shifted(-TOLERANCE)?, shifted(TOLERANCE)?, shifted(-OLDEST)?);
        let verifier = party
            .id_token_verifier()
            .set_allowed_algs(SIGNATURES)
            .set_time_fn(move || lenient)
            .set_issue_time_verifier_fn(move |issued| match issued {
                issued if issued > newest => Err("it is of the future".to_owned()),
                issued if issued < oldest => Err("it is too old".to_owned()),
                _ => Ok(()),
            });
        token.claims(&verifier, nonce)
    }

    fn identity(&self, claims: Result<&Claims, ClaimsVerificationError>) -> Result<Identity, ProviderError> {
        let claims = claims.map_err(|error| refused(why(&error)))?;
        let name = claims.name().and_then(|name| name.get(None)).map(|name| name.as_str().to_owned());
        Ok(Identity {
            subject: format!("{} {}", self.issuer.as_str(), claims.subject().as_str()),
            account: self.account(claims),
            name,
        })
    }

    /// What the chosen claim says. An address of which the provider does not say that it is theirs names nobody.
    fn account(&self, claims: &Claims) -> Option<String> {
        match self.config.claim.as_str() {
            "sub" => Some(claims.subject().as_str().to_owned()),
            "preferred_username" => claims.preferred_username().map(|name| name.as_str().to_owned()),
            "email" if claims.email_verified() == Some(true) => claims.email().map(|email| email.as_str().to_owned()),
            "phone_number" if claims.phone_number_verified() == Some(true) => {
                claims.phone_number().map(|number| number.as_str().to_owned())
            }
            other => claims.additional_claims().0.get(other)?.as_str().map(str::to_owned),
        }
    }
}

impl Provider for Oidc {
    fn issuer(&self) -> &str {
        &self.config.issuer
    }

    fn address<'a>(&'a self, asking: &'a Asking, now: Timestamp) -> Answering<'a, String> {
        Box::pin(async move {
            let known = self.known(now, KEPT).await?;
            let party = self.party(&known, &asking.back)?;
            let (state, nonce) = (asking.state.clone(), asking.nonce.clone());
            let verifier = PkceCodeVerifier::new(asking.verifier.clone());
            let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
            let flow = CoreAuthenticationFlow::AuthorizationCode;
            let request = party.authorize_url(flow, move || CsrfToken::new(state), move || Nonce::new(nonce));
            let scopes = self.config.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new);
            let (address, _, _) = request.add_scopes(scopes).set_pkce_challenge(challenge).url();
            Ok(address.to_string())
        })
    }

    fn identify<'a>(&'a self, redeeming: &'a Redeeming, now: Timestamp) -> Answering<'a, Identity> {
        Box::pin(self.redeem(redeeming, now))
    }

    fn sign_out_address<'a>(&'a self, back: &'a str, now: Timestamp) -> Answering<'a, Option<String>> {
        Box::pin(async move {
            let known = self.known(now, KEPT).await?;
            let Some(endpoint) = known.metadata.additional_metadata().end_session_endpoint.clone() else {
                return Ok(None);
            };
            let back = PostLogoutRedirectUrl::new(back.to_owned());
            let back = back.map_err(|_| refused("the address to come back to is none"))?;
            let request = LogoutRequest::from(endpoint)
                .set_client_id(ClientId::new(self.config.client_id.clone()))
                .set_post_logout_redirect_uri(back);
            Ok(Some(request.http_get_url().to_string()))
        })
    }
}

fn openidconnect_time(moment: Timestamp) -> Option<chrono::DateTime<chrono::Utc>> {
    chrono::DateTime::from_timestamp(moment.as_second(), 0)
}

fn refused(why: &str) -> ProviderError {
    ProviderError::Refused(why.to_owned())
}

/// What went wrong with a request: the error without what it came from, which may quote the answer.
fn told(error: &impl std::error::Error) -> String {
    error.to_string().chars().take(200).collect()
}

/// Why a token does not hold, without quoting it.
fn why(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "the token has expired",
        ClaimsVerificationError::InvalidAudience(_) => "the token is for somebody else",
        ClaimsVerificationError::InvalidIssuer(_) => "the token is of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "the token is of another sign-in",
        ClaimsVerificationError::SignatureVerification(_) => "the token's signature does not hold",
        _ => "the token does not hold",
    }
}
