-- What the leader signed, while the draft is open again for the next version: given up, it is put back.
ALTER TABLE drafts ADD COLUMN signed_as TEXT;
