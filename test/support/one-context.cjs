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

  async teardown() {}

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return THIS_CONTEXT;
  }
};
