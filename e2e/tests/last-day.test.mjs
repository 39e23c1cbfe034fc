// The last day of a collection is moved for all who still owe.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, look, lookBoth, newcomer } from "../browser.mjs";
import { Site } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
const BODIES = ["青禾街道办事处", "云溪街道办事处"];
const NEXT_YEAR = new Date().getFullYear() + 1;
const LATER = `${NEXT_YEAR}-05-20`;

let site, browser, page;
before(async () => {
  site = await Site.start();
  browser = await launch();
  const rows = BODIES.map((name) => `${name},街道,乡级\n`).join("");
  site.gongkai("import", "bodies", site.file("bodies.csv", `名称,类型,层级\n${rows}`), "--apply");
  page = await newcomer(browser, site, "zhuguan", site.person("zhuguan", "区主管部门工作人员", "supervisor"), PASSWORD);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

test("the days are those of the year chosen before the roll is opened", async () => {
  await page.getByRole("link", { name: "开始收集" }).click();
  const hint = page.locator("label[for=kinds-street] .choice-hint");
  const year = await page.locator("#year").inputValue();
  assert.match(await hint.textContent(), new RegExp(`${Number(year) + 1}-01-31`));
  await page.locator("#year").selectOption("2019");
  assert.match(await hint.textContent(), /2020-01-31/);
  assert.match(await page.locator("label[for=itself-yes] .choice-hint").textContent(), /2020-03-31/);
  await lookBoth(page, "opening a roll");
  await page.locator("#year").selectOption(year);
  assert.match(await hint.textContent(), new RegExp(`${Number(year) + 1}-01-31`));
});

test("the roll is opened", async () => {
  await page.getByRole("button", { name: "开始收集" }).click();
  await page.locator("#roll").waitFor();
  assert.equal(await page.locator("#roll").getByText(LATER).count(), 0);
});

test("a day before the year is over is refused and stays in its field; a good one holds for everybody", async () => {
  await page.getByRole("link", { name: "管理本次收集" }).click();
  const card = page.locator("section.card", { has: page.locator("form[action$='/due']") });
  await card.locator("#due_on").fill("2020-01-01");
  await card.getByRole("button", { name: "保存" }).click();
  await page.locator("#due_on-error").waitFor();
  assert.equal(await page.locator("#due_on").inputValue(), "2020-01-01");
  await look(page, "a last day for all that does not do");
  await card.locator("#due_on").fill(LATER);
  await card.getByRole("button", { name: "保存" }).click();
  await page.locator("#roll").waitFor();
  const rows = page.locator("#roll tbody tr");
  assert.ok((await rows.count()) >= BODIES.length);
  assert.equal(await rows.filter({ hasText: LATER }).count(), await rows.count());
  await look(page, "the roll with another last day");
});

test("the journal tells of it", async () => {
  await page.goto("/office/journal");
  await page.getByText(LATER).first().waitFor();
});
