import { spawn } from 'node:child_process'

/** The program that opens an address, and its arguments without the address. */
function opener(): readonly [program: string, ...args: string[]] {
  const chosen = process.env['BROWSER']
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return chosen !== undefined && /^[^\s%:;]+$/.test(chosen) ? [chosen] : ['xdg-open']
}

/** Opens an address in the person's browser, without a shell. Gives whether a program for it was started. */
export function openBrowser(url: string): Promise<boolean> {
  const [program, ...args] = opener()
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
