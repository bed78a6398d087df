const { AsyncLocalStorage } = require('node:async_hooks');
const vm = require('node:vm');
const { ModuleMocker } = require('jest-mock');

/** Stands for the context of the worker itself, for which Node has no object. */
const THIS_CONTEXT = vm.createContext({});

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
  compileFunction(code, parameters, {
    ...options,
    ...(parsingContext !== THIS_CONTEXT && { parsingContext }),
  });

/** The storages that the suite has used. jest makes one for each suite, and each slows every promise after it. */
const used = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...all) {
  used.add(this);
  return run.apply(this, all);
};

/**
 * Runs suites in the context of the worker, and not each in one of its own: what loaded-once.cjs loads for one suite is
 * then there for the next. The classes that a suite and Node itself call Error or Date are one and the same, too.
 */
module.exports = class OneContext {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;

  async setup() {}

  /** A storage that is used again is there again. */
  async teardown() {
    for (const storage of used) storage.disable();
    used.clear();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return THIS_CONTEXT;
  }
};
