# syntax=docker/dockerfile:1

# Stage 1: the environment from the lock file with hashes, and the static files with their fingerprints.
FROM python:3.13-slim-bookworm AS bouw
WORKDIR /app
RUN python -m venv /venv
COPY requirements/prod.txt requirements/prod.txt
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/prod.txt
COPY . .
# The values below only let the settings load; nothing here connects to anything.
RUN SECRET_KEY=bouw BSN_KEY="$(head -c 32 /dev/zero | base64)" DATABASE_URL=postgres://bouw@localhost/bouw \
    STATIC_ROOT=/app/staticfiles /venv/bin/python manage.py collectstatic --noinput -v0

# Stage 2: what runs. No compilers, no lock tools, no tests, and not as root.
FROM python:3.13-slim-bookworm
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin vve \
    && install -d -o vve -g vve /data /ijkpunten
COPY --from=bouw /venv /venv
COPY --from=bouw /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/staticfiles VVE_DATA_DIR=/data
USER 10001
EXPOSE 8000
# Sync workers: the pages are short and CPU-bound; WEB_CONCURRENCY sets their number.
CMD ["gunicorn", "vve_admin.wsgi", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", \
     "--max-requests", "2000", "--max-requests-jitter", "200", "--access-logfile", "-"]
