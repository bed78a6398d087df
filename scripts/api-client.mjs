import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { startPostgres } from './embedded-postgres.mjs';
import { buildWhenStale, compiled, ROOT, runScript } from './prepare.mjs';

/*
 * `npm run api-client`: writes the types of the API, from the document that the service makes of its own routes. With the path
 * of such a document it takes that one; with `--print` it prints the types instead of writing them.
 */
const TYPES = path.join(ROOT, 'test', 'support', 'api-client', 'schema.d.ts');

await runScript(async () => {
  const [file] = process.argv.slice(2).filter((word) => word !== '--print');
  const document = file === undefined ? await ownDocument() : JSON.parse(fs.readFileSync(file, 'utf8'));
  const types = `// Made by \`npm run api-client\`. Do not edit it.\n\n${astToString(await openapiTS(document))}`;
  if (process.argv.includes('--print')) process.stdout.write(types);
  else fs.writeFileSync(TYPES, types);
});

/** The document as the service gives it, on a database of its own. */
async function ownDocument() {
  buildWhenStale();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'galaxies-api-'));
  const server = await startPostgres({ dataDir, durable: false });
  try {
    await compiled('database/migrate').migrate(server.ownerUrl);
    await server.enableAppLogin();
    return await documentOf(server.appUrl);
  } finally {
    await server.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function documentOf(databaseUrl) {
  const settings = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, LOG_LEVEL: 'fatal' };
  const environment = compiled('config/index').loadEnvironment(settings, os.tmpdir());
  const app = await compiled('main').createWeb(environment);
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return (await app.inject('/api/openapi.json')).json();
  } finally {
    await app.close();
  }
}
