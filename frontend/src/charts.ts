// charts.js: ECharts with just the parts used, set up to work under a CSP without inline styles.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption, type EChartsType } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { element } from "./dom";
import { chartOption, labelLines, type ChartOptions, type Palette, type TooltipRow } from "./chart-option";

export type { ChartOptions } from "./chart-option";

use([LineChart, BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer, CanvasRenderer]);

/** A drawn chart and its pictures. */
export interface Chart {
  svg(): Blob;
  png(): Promise<Blob>;
}

const SAVED = { width: 960, height: 540 };

export function draw(at: HTMLElement, options: ChartOptions): Chart {
  const palette = paletteOf(at);
  // Before it is measured.
  if (options.horizontal) giveRoom(at, options, palette);
  const chart = init(at, null, { renderer: "svg" });
  const render = () => chart.setOption(chartOption(options, palette, tooltip, at.clientWidth), true);
  const resize = () => {
    if (options.horizontal) giveRoom(at, options, palette);
    chart.resize();
    render();
  };
  resize();
  follow(at, chart, render, resize);
  return {
    svg: () => new Blob([pictureSvg(options, palette)], { type: "image/svg+xml" }),
    png: () => picturePng(options, palette),
  };
}

/** Makes a lying chart as high as its labels need, which break into more lines in a narrow window. */
function giveRoom(at: HTMLElement, { data }: ChartOptions, palette: Palette): void {
  const lines = labelLines(data.categories, palette.size, at.clientWidth);
  const row = palette.size * Math.max(2.6, lines * 1.4 + 0.6);
  at.style.height = `${Math.max(160, row * data.categories.length + 96)}px`;
}

/** Redraws when its box changes, and for paper. */
function follow(at: HTMLElement, chart: EChartsType, render: () => void, resize: () => void): void {
  if ("ResizeObserver" in window) {
    let width = at.clientWidth;
    new ResizeObserver(() => {
      if (at.clientWidth === width || at.clientWidth === 0) return;
      width = at.clientWidth;
      resize();
    }).observe(at);
  } else {
    (window as Window).addEventListener("resize", resize);
  }
  window.addEventListener("beforeprint", () => {
    chart.resize({ width: Math.min(at.clientWidth, 640) });
    render();
  });
  window.addEventListener("afterprint", resize);
}

/** The tooltip as elements: ECharts' own is HTML text with style attributes, which the CSP refuses. */
function tooltip(title: string, rows: readonly TooltipRow[]): HTMLElement {
  return element(
    "div",
    { class: "chart-tooltip" },
    element("div", { class: "chart-tooltip-title" }, title),
    ...rows.map(({ name, value }) =>
      element("div", { class: "chart-tooltip-row" }, element("span", {}, name), element("span", { class: "number" }, value)),
    ),
  );
}

function pictureSvg(options: ChartOptions, palette: Palette): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...SAVED });
  chart.setOption(forPaper(options, palette));
  const picture = chart.renderToSVGString();
  chart.dispose();
  return picture;
}

async function picturePng(options: ChartOptions, palette: Palette): Promise<Blob> {
  const box = element("div");
  const chart = init(box, null, { renderer: "canvas", devicePixelRatio: 2, ...SAVED });
  chart.setOption(forPaper(options, palette));
  const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: palette.page });
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  chart.dispose();
  if (!picture) throw new Error("no picture");
  return picture;
}

function forPaper(options: ChartOptions, palette: Palette): EChartsCoreOption {
  return { ...chartOption(options, { ...palette, size: 14 }, tooltip, SAVED.width), backgroundColor: palette.page };
}

/** Colours and type of the page's tokens. */
function paletteOf(at: HTMLElement): Palette {
  const style = getComputedStyle(at);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: [1, 2, 3, 4, 5].map((number) => token(`--chart-${number}`)),
    ink: token("--color-ink"),
    soft: token("--color-ink-soft"),
    line: token("--color-line"),
    page: token("--color-page"),
    font: style.fontFamily,
    size: Math.round(parseFloat(style.fontSize) * 0.875),
  };
}
