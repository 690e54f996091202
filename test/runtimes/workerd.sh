#!/bin/sh
# Starts workerd with a flag for V8, without which it may hang, one processor at full load, and the test run with it.
#
# On a machine of two cores V8 has one thread for work in the background. Seen there (2026-11-30, workerd 1.20260426.1):
# a compiler's job on that thread waits for the main thread to collect garbage, since memory ran out; the main thread
# repeats a task until the same thread has swept for it (cppgc's IncrementalSweepTask). Neither ever ends. Where the
# main thread does its own sweeping it waits for nobody.
#
# The configuration comes by standard input, and the flag is written into it. Miniflare does so itself from its
# 4.20260722.1 on (MINIFLARE_WORKERD_V8_FLAGS), which needs Node 22.
config=$(mktemp) || exit 1
workerd=$(node "$(dirname "$0")/workerd-flags.js" "$config" --single-threaded-gc) || exit 1
exec <"$config"
rm "$config"
exec "$workerd" "$@"
