# The service without a database: the same image runs the web, the worker and the command line.
FROM node:20-bookworm-slim AS build
WORKDIR /galaxies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=optional
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY migrations migrations
COPY scripts scripts
COPY src src
RUN npm run build

FROM node:20-bookworm-slim AS packages
WORKDIR /galaxies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /galaxies
COPY --from=packages /galaxies/node_modules node_modules
COPY --from=build /galaxies/dist dist
COPY package.json ./
USER node
EXPOSE 3000
# Room for what lives for one request only, so that it is tidied up less often.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "dist/src/main.js"]
