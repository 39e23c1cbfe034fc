// The first whole job, by clicking: a district collects, checks, publishes and totals its reports; a citizen reads them.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { confirmed, download, fits, launch, look, lookBoth, newcomer, picture, sound, tab, until, visitor } from "../browser.mjs";
import { Site, run } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
/** Whose report is returned: a row of it has a cell too many. */
const RETURNED = "清坞街道办事处";
/** The bodies and the years of `xtask five`. */
const FIVE = { "青禾街道办事处": 2020, "云溪街道办事处": 2020, "松塘街道办事处": 2020, "清坞街道办事处": 2021, "碧浦街道办事处": 2021 };
const BODIES = Object.keys(FIVE);

let site, browser, zip, administrator, supervisor, officer;
before(async () => {
  site = await Site.start();
  browser = await launch();
  zip = join(site.folder, "五份年报.zip");
  run("xtask", "five", zip);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** The row of a body in the roll or the list shown. */
const rowOf = (page, body) => page.locator("tbody tr", { hasText: body });
const link = (page, name) => page.getByRole("link", { name, exact: typeof name === "string" });
const menu = (page, name) => link(page.locator("#side-nav"), name).click();
const button = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" });

test("an administrator imports the bodies, seeing every row's fate first", async () => {
  administrator = await newcomer(browser, site, "admin", site.password, PASSWORD);
  await menu(administrator, "机关");
  await link(administrator, "批量导入").click();
  await look(administrator, "import");
  await administrator.setInputFiles("#file", join(site.folder, "bodies.csv"));
  await button(administrator, "查看每一行的处理结果").click();
  await administrator.locator("#rows").waitFor();
  assert.equal(await administrator.locator("#rows tbody .badge-accepted").count(), BODIES.length);
  await look(administrator, "import, every row's fate");
  await picture(administrator, "import");
  await button(administrator, /^确认导入/).click();
  await administrator.locator(".notice-success").waitFor();
  await sound(administrator, "imported");
});

test("the supervising office opens the collection of a year", async () => {
  const temporary = site.person("zhuguan", "区主管部门工作人员", "supervisor");
  supervisor = await newcomer(browser, site, "zhuguan", temporary, PASSWORD);
  await menu(supervisor, "年报收集");
  await look(supervisor, "no collection yet");
  await open("2020");
  assert.equal(await supervisor.locator("#roll tbody tr").count(), BODIES.length + 1, "who collects owes as well");
  await look(supervisor, "the roll of a new collection");
});

async function open(year) {
  await menu(supervisor, "年报收集");
  await link(supervisor, "开始收集").click();
  await supervisor.selectOption("#year", year);
  await sound(supervisor, `collection of ${year}, new`);
  await picture(supervisor, "collection-open");
  await button(supervisor, "开始收集").click();
  // An old year: everybody is late, or has a day of this collection's own.
  await supervisor.getByText("截止日期早已过去").first().waitFor();
  await look(supervisor, `collection of ${year}, asked whether all are late`);
  await supervisor.getByLabel("全部按逾期处理").check();
  await button(supervisor, "开始收集").click();
  await supervisor.locator("#roll").waitFor();
}

test("a zip of five reports is sent; those of another year are asked about, and settled", async () => {
  await link(supervisor, "上传年报").click();
  await look(supervisor, "upload");
  await supervisor.setInputFiles("#files", zip);
  await link(supervisor, "查看本批文件").click();
  await supervisor.locator(".progress").waitFor({ state: "detached", timeout: 60_000 });
  await lookBoth(supervisor, "batch");
  const batch = supervisor.url();
  const doubtful = supervisor.locator("#files tr", { has: supervisor.locator(".badge-uncertain") });
  assert.equal(await doubtful.count(), 2);
  assert.match(await doubtful.first().textContent(), /2021 年度的年报，本机关没有组织该年度的收集/);

  await open("2021");
  for (let left = 2; left > 0; left -= 1) {
    await supervisor.goto(batch);
    await link(doubtful.first(), "确认").click();
    await look(supervisor, "a doubtful file");
    if (left === 2) await picture(supervisor, "doubtful");
    await button(supervisor, "重新识别").click();
    await supervisor.locator(".notice-success").waitFor();
    if (left === 2) await lookBoth(supervisor, "the next doubtful file");
    await supervisor.goto(batch);
    await supervisor.locator(".progress").waitFor({ state: "detached" });
    assert.equal(await doubtful.count(), left - 1);
  }
  const became = await supervisor.locator("#files tbody td a[href^='/office/reports/']").allTextContents();
  assert.deepEqual(became.sort(), BODIES.map((body) => `${body} ${FIVE[body]} 年度年报`).sort());
});

test("every report is read and checked", async () => {
  for (const year of [2020, 2021]) {
    await roll(year);
    const of = BODIES.filter((body) => FIVE[body] === year);
    await until(supervisor, async () => (await supervisor.locator("#roll .badge-checked").count()) === of.length);
    for (const body of of) assert.match(await rowOf(supervisor, body).textContent(), /已核查/);
    await look(supervisor, `the roll of ${year}, read`);
  }
});

async function roll(year) {
  await menu(supervisor, "年报收集");
  await supervisor.locator("tbody th").getByRole("link", { name: String(year) }).click();
  await supervisor.locator("#roll").waitFor();
}

test("who was reminded a short while ago is reminded again only when that is meant", async () => {
  await roll(2021);
  await link(supervisor, "催报").click();
  await look(supervisor, "reminding");
  await confirmed(supervisor, button(supervisor, "发出催报"));
  await supervisor.waitForURL(/reminded/);
  await lookBoth(supervisor, "reminders sent");
  await roll(2021);
  await link(supervisor, "催报").click();
  await supervisor.getByText("刚催报过", { exact: true }).first().waitFor();
  assert.equal(await supervisor.locator("input[name=bodies]:checked").count(), 0);
  // By keyboard: all, none, all.
  await supervisor.getByLabel("全部选中").first().focus();
  for (const checked of [true, false, true]) {
    await supervisor.keyboard.press("Space");
    assert.equal((await supervisor.locator("input[name=bodies]:checked").count()) > 0, checked);
  }
  await confirmed(supervisor, button(supervisor, "发出催报"));
  await supervisor.getByLabel("仍然再次催报").waitFor();
  await lookBoth(supervisor, "a reminder asked again");
  await supervisor.getByLabel("仍然再次催报").check();
  await confirmed(supervisor, button(supervisor, "发出催报"));
  await supervisor.waitForURL(/reminded/);
});

/** Opens a body's report from the roll. */
async function report(body) {
  await roll(FIVE[body]);
  await link(supervisor.locator("#roll"), body).click();
  await supervisor.locator(".tabs").first().waitFor();
}

test("each is opened at the reading desk; uncertain cells are gone through by keyboard", async () => {
  for (const body of BODIES) {
    await report(body);
    await fits(supervisor, `the desk of ${body}`);
    assert.ok((await supervisor.locator(".desk-cell").count()) > 130, body);
    assert.match(await supervisor.textContent(".desk-source"), new RegExp(body.replace("办事处", "")));
  }
  await report(RETURNED);
  const current = supervisor.locator(".desk-cell[aria-current=true]");
  assert.equal(await supervisor.locator(".desk-cell[data-uncertain]").count(), 7);
  await supervisor.locator(".desk-cell").first().focus();
  await supervisor.keyboard.press("u");
  await supervisor.keyboard.press("u");
  assert.ok(await current.locator(".badge-uncertain").isVisible());
  assert.match(await current.textContent(), /结转下年度/);
  await supervisor.locator(".desk-source .is-current").first().waitFor();
  await picture(supervisor, "desk");
  await look(supervisor, "the reading desk");

  // A correction takes a reason, is checked at once, and keeps what was read.
  const id = await current.getAttribute("id");
  await supervisor.keyboard.press("Enter");
  await supervisor.keyboard.type("7");
  await supervisor.keyboard.press("Tab");
  await supervisor.keyboard.press("Tab");
  await supervisor.keyboard.type("与纸质件核对");
  await supervisor.keyboard.press("Enter");
  const cell = supervisor.locator(`[id="${id}"]`);
  await cell.getByText("已更正").waitFor();
  await cell.getByText("更正记录（1）").click();
  assert.match(await cell.textContent(), /更正为 7 （理由：与纸质件核对） 区主管部门工作人员/);
  assert.match(await supervisor.textContent("header .meta-row"), /错误 [1-9]/);
  await sound(supervisor, "a corrected cell");

  await cell.getByText("更正", { exact: true }).click();
  await cell.locator("select").selectOption({ label: "恢复为读出的内容" });
  await cell.locator("[name=reason]").fill("看错了行");
  await button(cell, "保存").click();
  await cell.getByText("更正记录（2）").waitFor();
  assert.match(await supervisor.textContent("header .meta-row"), /错误 0/);
  await link(supervisor, "按法定表格显示").click();
  await look(supervisor, "the reading desk as the form");
});

/** Opens the findings of a body's report. */
async function findings(body) {
  await report(body);
  await link(supervisor.locator(".tabs").first(), /^问题/).click();
}

test("findings are decided, with a reason where one is needed", async () => {
  await findings("碧浦街道办事处");
  await look(supervisor, "findings of a report");
  await supervisor.locator("[name=finding]").first().check();
  await button(supervisor, "不是问题").click();
  await supervisor.locator(".error-summary").waitFor();
  await sound(supervisor, "a decision without a reason");
  await supervisor.fill("#reason", "两个街道使用同一模板");
  await button(supervisor, "说明后接受").click();
  const decided = supervisor.locator(".finding", { hasText: "说明后接受" });
  assert.match(await decided.textContent(), /两个街道使用同一模板/);
  await menu(supervisor, "核查问题");
  await link(supervisor, /^按规则/).click();
  await look(supervisor, "findings by rule");
  await link(supervisor, "与同批报告雷同").first().click();
  await supervisor.locator("[data-check-all]").check();
  await supervisor.fill("#reason", "通用语句");
  await button(supervisor, "不是问题").click();
  await supervisor.locator(".finding", { hasText: "通用语句" }).first().waitFor();
  await look(supervisor, "findings of a rule, decided");
  await findings(RETURNED);
  await picture(supervisor, "findings");
});

test("one is returned with a letter; its body answers with a new file, which is checked", async () => {
  await report(RETURNED);
  await link(supervisor, "退回整改").click();
  await look(supervisor, "returning");
  await supervisor.fill("#note", "请对照法定格式核对表三最后一行。");
  await supervisor.locator(".finding", { hasText: "row-cells-agreed" }).locator("[name=finding]").check();
  await picture(supervisor, "return", { fullPage: true });
  await button(supervisor, "退回整改").click();
  await supervisor.locator(".letter").waitFor();
  assert.match(await supervisor.textContent(".letter"), /请对照法定格式核对表三最后一行/);
  await look(supervisor, "a letter of return");
  await picture(supervisor, "letter", { fullPage: true });
  for (const format of ["DOCX", "PDF"]) assert.ok(statSync((await download(supervisor, link(supervisor, format))).path).size > 1000, format);

  // A week is too little: there is more time, and the letter says so below what was sent.
  const later = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await link(supervisor, "延长整改期限").click();
  await lookBoth(supervisor, "more time to mend");
  await supervisor.fill("#due_on", later);
  await supervisor.fill("#reason", "需要核对原始台账");
  await button(supervisor, "延长整改期限").click();
  await supervisor.locator(".letter", { hasText: "整改期限变更" }).waitFor();
  assert.match(await supervisor.textContent("main .notice"), new RegExp(`已延长至 ${later}`));
  await lookBoth(supervisor, "a letter with more time");

  officer = await newcomer(browser, site, "qingwu", site.person("qingwu", "清坞街道经办人", "disclosure-officer", RETURNED), PASSWORD);
  await look(officer, "start of an officer whose report was returned");
  await picture(officer, "officer-returned");
  await link(officer, `${RETURNED} 2021 年度年报`).click();
  await look(officer, "a letter to answer");
  await picture(officer, "answer", { fullPage: true });
  const letter = officer.url();
  await officer.locator(".breadcrumbs a", { hasText: RETURNED }).click();
  const original = await download(officer, link(officer, "下载原件"));
  const mended = join(site.folder, "清坞街道办事处2021年年报.docx");
  run("gongkai", "convert", original.path, mended);
  await officer.goto(letter);
  await officer.fill("#text", "已删去多出的单元格，改用规定格式。");
  await officer.setInputFiles("#file", mended);
  await button(officer, "提交").click();
  await until(officer, async () => (await officer.locator("#rectified").count()) > 0 && /已整改/.test(await officer.textContent("main")));
  await sound(officer, "an answer sent");

  await menu(supervisor, "待办");
  await lookBoth(supervisor, "start of a supervisor");
  await picture(supervisor, "supervisor-start");
  await link(supervisor, `${RETURNED} 2021 年度年报`).click();
  await until(supervisor, async () => (await supervisor.locator(".tile", { hasText: "已整改" }).locator(".tile-number").textContent()) === "1");
  await look(supervisor, "what was mended");
  await picture(supervisor, "rectified");
  await link(supervisor, "打开第 2 版").click();
  await link(supervisor, "接收").click();
  await sound(supervisor, "accepting");
  await button(supervisor, "接收").click();
  await supervisor.locator("header .badge-accepted").waitFor();
});

test("the others are accepted together, and all are published", async () => {
  await menu(supervisor, "报告核查");
  await look(supervisor, "reports");
  await chosen("checked", "接收", BODIES.length - 1);
  await chosen("accepted", "发布", BODIES.length);
  for (const [state, count] of [["published", BODIES.length], ["accepted", 0]]) {
    await menu(supervisor, "报告核查");
    await supervisor.selectOption("#state", state);
    await button(supervisor, "筛选").click();
    await supervisor.waitForURL(new RegExp(`state=${state}`));
    assert.equal(await supervisor.locator("#reports tbody tr").count(), count, state);
  }
  await menu(supervisor, "年报收集");
  await sound(supervisor, "collections");
  await roll(2020);
  assert.equal(await supervisor.locator("#roll .badge-published").count(), 3);
});

/** Chooses all reports of a state and does something with them. */
async function chosen(state, act, count) {
  await menu(supervisor, "报告核查");
  await supervisor.selectOption("#state", state);
  await button(supervisor, "筛选").click();
  await supervisor.locator("[data-check-all]").check();
  await button(supervisor, `${act}选中的`).click();
  await supervisor.getByText(`选中 ${count} 份，其中 ${count} 份可以办理`).waitFor();
  await look(supervisor, `chosen, ${state}`);
  await button(supervisor, `${act}选中的报告`).click();
  await supervisor.getByText(`已${act} ${count} 份报告`).waitFor();
  await supervisor.reload();
  await supervisor.getByText(`已${act} ${count} 份报告`).waitFor();
  await sound(supervisor, `chosen, ${state}, done`);
}

test("they are totalled; each figure opens to its members, and the total goes out as a file", async () => {
  await menu(supervisor, "汇总");
  await supervisor.selectOption("#year", "2020");
  await button(supervisor, "汇总").click();
  const tile = (label) => supervisor.locator(".tile", { hasText: label }).locator(".tile-number").textContent();
  assert.equal(await tile("已计入"), "3");
  assert.equal(await tile("未计入"), "2");
  await look(supervisor, "the total of 2020");
  await picture(supervisor, "totals");
  for (const format of ["XLSX", "DOCX"]) {
    const { path, name } = await download(supervisor, link(supervisor, format));
    assert.match(name, new RegExp(`\\.${format.toLowerCase()}$`));
    assert.match(run("gongkai", "read", path), /2020/);
  }
  const figure = supervisor.locator("td[data-cell='t3.new_received.total'] a");
  const sum = Number(await figure.textContent());
  await figure.click();
  await look(supervisor, "a figure and its members");
  await picture(supervisor, "figure");
  const parts = await supervisor.locator("tbody td.number").allTextContents();
  assert.equal(parts.map(Number).filter(Number.isFinite).reduce((a, b) => a + b), sum);
});

test("a citizen reads a report, its chart and table, compares two and sees the total", async () => {
  const citizen = await visitor(browser, site);
  await citizen.goto("/");
  await look(citizen, "home");
  await link(citizen.locator(".main-nav"), "政府信息公开年报").click();
  await citizen.selectOption("#year", "2020");
  await button(citizen, "筛选").click();
  await citizen.getByText("应发布 6 份，已发布 3 份").waitFor();
  await rowOf(citizen, "青禾街道办事处").getByRole("link", { name: /^查阅/ }).click();
  await citizen.locator("#t3").waitFor();
  await look(citizen, "a published report");

  await link(citizen, "本机关历年变化").click();
  await citizen.locator(".chart-canvas").first().waitFor();
  await citizen.locator(".chart summary").first().click();
  assert.match(await citizen.locator("table[data-chart]").first().textContent(), /2020/);
  await look(citizen, "a body's charts");

  await citizen.goto("/compare");
  const choose = (id, label) => citizen.selectOption(`[id="${id}"]`, { label });
  await choose("a", "青禾街道办事处");
  await choose("a-year", "2020");
  await choose("b", "云溪街道办事处");
  await choose("b-year", "2020");
  await button(citizen, "对照").click();
  await citizen.locator("main table").first().waitFor();
  await look(citizen, "a comparison");

  await citizen.goto("/totals?year=2020");
  await citizen.getByText("汇总 3 份，未计入 2 份").waitFor();
  await look(citizen, "the public total");
});

test("a published report is corrected: the public reads the new version and why, and finds the old one", async () => {
  const body = "青禾街道办事处";
  await report(body);
  await link(supervisor, "发布更正版").click();
  await look(supervisor, "a correction");
  assert.equal(await supervisor.locator("#reason:invalid").count(), 1, "a correction needs its reason");
  await supervisor.fill("#title", `${body}2020年政府信息公开工作年度报告（更正）`);
  await supervisor.fill("#reason", "标题漏写年度，现予更正。");
  await button(supervisor, "发布更正版").click();
  await link(supervisor, /^版本与发布/).click();
  await rowOf(supervisor, "标题漏写年度").waitFor();
  await look(supervisor, "versions with a correction");

  const citizen = await visitor(browser, site);
  await citizen.goto("/reports?year=2020");
  await rowOf(citizen, body).getByRole("link", { name: /^查阅/ }).click();
  await citizen.getByText("更正原因：标题漏写年度，现予更正。").first().waitFor();
  assert.match(await citizen.textContent("h1"), /（更正）$/);
  await look(citizen, "a corrected report");
  await link(citizen, "第 1 版").click();
  await citizen.getByText("这是旧版本，内容已被更正").waitFor();
  assert.doesNotMatch(await citizen.textContent("h1"), /更正/);
  await look(citizen, "an old version");
  await link(citizen, "查看现行版本").click();
  await citizen.getByText("本报告已更正").waitFor();
});

test("what ought not to be public is withdrawn: the address says when and why, the list no longer has it", async () => {
  const body = "青禾街道办事处";
  await report(body);
  await link(supervisor, "撤下").click();
  await lookBoth(supervisor, "a withdrawal");
  assert.equal(await supervisor.locator("#reason:invalid").count(), 1, "the public is told why");
  await supervisor.locator("#version-2").uncheck();
  await supervisor.fill("#reason", "第 1 版附有联系人手机号。");
  await confirmed(supervisor, button(supervisor, "撤下"));
  await link(supervisor, /^版本与发布/).click();
  await supervisor.getByText(/撤下，原因：第 1 版附有联系人手机号。/).first().waitFor();

  const citizen = await visitor(browser, site);
  await citizen.goto("/reports?year=2020");
  await rowOf(citizen, body).getByRole("link", { name: /^查阅/ }).click();
  await citizen.getByText("撤下原因：第 1 版附有联系人手机号。").waitFor();
  await look(citizen, "a report with a version withdrawn");
  const current = citizen.url();
  const old = await citizen.goto(`${current}/versions/1`);
  assert.equal(old.status(), 410);
  await citizen.getByText("第 1 版附有联系人手机号。").waitFor();
  await lookBoth(citizen, "a version that was withdrawn");

  // Nothing is left of it: no list takes it for a report that is still to come.
  await report(body);
  await link(supervisor, "撤下").click();
  await supervisor.fill("#reason", "附有联系人手机号。");
  await confirmed(supervisor, button(supervisor, "撤下"));
  await link(supervisor, /^版本与发布/).click();
  await look(supervisor, "versions, all withdrawn");
  await citizen.goto("/reports?year=2020");
  assert.match(await rowOf(citizen, body).textContent(), /已撤下/);
  await lookBoth(citizen, "the year's reports, one withdrawn");
  await link(rowOf(citizen, body), /^查看撤下原因/).click();
  await citizen.getByText("附有联系人手机号。").waitFor();
  await lookBoth(citizen, "a report that was withdrawn");
  for (const [name, path] of [["totals", "/totals?year=2020"], ["league", "/league?year=2020"], ["open data", "/open-data"]]) {
    await citizen.goto(path);
    await lookBoth(citizen, `${name}, a report withdrawn`);
  }
  await citizen.goto("/reports?year=2020");
  await link(rowOf(citizen, body), body).click();
  await link(citizen, "2020 年的报告和撤下原因").waitFor();
  await lookBoth(citizen, "a body whose report was withdrawn");

  // As it was, it is published again only by whoever says that this is meant.
  await report(body);
  await link(supervisor, "发布").click();
  const asked = supervisor.locator("#as_withdrawn_is_meant");
  await asked.getByText(/与已撤下的第 2 版完全相同/).waitFor();
  await supervisor.fill("#reason", "重新核对过。");
  await button(supervisor, "发布").click();
  await link(supervisor, /与已撤下的第 2 版完全相同/).waitFor();
  assert.equal(await supervisor.inputValue("#reason"), "重新核对过。");
  await lookBoth(supervisor, "publishing what was withdrawn, unchanged");
});

test("a cell corrected after publication is told on the report's page", async () => {
  await report("碧浦街道办事处");
  const cell = supervisor.locator(".desk-cell[id='cell-t3.new_received.total']");
  // Rows whose cells are certain are folded away.
  assert.equal(await cell.isVisible(), false);
  await supervisor.locator(".desk-fold", { has: cell }).locator("summary").first().click();
  await cell.getByText("更正", { exact: true }).click();
  await cell.locator("[name=value]").fill("99");
  await cell.locator("[name=reason]").fill("与纸质件核对");
  await button(cell, "保存").click();
  await supervisor.getByText("发布后又更正了 1 格").waitFor();
  await lookBoth(supervisor, "a report corrected since it was published");
  await link(supervisor, "发布更正版").first().click();
  await supervisor.getByRole("heading", { name: /有 1 格数字改变/ }).waitFor();
  await lookBoth(supervisor, "publishing a correction, with what changes");
});

test("the total becomes the district's own report; figures typed over it are replaced only when that is agreed to", async () => {
  site.gongkai("user", "grant", "zhuguan", "--role", "disclosure-officer");
  const leader = await newcomer(browser, site, "quzhang", site.person("quzhang", "区分管领导", "leader"), PASSWORD);
  const total = async () => {
    await menu(supervisor, "汇总");
    await supervisor.selectOption("#year", "2020");
    await button(supervisor, "汇总").click();
    await button(supervisor, "用作本级年报").click();
  };
  await total();
  await supervisor.locator("[data-form-draft]").waitFor();
  assert.match(await supervisor.textContent("main"), /由 3 份报告汇总/);
  const received = supervisor.locator("[id='t3.new_received.total']");
  const sum = await received.inputValue();
  await look(supervisor, "a draft made of a total");
  await received.fill(String(Number(sum) + 1));
  await supervisor.locator("[data-draft-state][data-state=saved]").waitFor();

  await total();
  await supervisor.getByText("1 格数字将被汇总数替换").waitFor();
  await look(supervisor, "figures to be replaced");
  await button(supervisor, "用汇总数替换").click();
  await supervisor.locator("[data-form-draft]").waitFor();
  assert.equal(await received.inputValue(), sum);
  await received.fill(String(Number(sum) + 2));
  await supervisor.locator("[data-draft-state][data-state=saved]").waitFor();
  await supervisor.fill("#section-1", "全区依法公开政府信息，更新公开指南。");
  await supervisor.fill("#section-5", "存在的问题：公开内容更新不够及时。改进情况：每月检查一次。");
  await supervisor.fill("#section-6", "本年度没有收取信息处理费。");
  await button(supervisor, "保存并核查").click();
  await supervisor.getByRole("heading", { name: "提交签发" }).waitFor();
  const explanation = supervisor.locator("#explanation");
  if (await explanation.count()) await explanation.fill("各街道报告的格式不同，按报送的数字汇总。");
  await lookBoth(supervisor, "a draft made of a total, checked");
  const draft = new URL(supervisor.url()).pathname.replace("/check", "");
  // A figure that is not the sum carries a reason.
  await supervisor.locator("#overridden").getByText(`汇总数 ${sum}，填写 ${Number(sum) + 2}`).waitFor();
  assert.equal(await supervisor.locator("#override_reason:invalid").count(), 1, "it is said why a figure is not the sum");
  assert.equal(await supervisor.locator("#absent_reason:invalid").count(), 1, "it is said why two are not in it");
  // The draft changes in another tab: what was said stays, and is said again.
  const other = await tab(supervisor.context());
  await other.goto(draft);
  await other.fill("#section-6", "本年度没有收取信息处理费，无其他事项。");
  await button(other, "保存").click();
  await other.waitForURL(/[?]saved$/);
  await other.close();
  await supervisor.fill("#absent_reason", "两个街道的年报尚未接收。");
  if (await explanation.count()) await explanation.fill("各街道报告的格式不同，按报送的数字汇总。");
  await supervisor.fill("#override_reason", "含区政府办公室自行办理的两件。");
  await confirmed(supervisor, button(supervisor, "提交签发"));
  await supervisor.getByText("您核查期间，这份报告有改动，还没有提交").waitFor();
  assert.equal(await supervisor.inputValue("#absent_reason"), "两个街道的年报尚未接收。");
  assert.equal(await supervisor.inputValue("#override_reason"), "含区政府办公室自行办理的两件。");
  await lookBoth(supervisor, "a draft that changed while it was being submitted");
  await confirmed(supervisor, button(supervisor, "提交签发"));
  await supervisor.getByText("等待分管领导签发").waitFor();

  await leader.goto("/office");
  await link(leader.locator("main"), /示例区人民政府/).first().click();
  await leader.locator("#found").getByText(/核查发现 \d+ 条错误/).waitFor();
  await leader.locator("#overridden").getByText("含区政府办公室自行办理的两件。").waitFor();
  await lookBoth(leader, "a total to sign, with who is not in it");
  await leader.check("#answers_for_it");
  await button(leader, "签发并报送").click();
  await leader.getByText("已签发并报送").waitFor();
  await sound(leader, "the district's report, signed");

  await menu(supervisor, "待办");
  await link(supervisor.locator("main"), "示例区人民政府 2020 年度年报").waitFor();
  await lookBoth(supervisor, "start of a supervisor, the district's own report");
  await link(supervisor.locator("main"), "示例区人民政府 2020 年度年报").click();
  await supervisor.locator("#overridden").getByText(/，签发 /).waitFor();
  await lookBoth(supervisor, "the district's own report, members absent");
  await roll(2020);
  assert.match(await rowOf(supervisor, "示例区人民政府").first().textContent(), /已核查/, "its own row of the roll");
});
