-- Who wrote the letter of a return to whom, as they were called on that day. Nothing in returns of older programs: their
-- letters name the bodies as they are called now.
ALTER TABLE returns ADD COLUMN parties TEXT;
