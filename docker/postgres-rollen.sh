#!/bin/sh
# Runs once, when the database is made: the owner migrates, the site and the workers connect as vve_app, commands as
# vve_beheer, who may do what vve_app may and sees all rows.
# The passwords are those of the addresses that the containers of the product get.
set -eu

password() { sed 's|^[a-z]*://[^:]*:\([^@]*\)@.*$|\1|' "/run/secrets/$1"; }

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v eigenaar="$(password database_owner_url)" -v app="$(password database_url)" \
    -v beheer="$(password database_beheer_url)" <<'SQL'
CREATE ROLE vve_owner LOGIN PASSWORD :'eigenaar';
CREATE ROLE vve_app LOGIN PASSWORD :'app';
CREATE ROLE vve_beheer LOGIN PASSWORD :'beheer' IN ROLE vve_app;
CREATE DATABASE vve OWNER vve_owner;
REVOKE ALL ON DATABASE vve FROM PUBLIC;
GRANT CONNECT ON DATABASE vve TO vve_app;
SQL
