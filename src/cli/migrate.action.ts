import { loadEnvironment } from '../config/index.js';
import { migrate } from '../database/index.js';
import { addressOf } from './login.js';
import { counted } from './options.js';

export async function migrateTables(): Promise<void> {
  const names = await migrate(addressOf(loadEnvironment(), 'owner'));
  const ran = names.map((name) => `ran ${name}\n`).join('');
  const sum =
    names.length === 0 ? 'The tables are up to date.' : `Ran ${counted(names.length, 'migration')}.`;
  process.stdout.write(`${ran}${sum}\n`);
}
