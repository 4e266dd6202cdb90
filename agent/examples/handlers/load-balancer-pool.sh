#!/bin/sh
# Keeps nginx's list of web servers equal to the pool:
#   upstream web { include /etc/nginx/web.servers; }
# Handles member-join,member-update,member-leave,member-failed,member-reap.
set -eu
list=${POOL_FILE:-/etc/nginx/web.servers}

touch "$list"
awk -F '\t' -v port="${POOL_PORT:-80}" '
  # Nginx takes no empty list. Nobody listens here: it answers 502.
  BEGIN { nobody = "server 127.0.0.1:65535;"; gone[nobody] }
  FILENAME == ARGV[1] { listed[$0]; next }
  { server = "server " ($2 ~ /:/ ? "[" $2 "]" : $2) ":" port ";"; gone[server] }
  ENVIRON["SERF_EVENT"] ~ /join|update/ && $3 == "web" { alive[server] }
  # The agent has just started: what the list says is from another time.
  ENVIRON["SERF_EVENT"] ~ /join/ && $1 == ENVIRON["SERF_SELF_NAME"] { fresh = 1 }
  END {
    if (!fresh) for (server in listed) if (!(server in gone)) alive[server]
    for (server in alive) { print server; some = 1 }
    if (!some) print nobody
  }' "$list" - > "$list.new"
sort -o "$list.new" "$list.new"

if cmp -s "$list.new" "$list"; then
  rm "$list.new"
else
  mv "$list.new" "$list"
  ${POOL_RELOAD:-nginx -s reload}
fi
