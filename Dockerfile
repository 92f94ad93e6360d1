# The site and all its workers in one image; deploy/compose.yml says which command is which process.
FROM python:3.11-slim AS build
WORKDIR /opt/verkenner
COPY requirements.txt .
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY manage.py pyproject.toml ./
COPY explorer explorer
COPY profiles profiles
COPY sync sync
COPY templates templates
COPY locale locale
# The colour is baked into the style sheet; demo secrets of this one step stay in the folder that is thrown away.
ARG SERVICE_COLOUR=""
RUN DEBUG=1 HASHED_STATIC=1 DATA_DIR=/tmp/build STATIC_DIR=/opt/verkenner/static .venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/verkenner --create-home verkenner
COPY --from=build /opt/verkenner /opt/verkenner
WORKDIR /opt/verkenner
ENV PATH=/opt/verkenner/.venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/var/lib/verkenner STATIC_DIR=/opt/verkenner/static
USER verkenner
EXPOSE 8000
HEALTHCHECK --interval=10s --start-period=60s CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=3)"]
CMD ["gunicorn", "explorer.wsgi", "--config", "python:explorer.server", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--log-level", "warning"]
