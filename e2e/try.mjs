import { launch, newcomer } from "./browser.mjs";
import { Site } from "./site.mjs";
const site = await Site.start(); const browser = await launch();
const BODY="青禾街道办事处";
try {
site.gongkai("import", "bodies", site.file("bodies.csv", `名称,类型,层级\n${BODY},街道,乡级\n`), "--apply");
const officer = await newcomer(browser, site, "qinghe", site.person("qinghe","经办人","disclosure-officer",BODY), "Lotus-Pond-37-Moon");
await officer.goto("/office/drafts");
await officer.locator("form.toolbar button").click();
await officer.waitForURL(/drafts\/[^/?]+/);
const LEDGER = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==","base64");
await officer.setInputFiles("#files", site.file("台账.png", LEDGER));
console.log(await officer.inputValue("#files"), await officer.evaluate(() => document.querySelector("#files").files[0]?.name));
await officer.getByRole("button", { name: "上传附件" }).click();
await officer.waitForLoadState();
console.log(officer.url(), (await officer.textContent("main")).replace(/\s+/g," ").slice(0,300), (await officer.locator("#attachments").locator("..").textContent()).replace(/\s+/g," "));
} catch(e) { console.error(e); }
await browser.close(); await site.stop();
