// What becomes of reports once they are in: corrections of an earlier version, personal numbers, members that change under a
// total, and a body that is closed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";

import { confirmed, download, launch, look, lookBoth, newcomer, picture, tab, until, visitor } from "../browser.mjs";
import { Site, run } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
const [GREEN, CLOUD, PINE] = ["青禾街道办事处", "云溪街道办事处", "松塘街道办事处"];

let site, browser, administrator, supervisor, officer, roll;
before(async () => {
  site = await Site.start();
  browser = await launch();
  const zip = join(site.folder, "年报.zip");
  run("xtask", "five", zip);
  site.gongkai("import", "bodies", join(site.folder, "bodies.csv"), "--apply");
  const enter = async (name, called, role, body) => newcomer(browser, site, name, site.person(name, called, role, body), PASSWORD);
  administrator = await newcomer(browser, site, "admin", site.password, PASSWORD);
  supervisor = await enter("zhuguan", "区主管部门工作人员", "supervisor");
  officer = await enter("qinghe", "青禾街道经办人", "disclosure-officer", GREEN);
  site.person("qinghe.lingdao", "青禾街道分管领导", "leader", GREEN);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const link = (page, name) => page.getByRole("link", { name, exact: typeof name === "string" });
const button = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" });
const rowOf = (page, body) => page.locator("tbody tr", { hasText: body });

/** Opens a body's newest report from the roll; its address. */
async function report(body) {
  await supervisor.goto(roll);
  await link(supervisor.locator("#roll"), body).click();
  await supervisor.locator(".tabs").first().waitFor();
  return new URL(supervisor.url()).pathname;
}

/** Sends a file to the collection, and waits until something is to be seen on the roll. */
async function send(file, shown) {
  await supervisor.goto(`${roll}/uploads`);
  await supervisor.setInputFiles("#files", file);
  await link(supervisor, "查看本批文件").click();
  await supervisor.locator(".progress").waitFor({ state: "detached" });
  await supervisor.goto(roll);
  await until(supervisor, shown);
}

/** Sends a file in the place of a body's report; ends at the new version, read and checked. */
async function sendAgain(body, file) {
  const before = await report(body);
  await send(file, async () => {
    const row = rowOf(supervisor, body);
    return (await row.locator(`a[href='${before}']`).count()) === 0 && (await row.locator(".badge-checked").count()) > 0;
  });
  return report(body);
}

/** Corrects a cell of the report shown. */
async function correct(address, value, reason) {
  const cell = supervisor.locator(`.desk-cell[id='cell-${address}']`);
  const fold = supervisor.locator(".desk-fold:not([open])", { has: cell });
  if (!(await cell.isVisible()) && (await fold.count())) await fold.locator("summary").first().click();
  await cell.getByText("更正", { exact: true }).click();
  await cell.locator("[name=value]").fill(value);
  await cell.locator("[name=reason]").fill(reason);
  await button(cell, "保存").click();
  await cell.getByText("已更正").waitFor();
}

/** Accepts the report shown, with a reason where one is asked for. */
async function accept() {
  await link(supervisor, "接收").click();
  if (await supervisor.locator("#reason").count()) await supervisor.fill("#reason", "已电话核实。");
  await button(supervisor, "接收").click();
  await supervisor.locator("header .badge-accepted").waitFor();
}

/** The file of the report shown, in another format. */
async function converted(format) {
  const { path, name } = await download(supervisor, link(supervisor, "下载原件"));
  const other = join(site.folder, `${basename(name, ".txt")}.${format}`);
  run("gongkai", "convert", path, other);
  return other;
}

test("a body that is exempt and reports all the same is told so on the roll", async () => {
  await link(supervisor, "开始收集").click();
  await supervisor.selectOption("#year", "2020");
  await button(supervisor, "开始收集").click();
  await supervisor.getByLabel("全部按逾期处理").check();
  await button(supervisor, "开始收集").click();
  await supervisor.locator("#roll").waitFor();
  roll = new URL(supervisor.url()).pathname;
  await rowOf(supervisor, PINE).locator("a[href^='/office/obligations/']").first().click();
  const row = new URL(supervisor.url()).pathname;
  await supervisor.fill("#reason", "拟并入云溪街道");
  await button(supervisor, "免报").click();
  await send(join(site.folder, "年报.zip"), async () => (await supervisor.locator("#roll .badge-checked").count()) === 3);
  await rowOf(supervisor, PINE).getByText("免报，已报送").first().waitFor();
  await lookBoth(supervisor, "the roll, exempt and reported");
  await supervisor.goto(row);
  await lookBoth(supervisor, "a row of the roll, exempt and reported");
});

test("corrections of an earlier version are taken over or left aside before the next one is accepted", async () => {
  await report(GREEN);
  await correct("t3.new_received.natural_person", "5", "与登记台账核对");
  await correct("t3.granted.natural_person", "4", "与登记台账核对");
  const newer = await sendAgain(GREEN, await converted("docx"));
  await supervisor.locator("#earlier-title", { hasText: "此前版本有 2 格更正" }).waitFor();
  await lookBoth(supervisor, "corrections of an earlier version");
  await link(supervisor, "接收").click();
  await supervisor.getByText("请先处理上面列出的此前版本的更正").waitFor();
  await lookBoth(supervisor, "accepting, corrections of an earlier version unsettled");
  await picture(supervisor, "earlier-corrections");

  const ticks = supervisor.locator("[name=earlier]");
  await ticks.nth(1).uncheck();
  await button(supervisor, "沿用勾选的更正").click();
  await supervisor.locator("#earlier-title", { hasText: "此前版本有 1 格更正" }).waitFor();
  assert.equal(await ticks.count(), 1);
  await button(supervisor, "不沿用勾选的更正").click();
  await link(supervisor, "不沿用更正，须写明理由").waitFor();
  await look(supervisor, "left aside without a reason");
  await supervisor.fill("#earlier-reason", "报送机关已按台账重新核定");
  await button(supervisor, "不沿用勾选的更正").click();
  await supervisor.locator("#earlier").waitFor({ state: "detached" });
  await lookBoth(supervisor, "accepting, all settled");
  await supervisor.goto(newer);
  await accept();
  await link(supervisor, /^办理记录/).click();
  await supervisor.getByText("沿用此前版本的更正").first().waitFor();
  await lookBoth(supervisor, "history with corrections settled");
});

test("a personal number is published only by whoever says that this is meant", async () => {
  await report(CLOUD);
  const file = await converted("md");
  const text = readFileSync(file, "utf8").replace(/^(#+ *一、.*)$/m, "$1\n\n申请人身份证号11010519491231002X。");
  await sendAgain(CLOUD, site.file("云溪街道办事处2020年年报.md", text));
  await accept();
  await link(supervisor, "发布").click();
  await supervisor.locator("#personal_is_meant").waitFor();
  await lookBoth(supervisor, "publishing a personal number");
  await button(supervisor, "发布").click();
  await supervisor.locator(".error-summary").waitFor();
  await look(supervisor, "publishing a personal number without the tick");
  await supervisor.check("[name=personal_is_meant]");
  await button(supervisor, "发布").click();
  await supervisor.locator("header .badge-published").waitFor();
});

test("a total made the district's draft tells which members changed since, and is added up again", async () => {
  site.gongkai("user", "grant", "zhuguan", "--role", "disclosure-officer");
  await supervisor.goto("/office/totals?year=2020");
  await button(supervisor, "用作本级年报").click();
  await supervisor.locator("[data-form-draft]").waitFor();
  const draft = new URL(supervisor.url()).pathname;
  await report(GREEN);
  await correct("t3.new_received.natural_person", "44", "与登记台账核对");
  await report(PINE);
  await accept();
  await supervisor.goto(draft);
  assert.equal(await supervisor.getAttribute("[id='t2.procurement.procurement_amount']", "aria-invalid"), null, "money with its unit is no fault");
  const drift = supervisor.locator("#drift");
  assert.match(await drift.textContent(), new RegExp(`新计入：${PINE}`));
  assert.match(await drift.textContent(), new RegExp(`有更正或者新版：${GREEN}`));
  await lookBoth(supervisor, "a draft of a total whose members changed");
  await button(drift, "重新汇总").click();
  await supervisor.getByText(/格数字将被汇总数替换/).waitFor();
  await lookBoth(supervisor, "figures a new total replaces");
  await button(supervisor, "用汇总数替换").click();
  await supervisor.locator("[data-form-draft]").waitFor();
  assert.equal(await drift.count(), 0);
});

test("a report its body is changing is told on the roll and where it is judged", async () => {
  await officer.goto("/office/drafts");
  await lookBoth(officer, "drafts beside a report that came as a file");
  await button(rowOf(officer, "2020"), "以已报送的报告为底稿").click();
  await lookBoth(officer, "a draft about to begin with the file sent");
  await button(officer, "填入草稿").click();
  await officer.locator("[data-form-draft]").waitFor();
  await officer.fill("#section-6", "本年度没有收取信息处理费。咨询量按实际登记更正。");
  await button(officer, "保存并核查").click();
  await officer.getByRole("heading", { name: "提交签发" }).waitFor();
  for (const [field, text] of [["#correction_note", "补充咨询量的说明。"], ["#explanation", "已核对台账。"]]) {
    if (await officer.locator(field).count()) await officer.fill(field, text);
  }
  await confirmed(officer, button(officer, "提交签发"));
  await officer.getByText("等待分管领导签发").waitFor();
  await supervisor.goto(roll);
  await rowOf(supervisor, GREEN).getByText("报送机关修改中").first().waitFor();
  await lookBoth(supervisor, "the roll, a report its body changes");
  await report(GREEN);
  await lookBoth(supervisor, "a report its body changes");
  await supervisor.goto("/office/reports?year=2020");
  await lookBoth(supervisor, "reports, one of them being changed");
});

test("a body is closed on its day and names who took it over; the public goes on reading its reports", async () => {
  await report(PINE);
  await link(supervisor, "发布").click();
  await button(supervisor, "发布").click();
  await supervisor.locator("header .badge-published").waitFor();
  await administrator.goto("/office/bodies");
  await link(administrator.locator("main"), PINE).click();
  const body = new URL(administrator.url()).pathname;
  await link(administrator, "关闭机关").click();
  await administrator.fill("#reason", "区机构改革方案，并入云溪街道");
  await administrator.fill("#on", "2021-03-01");
  await administrator.selectOption("#successor", { label: CLOUD });
  await lookBoth(administrator, "closing a body");
  await administrator.fill("#reason", "区机构改革方案，并入云溪街道");
  await administrator.fill("#on", "2021-03-01");
  await administrator.selectOption("#successor", { label: CLOUD });
  await button(administrator, "关闭机关").click();
  await administrator.getByText("2021-03-01").first().waitFor();
  await administrator.goto(body);
  await lookBoth(administrator, "a closed body");
  await supervisor.goto(roll);
  await lookBoth(supervisor, "the roll with a closed body");

  const citizen = await visitor(browser, site);
  await citizen.goto(body.replace("/office", ""));
  await citizen.getByText("本机关已于 2021-03-01 关闭").waitFor();
  await link(citizen.locator("main"), /2020年/).first().waitFor();
  await lookBoth(citizen, "a closed body, for the public");
  await link(citizen.locator("main"), CLOUD).first().click();
  await look(citizen, "the body that took it over");
});
