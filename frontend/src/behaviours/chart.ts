// data-chart: draws a table above itself; the drawing code is fetched only where a table asks for it.
import { all, element } from "../dom";
import { readTable } from "../table-data";
import { text } from "../texts";
import type { Chart, ChartOptions } from "../charts";

export function start(root: ParentNode): void {
  const tables = all<HTMLTableElement>(root, "table[data-chart]");
  if (tables.length === 0) return;
  import("charts-chunk").then(
    ({ draw }) => tables.forEach((table) => place(table, draw)),
    () => tables.forEach(failed),
  );
}

type Draw = (at: HTMLElement, options: ChartOptions) => Chart;

function place(table: HTMLTableElement, draw: Draw): void {
  const data = readTable(table);
  const holder = table.closest("details");
  const figure = table.closest("figure") ?? table.parentElement;
  if (!figure || data.categories.length === 0 || data.series.length === 0) return;

  const canvas = element("div", { class: "chart-canvas" });
  const actions = element("div", { class: "chart-actions" });
  const below = Array.from(figure.children).find((child) => child.contains(table)) ?? null;
  figure.insertBefore(canvas, below);
  canvas.after(actions);
  try {
    const chart = draw(canvas, {
      data,
      kind: table.dataset["chart"] === "bar" ? "bar" : "line",
      stacked: table.hasAttribute("data-chart-stack"),
      horizontal: table.hasAttribute("data-chart-horizontal"),
      unit: table.dataset["chartUnit"] ?? "",
      description: table.dataset["chartDescription"] ?? table.caption?.textContent?.trim() ?? "",
    });
    const file = table.dataset["chartFile"] ?? "chart";
    actions.append(
      saveButton(text(table, "chart-png"), () => save(chart.png(), `${file}.png`)),
      saveButton(text(table, "chart-svg"), () => save(Promise.resolve(chart.svg()), `${file}.svg`)),
    );
    if (holder) holder.open = false;
  } catch (error) {
    console.error(error);
    canvas.remove();
    actions.remove();
    failed(table);
  }
}

function failed(table: HTMLTableElement): void {
  const note = element("p", { class: "soft small" }, text(table, "chart-failed"));
  (table.closest("details") ?? table).before(note);
}

function saveButton(label: string, action: () => void): HTMLButtonElement {
  const button = element(
    "button",
    { type: "button", class: "button button-small" },
    element("span", { class: "icon icon-download", "aria-hidden": "true" }),
    label,
  );
  button.addEventListener("click", action);
  return button;
}

async function save(content: Promise<Blob>, name: string): Promise<void> {
  const url = URL.createObjectURL(await content);
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
