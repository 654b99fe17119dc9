import type { CliContext } from '../cli-context.ts'
import type { ConnectionOptions } from '../connection/connection-source.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import { visibleText } from '../output/visible-text.ts'

const revokeTokens =
  'note: its tokens stay good until they expire; to end them now: Sign out everywhere at https://myaccount.microsoft.com\n'
const revokeCredentials =
  'note: a personal access token is revoked in Azure DevOps, under User settings > Personal access tokens\n'

/** Forgets the sign-in that is kept for the connection. Sends no request. Gives the exit code. */
export async function logoutCommand(
  options: ConnectionOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const interaction = { asking: 'never' } as const
  await using connection = await openConnection({ ...options, interaction }, context, scene)
  const { settingsLocation } = connection
  if (settingsLocation === undefined) {
    context.stdout.write('nothing is kept for this way of signing in\n')
    context.stderr.write(revokeCredentials)
    return 0
  }
  const location = visibleText(settingsLocation)
  if (!(await connection.signOut({ signal: context.signal }))) {
    context.stdout.write(`nobody is signed in: nothing was kept at ${location}\n`)
    return 0
  }
  context.stdout.write(`signed out: what was kept at ${location} is removed\n`)
  context.stderr.write(revokeTokens)
  return 0
}
