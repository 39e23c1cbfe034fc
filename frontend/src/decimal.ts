// Exact decimals: a whole number of ten-thousandths, the finest the form asks for.

const SCALE = 4;
const ONE = 10n ** BigInt(SCALE);

/** A figure in ten-thousandths. */
export type Decimal = bigint;

/** What an input may hold. */
export type ValueType = "non_negative_integer" | "signed_integer" | "decimal";

/** What was typed: nothing, a stroke as on paper, a figure, or something that is none. */
export type Entry =
  | { readonly kind: "none" }
  | { readonly kind: "stroke" }
  | { readonly kind: "value"; readonly value: Decimal }
  | { readonly kind: "invalid" };

/** What may stand behind an amount of money, in 元; a form of an edition that names no unit has it written. */
const [YUAN, WAN, YI] = ["\u5143", "\u4e07", "\u4ebf"] as const;
const MONEY: Readonly<Record<string, bigint>> = {
  [YUAN]: 1n,
  [WAN]: 10_000n,
  [WAN + YUAN]: 10_000n,
  [YI]: 100_000_000n,
  [YI + YUAN]: 100_000_000n,
};

const FULL_WIDTH = /[０-９．，－]/g;

/** Full-width digits and signs as ASCII, separators and blanks dropped. */
export function normalise(typed: string): string {
  return typed
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s,\u3000]/g, "");
}

/** Reads what was typed; a slash or a dash is no figure and not 0, though on paper it often stands for nothing. */
export function parseEntry(typed: string, type: ValueType, scale = SCALE): Entry {
  const plain = normalise(typed);
  if (plain === "") return { kind: "none" };
  if (/^[/\-—–－／]+$/.test(plain)) return { kind: "stroke" };
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?([\u5143\u4e07\u4ebf]{1,2})?$/.exec(plain);
  if (!match) return { kind: "invalid" };
  const [, minus = "", whole = "", fraction = "", unit = ""] = match;
  const factor = unit === "" ? 1n : MONEY[unit];
  if (factor === undefined || (type !== "decimal" && unit !== "")) return { kind: "invalid" };
  if (type !== "decimal" && fraction !== "") return { kind: "invalid" };
  if (type !== "signed_integer" && minus !== "") return { kind: "invalid" };
  if (fraction.length > Math.min(scale, SCALE)) return { kind: "invalid" };
  const value = (BigInt(whole) * ONE + BigInt(fraction.padEnd(SCALE, "0"))) * factor;
  return { kind: "value", value: minus === "" ? value : -value };
}

/** The figure as people write it: no trailing zeros after the point. */
export function format(value: Decimal): string {
  const sign = value < 0n ? "-" : "";
  const size = value < 0n ? -value : value;
  const fraction = (size % ONE).toString().padStart(SCALE, "0").replace(/0+$/, "");
  return `${sign}${size / ONE}${fraction === "" ? "" : `.${fraction}`}`;
}
