-- Who belongs into the total a draft was filled from and had no report that counts, and why the total does without them.
-- Nothing in `absent` for a draft that was filled by an older program: its journal says who was absent.
ALTER TABLE drafts ADD COLUMN absent TEXT;
ALTER TABLE drafts ADD COLUMN absent_reason TEXT;
