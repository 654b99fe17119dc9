import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { startEmulator } from './emulator.ts'
import { ask } from './testing/ask.ts'
import { everyAnswer } from './testing/every-answer.ts'
import { loadSpecs } from './testing/spec-validator.ts'

const folder = fileURLToPath(new URL('../../../../shared/specs/7.1', import.meta.url))
const isPresent = existsSync(folder)
const reason = isPresent ? '' : ' (needs ../shared/specs, which is not present)'

it.skipIf(!isPresent)(
  `validates every answer against the official 7.1 specification without a type error${reason}`,
  async () => {
    const validate = loadSpecs(folder, [
      'core',
      'git',
      'policy',
      'tfvc',
      'build',
      'pipelines',
      'approvalsAndChecks-pipelinesapproval',
      'approvalsAndChecks-pipelinesChecks',
      'distributedTask-elastic',
      'distributedTask-taskAgent',
      'serviceEndpoint',
      'release',
      'dashboard',
      'processes',
      'wiki',
      'graph',
      'memberEntitlementManagement',
      'ims',
      'security',
      'audit',
      'wit',
      'testPlan',
      'test',
      'work',
      'artifacts-feed',
      'hooks',
      'notification',
      'search',
    ])
    await using emulator = await startEmulator()
    emulator.change({ kind: 'delete-first', table: 'WorkItems', ids: [20] })
    const errors: string[] = []
    const statuses = new Set<number>()
    for (const { method, path, query = '', body } of everyAnswer) {
      const answer = await ask(emulator, `${path}?${query}`, body)
      statuses.add(answer.status)
      const findings = validate(method, `/contoso/${path}`, JSON.parse(answer.text))
      errors.push(...findings.errors.slice(0, 5).map((error) => `${path}: ${error}`))
    }
    expect(errors).toEqual([])
    expect(statuses).toEqual(new Set([200]))
  },
)

it.skipIf(!isPresent)(`finds a wrong type and an unknown property${reason}`, () => {
  const validate = loadSpecs(folder, ['core'])
  const body = { count: 1, value: [{ id: 'no guid', revision: 'one', surprise: true }] }
  expect(validate('GET', '/contoso/_apis/projects', body)).toEqual({
    errors: ['.value[].id: no guid is not a GUID', '.value[].revision: "one" is not integer'],
    warnings: ['.value[].surprise'],
  })
})
