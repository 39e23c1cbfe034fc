// portal.js: what citizens' pages add when scripts run.
import { start as chart } from "./behaviours/chart";
import { start as confirm } from "./behaviours/confirm";
import { start as copy } from "./behaviours/copy";
import { start as filter } from "./behaviours/filter";
import { start as small } from "./behaviours/small";

for (const start of [confirm, filter, copy, small, chart]) start(document);
