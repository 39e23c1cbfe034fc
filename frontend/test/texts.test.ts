// @vitest-environment jsdom
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fill, text, TEXT_KEYS } from "../src/texts";

const root = join(import.meta.dirname, "..");

function keysOf(language: string): Map<string, string> {
  const lines = readFileSync(join(root, `texts.${language}.ftl`), "utf8").split("\n");
  return new Map(lines.flatMap((line) => {
    const match = /^ui-([a-z-]+) = (.+)$/.exec(line);
    return match ? [[match[1] as string, match[2] as string]] : [];
  }));
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : [path];
  });
}

describe("texts", () => {
  it("are there in both languages, with the same places, and no others", () => {
    const chinese = keysOf("zh-CN");
    const english = keysOf("en");
    expect([...chinese.keys()].sort()).toEqual([...TEXT_KEYS].sort());
    expect([...english.keys()].sort()).toEqual([...TEXT_KEYS].sort());
    const places = (words = "") => [...new Set(words.match(/%[a-z]+%/g))].sort();
    for (const key of TEXT_KEYS) expect(places(english.get(key)), key).toEqual(places(chinese.get(key)));
  });

  it("are the only words: scripts hold no Chinese and ask for every key", () => {
    const code = sources(join(root, "src")).filter((path) => path.endsWith(".ts"));
    const all = code.map((path) => readFileSync(path, "utf8"));
    const shown = all.join("\n").replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
    expect(shown.match(/[\u4e00-\u9fff]/g)).toBeNull();
    const asked = all.filter((_, index) => !code[index]?.endsWith("texts.ts")).join("\n");
    const composed = ["draft-saved", "draft-saving", "draft-signed-out", "draft-failed", "draft-unsaved", "draft-held", "draft-conflict", "draft-gone"];
    for (const key of TEXT_KEYS) if (!composed.includes(key)) expect(asked, key).toContain(`"${key}"`);
  });

  it("come from the nearest element that has them, and fill in what is known", () => {
    document.body.innerHTML = '<div data-text-copy-done="外"><p data-text-copy-done="内"><b></b></p><i></i></div>';
    expect(text(document.querySelector("b") as Element, "copy-done")).toBe("内");
    expect(text(document.querySelector("i") as Element, "copy-done")).toBe("外");
    expect(text(document.body, "copy-done")).toBe("copy-done");
    expect(fill("%done%/%total% %x%", { done: 1, total: 0 })).toBe("1/0 %x%");
    expect(fill("正在上传 %percent%%", { percent: 40 })).toBe("正在上传 40%");
  });
});
