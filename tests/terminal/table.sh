#!/bin/sh
# Prints what each action costs in bytes, ours beside ncurses painting the same frames.
# Needs a C compiler and ncurses with wide characters (Debian: libncurses-dev).
set -eu
cd "$(dirname "$0")/../.."
exec cargo test -q --test terminal no_action_costs_more -- --nocapture
