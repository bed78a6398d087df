import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';

/*
 * `npm run types` and `npm run lint` in one, for `npm test`: the linter asks the compiler for types, and one that has just
 * checked them all knows them already.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HOST = {
  getCurrentDirectory: () => ROOT,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};

const program = programOf(path.join(ROOT, 'tsconfig.json'));
const wrong = ts.getPreEmitDiagnostics(program);
process.stdout.write(ts.formatDiagnostics(wrong, HOST));
const found = await lint();
process.exitCode = wrong.length + found === 0 ? 0 : 1;

function programOf(file) {
  const onUnRecoverableConfigFileDiagnostic = (diagnostic) => {
    throw new Error(ts.formatDiagnostic(diagnostic, HOST));
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic };
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(file, { noEmit: true }, host);
  return ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors });
}

/** Prints what the linter says, and answers how many errors that are. */
async function lint() {
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false, programs: [program] } },
    },
  });
  const results = await eslint.lintFiles(['.']);
  process.stdout.write(await (await eslint.loadFormatter('stylish')).format(results));
  return results.reduce((sum, { errorCount }) => sum + errorCount, 0);
}
