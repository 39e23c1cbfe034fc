-- What a body says it corrects, or why, when it hands in a next version of a report that was published.
ALTER TABLE drafts ADD COLUMN correction_note TEXT;
ALTER TABLE reports ADD COLUMN correction_note TEXT;
