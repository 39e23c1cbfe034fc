// office.js: the portal's behaviours, with uploads, drafts and the reading desk.
import { start as chart } from "./behaviours/chart";
import { start as confirm } from "./behaviours/confirm";
import { start as copy } from "./behaviours/copy";
import { start as desk } from "./behaviours/desk";
import { start as filter } from "./behaviours/filter";
import { start as folding } from "./behaviours/folding";
import { start as formDraft } from "./behaviours/form-draft";
import { start as progress } from "./behaviours/progress";
import { start as small } from "./behaviours/small";
import { start as upload } from "./behaviours/upload";

for (const start of [confirm, folding, filter, copy, small, upload, progress, desk, formDraft, chart]) start(document);
