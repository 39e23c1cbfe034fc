-- Other days set to mend a returned report by: each with the day before, the reason, who set it and when; and when the last
-- one was set, which reminders count from. Nothing where the day is the one of the return.
ALTER TABLE returns ADD COLUMN extensions TEXT;
ALTER TABLE returns ADD COLUMN extended_at TIMESTAMPTZ;
