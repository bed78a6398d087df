import 'reflect-metadata';
import { runCommandLine } from './cli/program.js';

if (require.main === module) void runCommandLine(process.argv);
