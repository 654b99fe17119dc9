const minute = 60_000

/** Counts what happens, and knows how much of it happened within the last hour, to the minute. */
export interface HourlyCount {
  add(): void
  total(): number
}

export function createHourlyCount(now: () => number): HourlyCount {
  const minutes = new Map<number, number>()
  const current = (): number => Math.floor(now() / minute)
  return {
    add: () => {
      const at = current()
      minutes.set(at, (minutes.get(at) ?? 0) + 1)
    },
    total: () => {
      const first = current() - 59
      let total = 0
      for (const [at, count] of minutes) {
        if (at < first) minutes.delete(at)
        else total += count
      }
      return total
    },
  }
}
