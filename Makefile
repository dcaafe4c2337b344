# Two commands are enough on a fresh Debian 12 with Python 3.11, git and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv/bin
APT_SETUP := python3-venv libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
APT_BUNDLE := binutils
APT_SCREEN := xvfb xauth libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
APT_WINDOWS := wine wine64 gcc-mingw-w64-x86-64-win32 nsis fonts-noto-cjk xvfb xauth
APT_OFFLINE := strace
APT_OFFICE := libreoffice-calc fonts-noto-cjk fonts-liberation

.DEFAULT_GOAL := help
.PHONY: help setup system system-office system-screen system-bundle run test lint types format kill bench lock bundle test-bundle screenshots manual-pictures fonts clean
.PHONY: system-windows system-offline bundle-windows test-bundle-windows installer test-installer test-offline icon

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.done ## make the environment in .venv from the lock

run: setup ## open the window; where there is no screen, do the main job on the sample, into out/
	@$(VENV)/python main.py

test: setup system-office system-screen ## run all tests; LibreOffice gives a second opinion, a clerk is played on a screen of its own
	@$(VENV)/python -m pytest

lint: setup ## check style
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .

types: setup ## check types
	@$(VENV)/mypy

format: setup ## put the sources in order
	@$(VENV)/ruff check --fix --quiet .
	@$(VENV)/ruff format .

kill: setup ## kill the program 300 times while it works, and look for what it called saved
	@$(VENV)/python -m benchmarks.kills 300

bench: setup system-office ## measure against floors and peers in one run; prints ratios, writes out/benchmarks.json
	@OPENPYXL_LXML=False $(VENV)/python -m benchmarks # as shipped, where there is no lxml

lock: setup ## write both lock files anew from pyproject.toml
	@$(VENV)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	@$(VENV)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev pyproject.toml -o requirements-dev.lock

bundle: setup system-bundle ## make the program's folder for this system, in dist/jixiao
	@$(VENV)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build build.spec
	@du -sm dist/jixiao

test-bundle: system-screen ## let the bundle prove itself, from a path with Chinese and blanks
	@rm -rf "out/报表 目录" out/self-test* && mkdir -p "out/报表 目录" && cp -r dist/jixiao "out/报表 目录/正式 版"
	@if command -v xvfb-run >/dev/null; then screen='xvfb-run -a -s "-screen 0 1400x800x24"'; \
		else screen='env QT_QPA_PLATFORM=offscreen'; fi; \
		eval "$$screen" '"out/报表 目录/正式 版/jixiao"' --self-test out/self-test.json; \
		result=$$?; cat out/self-test.json; echo; exit $$result
	@$(VENV)/python packaging/parts.py dist/jixiao

bundle-windows: setup system-windows ## make the program's folder for Windows under wine, in dist/windows/jixiao
	@packaging/wine/build.sh

test-bundle-windows: setup system-windows ## let the Windows bundle prove itself under wine, from a path with Chinese and blanks
	@packaging/wine/self_test.sh
	@$(VENV)/python packaging/parts.py dist/windows/jixiao

screenshots: setup system-screen ## take pictures of the window, into out/screenshots
	@xvfb-run -a -s "-screen 0 2600x1500x24" $(VENV)/python packaging/screenshots.py out/screenshots

manual-pictures: setup system-screen ## take the pictures of the manual anew, into resources/manual
	@xvfb-run -a -s "-screen 0 1400x800x24" $(VENV)/python packaging/manual_pictures.py

fonts: setup ## cut the bundled fonts anew: make fonts FROM=<unpacked @expo-google-fonts/noto-serif-sc>
	@$(VENV)/python packaging/cut_fonts.py "$(FROM)"

installer: setup system-windows ## make the Windows installer and the zip for a USB stick, in dist/, from dist/windows/jixiao
	@test -d dist/windows/jixiao || $(MAKE) bundle-windows
	@packaging/installer.sh

test-installer: setup system-windows ## install, use, install over it, uninstall, run from a stick: all under wine
	@packaging/wine/test_installer.sh

test-offline: system-screen system-offline ## let the bundle prove itself without a network, and show that it asks for none
	@packaging/offline.sh

icon: setup ## draw the program's icon anew from resources/icons/program.svg
	@QT_QPA_PLATFORM=offscreen $(VENV)/python packaging/make_icon.py packaging/jixiao.ico

clean: ## remove everything that was made
	rm -rf .venv out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# System packages are installed when root; else the exact command is printed.
define apt
	@missing=""; for package in $(1); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
		else echo "missing:$$missing. Run: sudo apt-get install --no-install-recommends$$missing" >&2; fi; fi
endef

system:
	$(call apt,$(APT_SETUP))

system-bundle:
	$(call apt,$(APT_BUNDLE))

system-windows:
	$(call apt,$(APT_WINDOWS))

system-offline:
	$(call apt,$(APT_OFFLINE))

system-screen:
	$(call apt,$(APT_SCREEN))

system-office:
	$(call apt,$(APT_OFFICE))

.venv/.done: requirements-dev.lock | system
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 with venv is needed. Run: sudo apt-get install python3-venv" >&2; exit 1; }
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@$(VENV)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@
