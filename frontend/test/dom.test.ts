// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { element } from "../src/dom";

afterEach(() => document.documentElement.removeAttribute("lang"));

describe("a new element", () => {
  const marked = (text: string) => element("p", {}, text).innerHTML.replace(/<span lang="zh-CN">/g, "[").replace(/<\/span>/g, "]");

  it("says what of it is Chinese on a page in English", () => {
    document.documentElement.lang = "en";
    expect(marked("青禾街道.docx")).toBe("[青禾街道].docx");
    expect(marked("Report of 示例区、云溪镇 about 2024年 (2)")).toBe("Report of [示例区、云溪镇] about [2024年] (2)");
    expect(marked("no Chinese")).toBe("no Chinese");
  });

  it("leaves a page in Chinese as it is", () => {
    document.documentElement.lang = "zh-CN";
    expect(marked("青禾 2024")).toBe("青禾 2024");
  });
});
