const day = 86_400_000

/** Maps a share of all rows of a table to the instant at which that row came to be. */
export interface Timeline {
  /** Milliseconds for a position in [0, 1); rises with the position and stays before `now`. */
  at(position: number): number
  readonly now: number
}

// Business hours, weekdays only, with 18 % more work every year. (assumed)
const yearlyGrowth = Math.log(1.18)

export function createTimeline(now: number, years: number): Timeline {
  const weeks = Math.max(1, Math.floor(years * 52.18))
  const monday = now - (((new Date(now).getUTCDay() + 6) % 7) * day + (now % day))
  const start = monday - weeks * 7 * day
  const growth = yearlyGrowth * years
  const scale = Math.exp(growth) - 1
  return {
    now,
    at(position) {
      const workday = (Math.log(1 + position * scale) / growth) * weeks * 5
      const whole = Math.floor(workday)
      const week = Math.floor(whole / 5)
      const date = start + (week * 7 + (whole - week * 5)) * day
      return Math.floor(date + 7 * 3_600_000 + (workday - whole) * 11 * 3_600_000)
    },
  }
}
