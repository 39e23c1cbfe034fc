# Two commands: `make run` builds gongkai and does its main job on a demonstration folder; `make test` passes every
# test and lint.
.PHONY: run test bench fixtures fuzz

run:
	cargo build --release --locked -p gongkai-cli -p xtask
	./target/release/xtask demo out/demo
	./target/release/gongkai read "out/demo/2023/$$(ls out/demo/2023 | head -n 1)"
	./target/release/gongkai check out/demo/2023 --prior out/demo/2022 || test $$? -eq 1
	rm -f out/demo/totals.*
	./target/release/gongkai total out/demo/2023 -o out/demo/totals.xlsx -o out/demo/totals.docx
	@echo "totals: out/demo/totals.xlsx out/demo/totals.docx"

test:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items --quiet
	cargo test --locked --workspace

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

# Time a report in each format beside the floor, then 40,000 reports (GONGKAI_BENCH_REPORTS) through check and total.
bench:
	cargo bench --locked -p gongkai-report --bench formats
	cargo bench --locked -p gongkai-cli --bench corpus
	cargo bench --locked -p gongkai-web --bench portal
