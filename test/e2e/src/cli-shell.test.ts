import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@devopsql/emulator'
import { expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../../apps/cli/bin/devopsql.js', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

async function shell(input: string, connectionString: string): Promise<Ended> {
  const child = spawn(process.execPath, [bin, 'shell'], {
    env: { ...process.env, DEVOPSQL_CONNECTION: connectionString },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  child.stdin.end(input)
  return await new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

it('runs statements over several lines one after the other, and keeps the connection until it is left', async () => {
  await using emulator = await startEmulator({ size: 'S' })
  const ended = await shell(
    'SELECT count(*) AS projects\n  FROM Projects;\nSELECT 41 + 1 AS answer;\n\\q\n',
    emulator.connectionString,
  )
  expect(ended.err).toBe('')
  expect(ended.out).toContain('projects')
  expect(ended.out).toContain('42')
  expect(ended.code).toBe(0)
})
