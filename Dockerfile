# The worker in one file on Node: the build brings everything into dist/worker/server.js and the fonts beside it, so
# nothing else is installed.
FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# Without their scripts: the only one that runs otherwise sets up an embedded PostgreSQL, which a server does not use.
RUN npm ci --ignore-scripts
COPY shared shared
COPY worker worker
COPY tsconfig.json ./
RUN node worker/build.mjs --only server

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /build/dist/worker/server.js* ./
# Of packing slips; beside the program, which looks there.
COPY --from=build /build/dist/worker/fonts fonts
USER node
EXPOSE 8080
# Whether the process lives; whether to send it requests is what /readyz tells the proxy.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm: npm would not pass the signal on that asks for a stop.
CMD ["node", "--enable-source-maps", "server.js"]
