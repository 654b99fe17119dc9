import { isDevopsqlError } from '@devopsql/errors'
import type { Connection, SignedIn } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import type { ConnectionOptions } from '../connection/connection-source.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import { visibleText } from '../output/visible-text.ts'
import { signedInText } from '../report/signed-in-text.ts'

export interface LoginCommandOptions extends ConnectionOptions {
  readonly deviceCode?: boolean
  readonly force?: boolean
}

interface Login {
  readonly who: SignedIn
  /** Where the sign-in is kept, if it is. */
  readonly location: string | undefined
}

/** Signs in as the connection string says, unless somebody is signed in. Gives the exit code. */
export async function loginCommand(
  options: LoginCommandOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const open = async (asking: 'never' | 'anew'): Promise<Connection> => {
    const interaction = { asking, byDeviceCode: options.deviceCode === true }
    return await openConnection({ ...options, interaction }, context, scene)
  }
  const earlier = options.force === true ? undefined : await earlierLogin(open, context)
  const login = earlier ?? (await newLogin(open, context))
  const isKept = login.location !== undefined
  context.stdout.write(`${earlier && isKept ? 'already ' : ''}signed in as ${loginText(login)}\n`)
  if (earlier && isKept) {
    context.stderr.write('hint: --force signs in again, also as somebody else\n')
  }
  return 0
}

type Open = (asking: 'never' | 'anew') => Promise<Connection>

/** What needs nobody to be asked; undefined where somebody has to be. */
async function earlierLogin(
  open: Open,
  { signal }: Pick<CliContext, 'signal'>,
): Promise<Login | undefined> {
  await using connection = await open('never')
  try {
    return loginOf(await connection.whoAmI({ signal }), connection)
  } catch (error) {
    const isNobody = isDevopsqlError(error) && error.code === 'DEVOPSQL_SIGN_IN_FAILED'
    // A scheme that keeps nothing has nobody to ask.
    if (isNobody && connection.settingsLocation !== undefined) return undefined
    throw error
  }
}

async function newLogin(open: Open, { signal }: Pick<CliContext, 'signal'>): Promise<Login> {
  await using connection = await open('anew')
  return loginOf(await connection.whoAmI({ signal }), connection)
}

function loginOf(who: SignedIn, { settingsLocation }: Connection): Login {
  // The chain of AzureDefault may use what is kept, and keeps nothing.
  return { who, location: who.scheme === 'AzureDefault' ? undefined : settingsLocation }
}

function loginText({ who, location }: Login): string {
  const name = signedInText(who)
  if (location === undefined) {
    return `${name} by ${visibleText(who.source ?? `AuthScheme=${who.scheme ?? 'Basic'}`)}; nothing is kept`
  }
  const place = visibleText(location)
  return location.startsWith('memory://')
    ? `${name}; ${place} keeps it no longer than this command runs`
    : `${name}; kept at ${place}`
}
