#!/bin/sh
# Makes the secrets that docker-compose.yml hands to the containers, once; what is there already stays.
# Usage: docker/maak-geheimen.sh
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p geheimen

hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
keep() { [ -e "geheimen/$1" ] || { printf '%s\n' "$2" >"geheimen/$1"; echo "geheimen/$1 gemaakt"; }; }

keep postgres_wachtwoord "$(hex 24)"
keep database_url "postgres://vve_app:$(hex 24)@postgres:5432/vve"
keep database_beheer_url "postgres://vve_beheer:$(hex 24)@postgres:5432/vve"
keep database_owner_url "postgres://vve_owner:$(hex 24)@postgres:5432/vve"
keep redis_url "redis://:$(hex 24)@redis:6379/0"
keep secret_key "$(hex 32)"
# Encrypts the BSNs. Without this key they are lost: keep a copy apart from the backup of the database.
keep bsn_key "$(head -c 32 /dev/urandom | base64)"
# Signs the checkpoints of the log; the site and the database do not get it.
keep audit_key "$(head -c 32 /dev/urandom | base64)"
# Read by the site alone, and by what looks after it.
keep monitor_token "$(hex 24)"
# The folder is closed to others; the files themselves must be readable to the user inside the containers.
chmod 444 geheimen/*
