#!/bin/sh
# Runs once, when the volume of PostgreSQL is empty: the two logins of the service and its database.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set "owner_password=$(cat /run/secrets/owner_password)" \
  --set "app_password=$(cat /run/secrets/app_password)" <<'SQL'
CREATE ROLE galaxies_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE ROLE galaxies_app LOGIN PASSWORD :'app_password';
CREATE DATABASE galaxies OWNER galaxies_owner;
SQL
