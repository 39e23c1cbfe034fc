// A body's own desk: the report is typed into the form, put before the leader, signed, and is there for the supervisor.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { confirmed, launch, look, lookBoth, newcomer, picture, signIn, sound, tab, until } from "../browser.mjs";
import { Site } from "../site.mjs";

const PASSWORD = "Lotus-Pond-37-Moon";
const BODY = "青禾街道办事处";
const TEXTS = {
  1: "一年来，青禾街道依法公开政府信息，更新公开指南，公布机构职能和联系方式。",
  5: "存在的问题：公开内容更新不够及时。改进情况：指定专人每月检查一次。",
  6: "本年度没有收取信息处理费。",
};

/** A picture of one point. */
const LEDGER = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let site, browser, officer, leader, supervisor;
before(async () => {
  site = await Site.start();
  browser = await launch();
  site.gongkai("import", "bodies", site.file("bodies.csv", `名称,类型,层级\n${BODY},街道,乡级\n云溪街道办事处,街道,乡级\n`), "--apply");
  const enter = async (name, called, role, body) => newcomer(browser, site, name, site.person(name, called, role, body), PASSWORD);
  supervisor = await enter("zhuguan", "区主管部门工作人员", "supervisor");
  officer = await enter("qinghe", "青禾街道经办人", "disclosure-officer", BODY);
  leader = await enter("qinghe.lingdao", "青禾街道分管领导", "leader", BODY);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

test("the supervising office opens the collection; the body sees that it owes a report", async () => {
  await look(supervisor, "start, nothing to do");
  await supervisor.getByRole("link", { name: "开始收集" }).click();
  await supervisor.getByRole("button", { name: "开始收集" }).click();
  await supervisor.locator("#roll").waitFor();
  await officer.goto("/office");
  await look(officer, "start of a body");
  await picture(officer, "officer-start");
  await officer.getByRole("link", { name: new RegExp(BODY) }).click();
  await officer.getByRole("button", { name: "开始编制" }).first().click();
  await officer.locator("[data-form-draft]").waitFor();
  await sound(officer, "an empty draft");
});

test("a session that is over costs nothing of what was typed", async () => {
  const field = officer.locator("[data-form-draft] textarea").first();
  await officer.context().clearCookies();
  await field.fill("登录过期之前写下的文字。");
  await officer.getByText("登录已过期，内容还在本页").waitFor();
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.getByText("登录已过期，内容还在本页").waitFor();
  assert.equal(await field.inputValue(), "登录过期之前写下的文字。");
  await look(officer, "a session that is over");
  const [another] = await Promise.all([officer.context().waitForEvent("page"), officer.getByRole("link", { name: "在新窗口登录" }).click()]);
  await signIn(another, "qinghe", PASSWORD);
  await another.close();
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.waitForURL(/[?]saved$/);
  assert.equal(await officer.locator("[data-form-draft] textarea").first().inputValue(), "登录过期之前写下的文字。");
  await officer.reload();
  assert.equal(await officer.locator("[data-form-draft] textarea").first().inputValue(), "登录过期之前写下的文字。");
});

test("figures of last year's report, known on paper only, are typed in", async () => {
  const year = Number((await officer.textContent("h1")).match(/\d{4}/)[0]) - 1;
  await officer.getByText(`系统中没有 ${year} 年的报告`).waitFor();
  await officer.getByRole("link", { name: `录入 ${year} 年纸质报告的数据` }).click();
  await look(officer, "figures on paper");
  await officer.fill("#source", `${year}年度报告，存档第3号`);
  await officer.fill("[id='t3.carried_out.total']", "三");
  await officer.getByRole("button", { name: "保存" }).click();
  await officer.locator(".error-summary").waitFor();
  await look(officer, "figures on paper, one of them none");
  await officer.fill("[id='t3.carried_out.total']", "0");
  await officer.getByRole("button", { name: "保存" }).click();
  await officer.getByText(`已按纸质报告录入 ${year} 年的数据`).waitFor();
});

test("the arithmetic is told while figures are typed", async () => {
  const problems = officer.locator("[data-draft-problems]");
  const left = officer.locator("[data-draft-left]");
  // Hardly anything is filled in: nothing is praised.
  assert.equal(await problems.textContent(), "");
  assert.match(await left.textContent(), /还有 \d+ 格没有填好/);
  const row = officer.locator("tr", { has: officer.locator("[id='t3.new_received.total']") });
  await officer.fill("[id='t3.new_received.natural_person']", "12");
  await officer.fill("[id='t3.new_received.total']", "15");
  // A row is out of balance only once it is whole.
  for (const other of ["commercial", "research", "public_welfare", "legal_service", "other_org"]) await officer.fill(`[id='t3.new_received.${other}']`, "0");
  await row.locator(".row-note p").waitFor();
  assert.match(await row.locator(".row-note").textContent(), /总计.*相差/);
  assert.match(await problems.textContent(), /处勾稽关系不成立/);
  assert.equal(await officer.getAttribute("[id='t3.new_received.total']", "aria-invalid"), "true");
  // The reason is tied to its cell, for whoever hears the page.
  const reasons = (await officer.getAttribute("[id='t3.new_received.total']", "aria-describedby")).split(" ");
  for (const id of reasons) assert.match(await officer.textContent(`[id='${id}']`), /相差/);
  await look(officer, "a row out of balance");
  await row.scrollIntoViewIfNeeded();
  await picture(officer, "draft-unbalanced");
  await officer.fill("[id='t3.new_received.total']", "12");
  await row.locator(".row-note p").waitFor({ state: "detached" });
  await officer.fill("[id='t3.granted.natural_person']", "12");
  // It saves itself.
  await officer.locator("[data-draft-state][data-state=saved]").waitFor();
});

test("what is left empty is 0 only when the officer says so; the totals are offered", async () => {
  const form = new URL(officer.url()).pathname;
  await officer.getByRole("button", { name: "填入总计" }).click();
  for (const [number, text] of Object.entries(TEXTS)) await officer.fill(`#section-${number}`, text);
  await officer.getByRole("button", { name: "保存并核查" }).click();
  await officer.getByRole("heading", { name: "提交签发" }).waitFor();
  assert.match(await officer.textContent("main"), /还有 \d+ 处没有填完，不能提交/);
  await look(officer, "a draft that is not whole");
  // What was typed a moment before is in the draft that the next page is about.
  await officer.goto(form);
  await officer.fill("#section-6", `${TEXTS[6]}无其他情况。`);
  await officer.getByRole("link", { name: "空格填 0" }).click();
  // The link is followed once the save is answered.
  await officer.getByRole("button", { name: /确认没有发生/ }).waitFor();
  await look(officer, "zeros");
  await picture(officer, "draft-zeros");
  await officer.getByRole("button", { name: /确认没有发生/ }).click();
  await officer.locator(".notice-success").waitFor();
  assert.equal(await officer.inputValue("[id='t3.refused_state_secret.commercial']"), "0");
  assert.equal(await officer.textContent("[data-draft-left]"), "");
  assert.match(await officer.textContent("[data-draft-problems]"), /勾稽关系/);
  await lookBoth(officer, "a draft filled in");
});

test("two people write at once: what one left untouched stays as the other saved it, what both changed asks", async () => {
  const draft = new URL(officer.url()).pathname;
  const CELL = "[id='t2.normative_doc.issued']";
  const colleague = await newcomer(browser, site, "qinghe.er", site.person("qinghe.er", "青禾街道另一经办人", "disclosure-officer", BODY), PASSWORD);
  await colleague.goto(draft);
  await officer.goto(draft);
  const before = await officer.inputValue(CELL);
  await officer.fill("#section-6", `${TEXTS[6]}无其他需要报告的事项。`);
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.waitForURL(/[?]saved$/);

  // The colleague's page is older now: it does not save by itself, and its button puts both together.
  await colleague.fill(CELL, "3");
  await colleague.locator("[data-draft-state][data-state=conflict]").waitFor();
  await colleague.getByRole("button", { name: "保存", exact: true }).click();
  await colleague.waitForURL(/[?]beside$/);
  assert.equal(await colleague.inputValue("#section-6"), `${TEXTS[6]}无其他需要报告的事项。`);
  assert.equal(await colleague.inputValue(CELL), "3");
  await lookBoth(colleague, "a draft put together");

  await officer.fill(CELL, "4");
  await officer.fill("#section-6", "又改了几个字。");
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.getByText("这份报告在您填写期间另外保存过").waitFor();
  // The text of section 6 nobody else had changed.
  assert.equal(await officer.locator("fieldset.conflict").count(), 1);
  assert.equal(await officer.inputValue("#section-6"), "又改了几个字。");
  assert.match(await officer.textContent("fieldset.conflict"), /用已保存的 青禾街道另一经办人，/);
  await lookBoth(officer, "a draft saved elsewhere meanwhile");
  await picture(officer, "draft-conflict");
  // Nothing but the button saves it, however long somebody types, and not without a choice.
  await officer.fill("#section-6", "又改了很多字。");
  await officer.locator("[data-draft-state][data-state=held]").waitFor();
  await officer.waitForTimeout(6000);
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  const saved = await tab(colleague.context());
  await saved.goto(draft);
  assert.deepEqual([await saved.inputValue(CELL), await saved.inputValue("#section-6")], ["3", `${TEXTS[6]}无其他需要报告的事项。`]);
  await officer.getByRole("radio", { name: /用已保存的/ }).check();
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.waitForURL(/[?]saved$/);
  await saved.reload();
  assert.deepEqual([await saved.inputValue(CELL), await saved.inputValue("#section-6")], ["3", "又改了很多字。"]);
  // What stood before is told below.
  const line = saved.locator(".timeline > li").first();
  await line.getByText("改动内容").click();
  assert.match(await line.textContent(), /其他需要报告的事项.*无其他需要报告的事项。.*又改了很多字。/s);
  await lookBoth(saved, "what was put in the place of what");
  await saved.fill(CELL, before);
  await saved.fill("#section-6", `${TEXTS[6]}无其他需要报告的事项。`);
  await saved.getByRole("button", { name: "保存", exact: true }).click();
  await saved.waitForURL(/[?]saved$/);
  await saved.close();
  await colleague.context().close();
  await officer.goto(draft);
});

test("a file is attached, the report put before the leader", async () => {
  await officer.setInputFiles("#files", site.file("台账.png", LEDGER));
  await officer.getByRole("button", { name: "上传附件" }).click();
  await officer.getByRole("link", { name: "台账.png" }).waitFor();
  // What becomes of a file takes nothing of what was typed; what somebody else did with it is told.
  const stale = await tab(officer.context());
  await stale.goto(new URL(officer.url()).pathname);
  const typed = `${TEXTS[6]}没有其他事项。`;
  await officer.fill("#section-6", typed);
  await officer.getByRole("button", { name: "改为随报告公开" }).click();
  await officer.getByText("附件的公开范围已更改").waitFor();
  assert.equal(await officer.inputValue("#section-6"), typed);
  await look(officer, "an attachment the public will see");
  await officer.getByRole("button", { name: "移除" }).click();
  await officer.getByText("附件已移除").waitFor();
  await stale.getByRole("button", { name: "改为随报告公开" }).click();
  await stale.getByText(/“台账.png”已在别处移除（青禾街道经办人，/).waitFor();
  await lookBoth(stale, "an attachment somebody removed meanwhile");
  await stale.close();
  await officer.setInputFiles("#files", site.file("台账.png", LEDGER));
  await officer.getByRole("button", { name: "上传附件" }).click();
  await officer.getByRole("link", { name: "台账.png" }).waitFor();
  await zerosAfterSomebodyElse();
  await officer.getByRole("button", { name: "保存并核查" }).click();
  await look(officer, "a draft that can be submitted");
  await picture(officer, "draft-check", { fullPage: true });
  const older = await tab(officer.context());
  await older.goto(new URL(officer.url()).pathname.replace("/check", ""));
  await confirmed(officer, officer.getByRole("button", { name: "提交签发" }));
  await officer.getByText("等待分管领导签发").waitFor();
  await look(officer, "a draft that was submitted");

  await older.fill("#section-6", "提交以后又想补充的文字。");
  await older.getByRole("button", { name: "保存", exact: true }).click();
  await older.getByText("这份报告已在别处提交签发").waitFor();
  assert.equal(await older.inputValue("#section-6"), "提交以后又想补充的文字。");
  assert.equal(await older.getByRole("link", { name: "空格填 0" }).count(), 0, "nothing is offered that cannot be done now");
  await lookBoth(older, "a draft that went on elsewhere");
  await older.close();
});

/** Other cells are empty than a page showed that writes 0 into them. */
async function zerosAfterSomebodyElse() {
  const path = new URL(officer.url()).pathname;
  const [asking, writing] = [await tab(officer.context()), await tab(officer.context())];
  const empty = async (cell) => {
    await writing.goto(path);
    await writing.fill(`[id='${cell}']`, "");
    await writing.getByRole("button", { name: "保存", exact: true }).click();
    await writing.waitForURL(/[?]saved$/);
  };
  await empty("t4.recon.upheld");
  await asking.goto(`${path}/zeros`);
  await empty("t4.recon.other");
  await asking.getByRole("button", { name: "1 格填 0" }).click();
  await asking.getByText("草稿的空格有变化，还没有填 0").waitFor();
  await asking.getByText(/最近一步：保存年报（青禾街道经办人，/).waitFor();
  await lookBoth(asking, "zeros where other cells are empty now");
  await asking.getByRole("button", { name: "2 格填 0" }).click();
  await asking.getByText("已填入 2 格").waitFor();
  await Promise.all([asking.close(), writing.close()]);
  await officer.goto(path);
}

test("the leader reads and signs it; the supervising office has it, read and checked", async () => {
  await leader.goto("/office");
  await look(leader, "start of a leader");
  await leader.getByRole("link", { name: new RegExp(BODY) }).click();
  await look(leader, "a report to sign");
  await picture(leader, "draft-sign");
  const older = await tab(leader.context());
  await older.goto(leader.url());
  await leader.check("#answers_for_it");
  await leader.getByRole("button", { name: "签发并报送" }).click();
  await leader.getByText("已签发并报送").waitFor();
  await sound(leader, "signed");
  await older.fill("#note", "表三请再核对。");
  await older.getByRole("button", { name: "退回修改" }).click();
  await older.getByText("这份报告已在别处签发，您的意见没有送出").waitFor();
  assert.equal(await older.inputValue("#kept-1"), "表三请再核对。");
  await lookBoth(older, "a leader's note that came too late");
  await older.close();

  await supervisor.goto("/office");
  await supervisor.getByRole("link", { name: "查看名册" }).click();
  const row = supervisor.locator("#roll tr", { hasText: BODY });
  await until(supervisor, async () => /已核查/.test(await row.textContent()));
  await row.getByRole("link", { name: BODY }).first().click();
  await supervisor.getByRole("link", { name: "版本与发布" }).click();
  await supervisor.getByRole("cell", { name: "在线编制" }).waitFor();
  await look(supervisor, "versions of a report from the desk");
});

test("the body is told that its report has come in", async () => {
  await officer.goto("/office/messages");
  await officer.locator("tr", { hasText: "收件" }).getByRole("link").first().click();
  assert.match(await officer.textContent("main"), new RegExp(BODY));
  await look(officer, "a receipt");
  await picture(officer, "receipt");
});

test("its body corrects a report that was published, and gives that up; all else stays as it was", async () => {
  await supervisor.getByRole("link", { name: "接收", exact: true }).click();
  await supervisor.getByRole("button", { name: "接收", exact: true }).click();
  await officer.goto("/office/drafts");
  await officer.getByRole("link", { name: "打开" }).click();
  await officer.getByRole("button", { name: "编制新版" }).waitFor();
  await lookBoth(officer, "an accepted report of the body's own");
  await supervisor.getByRole("link", { name: "发布", exact: true }).click();
  await supervisor.getByRole("button", { name: "发布", exact: true }).click();
  await officer.reload();
  await lookBoth(officer, "a published report of the body's own");
  await confirmed(officer, officer.getByRole("button", { name: "编制更正版" }));
  await officer.getByText("已打开，可以修改").waitFor();
  await officer.fill("#section-6", "更正的文字。");
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.waitForURL(/[?]saved$/);
  await lookBoth(officer, "a correction being drawn up");
  await picture(officer, "draft-correction");
  await officer.goto("/office");
  await officer.getByText("新版编制中").waitFor();
  await lookBoth(officer, "start of a body that draws up a correction");
  await officer.getByRole("link", { name: new RegExp(BODY) }).click();
  await officer.getByRole("link", { name: "预览与签发" }).click();
  await lookBoth(officer, "preview of a correction");
  await officer.getByRole("link", { name: "填写", exact: true }).click();
  await officer.getByRole("link", { name: "放弃修改" }).first().click();
  await lookBoth(officer, "giving up a correction");
  await officer.getByRole("button", { name: "放弃修改" }).click();
  await officer.getByText("修改已放弃").waitFor();
  await lookBoth(officer, "a correction given up");
  assert.doesNotMatch(await officer.textContent("article"), /更正的文字/);
});

test("what the desk corrects meanwhile is taken over; a version that says the same needs a tick, and its reason", async () => {
  await confirmed(officer, officer.getByRole("button", { name: "编制更正版" }));
  await officer.getByText("已打开，可以修改").waitFor();
  const form = new URL(officer.url()).pathname;
  await supervisor.goto("/office/reports");
  await supervisor.locator("main table").getByRole("link", { name: BODY }).first().click();
  const report = new URL(supervisor.url()).pathname;
  const cell = supervisor.locator(".desk-cell[id='cell-t2.normative_doc.issued']");
  if (!(await cell.isVisible())) await supervisor.locator(".desk-fold", { has: cell }).locator("summary").first().click();
  await cell.getByText("更正", { exact: true }).click();
  await cell.locator("[name=value]").fill("5");
  await cell.locator("[name=reason]").fill("按规范性文件台账更正");
  await cell.getByRole("button", { name: "保存" }).click();
  await cell.getByText("已更正").waitFor();

  await officer.reload();
  await officer.getByText("上级更正了 1 格读数").waitFor();
  await lookBoth(officer, "figures corrected at the desk meanwhile");
  await officer.locator("#corrections").scrollIntoViewIfNeeded();
  await picture(officer, "draft-corrections");
  await officer.getByRole("button", { name: "采用更正后的数字" }).click();
  await officer.getByText("已采用更正后的数字").waitFor();
  assert.equal(await officer.inputValue("[id='t2.normative_doc.issued']"), "5");
  await officer.getByRole("button", { name: "保存并核查" }).click();
  await officer.getByText("与已接收的上一版完全相同").first().waitFor();
  await officer.fill("#correction_note", "本年制发规范性文件件数漏计，现予更正。");
  if (await officer.locator("#explanation").count()) await officer.fill("#explanation", "已核对台账。");
  await confirmed(officer, officer.getByRole("button", { name: "提交签发" }));
  await officer.locator(".error-summary").waitFor();
  assert.equal(await officer.inputValue("#correction_note"), "本年制发规范性文件件数漏计，现予更正。");
  await look(officer, "a version that says the same, without the tick");
  await officer.check("[name=unchanged_is_meant]");
  await officer.evaluate(() => window.scrollTo(0, 0));
  await picture(officer, "draft-unchanged", { fullPage: true });
  await confirmed(officer, officer.getByRole("button", { name: "提交签发" }));
  await officer.getByText("等待分管领导签发").waitFor();
  await leader.goto(`${form}/preview`);
  await lookBoth(leader, "a correction to sign");
  await leader.check("#answers_for_it");
  await leader.getByRole("button", { name: "签发并报送" }).click();
  await leader.getByText("已签发并报送").waitFor();

  await supervisor.goto(report);
  await supervisor.getByRole("link", { name: "打开第 2 版" }).click();
  await until(supervisor, async () => (await supervisor.getByRole("link", { name: "接收", exact: true }).count()) > 0);
  await lookBoth(supervisor, "a correction at the desk");
  await supervisor.getByRole("link", { name: "版本与发布" }).click();
  await lookBoth(supervisor, "versions with what they correct");
  await supervisor.getByRole("link", { name: "接收", exact: true }).click();
  if (await supervisor.locator("#reason").count()) await supervisor.fill("#reason", "已核对。");
  await supervisor.getByRole("button", { name: "接收", exact: true }).click();
  const id = new URL(supervisor.url()).pathname.split("/")[3];
  await supervisor.goto(`/office/reports/chosen?action=publish&report=${id}`);
  await lookBoth(supervisor, "a correction about to be published with others");
  await supervisor.goto(`/office/reports/${id}/publish`);
  assert.equal(await supervisor.inputValue("#reason"), "本年制发规范性文件件数漏计，现予更正。");
  await lookBoth(supervisor, "publishing a correction with the body's words");
  await supervisor.getByRole("button", { name: "发布更正版" }).click();
  await supervisor.getByText("本年制发规范性文件件数漏计").first().waitFor();
});

test("a body whose report is withdrawn is told what to do", async () => {
  await supervisor.getByRole("link", { name: "撤下", exact: true }).click();
  await supervisor.fill("#reason", "含有个人信息");
  await confirmed(supervisor, supervisor.getByRole("button", { name: "撤下", exact: true }));
  await supervisor.getByText("含有个人信息").first().waitFor();
  await officer.goto("/office/messages");
  await officer.getByRole("link", { name: /关于撤下/ }).first().click();
  await lookBoth(officer, "a letter of withdrawal");
  await officer.goto("/office");
  await officer.getByText("已撤下，请编制更正版").waitFor();
  await lookBoth(officer, "start of a body whose report is withdrawn");
  await officer.getByRole("link", { name: new RegExp(BODY) }).click();
  await officer.getByRole("button", { name: "编制更正版" }).click();
  assert.match(await officer.textContent("dialog[open]"), /已发布的年报已经撤下/);
  await officer.locator("dialog[open] button[value=no]").click();
});

test("who writes in a draft that somebody gave up is told at once, and keeps the words", async () => {
  await officer.goto("/office/drafts");
  await officer.fill("#year", "2020");
  await officer.locator("form.toolbar button").click();
  await officer.locator("[data-form-draft]").waitFor();
  const form = new URL(officer.url()).pathname;
  const other = await tab(officer.context());
  await other.goto(`${form}/discard`);
  await other.getByRole("button", { name: "放弃草稿" }).click();
  await other.getByText("草稿已放弃").waitFor();
  await officer.fill("#section-6", "放弃以后写下的文字。");
  await officer.locator("[data-draft-state][data-state=gone]").waitFor();
  assert.match(await officer.textContent("[data-draft-state]"), /这份草稿已由青禾街道经办人于 .* 放弃，没有保存/);
  await look(officer, "a draft given up meanwhile");
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.getByText("您填的内容").waitFor();
  assert.equal(await officer.inputValue("#kept-1"), "放弃以后写下的文字。");
  for (const page of ["check", "preview"]) {
    await other.goto(`${form}/${page}`);
    await lookBoth(other, `${page} of a draft given up`);
  }
  await other.close();
});

test("the supervising office finds its own report on its start page while others are at it", async () => {
  const own = await newcomer(browser, site, "quban", site.person("quban", "区政府经办人", "disclosure-officer"), PASSWORD);
  await own.goto("/office/drafts");
  await own.fill("#year", "2019");
  await own.locator("form.toolbar button").click();
  await own.locator("[data-form-draft]").waitFor();
  await lookBoth(own, "a draft nobody asked for");
  await supervisor.goto("/office");
  await supervisor.getByText("示例区人民政府 2019 年度年报").waitFor();
  await lookBoth(supervisor, "start of a supervisor whose own report is under way");
});
