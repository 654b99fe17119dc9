import { createDuckDatabase } from '@devopsql/engine'
import { type Check, failed, ok, problem } from '../check.ts'

/** Whether the library loads that joins, sorts and groups, and takes its settings. */
export const engineCheck: Check = {
  name: 'engine',
  needs: [],
  async *run({ options, machine }) {
    const database = createDuckDatabase({
      memoryLimit: options.MemoryLimit,
      timeZone: options.TimeZone,
    })
    try {
      await using session = await database.session()
      await session.describe('SELECT version()')
      yield ok('DuckDB, which joins, sorts and groups, loads and takes its settings')
    } catch (error) {
      yield isOfLoading(error)
        ? problem(
            `DuckDB does not load on ${machine.platform}: ${error.message}`,
            'Install again on this very machine, optional dependencies included; on Linux DuckDB needs glibc, which Alpine has not.',
          )
        : failed(error)
    } finally {
      await database.close()
    }
  },
}

function isOfLoading(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(ERR_)?MODULE_NOT_FOUND$|^ERR_DLOPEN_FAILED$/.test(String(error.code))
  )
}
