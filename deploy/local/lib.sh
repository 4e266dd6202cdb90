# Shared by up, down and the supervisor. Sourced, not run.
# shellcheck shell=bash disable=SC2034

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
RUN=${KSERF_PLAYGROUND:-$HERE/run}
NETWORK=${KSERF_PLAYGROUND_NETWORK:-127.0.10}
NODES=("node-1=$NETWORK.1" "node-2=$NETWORK.2" "node-3=$NETWORK.3")
NAMESPACE=kserf-system
CLUSTER=fleet

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# Whether somebody listens on $1 (address) at $2 (port).
listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# The process id in file $1 if that process runs and its command line contains $2, else nothing.
running_pid() {
  local pid
  [ -r "$1" ] || return 0
  read -r pid _ <"$1" || [ -n "$pid" ] || return 0
  if ps -o args= -p "$pid" 2>/dev/null | grep -qF -- "$2"; then
    printf '%s\n' "$pid"
  fi
}

# Whether pid files of a playground are left.
has_left_overs() {
  local file
  for file in "$RUN"/pids/* "$RUN"/kubelet/pids/*; do
    [ ! -e "$file" ] || return 0
  done
  return 1
}

supervisor_pid() { running_pid "$RUN/supervisor.pid" deploy/local/supervisor; }

# Ends the playground and returns when nothing of it is left.
stop_playground() {
  local pid waited=0
  pid=$(supervisor_pid)
  if [ -n "$pid" ]; then
    kill -TERM "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do
      sleep 0.2
      waited=$((waited + 1))
      [ "$waited" -lt 300 ] || die "the playground's supervisor (process $pid) does not stop: see $RUN/logs/supervisor.log"
    done
  fi
  end_left_overs
}

# Ends what a supervisor that was killed could not end itself. Pid files name what each process was started as.
end_left_overs() {
  local file pid
  for file in "$RUN"/pids/*; do
    [ -e "$file" ] || continue
    pid=$(running_pid "$file" "$(sed -n 2p "$file")")
    [ -z "$pid" ] || end_process "$pid" "${file##*/}"
    rm -f "$file"
  done
  for file in "$RUN"/kubelet/pids/*; do
    [ -e "$file" ] || continue
    pid=$(running_pid "$file" quarkus-run.jar)
    [ -z "$pid" ] || end_process "$pid" "${file##*/}"
    rm -f "$file"
  done
}

# SIGTERM to process $1, called $2; SIGKILL when it is still there after 15 s.
end_process() {
  local tries=0
  kill -TERM "$1" 2>/dev/null || return 0
  while kill -0 "$1" 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 150 ]; then
      say "$2 (process $1) did not stop within 15 s: killed"
      kill -KILL "$1" 2>/dev/null || true
    fi
    sleep 0.1
  done
}
