import { Command, Option } from 'commander'
import type { CliContext } from './cli-context.ts'
import type { AccountAddOptions, AccountOptions } from './commands/account.ts'
import type { EmulatorCommandOptions } from './commands/emulator.ts'
import type { ExplainCommandOptions } from './commands/explain.ts'
import type { LoginCommandOptions } from './commands/login.ts'
import type { QueryCommandOptions } from './commands/query.ts'
import type { ServeCommandOptions } from './commands/serve.ts'
import type { TablesCommandOptions } from './commands/tables.ts'
import type { TokenCommandOptions } from './commands/token.ts'
import type { ConnectionOptions } from './connection/connection-source.ts'
import type { FailureScene } from './failure-scene.ts'
import * as help from './help-text.ts'
import { outputFormats, textFormats } from './output/format-names.ts'

const sizes = ['S', 'M']

/** The command line: names, options and help. What a command does is loaded when it is run. */
export function createProgram(
  context: CliContext,
  scene: FailureScene,
  finish: (exitCode: number) => void,
): Command {
  const program = new Command('devopsql')
    .description('SQL over Azure DevOps: query work items, code and builds from the command line')
    .version(context.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help for the command')
    .helpCommand('help [command]', 'show help for a command')
    .exitOverride()
    .showHelpAfterError('(add --help for examples)')
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => context.stdout.columns ?? 100,
      getErrHelpWidth: () => context.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', help.program)

  withConnection(program.command('query'))
    .description('run a SQL statement and write its rows')
    .argument('[SQL]', 'the statement; without it, -f FILE or standard input')
    .option('-f, --file <FILE>', 'read the statement from a file (- is standard input)')
    .addOption(formatOption(outputFormats, 'table unless given, or as the file is called'))
    .option(
      '-o, --output <FILE>',
      'write to a file, which is there whole or not at all; - is standard output',
    )
    .addOption(new Option('--stats [FORMAT]', 'cost on standard error').choices(['text', 'json']))
    .addOption(parameterOption())
    .addHelpText('after', help.query)
    .action(async (argument: string | undefined, options: QueryCommandOptions) => {
      const { queryCommand } = await import('./commands/query.ts')
      finish(await queryCommand({ argument, options }, context, scene))
    })

  withConnection(program.command('tables'))
    .description('list tables')
    .argument('[PATTERN]', 'part of the names; with *, % and ? the whole name')
    .addOption(formatOption(textFormats, 'how to write them'))
    .addHelpText('after', help.tables)
    .action(async (pattern: string | undefined, options: TablesCommandOptions) => {
      const { tablesCommand } = await import('./commands/tables.ts')
      finish(await tablesCommand({ pattern, options }, context, scene))
    })

  withConnection(program.command('describe'))
    .description('show the columns of a table and which filters Azure DevOps applies')
    .argument('<TABLE>', 'its name, with catalog and schema where needed')
    .addOption(formatOption(textFormats, 'how to write them'))
    .addHelpText('after', help.describe)
    .action(async (table: string, options: TablesCommandOptions) => {
      const { describeCommand } = await import('./commands/describe.ts')
      finish(await describeCommand({ table, options }, context, scene))
    })

  withConnection(program.command('explain'))
    .description('show what a statement would send and what would be checked here')
    .argument('[SQL]', 'the statement; without it, -f FILE or standard input')
    .option('-f, --file <FILE>', 'read the statement from a file (- is standard input)')
    .addOption(parameterOption())
    .addHelpText('after', help.explain)
    .action(async (argument: string | undefined, options: ExplainCommandOptions) => {
      const { explainCommand } = await import('./commands/explain.ts')
      finish(await explainCommand({ argument, options }, context, scene))
    })

  withConnection(program.command('shell'))
    .description('type statements one after the other')
    .addHelpText('after', help.shell)
    .action(async (options: ConnectionOptions) => {
      const { shellCommand } = await import('./commands/shell.ts')
      finish(await shellCommand(options, context, scene))
    })

  withConnection(program.command('login'))
    .description('sign in as the connection string says, and stay signed in')
    .option('--device-code', 'show a code to type into a browser anywhere')
    .option('--force', 'sign in again, also as somebody else')
    .addHelpText('after', help.login)
    .action(async (options: LoginCommandOptions) => {
      const { loginCommand } = await import('./commands/login.ts')
      finish(await loginCommand(options, context, scene))
    })

  withConnection(program.command('logout'))
    .description('forget the sign-in that is kept for the connection')
    .addHelpText('after', help.logout)
    .action(async (options: ConnectionOptions) => {
      const { logoutCommand } = await import('./commands/logout.ts')
      finish(await logoutCommand(options, context, scene))
    })

  withConnection(program.command('whoami'))
    .description('show who is signed in: identity, tenant, permissions, expiry')
    .addOption(formatOption(textFormats, 'how to write it'))
    .addHelpText('after', help.whoami)
    .action(async (options: TablesCommandOptions) => {
      const { whoamiCommand } = await import('./commands/whoami.ts')
      finish(await whoamiCommand(options, context, scene))
    })

  withConnection(program.command('doctor'))
    .description('find out what is wrong with a connection, and what to do')
    .addOption(formatOption(textFormats, 'how to write what is found'))
    .addHelpText('after', help.doctor)
    .action(async (options: TablesCommandOptions) => {
      const { doctorCommand } = await import('./commands/doctor.ts')
      finish(await doctorCommand(options, context, scene))
    })

  withConnection(program.command('token'))
    .description('print the Authorization header for other programs: a secret')
    .option('--headers', 'as the line of a header')
    .addHelpText('after', help.token)
    .action(async (options: TokenCommandOptions) => {
      const { tokenCommand } = await import('./commands/token.ts')
      finish(await tokenCommand(options, context, scene))
    })

  withConnection(program.command('serve'))
    .description('answer other programs, by HTTP')
    .option('--config <FILE>', 'what to serve, to whom and with which limits')
    .option('--http-port <N>', 'port of HTTP; 0 is any free one')
    .option('--pg-port <N>', 'port of PostgreSQL; 0 is any free one')
    .option('--insecure-loopback', 'nobody signs in, and only this machine can ask')
    .option('--check-config', 'tell what is wrong with the configuration, and start nothing')
    .addHelpText('after', help.serve)
    .action(async (options: ServeCommandOptions) => {
      const { serveCommand } = await import('./commands/serve.ts')
      finish(await serveCommand(options, context, scene))
    })

  const account = program
    .command('account')
    .description('say who may sign in to a server')
    .addHelpText('after', help.account)
  withAccounts(account.command('add'))
    .description('add an account, or give it a new password')
    .argument('<NAME>', 'what the user signs in as')
    .option('--as <CONNECTION>', 'name of the connection that its queries run with')
    .option('--expires <DATE>', 'first day on which it is no longer good')
    .action(async (name: string, options: AccountAddOptions) => {
      const { accountAddCommand } = await import('./commands/account.ts')
      finish(await accountAddCommand({ name, options }, context))
    })
  withAccounts(account.command('list'))
    .description('list the accounts')
    .action(async (options: AccountOptions) => {
      const { accountListCommand } = await import('./commands/account.ts')
      finish(await accountListCommand(options, context))
    })
  withAccounts(account.command('remove'))
    .description('remove an account')
    .argument('<NAME>', 'its name')
    .action(async (name: string, options: AccountOptions) => {
      const { accountRemoveCommand } = await import('./commands/account.ts')
      finish(await accountRemoveCommand({ name, options }, context))
    })

  program
    .command('emulator')
    .description('serve an emulated Azure DevOps organization on this machine')
    .addOption(new Option('--size <SIZE>', 'how much data').choices(sizes).default('S'))
    .option('--port <PORT>', 'port; 0 is any free one', '0')
    .option('--latency <MS>', 'waiting time before every answer', '0')
    .option('--seed <N>', 'equal seeds give equal data', '1')
    .option('--rows <LIST>', 'row counts by table: Teams=1001,WorkItems=1000000')
    .option('--json', 'print url, organization and connectionString as one JSON line')
    .addHelpText('after', help.emulator)
    .action(async (options: EmulatorCommandOptions) => {
      const { emulatorCommand } = await import('./commands/emulator.ts')
      finish(await emulatorCommand(options, context))
    })

  program
    .command('demo')
    .description('run five queries against an emulated organization')
    .addHelpText('after', help.demo)
    .action(async () => {
      const { demoCommand } = await import('./commands/demo.ts')
      finish(await demoCommand(context, scene))
    })

  return program
}

function withConnection(command: Command): Command {
  return command
    .option('-c, --connection <STRING>', 'connection string')
    .option('-p, --profile <NAME>', 'connection string of that name in the profile file')
}

function withAccounts(command: Command): Command {
  return command.requiredOption('--accounts <FILE>', 'file of the accounts')
}

function formatOption(formats: readonly string[], meaning: string): Option {
  return new Option('--format <FORMAT>', meaning).choices(formats)
}

function parameterOption(): Option {
  return new Option(
    '--param <VALUE>',
    'value of a parameter: name=value, or by position; repeatable',
  ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
}
