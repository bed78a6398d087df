#!/bin/sh
# Makes the secrets that docker-compose.yml reads, once. They stay on this machine: keep a copy of them somewhere safe.
set -eu
cd "$(dirname "$0")/.."
if [ -e secrets ]; then
  echo "There is a folder secrets/ already: nothing was changed." >&2
  exit 1
fi
if ! command -v openssl >/dev/null; then
  echo "The seal key is made by openssl: install it, then run this again." >&2
  exit 1
fi
mkdir -m 700 secrets
cd secrets
# Inside the containers another account reads these files; on this machine the folder keeps others out.
umask 022
password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
owner=$(password)
app=$(password)
password >postgres_password
printf '%s' "$owner" >owner_password
printf '%s' "$app" >app_password
printf 'postgres://galaxies_owner:%s@postgres:5432/galaxies' "$owner" >owner_url
printf 'postgres://galaxies_app:%s@postgres:5432/galaxies' "$app" >app_url
openssl genpkey -algorithm ed25519 -out seal_key 2>/dev/null
chmod 644 seal_key
openssl pkey -in seal_key -pubout -out seal_key.pub
