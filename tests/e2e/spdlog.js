// In place of the native module that VS Code logs with: every logger appends to its file, and never rotates it.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(file) {
    this.file = file;
    this.threshold = LEVELS.indexOf('info');
    this.isPlain = false;
    mkdirSync(dirname(file), { recursive: true });
  }
  getLevel() { return this.threshold; }
  setLevel(level) { this.threshold = level; }
  clearFormatters() { this.isPlain = true; }
  setPattern() {}
  flush() {}
  drop() { this.threshold = LEVELS.length; }
}
LEVELS.forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    if (level >= this.threshold) {
      appendFileSync(this.file, this.isPlain ? message : `${new Date().toISOString()} [${name}] ${message}\n`);
    }
  };
});

// Assigned one by one: only so does import() of this file see them by name.
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
