-- What lists and counts ask of publications, without their long texts and readings.
CREATE INDEX publications_shown ON publications (body_id, year, is_current, withdrawn_at, published_at, report_id);
