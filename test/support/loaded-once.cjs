const { createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');

const ROOT = path.resolve(__dirname, '../..');

/**
 * Has Node load our sources and the packages, once for each worker: the sources as global-setup.mjs has compiled them
 * into dist/. Otherwise every suite loads the service and all it stands on anew, which takes longer than most suites do.
 * Suites and what supports them are jest's to load, for each suite anew.
 */
module.exports = class LoadedOnce extends Runtime {
  requireModuleOrMock(from, name) {
    const file = name.startsWith('.') ? compiled(path.resolve(path.dirname(from), name)) : packageOf(name);
    return file === undefined ? super.requireModuleOrMock(from, name) : createRequire(from)(file);
  }
};

function compiled(file) {
  const inRoot = path.relative(ROOT, file);
  return /^(src|migrations)\b.*\.js$/.test(inRoot) ? path.join(ROOT, 'dist', inRoot) : undefined;
}

function packageOf(name) {
  return isBuiltin(name) || name === '@jest/globals' || path.isAbsolute(name) ? undefined : name;
}
