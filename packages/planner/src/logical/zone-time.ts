/** Minutes east of UTC that a zone has at a local time. */
export type ZoneOffset = (localMilliseconds: number) => number

const minute = 60_000_000n
const nearby = 4 * 3_600_000

/** The time on the clock of the zone at an instant, in microseconds; undefined where the clocks change nearby. */
export function toLocal(instant: bigint, zoneOffset: ZoneOffset): bigint | undefined {
  const local = localTime(instant, zoneOffset)
  return isSteady(local, zoneOffset) ? local : undefined
}

/** As `toLocal`, and where the clocks change one of the times that it may be. */
export function localTime(instant: bigint, zoneOffset: ZoneOffset): bigint {
  const guess = instant + offsetAt(instant, zoneOffset)
  return instant + offsetAt(guess, zoneOffset)
}

/** The instant of a time on the clock of the zone; undefined where the clocks change nearby. */
export function toInstant(local: bigint, zoneOffset: ZoneOffset): bigint | undefined {
  return isSteady(local, zoneOffset) ? instantOf(local, zoneOffset) : undefined
}

/** As `toInstant`, and where the clocks change one of the instants that it may be. */
export function instantOf(local: bigint, zoneOffset: ZoneOffset): bigint {
  return local - offsetAt(local, zoneOffset)
}

function offsetAt(local: bigint, zoneOffset: ZoneOffset): bigint {
  return BigInt(zoneOffset(Number(local / 1000n))) * minute
}

// Engines disagree on times that a change of the clocks skips or repeats.
function isSteady(local: bigint, zoneOffset: ZoneOffset): boolean {
  const milliseconds = Number(local / 1000n)
  const here = zoneOffset(milliseconds)
  return zoneOffset(milliseconds - nearby) === here && zoneOffset(milliseconds + nearby) === here
}
