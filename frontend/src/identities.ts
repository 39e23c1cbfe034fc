// The identities 勾稽关系 of the form, evaluated as the checker does: no figure, no verdict.
import { type Decimal } from "./decimal";

/** An identity as the page carries it. */
export interface Identity {
  readonly id: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly op: "eq" | "ge" | "le";
  readonly severity?: "error" | "warning" | "info";
  readonly text?: string;
}

/** The figure of a cell, or null when it holds none. */
export type Figures = (address: string) => Decimal | null;

/** How an identity stands. */
export type Verdict =
  | { readonly kind: "not-evaluable" }
  | { readonly kind: "holds" }
  | { readonly kind: "violated"; readonly left: Decimal; readonly right: Decimal };

/** Sum of the cells; null as soon as one has no figure. */
export function sum(addresses: readonly string[], figures: Figures): Decimal | null {
  let total = 0n;
  for (const address of addresses) {
    const figure = figures(address);
    if (figure === null) return null;
    total += figure;
  }
  return total;
}

export function evaluate(identity: Identity, figures: Figures): Verdict {
  const left = sum(identity.left, figures);
  const right = sum(identity.right, figures);
  if (left === null || right === null) return { kind: "not-evaluable" };
  return compares(left, right, identity.op) ? { kind: "holds" } : { kind: "violated", left, right };
}

function compares(left: Decimal, right: Decimal, op: Identity["op"]): boolean {
  switch (op) {
    case "eq":
      return left === right;
    case "ge":
      return left >= right;
    case "le":
      return left <= right;
  }
}

/** What each total should be: the sum of an `eq` identity whose left side is that cell alone. */
export function expectedTotals(identities: readonly Identity[], figures: Figures): Map<string, Decimal> {
  const expected = new Map<string, Decimal>();
  for (const { left, right, op } of identities) {
    const [total] = left;
    if (op !== "eq" || left.length !== 1 || total === undefined || total.startsWith("prev:")) continue;
    if (right.length < 2 || expected.has(total)) continue;
    const value = sum(right, figures);
    if (value !== null) expected.set(total, value);
  }
  return expected;
}
