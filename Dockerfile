# The product's image: the site, the worker and the scheduler are this one image
# with different commands (compose.yaml).
FROM python:3.11-slim-bookworm

ENV LC_ALL=C.UTF-8 PYTHONUNBUFFERED=1 \
    UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/venv UV_LINK_MODE=copy \
    PATH=/opt/venv/bin:$PATH DATA_DIR=/data

# What WeasyPrint draws PDFs with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN pip install --no-cache-dir uv==0.13.9 \
    && uv sync --locked --no-dev --no-cache --compile-bytecode \
    && pip uninstall -y uv

COPY . .
RUN useradd --system --home-dir /data partnership \
    && install -d -o partnership /data
USER partnership
VOLUME /data
EXPOSE 8000

CMD ["gunicorn", "partnership.wsgi", "--workers", "2", "--bind", "0.0.0.0:8000", "--no-control-socket"]
