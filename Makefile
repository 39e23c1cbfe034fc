# Two commands: `make run` builds gongkai and serves a demonstration district; `make test` passes every test and lint.
.PHONY: run demo test browser pictures frontend fixtures fuzz bench openapi api-fuzz

TARGET := $(or $(CARGO_TARGET_DIR),target)
# Everything that can be built in is tested: sign-in elsewhere, object stores. `make run` builds neither.
FEATURES := --features gongkai-cli/oidc,gongkai-cli/s3
FRONTEND := $(shell find frontend -name node_modules -prune -o -name dist -prune -o -type f -print)

# Reads, checks and totals the reports of an invented district (out/demo/totals.xlsx, totals.docx), then serves the portal
# and the office with three years of them. A second run starts in seconds, with
# what was done in the first; `rm -r out` begins anew.
run: frontend
	cargo build --profile demo --locked -p gongkai-cli -p xtask
	$(TARGET)/demo/xtask demo out/demo
	scripts/demo.sh $(TARGET)/demo/gongkai out/demo
	$(TARGET)/demo/gongkai serve --demo out/demo --data out/data

# The command line on the same reports: reads, checks, totals.
demo:
	cargo build --profile demo --locked -p gongkai-cli -p xtask
	$(TARGET)/demo/xtask demo out/demo
	scripts/demo.sh $(TARGET)/demo/gongkai out/demo

test: frontend e2e/node_modules/.package-lock.json
	scripts/prepare.sh test
	cd frontend && npm run --silent check && npm test --silent
	cargo fmt --all --check
	cargo check --locked -p gongkai-cli
	cargo clippy --locked --workspace --all-targets $(FEATURES) -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items $(FEATURES) --quiet
	cargo test --locked --workspace $(FEATURES)
	cd e2e && npm test --silent

# A browser does what people do, on the debug build (which `cargo test` has left, too); a test file is a task. Pages are
# looked at by axe.
browser: frontend e2e/node_modules/.package-lock.json
	cargo build --locked -p gongkai-cli -p xtask $(FEATURES)
	cd e2e && npm test --silent

# The same, leaving the guides' pictures in docs/pictures.
pictures:
	E2E_PICTURES=docs/pictures $(MAKE) browser

e2e/node_modules/.package-lock.json: e2e/package-lock.json
	cd e2e && npm ci --no-audit --no-fund --silent
	touch $@

# Styles and scripts, which are built into the program.
frontend: frontend/dist/manifest.json

frontend/dist/manifest.json: frontend/node_modules/.package-lock.json $(FRONTEND)
	cd frontend && npm run --silent build

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	scripts/prepare.sh run
	cd frontend && npm ci --no-audit --no-fund --silent
	touch $@

# Makes the LibreOffice-saved fixtures anew (needs LibreOffice; tests do not).
fixtures:
	cargo run --locked -p xtask -- fixtures

# Runs the fuzz targets (or those in TARGETS) for FUZZ_SECONDS each; needs cargo-fuzz (`cargo install cargo-fuzz`).
# RUSTC_BOOTSTRAP lets the pinned stable toolchain build with the address sanitizer. See docs/fuzzing.md.
FUZZ_SECONDS ?= 480
TARGETS ?= txt markdown csv html docx doc xlsx xls pdf ofd any
fuzz:
	cargo run --locked -p xtask -- seeds
	cd fuzz && for target in $(TARGETS); do \
		RUSTC_BOOTSTRAP=1 cargo fuzz run $$target -- -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=2048 -timeout=10 -print_final_stats=1 \
			|| exit 1; \
	done

# Time a report in each format beside the floor; 40,000 reports (GONGKAI_BENCH_REPORTS) through check and total; the
# server's start and memory, and its pages beside a bare one.
bench:
	cargo bench --locked -p gongkai-report --bench formats
	cargo bench --locked -p gongkai-cli --bench corpus
	cargo bench --locked -p gongkai-web --bench portal
	cargo bench --locked -p gongkai-cli --bench serve

# Writes docs/api/openapi.json anew from the handlers and their types; a test holds that it is up to date.
openapi:
	GONGKAI_RENEW_OPENAPI=1 cargo test --locked -p gongkai-web --test it the_committed_document

# Lets Schemathesis (`pip install schemathesis`; ST names the program) try the API against its document. See docs/api.md.
api-fuzz:
	scripts/schemathesis.sh $(OPTIONS)
