import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenServer, openServer } from './open-server.ts'
import { clients } from './run-client.ts'

const folder = fileURLToPath(new URL('../../../examples/python/', import.meta.url))
const page = readFileSync(new URL('../../../docs/python.md', import.meta.url), 'utf8')
const programs = readdirSync(folder).filter((name) => name.endsWith('.py'))

it.each(programs)('docs/python.md shows %s as it is', (name) => {
  expect(page).toContain(`\`\`\`python\n${readFileSync(join(folder, name), 'utf8').trim()}\n\`\`\``)
})

const lacks = clients['sqlalchemy']?.lacks

describe.skipIf(lacks !== undefined)(
  `runs of examples/python${lacks ? ` (needs ${lacks})` : ''}`,
  () => {
    let server: OpenServer
    beforeAll(async () => {
      server = await openServer()
    })
    afterAll(async () => await server[Symbol.asyncDispose]())

    const run = async (name: string): Promise<string> => {
      const { PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLROOTCERT } = server.settings
      const address = `${PGUSER}:${encodeURIComponent(PGPASSWORD)}@${PGHOST}:${PGPORT}/${PGDATABASE}`
      const { stdout, stderr } = await promisify(execFile)(
        '/usr/bin/python3',
        [join(folder, name)],
        {
          env: {
            ...process.env,
            DEVOPSQL_DSN: `postgresql://${address}?sslmode=verify-full&sslrootcert=${PGSSLROOTCERT}`,
            PLOT_FILE: join(server.folder, 'plot.png'),
            PYTHONDONTWRITEBYTECODE: '1',
          },
        },
      )
      expect(stderr).toBe('')
      return stdout.trim()
    }

    it('connect.py', async () => {
      const lines = (await run('connect.py')).split('\n')
      expect(lines).toHaveLength(1 + server.projects)
      expect(lines[0]).toBe("['Name', 'State']")
    })
    it('parameters.py', async () => {
      const lines = (await run('parameters.py')).split('\n')
      expect(lines.at(-1)).toBe(`${server.workItems} work items`)
      expect(lines).toHaveLength(4)
    })
    it('frame.py', async () => {
      const text = await run('frame.py')
      expect(text).toMatch(/^CreatedDate +datetime64\[ns, UTC\]$/m)
      expect(text).toMatch(/^Bug +\w/m)
    })
    it('reflection.py', async () => {
      const text = await run('reflection.py')
      expect(text).toMatch(/^\d+ tables in Information\nthe key of Projects: \['Id'\]\n/)
      const counts = [...text.matchAll(/^\D+ (\d+)$/gm)].map(([, count]) => Number(count))
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(server.workItems)
    })
    it('plot.py', async () => {
      expect(await run('plot.py')).toBe(`${join(server.folder, 'plot.png')} ${server.workItems}`)
      expect(statSync(join(server.folder, 'plot.png')).size).toBeGreaterThan(5000)
    })
  },
)
