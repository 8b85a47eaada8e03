#!/bin/sh
# Captures of the desk through a real ssh to localhost, inside tmux at 80x24, in both languages.
#
#     tests/terminal/ssh_captures.sh [SHIPDESK [OUTPUT_DIRECTORY]]
#
# Starts an sshd of its own on a free port with throw-away keys; touches nobody's configuration.
# Skips, and says so, where sshd, ssh or tmux is missing.
set -eu
desk=$(realpath "${1:-target/debug/shipdesk}")
out=${2:-target/captures}
for tool in ssh ssh-keygen tmux; do
    command -v "$tool" >/dev/null || { echo "SKIPPED: no $tool here"; exit 0; }
done
sshd=$(command -v sshd || echo /usr/sbin/sshd)
[ -x "$sshd" ] || { echo "SKIPPED: no sshd here"; exit 0; }
[ -x "$desk" ] || { echo "no desk at $desk: cargo build first"; exit 1; }

tmp=$(mktemp -d)
socket="$tmp/tmux"
daemon=
finish() {
    tmux -S "$socket" kill-server 2>/dev/null || true
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
    rm -rf "$tmp"
}
trap finish EXIT INT TERM
mkdir -p "$out"
ssh-keygen -q -t ed25519 -N '' -f "$tmp/host"
ssh-keygen -q -t ed25519 -N '' -f "$tmp/key"
cp "$tmp/key.pub" "$tmp/authorized"
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
port=$((20000 + $$ % 20000))
"$sshd" -D -e -p "$port" -h "$tmp/host" -f /dev/null -o ListenAddress=127.0.0.1 -o UsePAM=no \
    -o AuthorizedKeysFile="$tmp/authorized" -o StrictModes=no -o PidFile=none \
    -o AcceptEnv='LANG LC_*' -o PermitRootLogin=yes 2>"$tmp/sshd.log" &
daemon=$!
to="ssh -tt -q -p $port -i $tmp/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
to="$to -o IgnoreUnknown=ObscureKeystrokeTiming -o ObscureKeystrokeTiming=no -o Compression=yes"
to="$to 127.0.0.1"
tries=0
until $to true </dev/null >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || { echo "sshd does not answer:"; cat "$tmp/sshd.log"; exit 1; }
    sleep 0.2
done

# Waits until the screen has stopped changing, then keeps it.
capture() {
    before=
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        sleep 0.4
        now=$(tmux -S "$socket" capture-pane -p -t desk)
        [ -n "$(echo "$now" | tr -d '[:space:]')" ] && [ "$now" = "$before" ] && break
        before=$now
    done
    tmux -S "$socket" capture-pane -e -p -t desk >"$out/$1.ansi"
    echo "$now" >"$out/$1.txt"
    printf '\n=== %s\n%s\n' "$1" "$now"
}

# What ends at once is captured too: its last words are the point then.
echo "set -g remain-on-exit on" >"$tmp/tmux.conf"
for lang in en zh; do
    tmux -S "$socket" -u -f "$tmp/tmux.conf" new-session -d -s desk -x 80 -y 24 \
        "$to LANG=C.UTF-8 $desk demo --lang $lang"
    capture "$lang-start"
    tmux -S "$socket" send-keys -t desk '?'
    capture "$lang-help"
    tmux -S "$socket" kill-server 2>/dev/null || true
    # The next server needs the socket: the last one has let go of it when it is gone.
    while tmux -S "$socket" has-session 2>/dev/null; do sleep 0.1; done
    rm -f "$socket"
done
