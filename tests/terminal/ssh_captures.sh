#!/bin/sh
# Captures of the desk through a real ssh to localhost, inside tmux at 80x24, in both languages.
#
#     tests/terminal/ssh_captures.sh [SHIPDESK [OUTPUT_DIRECTORY]]
#
# Starts an sshd of its own on a loopback port, with keys and a configuration of its own, as an
# ordinary process; touches nobody's configuration. Skips, and says so, where sshd, ssh or tmux is
# missing; fails when a capture does not show what it is of.
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
cat >"$tmp/sshd_config" <<END
ListenAddress 127.0.0.1
Port $port
HostKey $tmp/host
AuthorizedKeysFile $tmp/authorized
PidFile none
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
Compression yes
END
"$sshd" -D -e -f "$tmp/sshd_config" 2>"$tmp/sshd.log" &
daemon=$!
cat >"$tmp/ssh_config" <<END
Host desk
    HostName 127.0.0.1
    Port $port
    User $(id -un)
    IdentityFile $tmp/key
    IdentitiesOnly yes
    StrictHostKeyChecking no
    UserKnownHostsFile /dev/null
    LogLevel ERROR
    IgnoreUnknown ObscureKeystrokeTiming
    ObscureKeystrokeTiming no
    Compression yes
END
tries=0
until ssh -F "$tmp/ssh_config" -o ConnectTimeout=5 -o BatchMode=yes desk true </dev/null 2>"$tmp/ssh.log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || {
        echo "sshd does not answer:"
        cat "$tmp/sshd.log" "$tmp/ssh.log"
        exit 1
    }
    sleep 0.2
done

t() { tmux -S "$socket" "$@"; }

# Waits until the screen shows a text, then keeps it: capture NAME TEXT
capture() {
    tries=0
    until t capture-pane -p -t desk | grep -q -- "$2"; do
        tries=$((tries + 1))
        [ "$tries" -lt 150 ] || {
            echo "$1: never showed “$2”, but"
            t capture-pane -p -t desk
            cat "$tmp/sshd.log"
            exit 1
        }
        sleep 0.2
    done
    sleep 0.3
    t capture-pane -e -p -t desk >"$out/$1.ansi"
    t capture-pane -p -t desk >"$out/$1.txt"
    printf '\n=== %s\n' "$1"
    cat "$out/$1.txt"
}

# What ends at once is captured too: its last words are the point then.
printf 'set -g remain-on-exit on\nset -g status off\n' >"$tmp/tmux.conf"
for lang in en zh; do
    case $lang in
        en) queue=Queue form=Principal ;;
        zh) queue=待办 form=委托人 ;;
    esac
    # The desk is told its locale: sshd hands on none that it was not told to accept.
    t -u -f "$tmp/tmux.conf" new-session -d -s desk -x 80 -y 24 \
        "ssh -F $tmp/ssh_config -tt desk env LANG=C.UTF-8 $desk demo --lang $lang --now 2026-11-24T10:00:00+08:00 --clock-stopped"
    capture "$lang-queue" "$queue.*"
    capture "$lang-jobs" KF2026
    t send-keys -t desk M-s
    t send-keys -t desk -l 'universe rtm'
    capture "$lang-search" 'UNIVERSE'
    t send-keys -t desk Enter
    capture "$lang-form" "$form"
    t send-keys -t desk F1
    capture "$lang-help" 'ctrl-f'
    t kill-server 2>/dev/null || true
    # The next server needs the socket: the last one has let go of it when it is gone.
    while t has-session 2>/dev/null; do sleep 0.1; done
    rm -f "$socket"
done
