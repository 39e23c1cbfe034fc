// Signing in at an identity provider, and out of both.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, test } from "node:test";

import { launch, look, visitor } from "../browser.mjs";
import { IdentityProvider } from "../identity_provider.mjs";
import { Site } from "../site.mjs";

/** A port nobody listens on: the provider is told the address before the site runs. */
async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

let provider, site, browser;
before(async () => {
  provider = await IdentityProvider.start("officer");
  const listen = `127.0.0.1:${await freePort()}`;
  site = await Site.start({ ...provider.settings, listen, "site.public_url": `http://${listen}` });
  browser = await launch();
});
after(async () => {
  await browser.close();
  await site.stop();
  await provider.stop();
});

test("somebody with an account signs in at the provider and comes back to where they were going", async () => {
  site.person("officer", "公开专员", "disclosure-officer");
  const page = await visitor(browser, site);
  await page.goto("/office/reports");
  await look(page, "sign-in, with a provider");
  await page.click("a[href^='/sign-in/oidc']");
  await page.click("#agree");
  await page.waitForURL("**/office/reports");
  await look(page, "signed in elsewhere");
  await page.click('form[action="/sign-out"] button');
  await look(page, "signed out here");
  await page.click(`main a[href^='${provider.issuer}/out']`);
  await page.locator("#out").waitFor();
});

test("a stranger is told that there is no account, in both languages", async () => {
  provider.account = "stranger";
  for (const lang of ["zh-CN", "en"]) {
    const page = await visitor(browser, site, { lang });
    await page.goto("/sign-in");
    await page.click("a[href^='/sign-in/oidc']");
    await page.click("#agree");
    await page.locator(".error-summary").waitFor();
    assert.equal(await page.getAttribute("html", "lang"), lang);
    await look(page, `a stranger from elsewhere, ${lang}`);
    await page.goto("/office");
    assert.match(page.url(), /\/sign-in/);
  }
});

test("a link to the way back, without having set out, is refused", async () => {
  const page = await visitor(browser, site);
  await page.goto("/sign-in/oidc/callback?code=made-up&state=made-up");
  await page.locator(".error-summary").waitFor();
});
