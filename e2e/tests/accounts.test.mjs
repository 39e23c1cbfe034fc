// People: an administrator lets somebody in; they choose a password, set the second factor up and sign in with it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { code } from "../authenticator.mjs";
import { PHONE, launch, look, picture, signIn, visitor } from "../browser.mjs";
import { Site } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
const OTHER = "Willow-Bridge-52-Rain";
const primary = "main form .button-primary";

let site, browser;
before(async () => {
  site = await Site.start();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await site.stop();
});

async function change(page, from, to) {
  await page.fill("#current", from);
  await page.fill("#new", to);
  await page.fill("#again", to);
  await page.click(primary);
}

test("an administrator lets somebody in, who makes the account their own", async () => {
  const administrator = await visitor(browser, site);
  await administrator.goto("/office/people");
  await look(administrator, "sign-in");
  await picture(administrator, "sign-in", { caret: "initial" });
  await signIn(administrator, "admin", site.password);
  assert.match(administrator.url(), /\/account\/password$/);
  await change(administrator, site.password, "Password-2024");
  await look(administrator, "password refused");
  await change(administrator, site.password, PASSWORD);
  await administrator.waitForURL("**/office");

  await administrator.goto("/office/people/new");
  await look(administrator, "people, new");
  await administrator.fill("#name", "审核人");
  await administrator.fill("#sign_in", "reviewer");
  await administrator.check("#role-reviewer");
  await administrator.click(primary);
  await look(administrator, "temporary password");
  const temporary = await administrator.textContent("#temporary");
  await administrator.click("main .button-row .button-primary");
  await administrator.selectOption("#role", "leader");
  await administrator.click("form.toolbar .button");
  await administrator.waitForURL("**?saved");
  await look(administrator, "person");
  await picture(administrator, "person", { caret: "initial", fullPage: true });
  await administrator.goto("/office/people");
  await look(administrator, "people");

  const reviewer = await visitor(browser, site);
  await signIn(reviewer, "reviewer", temporary);
  await change(reviewer, temporary, OTHER);
  await reviewer.waitForURL("**/office");
  for (const path of ["/account", "/account/sessions", "/account/tokens"]) {
    await reviewer.goto(path);
    await look(reviewer, path);
  }
  await reviewer.goto("/account/second-factor");
  await look(reviewer, "second factor, before");
  await reviewer.click("main form .button-primary");
  await look(reviewer, "second factor, begun");
  const secret = await reviewer.textContent("#secret");
  await reviewer.fill("#code", code(secret));
  await reviewer.click(primary);
  await look(reviewer, "recovery codes");
  const [recovery] = (await reviewer.textContent("#codes")).split("\n");
  await reviewer.click("main .button-primary");
  await look(reviewer, "second factor, in use");
  await reviewer.click('form[action="/sign-out"] button');

  await signIn(reviewer, "reviewer", OTHER);
  assert.match(reviewer.url(), /\/sign-in\/code/);
  await look(reviewer, "code");
  await reviewer.fill("#code", recovery);
  await reviewer.click(primary);
  await reviewer.waitForURL("**/office");
});

test("signing in works without scripts, in English, on a phone", async () => {
  const page = await visitor(browser, site, { lang: "en", viewport: PHONE, scripts: false });
  await page.goto("/office/people");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.fill("#sign_in", "admin");
  await page.fill("#password", "wrong-password");
  await page.click(primary);
  await page.locator(".error-summary").waitFor();
  await signIn(page, "admin", PASSWORD);
  await page.goto("/account/tokens");
  await page.fill("#name", "figures");
  await page.click(primary);
  assert.match(await page.textContent("#token"), /^gongkai_/);
  assert.deepEqual(page.faults, []);
});
