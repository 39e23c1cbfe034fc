import { describe, expect, it } from "vitest";
import { format, parseEntry, type ValueType } from "../src/decimal";

const read = (typed: string, type: ValueType = "non_negative_integer", scale?: number) => {
  const entry = parseEntry(typed, type, scale);
  return entry.kind === "value" ? format(entry.value) : entry.kind;
};

describe("what is typed into a cell", () => {
  it("reads whole numbers, with separators and full width", () => {
    expect(read("12")).toBe("12");
    expect(read(" 1,286 ")).toBe("1286");
    expect(read("１２，３４５")).toBe("12345");
    expect(read("007")).toBe("7");
  });

  it("keeps nothing, a slash and a dash apart from zero", () => {
    for (const typed of ["", "  "]) expect(read(typed)).toBe("none");
    for (const typed of ["/", "-", "—", "——", "／"]) expect(read(typed)).toBe("stroke");
    expect(read("0")).toBe("0");
  });

  it("refuses what the cell cannot hold", () => {
    expect(read("1.5")).toBe("invalid");
    expect(read("-1")).toBe("invalid");
    expect(read("2+1")).toBe("invalid");
    expect(read("约12")).toBe("invalid");
    expect(read("-1", "decimal")).toBe("invalid");
    expect(read("1.23456", "decimal")).toBe("invalid");
    expect(read("1.234", "decimal", 2)).toBe("invalid");
    expect(read("12345678901234567")).toBe("invalid");
  });

  it("reads signed numbers and decimals exactly", () => {
    expect(read("-3", "signed_integer")).toBe("-3");
    expect(read("0.1", "decimal")).toBe("0.1");
    expect(read("12.3400", "decimal")).toBe("12.34");
    expect(read("９．５", "decimal")).toBe("9.5");
  });

  it("reads money with its unit, as a total writes it where the form names none", () => {
    expect(read("0元", "decimal")).toBe("0");
    expect(read("3.25万元", "decimal")).toBe("32500");
    expect(read("1.2 亿", "decimal")).toBe("120000000");
    expect(read("3万件", "decimal")).toBe("invalid");
    expect(read("3元万", "decimal")).toBe("invalid");
    expect(read("3元")).toBe("invalid");
  });
});
