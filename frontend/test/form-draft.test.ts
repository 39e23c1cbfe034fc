// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start } from "../src/behaviours/form-draft";

const ROW = (name: string, cells: Record<string, string>) =>
  `<tr><th>${name}</th>${Object.entries(cells)
    .map(([column, value]) => `<td><input name="t3.${name}.${column}" id="${name}.${column}" data-type="non_negative_integer" value="${value}"></td>`)
    .join("")}</tr>`;

const IDENTITIES = JSON.stringify([
  { id: "row", left: ["t3.granted.total"], right: ["t3.granted.a", "t3.granted.b"], op: "eq", text: "行" },
  { id: "column", left: ["t3.total.total"], right: ["t3.granted.total", "t3.refused.total"], op: "eq" },
  { id: "refused", left: ["t3.refused.total"], right: ["t3.refused.a", "t3.refused.b"], op: "eq" },
  { id: "carry", left: ["prev:t3.out.a"], right: ["t3.refused.a"], op: "eq", text: "结转" },
  { id: "least", left: ["t3.total.total"], right: ["prev:t3.out.a"], op: "ge", text: "不少于" },
]);

function page(): HTMLFormElement {
  document.body.innerHTML = `<form action="/draft" method="post" data-form-draft data-save-seconds="1"
      data-text-draft-differs="左%left%右%right%差%difference%" data-text-draft-problems="%n% 处" data-text-draft-no-problems="无" data-text-draft-left="还有 %n% 格" data-text-draft-fill-none="没有可填的总计"
      data-text-draft-saved="已保存" data-text-draft-failed="保存失败" data-text-draft-not-negative="应填整数" data-text-draft-stroke="没有的填 0">
    <input type="hidden" name="version" value="1">
    <p data-draft-problems></p><p data-draft-left></p><p data-draft-filled></p><p data-draft-state></p><ul data-draft-list></ul>
    <button type="button" data-draft-fill hidden></button><button type="button" data-draft-zero hidden></button>
    <table data-row-notes data-identities='${IDENTITIES}' data-prior='{"t3.out.a":"1","t3.out.b":null}'><thead><tr><th></th></tr></thead><tbody>
      ${ROW("granted", { a: "5", b: "", total: "" })}${ROW("refused", { a: "1", b: "0", total: "" })}${ROW("total", { total: "" })}
    </tbody></table></form>`;
  start(document);
  return document.querySelector("form") as HTMLFormElement;
}

const cell = (id: string) => document.getElementById(id) as HTMLInputElement;
const type = (id: string, value: string) => {
  cell(id).value = value;
  cell(id).dispatchEvent(new Event("input", { bubbles: true }));
};
const words = (selector: string) => document.querySelector(selector)?.textContent ?? "";
const note = (id: string) => cell(id).closest("tr")?.querySelector(".row-note")?.textContent;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the draft of the form", () => {
  it("says where there is no total to fill in, until something is typed", () => {
    const form = page();
    const press = (selector: string) => form.querySelector<HTMLButtonElement>(selector)?.click();
    press("[data-draft-fill]");
    expect(words("[data-draft-filled]")).toBe("");
    press("[data-draft-fill]");
    expect(words("[data-draft-filled]")).toBe("没有可填的总计");
    type("granted.b", "2");
    expect(words("[data-draft-filled]")).toBe("");
    press("[data-draft-fill]");
    expect([cell("granted.total").value, words("[data-draft-filled]")]).toEqual(["7", ""]);
  });

  it("says in words, in the row, which identity fails, and takes it back", () => {
    page();
    type("granted.b", "2");
    expect(cell("granted.total").placeholder).toBe("= 7");
    type("granted.total", "8");
    expect(note("granted.total")).toBe("行 左8右7差1");
    expect(cell("granted.total").getAttribute("aria-invalid")).toBe("true");
    expect(words("[data-draft-problems]")).toBe("1 处");
    expect(words("[data-draft-list]")).toContain("行 左8右7差1");
    type("granted.total", "7");
    expect(note("granted.total")).toBe("");
    expect(cell("granted.total").hasAttribute("aria-invalid")).toBe(false);
    expect(words("[data-draft-list]")).toBe("");
  });

  it("finds a form in order only when all of it is filled in", () => {
    page();
    const said = () => [words("[data-draft-problems]"), words("[data-draft-left]")];
    expect(said()).toEqual(["", "还有 4 格"]);
    for (const [id, value] of [["granted.b", "2"], ["granted.total", "7"], ["refused.total", "1"], ["total.total", "/"]] as const) type(id, value);
    expect(said()).toEqual(["", "还有 1 格"]);
    type("total.total", "9");
    expect(said()).toEqual(["1 处", ""]);
    type("total.total", "8");
    expect(said()).toEqual(["无", ""]);
  });

  it("compares with last year's figures, in the row that can be mended", () => {
    page();
    type("refused.a", "4");
    expect(note("refused.a")).toBe("结转 左1右4差-3");
  });

  it("names what is no figure", () => {
    page();
    type("granted.a", "约5");
    expect(note("granted.a")).toBe("应填整数");
    type("granted.a", "");
    expect(note("granted.a")).toBe("");
  });

  it("describes a cell by each of its reasons, and no longer when it is mended", () => {
    page();
    const described = (id: string) => {
      const ids = cell(id).getAttribute("aria-describedby");
      return ids === null ? [] : ids.split(" ").map((of) => document.getElementById(of)?.textContent);
    };
    expect(described("total.total")).toEqual([]);
    for (const [id, value] of [["granted.total", "7"], ["refused.total", "1"], ["total.total", "0"]] as const) type(id, value);
    expect(described("total.total")).toEqual(["左0右8差-8", "不少于 左0右1差-1"]);
    type("total.total", "约8");
    expect(described("total.total")).toEqual(["应填整数"]);
    type("total.total", "8");
    expect(described("total.total")).toEqual([]);
    expect(cell("total.total").hasAttribute("title")).toBe(false);
  });

  it("says that a slash is no figure while it is typed", () => {
    page();
    type("granted.a", "/");
    expect(note("granted.a")).toBe("没有的填 0");
    expect(cell("granted.a").getAttribute("aria-invalid")).toBe("true");
    expect(words("[data-draft-list]")).toContain("没有的填 0");
    type("granted.a", "0");
    expect(note("granted.a")).toBe("");
  });

  it("fills zeros and totals only when asked, sums of sums too", () => {
    const form = page();
    const press = (selector: string) => form.querySelector<HTMLButtonElement>(selector)?.click();
    expect(form.querySelector<HTMLButtonElement>("[data-draft-fill]")?.hidden).toBe(false);
    press("[data-draft-zero]");
    expect([cell("granted.b").value, cell("granted.total").value]).toEqual(["0", ""]);
    press("[data-draft-fill]");
    expect([cell("granted.total").value, cell("refused.total").value, cell("total.total").value]).toEqual(["5", "1", "6"]);
  });
});

describe("saving by itself", () => {
  const answer = (status: number, body: object) =>
    ({ ok: status < 400, status, json: () => Promise.resolve(body) }) as unknown as Response;

  it("saves once after the last change and takes the new version", async () => {
    const post = vi.fn((_url: string, _options: RequestInit) => Promise.resolve(answer(200, { version: "2" })));
    vi.stubGlobal("fetch", post);
    page();
    document.body.insertAdjacentHTML("beforeend", '<form id="carry"><input type="hidden" name="version" value="1"></form>');
    type("granted.b", "2");
    await vi.advanceTimersByTimeAsync(900);
    type("granted.b", "3");
    await vi.advanceTimersByTimeAsync(900);
    expect(post).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(post).toHaveBeenCalledTimes(1);
    expect(String(post.mock.calls[0]?.[1].body)).toContain("t3.granted.b=3");
    expect(document.querySelector<HTMLInputElement>("[name=version]")?.value).toBe("2");
    expect(document.querySelector<HTMLInputElement>("#carry [name=version]")?.value).toBe("2");
    expect(document.querySelector("[data-draft-state]")?.getAttribute("data-state")).toBe("saved");
  });

  it("saves at the latest after half a minute who types without a pause, again and again", async () => {
    const post = vi.fn().mockResolvedValue(answer(200, {}));
    vi.stubGlobal("fetch", post);
    page();
    const typing = async (seconds: number) => {
      for (let half = 0; half < seconds * 2; half += 1) {
        type("granted.b", String(half));
        await vi.advanceTimersByTimeAsync(500);
      }
    };
    await typing(29.5);
    expect(post).not.toHaveBeenCalled();
    await typing(1);
    expect(post).toHaveBeenCalledTimes(1);
    await typing(28);
    expect(post).toHaveBeenCalledTimes(1);
    await typing(3);
    expect(post).toHaveBeenCalledTimes(2);
    // A pause saves as ever, and the half minute begins with the next change.
    await vi.advanceTimersByTimeAsync(60_000);
    expect(post).toHaveBeenCalledTimes(3);
    await typing(2);
    expect(post).toHaveBeenCalledTimes(3);
  });

  it("says why a save failed and tries again", async () => {
    const post = vi.fn().mockResolvedValueOnce(answer(500, { detail: "数据库忙" })).mockResolvedValue(answer(200, {}));
    vi.stubGlobal("fetch", post);
    page();
    type("granted.b", "2");
    await vi.advanceTimersByTimeAsync(1000);
    expect(words("[data-draft-state]")).toBe("保存失败 数据库忙");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(post).toHaveBeenCalledTimes(2);
    expect(words("[data-draft-state]")).toContain("已保存");
  });

  it("tries no more when the form changed elsewhere, and lets the button send it", async () => {
    const post = vi.fn().mockResolvedValue(answer(409, { detail: "别人改过" }));
    vi.stubGlobal("fetch", post);
    page();
    const form = document.querySelector("form");
    type("granted.b", "2");
    await vi.advanceTimersByTimeAsync(1000);
    expect(document.querySelector("[data-draft-state]")?.getAttribute("data-state")).toBe("conflict");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(post).toHaveBeenCalledTimes(1);
    const submit = vi.spyOn(HTMLFormElement.prototype, "requestSubmit").mockImplementation(() => {});
    form?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await vi.advanceTimersByTimeAsync(10);
    expect(submit).toHaveBeenCalledTimes(1);
    submit.mockRestore();
  });

  it("says who gave it up in the server's words, tries no more, and lets the button send it", async () => {
    const post = vi.fn().mockResolvedValue(answer(410, { title: "已由甲放弃" }));
    vi.stubGlobal("fetch", post);
    page();
    const line = document.querySelector<HTMLElement>("[data-draft-state]");
    line?.setAttribute("data-text-draft-gone", "%why%，没有保存");
    type("granted.b", "2");
    await vi.advanceTimersByTimeAsync(1000);
    expect([line?.dataset["state"], line?.textContent]).toEqual(["gone", "已由甲放弃，没有保存"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(post).toHaveBeenCalledTimes(1);
    const submit = vi.spyOn(HTMLFormElement.prototype, "requestSubmit").mockImplementation(() => {});
    document.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await vi.advanceTimersByTimeAsync(10);
    expect(submit).toHaveBeenCalledTimes(1);
    submit.mockRestore();
  });

  it("keeps a change made while a save is under way", async () => {
    let finish: (response: Response) => void = () => {};
    const post = vi.fn().mockReturnValueOnce(new Promise<Response>((resolve) => (finish = resolve))).mockResolvedValue(answer(200, {}));
    vi.stubGlobal("fetch", post);
    page();
    type("granted.b", "2");
    await vi.advanceTimersByTimeAsync(1000);
    type("granted.b", "4");
    await vi.advanceTimersByTimeAsync(3000);
    expect(post).toHaveBeenCalledTimes(1);
    finish(answer(200, {}));
    await vi.advanceTimersByTimeAsync(1100);
    expect(post).toHaveBeenCalledTimes(2);
    expect(String(post.mock.calls[1]?.[1].body)).toContain("t3.granted.b=4");
  });
});
