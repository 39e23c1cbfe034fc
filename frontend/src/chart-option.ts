// From a table's data to ECharts' option: pure, so that it can be tested without a browser.
import type { EChartsCoreOption } from "echarts/core";
import type { TableData } from "./table-data";

export interface ChartOptions {
  readonly data: TableData;
  readonly kind: "line" | "bar";
  readonly stacked: boolean;
  readonly horizontal: boolean;
  readonly unit: string;
  readonly description: string;
}

export interface Palette {
  readonly series: readonly string[];
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly page: string;
  readonly font: string;
  readonly size: number;
}

export interface TooltipRow {
  readonly name: string;
  readonly value: string;
}

/** Lines differ in dash and symbol, bars in pattern, besides colour. */
const DASHES = ["solid", "dashed", "dotted", [10, 4, 2, 4], [2, 6]] as const;
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "pin"] as const;

/** The share of a lying chart's width that its labels have. */
const LABEL_SHARE = 0.35;

/** How many lines the longest label takes beside the bars of a lying chart; a Chinese character is as wide as it is high. */
export function labelLines(labels: readonly string[], size: number, width: number): number {
  const inLine = Math.max(1, Math.floor((width * LABEL_SHARE) / size));
  return Math.max(1, ...labels.map((label) => Math.ceil(label.length / inLine)));
}

export function chartOption(
  options: ChartOptions,
  palette: Palette,
  tooltip: (title: string, rows: readonly TooltipRow[]) => HTMLElement,
  width: number,
): EChartsCoreOption {
  const { data, horizontal, unit } = options;
  const textStyle = { color: palette.ink, fontFamily: palette.font, fontSize: palette.size };
  const categories = {
    type: "category",
    data: data.categories,
    inverse: horizontal,
    axisLine: { lineStyle: { color: palette.soft } },
    axisTick: { show: false },
    axisLabel: { ...textStyle, hideOverlap: !horizontal, ...(horizontal ? { width: width * LABEL_SHARE, overflow: "break" } : {}) },
  };
  const values = {
    type: "value",
    name: unit,
    nameTextStyle: { ...textStyle, color: palette.soft },
    ...(everyWhole(data) ? { minInterval: 1 } : {}),
    axisLabel: { ...textStyle, color: palette.soft, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line } },
  };
  const several = data.series.length > 1;
  return {
    animation: false,
    color: [...palette.series],
    textStyle,
    aria: {
      enabled: true,
      ...(options.description === "" ? {} : { label: { description: options.description } }),
      decal: { show: options.kind === "bar" && several },
    },
    legend: { show: several, type: "plain", top: 0, left: 0, icon: undefined, itemWidth: 36, textStyle },
    grid: { left: 8, right: horizontal ? 16 + Math.max(unit.length, 2) * palette.size : 24, bottom: 8, top: gridTop(data, palette.size, width, unit !== "" && !horizontal), containLabel: true },
    tooltip: {
      trigger: "axis",
      confine: true,
      axisPointer: { type: options.kind === "bar" ? "shadow" : "line" },
      backgroundColor: palette.page,
      borderColor: palette.soft,
      formatter: (points: TooltipPoint | TooltipPoint[]) => tooltipOf(points, unit, tooltip),
    },
    xAxis: horizontal ? values : categories,
    yAxis: horizontal ? categories : values,
    series: data.series.map((one, index) => series(one.name, one.values, index, options, palette)),
  };
}

interface TooltipPoint {
  readonly name: string;
  readonly seriesName?: string;
  readonly value: unknown;
}

function tooltipOf(
  points: TooltipPoint | TooltipPoint[],
  unit: string,
  tooltip: (title: string, rows: readonly TooltipRow[]) => HTMLElement,
): HTMLElement {
  const list = Array.isArray(points) ? points : [points];
  const rows = list.map(({ seriesName = "", value }) => ({
    name: seriesName,
    value: typeof value === "number" ? `${grouped(value)} ${unit}`.trim() : "—",
  }));
  return tooltip(list[0]?.name ?? "", rows);
}

function series(
  name: string,
  values: readonly (number | null)[],
  index: number,
  { kind, stacked, horizontal, data }: ChartOptions,
  palette: Palette,
): object {
  const label = {
    show: data.series.length === 1 && data.categories.length <= 12,
    position: horizontal ? "right" : "top",
    color: palette.ink,
    fontSize: palette.size,
    formatter: ({ value }: { value: unknown }) => (typeof value === "number" ? grouped(value) : ""),
  };
  if (kind === "bar") {
    return { type: "bar", name, data: values, barMaxWidth: 40, label, ...(stacked ? { stack: "all" } : {}) };
  }
  return {
    type: "line",
    name,
    data: values,
    label,
    symbol: SYMBOLS[index % SYMBOLS.length],
    symbolSize: 9,
    connectNulls: false,
    lineStyle: { width: 2.5, type: DASHES[index % DASHES.length] },
  };
}

/** Room for the legend's rows and the axis name. */
function gridTop(data: TableData, size: number, width: number, named: boolean): number {
  const nameRow = named ? size * 2.6 : size * 1.6;
  if (data.series.length < 2) return nameRow;
  const used = data.series.reduce((sum, { name }) => sum + 60 + name.length * size, 0);
  const rows = Math.ceil(used / Math.max(width - 32, 1));
  return rows * size * 1.9 + nameRow;
}

function everyWhole(data: TableData): boolean {
  return data.series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
}

/** 1234567.8 as 1,234,567.8, the same in both languages. */
export function grouped(value: number): string {
  const [whole = "", fraction] = String(value).split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}
