import { describe, expect, it } from "vitest";
import { parseEntry } from "../src/decimal";
import { evaluate, expectedTotals, type Identity } from "../src/identities";

function figures(cells: Record<string, string>) {
  return (address: string) => {
    const entry = parseEntry(cells[address] ?? "", "decimal");
    return entry.kind === "value" ? entry.value : null;
  };
}

const balance: Identity = { id: "b", left: ["new", "in"], right: ["total", "out"], op: "eq" };
const total: Identity = { id: "t", left: ["total"], right: ["a", "b"], op: "eq" };

describe("identities", () => {
  it("hold, fail, and say both sides", () => {
    expect(evaluate(balance, figures({ new: "12", in: "2", total: "12", out: "2" }))).toEqual({ kind: "holds" });
    expect(evaluate(balance, figures({ new: "12", in: "2", total: "11", out: "2" }))).toEqual({
      kind: "violated",
      left: 140000n,
      right: 130000n,
    });
  });

  it("are not evaluated when a figure is missing: blank is not zero", () => {
    expect(evaluate(balance, figures({ new: "12", in: "", total: "12", out: "0" }))).toEqual({ kind: "not-evaluable" });
  });

  it("add decimals exactly", () => {
    expect(evaluate(total, figures({ a: "0.1", b: "0.2", total: "0.3" }))).toEqual({ kind: "holds" });
  });

  it("compare with ge and le", () => {
    const ge: Identity = { id: "g", left: ["a"], right: ["b"], op: "ge" };
    expect(evaluate(ge, figures({ a: "2", b: "2" })).kind).toBe("holds");
    expect(evaluate(ge, figures({ a: "1", b: "2" })).kind).toBe("violated");
    expect(evaluate({ ...ge, op: "le" }, figures({ a: "3", b: "2" })).kind).toBe("violated");
  });

  it("offer a total only when all its terms are there", () => {
    expect(expectedTotals([balance, total], figures({ a: "1", b: "2" }))).toEqual(new Map([["total", 30000n]]));
    expect(expectedTotals([total], figures({ a: "1" })).size).toBe(0);
    const carry: Identity = { id: "c", left: ["prev:out"], right: ["in"], op: "eq" };
    expect(expectedTotals([carry], figures({ in: "1" })).size).toBe(0);
  });
});
