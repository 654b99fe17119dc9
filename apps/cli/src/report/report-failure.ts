import { isDevopsqlError } from '@devopsql/errors'
import type { CliContext } from '../cli-context.ts'
import { secretMask } from '../connection/secret-mask.ts'
import { exitCodeOf, exitCodes } from '../exit-code.ts'
import type { FailureScene } from '../failure-scene.ts'
import { textStyle } from '../output/text-style.ts'
import { errorText } from './error-text.ts'

/** Tells on standard error what failed. Gives the exit code. */
export function reportFailure(
  error: unknown,
  context: Pick<CliContext, 'stderr' | 'env' | 'signal'>,
  scene: FailureScene,
): number {
  const { stderr, env, signal } = context
  const isCancelled = isDevopsqlError(error) && error.category === 'cancelled'
  if (isCancelled || signal.aborted) {
    stderr.write('cancelled\n')
    return exitCodes.cancelled
  }
  stderr.write(
    errorText(error, {
      style: textStyle(stderr, env),
      width: stderr.columns ?? 100,
      mask: secretMask(scene.connectionStrings),
      sql: scene.sql,
      debug: env['DEVOPSQL_DEBUG'] === '1',
    }),
  )
  return exitCodeOf(error)
}
