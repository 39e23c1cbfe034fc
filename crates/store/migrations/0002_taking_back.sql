-- What a version that a newer one took the place of was before, so that taking the newer one back gives it that again.
ALTER TABLE reports ADD COLUMN state_before TEXT;
