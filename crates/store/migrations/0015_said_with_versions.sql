-- What a body says with each version it signs: of the errors left in it, and of the bodies absent from a total.
ALTER TABLE reports ADD COLUMN explanation TEXT;
ALTER TABLE reports ADD COLUMN absent TEXT;
ALTER TABLE reports ADD COLUMN absent_reason TEXT;
ALTER TABLE reports ADD COLUMN submitted_by TEXT;
ALTER TABLE reports ADD COLUMN submitted_at TIMESTAMPTZ;
UPDATE reports SET
    explanation = (SELECT d.explanation FROM drafts d WHERE d.report_id = reports.id),
    absent = (SELECT d.absent FROM drafts d WHERE d.report_id = reports.id),
    absent_reason = (SELECT d.absent_reason FROM drafts d WHERE d.report_id = reports.id),
    submitted_by = (SELECT d.submitted_by FROM drafts d WHERE d.report_id = reports.id),
    submitted_at = (SELECT d.submitted_at FROM drafts d WHERE d.report_id = reports.id)
WHERE id IN (SELECT report_id FROM drafts WHERE state IN ('signed', 'draft'));
