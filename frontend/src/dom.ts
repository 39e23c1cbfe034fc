// Short names for what every behaviour does with the document.

/** A new element with class, attributes and text; Chinese on a page in English says that it is. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.flatMap((child) => (typeof child === "string" ? spoken(child) : [child])));
  return made;
}

/** A run of Chinese with the figures and marks in it, as the pages' own (`page/chinese.rs`). */
const CHINESE = /(\d*[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef](?:[^A-Za-z]*[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef])?\d*)/;

function spoken(text: string): (Node | string)[] {
  if (document.documentElement.lang !== "en") return [text];
  return text.split(CHINESE).map((part, at) => {
    if (at % 2 === 0) return part;
    const chinese = document.createElement("span");
    chinese.lang = "zh-CN";
    chinese.textContent = part;
    return chinese;
  });
}

/** All elements of `selector` under `root`. */
export function all<E extends Element = HTMLElement>(root: ParentNode, selector: string): E[] {
  return Array.from(root.querySelectorAll<E>(selector));
}

/** The value of the form's hidden or other field `name`. */
export function fieldValue(form: HTMLFormElement, name: string): string | null {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field.value : null;
}

/** JSON of a data attribute; `otherwise` when it is absent or broken. */
export function jsonAttribute<T>(at: Element, name: string, otherwise: T): T {
  const raw = at.getAttribute(name);
  if (raw === null) return otherwise;
  try {
    return JSON.parse(raw) as T;
  } catch {
    console.error(`${name} is not JSON`, at);
    return otherwise;
  }
}

/** A whole number of a data attribute. */
export function numberAttribute(at: Element, name: string, otherwise: number): number {
  const value = Number(at.getAttribute(name) ?? "");
  return Number.isFinite(value) && value > 0 ? value : otherwise;
}

/** Whether the person asked for less motion. */
export function reducedMotion(): boolean {
  return window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
}

/** Scrolls the nearest way, without motion where none is wanted. */
export function reveal(target: Element, block: ScrollLogicalPosition = "nearest"): void {
  target.scrollIntoView?.({ block, inline: "nearest", behavior: reducedMotion() ? "auto" : "smooth" });
}
