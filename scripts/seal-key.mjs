import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from './postgres/problem.mjs';

/**
 * The Ed25519 key that our own PostgreSQL's seals are signed with, as PKCS#8 PEM: made on the first start and kept beside
 * the data, for its owner's eyes only. Whoever runs the service for real gives SEAL_KEY and keeps it elsewhere.
 */
export function keptSealKey(dataDir) {
  const file = path.join(dataDir, 'seal-key.pem');
  if (!fs.existsSync(file)) offer(file);
  const kept = fs.readFileSync(file, 'utf8');
  if (isSealKey(kept)) return kept;
  throw new Problem(
    `The seal key ${file} is damaged. Put a backup in its place, or move it away to have a new one made, and start again.`,
  );
}

function isSealKey(pem) {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** Two processes may come first at once: the link is made by one of them, whole, and both then read that one. */
function offer(file) {
  const own = `${file}.${process.pid}`;
  const { privateKey } = generateKeyPairSync('ed25519');
  fs.writeFileSync(own, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  try {
    fs.linkSync(own, file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(own);
  }
}
