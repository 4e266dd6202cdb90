#!/bin/sh
# Applies a setting, KEY=VALUE, that the query "config" brings; what it prints is the answer.
set -eu
file=${CONFIG_FILE:-/etc/app/settings}

read -r setting || true
key=${setting%%=*}
# Anybody in the pool can ask: only what is there already may be changed.
case $key in
  "$setting" | *[!a-z_]*) key=- ;;
esac
if ! grep -q "^$key=" "$file"; then
  echo "rejected: there is no such setting"
  exit 0
fi
{ grep -v "^$key=" "$file" || true; echo "$setting"; } | sort > "$file.new"
mv "$file.new" "$file"
echo "applied $setting"
