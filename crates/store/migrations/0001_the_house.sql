-- Bodies, people, the journal, annual reports and their collection. One text for SQLite and PostgreSQL: ids and moments
-- are made by the program, JSON is text, nothing is computed by the database.

CREATE TABLE bodies (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL DEFAULT '[]',
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    region_code TEXT,
    credit_code TEXT,
    parent_id TEXT REFERENCES bodies (id),
    path TEXT NOT NULL,
    supervisor_id TEXT REFERENCES bodies (id),
    sort BIGINT NOT NULL DEFAULT 0,
    active BOOLEAN NOT NULL,
    profile TEXT NOT NULL DEFAULT '{}',
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX bodies_name ON bodies (parent_id, name);
CREATE UNIQUE INDEX bodies_credit_code ON bodies (credit_code);
CREATE INDEX bodies_path ON bodies (path);

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    sign_in TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    lang TEXT NOT NULL,
    password_hash TEXT,
    must_change_password BOOLEAN NOT NULL,
    password_changed_at TIMESTAMPTZ,
    totp_secret TEXT,
    totp_since TIMESTAMPTZ,
    totp_last_step BIGINT,
    recovery_codes TEXT NOT NULL DEFAULT '[]',
    oidc_subject TEXT UNIQUE,
    failed_sign_ins BIGINT NOT NULL,
    locked_until TIMESTAMPTZ,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE roles (
    person_id TEXT NOT NULL REFERENCES people (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    role TEXT NOT NULL,
    granted_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, body_id, role)
);
CREATE INDEX roles_body ON roles (body_id);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    csrf TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    second_factor BOOLEAN NOT NULL,
    must_enrol BOOLEAN NOT NULL,
    elsewhere BOOLEAN NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE pending_sign_ins (
    token_hash TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    elsewhere BOOLEAN NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX pending_sign_ins_person ON pending_sign_ins (person_id);

CREATE TABLE foreign_sign_ins (
    token_hash TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    next TEXT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);
CREATE INDEX tokens_person ON tokens (person_id);

CREATE TABLE settings (
    body_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (body_id, name)
);

CREATE TABLE journal_heads (
    chain TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

CREATE TABLE journal_position (
    id BIGINT PRIMARY KEY,
    position BIGINT NOT NULL
);
INSERT INTO journal_position (id, position) VALUES (1, 0);

CREATE TABLE journal (
    chain TEXT NOT NULL,
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL UNIQUE,
    at TIMESTAMPTZ NOT NULL,
    actor_id TEXT,
    actor TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX journal_subject ON journal (subject_kind, subject_id);

CREATE TABLE blobs (
    hash TEXT PRIMARY KEY,
    size_bytes BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    due TEXT NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    UNIQUE (body_id, year)
);

CREATE TABLE obligations (
    id TEXT PRIMARY KEY,
    collection_id TEXT NOT NULL REFERENCES collections (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    report_id TEXT,
    received_at TIMESTAMPTZ,
    excused TEXT,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (collection_id, body_id)
);
CREATE INDEX obligations_body ON obligations (body_id, year);

CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    collection_id TEXT NOT NULL REFERENCES collections (id),
    person_id TEXT REFERENCES people (id),
    channel TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX batches_collection ON batches (collection_id);

CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES batches (id),
    collection_id TEXT NOT NULL REFERENCES collections (id),
    name TEXT NOT NULL,
    depth BIGINT NOT NULL DEFAULT 0,
    send_key TEXT,
    blob TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    format TEXT,
    state TEXT NOT NULL,
    problem TEXT,
    found TEXT,
    body_id TEXT REFERENCES bodies (id),
    year BIGINT,
    report_id TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    UNIQUE (batch_id, send_key)
);
CREATE INDEX uploads_collection ON uploads (collection_id, state);
CREATE INDEX uploads_blob ON uploads (blob);
CREATE INDEX uploads_batch ON uploads (batch_id);

CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    version BIGINT NOT NULL,
    obligation_id TEXT REFERENCES obligations (id),
    channel TEXT NOT NULL,
    blob TEXT NOT NULL,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    state TEXT NOT NULL,
    title TEXT,
    reading TEXT,
    engine TEXT,
    errors BIGINT NOT NULL DEFAULT 0,
    warnings BIGINT NOT NULL DEFAULT 0,
    infos BIGINT NOT NULL DEFAULT 0,
    uncertain BIGINT NOT NULL DEFAULT 0,
    received_at TIMESTAMPTZ NOT NULL,
    received_by TEXT,
    read_at TIMESTAMPTZ,
    attachments TEXT NOT NULL DEFAULT '[]',
    UNIQUE (body_id, year, version)
);

CREATE TABLE report_members (
    report_id TEXT NOT NULL REFERENCES reports (id),
    member_id TEXT NOT NULL REFERENCES reports (id),
    PRIMARY KEY (report_id, member_id)
);

CREATE TABLE corrections (
    report_id TEXT NOT NULL REFERENCES reports (id),
    address TEXT NOT NULL,
    seq BIGINT NOT NULL,
    read_cell TEXT NOT NULL,
    cell TEXT,
    reason TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (report_id, address, seq)
);

CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    ordinal BIGINT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    finding TEXT NOT NULL
);
CREATE INDEX findings_report ON findings (report_id, ordinal);
CREATE INDEX findings_code ON findings (code);

CREATE TABLE decisions (
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (body_id, year, fingerprint)
);

CREATE TABLE returns (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    note TEXT NOT NULL,
    due_on DATE NOT NULL,
    findings TEXT NOT NULL,
    returned_at TIMESTAMPTZ NOT NULL,
    returned_by TEXT NOT NULL,
    answer TEXT,
    answered_at TIMESTAMPTZ,
    answered_by TEXT,
    closed_at TIMESTAMPTZ
);
CREATE INDEX returns_body ON returns (body_id, year);

CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    edition TEXT NOT NULL,
    cells TEXT NOT NULL,
    sections TEXT NOT NULL,
    attachments TEXT NOT NULL DEFAULT '[]',
    members TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    updated_by TEXT NOT NULL,
    submitted_at TIMESTAMPTZ,
    submitted_by TEXT,
    signed_at TIMESTAMPTZ,
    signed_by TEXT,
    note TEXT,
    explanation TEXT,
    report_id TEXT,
    UNIQUE (body_id, year)
);

CREATE TABLE paper_figures (
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    cells TEXT NOT NULL,
    source TEXT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    updated_by TEXT NOT NULL,
    PRIMARY KEY (body_id, year)
);

CREATE TABLE publications (
    id TEXT PRIMARY KEY,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    year BIGINT NOT NULL,
    version BIGINT NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    reading TEXT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    published_by TEXT NOT NULL,
    reason TEXT,
    is_current BOOLEAN NOT NULL,
    UNIQUE (body_id, year, version)
);
CREATE INDEX publications_published ON publications (published_at);

CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    from_body_id TEXT REFERENCES bodies (id),
    collection_id TEXT REFERENCES collections (id),
    kind TEXT NOT NULL,
    stage BIGINT NOT NULL DEFAULT 0,
    once TEXT UNIQUE,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    read_at TIMESTAMPTZ,
    problem TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    created_by TEXT NOT NULL
);
CREATE INDEX messages_body ON messages (body_id, created_at);
CREATE INDEX messages_state ON messages (state, not_before);

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    unique_key TEXT UNIQUE,
    state TEXT NOT NULL,
    run_after TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    locked_by TEXT,
    locked_until TIMESTAMPTZ,
    problem TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);
CREATE INDEX jobs_due ON jobs (state, run_after);

CREATE TABLE schedules (
    name TEXT PRIMARY KEY,
    next_at TIMESTAMPTZ NOT NULL,
    ran_at TIMESTAMPTZ
);

CREATE TABLE idempotency (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    response TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (actor, key)
);

CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    created_by TEXT NOT NULL
);

CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    webhook_id TEXT NOT NULL REFERENCES webhooks (id),
    event TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    status BIGINT,
    problem TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);
CREATE INDEX deliveries_webhook ON deliveries (webhook_id, created_at);
