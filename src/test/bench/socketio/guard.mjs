// Runs a command, and ends it when the standard input ends or it is told to end itself: nothing outlives who started it.
import { spawn } from 'node:child_process';

const child = spawn(process.argv[2], process.argv.slice(3), { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('exit', (code) => process.exit(code ?? 1));
process.stdin.resume().on('end', () => child.kill());
process.on('SIGTERM', () => child.kill());
