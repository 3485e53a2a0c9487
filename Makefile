# Every command a person needs. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export JAVA_HOME := $(shell .mvn/jdk find)
MVN := ./mvnw -B

.PHONY: help
help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Every target but the list needs the JDK; the finder has already said what is missing.
ifneq ($(filter-out help,$(MAKECMDGOALS)),)
ifeq ($(JAVA_HOME),)
$(error no JDK)
endif
endif

.PHONY: up
up: ## build what is needed, start everything, print one URL; leave some out: EXCEPT=prices,edge
	@deploy/local/up up

.PHONY: edge
edge: ## one cache node before a server of yours, on 8085: make edge ORIGIN=http://127.0.0.1:3000
	@test -n "$(ORIGIN)" || { echo "Say which: make edge ORIGIN=http://127.0.0.1:3000" >&2; exit 2; }
	@$(MVN) -q package -Dmaven.test.skip=true -pl services/edge -am
	@CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS="$(ORIGIN)" services/edge/run

.PHONY: down
down: ## stop everything, also after a crash
	@deploy/local/up down

.PHONY: dev
dev: ## one service in Quarkus dev mode, the rest up: make dev SERVICE=aggregator
	@deploy/local/up dev

.PHONY: clean-data
clean-data: down ## stop everything and delete its data, logs and caches (.catchwater)
	@rm -rf .catchwater && echo "Deleted .catchwater."

# One class: `make test ONE=HttpClientTest IN=libs/fairlead`. A *IT runs once, on what was packaged, a *Test before that.
comma := ,
ONE ?=
IN ?=
MODULE = $(if $(IN),-pl $(IN) -am)
SELECT = $(MODULE) $(if $(ONE),-Dtest='$(ONE)$(comma)!*IT' -Dit.test='$(ONE)$(comma)!*Test' -DfailIfNoTests=false -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false)

# Two modules at a time: most tests wait more than they compute.
.PHONY: test
test: ## every test, from a bare clone; one class: make test ONE=HttpClientTest IN=libs/fairlead
	@status=0; began=$$(mktemp); $(MVN) -T2 verify $(SELECT) || status=$$?; \
	  .ci/summary "$$began" || status=1; rm -f "$$began"; .ci/browser remind; exit $$status

.PHONY: verify
verify: ## slow proofs: charts, native sources, restarts
	$(MVN) verify -Dgroups=proof -DexcludedGroups= -DfailIfNoTests=false $(SELECT)
	$(MVN) package -Dmaven.test.skip=true -Dbuild.folder=target/native \
	  -Dquarkus.native.enabled=true -Dquarkus.native.sources-only=true -Dquarkus.package.jar.enabled=false \
	  -pl services/aggregator,services/prices,services/weather,services/trading,services/edge,libs/fairlead-quarkus/integration-tests -am

.PHONY: trial
trial: ## long trials: latency from post to listener, thousands of schedules
	$(MVN) verify -Dgroups=trial -DexcludedGroups= -DfailIfNoTests=false $(SELECT)

.PHONY: bench
bench: ## benchmarks (JMH) and backtests into libs/bench/README.md; one, only shown: make bench ONE='PipelineCost -f 1'
	@deploy/load/run bench $(if $(ONE),jmh='$(ONE)',backtest)

.PHONY: load
load: ## clients against each other, and hard times, into deploy/load/README.md; one: make load ONE=peers WITH='rounds=2'
	@deploy/load/run $(if $(ONE),$(ONE),all) $(WITH)

.PHONY: soak
soak: ## ten minutes of faults, fails if anything leaks; others: make soak MINUTES=60
	@deploy/load/run soak minutes=$(or $(MINUTES),10)

.PHONY: bench-testkit
bench-testkit: ## start-up of testkit beside MockWebServer and WireMock; ROUNDS=7
	$(MVN) -q process-test-classes -Ppeers -pl libs/bench -am $(if $(ROUNDS),-Dbench.rounds=$(ROUNDS))

.PHONY: e2e-setup
e2e-setup: ## install the system's Chromium for the browser tests
	@.ci/browser install

.PHONY: strict
strict: ## compile everything with lint, Error Prone and NullAway as errors; one module: make strict IN=libs/web
	$(MVN) test-compile -Pstrict $(MODULE)

.PHONY: format
format: ## format Java and poms in place
	$(MVN) spotless:apply $(MODULE)

.PHONY: format-check
format-check: ## fail if anything is not formatted
	$(MVN) spotless:check $(MODULE)
