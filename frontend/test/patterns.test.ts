import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
const allOf = (folder: string, ending: string) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith(ending)).map((name) => read(folder, name)).join("\n");

const styles = allOf("styles", ".css") + allOf("styles/components", ".css");
const styled = new Set(Array.from(styles.replace(/\/\*[\s\S]*?\*\/|"[^"]*"/g, "").matchAll(/\.([a-z][a-z0-9-]*)/g), ([, name]) => name as string));
const scripts = allOf("src", ".ts") + allOf("src/behaviours", ".ts");
const pages = allOf("patterns", ".html") + read("patterns/form-tables.mjs");
const guide = read("PATTERNS.md");

function classesIn(html: string): string[] {
  return Array.from(html.matchAll(/class="([^"{}$]*)"/g)).flatMap(([, names]) => (names ?? "").split(/\s+/));
}

describe("class names", () => {
  // Hooks of scripts that need no style of their own.
  const hooks = new Set(["", "portal", "filter", "upload-name", "desk-cells"]);

  it("on the pattern pages and in the guide have a style", () => {
    const icons = (name: string) => !/NAME|…/.test(name);
    const unknown = [...classesIn(pages), ...classesIn(guide)].filter((name) => icons(name) && !styled.has(name) && !hooks.has(name));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it("with a style are in the guide, or made by scripts alone", () => {
    // badge-, severity- and icon- names are listed in the guide without their prefix.
    const listed = (name: string) => guide.includes(name) || guide.includes(`\`${name.replace(/^(badge|severity|icon)-/, "")}\``);
    const icons = /Icons: `([^`]*)`/.exec(guide)?.[1]?.split(/\s+/) ?? [];
    const unknown = [...styled].filter((name) => !listed(name) && !icons.includes(name.replace(/^icon-/, "")) && !scripts.includes(name));
    expect(unknown).toEqual([]);
  });

  it("of icons have each its own square of the strip", () => {
    const strip = read("styles/icons.svg");
    const names = Array.from(strip.matchAll(/<g id="([a-z-]+)"(?: transform="translate\((\d+)\)")?>/g));
    expect(strip).toContain(`viewBox="0 0 ${names.length * 24} 24"`);
    names.forEach(([, name, at], index) => {
      expect(Number(at ?? 0), name).toBe(index * 24);
      expect(read("styles/icons.css")).toContain(`.icon-${name} {\n  --icon: ${index};`);
    });
  });
});

describe("colours", () => {
  it("are named in the tokens only", () => {
    const elsewhere = styles.replace(read("styles/tokens.css"), "").replace(read("styles/print.css"), "");
    expect(elsewhere.match(/#[0-9a-f]{3,8}\b|rgba?\(/gi) ?? []).toEqual([]);
  });
});
