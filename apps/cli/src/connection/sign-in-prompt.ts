import type { SignInInteraction, SignInPrompt } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import { visibleText } from '../output/visible-text.ts'

type Terminal = Pick<CliContext, 'stdin' | 'stderr'>

/** Asks a person to sign in on standard error, so that standard output holds rows only. */
export function signInInteraction({ stdin, stderr }: Terminal): SignInInteraction {
  return {
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    show: (prompt) => {
      // The line that shows the progress may stand there.
      if (stderr.isTTY === true) stderr.write('\r\u001b[K')
      stderr.write(
        promptLines(prompt)
          .map((line) => `${visibleText(line)}\n`)
          .join(''),
      )
    },
  }
}

function promptLines(prompt: SignInPrompt): readonly string[] {
  if (prompt.kind === 'device-code') return prompt.message.trim().split(/\r?\n/)
  return [
    prompt.opened
      ? 'Sign in with the browser that has opened. If it has not, open this address on this machine:'
      : 'Open this address in a browser on this machine to sign in:',
    prompt.url,
  ]
}
