// A report whose tables hold nothing: at the desk a finding of many cells is one card; returned, the report is what its
// body's draft begins with.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, look, lookBoth, newcomer, until } from "../browser.mjs";
import { Site } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
const BODY = "青禾街道办事处";

let site, browser, officer, supervisor, draft, report;
before(async () => {
  site = await Site.start();
  browser = await launch();
  site.gongkai("import", "bodies", site.file("bodies.csv", `名称,类型,层级\n${BODY},街道,乡级\n`), "--apply");
  const enter = async (name, called, role, body) => newcomer(browser, site, name, site.person(name, called, role, body), PASSWORD);
  supervisor = await enter("zhuguan", "区主管部门工作人员", "supervisor");
  officer = await enter("qinghe", "青禾街道经办人", "disclosure-officer", BODY);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const link = (page, name) => page.getByRole("link", { name, exact: typeof name === "string" });
const button = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" });

test("a form with words and no figures is sent as a file", async () => {
  await link(supervisor, "开始收集").click();
  await button(supervisor, "开始收集").click();
  await supervisor.locator("#roll").waitFor();
  const roll = supervisor.url();
  await officer.goto("/office/drafts");
  await button(officer, "开始编制").first().click();
  await officer.locator("[data-form-draft]").waitFor();
  draft = new URL(officer.url()).pathname;
  await officer.locator("#section-1").fill("一年来，青禾街道依法公开政府信息，更新公开指南。");
  await button(officer, "保存").click();
  await officer.locator(".notice-success").waitFor();
  const file = await officer.request.get(`${draft}/file?format=docx`);
  await link(supervisor, "上传年报").click();
  const mimeType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  await supervisor.setInputFiles("#files", { name: "年报.docx", mimeType, buffer: await file.body() });
  await link(supervisor, "查看本批文件").waitFor();
  await supervisor.goto(roll);
  await until(supervisor, async () => (await supervisor.locator("#roll .badge-checked").count()) === 1);
  await link(supervisor.locator("#roll"), BODY).click();
  await supervisor.locator(".desk").waitFor();
  report = new URL(supervisor.url()).pathname;
});

test("cells one finding names by the many are one card, gone through by keyboard", async () => {
  const cards = supervisor.locator("details.desk-many");
  const stops = supervisor.locator(".desk-cell[data-uncertain]:visible");
  const hidden = await supervisor.locator("details.desk-many li.desk-cell").count();
  assert.ok((await cards.count()) >= 2 && hidden > 150, `${await cards.count()} cards, ${hidden} cells in them`);
  assert.ok((await stops.count()) < 20);
  const height = await supervisor.locator(".desk-cells").evaluate((pane) => pane.scrollHeight);
  assert.ok(height < 3000, `the pane is ${height} px tall`);
  await lookBoth(supervisor, "a desk of many uncertain cells");

  const current = supervisor.locator(".desk-cell[aria-current=true]");
  const head = (number) => cards.nth(number).locator(":scope > summary");
  await head(0).focus();
  await supervisor.keyboard.press("u");
  assert.equal(await current.getAttribute("id"), await head(1).getAttribute("id"), "the next uncertain one is a card");
  assert.match(await current.textContent(), /\d+ 格/);
  await supervisor.locator(".desk-source .is-current").first().waitFor();
  await supervisor.keyboard.press("Enter");
  assert.equal(await cards.nth(1).getAttribute("open"), "", "Enter opens it");
  await look(supervisor, "a card of many cells, open");
  // Open, it is gone into.
  await supervisor.keyboard.press("u");
  assert.match(await current.getAttribute("id"), /^cell-t/);
  await supervisor.keyboard.press("Enter");
  assert.ok(await current.locator("[name=value]").isVisible(), "a cell of it is corrected as any other");
  await supervisor.keyboard.press("Escape");
  await look(supervisor, "a card of many cells, in a row of it");
  await supervisor.keyboard.press("k");
  await supervisor.keyboard.press("Enter");
  assert.equal(await cards.nth(1).getAttribute("open"), null, "Enter closes it");
  // Closed, it is passed over.
  await supervisor.keyboard.press("u");
  assert.doesNotMatch((await current.getAttribute("id")) ?? "", await cellsOf(cards.nth(1)));
});

/** The ids of the cells in a card, as one pattern. */
async function cellsOf(card) {
  const ids = await card.locator("li.desk-cell").evaluateAll((cells) => cells.map((cell) => cell.id));
  return new RegExp(`^(${ids.map((id) => id.replaceAll(".", "\\.")).join("|")})$`);
}

test("returned, it is what the draft begins with, once the officer has seen what that replaces", async () => {
  await supervisor.goto(`${report}/return`);
  await button(supervisor, /^退回/).click();
  await supervisor.locator("article.letter").waitFor();
  await officer.goto(draft);
  await officer.locator("#section-1").fill("草稿里改写过的文字。");
  await button(officer, "保存").click();
  await officer.locator(".notice-success").waitFor();
  await look(officer, "a draft beside a report that came as a file");
  await link(officer, "以已报送的报告为底稿").click();
  await officer.getByText("将被替换").waitFor();
  await lookBoth(officer, "a draft that is to begin with the report");
  await button(officer, "确认替换").click();
  await officer.locator(".notice-success").waitFor();
  assert.match(await officer.locator("#section-1").inputValue(), /更新公开指南/);
  await lookBoth(officer, "a draft that began with the report");
  await officer.goto("/office/drafts");
  await look(officer, "drafts");
});
