-- The sums a draft was filled with from a total, and why figures of it depart from them: what was changed by hand is told,
-- and what became of the members since, of a signed version, too.
ALTER TABLE drafts ADD COLUMN sums TEXT;
ALTER TABLE drafts ADD COLUMN override_reason TEXT;
ALTER TABLE reports ADD COLUMN sums TEXT;
