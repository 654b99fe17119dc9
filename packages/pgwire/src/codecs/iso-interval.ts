import { formatFraction, microsecondsPerSecond } from './clock-time.ts'
import type { Codec } from './codec.ts'
import { intervalCodec, toInterval } from './interval.ts'
import type { Interval } from './parse-interval.ts'

/** Intervals as `IntervalStyle = iso_8601` has them: `P1Y2M3DT4H5M6.789S`. */
export const isoIntervalCodec: Codec = {
  ...intervalCodec,
  toText: (value) => formatIso(toInterval(value)),
}

function formatIso({ microseconds, days, months }: Interval): string {
  const years = Math.trunc(months / 12)
  const perSecond = BigInt(microsecondsPerSecond)
  const seconds = microseconds / perSecond
  const date = [field(years, 'Y'), field(months - years * 12, 'M'), field(days, 'D')].join('')
  const time = [
    field(Number(seconds / 3600n), 'H'),
    field(Number((seconds / 60n) % 60n), 'M'),
    secondsField(microseconds % (60n * perSecond)),
  ].join('')
  if (date === '' && time === '') return 'PT0S'
  return time === '' ? `P${date}` : `P${date}T${time}`
}

function field(count: number, letter: string): string {
  return count === 0 ? '' : `${count}${letter}`
}

function secondsField(microseconds: bigint): string {
  if (microseconds === 0n) return ''
  const size = Number(microseconds < 0n ? -microseconds : microseconds)
  const fraction = formatFraction(size % microsecondsPerSecond)
  return `${microseconds < 0n ? '-' : ''}${Math.floor(size / microsecondsPerSecond)}${fraction}S`
}
