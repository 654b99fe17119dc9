import { defaultMemoryLimit } from '@devopsql/engine'
import { type Check, ok, problem, skipped, warning } from '../check.ts'
import { sizeText } from '../size-text.ts'

/** DuckDB needs some for each thread. */
const least = 100e6

/** Whether what queries may take is there to be taken. */
export const memoryCheck: Check = {
  name: 'memory',
  needs: [],
  *run({ options, machine }) {
    const { MemoryLimit = defaultMemoryLimit } = options
    const limit = bytesIn(MemoryLimit)
    if (limit === undefined) {
      yield skipped(`MemoryLimit=${MemoryLimit} is no size`)
      return
    }
    const what = `queries may take ${sizeText(limit)} (MemoryLimit) of ${sizeText(machine.memory)} that this process may use`
    const hint = `Set MemoryLimit to ${sizeText(machine.memory / 2)} or less: queries spill to disk beyond it.`
    if (limit > machine.memory) yield problem(what, hint)
    else if (limit > machine.memory * 0.75) yield warning(what, hint)
    else if (limit < least)
      yield warning(
        what,
        `Set MemoryLimit to ${sizeText(least)} or more: with less even small queries fail.`,
      )
    else yield ok(what)
  },
}

const exponents: Readonly<Record<string, number>> = { '': 0, K: 1, M: 2, G: 3, T: 4 }

/** As DuckDB reads it: `1GB` is 10^9 bytes, `1GiB` 2^30. */
function bytesIn(size: string): number | undefined {
  const [, digits = '', unit = '', binary = ''] =
    /^([\d.]+)\s*([KMGT]?)(i?)B$/i.exec(size.trim()) ?? []
  const exponent = exponents[unit.toUpperCase()]
  if (digits === '' || exponent === undefined) return undefined
  return Number(digits) * (binary === '' ? 1000 : 1024) ** exponent
}
