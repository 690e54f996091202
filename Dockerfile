# 要点 in a container: docker build -t yaodian . && docker run --rm -v yaodian:/data yaodian node dist/main.cli.js init
# (once: it makes the database), then docker run -d --restart always --init -v yaodian:/data -p 127.0.0.1:3000:3000 --env-file yaodian.env yaodian;
# the whole way, with backups and upgrades, is chapter 11 of docs/operate.zh-CN.md
FROM node:24-bookworm AS built
WORKDIR /app
COPY . .
# The whole toolchain builds the program; only what it loads goes on (33 MB beside Node).
RUN npm ci && node scripts/pack.js /packed/yaodian

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 YAODIAN_DB=/data/yaodian.db
WORKDIR /app
COPY --from=built /packed/yaodian ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# Unhealthy where a restart helps: no answer (the event loop stands still) or a tick that hangs. A full disk is as full
# after a restart, so it is told by the 503 and the words of /healthz, for whoever watches it, and not here.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => r.json()).then((h) => process.exit(h.restart ? 1 : 0), () => process.exit(1))"]
CMD ["node", "dist/main.node.js"]
