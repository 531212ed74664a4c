.PHONY: demo test lint lock check sbom audit .venv bench scale mutants handleiding

PY = .venv/bin/python
# --mag-ontbreken: without a connection this is told, and is no error.
AUDIT_OPTIES ?=

demo: .venv            ## the running site with demo data on http://127.0.0.1:8000, until Ctrl-C
	$(PY) -m demo

test:                  ## every test
	scripts/setup.sh browser
	$(PY) -m pytest -n auto --dist loadgroup

.venv:                 ## the environment, from the lock file with hashes
	scripts/setup.sh

lint: .venv            ## linters and type checks, as in CI
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports
	.venv/bin/djlint --check --quiet templates
	.venv/bin/djlint --lint --quiet templates
	DEBUG=1 $(PY) manage.py makemigrations --check --dry-run
	git ls-files -z | xargs -0 .venv/bin/detect-secrets-hook --disable-plugin KeywordDetector \
	    --disable-plugin HexHighEntropyString --disable-plugin Base64HighEntropyString

sbom: .venv            ## the software bill of materials of production (CycloneDX) in .data/sbom.cdx.json
	mkdir -p .data
	$(PY) -W ignore .venv/bin/cyclonedx-py requirements requirements/prod.txt --pyproject pyproject.toml \
	    --output-reproducible -o .data/sbom.cdx.json

audit: .venv           ## known vulnerabilities in what production uses; asks an advisory service on the internet
	@mkdir -p .data && : > .data/audit.json
	-@.venv/bin/pip-audit --require-hashes --disable-pip --progress-spinner off --timeout 5 \
	    -f json -o .data/audit.json -r requirements/prod.txt >/dev/null 2>&1
	@$(PY) scripts/oordeel_audit.py $(AUDIT_OPTIES) < .data/audit.json

bench: .venv           ## the calculation beside its peers, the nightly review, the pages, declaring, the report and 32 people at once; writes docs/metingen.md
	test -d .data/bench || python3 -m venv .data/bench
	.venv/bin/uv pip sync -q --python .data/bench/bin/python --require-hashes requirements/on-demand/bench.txt
	.data/bench/bin/python -m bench
	$(PY) -m bench.herziening
	$(PY) -m bench.bladzijden
	$(PY) -m bench.declareren
	$(PY) -m bench.verslag
	$(PY) -m bench.druk

scale: .venv           ## a whole country, with real workers and the real site; writes docs/metingen.md, within 25 minutes. KLEIN=1: a small one
	KLEIN=$(KLEIN) $(PY) -m bench.schaal

mutants: .venv         ## change the calculation in small ways and see whether a test notices; takes hours. MUTANTS=overlevers: only the survivors; MUTANTS="--steekproef 200": a draw
	test -d .data/mutants || python3 -m venv .data/mutants
	.venv/bin/uv pip sync -q --python .data/mutants/bin/python --require-hashes requirements/on-demand/mutants.txt
	VOORBEELDEN=3 .data/mutants/bin/python scripts/mutanten.py $(MUTANTS)

handleiding: .venv     ## the pictures of the manual anew, of the demo in a real Chromium; look at them before you commit
	scripts/setup.sh browser
	HANDLEIDING=1 $(PY) -m pytest -q -n0 tests/browser/test_handleiding.py

lock:                  ## renew the lock files after a change in pyproject.toml
	.venv/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate -o requirements/prod.txt
	.venv/bin/uv pip compile -q pyproject.toml --group dev -c requirements/prod.txt --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements/dev.txt
	.venv/bin/uv pip compile -q pyproject.toml --group bench -c requirements/dev.txt --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements/on-demand/bench.txt
	.venv/bin/uv pip compile -q pyproject.toml --group mutants --group test --group embedded -c requirements/dev.txt --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements/on-demand/mutants.txt
