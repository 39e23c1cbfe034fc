-- A publication that was withdrawn: when, by whom, and the reason the public is told.
ALTER TABLE publications ADD COLUMN withdrawn_at TIMESTAMPTZ;
ALTER TABLE publications ADD COLUMN withdrawn_by TEXT;
ALTER TABLE publications ADD COLUMN withdrawn_for TEXT;
