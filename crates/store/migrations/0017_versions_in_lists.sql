-- Lists ask which version of a report is public: by its number they tell a correction, without reading past its text.
DROP INDEX publications_shown;
CREATE INDEX publications_shown ON publications
  (body_id, year, is_current, withdrawn_at, published_at, report_id, version);
