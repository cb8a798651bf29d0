# Builds proctor and puts it into an image that holds nothing else but its TLS library and certificates.
# Each RUN line also works by hand on Debian 12 (bookworm).

FROM rust:1-slim-bookworm AS builder
RUN apt-get update && apt-get install -y --no-install-recommends pkg-config libssl-dev gcc libc6-dev make && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --release --locked --no-default-features --bin proctor

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libssl3 ca-certificates && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin proctor
RUN mkdir -p /data && chown 10001:10001 /data
COPY --from=builder /src/target/release/proctor /usr/local/bin/proctor
ENV PROCTOR_DATABASE=/data/proctor.db
WORKDIR /data
VOLUME /data
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["proctor", "healthcheck"]
ENTRYPOINT ["proctor"]
CMD ["run"]
