// An OpenID Connect provider of a test: one person, who agrees by pressing a button.

import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";

const CLIENT = "gongkai";
const SECRET = "a-secret-of-this-test";

const encoded = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

export class IdentityProvider {
  /** Starts one where `account` is signed in. */
  static async start(account) {
    const provider = Object.assign(new IdentityProvider(), { account, codes: new Map() });
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    provider.key = privateKey;
    provider.published = { ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
    provider.server = createServer((request, response) => provider.answer(request, response));
    await new Promise((ready) => provider.server.listen(0, "127.0.0.1", ready));
    provider.issuer = `http://127.0.0.1:${provider.server.address().port}/realm`;
    return provider;
  }

  /** What a site is told of it. */
  get settings() {
    return {
      "oidc.issuer": this.issuer, "oidc.client_id": CLIENT, "oidc.client_secret": SECRET,
      "oidc.name": "示例区统一身份认证", "oidc.name_en": "Shili District sign-in",
    };
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  async answer(request, response) {
    const url = new URL(request.url, this.issuer);
    const json = (status, value) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    switch (url.pathname) {
      case "/realm/.well-known/openid-configuration":
        return json(200, {
          issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/keys`, end_session_endpoint: `${this.issuer}/out`, response_types_supported: ["code"],
          subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/realm/keys":
        return json(200, { keys: [this.published] });
      case "/realm/authorize":
        return this.ask(url, response);
      case "/realm/token":
        return json(...this.redeem(request, await body(request)));
      default:
        return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>out</title><p id=out>out");
    }
  }

  ask({ searchParams: asked }, response) {
    const code = randomUUID();
    this.codes.set(code, asked);
    const back = new URL(asked.get("redirect_uri"));
    back.search = new URLSearchParams({ code, state: asked.get("state") });
    response.writeHead(200, { "content-type": "text/html" });
    response.end(`<!doctype html><title>provider</title><a id="agree" href="${back.href.replaceAll("&", "&amp;")}">${this.account}</a>`);
  }

  /** Status and body of the answer to a code. */
  redeem(request, sent) {
    const asked = this.codes.get(sent.get("code"));
    this.codes.delete(sent.get("code"));
    const basic = `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString("base64")}`;
    const challenge = createHash("sha256").update(sent.get("code_verifier") ?? "").digest("base64url");
    const known = request.headers.authorization === basic || sent.get("client_secret") === SECRET;
    if (!known || asked?.get("code_challenge") !== challenge) return [400, { error: "invalid_grant" }];
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer, aud: CLIENT, sub: `subject-of-${this.account}`, preferred_username: this.account,
      nonce: asked.get("nonce"), iat: now, exp: now + 300,
    };
    const head = `${encoded({ alg: "RS256", kid: "one" })}.${encoded(claims)}`;
    const token = `${head}.${sign("sha256", Buffer.from(head), this.key).toString("base64url")}`;
    return [200, { access_token: "unused", token_type: "Bearer", expires_in: 300, id_token: token }];
  }
}

async function body(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return new URLSearchParams(text);
}
