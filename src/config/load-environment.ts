import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ConfigurationError } from './configuration-error.js';
import { Environment, settingNames } from './environment.js';
import { unsafeInProduction } from './production.js';
import { isSecret } from './setting-rules.js';
import { readSettings } from './setting-sources.js';

/**
 * The settings of this process: its environment over a `.env` file in `directory` over the defaults. Throws one
 * ConfigurationError that lists all that is wrong.
 */
export function loadEnvironment(
  source: NodeJS.ProcessEnv = process.env,
  directory = process.cwd(),
): Environment {
  const { values, problems } = readSettings(source, directory, settingNames());
  const environment = plainToInstance(Environment, values, { exposeDefaultValues: true });
  const wrong = validateSync(environment, { stopAtFirstError: true, forbidUnknownValues: true });
  const unsafe = environment.NODE_ENV === 'production' ? unsafeInProduction(environment) : [];
  const all = [...problems, ...wrong.map(explain), ...unsafe];
  if (all.length > 0) throw new ConfigurationError(all);
  return Object.freeze(environment);
}

function explain({ property, value, constraints = {} }: ValidationError): string {
  const given = isSecret(property) ? 'cannot be used' : `is "${String(value).slice(0, 80)}"`;
  return `${property} ${given}: ${Object.values(constraints).join(' ')}`;
}
