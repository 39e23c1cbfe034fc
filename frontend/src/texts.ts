// Words shown by scripts come from the page: data-text-KEY on the element or the nearest ancestor that has it.

/** Every key a script may ask for; the Fluent files hold the same as ui-KEY. */
export const TEXT_KEYS = [
  "chart-png",
  "chart-svg",
  "chart-failed",
  "confirm-yes",
  "confirm-no",
  "copy-done",
  "desk-position",
  "desk-position-many",
  "desk-no-place",
  "desk-no-uncertain",
  "draft-conflict",
  "draft-differs",
  "draft-failed",
  "draft-fill-none",
  "draft-gone",
  "draft-held",
  "draft-left",
  "draft-no-problems",
  "draft-not-decimal",
  "draft-not-integer",
  "draft-not-negative",
  "draft-notes",
  "draft-problems",
  "draft-saved",
  "draft-saving",
  "draft-sign-in",
  "draft-signed-out",
  "draft-stroke",
  "draft-unsaved",
  "filter-shown",
  "progress-done",
  "progress-failed",
  "progress-lost",
  "progress-open",
  "progress-text",
  "upload-duplicate",
  "upload-doubtful",
  "upload-failed",
  "upload-network",
  "upload-open",
  "upload-received",
  "upload-refused",
  "upload-retry",
  "upload-retry-all",
  "upload-sending",
  "upload-summary",
  "upload-too-large",
  "upload-waiting",
  "upload-working",
] as const;

export type TextKey = (typeof TEXT_KEYS)[number];
export type Values = Readonly<Record<string, string | number>>;

/** The text of `key` as the page gives it, with %name% filled in; the key itself where the page has none. */
export function text(at: Element, key: TextKey, values: Values = {}): string {
  const attribute = `data-text-${key}`;
  const pattern = at.closest(`[${attribute}]`)?.getAttribute(attribute) ?? key;
  return fill(pattern, values);
}

/** Puts values into %name% places; a name without a value stays as it is. */
export function fill(pattern: string, values: Values): string {
  return pattern.replace(/%([a-z]+)%/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}
