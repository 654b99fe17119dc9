import { expect, it } from 'vitest'
import { configSchema } from './config-schema.ts'

it('is the schema that is published', async () => {
  const published = { $schema: 'http://json-schema.org/draft-07/schema#', ...configSchema }
  await expect(`${JSON.stringify(published, undefined, 2)}\n`).toMatchFileSnapshot(
    '../../devopsql.config.schema.json',
  )
})
