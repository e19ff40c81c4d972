// All commands in one program, and what becomes of its errors.

import { Command, CommanderError } from 'commander';
import { COMMANDS } from './commands.ts';
import { Ended, STATUS, UsageError } from './status.ts';
import { paint } from './terminal.ts';
import { toolVersion } from './version.ts';

/**
 * The program with all commands, those that `args` name with their options; parsing throws `CommanderError` in place of exiting.
 */
async function buildProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('tujing')
    .description('Plan-and-scenario engine for regional science and innovation policy (图景)')
    .version(toolVersion, '-V, --version')
    .showHelpAfterError('(tujing --help shows all commands, tujing COMMAND --help its options and examples)')
    .exitOverride()
    .addHelpText(
      'after',
      '\nExamples:\n  tujing run                         run all scenarios, write out/\n  tujing targets --region jiaxing    the target board\n  tujing explain rd_intensity --region jiaxing --year 2020\n\nExit status: 0 done, 1 the answer is "no", 2 wrong input, 3 a bug, 4 the system refused, 130 interrupted',
    );
  for (const { usage, summary, load } of COMMANDS) {
    const command = program.command(usage).description(summary).exitOverride();
    if (args.includes(command.name())) (await load())(command);
  }
  return program;
}

/** Runs one command line (without `node` and script) and gives its exit status; all errors are told on standard error. */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    await (await buildProgram(args)).parseAsync(args, { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : STATUS.done;
  } catch (error) {
    return report(error);
  }
}

/** Tells what went wrong, without a stack, and gives the exit status. */
function report(error: unknown): number {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (error instanceof Ended) return error.status;
  if (error instanceof CommanderError) return error.exitCode === 0 ? STATUS.done : STATUS.wrongInput;
  if (error instanceof UsageError) {
    say(`${paint('red', 'error', process.stderr)}  ${error.message}`);
    if (error.hint !== undefined) say(`  ${error.hint}`);
    return STATUS.wrongInput;
  }
  if (error instanceof Error && error.name === 'SystemRefusal') {
    say(`${paint('red', 'error', process.stderr)}  ${error.message}`);
    return STATUS.refused;
  }
  say(`${paint('red', 'internal error', process.stderr)}  ${error instanceof Error ? error.message : String(error)}`);
  say('  this is a bug in tujing: please report it with the command and the files');
  if (process.env.TUJING_DEBUG !== undefined && error instanceof Error) say(error.stack ?? '');
  return STATUS.bug;
}
