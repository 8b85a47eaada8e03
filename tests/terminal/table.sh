#!/bin/sh
# Prints what each action of a scripted morning costs in bytes, the real binary beside ncurses
# painting the same frames: at 80x24 and 132x43, in both languages.
# Needs a C compiler and ncurses with wide characters (Debian: libncurses-dev).
set -eu
cd "$(dirname "$0")/../.."
exec cargo test -q --test terminal -- --nocapture --test-threads 1 a_morning
